"""The first window: the demo shop, my own book, or my list; nothing else is asked."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from storebook.book.book import Book
from storebook.book.lock import BookHeld
from storebook.book.places import default_folder
from storebook.book.protection.data_key import DataKey
from storebook.gui import ask
from storebook.gui.bars import LoadingLine
from storebook.gui.dialogs.start_book import Beginning, StartBook
from storebook.gui.front import Front, front_sheet
from storebook.gui.layout import row
from storebook.gui.pages.welcome_choices import ChoiceButton, move_focus
from storebook.gui.pages.welcome_demo import DemoMaking, Stopped, demo_path
from storebook.gui.program import Program
from storebook.gui.words import button, label, link

if TYPE_CHECKING:
    from storebook.gui.pages.welcome_paper import PaperStep

BOOKS = "Storebook books (*.book);;All files (*)"
LEAD = (
    "Everything you write here stays in one file on this computer.",
    "How would you like to begin?",
)
CHOICES, QUESTIONS, MAKING, PAPER = range(4)


def greeting(hour: int) -> str:
    """By the computer's clock."""
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}."


class Welcome(Front):
    """What is chosen here is opened by `program`, which then closes this window."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._import_next = False
        self.demo = DemoMaking(self)
        self.choices = self._make_choices()
        self.open_link = link("Open a book that already exists")
        self.restore_link = link("Restore from a backup")
        self.paper: PaperStep | None = None
        self.start = StartBook()
        self.loading = LoadingLine(can_stop=False)
        self.stop_button = button("Stop", key="leave")
        self._making = label("", role="second")
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choices_page())
        self.pages.addWidget(self._start_page())
        self.pages.addWidget(self._making_page())
        self.put(self.pages)
        self._connect()
        self.choices[0].setFocus()
        program.desk.say = self.say

    # -- making

    def _make_choices(self) -> list[ChoiceButton]:
        return [
            ChoiceButton(
                "Open the demo shop",
                "600 invented shoppers, ten years of purchases. Nothing you do there matters.",
                icon="storefront",
                key="1",
            ),
            ChoiceButton(
                "Start my own book",
                "A few questions: the shop’s name, yours, the country and the paper; then its key.",
                icon="book-open",
                key="2",
            ),
            ChoiceButton(
                "Import a list",
                "A list saved as CSV by another program. You see every row before it is saved.",
                icon="file-arrow-down",
                key="3",
            ),
        ]

    def _connect(self) -> None:
        for each, deed in zip(self.choices, self._deeds(), strict=True):
            each.clicked.connect(deed)
        self.open_link.clicked.connect(self.open_existing)
        self.restore_link.clicked.connect(self.restore)
        self.start.made.connect(self._begun)
        self.start.agreed.connect(self._show_paper)
        self.start.left.connect(self._back)
        self.stop_button.clicked.connect(self.demo.stop)
        self.demo.progressed.connect(self._on_progress)
        self.demo.made.connect(self._open_soon)
        self.demo.failed.connect(self._demo_failed)

    def _deeds(self) -> list[Callable[[], None]]:
        return [self.open_demo, lambda: self.start_own(), lambda: self.start_own(then_import=True)]

    def _choices_page(self) -> QWidget:
        heading = label(greeting(datetime.now().astimezone().hour), "display")
        parts: list[QWidget | int] = [heading, 8]
        # The serif's line is as tall as its letters: as two labels they stand apart.
        for words in LEAD:
            parts += [label(words, "heading", role="second", wrap=True), 3]
        parts.append(28)
        for each in self.choices:
            parts += [each, 14]
        return front_sheet(*parts, row(self.open_link, self.restore_link, "stretch", spacing=24))

    def _start_page(self) -> QWidget:
        return front_sheet(self.start, deeds=self.start.deeds)

    def _making_page(self) -> QWidget:
        heading = label("Inventing a shop", "title")
        self._making.setText("600 people, their families and ten years of purchases.")
        return front_sheet(
            heading, 6, self._making, 20, self.loading, 20, row(self.stop_button, "stretch")
        )

    # -- what is said and shown

    def _show(self, index: int) -> None:
        self.trouble.say("")
        self.pages.setCurrentIndex(index)

    def _back(self) -> None:
        self._show(CHOICES)
        self.choices[2 if self._import_next else 1].setFocus()

    # -- the three ways to begin, and the fourth

    def open_demo(self) -> None:
        """The demo shop that is here, or a new one."""
        path = demo_path()
        if path.exists():
            self._open_soon(path)
            return
        self._show(MAKING)
        self.loading.start("")
        self.stop_button.setFocus()
        self.demo.start(path, self._program.today())

    def _on_progress(self, done: int, total: int, words: str) -> None:
        self.loading.progress(done, total)
        if words:
            self._making.setText(f"{words}…")

    def _demo_failed(self, error: BaseException) -> None:
        self.loading.done()
        self._show(CHOICES)
        self.choices[0].setFocus()
        if not isinstance(error, Stopped):
            raise error

    def start_own(self, *, then_import: bool = False) -> None:
        """The questions; a list is chosen as soon as the book is there."""
        self._import_next = then_import
        words = "First, whose book is it?" if then_import else "Whose book is it?"
        self.start.heading.setText(words)
        self._show(QUESTIONS)
        self.start.focus_first()

    def _begun(self, book: Book) -> None:
        # Not from inside the button's own click: the window closes over it.
        QTimer.singleShot(0, partial(show_begun, self._program, book, self._import_next))

    # -- a book with a key

    def _show_paper(self, asked: Beginning) -> None:
        """The page with the key; the libraries that make one are loaded only now."""
        from storebook.gui.pages.welcome_paper import PaperStep

        if self.paper is None:
            self.paper = PaperStep()
            self.paper.left.connect(self._back_to_questions)
            self.paper.opened.connect(self._open_begun)
            self.pages.addWidget(front_sheet(self.paper, deeds=self.paper.deeds))
        self.paper.begin(asked, self._program.today())
        self._show(PAPER)
        self.paper.focus_first()

    def _back_to_questions(self) -> None:
        self._show(QUESTIONS)
        self.start.protect.setFocus()

    def _open_begun(self, path: Path, key: DataKey) -> None:
        # Not from inside the button's own click: the window closes over it.
        deed = partial(open_begun, self._program, path, key, self._import_next)
        QTimer.singleShot(0, deed)

    def restore(self) -> None:
        """A backup from a stick or another computer becomes a book here."""
        path = ask.open_file(self, "Restore from a backup", BOOKS, default_folder() / "Backups")
        if path is not None:
            QTimer.singleShot(0, partial(self._program.restore_from, path))

    def open_existing(self) -> None:
        """A book that was made before, wherever it is."""
        path = ask.open_file(self, "Open a book", BOOKS, default_folder())
        if path is not None:
            self._open_soon(path)

    def _open_soon(self, path: Path) -> None:
        QTimer.singleShot(0, partial(open_or_say, self._program, path, self))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, key = self.pages.currentIndex(), event.key()
        digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enters = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if at == CHOICES and key in digits:
            self._deeds()[digits.index(Qt.Key(key))]()
        elif at == CHOICES and key in steps and move_focus(self.choices, steps[Qt.Key(key)]):
            event.accept()
        elif key in enters:
            self._on_enter(at, control=bool(control))
        elif key == Qt.Key.Key_Escape:
            self._step_back(at)
        else:
            super().keyPressEvent(event)

    def _on_enter(self, at: int, *, control: bool) -> None:
        if at == CHOICES:
            for each in self.choices:
                if each.hasFocus():
                    each.click()
        elif at == QUESTIONS and control:
            self.start.begin()
        elif at == PAPER and control and self.paper is not None:
            self.paper.go_on()

    def _step_back(self, at: int) -> None:
        if at == QUESTIONS:
            self._back()
        elif at == MAKING:
            self.demo.stop()
        elif at == PAPER and self.paper is not None:
            self.paper.step_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.demo.close()
        if self.paper is not None:
            self.paper.close_it()
        super().closeEvent(event)


def open_or_say(program: Program, path: Path, welcome: Welcome) -> None:
    """Open the book, ask for its key, or show the ways out; who has it open is said here."""
    try:
        program.open_or_ask(path)
    except BookHeld as held:
        welcome.say(str(held))


def show_begun(program: Program, book: Book, then_import: bool) -> None:
    """The new book in its window, with the import over it when that was asked for."""
    program.show_book(book)
    if then_import and program.window is not None:
        from storebook.gui.dialogs.import_list import ImportList

        program.window.opener.open(ImportList(program.window.context))


def open_begun(program: Program, path: Path, key: DataKey, then_import: bool) -> None:
    """The same with a book that was made in the worker, and closed there."""
    show_begun(program, Book.open(path, key=key), then_import)
