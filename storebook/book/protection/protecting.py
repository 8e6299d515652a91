"""A book becomes protected, gets another key, or is plain again: each whole, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

from storebook.base.errors import Refused
from storebook.book.aside import opened_aside
from storebook.book.book import Book
from storebook.book.chain import give_key
from storebook.book.engine import COMMAND_BUSY_MS
from storebook.book.events import EventKind, note_event
from storebook.book.files import beside, remove_database
from storebook.book.lock import hold_book
from storebook.book.opening import opens_without_key, sentences
from storebook.book.protection import keychain
from storebook.book.protection.data_key import KEY_BYTES, DataKey
from storebook.book.protection.key_file import (
    FormerPaper,
    KeyFile,
    KeyFileTrouble,
    Slot,
    SlotKind,
    remove_key_file,
    save_key_file,
    today,
)
from storebook.book.protection.paper import PaperKey, read_paper
from storebook.book.protection.plain_copies import watch_for_plain
from storebook.book.protection.refusals import KeyNeeded, NotProtected
from storebook.book.protection.rewriting import rewrite
from storebook.book.protection.slots import computer_slot, passphrase_slot
from storebook.book.protection.stretching import Cost, tuned
from storebook.book.protection.unlocking import key_file_of, may_open, put_foreign_aside
from storebook.book.rights import Right, require
from storebook.book.shop import Shop
from storebook.book.shop_saving import begin_book

PROGRAM = "Storebook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways in besides the paper: a passphrase, and whether this computer may open the book.

    `cost` is that of a try of the passphrase; measured on this computer when it is left out.
    """

    passphrase: str | None = None
    computer: bool = False
    cost: Cost | None = None


ONLY_PAPER = Ways()


def check_typed_back(paper: PaperKey, typed: str) -> None:
    """See that what stands on the paper was read and typed right. Raises PaperTypo or Refused."""
    if read_paper(typed) != paper:
        raise Refused(
            "That is another paper’s key. Type the 33 characters from the one that was just made.",
            field="key",
        )


def begin_protected_book(  # noqa: PLR0913 - as `begin_book`
    path: Path,
    shop: Shop,
    paper: PaperKey,
    ways: Ways = ONLY_PAPER,
    *,
    owner_name: str,
    program: str = PROGRAM,
) -> Book:
    """Make a new book that is protected from its first page on, and open it; see `begin_book`."""
    key = paper.data_key
    slots = slots_for(key, ways)
    try:
        book = begin_book(path, shop, owner_name=owner_name, program=program, key=key)
    except BaseException:
        forget_secrets(slots)
        raise
    try:
        put_foreign_aside(book.path, key)
        save_key_file(book.path, KeyFile(mark=key.mark, slots=slots))
        seal_log(book, "The book protected with a key")
    except BaseException:
        take_back_new(book)
        forget_secrets(slots)
        raise
    return book


def take_back_new(book: Book) -> None:
    """Leave nothing of a book that was made just now, and that nobody could open any more."""
    book.close()
    remove_database(book.path)
    remove_key_file(book.path)
    beside(book.path, ".lock").unlink(missing_ok=True)


def protect(
    path: Path,
    paper: PaperKey,
    ways: Ways = ONLY_PAPER,
    *,
    by: int | None = None,
    program: str = PROGRAM,
) -> DataKey:
    """Protect a plain book that is open nowhere, and answer its key.

    `by` is the associate who asks for it, the owner when left out. The plain file is overwritten
    and gone; backups from before are still plain, see `plain_copies`. Raises Refused when it is
    protected already, in use, or can't be written; then it is as it was.
    """
    path = path.resolve()
    key = paper.data_key
    refuse_protected(path)
    see_that_it_is_allowed(path, None, by, program)
    slots = slots_for(key, ways)
    try:
        with held(path, program):
            put_foreign_aside(path, key)
            save_key_file(path, KeyFile(mark=key.mark, slots=slots))
            rewrite(path, None, key, sealed(path, key, by, "The book protected with a key"))
    except BaseException:
        if opens_without_key(path, COMMAND_BUSY_MS):
            remove_key_file(path)
            forget_secrets(slots)
        raise
    with suppress(OSError):
        watch_for_plain(path, datetime.now(UTC))
    return key


def refuse_protected(path: Path) -> None:
    """Refuse a book that has a key already."""
    try:
        Book.open(path, mode="read").close()
    except KeyNeeded:
        raise Refused(
            f"“{path.name}” is protected already. Nothing was changed. "
            "To have another key, change the key.",
            field="path",
        ) from None


def unprotect(path: Path, key: DataKey, *, by: int | None = None, program: str = PROGRAM) -> None:
    """Make a protected book plain again: whoever has the file can read it then."""
    path = path.resolve()
    see_that_it_is_allowed(path, key, by, program)

    def finish(aside: Path) -> None:
        with opened_aside(aside, None, by, called=path) as book:
            give_key(book, None)
            note_event(book, EventKind.PROTECTED, "The book is no longer protected")

    with held(path, program):
        rewrite(path, key, None, finish)
        slots = slots_of(path)
        with suppress(OSError):  # it is plain now: a key file that stays opens nothing
            remove_key_file(path)
        forget_secrets(slots)


def change_paper_key(  # noqa: PLR0913 - from which key to which, and who asks for it
    path: Path,
    key: DataKey,
    paper: PaperKey,
    ways: Ways = ONLY_PAPER,
    *,
    by: int | None = None,
    program: str = PROGRAM,
) -> DataKey:
    """Write the book with the key of a new paper, and answer that key.

    All other ways in end, but those in `ways`. Until the new book is in its place the key file has
    the ways into both, so that after a power cut whichever is there can be opened. Backups from
    before stay under the paper that they were made with.
    """
    path = path.resolve()
    see_that_it_is_allowed(path, key, by, program)
    new = paper.data_key
    before = known_key_file(path, key)
    slots = slots_for(new, ways)
    with held(path, program):
        both = KeyFile(
            mark=key.mark, slots=before.slots + slots, former=before.former, coming=new.mark
        )
        save_key_file(path, both)
        try:
            rewrite(path, key, new, sealed(path, new, by, "The key of the book changed"))
        except BaseException:
            if not is_written_with(path, new):
                save_key_file(path, before)
                forget_secrets(slots)
            raise
        former = (*before.former, FormerPaper(mark=key.mark, until=today()))
        # What is there opens it too, and is put right when the book is unlocked the next time.
        with suppress(OSError):
            save_key_file(path, KeyFile(mark=new.mark, slots=slots, former=former))
        forget_secrets(before.slots)
    return new


def is_written_with(path: Path, key: DataKey) -> bool:
    """Whether it is this key that opens the book that is there now, or that can't be told."""
    if not path.exists():
        return False
    try:
        return may_open(path, key)
    except NotProtected:
        return False
    except OSError:
        return True


# -- the ways in, of a book that is open


def set_passphrase(book: Book, passphrase: str, cost: Cost | None = None) -> None:
    """Let this passphrase open the book, instead of one that did before.

    Copies of the key file beside older backups keep the passphrase that they were made with.
    """
    require(book, Right.STAFF)
    slot = passphrase_slot(key_of(book), passphrase, cost or tuned())
    replace_slots(book, SlotKind.PASSPHRASE, slot)
    note_event(book, EventKind.PROTECTED, "The passphrase of the book set")


def trust_this_computer(book: Book) -> None:
    """Let this computer open the book by its keychain; a way that it had before stays until the new
    one is there. Raises KeychainTrouble when it has no keychain.
    """
    require(book, Right.STAFF)
    slot = computer_slot(key_of(book))
    found = known_key_file(book.path, key_of(book))
    try:
        save_key_file(book.path, with_slots(found, (*found.slots, slot)))
    except OSError:
        forget_secrets((slot,))
        raise
    note_event(book, EventKind.PROTECTED, f"{slot.who} may open the book")
    end_ways_of_this_computer(book, found)


def forget_this_computer(book: Book) -> None:
    """This computer no longer opens the book by itself; anybody may say so."""
    end_ways_of_this_computer(book, known_key_file(book.path, key_of(book)))


def end_ways_of_this_computer(book: Book, found: KeyFile) -> None:
    """End those of the file for which its keychain has a secret: others are another computer's."""
    for slot in found.of_kind(SlotKind.COMPUTER):
        if keychain.recall(slot.salt) is not None:
            end_way(book, slot)


def revoke(book: Book, slot: Slot) -> None:
    """End one way in. A copy of the key file, beside a backup, still has it: to be sure, change
    the key.
    """
    require(book, Right.STAFF)
    end_way(book, slot)


def end_way(book: Book, slot: Slot) -> None:
    found = known_key_file(book.path, key_of(book))
    save_key_file(book.path, with_slots(found, tuple(one for one in found.slots if one != slot)))
    forget_secrets((slot,))
    note_event(book, EventKind.PROTECTED, f"A way into the book ended: {slot.kind} of {slot.who}")


def slots_of(path: Path) -> tuple[Slot, ...]:
    """The ways in besides the paper, as the key file has them; none where it can't be read."""
    try:
        return key_file_of(path).slots
    except KeyFileTrouble:
        return ()


# -- steps


def slots_for(key: DataKey, ways: Ways) -> tuple[Slot, ...]:
    """The slots of these ways. Refused, before anything is done, when one of them can't be had."""
    slots: list[Slot] = []
    if ways.passphrase is not None:
        slots.append(passphrase_slot(key, ways.passphrase, ways.cost or tuned()))
    if ways.computer:
        slots.append(computer_slot(key))
    return tuple(slots)


def replace_slots(book: Book, kind: SlotKind, slot: Slot) -> None:
    found = known_key_file(book.path, key_of(book))
    others = (one for one in found.slots if one.kind is not kind)
    save_key_file(book.path, with_slots(found, (*others, slot)))


def with_slots(found: KeyFile, slots: tuple[Slot, ...]) -> KeyFile:
    return KeyFile(mark=found.mark, slots=slots, former=found.former)


def known_key_file(path: Path, key: DataKey) -> KeyFile:
    """The key file of this key; an empty one where what is there can't be used."""
    with suppress(KeyFileTrouble):
        found = key_file_of(path)
        if found.mark == key.mark:
            return found
    return KeyFile(mark=key.mark)


def key_of(book: Book) -> DataKey:
    if book.key is None:
        raise Refused(
            f"“{book.path.name}” is not protected. Nothing was changed. Protect it first.",
            field="path",
        )
    return book.key


def forget_secrets(slots: tuple[Slot, ...]) -> None:
    """Take what belonged to these slots out of the keychain, as far as that can be reached."""
    for slot in slots:
        if slot.kind is SlotKind.COMPUTER:
            with suppress(keychain.KeychainTrouble):
                keychain.forget(slot.salt)


def sealed(path: Path, key: DataKey, by: int | None, what: str) -> Callable[[Path], None]:
    """What seals the log of the book that is written anew, before it is put in its place."""

    def finish(aside: Path) -> None:
        with opened_aside(aside, key, by, called=path) as book:
            seal_log(book, what)

    return finish


def seal_log(book: Book, what: str) -> None:
    """Chain the log with a key of its own, kept in the book, and note what was done."""
    give_key(book, token_bytes(KEY_BYTES))
    note_event(book, EventKind.PROTECTED, what)


def see_that_it_is_allowed(path: Path, key: DataKey | None, by: int | None, program: str) -> None:
    """Open the book for writing, so that whatever speaks against it is said first."""
    with Book.open(path, key=key, program=program) as book:
        book.associate_id = by or book.associate_id
        require(book, Right.STAFF)


@contextmanager
def held(path: Path, program: str) -> Iterator[None]:
    """The book is held while it is written anew; trouble with the disk is told as at opening."""
    lock = hold_book(path, program)
    try:
        with sentences():
            yield
    finally:
        lock.release()
