"""The small drawing before a line: the kind of piece, or a pencil or wrench for work."""

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from storebook.gui import theme
from storebook.gui.glyphs import Glyph, glyph_for, paint_glyph
from storebook.gui.icons import paint_icon
from storebook.sales.categories import category_of

WIDE = 58
ANY_PIECE = "diamond"


def sign_of(words: str, *, service: bool = False) -> tuple[Glyph | None, str]:
    """The drawing of a piece, or an icon: a pencil for engraving, a wrench for other work, a plain
    stone where the words name no kind of piece.
    """
    if service:
        return None, "pencil-line" if words.casefold().startswith("engrav") else "wrench"
    category = category_of(words)
    if not category or category == "loose stone":
        return None, ANY_PIECE
    return glyph_for(category, words), ""


class PieceSign(QWidget):
    """Follows the words while they are typed."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph: Glyph | None = None
        self._icon = ANY_PIECE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), theme.px(44))

    def show_line(self, words: str, *, service: bool) -> None:
        """Draw what fits the words."""
        self._glyph, self._icon = sign_of(words, service=service)
        self.update()

    def show_icon(self, icon: str) -> None:
        """What is no piece: a tag to scan, a piece that comes back."""
        self._glyph, self._icon = None, icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = theme.px(30 if self._glyph else 22)
        box = QRect(0, 0, size, size)
        box.moveCenter(self.rect().center())
        if self._glyph is not None:
            paint_glyph(painter, QRectF(box), self._glyph)
        else:
            paint_icon(painter, box, self._icon, "brass")
