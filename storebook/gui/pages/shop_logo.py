"""The shop's logo: a picture from a file, made small, as it will stand in the book."""

import base64
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.pictures import read_logo_file
from storebook.gui import ask, theme
from storebook.gui.context import Context
from storebook.gui.drawing import CENTER
from storebook.gui.photographs import unpacked
from storebook.gui.words import button, label

LARGEST = (600, 300)
KINDS = "Pictures (*.png *.jpg *.jpeg *.webp)"


def small_logo(path: str) -> str:
    """The picture as base64 text, no larger than a letterhead needs; Refused when it is none."""
    try:
        return base64.b64encode(read_logo_file(Path(path), LARGEST)).decode("ascii")
    except Refused as refusal:
        raise Refused(str(refusal), field="logo") from refusal


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.setAccessibleName("Logo")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(90))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        room = self.rect().adjusted(8, 8, -8, -8)
        if self.picture.isNull():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), theme.color("sunk"))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink2"))
            painter.drawText(self.rect(), CENTER, "No logo")
            return
        size = self.picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(room.topLeft(), size)
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self.picture)


class LogoField(QWidget):
    """The logo with what can be done about it. It answers like a field of the form."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._logo = ""
        # On a tall screen the room goes to the text beneath it, not between the two.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._picture = _Picture()
        self.choose_button = button("Choose a picture…", density="desk")
        self.remove_button = button("No logo", kind="quiet", density="desk")
        self.choose_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(lambda: self._take(""))
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.choose_button)
        beside.addWidget(self.remove_button)
        beside.addStretch()
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(beside)
        line.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(label("Logo", "small", role="second"))
        whole.addLayout(line)

    def value(self) -> str:
        """The picture as base64 text; empty for none."""
        return self._logo

    def set_value(self, logo: str) -> None:
        """Show it; nobody is told."""
        self._logo = logo
        self._picture.picture = unpacked(base64.b64decode(logo), b"png")
        self._picture.setAccessibleDescription("A picture" if logo else "No logo")
        self._picture.update()
        self.remove_button.setVisible(bool(logo))

    def draft(self) -> object:
        """For the form's draft."""
        return self._logo

    def set_draft(self, kept: object) -> None:
        """As the draft had it."""
        self.set_value(str(kept))

    def _choose(self) -> None:
        path = ask.open_file(self._context.window(), "The shop’s logo", KINDS)
        if path is not None:
            self._take(small_logo(str(path)))

    def _take(self, logo: str) -> None:
        self.set_value(logo)
        self.changed.emit()
