"""The three great buttons of the counter, which let go of their key before they cut their words."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from storebook.gui.buttons import Button, key_words


class QuickAction(Button):
    """60 high, sign at the left; the key at the right is shown where there is room for it."""

    def __init__(self, words: str, *, icon: str, key: str) -> None:
        self._whole_key = key_words(key)
        super().__init__(words, icon=icon, key=self._whole_key, density="quick", spread=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._hint_with(self._whole_key)

    def minimumSizeHint(self) -> QSize:
        return self._hint_with("")

    def _hint_with(self, key: str) -> QSize:
        shown, self._key = self._key, key
        hint = super().sizeHint()
        self._key = shown
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._key = self._whole_key if self.width() >= self.sizeHint().width() else ""
