"""What else a shop wants to know of its shoppers is made on its page, and filled in on theirs."""

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui.context import Context
from storebook.gui.dialogs.shopper_form import ShopperFields
from storebook.gui.pages.shop import ShopPage
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_fields
from tests.gui.conftest import Heard
from tests.gui.hands import click, shown, type_text, unnamed_controls
from tests.make import make_shopper, set_own_value


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ShopPage:
    made = ShopPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    made.open_tab("Own fields")
    return made


def names(book: Book) -> list[str]:
    return [one.name for one in own_fields(book)]


def test_a_field_that_is_made_stands_on_the_form_of_a_shopper(
    page: ShopPage, book: Book, context: Context, heard: Heard
) -> None:
    type_text(page.own_fields.name.line, "Alma mater")
    page.own_fields.kind.set_value(OwnFieldKind.TEXT)

    click(page.own_fields.add_button)

    assert heard.said == ["Alma mater can be filled in for every shopper now."]
    assert "Alma mater" in ShopperFields(context).own
    assert page.own_fields.name.value() == ""
    assert page.own_fields.table.chosen().name == "Alma mater"
    undo_last(book)
    page.refresh()
    assert page.own_fields.table.records() == []
    assert not page.own_fields.empty.isHidden()


def test_a_field_is_renamed_and_keeps_its_answers(page: ShopPage, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    field = add_own_field(book, "Shool", OwnFieldKind.TEXT)
    set_own_value(book, ann, field, "Bowdoin")
    page.refresh()
    page.own_fields.table.choose(field)

    page.own_fields.new_name.set_value("School")
    click(page.own_fields.rename_button)

    assert names(book) == ["School"]
    assert book.value("SELECT value FROM own_value") == "Bowdoin"


def test_a_name_that_is_taken_is_said_beside_it(page: ShopPage, book: Book) -> None:
    add_own_field(book, "School", OwnFieldKind.TEXT)
    other = add_own_field(book, "Club", OwnFieldKind.TEXT)
    page.refresh()

    type_text(page.own_fields.name.line, "school")
    click(page.own_fields.add_button)
    told = page.own_fields.name.message.text()
    page.own_fields.table.choose(other)
    page.own_fields.new_name.set_value("School")
    click(page.own_fields.rename_button)

    assert "already" in told
    assert "already" in page.own_fields.new_name.message.text()
    assert names(book) == ["School", "Club"]


def test_only_a_field_without_answers_can_be_taken_away(page: ShopPage, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    kept = add_own_field(book, "School", OwnFieldKind.TEXT)
    add_own_field(book, "Club", OwnFieldKind.TEXT)
    set_own_value(book, ann, kept, "Bowdoin")
    page.refresh()

    page.own_fields.table.choose(kept)
    allowed = page.own_fields.remove_button.isEnabled()
    page.own_fields.table.choose_first()
    page.own_fields.table.choose(kept + 1)
    click(page.own_fields.remove_button)

    assert not allowed
    assert names(book) == ["School"]


def test_a_name_that_is_half_typed_outlives_a_change_elsewhere(page: ShopPage, book: Book) -> None:
    field = add_own_field(book, "Shool", OwnFieldKind.TEXT)
    page.refresh()
    page.own_fields.table.choose(field)
    page.own_fields.new_name.set_value("Scho")

    make_shopper(book, "Ann Lee")
    page.refresh()

    assert page.own_fields.new_name.value() == "Scho"


def test_everything_on_it_can_be_named(page: ShopPage) -> None:
    assert unnamed_controls(page.own_fields) == []
