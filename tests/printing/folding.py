"""Paper in pictures: a sheet is turned over, cut and folded as hands do it, and then read."""

import io

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QTransform

from storebook.printing.cards import CardText, draw_front
from storebook.printing.documents import open_document
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Fold
from storebook.printing.sheets import A4, Paper

Leaves = tuple[QImage, QImage, QImage, QImage]
"""What one sees while paging through: front, inside left, inside right, back."""
WHITE = 0xFFFFFF


def folded(sides: list[QImage], fold: Fold, paper: Paper) -> list[Leaves]:
    """The cards of the first sheet of paper, in hands."""
    if fold is Fold.QUARTER:
        return [folded_twice(sides[0])]
    outside, inside = sides[:2]
    return [
        folded_once(outside.copy(cut), inside.copy(cut))
        for cut in cuts(outside.size(), fold, paper)
    ]


def cuts(sheet: QSize, fold: Fold, paper: Paper) -> list[QRect]:
    """What the knife leaves of the sheet."""
    wide, tall = sheet.width(), sheet.height()
    if fold is Fold.FIVE_BY_SEVEN:
        dots = wide / paper.height
        size = QSize(round(254 * dots), round(177.8 * dots))
        left, top = (wide - size.width()) // 2, (tall - size.height()) // 2
        return [QRect(left, top, size.width(), size.height())]
    if fold is Fold.TWO_UP:
        high = round(tall * (145 / 297 if paper == A4 else 0.5))
        return [QRect(0, 0, wide, high), QRect(0, high, wide, high)]
    return [QRect(0, 0, wide, tall)]


def folded_once(outside: QImage, inside: QImage) -> Leaves:
    """Left goes behind right. The inside is seen with the sheet turned over like a page of a book:
    behind the front lies what is then on the left.
    """
    half = outside.width() // 2
    tall = outside.height()
    left, right = QRect(0, 0, half, tall), QRect(outside.width() - half, 0, half, tall)
    return outside.copy(right), inside.copy(left), inside.copy(right), outside.copy(left)


def folded_twice(sheet: QImage) -> Leaves:
    """Top goes behind bottom, so that it is seen from behind and upside down; then left behind
    right. What was printed on the upper half is inside.
    """
    half, tall = sheet.width() // 2, sheet.height() // 2
    lower_half = sheet.copy(0, sheet.height() - tall, sheet.width(), tall)
    # Who opens the card looks at the upper half from its other end.
    upper_half = sheet.copy(0, 0, sheet.width(), tall).transformed(QTransform().rotate(180))
    return folded_once(lower_half, upper_half.copy(0, 0, 2 * half, tall))


def one_panel(card: CardText) -> bytes:
    """The front of the card alone, upright."""
    out = io.BytesIO()
    canvas = open_document(out, PANEL_WIDTH, PANEL_HEIGHT, "Front")
    draw_front(canvas, card)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def any_ink(picture: QImage) -> bool:
    return bool(rows_of_ink(picture))


def rows_of_ink(picture: QImage) -> list[int]:
    """The rows from above that have any."""
    gray = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, lines = gray.width(), lines_of(gray)
    # The edge itself may have a dot of what lies beyond the knife.
    return [y for y in range(2, gray.height() - 2) if lines[y][2 : wide - 2].strip(b"\xff")]


def lines_of(gray: QImage) -> list[bytes]:
    """The shades of each row of dots."""
    dots, step = bytes(gray.constBits()), gray.bytesPerLine()
    return [dots[y * step : (y + 1) * step] for y in range(gray.height())]


def middle_of_ink(picture: QImage) -> float:
    """Where it hangs, as a share of the height from above."""
    rows = rows_of_ink(picture)
    return sum(rows) / len(rows) / picture.height()


def upper(picture: QImage, share: float) -> QImage:
    return picture.copy(0, 0, picture.width(), round(picture.height() * share))


def lower(picture: QImage, share: float) -> QImage:
    tall = round(picture.height() * share)
    return picture.copy(0, picture.height() - tall, picture.width(), tall)


def likeness(one: QImage, other: QImage) -> float:
    """How far two pictures have their ink in the same places, 0 to 1 (the correlation)."""
    first, second = shades(one), shades(other)
    count = len(first)
    mean_first, mean_second = sum(first) / count, sum(second) / count
    together = sum((a - mean_first) * (b - mean_second) for a, b in zip(first, second, strict=True))
    spread = sum((a - mean_first) ** 2 for a in first) * sum((b - mean_second) ** 2 for b in second)
    return float(together / spread**0.5)


def shades(picture: QImage) -> list[int]:
    """The picture on a small grid, so that a dot to the side makes no difference; the frame that a
    panel of other proportions leaves is cut away.
    """
    ink = ink_only(picture)
    small = ink.scaled(
        QSize(40, 56),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return [shade for line in lines_of(small) for shade in line[:40]]


def ink_only(picture: QImage) -> QImage:
    rows = rows_of_ink(picture)
    across = rows_of_ink(picture.transformed(QTransform().rotate(90)))
    left, right = across[0], across[-1]
    return picture.copy(left, rows[0], right - left + 1, rows[-1] - rows[0] + 1)
