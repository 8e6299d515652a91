"""What is open on this computer: a book in its window, or the screen that leads to one."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.backup_places import IsBackup
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.lock import BookHeld
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.remembered import folder_to_look_in, moved_to
from storebook.gui import ask, local_settings
from storebook.gui.bars import Standing
from storebook.gui.closed_deeds import AtHand, ClosedDeed, Outcome
from storebook.gui.errors import ErrorDesk
from storebook.gui.kept_offers import offer_before, offer_removal, offer_second_place
from storebook.gui.left_the_book import tell_what_left
from storebook.gui.main_window import MainWindow, clock_today
from storebook.gui.places import FIRST_WINDOW, SCREENS
from storebook.gui.taking_over import is_taken_over
from storebook.staff.associates import associates

if TYPE_CHECKING:
    from storebook.book.rescue import Trouble

WINDOW_BUSY_MS = 200
FIRST_SIZE = (1440, 900)
# An error of the disk may be told by the program itself, by SQLite or by Python.
TROUBLE = (Refused, DatabaseError, OSError, UnicodeDecodeError)
RESCUE = "Close it and see what can be done"
MOVE = "Move the book…"
SYNCED = (
    "The book is in a folder that {service} syncs: two computers that sync a book piece by piece "
    "destroy it. Everything is safe now. Move it into a folder of this computer’s own; its backups "
    "may stay where they are synced."
)
ToKey = Callable[[DataKey | None], None]


class Program:
    """Opens and closes books; the screens without a book ask it to."""

    def __init__(self, desk: ErrorDesk, *, today: Callable[[], date] = clock_today) -> None:
        self.today = today
        self.desk = desk
        self.window: MainWindow | None = None
        self.first: QWidget | None = None
        self._by: int | None = None
        self._untold: dict[Path, str] = {}
        self._welcome: QWidget | None = None
        self._leaving: list[QWidget] = []

    def start(self, path: Path | None) -> None:
        """Open this book, or the one that was open last, or show the first window."""
        wanted = path or local_settings.last_book()
        if wanted is None:
            self.show_first_window()
            return
        wanted = moved_to(wanted) or wanted
        try:
            self.open_or_ask(wanted)
        except BookHeld as held:
            self.show_first_window(str(held))

    # -- opening

    def open_book(self, path: Path, *, key: DataKey | None = None) -> None:
        """Open the book in a window of its own, and close whatever was open before.

        What is open stays open when the other book can't be opened, or is the same.
        """
        before = self.window
        if before is not None and before.isVisible() and before.book.path == path:
            before.raise_()
            return
        book = Book.open(path, busy_ms=WINDOW_BUSY_MS, key=key)
        try:
            self.show_book(book)
        except BaseException:  # damage that is met with by the first page, as a rule
            self.window = before
            book.close()
            raise
        if before is not None:
            self._let_go(before)

    def open_or_ask(self, path: Path, *, key: DataKey | None = None) -> None:
        """Open the book; where its key is missing ask for it, else show what can be done.

        Raises BookHeld, when somebody else has it open and it is not taken over.
        """
        try:
            self.open_book(path, key=key)
        except IsBackup:
            self.restore_from(path)
        except KeyNeeded:
            self._open_by_this_computer(path)
        except BookHeld as held:
            if self.window is None and self.first is None:
                self.show_first_window(str(held))
            if not is_taken_over(self.window or self.first, path, held):
                raise
            self.open_or_ask(path, key=key)
        except TROUBLE as error:
            self._show_ways_out(path, key, error)

    def _open_by_this_computer(self, path: Path) -> None:
        """By its keychain, where it may; else the passphrase or the paper is asked for."""
        from storebook.book.protection.unlocking import key_from_computer

        key, why = None, ""
        try:
            key = key_from_computer(path)
        except Refused as refusal:  # the keychain, or the key file, of which the screen tells
            why = str(refusal)
        if key is None:
            self.show_unlock(path, why=why)
        else:
            self.open_or_ask(path, key=key)

    def _show_ways_out(self, path: Path, key: DataKey | None, error: BaseException) -> None:
        """The rescue screen, where there is a book to be rescued; else the first window."""
        from storebook.book.kept_backups import kept_backups
        from storebook.book.rescue import Trouble, look_at, trouble_of, what_happened
        from storebook.book.second_place import backups_elsewhere

        happened, _ = what_happened(path, key)
        gone = happened is Trouble.MISSING
        if gone and not kept_backups(folder_to_look_in(path)) and not backups_elsewhere(path):
            if (found := look_at(path, key)) is not None:
                self.show_first_window(found.sentence)
                return
            happened = None  # it came back this moment
        if happened is None and not gone and (met_with := trouble_of(error)) is not None:
            self.rescue_with(path, met_with=met_with)(key)
            return
        if happened in (None, Trouble.FOLDER, Trouble.FOREIGN, Trouble.HELD):
            sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
            if sentence is None:
                raise error
            self.show_first_window(sentence)
            return
        self.rescue_with(path)(key)

    def show_book(self, book: Book) -> None:
        """A book that was just made or opened, in its window."""
        by, self._by = self._by, None
        if by in {one.id for one in associates(book)}:  # an older backup may not know them yet
            book.associate_id = by
        window = MainWindow(book, today=self.today)
        self.window = window
        self.desk.window = window
        self.desk.say = partial(self._say_in, window)
        window.close_book_wanted.connect(self.close_book)
        window.opener.closed_deed_wanted.connect(self.do_while_closed)
        window.keeping.in_trouble.connect(partial(self._offer_rescue, window))
        window.keeping.synced.connect(partial(self._offer_move, window))
        window.keeping.is_locked = lambda: window.lock.is_locked
        window.keeping.once_open = window.lock.once_open
        window.keeping.apart_wanted.connect(partial(offer_second_place, window))
        window.keeping.plain_left.connect(partial(offer_removal, window))
        window.keeping.another_here.connect(partial(offer_before, window))
        window.resize(*FIRST_SIZE)
        local_settings.restore_window(window)
        local_settings.remember_book(book.path)
        window.show()
        window.lock.opened.connect(partial(tell_what_left, window))
        with suppress(OSError):  # it is told again where what was told can't be remembered
            tell_what_left(window)
        if self.first is not None:
            self._let_go(self.first)
            self.first = self._welcome = None
        if untold := self._untold.pop(book.path, ""):
            self.tell(untold, book.path)

    def tell(self, sentence: str, of: Path) -> None:
        """Say in the window of the book `of` what was done, with nothing to take back; where it
        does not open just now, or is locked, as soon as it is open.
        """
        if self.window is None:
            self._untold[of] = sentence
        else:
            self.window.lock.once_open(partial(self.window.undo_bar.show_fact, sentence))

    # -- trouble while a book is open

    def _say_in(self, window: MainWindow, sentence: str, covered: str = "") -> None:
        """Damage that is met with leads to the rescue screen; everything else is only said."""
        if sentence == trouble.SENTENCES["SQLITE_CORRUPT"]:
            self._offer_rescue(window, sentence)
        else:
            window.say_trouble(sentence, covered)

    def _offer_rescue(self, window: MainWindow, sentence: str) -> None:
        window.say_trouble(sentence)
        standing = Standing(sentence=sentence, words=RESCUE, do=self.rescue_open)
        window.trouble_bar.stand(standing)

    def _offer_move(self, window: MainWindow, service: str) -> None:
        sentence, do = SYNCED.format(service=service), partial(self.move_out, window)
        window.trouble_bar.stand(Standing(sentence=sentence, words=MOVE, do=do))

    def move_out(self, window: MainWindow) -> None:
        """Out of a synced folder, into one of this computer's own."""
        from storebook.book.places import default_folder
        from storebook.gui.book_deeds import moving

        folder = ask.choose_folder(window, "Where the book goes", default_folder())
        if folder is not None:
            self.do_while_closed(moving(folder))

    def rescue_open(self) -> None:
        """Close the book, in which damage was found, and show the ways out."""
        if self.window is None:
            return
        from storebook.book.rescue import Trouble

        window, self.window = self.window, None
        path, key = window.book.path, window.book.key
        self.rescue_with(path, met_with=Trouble.DAMAGED)(key)
        self._let_go(window)

    # -- the book closed for a moment

    def do_while_closed(self, deed: ClosedDeed) -> None:
        """Close the book, do it, and open the book again whatever came of it."""
        if self.window is None:
            return
        window, self.window = self.window, None
        book = window.book
        at_hand = AtHand(path=book.path, key=book.key, associate_id=book.associate_id)
        failed = partial(self._deed_failed, at_hand)
        # Shown before the window is closed: the program ends with its last window.
        self._show_screen(
            SCREENS["at_work"](deed, at_hand, partial(self._deed_done, at_hand), failed)
        )
        self._let_go(window)

    def _deed_done(self, at_hand: AtHand, outcome: Outcome) -> None:
        self._by = at_hand.associate_id
        self.open_or_ask(outcome.path, key=outcome.key)
        if outcome.said:
            self.tell(outcome.said, outcome.path)
        if self.window is not None and outcome.then is not None:
            self._once_in(self.window, at_hand.associate_id, partial(outcome.then, self.window))

    def _deed_failed(self, at_hand: AtHand, error: BaseException) -> None:
        self._by = at_hand.associate_id
        self.open_or_ask(at_hand.path, key=at_hand.key)
        if self.window is None:
            self.desk.take(error)
        else:
            self._once_in(self.window, at_hand.associate_id, partial(self.desk.take, error))

    def _once_in(self, window: MainWindow, by: int, do: Callable[[], object]) -> None:
        """Now; behind the lock once they have signed in, and not when somebody else does."""

        def do_theirs() -> None:
            if window.book.associate_id == by:
                do()

        window.lock.once_open(do_theirs)

    # -- screens without a book

    def close_book(self) -> None:
        """Back to the first window, to open or make another book."""
        if self.window is not None:
            window, self.window = self.window, None
            self.show_first_window()
            self._let_go(window)

    def show_first_window(self, sentence: str = "") -> None:
        """The demo shop, my book, my list; `sentence` says why the last book is not here."""
        if self._welcome is None or self._welcome is not self.first:
            self._welcome = FIRST_WINDOW[0](self)
            self._show_screen(self._welcome)
        say = getattr(self._welcome, "say", None)
        if sentence and say is not None:
            say(sentence)

    def show_unlock(
        self, path: Path, *, why: str = "", then: ToKey | None = None, backup: bool = False
    ) -> None:
        """Ask for the passphrase or the paper; then open the book, or do what is said."""
        screen = SCREENS["unlock"](path, why=why, backup=backup)

        def opened(key: DataKey) -> None:
            trust = screen.wants_trust
            if then is not None:
                then(key)
                return
            self.open_or_ask(path, key=key)
            if trust and self.window is not None and self.window.book.key is not None:
                from storebook.book.protection.protecting import trust_this_computer

                trust_this_computer(self.window.book)

        screen.unlocked.connect(opened)
        screen.other_wanted.connect(lambda: self.show_first_window())
        screen.restore_wanted.connect(lambda: self.rescue_with(path)(None))
        self._show_screen(screen)

    def rescue_with(
        self, path: Path, chosen: Path | None = None, *, met_with: "Trouble | None" = None
    ) -> ToKey:
        """What shows the rescue screen of this book, once it is known which key there is."""

        def show(key: DataKey | None) -> None:
            self._show_screen(SCREENS["rescue"](self, path, key, met_with=met_with, chosen=chosen))

        return show

    def rescue_again(self, path: Path, key: DataKey, **known: Any) -> ToKey:
        """The same, once the key is known of a backup from before the book had this `key`."""

        def show(earlier: DataKey | None) -> None:
            self._show_screen(SCREENS["rescue"](self, path, key, earlier=earlier, **known))

        return show

    def restore_from(self, backup: Path) -> None:
        """A backup becomes a book on this computer."""
        self.rescue_with(backup, chosen=backup)(None)

    def _show_screen(self, screen: QWidget) -> None:
        """In the place of the one that was shown."""
        before, self.first = self.first, screen
        self.desk.say = getattr(screen, "say", None)
        self.desk.window = screen
        screen.resize(QSize(*FIRST_SIZE) if before is None else before.size())
        screen.show()
        if before is not None:
            self._let_go(before)

    def _let_go(self, screen: QWidget) -> None:
        """Close it; it may be its own button that asks for it, so it lives until that is over.

        It is taken apart here, in the window's own thread: left to Python, that might be done by a
        worker, which Qt does not survive.
        """
        screen.close()
        screen.deleteLater()
        self._leaving.append(screen)
        QTimer.singleShot(0, self._leaving.clear)
