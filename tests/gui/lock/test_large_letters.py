"""The lock in large letters on a small screen: nine people, the keys, a forgotten PIN."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.gui import theme
from storebook.gui.lock.screen import Asked, LockScreen
from storebook.gui.theme import Look
from storebook.staff.associates import Role
from storebook.staff.signing_in import Choice
from tests.gui.hands import click, shown

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OWNER = 1


@pytest.fixture
def screen(qapp: QApplication, qtbot: QtBot) -> LockScreen:
    theme.wear(qapp, Look.LIGHT, 1.5)
    made = LockScreen()
    qtbot.addWidget(made)
    shown(made, 1280, 800)
    return made


def ask(screen: LockScreen, people: int) -> None:
    choices = [
        Choice(
            id=number,
            name="Ruth Hallam" if number == OWNER else f"{chr(64 + number)}ndromeda Bell",
            initials="RH",
            role=Role.OWNER if number == OWNER else Role.CLERK,
            picture_id=None,
            asks_pin=True,
        )
        for number in range(OWNER, OWNER + people)
    ]
    asked = Asked(
        shop="Hallam & Rye",
        locale="en_US",
        choices=choices,
        chosen_id=OWNER,
        note="",
        foot="",
        protected=True,
    )
    screen.ask(asked, {}, NOON)
    QApplication.processEvents()


@pytest.mark.parametrize("people", [1, 3, 9])
def test_all_keys_of_the_pad_are_in_sight(screen: LockScreen, people: int) -> None:
    ask(screen, people)

    key = screen.pad.enter_button
    assert key.mapTo(screen, QPoint(0, key.height())).y() <= screen.height()


def test_what_is_said_moves_no_key_under_a_finger(screen: LockScreen) -> None:
    ask(screen, 3)
    place = screen.pad.mapTo(screen, QPoint(0, 0))

    screen.refuse("That is not Ruth’s PIN.")
    QApplication.processEvents()
    said = screen.pad.mapTo(screen, QPoint(0, 0))
    screen.choose(OWNER + 1)
    QApplication.processEvents()

    assert said == place
    assert screen.pad.mapTo(screen, QPoint(0, 0)) == place


def test_what_is_missing_beneath_each_field_cuts_no_field(screen: LockScreen) -> None:
    ask(screen, 1)
    click(screen.forgot)

    click(screen.forgotten.button)
    QApplication.processEvents()

    fields = (screen.forgotten.key, screen.forgotten.new, screen.forgotten.again)
    assert all(field.height() >= field.sizeHint().height() for field in fields)


def test_a_clerk_who_forgot_is_told_who_helps(screen: LockScreen) -> None:
    ask(screen, 3)
    screen.choose(OWNER + 1)

    click(screen.forgot)

    assert "The owner gives you a new PIN" in screen.forgotten.words.text()
    assert not screen.forgotten.button.isVisible()
    assert screen.forgotten.back.hasFocus()


def test_eight_people_stand_in_two_rows_of_four(screen: LockScreen) -> None:
    ask(screen, 8)

    rows = [face.y() for face in screen.faces.buttons]
    assert [rows.count(one) for one in dict.fromkeys(rows)] == [4, 4]
