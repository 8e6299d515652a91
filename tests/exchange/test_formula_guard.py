"""No cell of any list for a spreadsheet is a formula, whatever somebody was called."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.exchange.call_sheets import (
    CallWords,
    birthdays_csv,
    birthdays_of_month,
    call_sheet_csv,
)
from storebook.exchange.exporting import export_purchases, export_shoppers
from storebook.exchange.exporting.mailing import mailing_list_csv
from storebook.exchange.guard import unguarded
from storebook.outreach.runs import pieces_of_run, run
from storebook.staff.viewer import Viewer
from tests.hostile import SHOP, HostileShop
from tests.make import TODAY

# What a spreadsheet runs, as OWASP lists it, with the wide forms of the same signs.
STARTERS = tuple("=+-@\t\r") + tuple("\uff1d\uff0b\uff0d\uff20")
VIEWER = Viewer(today=TODAY)


def mailing(book: Book, out: Path, hostile: HostileShop) -> None:
    found = run(book, hostile.run_id)
    mailing_list_csv(book, out, pieces_of_run(book, found.id), run=found)


def calls(book: Book, out: Path, hostile: HostileShop) -> None:
    rows = [
        CallWords(
            name=one.name, phones=(one.at("x"), one.name), bought=(one.at("l"),), spent="",
            wishes=(one.at("d"),), family=(one.at("f"),), last_contact=one.at("u"),
            cared_for_by=one.at("A"),
        )
        for one in hostile.people
    ]  # fmt: skip
    call_sheet_csv(book, out, rows, what="Call sheet", day=TODAY)


def birthdays(book: Book, out: Path, hostile: HostileShop) -> None:
    rows = birthdays_of_month(book, 2026, 11, shop=SHOP)
    birthdays_csv(book, out, rows, what="Birthdays", day=TODAY)


LISTS: dict[str, Callable[[Book, Path, HostileShop], object]] = {
    "shoppers": lambda book, out, _: export_shoppers(
        book, out, viewer=VIEWER, shop=SHOP, spreadsheet=True
    ),
    "purchases": lambda book, out, _: export_purchases(
        book, out, viewer=VIEWER, shop=SHOP, spreadsheet=True
    ),
    "mailing": mailing,
    "calls": calls,
    "birthdays": birthdays,
}


@pytest.fixture(scope="module")
def hostile_book(hostile: HostileShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.open(hostile.copy(tmp_path_factory.mktemp("guard"))) as book:
        yield book


def cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [cell for row in csv.reader(lines) for cell in row]


@pytest.mark.parametrize("name", LISTS)
def test_no_cell_of_a_list_for_a_spreadsheet_is_a_formula(
    hostile_book: Book, hostile: HostileShop, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "list.csv"

    LISTS[name](hostile_book, out, hostile)

    written = cells(out)
    assert [cell for cell in written if cell.startswith(STARTERS)] == []
    began = {cell[1] for cell in written if cell.startswith("'") and len(cell) > 1}
    assert {"=", "+", "-", "@"} <= began  # there were some to be kept from running
    names = {unguarded(cell) for cell in written}
    assert {one.name for one in hostile.people if one.name.startswith(STARTERS)} <= names


@pytest.mark.parametrize("export", [export_shoppers, export_purchases])
def test_a_list_for_moving_data_is_exact(
    hostile_book: Book,
    hostile: HostileShop,
    tmp_path: Path,
    export: Callable[..., object],
) -> None:
    out = tmp_path / "list.csv"

    export(hostile_book, out, viewer=VIEWER, shop=SHOP)

    written = "\n".join(cells(out))
    assert [one.number for one in hostile.people if one.name not in written] == []
