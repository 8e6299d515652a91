"""The left side of the shopper's page: sizes that are old, and words that are never cut."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.cells import Cell
from storebook.gui.delegates import CellRole
from storebook.gui.drawing import broken, text_width
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.pages.shoppers import ShoppersPage
from storebook.gui.table import RecordTable
from storebook.gui.theme import Look
from storebook.gui.words import Tag
from storebook.people.contact_points import addresses, mark_address_returned
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from tests.gui.hands import shown
from tests.make import SHOP, TODAY, make_shopper

LONG = "nickel, and every alloy that has more than a trace of it, cobalt above all others"
E_MAIL = "maximiliane-theodora.von.hohenlohe@waldenburg-schillingsfuerst.example.com"


@pytest.fixture
def shop(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window over this test's book, on November 20, 2026."""
    with book.change("Shop set up") as change:
        settings.save(change, SHOP)
    window = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(window)
    shown(window, 1280, 800)
    yield window
    window.close()


def opened(shop: MainWindow, shopper_id: int) -> ShopperPage:
    """The page of this shopper, laid out."""
    shop.open_shopper(shopper_id)
    QApplication.processEvents()
    current = shop.stack.current()
    assert isinstance(current, ShoppersPage)
    return current.one


def cell(table: RecordTable, row: int) -> Cell:
    """What the last column of a row shows."""
    model = table.model()
    found = model.index(row, model.columnCount() - 1).data(CellRole)
    assert isinstance(found, Cell)
    return found


def test_a_size_of_two_years_ago_asks_to_be_measured(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book)
    for part, text, measured in (
        (BodyPart.LEFT_RING, "6 1/4", date(2025, 3, 1)),
        (BodyPart.RIGHT_MIDDLE, "7", date(2023, 8, 1)),
        (BodyPart.WRIST, "6 1/2", date(2023, 8, 1)),
        (BodyPart.NECK, "18", date(2026, 1, 5)),
    ):
        draft = SizeDraft(body_part=part, text=text, measured_on=measured)
        add_size(book, ann, draft, shop=SHOP)

    sizes = opened(shop, ann).sizes

    assert cell(sizes.rings, 0).second == "left ring finger, Mar 2025"
    old = cell(sizes.rings, 1)
    assert (old.second, old.second_color) == ("right middle, 2023: measure", "citrine")
    assert [cell(sizes.lengths, row).aside for row in (0, 1)] == ["measure", ""]


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_a_long_allergy_and_a_long_e_mail_stand_whole(
    shop: MainWindow, book: Book, qapp: QApplication, size: float
) -> None:
    theme.wear(qapp, Look.LIGHT, size)
    ann = make_shopper(book, email=E_MAIL)
    add_preference(book, ann, PreferenceKind.ALLERGY, LONG)

    page = opened(shop, ann)

    for table in (page.preferences.table, page.contact.table):
        rows = range(table.model().rowCount())
        assert any(table.rowHeight(row) > theme.px(table._tall) for row in rows)
        assert table.height() >= sum(table.rowHeight(row) for row in rows)


def test_a_row_is_low_again_when_its_words_are_short(shop: MainWindow, book: Book) -> None:
    ann, bea = make_shopper(book), make_shopper(book, "Bea Berg")
    add_preference(book, ann, PreferenceKind.ALLERGY, LONG)
    add_preference(book, bea, PreferenceKind.ALLERGY, "nickel")
    table = opened(shop, ann).preferences.table
    tall = table.rowHeight(0)

    opened(shop, bea)

    assert table.rowHeight(0) < tall
    assert table.rowHeight(0) == theme.px(table._tall)


@pytest.mark.parametrize("words", [LONG, E_MAIL, "司馬美玲" * 12, "💍🎁 rings " * 9, "a"])
@pytest.mark.parametrize("width", [60, 160, 400])
def test_breaking_words_loses_no_letter_and_no_line_is_too_wide(words: str, width: int) -> None:
    font = theme.font("body")

    lines = broken(words, font, width)

    assert "".join(lines) == words
    assert all(text_width(line.rstrip(), font) <= width for line in lines)


def test_mail_that_came_back_is_told_in_the_head(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book, street="12 Ocean Road")
    mark_address_returned(book, addresses(book, ann)[0].id, on=TODAY, reason="moved")

    tags = [one.words for one in opened(shop, ann).header.findChildren(Tag)]

    assert "Mail came back" in tags


def test_the_line_of_standing_never_ends_with_a_dot(shop: MainWindow, book: Book) -> None:
    ann = make_shopper(book, since=date(2014, 3, 2), looked_after_by=book.associate_id)
    page = opened(shop, ann)
    for width in (1440, 1100, 1024):
        shop.resize(width, 800)
        QApplication.processEvents()
        parts = [one for one in page.header.standing.parts() if one.width() and one.height()]

        lines: dict[int, list[bool]] = {}
        for part in sorted(parts, key=lambda one: one.x()):
            middle = part.geometry().center().y()
            line = next((at for at in lines if abs(at - middle) < 8), middle)
            lines.setdefault(line, []).append(bool(part.property("between")))
        assert lines
        assert not any(line[0] or line[-1] for line in lines.values())


def test_the_rarer_deeds_stand_in_a_menu(shop: MainWindow, book: Book) -> None:
    page = opened(shop, make_shopper(book))

    page.more.click()

    menu = QApplication.activePopupWidget()
    assert menu is not None
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert {"Quiet, moved away or died", "Household", "Permissions"} <= set(words)
    menu.close()
    assert shop.focusWidget() is not None
    assert page.more.accessibleName() == "More"
    assert page.more.focusPolicy() & Qt.FocusPolicy.TabFocus
