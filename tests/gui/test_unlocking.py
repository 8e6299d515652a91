"""The start of the day with a protected book: by itself, by passphrase, by paper, or why not."""

from pathlib import Path

import pytest
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from storebook.book.protection.key_file import key_file_path, spare_path
from storebook.book.protection.paper import new_paper
from storebook.gui import local_settings
from storebook.gui.pages.rescue import RescueWindow
from storebook.gui.pages.unlock import Unlock
from storebook.gui.pages.welcome import Welcome
from storebook.gui.program import Program
from tests.book.holders import leave_note_of
from tests.book.protection.keychains import MemoryKeychain
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.gui.protected_books import (
    PASSPHRASE,
    Hand,
    Kept,
    copied,
    mistyped,
    protected_book,
    without_keychain,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return protected_book(tmp_path_factory.mktemp("protected"))


@pytest.fixture
def kept(template: Kept, tmp_path: Path) -> Kept:
    return copied(template, tmp_path)


def asked(program: Program, kept: Kept) -> Unlock:
    program.start(kept.path)
    assert isinstance(program.first, Unlock)
    shown(program.first, 1440, 900)
    return program.first


def answered(screen: Unlock, typed: str, qtbot: QtBot) -> str:
    """What is said beneath the field once this was tried."""
    screen.field.line.clear()
    type_text(screen.field.line, typed)
    press(screen.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.aside.is_busy)
    return screen.field.message.text()


@pytest.mark.parametrize("way", ["passphrase", "paper", "paper in small letters with dashes"])
def test_either_is_typed_into_the_one_field(
    program: Program, kept: Kept, qtbot: QtBot, way: str
) -> None:
    screen = asked(program, kept)
    typed = {
        "passphrase": PASSPHRASE,
        "paper": kept.paper.written,
        "paper in small letters with dashes": "-".join(kept.paper.groups).lower(),
    }[way]

    type_text(screen.field.line, typed)
    press(screen.field.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.book.key == kept.key


def test_a_trusted_computer_is_asked_nothing(program: Program, tmp_path: Path) -> None:
    trusted = protected_book(tmp_path, computer=True)
    local_settings.remember_book(trusted.path)

    program.start(None)

    assert program.window is not None
    assert program.window.book.key == trusted.key


def test_from_now_on_this_computer_may_open_it(program: Program, kept: Kept, qtbot: QtBot) -> None:
    screen = asked(program, kept)
    click(screen.trust.box)
    answered(screen, kept.paper.written, qtbot)
    qtbot.waitUntil(lambda: program.window is not None)
    program.close_book()

    program.start(kept.path)

    assert program.window is not None


@pytest.mark.parametrize("group", [2, 7])
def test_a_typo_is_told_with_its_group(
    program: Program, kept: Kept, qtbot: QtBot, group: int
) -> None:
    screen = asked(program, kept)

    said = answered(screen, mistyped(kept.paper, group), qtbot)

    ordinal = {2: "second", 7: "seventh"}[group]
    assert f"typo in the {ordinal} group" in said
    assert screen.field.line.displayText() == mistyped(kept.paper, group)  # to be put right


def test_each_wrong_answer_has_its_own_sentence(program: Program, kept: Kept, qtbot: QtBot) -> None:
    screen = asked(program, kept)

    wrong = answered(screen, "these are other words", qtbot)
    other = answered(screen, new_paper().written, qtbot)
    screen.field.line.clear()
    click(screen.open_button)

    assert "neither the passphrase" in wrong
    assert "belongs to another book" in other
    assert "33 characters" in screen.field.message.text()
    assert program.window is None


def test_a_lost_key_file_is_said_and_the_paper_still_opens(
    program: Program, kept: Kept, qtbot: QtBot
) -> None:
    key_file_path(kept.path).unlink()
    spare_path(kept.path).unlink(missing_ok=True)

    screen = asked(program, kept)

    assert "is not there" in screen.why.text()
    assert "book is safe" in screen.why.text()
    answered(screen, kept.paper.written, qtbot)
    qtbot.waitUntil(lambda: program.window is not None)
    assert key_file_path(kept.path).exists()


def test_a_damaged_key_file_is_said_and_the_paper_still_opens(
    program: Program, kept: Kept, qtbot: QtBot
) -> None:
    key_file_path(kept.path).write_bytes(b"\x00" * 300)
    spare_path(kept.path).unlink(missing_ok=True)

    screen = asked(program, kept)

    assert "damaged" in screen.why.text()
    answered(screen, kept.paper.written, qtbot)
    qtbot.waitUntil(lambda: program.window is not None)


def test_swapped_key_files_are_said_and_the_foreign_one_is_kept(
    program: Program, kept: Kept, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "other").mkdir()
    other = protected_book(tmp_path / "other")
    foreign = key_file_path(other.path).read_bytes()
    key_file_path(kept.path).write_bytes(foreign)
    spare_path(kept.path).unlink(missing_ok=True)
    screen = asked(program, kept)

    said = answered(screen, PASSPHRASE, qtbot)
    answered(screen, kept.paper.written, qtbot)

    assert "another book" in said
    qtbot.waitUntil(lambda: program.window is not None)
    assert foreign in [one.read_bytes() for one in tmp_path.glob("*.keys*")]


def test_a_lost_keychain_asks_and_a_locked_one_says_why(
    program: Program, tmp_path: Path, keychain: MemoryKeychain
) -> None:
    trusted = protected_book(tmp_path, computer=True)
    keychain.trouble = KeyringLocked("locked")

    screen = asked(program, trusted)

    assert "keychain is locked" in screen.why.text()
    keychain.trouble = None
    keychain.kept.clear()
    program.start(trusted.path)
    assert isinstance(program.first, Unlock)


def test_without_a_keychain_nothing_is_promised(program: Program, kept: Kept) -> None:
    without_keychain()

    screen = asked(program, kept)

    assert screen.trust.isHidden()


def test_nothing_ever_offers_to_delete_the_book(program: Program, kept: Kept, qtbot: QtBot) -> None:
    before = kept.path.read_bytes()
    screen = asked(program, kept)
    for _ in range(6):
        answered(screen, "these are other words", qtbot)

    click(screen.lost_link)

    words = " ".join(each.accessibleName() for each in screen.findChildren(QAbstractButton))
    assert not [
        bad for bad in ("delete", "erase", "remove", "afresh", "new book") if bad in words.lower()
    ]
    assert "It stays where it is" in screen.lost.text()
    assert kept.path.read_bytes() == before


def test_a_right_key_for_a_damaged_book_leads_to_the_rescue(
    program: Program, kept: Kept, qtbot: QtBot
) -> None:
    body = kept.path.read_bytes()
    kept.path.write_bytes(body[:16] + bytes(4096 - 16) + body[4096:])
    screen = asked(program, kept)

    answered(screen, kept.paper.written, qtbot)

    qtbot.waitUntil(lambda: isinstance(program.first, RescueWindow))
    assert program.window is None


def test_the_other_ways_lead_to_the_first_window_and_to_the_backups(
    program: Program, kept: Kept
) -> None:
    screen = asked(program, kept)

    click(screen.other_link)
    first = program.first
    program.start(kept.path)
    again = program.first
    assert isinstance(again, Unlock)
    shown(again, 1440, 900)
    click(again.restore_link)

    assert isinstance(first, Welcome)
    assert isinstance(program.first, RescueWindow)


def test_every_control_has_a_name(program: Program, kept: Kept) -> None:
    assert unnamed_controls(asked(program, kept)) == []


def test_a_book_that_a_dead_computer_had_open_is_taken_over_once_its_key_is_given(
    program: Program, kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_note_of(kept.path, "OLD-COUNTER")
    hand = Hand()
    hand.will_confirm(monkeypatch.setattr)
    screen = asked(program, kept)

    type_text(screen.field.line, PASSPHRASE)
    press(screen.field.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: program.window is not None)
    assert hand.clicks == 1
