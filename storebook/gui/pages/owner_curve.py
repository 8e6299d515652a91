"""How the shop's profit is spread: the curve from the best customer to the least."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.analysis.pareto import TopFifth
from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.drawing import LEFT, RIGHT, text_width
from storebook.gui.pages.owner_words import curve_label, curve_sentence, eighty_label

MOST_POINTS = 600
HALO = 7


def curve(amounts: Sequence[int]) -> list[QPointF]:
    """Share of customers against share of what they bring, both 0 to 1; losers bring nothing."""
    total = sum(amount for amount in amounts if amount > 0)
    if total <= 0:
        return []
    sums = [0, *accumulate(max(0, amount) for amount in amounts)]
    last = len(amounts)
    places = range(last + 1)
    if last > MOST_POINTS:
        places = sorted({round(last * step / MOST_POINTS) for step in range(MOST_POINTS + 1)})  # type: ignore[assignment]
    return [QPointF(place / last, sums[place] / total) for place in places]


class ParetoCurve(QWidget):
    """Hairline grid, the curve in green, what leads to its point in brass; the point in words."""

    def __init__(self) -> None:
        super().__init__()
        self._found: TopFifth | None = None
        self._shop = Shop()
        self._curve: list[QPointF] = []
        self.setAccessibleName("Curve of the shares")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_found(self, found: TopFifth, shop: Shop) -> None:
        """Draw this answer."""
        self._found, self._shop = found, shop
        self._curve = curve(found.amounts)
        self.setAccessibleDescription(curve_sentence(found, shop) if self._curve else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(330))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(340), theme.px(220))

    # -- where things are

    def _plot(self) -> QRectF:
        left = text_width("100%", theme.font("small")) + theme.px(14)
        return QRectF(
            left, theme.px(14), self.width() - left - 8, self.height() - theme.px(14 + 30)
        )

    def _at(self, x: float, y: float) -> QPointF:
        plot = self._plot()
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())

    def _height_at(self, x: float) -> float:
        """The curve at a share of the customers."""
        right = bisect_left([point.x() for point in self._curve], x)
        if right == 0:
            return self._curve[0].y()
        before, after = self._curve[right - 1], self._curve[min(right, len(self._curve) - 1)]
        if after.x() == before.x():
            return after.y()
        part = (x - before.x()) / (after.x() - before.x())
        return before.y() + part * (after.y() - before.y())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        found = self._found
        if found is None or not self._curve or not found.active:
            return
        top = len(found.rows) / found.active
        self._paint_area(painter, top)
        self._paint_equal(painter)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPolyline(QPolygonF([self._at(point.x(), point.y()) for point in self._curve]))
        self._paint_points(painter, found, top)

    def _paint_grid(self, painter: QPainter) -> None:
        plot, small = self._plot(), theme.font("small")
        painter.setFont(small)
        for share in (0, 25, 50, 75, 100):
            y = round(self._at(0, share / 100).y())
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), theme.color("hair"))
            box = QRectF(0, y - 12, plot.left() - theme.px(10), 24)
            painter.setPen(theme.color("ink3"))
            painter.drawText(box, RIGHT, f"{share}%")
        for share in (0, 20, 40, 60, 80, 100):
            x = self._at(share / 100, 0).x()
            painter.fillRect(QRectF(round(x), plot.bottom(), 1, 5), theme.color("edge"))
            words = f"{share}%"
            wide = text_width(words, small)
            left = min(x - wide / 2, self.width() - wide - 1.0)
            painter.setPen(theme.color("ink3"))
            painter.drawText(QRectF(left, plot.bottom() + 7, wide + 2, theme.px(20)), LEFT, words)

    def _paint_area(self, painter: QPainter, top: float) -> None:
        """Under the curve as far as the top fifth, and the two lines that lead to its point."""
        high = self._height_at(top)
        inside = [self._at(p.x(), p.y()) for p in self._curve if p.x() < top]
        shape = QPolygonF([*inside, self._at(top, high), self._at(top, 0), self._at(0, 0)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("brasssoft"))
        painter.drawPolygon(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("brassline"), 1.4))
        painter.drawLine(self._at(top, 0) + QPointF(0, 5), self._at(top, high))
        painter.drawLine(self._at(0, high), self._at(top, high))

    def _paint_equal(self, painter: QPainter) -> None:
        pen = QPen(theme.color("ink3"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1, 4])
        painter.setPen(pen)
        painter.drawLine(self._at(0, 0), self._at(1, 1))
        small = theme.font("small")
        words = "if all were equal"
        at = self._at(0.71, 0.61)
        wide = text_width(words, small)
        left = min(at.x() + theme.px(14), self._plot().right() - wide)
        self._write(painter, QPointF(left, at.y() + theme.px(10)), words, small, "ink2")

    def _paint_points(self, painter: QPainter, found: TopFifth, top: float) -> None:
        eighty = found.eighty_count / found.active
        at, at_eighty = self._at(top, self._height_at(top)), self._at(eighty, 0.8)
        apart = eighty > top
        if apart:
            self._dot(painter, at_eighty, 3.5, "accent")
        self._dot(painter, at, 5.5, "brass")
        first, second = curve_label(found, self._shop)
        left, line = at.x() + theme.px(18), theme.px(21)
        y = at.y() + theme.px(22)
        words = eighty_label(found, self._shop)
        small = theme.font("small")
        if apart:
            here = QPointF(at_eighty.x() + theme.px(14), at_eighty.y() + theme.px(16))
            self._write(painter, here, words, small, "ink2")
            y = max(y, here.y() + theme.px(34))
        self._write(painter, QPointF(left, y), first, theme.font("rowname"), "ink")
        self._write(painter, QPointF(left, y + line), second, small, "ink2")
        if not apart:
            self._dot(painter, at_eighty, 3.5, "accent")
            self._write(painter, QPointF(left, y + 2 * line), words, small, "ink2")

    def _dot(self, painter: QPainter, at: QPointF, radius: float, color: str) -> None:
        painter.setPen(QPen(theme.color(color), 1.6))
        painter.setBrush(theme.color("paper"))
        painter.drawEllipse(at, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(self, painter: QPainter, at: QPointF, words: str, font: QFont, color: str) -> None:
        """On a halo of paper, so that lines may pass behind it."""
        wide = text_width(words, font)
        at = QPointF(max(0.0, min(at.x(), self.width() - wide - 2.0)), at.y())
        shape = QPainterPath()
        shape.addText(at, font, words)
        halo = QPen(theme.color("paper"), HALO)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(shape, halo)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawText(at, words)
