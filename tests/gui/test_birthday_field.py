"""A birthday at the counter: a letter or a number for the month, the year only if it is offered."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from storebook.base.dates import Calendar, PartialDate
from storebook.gui.pages.club.birthday import BirthdayField
from tests.gui.conftest import TODAY
from tests.gui.hands import type_text


@pytest.fixture
def birthday(sheet: Callable[..., QWidget]) -> BirthdayField:
    """The field in a window."""
    made = BirthdayField(lambda: TODAY)
    sheet(made)
    return made


@pytest.mark.parametrize(
    ("typed", "month", "year", "born"),
    [
        ("2", "2", "", PartialDate(month=2, day=9)),
        ("12", "12", "66", PartialDate(year=1966, month=12, day=9)),
        ("m", "3", "2026", PartialDate(year=2026, month=3, day=9)),
    ],
)
def test_a_month_is_a_letter_or_a_number(
    birthday: BirthdayField, typed: str, month: str, year: str, born: PartialDate
) -> None:
    birthday.month.setFocus()
    QTest.keyClicks(birthday.month.box, typed)

    type_text(birthday.day, "9")
    type_text(birthday.year, year)

    assert birthday.month.value() == int(month)
    assert birthday.value() == born


@pytest.mark.parametrize(
    ("day", "year", "sentence"),
    [
        ("x", "", "A day is a number from 1 to 31. Which day is it?"),
        ("31", "2030", "That year is still to come. Which year is it? It may be left out."),
        ("1", "19666", "A year has four digits, such as 1966. It may be left out."),
    ],
)
def test_bad_parts_of_a_birthday_are_said(
    birthday: BirthdayField, day: str, year: str, sentence: str
) -> None:
    birthday.set_draft([5, day, year, False, False])

    assert not birthday.check()
    assert birthday.message.text() == sentence


def test_a_lunar_birthday_may_be_in_a_leap_month(birthday: BirthdayField) -> None:
    birthday.lunar.box.click()
    birthday.leap.box.click()
    birthday.month.set_value(4)
    type_text(birthday.day, "3")

    assert birthday.month.box.currentText() == "4th month"
    assert birthday.value() == PartialDate(
        calendar=Calendar.CHINESE, month=4, day=3, leap_month=True
    )
