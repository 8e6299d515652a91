"""The foot of the page: how the cards are printed."""

from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from storebook.book.shop import Paper, Shop
from storebook.gui import theme
from storebook.gui.fields import ChoiceField
from storebook.gui.layout import stack
from storebook.gui.shown import plural
from storebook.gui.words import button, label
from storebook.outreach.choosing import Fold
from storebook.printing.press import CardPaper

FOLDS = [
    (Fold.HALF, "Half fold"),
    (Fold.QUARTER, "Quarter fold"),
    (Fold.FIVE_BY_SEVEN, "5 × 7, trimmed"),
    (Fold.TWO_UP, "Two on a sheet"),
]
PAPERS = [(Paper.LETTER, "Letter"), (Paper.A4, "A4")]
INKS = [(False, "In color"), (True, "In black")]
NARROW_BELOW = 900
NARROWEST = 600


class PrintBar(QFrame):
    """Fold, paper and color of the cards, and the one great button of the page."""

    changed = Signal()
    print_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.setProperty("area", "bar")
        self.fold = ChoiceField("Fold", FOLDS)
        self.paper = ChoiceField("Paper", PAPERS, shop.paper)
        self.ink = ChoiceField("Ink", INKS)
        self._fact = label("", "small", role="second", wrap=True)
        self.file_button = button("Save as PDF")
        self.print_button = button("Print cards", kind="primary", icon="printer", key="print")
        for choice in (self.fold, self.paper, self.ink):
            choice.hide_name()
            choice.picked.connect(lambda _: self.changed.emit())
        self.file_button.clicked.connect(self.file_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self._lay_out()
        theme.notifier().changed.connect(self._arrange)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for choice in (self.fold, self.paper, self.ink):
            choices.addWidget(choice)
        choices.addSpacing(8)
        choices.addWidget(self._fact, 1)
        choices.addStretch()
        deeds = QHBoxLayout()
        deeds.setSpacing(10)
        deeds.addStretch()
        deeds.addWidget(self.file_button)
        deeds.addWidget(self.print_button)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(32, 11, 24, 11)
        self._lines.setSpacing(12)
        self._lines.addLayout(choices, 1)
        self._lines.addLayout(deeds)

    @property
    def on(self) -> CardPaper:
        """What the press is told."""
        fold, paper = self.fold.value(), self.paper.value()
        return CardPaper(fold=fold.value, paper=paper.value, mono=self.ink.value())

    def show_count(self, count: int, locale: str) -> None:
        """So many cards are checked."""
        both = ", printed on both sides" if self.fold.value() is not Fold.QUARTER else ""
        needed = ceil(count / 2) if self.fold.value() is Fold.TWO_UP else count
        sheets = plural(needed, "sheet", "sheets", locale)
        self._fact.setText(f"{sheets}{both}" if count else "")
        for each in (self.print_button, self.file_button):
            each.setEnabled(count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._fact.setHidden(self.width() < theme.px(NARROW_BELOW))
        stack(self._lines, upright=self.width() < theme.px(NARROWEST))
