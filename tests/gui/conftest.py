"""What every test of the window stands on: letters and theme, a real book, a day."""

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import keyring
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.shop import Shop
from storebook.gui import local_settings, privacy, theme
from storebook.gui.collecting import collect_all, collect_young
from storebook.gui.context import Context, FollowUp
from storebook.gui.dialog import Dialog
from storebook.gui.errors import ErrorDesk
from storebook.gui.jobs import Jobs
from storebook.gui.main_window import MainWindow
from storebook.gui.opener import Opener
from storebook.gui.program import Program
from storebook.gui.scrim import Scrim
from storebook.gui.theme import Look
from storebook.staff.viewer import Viewer
from tests.book.protection.keychains import MemoryKeychain
from tests.gui.hands import Shown, shown
from tests.gui.protected_books import end, with_keychain
from tests.gui.queue import Queue, print_server
from tests.gui.sheets import PAGES, Clock
from tests.make import make_shopper

TODAY = date(2026, 11, 20)
# Here it is the program that collects, and asks what Python would do.
AS_OFTEN_AS_PYTHON = gc.get_threshold()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Popups off the screen cannot be raised or take the keyboard, and Qt says so each time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@dataclass
class Heard:
    """What a page told its window."""

    said: list[str] = field(default_factory=list)
    follow_ups: list[FollowUp | None] = field(default_factory=list)
    taken_back: list[bool] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    shoppers: list[int] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def say(
        self, sentence: str, follow_up: FollowUp | None = None, *, taken_back: bool = False
    ) -> None:
        """As the undo bar."""
        self.said.append(sentence)
        self.taken_back.append(taken_back)
        self.follow_ups.append(follow_up)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application; a worker lets go of no widget, here no more than in the program.

    What was closed goes between two tests, never while a window is at work.
    """
    gc.disable()
    gc.freeze()
    gc.set_threshold(*AS_OFTEN_AS_PYTHON)
    return qapp


@pytest.fixture(scope="module", autouse=True)
def let_go(qapp: QApplication) -> Iterator[None]:
    """What the tests of a module opened and closed goes, as it does in an idle moment, and so does
    the window that they shared.
    """
    yield
    for left in qapp.topLevelWidgets():
        if isinstance(left, MainWindow):
            left.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_all()


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """The program's own letters and colors; what a test changes goes back.

    What it closed is gone before the next begins, and before its book: whatever is left of it is
    dressed again with every change of the theme, and takes longer each time.
    """
    if not qapp.property("dressed"):
        theme.dress(qapp)
    yield
    privacy.turn(False)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_young()
    if theme.look() is not Look.LIGHT or theme.now().factor != 1.0:
        collect_all()
        theme.wear(qapp, Look.LIGHT)


@pytest.fixture
def heard() -> Heard:
    """What the page under test told its window."""
    return Heard()


@pytest.fixture
def make_context(heard: Heard) -> Iterator[Callable[[Book], Context]]:
    """A context over any book, for a test that opens one of its own."""
    made: list[tuple[QWidget, Jobs]] = []

    def make(book: Book, today: date = TODAY) -> Context:
        window = QWidget()
        window.resize(1200, 800)
        jobs = Jobs(book)
        opener = Opener(Scrim(window))
        context = Context(
            book=book,
            today=lambda: today,
            shop=lambda: settings.load(book, Shop),
            viewer=lambda: Viewer(today=today),
            jobs=jobs,
            dialogs=opener,
            say=heard.say,
            trouble=heard.troubles.append,
            open_shopper=heard.shoppers.append,
            go=heard.pages.append,
            window=lambda: window,
        )
        opener.context = context
        made.append((window, jobs))
        return context

    yield make
    for window, jobs in made:
        jobs.close(for_good=True)
        window.deleteLater()


@pytest.fixture
def context(book: Book, make_context: Callable[[Book], Context]) -> Context:
    """What a page is given, over this test's own book, on November 20, 2026."""
    return make_context(book)


@pytest.fixture
def show(qtbot: QtBot) -> Shown:
    """Put the form on the screen, as the window does."""

    def on_screen(dialog: Dialog) -> Any:
        qtbot.addWidget(dialog)
        shown(dialog, 900, 820)
        dialog.focus_first()
        return dialog

    return on_screen


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


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    """The computer's keychain, which is in memory and empty."""
    before = keyring.get_keyring()
    yield with_keychain()
    keyring.set_keyring(before)


@pytest.fixture
def program(keychain: MemoryKeychain, qtbot: QtBot) -> Iterator[Program]:
    """The program on a computer that knows no book."""
    made = Program(ErrorDesk(), today=lambda: TODAY)
    yield made
    end(made)


@pytest.fixture(scope="module")
def queues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Queue]]:
    """The printers of a print server, by name."""
    with print_server(tmp_path_factory.mktemp("cups")) as made:
        yield made


@pytest.fixture
def use(queues: dict[str, Queue], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Queue]:
    """The printer that was used last, empty; whoever is asked for one agrees."""
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Accepted)

    def choose(name: str) -> Queue:
        for left in queues[name].folder.iterdir():
            left.unlink()
        local_settings.remember_printer(name)
        return queues[name]

    return choose


@pytest.fixture
def closed(empty_book: Path, tmp_path: Path) -> Path:
    """A book that nobody has open: two shoppers are in it, one of them in its backup."""
    path = tmp_path / "Hallam & Rye.book"
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
        make_shopper(book, "Ben Fox")
    return path


@pytest.fixture
def window(book: Book, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="Hallam & Rye"))
    made = MainWindow(book, today=clock.today, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()
