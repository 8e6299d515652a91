"""`storebook log`: who changed, looked at, printed and exported what, and if the log is whole."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.base.text import counted, quoted
from storebook.book.book import Book
from storebook.book.chain import Broken, Head, head, verify
from storebook.book.kept_heads import heads_kept
from storebook.book.log import LogAsked, LogEntry, LogKind, count_steps, read_log
from storebook.book.remembered import folder_to_look_in
from storebook.book.rights import Right, may
from storebook.cli.common import (
    DAY,
    SHOPPER,
    book_argument,
    json_option,
    reading,
    who_option,
)
from storebook.cli.output import answer, in_columns
from storebook.people.called import name_of
from storebook.people.merged import file_of
from storebook.staff.associates import associates, called

MOST = 100_000


@click.command("log")
@book_argument
@click.option("--by-whom", metavar="NAME", help="Only what this one did.")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in LogKind]), help="All if left out."
)
@click.option("--from", "first", type=DAY, help="The first day.")
@click.option("--to", "last", type=DAY, help="The last day, included.")
@click.option("--shopper", "shopper_id", metavar="ID", type=SHOPPER, help="Only about this one.")
@click.option("--find", "text", default="", metavar="WORDS", help="Only with these words.")
@click.option(
    "--limit",
    metavar="N",
    default=100,
    show_default=True,
    type=click.IntRange(1, MOST),
    help="How many at the most.",
)
@click.option("--verify", "verifies", is_flag=True, help="Check that nobody edited the log.")
@click.option("--head", metavar="MARK", help="With --verify: a mark that was written down before.")
@who_option
@json_option
def log_command(book_path: Path, verifies: bool, head: str | None, **options: Any) -> None:
    """List the whole log, newest first.

    Changes, views of key customers’ pages, exports, prints, refusals, sign-ins, and what befell the
    book itself. Only who may change the staff sees more than the changes.

    With --verify the log is read from its beginning instead: a step that was edited, taken out or
    put in is named, and it ends with 1. The newest backups kept by the window are asked too, so
    that an end that was cut off is seen.

    JSON: an array of {id, change_id, event_id, kind, at (in UTC), associate, what, takes_back_id,
    in_effect, final, shopper_id, detail}; with --verify {whole, steps, head, broken: [{fault, link,
    change_id, event_id, at, what}]}.
    """
    if head is not None and not verifies:
        raise click.UsageError("--head needs --verify.")
    if verifies:
        say_whether_whole(book_path, head, as_json=options["as_json"])
    else:
        list_log(book_path, **options)


def list_log(
    book_path: Path,
    *,
    by_whom: str | None,
    kind: str | None,
    first: date | None,
    last: date | None,
    shopper_id: int | None,
    text: str,
    limit: int,
    as_json: bool,
) -> None:
    if first is not None and last is not None and last < first:
        raise Refused("The last day is before the first. Nothing can be from both.", field="to")
    with reading(book_path) as book:
        if kind not in (None, LogKind.CHANGES) and not may(book, Right.STAFF):
            raise Refused(
                "Only who may change the staff reads more of the log than its changes.", "kind"
            )
        if shopper_id is not None:
            shopper_id = file_of(book, shopper_id)
            name_of(book, shopper_id)  # Refused when there is no such shopper
        asked = LogAsked(
            kind=LogKind(kind) if kind else None,
            associate_id=None if by_whom is None else whoever(book, by_whom),
            shopper_id=shopper_id,
            first=first,
            last=last,
            text=text,
        )
        entries = read_log(book, asked, limit=limit).entries
    lines = in_columns([columns(entry) for entry in entries]) or ["Nothing of that is in the log."]
    answer([document(entry) for entry in entries], lines, as_json=as_json)


def whoever(book: Book, name: str) -> int:
    """The associate of this name or these initials; who works here before one who has left."""
    everyone = associates(book, only_active=False)
    same = called(everyone, name)
    for found in ([one for one in same if one.active], same):
        if len(found) == 1:
            return found[0].id
    names = ", ".join(one.name for one in everyone)
    raise Refused(f"It is not clear who {quoted(name)} is. Those who work or worked here: {names}.")


def columns(entry: LogEntry) -> tuple[str, ...]:
    what = entry.what if entry.in_effect else f"{entry.what} (taken back)"
    kind = entry.kind.replace("_", " ")
    return f"{entry.at.astimezone():%Y-%m-%d %H:%M}", entry.associate, kind, what


def document(entry: LogEntry) -> dict[str, Any]:
    return {**asdict(entry), "detail": json.loads(entry.detail)}


# -- whether it is whole


def say_whether_whole(book_path: Path, kept: str | None, *, as_json: bool) -> None:
    given = [Head.read(kept)] if kept is not None else []
    with reading(book_path) as book:
        broken = verify(book, [*given, *heads_kept(book, folder_to_look_in(book.path))])
        steps, newest = count_steps(book), head(book)
    found = {"whole": not broken, "steps": steps, "head": newest.written, "broken": broken}
    lines = [told(one) for one in broken] or [
        f"The log is whole: {counted(steps, 'step')}, mark {newest.written}"
    ]
    answer(found, lines, as_json=as_json)
    if broken:
        raise Refused(
            "The log was edited outside the program: what is named above is not as it was written. "
            "Nothing was changed now. Keep this file, and compare it with a backup."
        )


def told(one: Broken) -> str:
    when = "" if one.at is None else f"{one.at.astimezone():%Y-%m-%d %H:%M} "
    return f"{when}{one.sentence}"
