"""Printed pages as pictures, at so many dots an inch, for looking where the ink is."""

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

MILLIMETERS = 25.4
PAPER = 0xFFFFFFFF


def pictures(pdf: bytes, dots: int = 100) -> list[QImage]:
    """Each page on white paper."""
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    found = []
    for page in range(document.pageCount()):
        points = document.pagePointSize(page)
        size = QSize(round(points.width() * dots / 72), round(points.height() * dots / 72))
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(PAPER)
        painter = QPainter(picture)
        painter.drawImage(0, 0, document.render(page, size))
        painter.end()
        found.append(picture)
    document.close()
    return found


def ink_box(picture: QImage, dots: int = 100) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all ink, in millimeters from the bottom left."""
    width, height = picture.width(), picture.height()
    rows = [y for y in range(height) if any(_inked(picture, x, y) for x in range(width))]
    columns = [x for x in range(width) if any(_inked(picture, x, y) for y in rows)]
    scale = MILLIMETERS / dots
    bottom, top = (height - 1 - rows[-1]) * scale, (height - rows[0]) * scale
    return columns[0] * scale, bottom, (columns[-1] + 1) * scale, top


def _inked(picture: QImage, x: int, y: int) -> bool:
    return picture.pixel(x, y) != PAPER
