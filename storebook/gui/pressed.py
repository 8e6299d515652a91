"""What Enter does to a button: the same as Space."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ALONE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Pressed(QPushButton):
    """A button that Enter presses when it has the focus.

    A held key presses nothing: Enter goes through a form field by field, and must not run on into
    its primary button. With Ctrl it is for the form, and for the page.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A choice among several is made with the arrows.
        chooses = self.property("kind") == "segment"
        if chooses or event.key() not in ENTER or event.modifiers() not in ALONE:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
