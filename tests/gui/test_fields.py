"""Fields say beneath themselves what is so, and never throw away what was typed."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.money import Cents, currency
from storebook.gui.calendar_popup import CalendarPopup
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
from tests.gui.hands import click, press, shown, spoken_name, type_text, unnamed_controls

USD = currency("USD")


def today() -> date:
    return TODAY


@pytest.fixture
def sheet(qtbot: QtBot) -> Callable[..., QWidget]:
    """Fields under one another in a window."""
    windows: list[QWidget] = []

    def lay_out(*parts: QWidget) -> QWidget:
        whole = QWidget()
        qtbot.addWidget(whole)
        windows.append(whole)
        layout = QVBoxLayout(whole)
        for part in parts:
            layout.addWidget(part)
        return shown(whole, 600, 500)

    return lay_out


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


def test_a_total_can_be_kept_while_a_price_is_half_typed() -> None:
    price = MoneyField("Price", USD)
    price.set_draft("94.")

    assert price.typed_value() in (None, Cents(94_00))
    price.set_draft("x")
    assert price.typed_value() is None
    with pytest.raises(Refused):
        price.value()


@pytest.mark.parametrize("typed", ["0", "31", "-1", "1.5", "ten", "\uff19", "1" * 5000])
def test_a_count_out_of_bounds_is_refused(typed: str) -> None:
    start = CountField("Start at place", 1, 30)
    start.set_draft(typed)

    assert not start.check()
    assert start.message.text() == "A whole number from 1 to 30 is wanted."


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Dec 13", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("2027-01-02", date(2027, 1, 2)),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, day: date) -> None:
    until = DayField("Secret until", today)
    until.set_draft(typed)

    assert until.value() == day


@pytest.mark.parametrize("typed", ["in May", "lunar 8/15", "Feb 30", "29 Feb", "soon"])
def test_a_day_that_is_not_whole_is_not_enough(typed: str) -> None:
    until = DayField("Secret until", today)
    until.set_draft(typed)

    assert not until.check()
    assert until.message.text().endswith((".", "?"))


def test_the_calendar_puts_the_day_into_the_field(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
    until = DayField("Secret until", today, value=TODAY)
    sheet(until)
    until.open_calendar()
    popup = next(each for each in QApplication.topLevelWidgets() if isinstance(each, CalendarPopup))

    with qtbot.waitSignal(popup.chosen):
        press(popup.focusWidget() or popup, Qt.Key.Key_Right)
        press(popup.focusWidget() or popup, Qt.Key.Key_Return)

    assert until.value() == date(2026, 11, 21)


def test_a_birthday_is_said_back_as_it_was_understood(sheet: Callable[..., QWidget]) -> None:
    birthday, other = YearlyDayField("Birthday", today), TextField("Name")
    sheet(birthday, other)
    birthday.setFocus()
    type_text(birthday.line, "29 feb")

    other.setFocus()

    assert birthday.message.text() == "February 29, year not known."
    assert birthday.value() == PartialDate(month=2, day=29)


def test_february_30_is_answered_with_a_question(sheet: Callable[..., QWidget]) -> None:
    birthday, other = YearlyDayField("Birthday", today), TextField("Name")
    sheet(birthday, other)
    birthday.setFocus()
    type_text(birthday.line, "Feb 30")

    other.setFocus()

    assert birthday.message.state == "error"
    assert birthday.message.text().startswith("February has 28 days, or 29 in a leap year.")
    assert birthday.line.text() == "Feb 30"


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


def hide_list(field: PickField) -> None:
    popup = field.line.completer().popup()
    assert popup is not None
    popup.hide()


def test_somebody_is_picked_out_of_many_by_a_scrap(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
    people = {7: "Ann Lee · ends 0142", 8: "Ann Lee · ends 0187"}
    giver = PickField("Given by", lambda text: list(people.items()) if text == "ann" else [])
    sheet(giver)
    giver.setFocus()
    type_text(giver.line, "ann")

    with qtbot.waitSignal(giver.picked) as picked:
        hide_list(giver)
        press(giver.line, Qt.Key.Key_Return)

    assert picked.args == [7]
    assert giver.value() == 7
    assert giver.line.text() == "Ann Lee · ends 0142"


def test_a_row_of_the_found_list_can_be_clicked(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
    people = {7: "Ann Lee", 8: "Ann Lee"}
    giver = PickField("Given by", lambda text: list(people.items()) if text else [])
    sheet(giver)
    giver.setFocus()
    type_text(giver.line, "ann")
    popup = giver.line.completer().popup()
    assert popup is not None
    giver.line.completer().complete()
    second = popup.model().index(1, 0)
    popup.setCurrentIndex(second)

    with qtbot.waitSignal(giver.picked) as picked:
        press(popup, Qt.Key.Key_Return)

    assert picked.args == [8]


def test_what_matches_nobody_stays_as_typed(sheet: Callable[..., QWidget]) -> None:
    spouse = PickField("Married to", lambda text: [])
    sheet(spouse)
    spouse.setFocus()

    type_text(spouse.line, "Zoë O’Brien")

    assert spouse.value() is None
    assert spouse.typed() == "Zoë O’Brien"


def test_the_whole_line_of_a_check_box_is_its_target(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
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
