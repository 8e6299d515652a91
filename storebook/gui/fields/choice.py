"""Fields for choices: one of a list, a line to check, and a search among many."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from storebook.gui import privacy, theme
from storebook.gui.drawing import elided
from storebook.gui.fields.base import Field
from storebook.gui.fields.text import LineEdit
from storebook.gui.words import label

# The style counts the longest choice to the pixel, and then cuts it for want of one.
AIR = 8
NARROW = 150
# A list whose longest answer is longer than this gives way where there is little room.
LEAST, MOST = 112, 360


class _Choices(QComboBox):
    """A list that the wheel does not change by accident, as wide as its place."""

    def __init__(self) -> None:
        super().__init__()
        self._measured_in: QFont | None = None
        self._widest = 0

    def words_changed(self) -> None:
        """The choices are others now, or more."""
        self._measured_in = None
        self.updateGeometry()

    def _measured(self) -> int:
        """The longest choice; of 250 countries it is not looked for at each layout."""
        if self._measured_in != self.font():
            self._measured_in = self.font()
            font = QFontMetrics(self._measured_in)
            words = (self.itemText(at) for at in range(self.count()))
            self._widest = max(map(font.horizontalAdvance, words), default=0)
        return self._widest

    def sizeHint(self) -> QSize:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self._measured(), self.fontMetrics().height())
        kind = QStyle.ContentsType.CT_ComboBox
        wide = self.style().sizeFromContents(kind, option, words, self).width() + AIR
        wide = min(wide, theme.px(MOST))
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), theme.px(LEAST)), wanted.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long answer ends in an ellipsis; its list shows it whole."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = elided(self.currentText(), self.font(), room.width() - 4)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ChoiceField(Field):
    """One of a few: `choices` are (value, words). `picked` comes when the user chose."""

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str]],
        value: Any = None,
        *,
        note: str = "",
        density: str = "",
    ) -> None:
        self.box = _Choices()
        # Not "to contents": a moment after, Qt would take it out of its place for them.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.box.setItemDelegate(_RoomyDelegate(self.box))
        self._values: list[Any] = []
        super().__init__(name, self.box, note=note, density=density)
        self.set_choices(choices, value)
        self.box.activated.connect(self._on_pick)

    def _on_pick(self, index: int) -> None:
        self._on_change()
        self.picked.emit(self._values[index])

    def set_choices(self, choices: Sequence[tuple[Any, str]], value: Any = None) -> None:
        """Offer other answers, and choose `value` (the first when it is not among them)."""
        self._values = [choice for choice, _ in choices]
        self.box.clear()
        self.box.addItems([words for _, words in choices])
        self.box.words_changed()
        index = self._values.index(value) if value in self._values else 0
        self.box.setCurrentIndex(index if self._values else -1)

    def value(self) -> Any:
        """The choice that is on; None when there is none."""
        index = self.box.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: Any, words: str = "") -> None:
        """Choose; nobody is told. What is on file stays so, though it is offered to nobody new:
        it joins the choices under these words, or under its own."""
        if value and value not in self._values:
            self._values.append(value)
            self.box.addItem(words or str(value))
            self.box.words_changed()
        index = self._values.index(value) if value in self._values else 0
        self.box.setCurrentIndex(index if self._values else -1)

    def is_empty(self) -> bool:
        return self.value() is None

    def draft(self) -> object:
        return self.box.currentText()

    def set_draft(self, kept: object) -> None:
        index = self.box.findText(str(kept))
        if index >= 0:
            self.box.setCurrentIndex(index)


class _Box(QCheckBox):
    """Enter goes on, as in every field; Space checks."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CheckLine(QWidget):
    """A line to check, of which the whole is the target: words, and a quiet fact after them."""

    changed = Signal(bool)
    entered = Signal()

    def __init__(
        self, words: str, *, fact: str = "", on: bool = False, density: str = "normal"
    ) -> None:
        super().__init__()
        self.box = self.control = _Box(words.replace("&", "&&"))
        self.box.setProperty("density", density)
        self.box.setAccessibleName(f"{words}, {fact}" if fact else words)
        self.box.setChecked(on)
        theme.set_letters(self.box, "body")
        self.fact = label(fact, "small", role="second", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.box)
        layout.addWidget(self.fact, 1)
        self.setFocusProxy(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.toggled.connect(self.changed)
        self.box.entered.connect(self.entered)

    def is_on(self) -> bool:
        """Whether it is checked."""
        return self.box.isChecked()

    def set_on(self, on: bool) -> None:
        """Check or clear it; nobody is told."""
        self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(False)

    def align_facts(self, width: int) -> None:
        """Let the facts of several lines begin at the same place."""
        self.box.setFixedWidth(theme.px(width))

    def draft(self) -> object:
        """Whether it is checked, for the form's draft."""
        return self.is_on()

    def set_draft(self, kept: object) -> None:
        """Check it as the draft had it."""
        self.set_on(bool(kept))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) and self.box.isEnabled():
            self.box.setFocus()
            self.box.click()


Find = Callable[[str], Sequence[tuple[Any, str]]]
MOST_FOUND = 12


class PickField(Field):
    """One of very many, found by typing: `find(text)` gives (value, words), best first.

    `value()` is None until one was picked; what is typed and matches nothing stays as `typed()`,
    so that a new spouse's name can be used as it stands.
    """

    picked = Signal(object)

    def __init__(self, name: str, find: Find, *, placeholder: str = "", missing: str = "") -> None:
        self.line = LineEdit(placeholder, icon="magnifying-glass")
        self._find = find
        self._value: Any = None
        self._found: list[tuple[Any, str]] = []
        self._words = QStringListModel()
        self._popup = _popup()
        super().__init__(name, self.line, missing=missing)
        self._completer = QCompleter(self._words, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_FOUND)
        self._completer.setPopup(self._popup)
        # The completer has just put a delegate of its own there.
        self._popup.setItemDelegate(_RoomyDelegate(self._popup))
        self._popup.installEventFilter(self)
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._on_typed)
        self._completer.activated.connect(self._on_words)
        privacy.notifier().changed.connect(self._find_again)

    def value(self) -> Any:
        """What was picked, or None."""
        return self._value

    def typed(self) -> str:
        """What stands in the line, picked or not."""
        return self.line.text().strip()

    def set_value(self, value: Any, words: str) -> None:
        """Pick it; nobody is told."""
        self._value = value
        self.line.setText(words)
        self.line.setCursorPosition(0)

    def is_empty(self) -> bool:
        return self._value is None and not self.typed()

    def draft(self) -> object:
        return [self._value, self.line.text()]

    def set_draft(self, kept: object) -> None:
        if isinstance(kept, list) and len(kept) == 2:
            self.set_value(kept[0], str(kept[1]))

    def _on_typed(self, text: str) -> None:
        self._value = None
        self._found = list(self._find(text))[:MOST_FOUND] if text.strip() else []
        self._words.setStringList([words for _, words in self._found])
        self._on_change()

    def _find_again(self) -> None:
        """What was found is told apart by the end of a phone, which not everybody may see."""
        if self._found:
            self._found = list(self._find(self.line.text()))[:MOST_FOUND]
            self._words.setStringList([words for _, words in self._found])

    def _on_words(self, words: str) -> None:
        """The list hands back words; two shoppers of one name are told apart by its row."""
        row = self._popup.currentIndex().row()
        if 0 <= row < len(self._found) and self._found[row][1] == words:
            self._on_activated(self._words.index(row))

    def _on_activated(self, index: QModelIndex) -> None:
        value, words = self._found[index.row()]
        self.set_value(value, words)
        self._on_change()
        self.picked.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The open list has the keys: Enter takes its first row unless another was chosen."""
        if watched is not self._popup:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if not enter or self._popup.currentIndex().isValid():
            return False
        self._popup.hide()
        return self._on_enter()

    def _on_enter(self) -> bool:
        """Enter takes the first that was found, then goes on."""
        if self._value is None and self._found and not self._popup.isVisible():
            self._on_activated(self._words.index(0))
        return super()._on_enter()


class _Popup(QListView):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), super().sizeHint().height())


def _popup() -> QListView:
    popup = _Popup()
    popup.setProperty("area", "popup")
    popup.setUniformItemSizes(True)
    popup.setAccessibleName("What was found")
    theme.set_letters(popup, "body")
    return popup


class _RoomyDelegate(QStyledItemDelegate):
    def sizeHint(self, option: Any, index: Any) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), theme.px(34))


__all__ = ["CheckLine", "ChoiceField", "PickField"]
