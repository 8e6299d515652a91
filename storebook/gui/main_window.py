"""The window of an open book: rail, top bar, the page, the undo bar and the status line."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import redo_last, undo_last
from storebook.book.shop import Shop
from storebook.gui import keys, local_settings, privacy
from storebook.gui.after_change import LastDeed, as_sentence, forget_typing
from storebook.gui.commands import Commands
from storebook.gui.context import Context, FollowUp
from storebook.gui.deeds import deeds_of
from storebook.gui.frame import Frame
from storebook.gui.idling import Idling
from storebook.gui.jobs import Jobs
from storebook.gui.keeping import Keeping
from storebook.gui.key_sheet import KeySheet
from storebook.gui.lock import Lock
from storebook.gui.opener import Opener
from storebook.gui.places import PAGES, PageEntry
from storebook.gui.scrim import Scrim
from storebook.gui.shown import good_day, plural
from storebook.gui.stack import EVERYTHING
from storebook.gui.timers import every
from storebook.gui.trail import Place, Trail
from storebook.gui.turned import Turning
from storebook.outreach.insides import insides_to_come
from storebook.people.listing import count_shoppers
from storebook.staff.associates import associate
from storebook.staff.signing_in import sign_in, who_may_sign_in
from storebook.staff.viewer import Viewer, viewer_of

SMALLEST = (1100, 700)
MINUTE_MS = 60_000


def clock_today() -> date:
    """Today is the store's day; this is where the clock is asked."""
    return datetime.now().astimezone().date()


class MainWindow(QMainWindow):
    """Knows the pages by their entries only; `today` is asked each time it is needed."""

    written = Signal(frozenset)
    close_book_wanted = Signal()

    def __init__(
        self,
        book: Book,
        *,
        today: Callable[[], date] = clock_today,
        pages: Sequence[PageEntry] | None = None,
    ) -> None:
        super().__init__()
        self.book = book
        self._today = today
        self.entries = list(PAGES if pages is None else pages)
        self._shop = settings.load(book, Shop)
        self._looks = viewer_of(book, today())
        if local_settings.faces_shopper():
            privacy.turn(True)
        self.trail = Trail()
        self._last_deed = LastDeed(book)
        self.jobs = Jobs(book, self)
        self._idling = Idling(self, book)
        self.keeping = Keeping(book, self.jobs, self.say_trouble)
        self.keeping.kept.connect(self._show_facts)
        self._put_up_frame()
        self.scrim = Scrim(self.frame)
        self.opener = Opener(self.scrim)
        self.context = self._make_context()
        self.opener.context = self.stack.context = self.context
        self.lock = Lock(self)
        self.turning = Turning(self)
        self.commands = Commands(self, deeds_of(self))
        self._alt_alone = False
        if sys.platform == "darwin":  # where a menu bar is expected at the top of the screen
            self.commands.fill(self.menuBar().addMenu("Storebook"))
        self._connect()
        for show in (self._show_shop, self._show_people, self._show_facts):
            show()
        if not self.lock.begin():
            self._go_first()
        self.keeping.begin()

    # -- making

    def _put_up_frame(self) -> None:
        self.covers = QStackedWidget()  # the book, or what stands before it
        self.setCentralWidget(self.covers)
        self.frame = frame = Frame(self.entries, self.covers)
        self.rail, self.top_bar, self.trouble_bar = frame.rail, frame.top_bar, frame.trouble_bar
        self.stack, self.undo_bar, self.status_line = frame.stack, frame.undo_bar, frame.status_line
        self.covers.addWidget(frame)
        self.setMinimumSize(*SMALLEST)

    def _make_context(self) -> Context:
        return Context(
            book=self.book,
            today=self._today,
            shop=lambda: self._shop,
            viewer=self.viewer,
            jobs=self.jobs,
            dialogs=self.opener,
            say=self.say,
            trouble=self.say_trouble,
            open_shopper=self.open_shopper,
            go=self.go,
            window=lambda: self,
            private=privacy.is_on,
        )

    def _connect(self) -> None:
        self.book.listeners.append(self._on_written)
        self.written.connect(self._on_touched, Qt.ConnectionType.QueuedConnection)
        self.rail.chosen.connect(self.go)
        self.rail.menu_wanted.connect(self.open_menu)
        self.top_bar.search_typed.connect(self.search)
        self.top_bar.search_wanted.connect(lambda: self.search(""))
        self.top_bar.person_chosen.connect(self.lock.switch_to)
        self.top_bar.lock_wanted.connect(self.lock.lock)
        self.undo_bar.undo.connect(lambda: self.say(self._last_deed.take_back(), taken_back=True))
        privacy.notifier().changed.connect(self._on_privacy)
        self.status_line.keys_wanted.connect(self.show_keys)
        self.scrim.saving.connect(self._last_deed.begin)
        self.scrim.closed.connect(self._on_dialog_closed)
        self.opener.opened.connect(self._on_dialog_opened)
        self._minute = every(self, MINUTE_MS, lambda: self.stack.day_is(self._today()))
        self._minute.timeout.connect(self._show_facts)  # backups are made elsewhere too
        self._minute.start()
        self.jobs.answered.connect(self._idling.looked)
        self.keeping.kept.connect(self._idling.changed)  # while it was made the log had to stay
        self._idling.changed()  # the log has begun before the first purchase
        self.opener.enroll_wanted.connect(self._enroll)

    # -- who looks, and at what

    def viewer(self) -> Viewer:
        """Who is working, and what of the book they may see today; asked for each cell painted."""
        return replace(self._looks, today=self._today(), private=privacy.is_on())

    def work_as(self, associate_id: int) -> None:
        """Somebody else works now, whose name every change bears; refused without their PIN."""
        sign_in(self.book, associate_id, None, now=datetime.now(UTC))
        self._show_people()
        self.stack.touched(EVERYTHING)

    def _show_people(self) -> None:
        self._looks = viewer_of(self.book, self._today())
        working = associate(self.book, self.book.associate_id)
        self.top_bar.show_people(who_may_sign_in(self.book), working)

    def take_over(self) -> None:
        """Somebody else works from here on: pages of their own, with nothing of whoever did."""
        self.opener.hand_over()
        self.frame.take_over()
        self._last_deed.forget()
        self.trail = Trail()
        self.stack.forget()
        self._show_people()
        self._go_first()

    def keep_typing(self) -> None:
        """What is half typed is kept in the book now, and stays where it stands."""
        if self.scrim.dialog is not None and self.scrim.dialog.keeper is not None:
            self.scrim.dialog.keeper.keep()
        self.ask_page("leave_it")

    def _show_shop(self) -> None:
        self._shop = settings.load(self.book, Shop)
        self.rail.show_shop(self._shop.name, self._shop.strapline)
        self.setWindowTitle(self._shop.name)
        self.undo_bar.shop_locale = self._shop.locale

    def _show_facts(self) -> None:
        locale = self._shop.locale
        shoppers = plural(count_shoppers(self.book), "shopper", "shoppers", locale)
        self.status_line.show_facts(self.keeping.in_words(self._today(), locale), shoppers)

    # -- moving about

    def _go_first(self) -> None:
        if self.entries:
            self.go(self.entries[0].key)
            to_come = insides_to_come(self.book)
            self.trouble_bar.say(to_come, to_come, is_trouble=False)

    def go(self, key: str) -> None:
        """Open a page; the trail remembers it."""
        if self.stack.has(key):
            self._show_place(Place(key))
            self.trail.opened(Place(key))

    def open_shopper(self, shopper_id: int) -> None:
        """Open this shopper's own page."""
        if self.stack.has("shoppers"):
            self._show_place(Place("shoppers", shopper_id))
            self.trail.opened(Place("shoppers", shopper_id))

    def back(self) -> None:
        """What was open before."""
        if (place := self.trail.back()) is not None:
            self._show_place(place)

    def forward(self) -> None:
        """What was open before going back."""
        if (place := self.trail.forward()) is not None:
            self._show_place(place)

    def _show_place(self, place: Place) -> None:
        self._show_page(place.page)
        show = getattr(self.stack.current(), "show_shopper", None)
        if show is not None:
            show(place.shopper_id)

    def _show_page(self, key: str) -> None:
        if key != self.stack.key:
            self.ask_page("leave_it")
        page = self.stack.open(key)
        self.stack.day_is(self._today())
        self._idling.looked()
        self.rail.show_page(key)
        self.trouble_bar.say("")
        self.top_bar.greet(self._greeting() if key == "counter" else "")
        if self.top_bar.search.text():
            self.top_bar.search.clear()
        getattr(page, "focus_first", page.setFocus)()

    def _greeting(self) -> str:
        person = associate(self.book, self.book.associate_id)
        return good_day(person.name, datetime.now().astimezone().hour)

    def search(self, text: str = "") -> None:
        """The search is the counter's own; typing in the top bar goes on there."""
        if self.scrim.dialog is not None or not self.stack.has("counter"):
            return
        self.go("counter")
        search = getattr(self.stack.current(), "search", None)
        if callable(search) and text:
            search(text)

    # -- keys of the page

    def shopper_id(self) -> int | None:
        """The shopper whom the open page is about."""
        return getattr(self.stack.current(), "shopper_id", None)

    def _enroll(self, shopper_id: int | None) -> None:
        self.go("club")
        enroll = getattr(self.stack.current(), "enroll", None)
        if enroll is not None:
            enroll(shopper_id)

    def ask_page(self, deed: str) -> bool:
        """Let the page that is open do this, if it can."""
        do = getattr(self.stack.current(), deed, None)
        if do is None:
            return False
        return bool(do())

    def step_tab(self, step: int) -> None:
        """The next tab of the page, or the one before."""
        tabs = getattr(self.stack.current(), "tabs", lambda: None)()
        if tabs is not None and tabs.count():
            tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())

    def show_keys(self) -> None:
        """All keys on one sheet."""
        self.opener.open(KeySheet(self.context))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt_alone = event.key() == Qt.Key.Key_Alt
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            if not self.ask_page("step_back"):
                self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.ask_page("save_it")
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt by itself opens the menu, when nothing else was pressed with it."""
        self._idling.pressed()
        alone, self._alt_alone = self._alt_alone, False
        if alone and event.key() == Qt.Key.Key_Alt:
            self.open_menu()
        else:
            super().keyReleaseEvent(event)

    def open_menu(self) -> None:
        """Everything that has a key, and how the window looks."""
        self.commands.pop_up(self.rail.menu_button)

    # -- changes

    def say(
        self, sentence: str, follow_up: FollowUp | None = None, *, taken_back: bool = False
    ) -> None:
        """A change was saved: say it with its Undo beside it; `taken_back`, how to redo it."""
        self.trouble_bar.say("")
        said, undoable = self._last_deed.speak(sentence)
        if taken_back:
            self.undo_bar.show_fact(f"{sentence} {keys.shown('redo')} does it again.")
        else:
            self.undo_bar.show_change(said, follow_up, undoable=undoable)
        forget_typing()

    def say_trouble(self, sentence: str, covered: str = "") -> None:
        """Trouble, where the user is: in the dialog that is open, else at the top of the page."""
        if self.scrim.dialog is not None and sentence:
            self.scrim.dialog.refuse(Refused(sentence, covered=covered))
        else:
            self.trouble_bar.say(sentence, covered)

    def undo(self) -> None:
        """Take back the last saved change."""
        self.say(as_sentence(undo_last(self.book).what), taken_back=True)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self.say(as_sentence(redo_last(self.book).what))

    def _on_written(self, tables: frozenset[str]) -> None:
        # A list that fails to refresh must not look like a save that failed: only take note.
        self._last_deed.written()
        self.written.emit(tables)

    def _on_touched(self, tables: frozenset[str]) -> None:
        if self._on_written not in self.book.listeners:  # the book was given back meanwhile
            return
        self._last_deed.forget()
        if "setting" in tables:
            self._show_shop()
            self.lock.rule_changed()
        if "associate" in tables:
            self._show_people()
        if "shopper" in tables:
            self._show_facts()
        self._idling.changed()
        self.stack.touched(EVERYTHING if "associate" in tables else tables)  # rights among it

    def _on_privacy(self) -> None:
        """Everything on screen at once; a page that is not open is read again when it is."""
        if self._on_written not in self.book.listeners:
            return
        self.frame.show_privacy()
        self.stack.touched(EVERYTHING)
        if self.scrim.dialog is not None:
            self.scrim.dialog.show_privacy()

    def _on_dialog_opened(self) -> None:
        dialog = self.scrim.dialog
        self.commands.while_dialog(True, dialog.key_deeds() if dialog is not None else ())

    def _on_dialog_closed(self) -> None:
        self.commands.while_dialog(False)
        self._last_deed.leave_form()
        forget_typing()

    # -- the window itself

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.turning.holds():
            event.ignore()
            return
        if self.scrim.dialog is not None:
            self.scrim.dialog.leave()
        local_settings.remember_window(self)
        self._leave_page()
        self.hide()  # backing up a large book takes a moment in which nothing is left to see
        self.let_go()
        super().closeEvent(event)

    def _leave_page(self) -> None:
        """What is half typed is looked up and kept now, while the book is still open."""
        if (at := self.focusWidget()) is not None:
            at.clearFocus()
        self.ask_page("leave_it")

    def let_go(self) -> None:
        """Stop the worker and give the book back."""
        for timer in self.findChildren(QTimer):  # the pages' too: a closed book is not asked
            timer.stop()
        if self._on_written in self.book.listeners:
            self.book.listeners.remove(self._on_written)
        self.lock.let_go()
        self.jobs.close(for_good=True)
        self.keeping.keep_at_the_end()
        self.book.close()
