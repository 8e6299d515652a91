"""Erasing somebody: their rows, what the log remembers of them, then the traces in the file."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.forgetting import (
    changes_with,
    events_with,
    forget_drafts,
    forget_numbers,
    forget_pictures,
    pictures_shown,
    refolded,
    rewrite_texts,
    take_out_traces,
)
from storebook.book.log_erasing import Replacement, erase_from_log, mentions
from storebook.people.called import name_of
from storebook.people.erasing.names import Names, names_of, without
from storebook.people.erasing.rows import erase_rows_of, pieces_of
from storebook.people.erasing.rules import GOES, SAID, STAYS
from storebook.people.erasing.suppression import digest, known_of, salt_of, write_suppression
from storebook.people.merged import changes_while_merged, merged_numbers
from storebook.staff.rights import Right, require

# A part of somebody else's own name is no mention of this one.
NAMES_OF_OTHERS = frozenset(
    ("shopper", column)
    for column in (
        "name", "title", "given", "family", "native_name", "romanized", "nickname",
        "greeting_line", "envelope_line", "sort_key", "folded",
    )
)  # fmt: skip
NO_ROWS = Replacement(what=str, before=lambda table, row: {}, detail=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is erased: every number they had in the book, their names, what stands instead, and the
    numbers of the households in which they lived.
    """

    ids: tuple[int, ...]
    names: Names
    instead: str
    households: frozenset[int]


def erase(book: Book, shopper_id: int, *, today: date) -> bool:
    """Forget this person for good, keeping the accounts: tickets stay with amount and day.

    Can't be taken back, so whoever calls this has asked. The history keeps that the number was
    erased, when and by whom, and hashes stay by which a list or an old backup is known to bring
    them back. Backups that were made before hold them until they age out (`still_in_backups`).
    False when the last traces leave the file only at the close, because somebody reads in it.
    """
    require(book, Right.ERASE)
    name_of(book, shopper_id)
    with book.change(f"Shopper {shopper_id} erased", [shopper_id]) as change:
        write_erasure(change, shopper_id, today=today)
    return take_out_traces(book)


def write_erasure(change: Change, shopper_id: int, *, today: date) -> int:
    """The step of `erase`, but for the traces in the file; returns the number of the erasure."""
    book = change.book
    name_of(book, shopper_id)
    subject = subject_of(book, shopper_id)
    known = known_of(book, shopper_id, subject.names.of_theirs)
    pictures = pictures_shown(book, subject.ids, pieces_of(book, shopper_id))
    salt = salt_of(book)
    erasure_id = change.insert(
        "erasure",
        shopper_id=shopper_id,
        at=book.value("SELECT at FROM change WHERE id = :id", id=change.id),
        associate_id=book.associate_id,
        salt=salt,
    )
    write_suppression(change, erasure_id, (digest(salt, pair) for pair in known.pairs))
    erase_rows_of(change, shopper_id, today=today)
    forget_pictures(change, pictures)
    forget_drafts(change, subject.ids, [*known.phones, *known.emails])
    erase_memory_of(change, subject)
    return erasure_id


def erase_memory(change: Change, shopper_id: int) -> None:
    """Forget somebody who is in the history alone, because their arrival was taken back."""
    erase_memory_of(change, subject_of(change.book, shopper_id))


def erase_memory_of(change: Change, subject: Subject) -> None:
    """The person is taken out of all that is remembered or said of them elsewhere."""
    forget_numbers(change, subject.ids)
    forget_drafts(change, subject.ids, subject.names.everywhere)
    everywhere = without(subject.names.everywhere, subject.instead)
    rewrite_texts(change, subject.names.everywhere, everywhere, but=NAMES_OF_OTHERS)
    erase_from_history(change, subject, everywhere)


def subject_of(book: Book, shopper_id: int) -> Subject:
    """Everything by which the log may know them."""
    ids = (shopper_id, *merged_numbers(book, shopper_id))
    return Subject(
        ids=ids,
        names=names_of(book, ids),
        instead=f"Shopper {shopper_id}",
        households=frozenset(households_of(book, ids)),
    )


def households_of(book: Book, ids: Collection[int]) -> set[int]:
    """Where they live and, as far as the log knows, ever lived."""
    found: set[int | None] = set()
    for shopper_id in ids:
        found |= set(
            book.values(
                """
                SELECT household_id FROM shopper WHERE id = :id
                UNION
                SELECT before ->> 'household_id' FROM change_row
                WHERE table_name = 'shopper' AND first_id = :id AND before IS NOT NULL
                """,
                id=shopper_id,
            )
        )
    return {one for one in found if one is not None}


def erase_from_history(change: Change, subject: Subject, everywhere: Callable[[str], str]) -> None:
    """What is about them alone is told without any of their names; all else without the names that
    can only be theirs. Of a time when theirs was one file with another's no row is remembered:
    nobody can tell whose it was.
    """
    book = change.book
    erase_from_log(change, NO_ROWS, change_ids=changes_while_merged(book, subject.ids))
    about: set[int] = set()
    of_events: set[int] = set()
    for shopper_id in subject.ids:
        told_of, seen_of = mentions(book, shopper_id)
        about |= set(told_of)
        of_events |= set(seen_of)
    others = set(changes_with(book, subject.ids, subject.names.everywhere))
    events = set(events_with(book, subject.ids, subject.names.everywhere))
    theirs = without(subject.names.about_them, subject.instead)
    erase_from_log(
        change,
        replacement(subject, theirs),
        change_ids=about - {change.id},
        event_ids=of_events,
    )
    erase_from_log(
        change,
        replacement(subject, everywhere),
        change_ids=others - about - {change.id},
        event_ids=events - of_events,
    )


def replacement(subject: Subject, rewritten: Callable[[str], str]) -> Replacement:
    return Replacement(
        what=rewritten,
        before=lambda table, row: row_without(subject, table, row, rewritten),
        detail=rewritten,
    )


def row_without(subject: Subject, table: str, row: Row, rewritten: Callable[[str], str]) -> Row:
    """A row as the log may remember it: nothing of theirs, and others' without them."""
    if table == "shopper" and row["id"] in subject.ids:
        return {}
    theirs = {column for column, value in row.items() if value in subject.ids}
    if any((table, column) in GOES for column in theirs):
        return {}
    fresh = dict(row)
    for column in theirs:
        if (table, column) in STAYS:
            fresh |= dict.fromkeys((column, *SAID.get(table, ())))
    if table == "household" and row["id"] in subject.households:
        fresh |= dict.fromkeys(SAID["household"])
    if table == "run_piece" and fresh != row:
        return {}
    return refolded(
        table,
        {
            column: rewritten(value)
            if isinstance(value, str) and (table, column) not in NAMES_OF_OTHERS
            else value
            for column, value in fresh.items()
        },
    )
