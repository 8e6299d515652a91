"""Commands for the day on which a book is lost: what can be restored, restoring, bringing back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import click

from storebook.base.errors import Refused
from storebook.base.text import counted, quoted
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.lock import BookHeld, take_from_elsewhere
from storebook.book.making import refuse_place
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import marks_beside
from storebook.book.protection.page_proof import seems_protected
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.rescue import LOST, NOW_WITHOUT, Rescue, Trouble, look_at
from storebook.book.restorable import (
    Restorable,
    Where,
    moment_of,
    restorable_from,
    restorables,
)
from storebook.book.restorable import looked_at as looked_at_backup
from storebook.book.restoring import (
    PLAIN_NOW,
    PROTECTED_AGAIN,
    WORKING_AS_THEN,
    Restored,
    is_plain_now,
    newest_good,
    restore,
    restore_open,
)
from storebook.book.rights import Right, require
from storebook.book.salvage import SalvageReport, salvage
from storebook.book.stood_before import StoodBefore, stood_before
from storebook.book.trouble import is_damage
from storebook.book.ways_out import note_whole
from storebook.cli.common import (
    FILE,
    PROGRAM,
    at_work,
    book_argument,
    given,
    json_option,
    named_as_book,
    reading,
    today,
    who_option,
)
from storebook.cli.keys import is_terminal, key_of, known_key, open_with_key
from storebook.cli.output import answer, in_columns
from storebook.cli.restorable_lines import STEPS_SHOWN, lines_of, newest_steps
from storebook.cli.terminal import complain
from storebook.people.erasing import erasing_again, forgotten_before, forgotten_elsewhere

Answer = TypeVar("Answer")
Skipped = list[tuple[Restorable, str]]
STOOD_BEFORE = (
    "It is of another book, of “{shop}”, that stood here before this one: --from with --yes puts "
    "it in the place of this one, which is kept beside it."
)
COPIED = "What can be read brought into a new book"
NONE = (
    "There is none that the program made of this book and can find. Name one of your own with "
    "--from FILE."
)
# It can't be worked in where it is, or now, and can be read.
READABLE = {Trouble.HELD, Trouble.NETWORK, Trouble.FAT, Trouble.READ_ONLY, Trouble.DISK_FULL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was restored, the steps that came after it (None when that can't be told), which damaged
    backups were passed over, and who was erased again.
    """

    restored: Restored
    since: Restorable | None
    skipped: Skipped
    erased_again: list[int]


@click.command("restore")
@book_argument
@click.option("--list", "listed", is_flag=True, help="List what can be restored.")
@click.option("--newest", is_flag=True, help="Take the newest backup that is good.")
@click.option("--from", "chosen", type=FILE, metavar="FILE", help="Take this backup.")
@click.option("--yes", is_flag=True, help="Do it, though steps are lost that came after it.")
@click.option(
    "--take-over", is_flag=True, help="Do it, though another computer did not close the book."
)
@who_option
@json_option
def restore_command(
    book_path: Path,
    listed: bool,
    newest: bool,
    chosen: Path | None,
    yes: bool,
    take_over: bool,
    as_json: bool,
) -> None:
    """Put a backup in the place of a book.

    Say one of --list, --newest and --from. The list says of each backup what would be lost: the
    steps of the history that came after it. When there are any, nothing is done without --yes, only
    told. The book that is replaced is kept beside it, under a name with the day; a book that still
    opens is backed up first. Damaged backups are passed over, and named. For one that was made with
    an earlier paper (--from) that paper is asked for, or read after the key of the book.

    JSON with --list: an array of {path, at, size_bytes, where, lost (null if it can’t be told),
    newest_lost: [{id, at, associate, what}], gained, problem, needs_key, is_plain}. Without:
    {backup, replaced, lost, newest_lost, protected_again, working_as_then (nothing newer knows who
    works here), skipped: [{path, at, problem}], erased_again (numbers of shoppers)}.
    """
    if [listed, newest, chosen is not None].count(True) != 1:
        raise click.UsageError("Say one of --list, --newest and --from FILE.")
    if listed:
        show_list(book_path, as_json=as_json)
        return
    done = though_left(
        book_path, lambda: restored_over(book_path, chosen, yes=yes), take_over=take_over
    )
    say_restored(book_path, done, as_json=as_json)


def restored_over(book_path: Path, chosen: Path | None, *, yes: bool) -> Done:
    trouble = looked_at(book_path)
    if trouble is None:
        return as_far_as_it_opens(
            lambda: restored_open(book_path, chosen, yes=yes),
            lambda: restored_lost(book_path, chosen, Trouble.DAMAGED),
        )
    if trouble.trouble in LOST:
        return restored_lost(book_path, chosen, trouble.trouble)
    raise Refused(trouble.sentence)


def though_left(book_path: Path, deed: Callable[[], Answer], *, take_over: bool) -> Answer:
    """Do it; where another computer did not close the book only when it is to be taken over."""
    try:
        return deed()
    except BookHeld as held:
        if not held.elsewhere:
            raise
        if not take_over:
            raise Refused(f"{held} For that say --take-over.", field="path") from held
    take_from_elsewhere(book_path.resolve())
    return deed()


def looked_at(book_path: Path) -> Rescue | None:
    """What is wrong with the book, its key asked for when that is what is missing."""
    found = look_at(book_path)
    if found is not None and found.trouble is Trouble.KEY_NEEDED:
        return look_at(book_path, key_of(book_path))
    return found


def as_far_as_it_opens(deed: Callable[[], Answer], otherwise: Callable[[], Answer]) -> Answer:
    """Do it with the book open; where that meets with damage further in, as if it did not open."""
    try:
        return deed()
    except (Refused, DatabaseError, UnicodeDecodeError) as error:
        if not is_damage(error):
            raise
        return otherwise()


def with_key(book_path: Path, deed: Callable[[DataKey | None], Answer]) -> Answer:
    """Do it with the key of the book, where that was given; where a backup turns out to be
    protected and it was not, once more with its key.
    """
    try:
        return deed(known_key(book_path))
    except KeyNeeded as needed:
        return deed(key_of(needed.path))


def show_list(book_path: Path, *, as_json: bool) -> None:
    """Of a book that opens to whoever is at work: the steps that would be lost name shoppers."""
    trouble = looked_at(book_path)
    if trouble is None or trouble.trouble in READABLE:
        found = as_far_as_it_opens(lambda: listed_open(book_path), lambda: listed_lost(book_path))
    else:
        found = listed_lost(book_path)
    lines = [line for one in found for line in lines_of(one)]
    answer(found, lines or [NONE], as_json=as_json)


def listed_open(book_path: Path) -> list[Restorable]:
    with reading(book_path) as book:
        found = restorables(book_path, key=book.key, book=book)
        before = stood_before(book)
        if before is None:
            return found
        other = looked_at_backup(before.backup, before.at, Where.HERE, None, None)
        return [replace(other, problem=STOOD_BEFORE.format(shop=before.shop)), *found]


def listed_lost(book_path: Path) -> list[Restorable]:
    return with_key(book_path, lambda key: listed_with(book_path, key))


def listed_with(book_path: Path, key: DataKey | None) -> list[Restorable]:
    """The list; where something in it is protected, the key is asked for."""
    found = restorables(book_path, key=key)
    locked = [one.path for one in found if one.needs_key]
    if key is None and locked:
        raise KeyNeeded(locked[0])
    return found


def refuse_unasked(one: Restorable) -> None:
    """Say what would be lost, and do nothing."""
    if not one.lost:
        return
    newest = "; ".join(quoted(step.what, 100) for step in one.newest_lost[:STEPS_SHOWN])
    came = "step came" if one.lost == 1 else "steps came"
    raise Refused(
        f"{one.lost:,} {came} after the backup of {one.at:%Y-%m-%d %H:%M} and would be lost, the "
        f"newest first: {newest}{' …' if one.lost > STEPS_SHOWN else ''}. Nothing was changed. "
        "Say --yes to do it."
    )


def restored_open(book_path: Path, chosen: Path | None, *, yes: bool) -> Done:
    """The book opens: whoever is at work must have the right, and it is backed up first."""
    book = open_with_key(book_path, lambda key: Book.open(book_path, program=PROGRAM, key=key))
    skipped: Skipped = []
    try:
        at_work(book, given("by"))
        require(book, Right.BACKUP)
        before = stood_before(book)
        if before and chosen and chosen.resolve() == before.backup.resolve():
            return restored_before(book, before, yes=yes)
        if chosen is None:
            one, skipped = newest_good(restorables(book_path, book=book, key=book.key), book.key)
        else:
            one = restorable_from(book_path, chosen, book)
        earlier = earlier_key(one)
        if earlier is not None:
            one = restorable_from(book_path, one.path, book, earlier)
        if not yes:
            refuse_unasked(one)
        erase, again = erasing_again(forgotten_before(book, one.path, earlier), today=today())
        restored = restore_open(book, one.path, program=PROGRAM, also=erase, earlier=earlier)
    finally:
        book.close()
    return Done(restored=restored, since=one, skipped=skipped, erased_again=again)


def restored_before(book: Book, before: StoodBefore, *, yes: bool) -> Done:
    """The book that stood here before takes the place of this one, which is kept beside it."""
    if not yes:
        raise Refused(f"{STOOD_BEFORE.format(shop=before.shop)} Nothing was changed.")
    book.close()
    forgotten = forgotten_elsewhere(book.path, before.backup, None)
    erase, again = erasing_again(forgotten, today=today())
    restored = restore(book.path, before.backup, program=PROGRAM, also=erase, stood_before=True)
    return Done(restored=restored, since=None, skipped=[], erased_again=again)


def restored_lost(book_path: Path, chosen: Path | None, trouble: Trouble) -> Done:
    """The book does not open: there is nobody who could be asked for the right."""

    def put_back(key: DataKey | None) -> Done:
        backup, skipped = chosen, Skipped()
        if backup is None:
            best, skipped = newest_good(
                listed_with(book_path, key), key, or_else=NOW_WITHOUT[trouble]
            )
            backup = best.path
        earlier = None if key is None else earlier_key(looked_into(backup, key))
        forgotten = forgotten_elsewhere(book_path.resolve(), backup, key, earlier)
        erase, again = erasing_again(forgotten, today=today())
        restored = restore(book_path, backup, key=key, program=PROGRAM, also=erase, earlier=earlier)
        return Done(restored=restored, since=None, skipped=skipped, erased_again=again)

    return with_key(book_path, put_back)


def looked_into(backup: Path, key: DataKey) -> Restorable:
    return looked_at_backup(backup, moment_of(backup), Where.CHOSEN, None, key)


def earlier_key(one: Restorable) -> DataKey | None:
    """The key of a backup that was made with another paper than the book has now; None of others.

    Refused with what stands against it where nobody gives that.
    """
    if not one.needs_key:
        return None
    if is_terminal():
        complain(one.problem)
        return key_of(one.path)
    try:
        return key_of(one.path)
    except Refused as refusal:
        raise Refused(one.problem, field="path") from refusal


def say_restored(book_path: Path, done: Done, *, as_json: bool) -> None:
    replaced, again, since = done.restored.replaced, done.erased_again, done.since
    lines = [f"Passed over, of {one.at:%Y-%m-%d %H:%M}: {why}" for one, why in done.skipped]
    lines.append(f"Restored {book_path} from {done.restored.backup}")
    if replaced is not None:
        lines.append(f"What it replaced is in {replaced}")
    if is_plain_now(book_path):
        lines.append(PLAIN_NOW)
    if done.restored.protected_again:
        lines.append(PROTECTED_AGAIN)
    if done.restored.working_as_then:
        lines.append(WORKING_AS_THEN)
    if since is not None and since.lost:
        lines += [f"Lost with it, since: {counted(since.lost, 'step')}", *newest_steps(since)]
    if again:
        lines.append(f"Erased again, as asked before: {counted(len(again), 'person', 'people')}.")
    document = {
        "backup": done.restored.backup,
        "replaced": replaced,
        "lost": None if since is None else since.lost,
        "newest_lost": [] if since is None else since.newest_lost,
        "protected_again": done.restored.protected_again,
        "working_as_then": done.restored.working_as_then,
        "skipped": [{"path": one.path, "at": one.at, "problem": why} for one, why in done.skipped],
        "erased_again": again,
    }
    answer(document, lines, as_json=as_json)


@click.command("salvage")
@book_argument
@click.option("--to", "target", required=True, type=FILE, metavar="NEW", help="The new book.")
@who_option
@json_option
def salvage_command(book_path: Path, target: Path, as_json: bool) -> None:
    """Bring back what can be read of a damaged book.

    The damaged book is only read; one that opens notes who did it. What is missing is listed by
    kind; people whose page is lost keep their purchases and days under a number instead of the
    name. Ends with 1 when the new book is not in order in itself.

    JSON: {path, tables: [{table, rows, missing, missing_ids (the first of them), left_out,
    put_in}], pages, damaged_pages, lost_pages, loosened, faults}.
    """
    trouble = looked_at(book_path)
    if trouble is not None and trouble.trouble not in {*LOST, Trouble.READ_ONLY, Trouble.DISK_FULL}:
        raise Refused(trouble.sentence)
    new = named_as_book(target)
    if trouble is None:
        as_far_as_it_opens(lambda: note_copied(book_path, new), lambda: None)
    key = key_of(book_path) if seems_protected(book_path, marks_beside(book_path)) else None
    report = salvage(book_path, new, key=key)
    answer(report, told(report), as_json=as_json)
    if report.faults:
        raise Refused(f"The new book is not in order: {'; '.join(report.faults)}.")


def note_copied(book_path: Path, new: Path) -> None:
    """All of it leaves a book that is whole: that is noted as a backup is."""
    with reading(book_path) as book:
        require(book, Right.BACKUP)
        refuse_place(new)
        note_whole(book, COPIED, file=new.name)


def told(report: SalvageReport) -> list[str]:
    brought = f"Brought back {counted(report.rows, 'row', 'rows')} into {report.path}"
    if not report.lines:
        return [brought, "Nothing is known to be missing."]
    return [brought, *in_columns([("", line) for line in report.lines])]
