"""A shop with PINs, and clocks that a test turns."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.lock import Quiet
from storebook.gui.main_window import MainWindow
from storebook.staff.associates import Role
from tests.gui.hands import press, shown
from tests.staff.people import OWNERS_PIN, give_pin, make_clerk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LIMIT = 300.0


class Clocks:
    """One on the wall, and the steady one that nobody can set."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 5_000.0

    def quiet(self) -> Quiet:
        return Quiet(lambda: self.wall, lambda: self.steady)

    def go_on(self, seconds: float) -> None:
        """Both, as they should."""
        self.wall += seconds
        self.steady += seconds

    def pass_time(self, window: MainWindow, seconds: float) -> None:
        """So long nobody does anything, and the window looks at the clocks meanwhile."""
        for _ in range(int(seconds)):
            self.go_on(1)
            window.lock.watch.tick()
        self.go_on(seconds - int(seconds))


def make_staff(book: Book) -> dict[str, int]:
    """Ruth, the owner, has a PIN; Amara and Jun, who are clerks, have none."""
    ruth = book.associate_id
    people = {"ruth": ruth}
    for name in ("Amara Bell", "Jun Halloran"):
        people[name.split()[0].lower()] = make_clerk(book, name, Role.CLERK)
    give_pin(book, ruth, OWNERS_PIN)
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="Hallam & Rye", country="US"))
    return people


def set_clocks(window: MainWindow, clocks: Clocks) -> None:
    """The window goes by these from now on."""
    window.lock.watch.quiet = clocks.quiet()
    window.lock.now = lambda: NOON


def sign_in(window: MainWindow, letter: str, qtbot: QtBot) -> None:
    """Somebody without a PIN, by the first letter of the name and Enter."""
    screen = window.lock.screen
    screen.choose(None)
    press(screen.pin, Qt.Key(ord(letter.upper())))
    press(screen.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.lock.is_locked)


def picture(window: MainWindow) -> QImage:
    """What can be seen of it."""
    return window.grab().toImage()


def opened(
    book: Book, clocks: Clocks, qtbot: QtBot, **made: Callable[..., object] | object
) -> MainWindow:
    """The window of the shop with PINs, in front of which somebody is still to sign in."""
    window = MainWindow(book, **made)  # type: ignore[arg-type]
    set_clocks(window, clocks)
    qtbot.addWidget(window)
    shown(window, 1280, 800)
    return window


def shut(window: MainWindow) -> None:
    """Closed as by its user, also while a shopper sits before it."""
    window.turning.let_go()
    window.close()
