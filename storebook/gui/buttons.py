"""Buttons: words that name the deed, a sign before them and the key that does the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from storebook.gui import keys, theme
from storebook.gui.drawing import LEFT, RIGHT, elided, key_cap, key_cap_width, text_width, write
from storebook.gui.icons import paint_icon
from storebook.gui.marks import paint_initials
from storebook.gui.pressed import Pressed
from storebook.gui.tips import tip

GAP = 9
KEY_GAP = 13

# Letters, color of the words, color of the sign, color of the key.
INKS = {
    "plain": ("body", "ink", "ink2", "ink3"),
    "primary": ("strong", "onaccent", "onaccent", "onaccent"),
    "quiet": ("body", "accent", "accent", "ink3"),
    "plainquiet": ("body", "ink", "ink2", "ink3"),
    "sapphire": ("body", "sapphire", "sapphire", "sapphire"),
    "danger": ("body", "garnet", "garnet", "ink3"),
    "segment": ("body", "ink2", "ink2", "ink3"),
    "page": ("body", "ink2", "ink2", "ink3"),
    "undo": ("body", "paper", "paper", "paper"),
}


@dataclass(frozen=True, slots=True)
class Inks:
    """What a button is written with at this moment."""

    letters: str
    words: str
    sign: str
    key: str


class Button(Pressed):
    """A button that paints its sign, words and key itself, so that `&` is only a letter.

    `spread` puts sign and words at the left and the key at the right edge, as a little key.
    """

    def __init__(  # noqa: PLR0913 - a button is words, kind, sign, key, size and order
        self,
        words: str,
        kind: str = "plain",
        *,
        icon: str | None = None,
        key: str = "",
        density: str = "normal",
        spread: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._sign = icon
        self._key = key
        self._spread = spread
        self._inks = "plain"
        self.setProperty("kind", "quiet" if kind == "undo-quiet" else kind)
        self.setProperty("density", density)
        self.set_inks("undo" if kind.startswith("undo") else kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    @property
    def words(self) -> str:
        """What stands on the button."""
        return self._words

    def set_words(self, words: str) -> None:
        """Change what stands on the button."""
        self._words = words
        self.setAccessibleName(words)
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()

    def set_sign(self, icon: str | None) -> None:
        """Change the sign before the words."""
        self._sign = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Make it primary, plain, quiet or danger after the fact."""
        self.setProperty("kind", kind)
        self.set_inks(kind)
        theme.restyle(self)
        self.updateGeometry()

    def set_inks(self, inks: str) -> None:
        """Write it in another kind's inks, as on the dark undo bar."""
        self._inks = inks
        self.update()

    def inks(self) -> Inks:
        """Letters and colors for the state the button is in."""
        letters, words, sign, key = INKS[self._inks]
        if not self.isEnabled():
            return Inks(letters, "disabled", "disabled", "disabled")
        if self.isChecked() and self._inks == "segment":
            return Inks("strong", "onaccent", "onaccent", "onaccent")
        if self.isChecked() and self._inks == "page":
            return Inks("strong", "ink", "accent", "ink2")
        if self._spread and self._inks == "plain":
            return Inks(letters, words, "accent", key)
        return Inks(letters, words, sign, key)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self._content_width() + 2 * self._padding(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.icon = QIcon()
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        if self._spread:
            self._paint_spread(painter)
        else:
            self._paint_together(painter)

    def _padding(self) -> int:
        density, kind = self.property("density"), self.property("kind")
        if density in ("counter", "quick"):
            return 20
        if density == "desk":
            return 13
        return 15 if kind == "segment" else 17

    def _sign_size(self) -> int:
        return theme.px(24 if self.property("density") == "quick" else 20)

    def _content_width(self) -> int:
        # The widest of the letters this button may get, so that choosing it moves nothing.
        widest = "strong" if self._inks in ("segment", "primary", "page") else "body"
        width = text_width(self._words, theme.font(widest)) if self._words else 0
        if self._sign:
            width += self._sign_size() + (GAP if self._words else 0)
        if self._key:
            width += KEY_GAP + text_width(self._key, theme.font("small"))
            width += theme.px(36) if self._spread else 0
        return width

    def _paint_together(self, painter: QPainter) -> None:
        inks = self.inks()
        left = max(self._padding() // 2, (self.width() - self._content_width()) // 2)
        left = self._paint_sign(painter, left, inks)
        font = theme.font(inks.letters)
        room = self.width() - left - 4
        wide = min(text_width(self._words, font), room)
        write(painter, QRect(left, 0, wide + 2, self.height()), self._words, font, inks.words)
        if self._key:
            box = QRect(left + wide + KEY_GAP, 0, self.width(), self.height())
            write(painter, box, self._key, theme.font("small"), inks.key)

    def _paint_spread(self, painter: QPainter) -> None:
        inks = self.inks()
        left = self._paint_sign(painter, self._padding() - 2, inks)
        right = self.width() - self._padding() + 2
        if self._key:
            key_cap(painter, right, self.height() // 2, self._key)
            right -= key_cap_width(self._key) + GAP
        box = QRect(left + 4, 0, right - left - 4, self.height())
        write(painter, box, self._words, theme.font(inks.letters), inks.words)

    def _paint_sign(self, painter: QPainter, left: int, inks: Inks) -> int:
        if not self._sign:
            return left
        size = self._sign_size()
        paint_icon(
            painter, QRect(left, (self.height() - size) // 2, size, size), self._sign, inks.sign
        )
        return left + size + GAP


class PageButton(Button):
    """A page in the rail: sign, word and its number; only the sign when the rail is narrow."""

    def __init__(self, words: str, icon: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "page", icon=icon, key=number, parent=parent)
        self.narrow = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        """Show the sign alone, with the word as a tool tip."""
        self.narrow = narrow
        tip(self, self.words if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(64 if self.narrow else theme.px(160), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.sizeHint().height())

    def _paint_together(self, painter: QPainter) -> None:
        inks = self.inks()
        if self.narrow:
            self._paint_sign(painter, (self.width() - self._sign_size()) // 2, inks)
            return
        left = self._paint_sign(painter, 22, inks) + 3
        box = QRect(left, 0, self.width() - left - 18, self.height())
        write(painter, box, self._words, theme.font(inks.letters), inks.words)
        write(painter, box, self._key, theme.font("small"), inks.key, RIGHT)


class CrossButton(Pressed):
    """A bare sign: close, backspace, arrows. The only signs without a word."""

    def __init__(self, name: str, icon: str = "x", color: str = "ink2") -> None:
        super().__init__()
        self._sign = icon
        self._color = color
        self.setProperty("kind", "cross")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        tip(self, name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme.px(20)
        box = QRect(0, 0, size, size)
        box.moveCenter(self.rect().center())
        paint_icon(QPainter(self), box, self._sign, self._color)


class LinkButton(Pressed):
    """Words that lead somewhere: green and underlined, reached by Tab like any button.

    A `quiet` one is neither, for the status line.
    """

    def __init__(
        self, words: str, *, icon: str | None = None, letters: str = "body", quiet: bool = False
    ) -> None:
        super().__init__()
        self._words = words
        self._sign = icon
        self._quiet = quiet
        self._letters = letters
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    @property
    def words(self) -> str:
        """What the link says."""
        return self._words

    def set_words(self, words: str) -> None:
        """Change what the link says."""
        self._words = words
        self.setAccessibleName(words)
        self.setText(words.replace("&", "&&"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = text_width(self._words, theme.font(self._letters)) + 8
        if self._sign:
            width += theme.px(16) + GAP
        return QSize(width, theme.px(25))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        left = 4
        if self._sign:
            size = theme.px(16)
            box = QRect(left, (self.height() - size) // 2, size, size)
            paint_icon(painter, box, self._sign, "accent")
            left += size + GAP
        color = ("ink2" if self._quiet else "accent") if self.isEnabled() else "disabled"
        font = theme.font(self._letters)
        box = QRect(left, 0, self.width() - left - 3, self.height())
        words = elided(self._words, font, box.width())
        write(painter, box, words, font, color, LEFT)
        if not self._quiet:
            line = self.height() // 2 + painter.fontMetrics().ascent() // 2 + 3
            painter.fillRect(left, line, text_width(words, font), 1, theme.color(color))


class Chip(Pressed):
    """A person opened earlier today, in the one round shape of the program."""

    def __init__(self, words: str, letters: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._letters = letters
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setAccessibleName(words or letters)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = min(text_width(self._words, theme.font("listname")), theme.px(240))
        beside = wide + 16 if self._words else 0
        return QSize(beside + theme.px(28) + 16, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.px(28)
        paint_initials(painter, QRectF(7, (self.height() - size) / 2, size, size), self._letters)
        box = QRect(size + 15, 0, self.width() - size - 28, self.height() + theme.px(2))
        write(painter, box, self._words, theme.font("listname"), "ink")


class Segments(QWidget):
    """Two to five choices side by side, of which one is on; arrows move between them."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[Any, str]], value: Any = None) -> None:
        super().__init__()
        self._values = [choice for choice, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (_, words) in enumerate(choices):
            segment = Button(words, "segment")
            segment.setCheckable(True)
            place = "first" if index == 0 else "last" if index == len(choices) - 1 else "middle"
            segment.setProperty("place", place)
            segment.setAccessibleName(f"{name}: {words}")
            self._group.addButton(segment, index)
            layout.addWidget(segment)
        self.set_value(value if value in self._values else self._values[0])
        self._group.idClicked.connect(self._on_click)

    def _on_click(self, index: int) -> None:
        self.changed.emit()
        self.chosen.emit(self._values[index])

    def value(self) -> Any:
        """The choice that is on."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: Any) -> None:
        """Turn a choice on without telling anyone; Tab comes to the one that is on."""
        on = self._group.button(self._values.index(value))
        on.setChecked(True)
        for segment in self._group.buttons():
            click, every = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus
            segment.setFocusPolicy(every if segment is on else click)

    def draft(self) -> object:
        """Which place is on, for the form's draft."""
        return self._group.checkedId()

    def set_draft(self, kept: object) -> None:
        """Turn on what the draft had."""
        if isinstance(kept, int) and 0 <= kept < len(self._values):
            self.set_value(self._values[kept])


def key_words(key: str) -> str:
    """What a button shows for `key`: the name of an action in the key map, or a key as written."""
    return keys.shown(key) if key in keys.BY_ACTION else key


__all__ = ["Button", "Chip", "CrossButton", "LinkButton", "PageButton", "Segments", "key_words"]
