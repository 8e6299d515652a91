"""The choice on the page of cards: whether the birthday of a child makes a card for a parent."""

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui.context import Context
from storebook.gui.pages.occasions import OccasionsPage
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.children import cards_for_children
from storebook.people.kin import add_kin
from storebook.people.shoppers import ShopperDraft, Standing
from tests.gui.cards_to_send import make_birthday, names, open_page
from tests.gui.conftest import Heard
from tests.gui.hands import click
from tests.make import SHOP, TODAY

NOVEMBER_30 = PartialDate(month=11, day=30)


@pytest.fixture
def page(context: Context, book: Book, qtbot: QtBot) -> OccasionsPage:
    """Vivian has a birthday, and so has her daughter Lena."""
    vivian = make_birthday(book, "Vivian Castellane")
    lena = ShopperDraft(name="Lena", standing=Standing.PROSPECTIVE, birthday=NOVEMBER_30)
    add_kin(book, vivian, lena, "daughter", shop=SHOP, today=TODAY)
    return open_page(context, qtbot)


def test_a_parent_gets_the_card_of_a_child_once_it_is_checked(
    page: OccasionsPage, book: Book, heard: Heard
) -> None:
    choice = page.due.asked_for.children_line
    assert not choice.is_on()
    assert names(page) == ["Vivian Castellane"]
    assert [line.words for line in page.left_out.lines()] == ["A child", "Lena"]

    click(choice.box)

    assert cards_for_children(book)
    assert [one.occasion_text for one in page.due.table.records()] == [
        "Birthday",
        "Birthday of daughter Lena",
    ]
    assert names(page) == ["Vivian Castellane"] * 2
    assert page.left_out.lines() == []
    assert "A parent gets them" in heard.said[-1]

    undo_last(book)
    page.refresh()
    assert not choice.is_on()


def test_only_cards_for_birthdays_ask_for_children(page: OccasionsPage) -> None:
    asked = page.due.asked_for
    shown = {}
    for kind in (None, CardKind.BIRTHDAY, CardKind.WEDDING, CardKind.MONTHLY):
        asked.kind.set_value(kind)
        asked.kind.picked.emit(kind)
        shown[kind] = not asked.children_line.isHidden()

    assert [kind for kind, there in shown.items() if there] == [None, CardKind.BIRTHDAY]


def test_cards_for_children_alone_are_a_kind_of_their_own(page: OccasionsPage, book: Book) -> None:
    asked = page.due.asked_for
    asked.kind.set_value(CardKind.CHILD)

    asked.kind.picked.emit(CardKind.CHILD)

    assert [one.occasion_text for one in page.due.table.records()] == ["Birthday of daughter Lena"]
    assert names(page) == ["Vivian Castellane"]
    assert not cards_for_children(book)
    assert asked.children_line.isHidden()
