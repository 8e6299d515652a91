"""What stands around everything that is shown while no book is open: the cut stone and the foot."""

import re
from functools import partial

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.locales import LOCALES
from storebook.gui import keys, theme
from storebook.gui.bars import TroubleBar
from storebook.gui.buttons import CrossButton
from storebook.gui.commands import step_text_size
from storebook.gui.layout import row, scrolling
from storebook.gui.marks import RoundCut
from storebook.gui.words import KeyCap, label, rule, small_capitals

SMALLEST = (1000, 660)
LEFT_SHARE = 0.417
WIDEST = 634
# What stands at the sides of a column, and what it takes before the air above and below it.
LEFT, RIGHT = 100, 60
MUCH = 1000
STEPS = {"text_larger": 1, "text_smaller": -1, "text_normal": 0}
USUAL = "en_US"
UNBROKEN = re.compile(r"([\w.-]{20})(?=[\w.-])")


def breakable(words: str) -> str:
    """The same, so that a name without blanks can be wrapped as well."""
    return UNBROKEN.sub("\\1\u200b", words)


def locale_here() -> str:
    """How days and times are written before a book has said how its shop writes them."""
    name = QLocale.system().name()
    return name if name in LOCALES else USUAL


class Front(QWidget):
    """The emblem at the left; at the right `put` shows what the screen is about.

    `say` shows a sentence above it.
    """

    def __init__(self, title: str = "Storebook", *, left_share: float = LEFT_SHARE) -> None:
        super().__init__()
        self._left_share = left_share
        self.setWindowTitle(title)
        self.setMinimumSize(*SMALLEST)
        self.trouble = TroubleBar()
        self._size = label("", "small", role="second")
        self._left = self._emblem()
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addSpacing(16)
        self._right.addWidget(self.trouble)
        self._right.addLayout(self._foot())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left)
        whole.addLayout(self._right, 1)
        for name, step in STEPS.items():
            for sequence in keys.sequences(name):
                QShortcut(sequence, self, partial(step_text_size, step))
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def put(self, body: QWidget) -> None:
        """What the screen is about, once."""
        self._right.insertWidget(2, body, 1)

    def say(self, sentence: str, covered: str = "") -> None:
        """Why something could not be done; an empty sentence takes the bar away."""
        self.trouble.say(sentence, covered)

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

    def _foot(self) -> QHBoxLayout:
        smaller = CrossButton("Smaller text", "minus")
        larger = CrossButton("Larger text", "plus")
        smaller.clicked.connect(lambda: step_text_size(-1))
        larger.clicked.connect(lambda: step_text_size(1))
        free = label("No account. No internet needed.", "small", role="second")
        line = row(free, "stretch", self._size, smaller, larger, KeyCap("text_larger"), spacing=6)
        line.setContentsMargins(LEFT, 10, 40, 24)
        return line

    def _measure(self) -> None:
        self._size.setText(f"Text size {round(theme.now().factor * 100)}%")
        wide = round(self.width() * self._left_share)
        self._left.setFixedWidth(max(280, min(wide, self.width() - theme.px(590))))
        side = max(150, min(400, round(self._left.width() * 0.65)))
        self._cut.setFixedSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()


class FrontSheet(QWidget):
    """A column of its own width in the right half, in the middle of the height.

    When the text is large the column is scrolled; the deeds beneath it stay in sight.
    """

    def __init__(self, column: QWidget, deeds: QWidget | None, wide: int) -> None:
        super().__init__()
        self._column, self._wide = column, wide
        self._cut: QWidget | None = None
        held_wide = QWidget()
        line = QVBoxLayout(held_wide)
        line.setContentsMargins(LEFT, 0, RIGHT, 0)
        line.addWidget(column)
        self._scrolled = scrolling(held_wide)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 16)
        whole.setSpacing(0)
        whole.addStretch(2)
        whole.addWidget(self._scrolled, MUCH)
        if deeds is not None:
            whole.addLayout(self._foot(deeds))
        whole.addStretch(3)
        column.installEventFilter(self)
        theme.notifier().changed.connect(self._measure)

    def _foot(self, deeds: QWidget) -> QVBoxLayout:
        self._cut = rule()
        foot = QVBoxLayout()
        foot.setContentsMargins(LEFT, 0, RIGHT, 0)
        foot.setSpacing(0)
        foot.addWidget(self._cut)
        foot.addSpacing(16)
        foot.addWidget(deeds)
        return foot

    def _measure(self) -> None:
        """As tall as what is in it; a line says where it is cut."""
        self._column.setMaximumWidth(theme.px(self._wide))
        wide = min(theme.px(self._wide), self.width() - LEFT - RIGHT)
        tall = self._column.heightForWidth(wide)
        tall = tall if tall >= 0 else self._column.sizeHint().height()
        self._scrolled.setMaximumHeight(tall)
        if self._cut is not None:
            self._cut.setVisible(self._scrolled.height() < tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said came or went."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._measure()
        return super().eventFilter(watched, event)


def front_sheet(*parts: object, deeds: QWidget | None = None, wide: int = WIDEST) -> FrontSheet:
    """The parts under one another; an int is that much air."""
    inside = QWidget()
    whole = QVBoxLayout(inside)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    for part in parts:
        if isinstance(part, int):
            whole.addSpacing(part)
        elif isinstance(part, QBoxLayout):
            whole.addLayout(part)
        elif isinstance(part, QWidget):
            whole.addWidget(part)
    return FrontSheet(inside, deeds, wide)
