"""Days are typed as people say them, and somebody is picked out of many by a scrap."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.gui.calendar_popup import CalendarPopup
from storebook.gui.fields import DayField, PickField, TextField, YearlyDayField
from tests.gui.conftest import TODAY
from tests.gui.hands import press, type_text


def today() -> date:
    return TODAY


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


@pytest.mark.parametrize("typed", ["1/1/1900", "Jan 1, 0001", "1900-01-01"])
def test_a_year_that_nobody_meant_is_not_taken_for_this_one(
    sheet: Callable[..., QWidget], typed: str
) -> None:
    field = DayField("Since", lambda: TODAY)
    sheet(field)
    field.set_draft(typed)

    assert not field.check()
    assert "year" in field.message.text()
