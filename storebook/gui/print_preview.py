"""What will be printed, shown as it is: a page of the real PDF, or the part of it that matters."""

from dataclasses import dataclass, field

from PySide6.QtCore import QBuffer, QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.gui import theme
from storebook.gui.drawing import CENTER

MOST_PIXELS = 6_000
OVERSIZE = 3


def made_small(large: QImage, pixels: QSize) -> QImage:
    """The picture in so many pixels, with lines as thin as they are on paper."""
    return large.scaled(
        pixels,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


class PdfPages:
    """A PDF that can be drawn; it keeps its bytes for as long as it lives."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    @property
    def count(self) -> int:
        """How many pages there are; none when it could not be read."""
        ready = self.document.status() is QPdfDocument.Status.Ready
        return self.document.pageCount() if ready else 0

    def size_mm(self, page: int) -> tuple[float, float]:
        """Width and height of the page."""
        points = self.document.pagePointSize(page)
        return points.width() / 72 * 25.4, points.height() / 72 * 25.4

    def picture(self, page: int, pixels: QSize) -> QImage:
        """The whole page on white paper."""
        drawn = self.document.render(page, pixels)
        paper = QImage(pixels, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return paper

    def part(self, page: int, part: QRectF, pixels: QSize, *, turned: bool = False) -> QImage:
        """A part of the page so many pixels large; `part` is in shares of the page (0 to 1)."""
        whole = QSize(
            min(MOST_PIXELS, round(pixels.width() / part.width())),
            min(MOST_PIXELS, round(pixels.height() / part.height())),
        )
        cut = QRect(
            round(part.left() * whole.width()),
            round(part.top() * whole.height()),
            pixels.width(),
            pixels.height(),
        )
        found = self.picture(page, whole).copy(cut)
        return found.transformed(QTransform().rotate(180)) if turned else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of a PDF is to be seen: the `part` of a page, in shares of it from the top left."""

    pages: PdfPages
    page: int = 0
    part: QRectF = field(default_factory=lambda: QRectF(0, 0, 1, 1))
    turned: bool = False

    @property
    def ratio(self) -> float:
        """Width by height."""
        width, height = self.pages.size_mm(self.page)
        return width * self.part.width() / max(1e-6, height * self.part.height())


class PrintPreview(QWidget):
    """White paper with what will stand on it, as large as fits; a sentence when there is nothing.

    Paper is white by day and by night: it shows what comes out of the printer.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._shown: Shown | None = None
        self._sentence = ""
        self._drawn: tuple[tuple[int, int], QImage] | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_part(self, shown: Shown, words: str) -> None:
        """Show this; `words` say it to who cannot see it."""
        self._shown, self._sentence, self._drawn = shown, "", None
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._shown, self._sentence, self._drawn = None, sentence, None
        self.setAccessibleDescription(sentence)
        self.update()

    @property
    def sentence(self) -> str:
        """What is said in place of the paper."""
        return self._sentence

    @property
    def shown(self) -> Shown | None:
        """What is to be seen now."""
        return self._shown

    def sizeHint(self) -> QSize:
        return QSize(theme.px(254), theme.px(356))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shown is None:
            self._paint_sentence(painter)
            return
        place = self._paper()
        ratio = self.devicePixelRatioF()
        pixels = (max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        if self._drawn is None or self._drawn[0] != pixels:
            shown = self._shown
            # Drawn large and made small: a hairline of the card is thinner than a pixel here.
            large = shown.pages.part(
                shown.page, shown.part, QSize(*pixels) * OVERSIZE, turned=shown.turned
            )
            self._drawn = (pixels, made_small(large, QSize(*pixels)))
        painter.drawImage(place, self._drawn[1])
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_sentence(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink2"))
        box = self.rect().adjusted(16, 16, -16, -16)
        painter.drawText(box, CENTER | Qt.TextFlag.TextWordWrap, self._sentence)

    def _paper(self) -> QRect:
        """As large as it fits, at the top left."""
        assert self._shown is not None
        wide, tall = self.width(), self.height()
        ratio = self._shown.ratio
        if wide / max(1, tall) > ratio:
            wide = round(tall * ratio)
        else:
            tall = round(wide / ratio)
        return QRect(0, 0, max(1, wide), max(1, tall))
