"""Turns the screen to the shopper, and back to the filled enrollment."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.gui.form import DraftKeeper
from storebook.gui.lock.clearing import clear_away, forget_copied
from storebook.gui.turned.before import BeforeTurning
from storebook.staff.pins import needs_pin

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow
    from storebook.gui.turned.screen import TurnedScreen

FORM, SUBJECT = "Enroll", "turned"  # as the club page takes it up
WAITING = "What a shopper answered is still here. Enroll them, or start over, and then turn."


class Turning(QObject):
    """The answers are a draft of the enrollment, under a name of their own: they neither show
    what an associate had begun nor push it aside.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._screen: TurnedScreen | None = None
        self._keeper: DraftKeeper | None = None
        self._whose = 0
        self._stood = Qt.WindowState.WindowNoState
        window.lock.opened.connect(self._on_opened)

    def holds(self) -> bool:
        """Whether the window may not be closed now: a shopper sits before it. The computer that is
        being shut down is not held.
        """
        app = QGuiApplication.instance()
        ends = isinstance(app, QGuiApplication) and app.isSavingSession()
        return self._screen is not None and not ends

    def turn(self) -> None:
        """F11. What the last shopper answered is finished first."""
        window = self._window
        if draft(window.book, FORM, SUBJECT) is not None:
            self._land()
            window.say_trouble(WAITING)
        elif needs_pin(window.book):
            self.show()
        else:
            before = BeforeTurning(window.context)
            before.accepted.connect(self.show, Qt.ConnectionType.QueuedConnection)
            window.opener.open(before)

    def show(self) -> None:
        """The questions, on the whole screen, with nothing answered yet."""
        # With the club's page, whose questions they are: not loaded before it is needed.
        from storebook.gui.turned.screen import TurnedScreen

        window = self._window
        window.keep_typing()
        clear_away(window)
        forget_copied()
        self._whose = window.book.associate_id
        screen = self._screen = TurnedScreen(window.context, by_holding=not needs_pin(window.book))
        screen.shop_wanted.connect(self._on_shop_wanted)
        screen.done.connect(self._keep)
        self._keeper = DraftKeeper(window.book, screen.form, FORM, SUBJECT)
        window.covers.addWidget(screen)
        window.covers.setCurrentWidget(screen)
        window.commands.while_locked(True)
        self._stood = window.windowState()
        window.showFullScreen()
        screen.focus_first()

    def go_on(self) -> None:
        """Whoever pressed Esc goes on with the questions."""
        if self._screen is not None:
            self._window.covers.setCurrentWidget(self._screen)
            self._screen.focus_first()

    def let_go(self) -> None:
        """The book is given back: what was answered is in it."""
        self._keep()
        self._screen = self._keeper = None

    def _keep(self) -> None:
        if self._keeper is not None:
            self._keeper.keep()

    def _on_shop_wanted(self) -> None:
        self._keep()
        if needs_pin(self._window.book):
            self._window.lock.ask_for_shop()
        else:
            self._turn_back()

    def _on_opened(self, same: bool) -> None:
        if self._screen is not None:
            self._turn_back()

    def _turn_back(self) -> None:
        """To the filled enrollment; to where one was, when nothing was answered."""
        window, screen, keeper = self._window, self._screen, self._keeper
        if screen is None or keeper is None:
            return
        keeper.keep()
        self._screen = self._keeper = None
        self._hand_over()
        window.covers.setCurrentWidget(window.frame)
        window.covers.removeWidget(screen)
        screen.deleteLater()
        window.commands.while_locked(False)
        window.setWindowState(self._stood)
        if draft(window.book, FORM, SUBJECT) is not None:
            self._land()

    def _hand_over(self) -> None:
        """Whoever turned it back finishes it, also when somebody else had turned it."""
        book, whose = self._window.book, self._whose
        found = draft(book, FORM, SUBJECT, whose=whose)
        if found is not None and whose != book.associate_id:
            keep_draft(book, FORM, SUBJECT, found.body)
            drop_draft(book, FORM, SUBJECT, whose=whose)

    def _land(self) -> None:
        window = self._window
        window.go("club")
        window.ask_page("take_answers")
