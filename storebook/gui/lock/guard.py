"""Locks the window and lets people in: by key, after quiet minutes, at the start, when switched."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.gui import keys, privacy
from storebook.gui.jobs import Jobs
from storebook.gui.lock.clearing import clear_away, forget_copied
from storebook.gui.lock.computer import Computer
from storebook.gui.lock.quiet import Quiet, Why
from storebook.gui.lock.screen import KEPT, NO_PIN, Asked, LockScreen
from storebook.gui.lock.watch import Watch
from storebook.gui.photographs import small
from storebook.gui.shown import plural
from storebook.staff.associates import Associate
from storebook.staff.locking import locking
from storebook.staff.pins import in_words, needs_pin, reset_owner_pin
from storebook.staff.signing_in import Choice, seconds_to_wait, sign_in, who_may_sign_in

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow

BY_KEYS = "Type the first letter of a name, then the PIN; no mouse needed."
ALONE = "Type the PIN; no mouse needed."
WHY = {
    Why.QUIET: "Locked after quiet minutes",
    Why.ASLEEP: "Locked after the computer was asleep",
}
TWICE_SECONDS = 0.5
ONCE_SHOWN_MS = 500  # the window comes first; a sleep before that shows in the clocks


def utc_now() -> datetime:
    """This is where the clock is asked."""
    return datetime.now(UTC)


class Lock(QObject):
    """Where nobody has a PIN it never locks by itself, and what Ctrl L hides one key brings back.

    What it does not do: the book stays open behind it, in a protected book with its key in memory.
    Python cannot wipe memory, closing would end a long import that is running, and whoever could
    read the memory of this program could as well have read the book while it was open. Closing
    the window gives both up.
    """

    opened = Signal(bool)
    """Somebody was let in; whether it is who worked before."""

    def __init__(
        self,
        window: "MainWindow",
        *,
        quiet: Quiet | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.now = now
        self._screen: LockScreen | None = None
        self._worked: int | None = None
        self._came_from: QWidget | None = None
        self._waits: int | None = None
        self._proving = Jobs(window.book, self)
        self._limit_seconds = 60.0 * locking(window.book).quiet_minutes
        self._pressed_at = float("-inf")
        self.watch = Watch(self, quiet or Quiet(), lambda: self._limit_seconds)
        self.watch.due.connect(self._on_due)
        self.watch.ticked.connect(self._on_tick)
        self.watch.over_list = self._key_over_list
        self.computer = Computer(self)
        self.computer.left.connect(lambda: self._lock_if_pins("Locked with the computer"))
        self.watch.start()
        QTimer.singleShot(ONCE_SHOWN_MS, self.computer, self.computer.listen)

    @property
    def screen(self) -> LockScreen:
        """The screen itself, made when it is first needed."""
        if self._screen is None:
            self._screen = LockScreen()
            self._screen.signed.connect(self.prove)
            self._screen.returned.connect(self._return)
            self._screen.forgotten.given.connect(self._set_anew)
            self._window.covers.addWidget(self._screen)
        return self._screen

    @property
    def is_locked(self) -> bool:
        """Whether the lock screen stands before the book."""
        return self._screen is not None and self._window.covers.currentWidget() is self._screen

    def once_open(self, do: Callable[[], object]) -> None:
        """Do it now, or once somebody was let in: what is shown behind the lock goes with the pages
        of who worked before.
        """
        if self.is_locked:
            self.opened.connect(lambda _: do(), Qt.ConnectionType.SingleShotConnection)
        else:
            do()

    # -- locking

    def begin(self) -> bool:
        """Ask who it is before anything of the book is shown; False where nobody has a PIN."""
        if not needs_pin(self._window.book):
            return False
        self._show(None)
        return True

    def lock(self, how: str = "Locked by hand", *, chosen: int | None = None) -> None:
        """Hide the book, until whoever worked or somebody else signs in. `chosen` is asked first.

        The book is hidden before anything else is done: what fails then, fails unseen.
        """
        window = self._window
        if self.is_locked:
            return
        self._worked = window.book.associate_id
        self._came_from = QApplication.focusWidget()
        self._show(self._worked if chosen is None else chosen)
        clear_away(window)
        if needs_pin(window.book):
            window.jobs.read(lambda book: note_event(book, EventKind.LOCKED, how), _nothing)
        window.keep_typing()

    def ask_for_shop(self) -> None:
        """On the turned screen somebody wants back to the book; Esc goes on with it."""
        self._worked = self._window.book.associate_id
        self._show(self._worked, way_back="Back to the questions")

    def switch_to(self, associate_id: int) -> None:
        """Somebody else was chosen in the top bar: asked for a PIN if they have one."""
        window = self._window
        if associate_id == window.book.associate_id:
            return
        choices = {one.id: one for one in who_may_sign_in(window.book)}
        asks = associate_id in choices and choices[associate_id].asks_pin
        if asks:
            self.lock("Locked to let somebody else in", chosen=associate_id)
            return
        window.work_as(associate_id)
        if needs_pin(window.book):
            window.take_over()

    def privacy_key(self) -> None:
        """F8: privacy on or off. Twice at once, nobody wants it as it was: it locks instead."""
        now = self.watch.quiet.steady()
        privacy.toggle()
        if now - self._pressed_at < TWICE_SECONDS:
            self.lock()
        self._pressed_at = now

    def _key_over_list(self, event: QKeyEvent) -> bool:
        """F8 and Ctrl L are heard over an open menu too, which goes; other keys are its own."""
        pressed = QKeySequence(event.keyCombination())
        for name in ("privacy", "lock"):
            action = self._window.commands.actions[name]
            if pressed in keys.sequences(name) and action.isEnabled():
                if not event.isAutoRepeat():
                    action.trigger()
                return True
        return False

    def _on_due(self, why: Why) -> None:
        self._lock_if_pins(WHY[why])

    def _lock_if_pins(self, how: str) -> None:
        if needs_pin(self._window.book):
            self.lock(how)
        else:
            self.watch.quiet.touched()

    def _show(self, chosen: int | None, way_back: str = "") -> None:
        window = self._window
        choices = who_may_sign_in(window.book)
        screen = self.screen
        screen.ask(
            Asked(
                shop=window.context.shop().name,
                locale=window.context.shop().locale,
                choices=choices,
                chosen_id=chosen,
                note=self._note() if self._worked is not None else "",
                foot=self._foot(choices),
                path=str(window.book.path),
                protected=window.book.key is not None,
                way_back=way_back,
            ),
            {one.id: small(window.book, one.picture_id) for one in choices if one.picture_id},
            self.now().astimezone(),
        )
        self._waits = None
        window.covers.setCurrentWidget(screen)
        window.commands.while_locked(True)
        screen.focus_first()
        if window.isVisible():  # painted at once, also under a loop that does not come to it soon
            screen.repaint()

    def _note(self) -> str:
        return KEPT if needs_pin(self._window.book) else NO_PIN

    def _foot(self, choices: list[Choice]) -> str:
        if not any(one.asks_pin for one in choices):
            return ""
        minutes = round(self._limit_seconds / 60)
        quiet = plural(minutes, "quiet minute", "quiet minutes")
        by_keys = BY_KEYS if len(choices) > 1 else ALONE
        return f"{by_keys} The book locks itself after {quiet}."

    # -- letting in

    def prove(self, associate_id: int, pin: str) -> None:
        """Look at the PIN away from the window, and let them in if it is theirs."""
        self.screen.hold()
        now = self.now()
        self._proving.read(
            lambda book: sign_in(book, associate_id, pin or None, now=now),
            self._let_in,
            owner=self,
            failed=lambda error: self._refuse(associate_id, error),
        )

    def _refuse(self, associate_id: int, error: BaseException) -> None:
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is None:
            self.screen.refuse("")
            raise error
        self._waits = associate_id
        self.screen.refuse(sentence)

    def _let_in(self, person: Associate) -> None:
        window, same = self._window, person.id == self._worked
        self._proving.close()
        self.screen.pin.clear()
        window.book.associate_id = person.id
        if not same:
            forget_copied()
            window.take_over()
        window.covers.setCurrentWidget(window.frame)
        window.commands.while_locked(False)
        self.watch.quiet.touched()
        self._worked = None
        came_from, self._came_from = self._came_from, None
        if same and came_from is not None and shiboken6.isValid(came_from):
            came_from.setFocus()
        self.opened.emit(same)

    def _set_anew(self, typed: str, new: str) -> None:
        """An owner who forgot the PIN typed the key of the book."""
        who = self.screen.chosen()
        if who is None:
            return
        now, form = self.now(), self.screen.forgotten

        def work(book: Book) -> None:
            # What decrypts is loaded here, and this is done once in years.
            from storebook.book.protection.unlocking import prove

            prove(book.path, typed)
            book.associate_id = who.id
            reset_owner_pin(book, who.id, new, now=now)

        def failed(error: BaseException) -> None:
            form.button.setEnabled(True)
            if not isinstance(error, Refused):
                raise error
            form.refuse(error)

        self._proving.read(work, lambda _: self.screen.say_reset(), owner=self, failed=failed)

    def _return(self) -> None:
        """Back to the turned screen."""
        self._window.turning.go_on()

    # -- while time passes

    def rule_changed(self) -> None:
        """The shop wants another number of minutes."""
        self._limit_seconds = 60.0 * locking(self._window.book).quiet_minutes

    def _on_tick(self) -> None:
        if not self.is_locked:
            return
        clear_away(self._window)  # what a worker or a slot has asked meanwhile
        self.screen.tell_time(self.now().astimezone())
        who = self.screen.chosen()
        if self._waits is None or who is None or who.id != self._waits:
            return
        wait = seconds_to_wait(self._window.book, self._waits, now=self.now())
        if wait:
            self.screen.count_down(f"Too many wrong PINs. Try again in {in_words(wait)}.")
        elif self.screen.words.text().startswith("Too many"):
            self.screen.count_down("Try again now.")

    def let_go(self) -> None:
        """The window gives the book back."""
        self._window.turning.let_go()
        self.watch.stop()
        self._proving.close(for_good=True)


def _nothing(answer: object) -> None:
    """Nothing follows from it."""
