"""The signs beside words: one weight of one set, drawn in the color of the moment."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QIconEngine, QPainter, QPixmap

from storebook.gui import theme

# Phosphor 1.3.0: the light cut, and the bold check for boxes.
GLYPHS = {
    "archive-box": "\uec8a",
    "arrow-clockwise": "\ueca2",
    "arrow-counter-clockwise": "\ueca3",
    "arrow-left": "\uecbd",
    "arrow-right": "\uecc6",
    "arrow-u-up-left": "\uece8",
    "arrows-clockwise": "\uecc7",
    "at": "\uecee",
    "backspace": "\uecf1",
    "barcode": "\uecf7",
    "bell-simple": "\ued06",
    "bell-simple-slash": "\ued08",
    "book-open": "\ued19",
    "cake": "\ued2c",
    "calendar-blank": "\ued2e",
    "camera": "\ued33",
    "caret-down": "\ued43",
    "caret-left": "\ued44",
    "caret-right": "\ued45",
    "caret-up": "\ued46",
    "chart-line-up": "\ued57",
    "chat-teardrop-text": "\ued67",
    "chat-text": "\ued68",
    "check": "\ued6a",
    "check-bold": "\uf465",
    "check-circle": "\ued69",
    "clipboard": "\ued79",
    "clock": "\ued7e",
    "clock-counter-clockwise": "\ued7d",
    "cookie": "\ued94",
    "copy": "\ued96",
    "credit-card": "\ued9c",
    "crown": "\ueda0",
    "database": "\uedaf",
    "device-mobile": "\uedb3",
    "diamond": "\uedb8",
    "dots-three": "\uedc9",
    "download-simple": "\uedce",
    "envelope-simple": "\uedd8",
    "envelope-simple-open": "\uedd9",
    "export": "\ueddc",
    "eye": "\ueddf",
    "eye-slash": "\uede0",
    "file-arrow-down": "\uede9",
    "file-arrow-up": "\uedea",
    "file-pdf": "\uedee",
    "flag": "\uedff",
    "floppy-disk": "\uee04",
    "folder-open": "\uee0e",
    "funnel": "\uee18",
    "gear-six": "\uee1e",
    "gift": "\uee27",
    "globe": "\uee33",
    "handshake": "\uee42",
    "heart": "\uee4d",
    "hourglass": "\uee53",
    "house": "\uee5a",
    "identification-card": "\uee5e",
    "image": "\uee5f",
    "info": "\uee62",
    "keyboard": "\uee66",
    "link-simple": "\uee7b",
    "list": "\uee7e",
    "lock-simple": "\uee87",
    "magnifying-glass": "\uee8c",
    "map-pin": "\uee8f",
    "minus": "\uee9d",
    "moon": "\ueea1",
    "note": "\ueeae",
    "note-pencil": "\ueeb0",
    "package": "\ueed3",
    "pencil-line": "\ueee6",
    "pencil-simple": "\ueee7",
    "phone": "\ueef3",
    "play-circle": "\ueefe",
    "plus": "\uef02",
    "printer": "\uef0a",
    "prohibit": "\uef0c",
    "question": "\uef15",
    "receipt": "\uef1c",
    "ruler": "\uef2b",
    "shield-check": "\uef3a",
    "sign-out": "\uef49",
    "sparkle": "\uef61",
    "squares-four": "\uef72",
    "star": "\uef77",
    "stop-circle": "\uef79",
    "storefront": "\uef7b",
    "sun": "\uef82",
    "tag": "\uef88",
    "text-aa": "\uef92",
    "trash": "\uefb6",
    "upload-simple": "\uefc7",
    "user": "\uefce",
    "user-circle": "\uefc9",
    "user-plus": "\uefd1",
    "users": "\uefd4",
    "users-three": "\uefd6",
    "warning": "\uefdf",
    "warning-circle": "\uefde",
    "wrench": "\uefee",
    "x": "\ueff0",
}


class _SignEngine(QIconEngine):
    """Draws one sign each time it is asked, so that an icon follows the theme by itself."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        color = "disabled" if mode == QIcon.Mode.Disabled else self._color
        paint_icon(painter, rect, self._name, color)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _SignEngine(self._name, self._color)


def icon(name: str, color: str = "ink2") -> QIcon:
    """The sign as a Qt icon, in the token `color`."""
    if name not in GLYPHS:
        raise KeyError(name)
    return QIcon(_SignEngine(name, color))


def paint_icon(painter: QPainter, rect: QRect, name: str, color: str) -> None:
    """Draw the sign into the middle of `rect`, as tall as the rectangle's smaller side."""
    font = QFont("Phosphor")
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(theme.color(color))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, GLYPHS[name])
    painter.restore()
