"""The small drawing before a line: the kind of piece, or a pencil or wrench for work."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.gui import theme
from storebook.gui.glyphs import glyph_for, paint_glyph
from storebook.gui.icons import paint_icon
from storebook.sales.categories import category_of

WIDE = 58


def service_icon(words: str) -> str:
    """Engraving is a pencil, all other work a wrench."""
    return "pencil-line" if words.casefold().startswith("engrav") else "wrench"


class PieceSign(QWidget):
    """Follows the words while they are typed."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._icon = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), theme.px(44))

    def show_piece(self, words: str) -> None:
        """Draw what fits the words."""
        self._words, self._icon = words, ""
        self.update()

    def show_service(self, words: str) -> None:
        """The sign of the work."""
        self._icon = service_icon(words)
        self.update()

    def show_icon(self, icon: str) -> None:
        """What is no piece: a tag to scan, a piece that comes back."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = theme.px(22 if self._icon else 30)
        box = QRect(0, 0, size, size)
        box.moveCenter(self.rect().center())
        if self._icon:
            paint_icon(painter, box, self._icon, "brass")
        else:
            paint_glyph(painter, QRectF(box), glyph_for(category_of(self._words), self._words))
