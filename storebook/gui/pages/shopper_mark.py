"""Who the page is about, at its head: their photograph in a circle, or their initials."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.icons import paint_icon
from storebook.gui.marks import initials, paint_initials
from storebook.gui.photographs import paint_round, small
from storebook.gui.pressed import Pressed
from storebook.gui.words import tip
from storebook.people.called import name_of
from storebook.people.photos import first_of_shoppers, of_shopper
from storebook.people.shoppers import Shopper

PIXELS = 76


class ShopperMark(Pressed):
    """Pressed, it opens the photos. With privacy on it shows initials alone."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._letters = ""
        self._shopper_id = 0
        self._photo: QPixmap | None = None
        self._under_pointer = False
        self.setProperty("kind", "photo")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip(self, "Photos")
        self.clicked.connect(self.open_photos)

    def refresh(self, shopper: Shopper) -> None:
        """Show this shopper."""
        self._shopper_id = shopper.id
        self._letters = initials(shopper.name, shopper.given or "", shopper.family or "")
        self._photo = None
        if not self._context.is_private():
            book = self._context.book
            picture_id = first_of_shoppers(book, [shopper.id]).get(shopper.id)
            self._photo = None if picture_id is None else small(book, picture_id)
        name = f"Photograph of {shopper.name}" if self._photo else f"Photos of {shopper.name}"
        self.setAccessibleName(name)
        self.update()

    def has_photo(self) -> bool:
        """Whether a photograph stands here."""
        return self._photo is not None

    def open_photos(self) -> None:
        """All photos of who is shown."""
        subject = of_shopper(self._context.book, self._shopper_id)
        whose = name_of(self._context.book, self._shopper_id)  # whole: there is room to wrap it
        dialog = PhotosDialog(self._context, subject, f"Photos of {whose}")
        self._context.dialogs.open(dialog)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(PIXELS), theme.px(PIXELS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        if self._photo is not None:
            paint_round(painter, whole, self._photo)
        else:
            paint_initials(painter, whole, self._letters)
        if self._under_pointer or self.hasFocus():
            self._paint_sign(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(whole.adjusted(1, 1, -1, -1))

    def _paint_sign(self, painter: QPainter) -> None:
        """A camera at the lower right says what pressing does."""
        side = theme.px(24)
        place = QRect(self.width() - side, self.height() - side, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5))
        paint_icon(painter, place.adjusted(4, 4, -4, -4), "camera", "ink2")

    def enterEvent(self, event: QEnterEvent) -> None:
        self._under_pointer = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under_pointer = False
        self.update()
