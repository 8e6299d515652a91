"""People with days that are coming, for tests of the page that prints their cards."""

from datetime import date
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.pages.occasions import OccasionsPage
from storebook.people.departures import mark_deceased
from storebook.people.occasions import set_wedding_day
from tests.gui.hands import shown
from tests.make import make_couple, make_shopper

NOVEMBER_26 = PartialDate(year=1966, month=11, day=26)
NOVEMBER_28 = PartialDate(month=11, day=28)


def make_birthday(book: Book, name: str, when: PartialDate = NOVEMBER_26, **fields: Any) -> int:
    """Somebody with an address and a birthday."""
    return make_shopper(book, name, **{"street": "1 High Street", "birthday": when, **fields})


def make_people(book: Book) -> dict[str, int]:
    """Two birthdays and an anniversary, and somebody who died."""
    vivian = make_birthday(book, "Vivian Castellane")
    yusuf = make_birthday(book, "Yusuf Demir", NOVEMBER_28)
    lena, karl = make_couple(book, "Lena Aster", "Karl Aster")
    set_wedding_day(book, lena, PartialDate(year=2001, month=11, day=28), partner_id=karl)
    walter = make_birthday(book, "Walter Finch")
    mark_deceased(book, walter, on=date(2026, 8, 1), note="his son told us")
    return {"vivian": vivian, "yusuf": yusuf, "lena": lena, "karl": karl, "walter": walter}


def open_page(context: Context, qtbot: QtBot) -> OccasionsPage:
    """The page on the screen, as large as in a window of 1,440 by 900."""
    made = OccasionsPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    return made


def names(page: OccasionsPage) -> list[str]:
    """Who is due, from top to bottom."""
    return [one.name_line for one in page.due.table.records()]


def choose_row(page: OccasionsPage, row: int) -> None:
    """Choose it and look at its card."""
    one = page.due.table.records()[row]
    page.due.table.choose((one.occasion_id, one.day))
    page._show_preview()


def pages_of(path: Path) -> int:
    """How many pages the PDF has."""
    return len(PdfReader(path).pages)


def text_of(path: Path) -> str:
    """What is written in the PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)
