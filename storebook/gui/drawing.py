"""Small strokes shared by everything that paints itself: text, hairlines and key caps."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from storebook.gui import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def hairline(painter: QPainter, x1: int, x2: int, y: int, color: str = "hair") -> None:
    """One pixel of line from left to right."""
    painter.fillRect(QRect(x1, y, x2 - x1, 1), theme.color(color))


def elided(words: str, font: QFont, width: int) -> str:
    """The words, cut at the right with an ellipsis when they are wider than `width`."""
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, width))


def text_width(words: str, font: QFont) -> int:
    """How wide the words are drawn."""
    return QFontMetrics(font).horizontalAdvance(words)


def write(  # noqa: PLR0913 - a line of text has a place, a face, a color and a side
    painter: QPainter,
    box: QRect,
    words: str,
    font: QFont,
    color: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of plain text into `box`, cut at the right when it does not fit."""
    painter.setFont(font)
    painter.setPen(theme.color(color))
    painter.drawText(box, align | Qt.TextFlag.TextSingleLine, elided(words, font, box.width()))


def write_serif(  # noqa: PLR0913 - as `write`
    painter: QPainter,
    left: int,
    baseline: int,
    words: str,
    font: QFont,
    color: str,
) -> None:
    """A line on its baseline, so that the ring of an Å may stand above the line's own box."""
    painter.setFont(font)
    painter.setPen(theme.color(color))
    painter.drawText(left, baseline, words)


def key_cap_width(key: str) -> int:
    """How wide the little key is."""
    return max(text_width(key, theme.font("key")) + theme.px(12), theme.px(18))


def key_cap(painter: QPainter, right: int, middle: int, key: str) -> None:
    """A little key whose right edge is at `right`: what to press for the thing beside it."""
    width, height = key_cap_width(key), theme.px(20)
    box = QRectF(right - width + 0.5, middle - height / 2 + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("hair"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QPen(theme.color("edge"), 1))
    painter.drawLine(
        QPointF(box.left() + 1.5, box.bottom()), QPointF(box.right() - 1.5, box.bottom())
    )
    painter.setFont(theme.font("key"))
    painter.setPen(theme.color("ink2"))
    painter.drawText(box, CENTER, key)
    painter.restore()
