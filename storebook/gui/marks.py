"""The shop's own marks: the cut stone of the club, initials in a circle, the ticket of a date."""

import unicodedata
from enum import StrEnum
from math import ceil, cos, radians, sin

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPixmapCache, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.gui import fonts, theme
from storebook.gui.drawing import CENTER
from storebook.gui.glyphs import Glyph, paint_glyph
from storebook.gui.photographs import paint_round


class Tier(StrEnum):
    """The shape that stands for a grade of the club; shape alone tells them apart."""

    PEARL = "pearl"
    CUT = "cut"
    FULL = "full"


def _octagon(center: QPointF, radius: float, turn: float) -> QPolygonF:
    corners = [radians(45 * corner + turn) for corner in range(8)]
    return QPolygonF(
        [
            QPointF(center.x() + radius * cos(away), center.y() + radius * sin(away))
            for away in corners
        ]
    )


def paint_tier(painter: QPainter, rect: QRectF, tier: Tier) -> None:
    """A pearl, a cut stone in lines, or the same filled; `rect` is about 16 px square."""
    center, radius = rect.center(), rect.width() / 2 - 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("brass"), 1.2))
    if tier is Tier.PEARL:
        painter.drawEllipse(center, radius * 0.82, radius * 0.82)
    else:
        filled = tier is Tier.FULL
        painter.setBrush(theme.color("brassline") if filled else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_octagon(center, radius, 22.5))
        painter.setBrush(theme.color("surface") if filled else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_octagon(center, radius * 0.52, 0))
    painter.restore()


def paint_purchase_mark(painter: QPainter, rect: QRectF) -> None:
    """The filled octagon that stands for a purchase on a timeline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("brass"), 1.2))
    painter.setBrush(theme.color("brassline"))
    painter.drawPolygon(_octagon(rect.center(), rect.width() / 2 - 1, 22.5))
    painter.restore()


def paint_round_cut(painter: QPainter, center: QPointF, radius: float) -> None:
    """The cut stone in brass hairlines, as on the welcome page and the membership card."""

    def at(share: float, angle: float) -> QPointF:
        away = radians(angle - 90)
        return QPointF(
            center.x() + radius * share * cos(away), center.y() + radius * share * sin(away)
        )

    girdle = [at(1, 22.5 * corner) for corner in range(16)]
    table = [at(0.54, 45 * corner) for corner in range(8)]
    stars = [at(0.78, 45 * corner + 22.5) for corner in range(8)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("brassline"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(girdle))
    painter.drawPolygon(QPolygonF(table))
    for index in range(8):
        painter.drawLine(table[index], stars[index])
        painter.drawLine(table[index], stars[index - 1])
        for corner in range(2 * index, 2 * index + 3):
            painter.drawLine(stars[index], girdle[corner % 16])
    painter.restore()


def _is_east_asian(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith(("CJK ", "HIRAGANA", "KATAKANA", "HANGUL"))


def initials(name: str, given: str = "", family: str = "") -> str:
    """One or two letters for the circle: given and family name, or the first East Asian sign."""
    first = name.strip()[:1]
    if first and _is_east_asian(first):
        return first
    parts = [part for part in (given, family) if part.strip()] or name.split()
    letters = [part.strip()[0] for part in parts if part.strip()[0].isalpha()]
    if not letters:
        return first.upper()
    ends = letters if len(letters) == 1 else [letters[0], letters[-1]]
    return "".join(ends).upper()


def paint_initials(painter: QPainter, rect: QRectF, letters: str) -> None:
    """Serif letters in a brass circle; `rect` is the circle's square.

    Kept for a while as a picture: a list that is searched paints the same people again and again.
    """
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    on = theme.tokens()
    key = f"initials {letters} {rect.width()} {ratio} {on.brassline} {on.surface} {on.brass}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        side = rect.width()
        kept = QPixmap(ceil(side * ratio), ceil(side * ratio))
        kept.setDevicePixelRatio(ratio)
        kept.fill(Qt.GlobalColor.transparent)
        inside = QPainter(kept)
        _draw_initials(inside, QRectF(0, 0, side, side), letters)
        inside.end()
        QPixmapCache.insert(key, kept)
    painter.drawPixmap(rect.topLeft(), kept)


def _draw_initials(painter: QPainter, rect: QRectF, letters: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("brassline"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    east_asian = bool(letters) and _is_east_asian(letters[0])
    pixels = round(rect.width() * (0.5 if east_asian else 0.4))
    painter.setFont(fonts.serif_pixels(pixels))
    painter.setPen(theme.color("brass"))
    # Capitals of this serif stand 0.12 em above the middle of its line; East Asian signs do not.
    lower = pixels * (-0.04 if east_asian else 0.12)
    painter.drawText(rect.translated(0, lower), CENTER, letters)


TICKET_WIDTH = 44


def paint_ticket(painter: QPainter, rect: QRect, day: str, month: str) -> None:
    """A date as a ticket: the day large, the month in small capitals beneath it."""
    painter.save()
    number, name = theme.font("day"), theme.font("month")
    tall = theme.px(40)
    top = rect.center().y() - tall // 2
    painter.setFont(number)
    painter.setPen(theme.color("ink"))
    painter.drawText(QRect(rect.left(), top, rect.width(), theme.px(26)), CENTER, day)
    painter.setFont(name)
    painter.setPen(theme.color("ink2"))
    below = QRect(rect.left(), top + theme.px(24), rect.width(), theme.px(15))
    painter.drawText(below, CENTER, month.lower())
    painter.restore()


def paint_piece(painter: QPainter, rect: QRectF, glyph: Glyph) -> None:
    """A piece without a photograph: its drawing in a small framed square."""
    painter.save()
    painter.setPen(QPen(theme.color("hair"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()
    inset = rect.width() * 0.18
    paint_glyph(painter, rect.adjusted(inset, inset, -inset, -inset), glyph)


class InitialsMark(QWidget):
    """A person's initials in their circle: 28, 32, 42, 52 or 76 px."""

    def __init__(self, letters: str = "", pixels: int = 42, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._photo: QPixmap | None = None
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letters(self, letters: str) -> None:
        """Show another person's initials."""
        self._letters = letters
        self._photo = None
        self.update()

    def set_photo(self, photo: QPixmap | None) -> None:
        """Show the face instead; None brings the initials back."""
        self._photo = photo
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._pixels), theme.px(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._photo is None:
            paint_initials(painter, QRectF(self.rect()), self._letters)
        else:
            paint_round(painter, QRectF(self.rect()), self._photo)


class RoundCut(QWidget):
    """The cut stone, as large as the room it is given."""

    def sizeHint(self) -> QSize:
        return QSize(380, 380)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = min(self.width(), self.height()) / 2 - 2
        paint_round_cut(painter, QRectF(self.rect()).center(), radius)
