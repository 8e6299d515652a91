"""A book gets its key: at the first run, later in the shop, and another one when that is wanted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.kept_backups import backups_folder, kept_backups
from storebook.book.opening import opens_without_key
from storebook.book.places import default_folder
from storebook.book.protection.unlocking import key_from_computer
from storebook.gui import ask
from storebook.gui.pages.welcome import PAPER, Welcome
from storebook.gui.pages.welcome_paper import PaperStep
from storebook.gui.print_preview import PdfPages
from storebook.gui.program import Program
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.gui.protected_books import mistyped, without_keychain

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def welcome(program: Program) -> Welcome:
    program.start(None)
    assert isinstance(program.first, Welcome)
    shown(program.first, 1440, 900)
    return program.first


def to_the_key(welcome: Welcome) -> PaperStep:
    """The questions answered: the page with the key is shown."""
    press(welcome, Qt.Key.Key_2)
    type_text(welcome.start.shop.line, "Löwe & Söhne")
    type_text(welcome.start.owner.line, "Inês Löwe")
    press(welcome.start.owner.line, Qt.Key.Key_Return, CONTROL)
    assert welcome.pages.currentIndex() == PAPER
    assert welcome.paper is not None
    return welcome.paper


def begun(step: PaperStep, qtbot: QtBot) -> Path:
    """The key typed back, and the book made; without what makes a passphrase dear."""
    type_text(step.block.typed.line, step.block.paper.written)
    click(step.begin_button)
    qtbot.waitUntil(lambda: step.prove_button.isVisible())
    return default_folder() / "Löwe & Söhne.book"


# -- the first run


def test_a_new_book_is_protected_unless_that_is_refused(
    welcome: Welcome, program: Program, qtbot: QtBot
) -> None:
    step = to_the_key(welcome)
    paper = step.block.paper
    path = begun(step, qtbot)

    click(step.go_button)

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.book.key == paper.data_key
    assert not opens_without_key(path, 1000)
    assert key_from_computer(path) == paper.data_key


def test_what_a_stolen_computer_means_is_said_where_the_key_is_refused(welcome: Welcome) -> None:
    welcome.start_own()

    click(welcome.start.protect.box)

    assert "steals this computer" in welcome.start.risk.text()
    assert welcome.start.begin_button.words == "Begin the book"


def test_nothing_is_made_before_the_key_was_typed_back(welcome: Welcome) -> None:
    step = to_the_key(welcome)

    click(step.begin_button)

    assert "33 characters" in step.block.typed.message.text()
    assert step.block.typed.line.hasFocus()
    assert not list(default_folder().glob("*.book"))


@pytest.mark.parametrize(("group", "ordinal"), [(1, "first"), (5, "fifth"), (9, "last")])
def test_a_typo_is_told_as_a_typo_with_its_group(
    welcome: Welcome, group: int, ordinal: str
) -> None:
    step = to_the_key(welcome)
    type_text(step.block.typed.line, mistyped(step.block.paper, group))

    click(step.begin_button)

    assert f"typo in the {ordinal} group" in step.block.typed.message.text()
    assert not list(default_folder().glob("*.book"))


def test_the_key_is_covered_while_it_is_typed_back(welcome: Welcome) -> None:
    step = to_the_key(welcome)
    before = step.block.groups.is_covered

    click(step.block.typed.line)

    assert (before, step.block.groups.is_covered) == (False, True)
    QApplication.processEvents()
    click(step.block.look_link)
    assert not step.block.groups.is_covered


def test_the_page_bears_the_key_and_the_names(
    welcome: Welcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = to_the_key(welcome)
    out = tmp_path / "key.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)

    click(step.block.save_button)

    pages = PdfPages(out.read_bytes())
    words = pages.document.getAllText(0).text()
    assert all(group in words for group in step.block.paper.groups)
    assert "Löwe & Söhne" in words
    assert "delete that file" in step.block.note.text()


def test_the_drill_opens_the_first_backup_with_the_paper_alone(
    welcome: Welcome, qtbot: QtBot
) -> None:
    step = to_the_key(welcome)
    path = begun(step, qtbot)
    (backup,) = kept_backups(backups_folder(path))

    click(step.prove_button)

    qtbot.waitUntil(lambda: step.problem.text() != "")
    assert step.problem.state == "good"
    assert "0 shoppers and 0 purchases" in step.problem.text()
    assert not opens_without_key(backup.path, 1000)


def test_without_a_keychain_it_is_said_that_each_start_asks(welcome: Welcome) -> None:
    without_keychain()

    step = to_the_key(welcome)

    assert step.trust.isHidden()
    assert "has no keychain" in step.no_keychain.text()
    assert step.no_keychain.isVisible()


def test_a_passphrase_that_would_be_guessed_stops_before_anything_is_made(
    welcome: Welcome,
) -> None:
    step = to_the_key(welcome)
    type_text(step.block.typed.line, step.block.paper.written)
    type_text(step.passphrase.line, "short")

    click(step.begin_button)

    assert "at least 12 characters" in step.passphrase.message.text()
    assert not list(default_folder().glob("*.book"))


def test_going_back_forgets_the_key(welcome: Welcome) -> None:
    step = to_the_key(welcome)
    first = step.block.paper

    press(welcome, Qt.Key.Key_Escape)
    click(welcome.start.begin_button)

    assert step.block.paper != first
    assert welcome.start.shop.value() == "Löwe & Söhne"


def test_every_control_of_the_key_page_has_a_name(welcome: Welcome) -> None:
    to_the_key(welcome)

    assert unnamed_controls(welcome) == []
