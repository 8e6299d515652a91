"""Fields for words: one line, several lines, and the search."""

from collections.abc import Sequence

from PySide6.QtCore import SIGNAL, QEvent, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from storebook.gui import keys, privacy, theme
from storebook.gui.buttons import key_words
from storebook.gui.drawing import LEFT, RIGHT, key_cap, key_cap_width, text_width, write
from storebook.gui.fields.base import Field
from storebook.gui.icons import paint_icon

LONGEST_LINE = 20_000


class LineEdit(QLineEdit):
    """A line with a sign before the text, and a quiet fact and a little key after it."""

    def __init__(self, placeholder: str = "", *, icon: str = "", key: str = "") -> None:
        super().__init__()
        self._sign = icon
        self._key = key_words(key) if key else ""
        self._fact = ""
        self._amounts = self._typed = False
        self._heard = self._by_program = False
        self.textEdited.connect(self._note_edit)
        self.textChanged.connect(self._tell_dictated)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setMaxLength(LONGEST_LINE)
        self._make_room()
        theme.notifier().changed.connect(self._make_room)

    def setText(self, text: str | None) -> None:
        """Fill the line; nobody has typed."""
        self._by_program = True
        super().setText(text)
        self._by_program = False

    def clear(self) -> None:
        """Empty the line; nobody has typed."""
        self._by_program = True
        super().clear()
        self._by_program = False

    def _note_edit(self) -> None:
        self._heard = True

    def _tell_dictated(self, text: str) -> None:
        """Words from speech or a braille keyboard count as typed, though Qt only sets them.

        Typing is told of before the text has changed; what the list beneath put here, by itself.
        """
        heard, self._heard = self._heard, False
        if not heard and not self._by_program and not self._is_offered(text):
            self.textEdited.emit(text)
            self._heard = False

    def _is_offered(self, text: str) -> bool:
        completer = self.completer()
        offered = completer.model() if completer is not None else None
        return isinstance(offered, QStringListModel) and text in offered.stringList()

    def set_key(self, key: str) -> None:
        """Change the little key at the right."""
        self._key = key_words(key) if key else ""
        self._make_room()
        self.update()

    def set_fact(self, fact: str) -> None:
        """A few quiet words at the right: “6 of 6,214 shoppers”, also for who listens."""
        if self.accessibleDescription() in ("", self._fact):
            self.setAccessibleDescription(fact)
        self._fact = fact
        self._make_room()
        self.update()

    def hold_amounts(self) -> None:
        """With privacy on, what stands in it is seen only while somebody types here.

        Nor can it be copied then, or drawn out of it.
        """
        self._amounts = True
        self.setDragEnabled(False)
        self.textEdited.connect(self._on_typed_amount)
        self.textChanged.connect(self.show_privacy)
        privacy.notifier().changed.connect(self._on_privacy)
        self.show_privacy()

    def is_covered(self) -> bool:
        """Whether what stands in it is hidden now."""
        return self._is_kept_in() and not self._typed and bool(self.text())

    def _is_kept_in(self) -> bool:
        return self._amounts and privacy.is_on()

    def _on_typed_amount(self) -> None:
        self._typed = self.hasFocus()
        self.show_privacy()

    def _on_privacy(self) -> None:
        """At once, also where somebody was just typing."""
        self._typed = False
        self.show_privacy()

    def show_privacy(self) -> None:
        """Cover the amount, or show it again; screen readers are told that it is hidden."""
        if not self._amounts:  # a line may be covered for another reason
            return
        covered = self.is_covered()
        mode = QLineEdit.EchoMode.NoEcho if covered else QLineEdit.EchoMode.Normal
        if self.echoMode() is mode:
            return
        self.setEchoMode(mode)
        if covered and not self.accessibleDescription():
            self.setAccessibleDescription(privacy.SPOKEN)
        elif not covered and self.accessibleDescription() == privacy.SPOKEN:
            self.setAccessibleDescription("")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typed = False
        super().focusOutEvent(event)
        self.show_privacy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        copies = event.matches(QKeySequence.StandardKey.Copy)
        if self._is_kept_in() and (copies or event.matches(QKeySequence.StandardKey.Cut)):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On Linux what is marked is copied by that alone."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self._is_kept_in() and clipboard.ownsSelection():
            clipboard.clear(clipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._is_kept_in():
            event.accept()
        else:
            super().contextMenuEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys of the program are not for editing: on some systems Ctrl E and Ctrl K would be.

        With nothing typed to take back, Ctrl Z is for the last saved change.
        """
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_without_use(self, event) or _is_of_the_program(event))
        ):
            event.ignore()
            return False
        return super().event(event)

    def _make_room(self) -> None:
        right = 0
        if self._key:
            right += key_cap_width(self._key) + 8
        if self._fact:
            right += text_width(self._fact, theme.font("small")) + 12
        self.setTextMargins(theme.px(30) if self._sign else 0, 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.is_covered():
            box, to_right = self.rect().adjusted(14, 0, -14, 0), Qt.AlignmentFlag.AlignRight
            side = RIGHT if self.alignment() & to_right else LEFT
            write(painter, box, privacy.HIDDEN, self.font(), "ink3", side)
        if self._sign:
            size = theme.px(24 if self.property("density") == "counter" else 20)
            box = QRect(13, (self.height() - size) // 2, size, size)
            paint_icon(painter, box, self._sign, "ink2")
        right = self.width() - 14
        if self._key:
            key_cap(painter, right, self.height() // 2, self._key)
            right -= key_cap_width(self._key) + 10
        if self._fact:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink2"))
            box = QRect(0, 0, right, self.height())
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._fact
            )


def _is_without_use(line: QLineEdit, event: QKeyEvent) -> bool:
    undo = event.matches(QKeySequence.StandardKey.Undo) and not line.isUndoAvailable()
    redo = event.matches(QKeySequence.StandardKey.Redo) and not line.isRedoAvailable()
    return undo or redo


def _is_of_the_program(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()).toString() in keys.NOT_FOR_EDITING


class TextField(Field):
    """One line of words. `value()` is what was typed, outer spaces cut."""

    def __init__(  # noqa: PLR0913 - a question has a name, a hint, a rule, a size and a sign
        self,
        name: str,
        *,
        note: str = "",
        placeholder: str = "",
        missing: str = "",
        density: str = "",
        icon: str = "",
    ) -> None:
        self.line = LineEdit(placeholder, icon=icon)
        super().__init__(name, self.line, note=note, missing=missing, density=density)
        self.line.textEdited.connect(lambda _: self._on_change())

    def value(self) -> str:
        """What was typed, without spaces at its ends."""
        return self.line.text().strip()

    def set_value(self, words: str) -> None:
        """Fill the line; nobody is told."""
        self.line.setText(words)
        self.line.setCursorPosition(0)

    def is_empty(self) -> bool:
        return not self.value()

    def draft(self) -> object:
        return self.line.text()

    def set_draft(self, kept: object) -> None:
        self.set_value(str(kept))


class _Paragraph(QPlainTextEdit):
    """Several lines; Tab goes on, and it is as tall as it was made."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(21) * self._lines + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())


class ParagraphField(Field):
    """Several lines of words, such as a note or an address; Enter begins a new line."""

    def __init__(self, name: str, *, note: str = "", missing: str = "", lines: int = 3) -> None:
        self.box = _Paragraph(lines)
        super().__init__(name, self.box, note=note, missing=missing)
        self.box.textChanged.connect(self._on_change)

    def value(self) -> str:
        """What was typed, without blank lines at its ends."""
        return self.box.toPlainText().strip()

    def set_value(self, words: str) -> None:
        """Fill the box; nobody is told."""
        self.box.blockSignals(True)
        self.box.setPlainText(words)
        self.box.blockSignals(False)

    def is_empty(self) -> bool:
        return not self.value()

    def draft(self) -> object:
        return self.box.toPlainText()

    def set_draft(self, kept: object) -> None:
        self.set_value(str(kept))

    def _on_enter(self) -> bool:
        return False


class SearchLine(LineEdit):
    """The search: text as it is typed, with Up, Down, Enter and Esc passed on to the list.

    `typed` comes with every character; `moved` with a key that the list should get; `opened` with
    Enter; Esc clears first, and `left` comes when it was empty already.
    """

    typed = Signal(str)
    moved = Signal(object)
    opened = Signal()
    left = Signal()

    def __init__(self, placeholder: str, *, key: str = "", density: str = "normal") -> None:
        super().__init__(placeholder, icon="magnifying-glass", key=key)
        self.setProperty("density", density)
        self.setAccessibleName(placeholder)
        self.setMaxLength(LONGEST_LINE)
        theme.set_letters(self, "big" if density == "counter" else "body")
        self.textChanged.connect(self.typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in MOVES:
            self.moved.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_control(event):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            event.setAccepted(self._step_back())
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> bool:
        """Whether Esc did something here; else it is for the dialog, or for the page before."""
        if self.text():
            self.clear()
            return True
        self.left.emit()
        return self.receivers(SIGNAL("left()")) > 0

    def event(self, event: QEvent) -> bool:
        # Esc belongs to the search while it has something to clear, not to a shortcut.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


MOVES: Sequence[Qt.Key] = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)

__all__ = ["LineEdit", "ParagraphField", "SearchLine", "TextField"]
