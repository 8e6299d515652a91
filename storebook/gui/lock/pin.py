"""The PIN: its dots, which take the keys, and the pad for a finger."""

from PySide6.QtCore import QPointF, QRect, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from storebook.gui import theme
from storebook.gui.icons import paint_icon
from storebook.gui.pressed import Pressed
from storebook.staff.pins import LONGEST, SHORTEST

DOT, APART = 20, 30
EDITS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
KEY_WIDE, KEY_TALL, FINGER = 84, 60, 48


class PinLine(QLineEdit):
    """As many dots as digits were typed, four at least; the next one stands in green.

    A line of its own kind, so that a screen reader takes it for a password and reads no digit out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[0-9]*"), self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName("PIN")
        self.textChanged.connect(self._measure)
        self._measure()
        theme.notifier().changed.connect(self._measure)

    def _measure(self) -> None:
        apart, dot = theme.px(APART), theme.px(DOT)
        self.setFixedSize(
            apart * (self._dots() - 1) + dot + 4, theme.px(40)
        )  # as the style has it for every line

    def _dots(self) -> int:
        return max(SHORTEST, min(len(self.text()) + 1, LONGEST))

    def put(self, digit: str) -> None:
        """One more digit, from the pad."""
        self.insert(digit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, and taking them back; everything else is the screen's."""
        if event.key() in EDITS or (event.text().isascii() and event.text().isdecimal()):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        typed, radius = len(self.text()), theme.px(DOT) / 2 - 1
        for place in range(self._dots()):
            center = QPointF(place * theme.px(APART) + radius + 2, self.height() / 2)
            is_next = place == typed and self.hasFocus() and self.isEnabled()
            painter.setPen(QPen(theme.color("accent" if is_next else "ink"), 2 if is_next else 1.2))
            painter.setBrush(theme.color("ink") if place < typed else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, radius, radius)


class PadButton(Pressed):
    """A digit, or a sign with a name. Keys have no need of it, so Tab passes it by."""

    def __init__(self, words: str, icon: str = "", name: str = "") -> None:
        super().__init__("" if icon else words)
        self._icon = icon
        self.setAccessibleName(name or words)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.set_letters(self, "digit")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._icon:
            return
        side = theme.px(24)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        color = "accent" if self._icon == "arrow-right" else "ink"
        paint_icon(QPainter(self), box, self._icon, color if self.isEnabled() else "disabled")


class PinPad(QWidget):
    """Three by four, each key large enough for a finger."""

    typed = Signal(str)
    taken_back = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        back = PadButton("", "backspace", "Delete the last digit")
        self.enter_button = PadButton("", "arrow-right", "Sign in")
        back.clicked.connect(self.taken_back)
        self.enter_button.clicked.connect(self.entered)
        self.keys: list[PadButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for place, digit in enumerate("1234567890"):
            key = PadButton(digit)
            key.clicked.connect(lambda _=False, digit=digit: self.typed.emit(digit))
            at = place if digit != "0" else 10
            grid.addWidget(key, at // 3, at % 3)
            self.keys.append(key)
        grid.addWidget(back, 3, 0)
        grid.addWidget(self.enter_button, 3, 2)
        self.keys += [back, self.enter_button]
        self.set_tall(theme.px(KEY_TALL))

    def set_tall(self, pixels: int) -> None:
        """So tall is a key, a finger's width at least."""
        size = QSize(theme.px(KEY_WIDE), max(FINGER, min(pixels, theme.px(KEY_TALL))))
        for key in self.keys:
            key.setFixedSize(size)
        self.updateGeometry()  # at once, not when the event loop comes to it
