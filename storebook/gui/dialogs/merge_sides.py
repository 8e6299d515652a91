"""The parts of the merge form: the two files side by side, and the choices where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.dialogs.merge_words import number_line, short, side_rows
from storebook.gui.layout import held, row
from storebook.gui.words import area, label, link, name_label, one_line, tip
from storebook.people.merging import Contradiction, Pick, Side

EMPTY = "–"


class TwoSides(QWidget):
    """The file that stays at the left, the one that goes into it at the right, row by row."""

    swapped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: QWidget | None = None
        self.swap = link("The other one stays", icon="arrows-clockwise")
        self.swap.clicked.connect(self.swapped)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(8)

    def show_sides(self, keep: Side, other: Side) -> None:
        """Write both anew."""
        if self._shown is not None:
            self._whole.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self._sides(keep, other)
        self._whole.insertWidget(0, self._shown)
        if self._whole.indexOf(self.swap) < 0:
            self._whole.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignLeft)

    def _sides(self, keep: Side, other: Side) -> QWidget:
        frame = area("panel")
        grid = QGridLayout(frame)
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, (side, word) in enumerate(((keep, "Stays"), (other, "Goes into it")), start=1):
            head = held(row(label(word, "small", role="brass" if place == 1 else "second")))
            grid.addWidget(head, 0, place)
            name = name_label(side.name, "heading")
            grid.addWidget(name, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(
                label(number_line(self._context, side), "small", role="second"), 2, place
            )
        both = zip(side_rows(self._context, keep), side_rows(self._context, other), strict=True)
        line = 3
        for (title, mine), (_, theirs) in both:
            if not mine and not theirs:
                continue
            grid.addWidget(label(title, "small", role="second"), line, 0, Qt.AlignmentFlag.AlignTop)
            for place, text in ((1, mine), (2, theirs)):
                words = label(text or EMPTY, wrap=True, role="" if text else "hint")
                grid.addWidget(words, line, place, Qt.AlignmentFlag.AlignTop)
            line += 1
        return frame


class Differences(QWidget):
    """One row a question to which the files give two answers; the file that stays has the word."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, Segments] = {}
        self._grid: QWidget | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def picks(self) -> dict[str, Pick]:
        """What was chosen, by the keys of the questions."""
        return {key: segments.value() for key, segments in self.rows.items()}

    def show_rows(self, contradictions: Sequence[Contradiction]) -> None:
        """Ask these."""
        self.rows = {}
        if self._grid is not None:
            self._whole.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, theme.px(130))
        grid.setColumnStretch(1, 1)
        for line, one in enumerate(contradictions):
            answers = [(Pick.KEEP, short(one.keep)), (Pick.OTHER, short(one.other))]
            segments = Segments(one.title, answers, Pick.KEEP)
            segments.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            tip(segments, f"{one.keep}\n{one.other}")
            self.rows[one.key] = segments
            title = one_line(one.title, role="second")
            grid.addWidget(title, line, 0)
            grid.addWidget(segments, line, 1, Qt.AlignmentFlag.AlignLeft)
        self._whole.addWidget(self._grid)
