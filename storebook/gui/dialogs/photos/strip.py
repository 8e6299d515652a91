"""The photos side by side, small: arrows go from one to the next, and the chosen one is framed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.photos.words import photo_words
from storebook.gui.pages.shopper_flow import Flow
from storebook.gui.photographs import paint_square, small
from storebook.gui.pressed import Pressed
from storebook.people.photos import Photo

SIDE = 72


class SmallPhoto(Pressed):
    """One photo of the strip."""

    def __init__(self, context: Context, photo: Photo, place: int, of: int) -> None:
        super().__init__()
        self.photo = photo
        self._picture = small(context.book, photo.picture_id)
        self.setCheckable(True)
        self.setProperty("kind", "photo")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Photo {place} of {of}: {photo_words(context, photo)}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(SIDE), theme.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        paint_square(painter, whole.adjusted(4, 4, -4, -4), self._picture)
        if self.isChecked() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            color = "accent" if self.isChecked() else "edge"
            painter.setPen(QPen(theme.color(color), 3 if self.hasFocus() else 1))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 3, 3)


class Strip(QWidget):
    """All photos of a subject; one of them is chosen."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._flow = Flow(6, 6)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName("Photos")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._flow)

    def parts(self) -> list[SmallPhoto]:
        """What is shown, in its order."""
        return [part for part in self._flow.parts() if isinstance(part, SmallPhoto)]

    def photo(self) -> Photo | None:
        """The one that is chosen."""
        on = self._group.checkedButton()
        return on.photo if isinstance(on, SmallPhoto) else None

    def is_first(self, photo: Photo) -> bool:
        """Whether it stands for the subject already."""
        parts = self.parts()
        return bool(parts) and parts[0].photo.id == photo.id

    def show_photos(self, photos: Sequence[Photo], choose: int | None) -> None:
        """Show these, with the one of this id chosen, or else the first."""
        had_focus = any(part.hasFocus() for part in self.parts())
        for gone in self._group.buttons():
            self._group.removeButton(gone)
        parts: list[QWidget] = []
        for place, photo in enumerate(photos, start=1):
            part = SmallPhoto(self._context, photo, place, len(photos))
            part.clicked.connect(lambda _=False, one=photo: self._choose(one.id))
            self._group.addButton(part)
            parts.append(part)
        self._flow.show_parts(parts)
        ids = [photo.id for photo in photos]
        if ids:
            self._choose(choose if choose in ids else ids[0])
            on = self._group.checkedButton()
            if had_focus and on is not None:
                on.setFocus()
        else:
            self.chosen.emit(None)

    def focus_chosen(self) -> None:
        """The chosen one has the keys."""
        if (on := self._group.checkedButton()) is not None:
            on.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, photo_id: int) -> None:
        for part in self.parts():
            on = part.photo.id == photo_id
            part.setChecked(on)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
        self.chosen.emit(self.photo())
