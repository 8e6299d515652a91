"""The first window: the demo shop, my own book, or my list; nothing else is asked."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.lock import BookHeld
from storebook.book.places import default_folder
from storebook.gui import ask, keys, theme
from storebook.gui.bars import LoadingLine, TroubleBar
from storebook.gui.buttons import CrossButton
from storebook.gui.commands import step_text_size
from storebook.gui.dialogs.start_book import StartBook
from storebook.gui.layout import row, scrolling
from storebook.gui.marks import RoundCut
from storebook.gui.pages.welcome_choices import ChoiceButton, move_focus
from storebook.gui.pages.welcome_demo import DemoMaking, Stopped, demo_path
from storebook.gui.program import Program
from storebook.gui.words import KeyCap, button, label, link, small_capitals

SMALLEST = (1000, 660)
LEFT_SHARE = 0.417
WIDEST = 634
TAKE_OVER = "Take it over"
BOOKS = "Storebook books (*.book);;All files (*)"
LEAD = (
    "Everything you write here stays in one file on this computer.",
    "How would you like to begin?",
)
STEPS = {"text_larger": 1, "text_smaller": -1, "text_normal": 0}


def greeting(hour: int) -> str:
    """By the computer's clock."""
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}."


class Welcome(QWidget):
    """What is chosen here is opened by `program`, which then closes this window."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._import_next = False
        self.setWindowTitle("Storebook")
        self.setMinimumSize(*SMALLEST)
        self.trouble = TroubleBar()
        self.demo = DemoMaking(self)
        self.choices = self._make_choices()
        self.open_link = link("Open a book that already exists")
        self.start = StartBook()
        self.loading = LoadingLine(can_stop=False)
        self.stop_button = button("Stop", key="leave")
        self._making = label("", role="second")
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choices_page())
        self.pages.addWidget(self._start_page())
        self.pages.addWidget(self._making_page())
        self._size = label("", "small", role="second")
        self._lay_out()
        self._connect()
        program.desk.say = self.say
        theme.notifier().changed.connect(self._measure)
        self._measure()

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
                "A few questions: the shop’s name, yours, the country and the paper.",
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
        self.start.made.connect(self._begun)
        self.start.left.connect(self._back)
        self.stop_button.clicked.connect(self.demo.stop)
        self.demo.progressed.connect(self._on_progress)
        self.demo.made.connect(self._open_soon)
        self.demo.failed.connect(self._demo_failed)
        for name, step in STEPS.items():
            for sequence in keys.sequences(name):
                QShortcut(sequence, self, partial(step_text_size, step))

    def _deeds(self) -> list[Callable[[], None]]:
        return [self.open_demo, lambda: self.start_own(), lambda: self.start_own(then_import=True)]

    def _lay_out(self) -> None:
        self._left = self._emblem()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addSpacing(16)
        right.addWidget(self.trouble)
        right.addWidget(self.pages, 1)
        right.addLayout(self._foot())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left)
        whole.addLayout(right, 1)

    def _emblem(self) -> QFrame:
        made = QFrame()
        made.setProperty("area", "rail")
        self._cut = RoundCut()
        name = label("storebook", "title")
        line = small_capitals("The jeweler’s client book", role="brass")
        for each in (name, line):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(40, 40, 40, 40)
        whole.setSpacing(4)
        whole.addStretch(5)
        whole.addWidget(self._cut, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addSpacing(26)
        whole.addWidget(name)
        whole.addWidget(line)
        whole.addStretch(6)
        return made

    def _choices_page(self) -> QWidget:
        heading = label(greeting(datetime.now().astimezone().hour), "display")
        parts: list[QWidget | int] = [heading, 8]
        # The serif's line is as tall as its letters: as two labels they stand apart.
        for words in LEAD:
            parts += [label(words, "heading", role="second", wrap=True), 3]
        parts.append(28)
        for each in self.choices:
            parts += [each, 14]
        return _sheet(*parts, row(self.open_link, "stretch"))

    def _start_page(self) -> QWidget:
        return _sheet(self.start)

    def _making_page(self) -> QWidget:
        heading = label("Inventing a shop", "title")
        self._making.setText("600 people, their families and ten years of purchases.")
        return _sheet(
            heading, 6, self._making, 20, self.loading, 20, row(self.stop_button, "stretch")
        )

    def _foot(self) -> QHBoxLayout:
        smaller = CrossButton("Smaller text", "minus")
        larger = CrossButton("Larger text", "plus")
        smaller.clicked.connect(lambda: step_text_size(-1))
        larger.clicked.connect(lambda: step_text_size(1))
        free = label("No account. No internet needed.", "small", role="second")
        line = row(free, "stretch", self._size, smaller, larger, KeyCap("text_larger"), spacing=6)
        line.setContentsMargins(100, 10, 40, 24)
        return line

    def _measure(self) -> None:
        self._size.setText(f"Text size {round(theme.now().factor * 100)}%")
        wide = round(self.width() * LEFT_SHARE)
        self._left.setFixedWidth(max(280, min(wide, self.width() - theme.px(590))))
        side = max(150, min(400, round(self._left.width() * 0.65)))
        self._cut.setFixedSize(side, side)

    # -- what is said and shown

    def say(self, sentence: str) -> None:
        """Why the last book is not here, or what can't be done."""
        self.trouble.say(sentence)

    def _show(self, index: int) -> None:
        self.trouble.say("")
        self.pages.setCurrentIndex(index)

    def _back(self) -> None:
        self._show(0)
        self.choices[2 if self._import_next else 1].setFocus()

    # -- the three ways to begin, and the fourth

    def open_demo(self) -> None:
        """The demo shop that is here, or a new one."""
        path = demo_path()
        if path.exists():
            self._open_soon(path)
            return
        self._show(2)
        self.loading.start("")
        self.stop_button.setFocus()
        self.demo.start(path, self._program.today())

    def _on_progress(self, done: int, total: int, words: str) -> None:
        self.loading.progress(done, total)
        if words:
            self._making.setText(f"{words}…")

    def _demo_failed(self, error: BaseException) -> None:
        self.loading.done()
        self._show(0)
        self.choices[0].setFocus()
        if not isinstance(error, Stopped):
            raise error

    def start_own(self, *, then_import: bool = False) -> None:
        """The questions; a list is chosen as soon as the book is there."""
        self._import_next = then_import
        words = "First, whose book is it?" if then_import else "Whose book is it?"
        self.start.heading.setText(words)
        self._show(1)
        self.start.focus_first()

    def _begun(self, book: Book) -> None:
        # Not from inside the button's own click: the window closes over it.
        QTimer.singleShot(0, partial(show_begun, self._program, book, self._import_next))

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
        if at == 0 and key in digits:
            self._deeds()[digits.index(Qt.Key(key))]()
        elif at == 0 and key in steps and move_focus(self.choices, steps[Qt.Key(key)]):
            event.accept()
        elif at == 0 and key in enters:
            self._press_focused()
        elif at == 1 and key in enters and control:
            self.start.begin()
        elif key == Qt.Key.Key_Escape:
            self._step_back(at)
        else:
            super().keyPressEvent(event)

    def _press_focused(self) -> None:
        for each in self.choices:
            if each.hasFocus():
                each.click()

    def _step_back(self, at: int) -> None:
        if at == 1:
            self._back()
        elif at == 2:
            self.demo.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.demo.close()
        super().closeEvent(event)


def _sheet(*parts: object) -> QWidget:
    """A column of its own width in the right half, scrolled when the text is large."""
    inside = QWidget()
    inside.setMaximumWidth(theme.px(WIDEST))
    whole = QVBoxLayout(inside)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for part in parts:
        if isinstance(part, int):
            whole.addSpacing(part)
        elif isinstance(part, QHBoxLayout):
            whole.addLayout(part)
        elif isinstance(part, QWidget):
            whole.addWidget(part)
    holder = QWidget()
    line = QVBoxLayout(holder)
    line.setContentsMargins(100, 16, 60, 16)
    line.addStretch(2)
    line.addWidget(inside)
    line.addStretch(3)
    return scrolling(holder)


def open_or_say(program: Program, path: Path, welcome: Welcome) -> None:
    """Open the book, or say in the first window why it can't be."""
    try:
        program.open_book(path)
    except BookHeld as held:
        welcome.say(str(held))
        if held.elsewhere and ask.confirm(welcome, str(held), TAKE_OVER):
            program.open_book(path, take_over=True)
    except (Refused, DatabaseError, OSError) as error:
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        welcome.say(sentence or str(error))


def show_begun(program: Program, book: Book, then_import: bool) -> None:
    """The new book in its window, with the import over it when that was asked for."""
    program.show_book(book)
    if then_import and program.window is not None:
        from storebook.gui.dialogs.import_list import ImportList

        program.window.opener.open(ImportList(program.window.context))
