"""Between the two strokes of a key: after Ctrl J a letter is waited for, for a moment and seen."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from storebook.gui import keys, theme
from storebook.gui.fields import announce
from storebook.gui.timers import after
from storebook.gui.words import label

FIRST = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_J)
WAITS_MS = 2_000
HELD = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta})
OTHER_KEYS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
HANDS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut})


class SecondStroke(QObject):
    """Takes the first stroke before Qt does, which would wait for the second one for ever and then
    swallow whatever is pressed. Meanwhile the letters alone are the keys of their deeds.

    A hint over everything says that it waits. It ends with the letter, with any other key or a
    click, with Esc, and by itself after two seconds. The filter sits on the window of the system,
    where only keys and hands come by, and not on the application.
    """

    def __init__(self, window: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._waits = False
        self.hint = StrokeHint(window)
        self._actions = {
            name: action for name, action in actions.items() if second_stroke(name) is not None
        }
        self._timer = after(self, WAITS_MS, self.end)
        for action in self._actions.values():
            action.triggered.connect(lambda _=False: self.end())
        window.installEventFilter(self)  # until it is shown, and has one of the system

    def begin(self) -> None:
        """The first stroke was pressed: the next letter is the second."""
        if not self._waits:
            for name, action in self._actions.items():
                action.setShortcuts([second_stroke(name) or QKeySequence()])
        self._waits = True
        self._timer.start()
        self.hint.show_over()

    def end(self) -> None:
        """Letters are letters again."""
        if not self._waits:
            return
        self._waits = False
        self._timer.stop()
        for name, action in self._actions.items():
            action.setShortcuts(keys.sequences(name))
        self.hint.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            self._on_shown(event)
            return False
        kind = event.type()
        if kind in HANDS and self._waits:
            self.end()
        if not isinstance(event, QKeyEvent) or QApplication.activePopupWidget() is not None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._before_keys(event)
        return kind == QEvent.Type.KeyPress and self._on_key(event)

    def _on_shown(self, event: QEvent) -> None:
        handle = self._window.windowHandle()
        if event.type() == QEvent.Type.Show and handle is not None:
            self._window.removeEventFilter(self)
            handle.installEventFilter(self)

    def _before_keys(self, event: QKeyEvent) -> bool:
        """What Qt asks before it looks for a key: the first stroke is not for it, a letter is."""
        if self._is_first(event):
            event.accept()
            return True
        if self._waits and event.modifiers() & OTHER_KEYS and event.key() not in HELD:
            self.end()
        if self._waits:
            event.ignore()
        return self._waits

    def _on_key(self, event: QKeyEvent) -> bool:
        """No key of Qt's: the first stroke, or one that means nothing as the second."""
        if self._is_first(event):
            self.begin()
            return True
        if not self._waits or event.key() in HELD:
            return False
        self.end()
        return True

    def _is_first(self, event: QKeyEvent) -> bool:
        return event.keyCombination() == FIRST and any(
            action.isEnabled() for action in self._actions.values()
        )


class StrokeHint(QFrame):
    """At the foot of the window, over a dialog as well: what is waited for, and how to leave it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("area", "undo")
        first = keys.shown("note").partition(",")[0]
        self.words = f"{first}: and now a letter. {keys.shown('leave')} leaves it."
        whole = QHBoxLayout(self)
        whole.setContentsMargins(18, 9, 18, 9)
        whole.addWidget(label(self.words, "strong"))
        self.hide()

    def show_over(self) -> None:
        """In the middle, where nothing else stands."""
        self.adjustSize()
        over = self._window.rect()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - theme.px(44))
        self.raise_()
        self.show()
        announce(self, self.words)


def second_stroke(name: str) -> QKeySequence | None:
    """The letter after Ctrl J; None for a key of one stroke."""
    _, comma, letter = keys.BY_ACTION[name].sequence.partition(", ")
    return QKeySequence(letter) if comma else None
