"""Wrapped lines of the serif with air between them: its own line is as tall as its letters."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLabel

# 28 pixels of line for 23 of letters.
AIR_BETWEEN = 0.2
WIDE = 100_000  # so that nothing is broken
BREAK = "\u2028"  # as a text layout knows the end of a line


class AiryLabel(QLabel):
    """A label whose second line and all others stand a little lower than Qt would put them."""

    def _layout(self, width: int) -> QTextLayout:
        """The words in lines of that width; whoever asks keeps it as long as its lines."""
        layout = QTextLayout(self.text().replace("\n", BREAK), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
        layout.endLayout()
        return layout

    def _step(self, line: QTextLine) -> float:
        return line.height() + self._between()

    def _between(self) -> int:
        return round(self.font().pixelSize() * AIR_BETWEEN)

    def _tall(self, width: int) -> int:
        """How tall the words are in that width, with what stands around them."""
        around = self.contentsMargins()
        layout = self._layout(width - around.left() - around.right())
        lines = [layout.lineAt(at) for at in range(layout.lineCount())]
        words = sum(self._step(line) for line in lines) - self._between() if lines else 0
        return max(0, round(words)) + around.top() + around.bottom()

    def heightForWidth(self, width: int) -> int:
        return max(self._tall(width), self._tall(WIDE)) if self.wordWrap() else -1

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(wanted.width(), max(wanted.height(), self._tall(wanted.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        layout = self._layout(room.width())
        lines = [layout.lineAt(at) for at in range(layout.lineCount())]
        top: float = room.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter and lines:
            tall = sum(self._step(line) for line in lines) - self._between()
            top += max(0.0, (room.height() - tall) / 2)
        for line in lines:
            line.draw(painter, QPointF(room.left(), top - line.y()))
            top += self._step(line)
