"""Brings back what can be read of a damaged book, into a new one beside it."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.engine import Connection, connect, whole
from storebook.book.events import EventKind, note_event
from storebook.book.files import as_open_as, beside, put_in_place, remove_database
from storebook.book.lock import refuse_if_held
from storebook.book.making import refuse_place
from storebook.book.opening import look_at_place, sentences, settle
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import copy_key_file
from storebook.book.salvage.building import begin, in_order, rows_may_change, write_rows
from storebook.book.salvage.mending import Mended, give_out_no_number_twice, mend
from storebook.book.salvage.pages import open_pages
from storebook.book.salvage.placing import highest_numbers
from storebook.book.salvage.reading import Found, look_through, rows_of_table
from storebook.book.salvage.report import (
    NUMBERS_TOLD,
    SalvageReport,
    TableReport,
    gaps_in_log,
    missing_by_log,
    rows_in,
)
from storebook.book.salvage.resealing import reseal

LOG_TABLES = frozenset({"change", "change_row", "event"})
Told = Callable[[str], None]


def salvage(
    path: Path, target: Path, *, key: DataKey | None = None, say: Told | None = None
) -> SalvageReport:
    """Make a new book at `target` of everything that can be read of the one at `path`.

    The damaged book is only read. The new one is protected with the same `key`, and gets its name
    when it is whole. `say` is told what is being done. Raises Refused when somebody has the book
    open, when something is at `target` already, and when nothing of a book can be read.
    """
    path, target = path.resolve(), target.resolve()
    tell = say or (lambda _: None)
    with sentences():
        look_at_place(path)
        refuse_place(target)
        refuse_if_held(path)
        aside = beside(target, ".making")
        remove_database(aside)
        try:
            tell("Reading every page")
            with closing(open_pages(path, key)) as pages:
                found = look_through(pages)
                with closing(found.shapes):
                    refuse_nothing(path, found)
                    tell("Writing what was read into a new book")
                    report = write_book(found, aside, target, key)
            as_open_as(path, aside)
            put_in_place(aside, target)
            if key is not None:
                copy_key_file(path, target)
        finally:
            remove_database(aside)
    tell("Checking the new book")
    return checked(report, path, key)


def refuse_nothing(path: Path, found: Found) -> None:
    if not any(found.placed.pages.get(shape.table) for shape in found.shapes.ours):
        raise Refused(
            f"Nothing of a Storebook book can be read in “{path.name}”. It was not changed. "
            "Restore a backup, or choose another file.",
            field="path",
        )


def write_book(found: Found, aside: Path, target: Path, key: DataKey | None) -> SalvageReport:
    with closing(connect(aside, "create", key_hex=key.hex_for_new if key else None)) as connection:
        begin(connection, found.stop_before)
        noted = highest_numbers(found.map, found.placed)
        refused: Counter[str] = Counter()
        with whole(connection), rows_may_change(connection):
            for shape in in_order(found.shapes.ours):
                rows = rows_of_table(found, shape)
                refused[shape.table] += write_rows(connection, shape, rows)
            missing = missing_rows(connection, found, noted)
            mended = mend(connection, found.shapes.all)
            give_out_no_number_twice(connection, noted)
            resealed = reseal(connection)
        tables = summed_up(connection, found, missing, mended, refused)
        settle(connection, aside)
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file until it is opened
    return SalvageReport(
        path=target,
        tables=tables,
        pages=found.pages.count,
        damaged_pages=len(found.pages.damaged),
        lost_pages=len(found.placed.lost),
        loosened=sum(mended.loosened.values()),
        resealed=resealed,
        faults=(),
    )


def missing_rows(
    connection: Connection, found: Found, noted: dict[str, int]
) -> dict[str, list[int]]:
    """By table, the numbers that are known to be missing."""
    return {
        shape.table: gaps_in_log(connection, shape.table, noted.get(shape.table, 0))
        if shape.table in LOG_TABLES
        else missing_by_log(connection, shape.table)
        for shape in found.shapes.ours
        if shape.has_row_ids
    }


def summed_up(
    connection: Connection,
    found: Found,
    missing: dict[str, list[int]],
    mended: Mended,
    refused: Counter[str],
) -> tuple[TableReport, ...]:
    return tuple(
        TableReport(
            table=shape.table,
            rows=rows_in(connection, shape.table),
            missing=len(missing.get(shape.table, ())),
            missing_ids=tuple(missing.get(shape.table, ())[:NUMBERS_TOLD]),
            left_out=refused[shape.table] + mended.left_out.get(shape.table, 0),
            put_in=mended.put_in.get(shape.table, 0),
        )
        for shape in sorted(found.shapes.ours, key=lambda shape: shape.table)
    )


def checked(report: SalvageReport, path: Path, key: DataKey | None) -> SalvageReport:
    """Open the new book as any other, note in it where it comes from, and check it whole."""
    with Book.open(report.path, key=key) as book:
        note_event(
            book,
            EventKind.SALVAGED,
            f"Brought back from the damaged book {path.stem}",
            detail={
                "rows": report.rows,
                "missing": report.missing,
                "resealed": report.resealed,
            },
        )
        faults = tuple(f"{one.name}: {one.found}" for one in check_book(book) if not one.good)
    return replace(report, faults=faults)
