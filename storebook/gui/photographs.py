"""Photos of the book on the screen: unpacked as what they are, and painted round or square."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget

from storebook.book.book import Book
from storebook.book.kept_pictures import thumb
from storebook.gui import theme

# Of one book, unpacked: some 230 kB each.
MOST_REMEMBERED = 100
LEAST = 110
_remembered: WeakKeyDictionary[Book, dict[int, QPixmap]] = WeakKeyDictionary()


def unpacked(packed: bytes, form: bytes = b"jpeg") -> QImage:
    """One of the book's own pictures, read in its form whatever it may be; fit for any thread.

    Left to itself Qt looks at the bytes and would draw an SVG, with whatever that one asks for.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(packed))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    return reader.read()


def small(book: Book, picture_id: int) -> QPixmap:
    """The small square of a picture, which is read once while the book is open."""
    known = _remembered.setdefault(book, {})
    found = known.get(picture_id)
    if found is None:
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        found = known[picture_id] = QPixmap.fromImage(unpacked(thumb(book, picture_id)))
    return found


def paint_round(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """The picture in a brass circle, in place of initials; `rect` is the circle's square."""
    shape = QPainterPath()
    shape.addEllipse(rect.adjusted(1, 1, -1, -1))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, rect, shape, picture)
    painter.setPen(QPen(theme.color("brassline"), 1))
    painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def paint_square(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    """The picture in a small framed square, in place of the drawing of a piece."""
    shape = QPainterPath()
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, rect, shape, picture)
    painter.setPen(QPen(theme.color("hair"), 1))
    painter.drawPath(shape)
    painter.restore()


def _fill(painter: QPainter, rect: QRectF, shape: QPainterPath, picture: QPixmap) -> None:
    """Scaled first, then used as the paper: a clipped edge would be ragged."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    size = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
    fitted = _scaled(picture, size)
    fitted.setDevicePixelRatio(ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.save()
    painter.setBrushOrigin(rect.topLeft())
    painter.setBrush(fitted)
    painter.drawPath(shape)
    painter.restore()


def _scaled(picture: QPixmap, size: QSize) -> QPixmap:
    """Kept for a while: a list that is scrolled paints the same faces again and again."""
    key = f"photo {picture.cacheKey()} {size.width()} {size.height()}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = picture.scaled(
            size,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        QPixmapCache.insert(key, found)
    return found


class Stage(QWidget):
    """A picture as large as its place lets it be, on sunk paper; words where there is none."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._picture = QImage()
        self._fitted = QPixmap()
        self.setAccessibleName("The photo")
        self._tall = 0
        self.set_tall(theme.px(400))

    @property
    def tall(self) -> int:
        """How tall it is now."""
        return self._tall

    def set_tall(self, pixels: int) -> None:
        """As tall as there is room for."""
        tall = max(theme.px(LEAST), pixels)
        if tall != self._tall:
            self._tall = tall
            self.setMinimumHeight(tall)
            self.updateGeometry()

    def show_words(self, words: str) -> None:
        """Nothing to be seen but these."""
        self._words = words
        self.show_picture(QImage())

    def show_picture(self, picture: QImage, said: str = "") -> None:
        """This picture; `said` is what a screen reader tells of it."""
        self._picture = picture
        self._fitted = QPixmap()
        self.setAccessibleDescription(said or self._words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(620), self._tall)

    def resizeEvent(self, event: object) -> None:
        self._fitted = QPixmap()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sunk"))
        if self._picture.isNull():
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("ink2"))
            inside = self.rect().adjusted(24, 24, -24, -24)
            painter.drawText(
                inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words
            )
            return
        if self._fitted.isNull():
            self._fitted = self._fit()
        size = self._fitted.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.drawPixmap(place, self._fitted)

    def _fit(self) -> QPixmap:
        """Never larger than it is: a small picture is not made to look coarse."""
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        size = self._picture.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        made = QPixmap.fromImage(
            self._picture.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        made.setDevicePixelRatio(ratio)
        return made
