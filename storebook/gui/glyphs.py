"""Ten small drawings that stand where a piece has no photograph."""

from collections.abc import Callable
from enum import StrEnum
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from storebook.base.text import words
from storebook.gui import theme

VIEW = 48


class Glyph(StrEnum):
    """What kind of piece is drawn."""

    RING = "ring"
    BAND = "band"
    EARRINGS = "earrings"
    PENDANT = "pendant"
    STRAND = "strand"
    BRACELET = "bracelet"
    WATCH = "watch"
    SIGNET = "signet"
    BROOCH = "brooch"
    PIECE = "piece"


# The first that is named wins: a charm bracelet is a bracelet, a pendant on a chain a pendant.
KIND_WORDS = {
    Glyph.PIECE: frozenset({"hair", "tiara", "diadem", "comb", "cufflink", "cufflinks", "kit"}),
    Glyph.SIGNET: frozenset({"signet"}),
    Glyph.EARRINGS: frozenset(
        [
            *("earring", "earrings", "ear", "eardrops", "earclips", "stud", "studs"),
            *("hoop", "hoops", "creole", "creoles"),
        ]
    ),
    Glyph.BRACELET: frozenset(
        {"bracelet", "bracelets", "bangle", "bangles", "cuff", "cuffs", "anklet", "anklets"}
    ),
    Glyph.WATCH: frozenset(
        {"watch", "watches", "wristwatch", "chronograph", "clock", "strap", "straps"}
    ),
    Glyph.BROOCH: frozenset({"brooch", "brooches", "pin", "pins", "clip", "clips"}),
    Glyph.PENDANT: frozenset(
        [
            *("pendant", "pendants", "locket", "lockets", "charm", "charms"),
            *("medal", "medallion", "cross"),
        ]
    ),
    Glyph.STRAND: frozenset(
        [
            *("strand", "strands", "necklace", "necklaces", "chain", "chains"),
            *("collier", "choker", "riviere", "pearls"),
        ]
    ),
    Glyph.BAND: frozenset({"band", "bands", "eternity", "wedding"}),
    Glyph.RING: frozenset({"ring", "rings", "solitaire", "trilogy"}),
}


def glyph_for(*told: str) -> Glyph:
    """The drawing that fits a piece's category or description; a closed case when none does."""
    text = " ".join(told).casefold().replace("cuff link", "cufflink")
    named = set(words(text))
    for glyph, kinds in KIND_WORDS.items():
        if named & kinds:
            return glyph
    return Glyph.PIECE


def paint_glyph(painter: QPainter, rect: QRectF, glyph: Glyph) -> None:
    """Draw the piece in lines of brass into `rect`, which should be square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / VIEW, rect.height() / VIEW)
    pen = QPen(theme.color("brass"), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(DRAWINGS[glyph]())
    painter.restore()


def _circle(path: QPainterPath, x: float, y: float, radius: float) -> None:
    path.addEllipse(QPointF(x, y), radius, radius)


def _lines(path: QPainterPath, *points: tuple[float, float], closed: bool = False) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.closeSubpath()


def _ring() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 24, 30, 12)
    _circle(path, 24, 30, 8.6)
    _lines(path, (18, 8), (30, 8), (34, 13), (24, 20.5), (14, 13), closed=True)
    _lines(path, (14, 13), (34, 13))
    _lines(path, (20.5, 13), (24, 20.5), (27.5, 13), (24, 8), (20.5, 13))
    return path


def _band() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 24, 24, 15)
    _circle(path, 24, 24, 10.4)
    for angle in range(-60, 61, 24):
        away = radians(angle - 90)
        _circle(path, 24 + 12.7 * cos(away), 24 + 12.7 * sin(away), 0.9)
    return path


def _drop(path: QPainterPath, x: float) -> None:
    path.moveTo(x, 20)
    path.cubicTo(x + 1.2, 26, x + 6.2, 28, x + 6.2, 33.6)
    path.cubicTo(x + 6.2, 41.4, x - 6.2, 41.4, x - 6.2, 33.6)
    path.cubicTo(x - 6.2, 28, x - 1.2, 26, x, 20)
    path.moveTo(x, 20)
    path.cubicTo(x, 15, x - 4.6, 14, x - 3.6, 10)
    path.cubicTo(x - 2.6, 7, x + 2, 7.6, x + 1.6, 11)


def _earrings() -> QPainterPath:
    path = QPainterPath()
    _drop(path, 15)
    _drop(path, 33)
    return path


def _pendant() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(8, 7)
    path.cubicTo(10, 20, 19, 26.5, 24, 27.5)
    path.cubicTo(29, 26.5, 38, 20, 40, 7)
    _circle(path, 24, 29.6, 1.9)
    _lines(path, (24, 31.5), (30, 36.5), (24, 43), (18, 36.5), closed=True)
    _lines(path, (18, 36.5), (30, 36.5))
    return path


def _strand() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(7, 10)
    path.cubicTo(7.5, 14, 8, 16, 9, 18)
    path.moveTo(41, 10)
    path.cubicTo(40.5, 14, 40, 16, 39, 18)
    for step, radius in zip(range(-4, 5), (2, 2.3, 2.6, 2.9, 3.2, 2.9, 2.6, 2.3, 2), strict=True):
        away = radians(90 - step * 20.5)
        _circle(path, 24 + 15.4 * cos(away), 17 + 17.2 * sin(away), radius)
    return path


def _bracelet() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(6, 14, 36, 20))
    path.addEllipse(QRectF(9.6, 17, 28.8, 13))
    _lines(path, (20, 30), (28, 30), (29.5, 34), (24, 37.4), (18.5, 34), closed=True)
    return path


def _watch() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 24, 24, 10.4)
    _lines(path, (24, 18.4), (24, 24), (28, 26.2))
    _lines(path, (18.6, 15.2), (19.6, 5), (28.4, 5), (29.4, 15.2))
    _lines(path, (18.6, 32.8), (19.6, 43), (28.4, 43), (29.4, 32.8))
    _lines(path, (34.4, 22.6), (37, 22.6), (37, 25.4), (34.4, 25.4))
    return path


def _signet() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 24, 30, 12)
    path.addEllipse(QRectF(18, 23.4, 12, 12.6))
    path.addEllipse(QRectF(15, 6.6, 18, 14.4))
    _lines(path, (20.4, 16.6), (20.4, 11), (24, 14.6), (27.6, 11), (27.6, 16.6))
    return path


def _brooch() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 24, 24, 4)
    for angle in range(0, 360, 45):
        petal = QPainterPath()
        petal.moveTo(24, 19.6)
        petal.cubicTo(18.6, 14, 21, 7.4, 24, 5.4)
        petal.cubicTo(27, 7.4, 29.4, 14, 24, 19.6)
        path.addPath(_turned(petal, angle))
    return path


def _case() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(6, 12, 36, 26), 4, 4)
    _lines(path, (6, 23), (19.5, 23))
    _lines(path, (28.5, 23), (42, 23))
    _lines(path, (24, 17.5), (29, 23), (24, 28.5), (19, 23), closed=True)
    return path


def _turned(petal: QPainterPath, angle: float) -> QPainterPath:
    away = radians(angle)
    turned = QPainterPath()
    for polygon in petal.toSubpathPolygons():
        turned.addPolygon(
            QPolygonF(
                [
                    QPointF(
                        24 + (point.x() - 24) * cos(away) - (point.y() - 24) * sin(away),
                        24 + (point.x() - 24) * sin(away) + (point.y() - 24) * cos(away),
                    )
                    for point in polygon.toList()
                ]
            )
        )
    return turned


DRAWINGS: dict[Glyph, Callable[[], QPainterPath]] = {
    Glyph.RING: _ring,
    Glyph.BAND: _band,
    Glyph.EARRINGS: _earrings,
    Glyph.PENDANT: _pendant,
    Glyph.STRAND: _strand,
    Glyph.BRACELET: _bracelet,
    Glyph.WATCH: _watch,
    Glyph.SIGNET: _signet,
    Glyph.BROOCH: _brooch,
    Glyph.PIECE: _case,
}
