"""The first window: the demo shop, my own book, my list, or a book that already exists."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.places import default_folder
from storebook.book.shop import Paper, Shop
from storebook.gui import ask, local_settings, theme
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.errors import ErrorDesk
from storebook.gui.pages.welcome import Welcome, greeting
from storebook.gui.pages.welcome_demo import demo_path
from storebook.gui.program import Program
from storebook.gui.theme import Look
from tests.gui.conftest import TODAY
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.gui.protected_books import end

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    made = Program(ErrorDesk(), today=lambda: TODAY)
    made.start(None)
    yield made
    end(made)


@pytest.fixture
def welcome(program: Program) -> Welcome:
    assert isinstance(program.first, Welcome)
    shown(program.first, 1440, 900)
    return program.first


def fill(welcome: Welcome, shop: str = "Löwe & Söhne", owner: str = "Inês Löwe") -> None:
    """The questions of a book that is to have no key; for those with one see test_protecting."""
    type_text(welcome.start.shop.line, shop)
    type_text(welcome.start.owner.line, owner)
    click(welcome.start.protect.box)


def test_enter_goes_through_the_questions_to_the_button(welcome: Welcome) -> None:
    welcome.start_own()
    type_text(welcome.start.shop.line, "Löwe & Söhne")
    type_text(welcome.start.owner.line, "Inês Löwe")
    welcome.start.focus_first()

    been = []
    while (at := QApplication.focusWidget()) is not welcome.start.begin_button:
        assert at is not None
        assert at.accessibleName() not in been
        been.append(at.accessibleName())
        press(at, Qt.Key.Key_Return)

    assert been[0] == "Name of the shop"
    assert been[-2:] == ["Paper in the printer", "Protect the book with a key"]


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Good morning."), (12, "Good afternoon."), (17, "Good afternoon."), (18, "Good evening.")],
)
def test_it_greets_by_the_hour(hour: int, words: str) -> None:
    assert greeting(hour) == words


def test_the_demo_shop_is_made_and_opened(welcome: Welcome, program: Program, qtbot: QtBot) -> None:
    press(welcome, Qt.Key.Key_1)

    qtbot.waitUntil(lambda: program.window is not None, timeout=60_000)
    assert program.window is not None
    assert program.window.book.path == demo_path()
    assert program.first is None
    assert program.window.book.value("SELECT count(*) FROM shopper") >= 600
    folders = {path.name for path in default_folder().iterdir() if path.is_dir()}
    assert folders <= {"Backups"}  # nothing that was half made, whether or not a backup was


def test_a_demo_shop_that_is_there_is_opened_as_it_was_left(
    welcome: Welcome, program: Program, empty_book: Path, qtbot: QtBot
) -> None:
    demo_path().write_bytes(empty_book.read_bytes())

    click(welcome.choices[0])

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.book.value("SELECT count(*) FROM shopper") == 0


def test_making_the_demo_shop_can_be_stopped(
    welcome: Welcome, program: Program, qtbot: QtBot
) -> None:
    press(welcome, Qt.Key.Key_1)

    press(welcome, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: welcome.pages.currentIndex() == 0, timeout=60_000)
    assert program.window is None
    assert list(default_folder().iterdir()) == []


def test_my_own_book_is_begun_with_a_few_answers(
    welcome: Welcome, program: Program, qtbot: QtBot
) -> None:
    press(welcome, Qt.Key.Key_2)
    fill(welcome)
    welcome.start.country.set_value("DE")
    welcome.start.currency.set_value("EUR")
    welcome.start.writing.set_value("de_DE")
    welcome.start.paper.set_value(Paper.A4)

    press(welcome.start.owner.line, Qt.Key.Key_Return, CONTROL)

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    book = program.window.book
    shop = settings.load(book, Shop)
    assert book.path == default_folder() / "Löwe & Söhne.book"
    assert (shop.name, shop.country, shop.currency) == ("Löwe & Söhne", "DE", "EUR")
    assert (shop.locale, shop.paper) == ("de_DE", Paper.A4)
    assert book.values("SELECT name FROM associate ORDER BY id") == ["Inês Löwe"]
    assert local_settings.last_book() == book.path


def test_where_the_book_will_be_is_shown_before(welcome: Welcome) -> None:
    welcome.start_own()

    type_text(welcome.start.shop.line, "Hallam & Rye")

    assert str(default_folder() / "Hallam & Rye.book") in welcome.start.place.text()


def test_a_synced_folder_is_warned_about(
    welcome: Welcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "OneDrive - Hallam"
    folder.mkdir()
    monkeypatch.setattr(ask, "choose_folder", lambda *_: folder)
    welcome.start_own()

    click(welcome.start.folder_link)

    assert "synced by OneDrive" in welcome.start.warning.text()
    assert welcome.start.warning.isVisible()


def test_a_missing_answer_is_asked_for_and_nothing_is_made(
    welcome: Welcome, program: Program
) -> None:
    welcome.start_own()
    type_text(welcome.start.shop.line, "Hallam & Rye")

    click(welcome.start.begin_button)

    assert "needs your name" in welcome.start.owner.message.text()
    assert welcome.start.owner.line.hasFocus()
    assert program.window is None
    assert list(default_folder().iterdir()) == []


def test_a_name_of_five_thousand_letters_stands_beside_its_field(welcome: Welcome) -> None:
    welcome.start_own()
    fill(welcome, shop="x" * 5_000)

    click(welcome.start.begin_button)

    assert "letters fit here" in welcome.start.shop.message.text()
    assert len(welcome.start.shop.value()) == 5_000
    assert list(default_folder().iterdir()) == []


def test_trouble_with_the_folder_is_said_as_a_sentence(
    welcome: Welcome, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "choose_folder", lambda *_: tmp_path / "gone")
    welcome.start_own()
    fill(welcome)
    click(welcome.start.folder_link)
    program.desk.install()

    click(welcome.start.begin_button)

    assert "is not there" in welcome.trouble.text()
    assert program.window is None


def test_escape_goes_back_to_the_choices_and_keeps_what_was_typed(welcome: Welcome) -> None:
    press(welcome, Qt.Key.Key_2)
    fill(welcome)

    press(welcome.start.shop.line, Qt.Key.Key_Escape)

    assert welcome.pages.currentIndex() == 0
    assert welcome.choices[1].hasFocus()
    assert welcome.start.shop.value() == "Löwe & Söhne"


def test_a_list_is_asked_for_as_soon_as_the_book_is_there(
    welcome: Welcome, program: Program, qtbot: QtBot
) -> None:
    press(welcome, Qt.Key.Key_3)
    fill(welcome)

    click(welcome.start.begin_button)

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert isinstance(program.window.scrim.dialog, ImportList)


def test_arrows_and_enter_choose_too(welcome: Welcome) -> None:
    welcome.choices[0].setFocus()
    press(welcome.choices[0], Qt.Key.Key_Down)

    press(welcome.choices[1], Qt.Key.Key_Return)

    assert welcome.pages.currentIndex() == 1


def test_a_book_that_exists_is_opened(
    welcome: Welcome,
    program: Program,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "hallam.book"
    path.write_bytes(empty_book.read_bytes())
    monkeypatch.setattr(ask, "open_file", lambda *_: path)

    click(welcome.open_link)

    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window is not None
    assert program.window.book.path == path


def test_a_file_that_is_no_book_is_said(
    welcome: Welcome, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.book"
    path.write_text("Dear Sir or Madam, " * 200, encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_: path)

    click(welcome.open_link)

    qtbot.waitUntil(lambda: welcome.trouble.text() != "")
    assert path.read_text(encoding="utf-8").startswith("Dear Sir")


def test_a_book_open_elsewhere_is_said(
    welcome: Welcome,
    program: Program,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "hallam.book"
    path.write_bytes(empty_book.read_bytes())
    other = Book.open(path)
    monkeypatch.setattr(ask, "open_file", lambda *_: path)

    click(welcome.open_link)

    qtbot.waitUntil(lambda: "is open in" in welcome.trouble.text())
    assert program.window is None
    other.close()


def test_text_grows_with_its_key(welcome: Welcome) -> None:
    press(welcome, Qt.Key.Key_Plus, CONTROL)

    assert welcome._size.text() == "Text size 115%"
    assert local_settings.text_size() == 115


def test_no_choice_is_cut_with_large_text(welcome: Welcome, qapp: QApplication) -> None:
    theme.wear(qapp, Look.DARK, 1.5)
    shown(welcome, 1000, 700)

    for each in welcome.choices:
        assert each.height() >= each.heightForWidth(each.width())


def test_a_book_can_be_begun_without_scrolling_with_large_text(
    welcome: Welcome, qapp: QApplication
) -> None:
    theme.wear(qapp, Look.DARK, 1.5)
    shown(welcome, 1280, 800)

    press(welcome, Qt.Key.Key_2)
    QApplication.processEvents()

    button = welcome.start.begin_button
    assert button.mapTo(welcome, button.rect().bottomLeft()).y() < welcome.height()


def test_every_control_has_a_name(welcome: Welcome) -> None:
    assert unnamed_controls(welcome) == []
