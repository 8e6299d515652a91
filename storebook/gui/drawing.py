"""Small strokes shared by everything that paints itself: text, hairlines and key caps."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QStaticText,
    QTextLayout,
    QTextOption,
)

from storebook.gui import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
# Words are laid out once: while somebody types, a list paints the same ones again and again.
MOST_MEASURED = 3_000
MOST_LAID_OUT = 500
WIDEST = 100_000


def hairline(painter: QPainter, x1: int, x2: int, y: int) -> None:
    """One pixel of line from left to right."""
    painter.fillRect(x1, y, x2 - x1, 1, theme.color("hair"))


def elided(words: str, font: QFont, width: int) -> str:
    """The words, cut at the right with an ellipsis when they are wider than `width`."""
    return words if text_width(words, font) <= width else _cut(words, font, max(0, width))


@lru_cache(maxsize=MOST_MEASURED)
def _cut(words: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=MOST_MEASURED)
def text_width(words: str, font: QFont) -> int:
    """How wide the words are drawn."""
    return QFontMetrics(font).horizontalAdvance(words)


def broken(words: str, font: QFont, width: int) -> list[str]:
    """The words in lines of that width; what is longer than a line, such as an e-mail address, is
    broken where the line ends.
    """
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units = words.encode("utf-16-le")  # as Qt counts letters
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le", "replace"))
    layout.endLayout()
    return lines


@lru_cache(maxsize=MOST_LAID_OUT)
def _laid_out(words: str, font: QFont) -> tuple[QStaticText, float]:
    """The letters in their places, and how far their baseline is from the top."""
    line = words.replace("\n", " ")
    laid_out = QStaticText(line)
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    laid_out.prepare(font=font)
    if words.isascii():
        return laid_out, QFontMetricsF(font).ascent()
    # Letters of another family may be taller.
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(WIDEST)
    layout.endLayout()
    return laid_out, first.ascent()


def write_line(  # noqa: PLR0913 - as `write`
    painter: QPainter, left: int, baseline: int, words: str, font: QFont, color: str
) -> None:
    """One line of plain text on its baseline, as wide as it is; for what is painted often."""
    if words:
        laid_out, ascent = _laid_out(words, font)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        painter.drawStaticText(QPointF(left, baseline - ascent), laid_out)


@lru_cache(maxsize=64)
def _heights(font: QFont) -> tuple[int, int]:
    measures = QFontMetrics(font)
    return measures.ascent(), measures.descent()


def baseline_in(top: int, height: int, font: QFont) -> int:
    """Where the letters stand that are in the middle of that height."""
    ascent, descent = _heights(font)
    return top + (height + ascent - descent) // 2


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
