"""How the printed stack goes back into the tray, drawn in three steps: lying, turning, going in."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.gui import theme
from storebook.printing.folds import Edge

# In the units of the drawing: a sheet, and the three places beside each other.
SHEET = QRectF(0, 0, 42, 58)
STEP = 92.0
WIDE, TALL = 244.0, 88.0
BEHIND = (5.0, 2.5, 0.0)

WORDS = {
    Edge.LONG: "Turn the stack over like the page of a book, and put it back in: the edge that "
    "went in first goes in first again.",
    Edge.SHORT: "Turn the stack over like the sheet of a notepad, head to foot, and put it back "
    "in: the edge that went in last goes in first.",
}


class StackPicture(QWidget):
    """Three steps from left to right; `turn_over` is the edge about which the hand turns."""

    def __init__(self, turn_over: Edge = Edge.LONG) -> None:
        super().__init__()
        self._turn_over = turn_over
        self.setAccessibleName("How the stack goes back")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_turn(turn_over)

    def show_turn(self, turn_over: Edge) -> None:
        """Draw this turn."""
        self._turn_over = turn_over
        self.setAccessibleDescription(WORDS[turn_over])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(round(WIDE)), theme.px(round(TALL)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / WIDE, self.height() / TALL)
        painter.translate(6, 22)
        self._paint_stack(painter, printed=True)
        painter.translate(STEP, 0)
        self._paint_turning(painter)
        painter.translate(STEP, 0)
        self._paint_stack(painter, printed=False)
        self._paint_way_in(painter)

    def _paint_stack(self, painter: QPainter, *, printed: bool) -> None:
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("surface"))
        for off in BEHIND:
            painter.drawRect(SHEET.translated(off, -off))
        if printed:
            self._paint_print(painter)
        self._paint_corner(painter, behind=not printed)

    def _paint_print(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("ink2"), 1.6))
        for row, length in enumerate((20, 26, 24, 27, 16)):
            y = 24.0 + row * 6
            painter.drawLine(QPointF(8, y), QPointF(8 + length, y))

    def _paint_corner(self, painter: QPainter, *, behind: bool) -> None:
        """The same corner of the first sheet in every step, so that the eye can follow it."""
        right = behind and self._turn_over is Edge.LONG
        below = behind and self._turn_over is Edge.SHORT
        x, y = (SHEET.width() if right else 0.0), (SHEET.height() if below else 0.0)
        across, down = (-12.0 if right else 12.0), (-12.0 if below else 12.0)
        path = QPainterPath(QPointF(x, y))
        path.lineTo(x + across, y)
        path.lineTo(x, y + down)
        path.closeSubpath()
        if behind:
            painter.setPen(QPen(theme.color("brass"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("brass"))
        painter.drawPath(path)

    def _paint_turning(self, painter: QPainter) -> None:
        """One sheet on its way over, about the dashed line."""
        middle = SHEET.center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.drawRect(SHEET)
        painter.setPen(QPen(theme.color("ink2"), 1, Qt.PenStyle.DashLine))
        if self._turn_over is Edge.LONG:
            painter.drawLine(QPointF(middle.x(), -6), QPointF(middle.x(), SHEET.height() + 5))
            arc, start = QRectF(4, 14, 34, 30), 160.0
            tip, back = QPointF(36.5, 24.5), (QPointF(-8, -2.5), QPointF(-1.5, -8.5))
        else:
            painter.drawLine(QPointF(-6, middle.y()), QPointF(SHEET.width() + 5, middle.y()))
            arc, start = QRectF(6, 6, 30, 46), 100.0
            tip, back = QPointF(24.5, 51.2), (QPointF(1.2, -8), QPointF(8, -3.2))
        painter.setPen(QPen(theme.color("accent"), 2))
        path = QPainterPath()
        path.arcMoveTo(arc, start)
        path.arcTo(arc, start, -140.0 if self._turn_over is Edge.LONG else -185.0)
        painter.drawPath(path)
        for each in back:
            painter.drawLine(tip, tip + each)

    def _paint_way_in(self, painter: QPainter) -> None:
        """Into the printer, by the edge above."""
        painter.setPen(QPen(theme.color("accent"), 2))
        x = SHEET.center().x()
        painter.drawLine(QPointF(x, -5), QPointF(x, -18))
        for side in (-4.5, 4.5):
            painter.drawLine(QPointF(x, -18), QPointF(x + side, -12.5))
