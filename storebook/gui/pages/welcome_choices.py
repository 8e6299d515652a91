"""The great buttons of the first window: sign, heading, one sentence, and the key beside them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from storebook.gui import theme
from storebook.gui.drawing import key_cap, key_cap_width, write
from storebook.gui.icons import paint_icon

TALL = 92
SIGN = 32
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class ChoiceButton(QPushButton):
    """A way to begin. Its key is heard by the window."""

    def __init__(self, heading: str, sentence: str, *, icon: str, key: str) -> None:
        super().__init__()
        self._heading = heading
        self._sentence = sentence
        self._icon = icon
        self._key = key
        self.setAutoDefault(False)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(f"{sentence} Key {key}.")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(634), self._tall(theme.px(634)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), self._tall(max(self.width(), theme.px(320))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._tall(width)

    def _room(self, width: int) -> QRect:
        """Where the sentence goes: between the sign and the key."""
        left = theme.px(22 + SIGN + 22)
        right = width - theme.px(24) - key_cap_width(self._key) - 14
        return QRect(left, 0, max(60, right - left), theme.px(200))

    def _sentence_tall(self, width: int) -> int:
        measures = QFontMetrics(theme.font("body"))
        box = measures.boundingRect(self._room(width), WRAPPED, self._sentence)
        return max(theme.px(21), box.height())

    def _tall(self, width: int) -> int:
        return theme.px(TALL - 21) + self._sentence_tall(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        middle = self.height() // 2
        size = theme.px(SIGN)
        box = QRect(theme.px(22), middle - size // 2, size, size)
        paint_icon(painter, box, self._icon, "accent")
        key_cap(painter, self.width() - theme.px(24), middle, self._key)
        room = self._room(self.width())
        tall = self._sentence_tall(self.width())
        top = (self.height() - tall - theme.px(32)) // 2 - 1
        heading = QRect(room.left(), top, room.width(), theme.px(31))
        write(painter, heading, self._heading, theme.font("heading"), "ink")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink2"))
        below = QRect(room.left(), top + theme.px(32), room.width(), tall + 4)
        painter.drawText(below, WRAPPED, self._sentence)


def move_focus(buttons: list[ChoiceButton], step: int) -> bool:
    """Up and Down go from one choice to the next; False when none has the keys."""
    focused = [place for place, each in enumerate(buttons) if each.hasFocus()]
    if not focused:
        return False
    buttons[max(0, min(focused[0] + step, len(buttons) - 1))].setFocus()
    return True
