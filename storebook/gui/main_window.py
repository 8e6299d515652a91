"""The window of an open book: rail, top bar, the page, the undo bar and the status line."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import redo_last, undo_last
from storebook.book.shop import Shop
from storebook.gui import keys, local_settings, privacy, theme
from storebook.gui.after_change import LastDeed, as_sentence, forget_typing
from storebook.gui.commands import Commands
from storebook.gui.context import Context, FollowUp
from storebook.gui.dialog import Scrim
from storebook.gui.frame import Frame
from storebook.gui.jobs import Jobs
from storebook.gui.keeping import Keeping
from storebook.gui.key_sheet import KeySheet
from storebook.gui.opener import Opener
from storebook.gui.places import PAGES, PageEntry
from storebook.gui.shown import good_day, plural
from storebook.gui.stack import EVERYTHING
from storebook.gui.timers import every
from storebook.gui.trail import Place, Trail
from storebook.people.listing import count_shoppers
from storebook.staff.associates import associate, associates
from storebook.staff.signing_in import sign_in
from storebook.staff.viewer import Viewer, viewer_of

SMALLEST = (1100, 700)
MINUTE_MS = 60_000
IDLE_MS = 3_000


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
        self._entries = list(PAGES if pages is None else pages)
        self._shop = settings.load(book, Shop)
        self._looks = viewer_of(book, today())
        if local_settings.faces_shopper():
            privacy.turn(True)
        self.trail = Trail()
        self._last_deed = LastDeed(book)
        self.jobs = Jobs(book, self)
        self.keeping = Keeping(book, self.jobs, self.say_trouble)
        self.keeping.kept.connect(self._show_facts)
        self._put_up_frame()
        self.scrim = Scrim(self.frame)
        self.opener = Opener(self.scrim)
        self.context = self._make_context()
        self.opener.context = self.stack.context = self.context
        self.commands = Commands(self, self._deeds())
        self._other_book = QAction("Open another book…", self)
        self._other_book.triggered.connect(self.close_book_wanted)
        self._alt_alone = False
        if sys.platform == "darwin":  # where a menu bar is expected at the top of the screen
            self._fill(self.menuBar().addMenu("Storebook"))
        self._connect()
        self._show_shop()
        self._show_people()
        self._show_facts()
        if self._entries:
            self.go(self._entries[0].key)

    # -- making

    def _put_up_frame(self) -> None:
        self.frame = frame = Frame(self._entries)
        self.rail, self.top_bar, self.trouble_bar = frame.rail, frame.top_bar, frame.trouble_bar
        self.stack, self.undo_bar, self.status_line = frame.stack, frame.undo_bar, frame.status_line
        self.setCentralWidget(frame)
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
        self.top_bar.search_typed.connect(self._search)
        self.top_bar.search_wanted.connect(lambda: self._search(""))
        self.top_bar.person_chosen.connect(self.work_as)
        self.undo_bar.undo.connect(lambda: self.say(self._last_deed.take_back(), taken_back=True))
        privacy.notifier().changed.connect(self._on_privacy)
        self.status_line.keys_wanted.connect(self.show_keys)
        self.scrim.saving.connect(self._last_deed.begin)
        self.scrim.closed.connect(self._on_dialog_closed)
        self.opener.opened.connect(lambda: self.commands.while_dialog(True))
        self._minute = every(self, MINUTE_MS, lambda: self.stack.day_is(self._today()))
        self._minute.start()
        self._idle = every(self, IDLE_MS, self.book.checkpoint)
        self._idle.setSingleShot(True)
        self._idle.start()  # the log has begun before the first purchase
        self.opener.enroll_wanted.connect(self._enroll)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        deeds: dict[str, Callable[[], object]] = {
            "search": lambda: self._search(""),
            "new_shopper": lambda: self.opener.new_shopper(),
            "record_purchase": lambda: self.opener.record_purchase(self._shopper_id()),
            "enroll": lambda: self.opener.enroll(self._shopper_id()),
            "log_contact": self._log_contact,
            "privacy": privacy.toggle,
            "undo": self.undo,
            "redo": self.redo,
            "follow_up": self.undo_bar.do_follow_up,
            "back": self.back,
            "forward": self.forward,
            "keys": self.show_keys,
            "next_tab": lambda: self._step_tab(1),
            "previous_tab": lambda: self._step_tab(-1),
            "edit": lambda: self._ask_page("edit_it"),
            "print": lambda: self._ask_page("print_it"),
            "photos": lambda: self._ask_page("photos_it"),
            "find": lambda: self._ask_page("find_in_list"),
        }
        for entry in self._entries:
            deeds[f"page_{entry.key}"] = partial(self.go, entry.key)
        return {name: deed for name, deed in deeds.items() if name in keys.BY_ACTION}

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
        self.top_bar.show_people(associates(self.book), self.book.associate_id)

    def _show_shop(self) -> None:
        self._shop = settings.load(self.book, Shop)
        self.rail.show_shop(self._shop.name, self._shop.strapline)
        self.setWindowTitle(self._shop.name)

    def _show_facts(self) -> None:
        shoppers = count_shoppers(self.book)
        locale = self._shop.locale
        kept = self.keeping.in_words(self._today(), locale)
        self.status_line.show_facts(kept, plural(shoppers, "shopper", "shoppers", locale))

    # -- moving about

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
            self._ask_page("leave_it")
        page = self.stack.open(key)
        self.stack.day_is(self._today())
        self.rail.show_page(key)
        self.trouble_bar.say("")
        self.top_bar.greet(self._greeting() if key == "counter" else "")
        if self.top_bar.search.text():
            self.top_bar.search.clear()
        focus_first = getattr(page, "focus_first", None)
        if focus_first is not None:
            focus_first()
        else:
            page.setFocus()

    def _greeting(self) -> str:
        person = associate(self.book, self.book.associate_id)
        return good_day(person.name, datetime.now().astimezone().hour)

    def _search(self, text: str) -> None:
        """The search is the counter's own; typing in the top bar goes on there."""
        if self.scrim.dialog is not None or not self.stack.has("counter"):
            return
        self.go("counter")
        search = getattr(self.stack.current(), "search", None)
        if callable(search) and text:
            search(text)

    # -- keys of the page

    def _shopper_id(self) -> int | None:
        return getattr(self.stack.current(), "shopper_id", None)

    def _enroll(self, shopper_id: int | None) -> None:
        self.go("club")
        enroll = getattr(self.stack.current(), "enroll", None)
        if enroll is not None:
            enroll(shopper_id)

    def _log_contact(self) -> None:
        if (shopper_id := self._shopper_id()) is not None:
            self.opener.log_contact(shopper_id)

    def _ask_page(self, deed: str) -> bool:
        do = getattr(self.stack.current(), deed, None)
        if do is None:
            return False
        return bool(do())

    def _step_tab(self, step: int) -> None:
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
            if not self._ask_page("step_back"):
                self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self._ask_page("save_it")
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt by itself opens the menu, when nothing else was pressed with it."""
        alone, self._alt_alone = self._alt_alone, False
        if alone and event.key() == Qt.Key.Key_Alt:
            self.open_menu()
        else:
            super().keyReleaseEvent(event)

    def open_menu(self) -> None:
        """Everything that has a key, and how the window looks."""
        menu = QMenu(self)
        theme.set_letters(menu, "body")
        self._fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.rail.menu_button.mapToGlobal(self.rail.menu_button.rect().topRight())
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))

    def _fill(self, menu: QMenu) -> None:
        pages: list[str | QAction] = [f"page_{entry.key}" for entry in self._entries]
        deeds: list[str | QAction] = ["search", "new_shopper", "record_purchase", "enroll"]
        changes: list[str | QAction] = ["undo", "redo", "back", "forward", "print", "photos"]
        changes += ["privacy", "keys"]
        self.commands.fill(menu, pages, deeds, changes, [self._other_book])

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

    def say_trouble(self, sentence: str) -> None:
        """Trouble, where the user is: in the dialog that is open, else at the top of the page."""
        if self.scrim.dialog is not None and sentence:
            self.scrim.dialog.refuse(Refused(sentence))
        else:
            self.trouble_bar.say(sentence)

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
        if "associate" in tables:
            self._show_people()
        if "shopper" in tables:
            self._show_facts()
        self._idle.start()
        self.stack.touched(EVERYTHING if "associate" in tables else tables)  # rights among it

    def _on_privacy(self) -> None:
        """Everything on screen at once; a page that is not open is read again when it is."""
        if self._on_written not in self.book.listeners:
            return
        self.undo_bar.show_privacy()
        self.stack.touched(EVERYTHING)
        if self.scrim.dialog is not None:
            self.scrim.dialog.show_privacy()

    def _on_dialog_closed(self) -> None:
        self.commands.while_dialog(False)
        self._last_deed.leave_form()
        forget_typing()

    # -- the window itself

    def closeEvent(self, event: QCloseEvent) -> None:
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
        self._ask_page("leave_it")

    def let_go(self) -> None:
        """Stop the worker and give the book back."""
        for timer in self.findChildren(QTimer):  # the pages' too: a closed book is not asked
            timer.stop()
        if self._on_written in self.book.listeners:
            self.book.listeners.remove(self._on_written)
        self.jobs.close()
        self.keeping.keep_at_the_end()
        self.book.close()
