"""The card at the right: the real PDF, drawn as soon as one pauses in typing."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.checks import show_number
from storebook.base.errors import Refused
from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.drawing import CENTER
from storebook.gui.layout import row
from storebook.gui.pages.club.cards import CardWords, card_pdf
from storebook.gui.print_preview import PdfPages
from storebook.gui.timers import after
from storebook.gui.words import label, section_head

PAUSE_MS = 300
WIDTH, HEIGHT = 85.6, 54.0  # millimeters, as a bank card
WIDE = 398
CORNER = 0.045  # of the width, as a bank card's


class CardSide(Enum):
    """Which page of the PDF."""

    FRONT = 0
    BACK = 1


class CardPicture(QWidget):
    """White like the paper, with the round corners it will be cut to; by day and by night."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self._sentence = ""
        self._page = 0
        self._drawn: tuple[int, int, QImage] | None = None
        self.setAccessibleName("The membership card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(theme.px(WIDE))

    def show_pages(self, pages: PdfPages, words: str) -> None:
        """Show this PDF; `words` say it to who cannot see it."""
        self._pages, self._sentence, self._drawn = pages, "", None
        self.setAccessibleDescription(words)
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no card to see."""
        self._pages, self._sentence = None, sentence
        self.setAccessibleDescription(sentence)
        self.update()

    def show_side(self, side: CardSide) -> None:
        """Turn the card."""
        self._page = side.value
        self.update()

    @property
    def sentence(self) -> str:
        """What is said in place of the card."""
        return self._sentence

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), self.heightForWidth(theme.px(WIDE)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.heightForWidth(theme.px(160)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = min(self.height(), self.heightForWidth(self.width()))
        place = QRect(0, 0, round(tall * WIDTH / HEIGHT), tall)
        edge = QPainterPath()
        corner = place.width() * CORNER
        edge.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.save()
        painter.setClipPath(edge)
        if self._pages is not None and self._pages.count > self._page:
            painter.drawImage(place, self._picture(self._pages, place))
        else:
            painter.fillPath(edge, theme.color("surface"))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink2"))
            inside = place.adjusted(24, 12, -24, -12)
            painter.drawText(inside, CENTER | Qt.TextFlag.TextWordWrap, self._sentence)
        painter.restore()
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.drawPath(edge)

    def _picture(self, pages: PdfPages, place: QRect) -> QImage:
        wide = round(place.width() * self.devicePixelRatioF())
        if self._drawn is None or self._drawn[:2] != (wide, self._page):
            tall = round(place.height() * self.devicePixelRatioF())
            self._drawn = (wide, self._page, pages.picture(self._page, QSize(wide, tall)))
        return self._drawn[2]


class CardPreview(QWidget):
    """`drawn` comes when the card on the screen is that of the newest words."""

    drawn = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words: CardWords | None = None
        self._made: CardWords | None = None
        self.picture = CardPicture()
        self.sides = Segments(
            "Side of the card", [(CardSide.FRONT, "Front"), (CardSide.BACK, "Back")]
        )
        self.sides.chosen.connect(self.picture.show_side)
        self._pause = after(self, PAUSE_MS, self.draw_now)
        measure = label("86 × 54 mm", "small", role="second")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(section_head("The card", "as it will print"))
        whole.addSpacing(14)
        whole.addWidget(self.picture)
        whole.addLayout(row(self.sides, "stretch", measure))
        theme.notifier().changed.connect(self._measure)

    def _measure(self) -> None:
        self.picture.setMaximumWidth(theme.px(WIDE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._words != self._made:
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who cannot be seen draws nothing, and asks a book nothing that may be closed by then."""
        super().hideEvent(event)
        self._pause.stop()

    def show_words(self, words: CardWords) -> None:
        """Draw it once one pauses; while one types fast the card before it stays."""
        if words == self._words:
            return
        self._words = words
        if self.isVisible():
            self._pause.start()

    def draw_soon(self) -> None:
        """The same words again, for a shop that has changed."""
        self._made = None
        if self.isVisible():
            self._pause.start()

    def draw_now(self) -> None:
        """Have the PDF made, away from the window, and show it."""
        self._pause.stop()
        if self._words is None:
            return
        shop, words = self._context.shop(), self._words
        self._context.jobs.read(
            lambda _: card_or_why_not(shop, words),
            lambda made: self._show(words, made),
            owner=self,
            lane="card",
        )

    def _show(self, words: CardWords, made: bytes | str) -> None:
        self._made = words
        if isinstance(made, str):
            self.picture.show_sentence(made)
        else:
            said = f"{words.name}, card {show_number(words.number)}"
            self.picture.show_pages(PdfPages(made), said)
        self.drawn.emit()


def card_or_why_not(shop: Shop, words: CardWords) -> bytes | str:
    """The card, or the sentence that says why it cannot be printed."""
    try:
        return card_pdf(shop, words)
    except Refused as refusal:
        return str(refusal)
