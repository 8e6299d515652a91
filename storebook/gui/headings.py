"""The headings of a list, in small capitals over a hairline."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from storebook.gui import theme
from storebook.gui.delegates import BAR, PAD, RightRole
from storebook.gui.drawing import LEFT, RIGHT, hairline, write

TALL = 34
# Of an indent the air around a mark: it stays when the letters grow.
AIR = PAD + BAR + 14


class Headings(QHeaderView):
    """Painted here, because the style sheet would set them in the letters of the page.

    `indent` moves the first one to where the words of its column begin, after initials.
    """

    def __init__(self, *, indent: int, bare: bool) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._indent = indent
        self._bare = bare
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(TALL))

    def paintSection(  # noqa: N802 - Qt's own name
        self, painter: QPainter, rect: QRect, logical_index: int
    ) -> None:
        painter.save()
        if not self._bare:
            painter.fillRect(rect, theme.color("sunk"))
        hairline(painter, rect.left(), rect.right() + 1, rect.bottom())
        model, across = self.model(), Qt.Orientation.Horizontal
        words = model.headerData(logical_index, across, Qt.ItemDataRole.DisplayRole)
        to_right = bool(model.headerData(logical_index, across, RightRole))
        first = logical_index == 0
        left = self._first_left() if first else PAD
        box = rect.adjusted(left, 0, 0 if self._bare else -PAD, 0)
        font = theme.font("tablehead")
        write(painter, box, words or "", font, "ink2", RIGHT if to_right else LEFT)
        painter.restore()

    def _first_left(self) -> int:
        air = min(self._indent, AIR)
        return air + theme.px(self._indent - air)
