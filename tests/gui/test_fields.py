"""Fields say beneath themselves what is so, and never throw away what was typed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.base.money import Cents, currency
from storebook.gui.fields import (
    CheckLine,
    ChoiceField,
    CountField,
    DayField,
    Field,
    MoneyField,
    ParagraphField,
    PickField,
    SearchLine,
    TextField,
    YearlyDayField,
)
from storebook.gui.form import Form
from tests.gui.conftest import TODAY
from tests.gui.hands import click, press, spoken_name, type_text, unnamed_controls

USD = currency("USD")


def today() -> date:
    return TODAY


def leave(field: Field, to: QWidget) -> None:
    field.setFocus()
    to.setFocus()


def test_an_answer_that_will_not_do_is_said_when_the_field_is_left(
    sheet: Callable[..., QWidget],
) -> None:
    price, other = MoneyField("Price", USD), TextField("Stock number")
    sheet(price, other)
    price.setFocus()
    type_text(price.line, "about ten")

    assert price.message.text() == ""
    other.setFocus()

    assert price.message.state == "error"
    assert "about ten" in price.message.text()
    assert price.control.accessibleDescription() == price.message.text()
    assert price.line.text() == "about ten"


def test_while_one_types_a_message_goes_but_none_comes(sheet: Callable[..., QWidget]) -> None:
    price, other = MoneyField("Price", USD), TextField("Stock number")
    sheet(price, other)
    price.setFocus()
    type_text(price.line, "9x")
    other.setFocus()
    price.setFocus()

    press(price.line, Qt.Key.Key_Backspace)
    after_mending = price.message.text()
    type_text(price.line, "y")

    assert after_mending == ""
    assert price.message.text() == ""


def test_an_empty_field_is_only_asked_for_at_save(sheet: Callable[..., QWidget]) -> None:
    name, other = TextField("Name", missing="A name is needed."), TextField("Nickname")
    sheet(name, other)

    leave(name, other)
    quiet = name.message.text()
    passed = name.check()

    assert quiet == ""
    assert not passed
    assert name.message.text() == "A name is needed."


def test_money_is_shown_as_the_shop_writes_it_once_it_is_left(
    sheet: Callable[..., QWidget],
) -> None:
    price, other = MoneyField("Price", USD), TextField("Stock number")
    sheet(price, other)
    price.setFocus()
    type_text(price.line, "$9400")

    other.setFocus()

    assert price.line.text() == "9,400.00"
    assert price.value() == Cents(940_000)


@pytest.mark.parametrize("typed", ["0", "31", "-1", "1.5", "ten", "\uff19", "1" * 5000])
def test_a_count_out_of_bounds_is_refused(typed: str) -> None:
    start = CountField("Start at place", 1, 30)
    start.set_draft(typed)

    assert not start.check()
    assert start.message.text() == "A whole number from 1 to 30 is wanted."


def test_enter_goes_to_the_next_field_and_saves_nothing(sheet: Callable[..., QWidget]) -> None:
    given, family = TextField("Given name"), TextField("Family name")
    whole = sheet(given, family)
    form = Form({"given": given, "family": family}, whole)
    given.setFocus()
    type_text(given.line, "Zoë")

    press(given.line, Qt.Key.Key_Return)

    assert family.line.hasFocus()
    assert form.draft() == {"given": "Zoë", "family": ""}


def test_enter_stays_where_the_answer_will_not_do(sheet: Callable[..., QWidget]) -> None:
    price, other = MoneyField("Price", USD), TextField("Stock number")
    whole = sheet(price, other)
    Form({"price": price, "stock": other}, whole)
    price.setFocus()
    type_text(price.line, "much")

    press(price.line, Qt.Key.Key_Return)

    assert price.line.hasFocus()
    assert price.message.state == "error"


def test_a_refusal_stands_beside_the_field_it_names(sheet: Callable[..., QWidget]) -> None:
    name, phone = TextField("Name"), TextField("Phone")
    whole = sheet(name, phone)
    form = Form({"name": name, "phone": phone}, whole)

    beside = form.show_refusal(Refused("That is no number.", field="phone"))
    elsewhere = form.show_refusal(Refused("The book is busy."))

    assert beside
    assert not elsewhere
    assert phone.message.text() == "That is no number."
    assert phone.line.hasFocus()


def test_the_caret_goes_to_the_first_answer_that_is_missing(
    sheet: Callable[..., QWidget],
) -> None:
    note, name = TextField("Note"), TextField("Name", missing="A name is needed.")
    price = MoneyField("Price", USD, missing="A price is needed.")
    whole = sheet(note, name, price)
    form = Form({"note": note, "name": name, "price": price}, whole)

    assert not form.check()
    assert name.line.hasFocus()
    assert price.message.text() == "A price is needed."


def test_the_whole_line_of_a_check_box_is_its_target(sheet: Callable[..., QWidget]) -> None:
    mail = CheckLine("By mail", fact="birthday card")
    sheet(mail)

    click(mail)

    assert mail.is_on()


def test_escape_clears_the_search_before_it_leaves(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
    search = SearchLine("Find a shopper")
    sheet(search)
    search.setFocus()
    type_text(search, "ash")

    press(search, Qt.Key.Key_Escape)
    cleared = search.text()
    with qtbot.waitSignal(search.left):
        press(search, Qt.Key.Key_Escape)

    assert cleared == ""


def test_every_field_is_called_by_its_label(sheet: Callable[..., QWidget]) -> None:
    fields = [
        TextField("Name"),
        ParagraphField("Note"),
        ChoiceField("Occasion", [(1, "Birthday")]),
        MoneyField("Price", USD),
        CountField("Place", 1, 30),
        DayField("Day", today),
        YearlyDayField("Birthday", today),
        PickField("Given by", lambda text: []),
    ]
    whole = sheet(*fields)

    assert [spoken_name(field.control) for field in fields] == [field.name for field in fields]
    assert unnamed_controls(whole) == []


def test_drafts_bring_back_what_was_typed_even_when_it_makes_no_sense() -> None:
    fields: list[Field] = [
        TextField("Name"),
        ParagraphField("Note"),
        MoneyField("Price", USD),
        YearlyDayField("Birthday", today),
    ]
    for field in fields:
        field.set_draft("Feb 30, <b>&amp;</b>")

    kept = [field.draft() for field in fields]

    assert kept == ["Feb 30, <b>&amp;</b>"] * 4
