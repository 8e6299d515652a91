"""What lies over the page while a dialog is open, and where on it the dialog stands."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from storebook.gui import theme
from storebook.gui.dialog import Dialog
from storebook.gui.form import takes_tab

OPACITY = 0.74
# The air around a dialog, and how tall a window must be at 100 % not to be a low one.
EDGE, LOW_EDGE, LOW = 24, 8, 620


class Scrim(QWidget):
    """The veil over the page, with the one dialog that is open in its middle."""

    saving = Signal()
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.dialog: Dialog | None = None
        self._came_from: QWidget | None = None
        self._is_low: bool | None = None
        self._over = over
        over.installEventFilter(self)
        self.hide()

    def open(self, dialog: Dialog) -> None:
        """Show this dialog, in place of one that was open (which keeps its draft)."""
        if self.dialog is not None:  # which gives the focus back to where it began
            self.dialog.leave()
        self._came_from = QApplication.focusWidget()
        self.dialog, self._is_low = dialog, None
        dialog.setParent(self)
        dialog.saving.connect(self.saving)
        dialog.finished.connect(self._on_finished)
        dialog.grown.connect(self._place_soon)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        dialog.show()
        dialog.show_privacy()
        self._place()
        dialog.focus_now()
        dialog.hold_focus()
        self._place_soon()

    def _place_soon(self) -> None:
        """Wrapped lines know their height only once they have been laid out."""
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        if self.dialog is None:
            return
        low = self.height() < theme.px(LOW)
        edge = LOW_EDGE if low else EDGE
        if low is not self._is_low:  # told again what it knows, it would ask for its place again
            self._is_low = low
            self.dialog.fit(low=low)
        wide = min(self.dialog.best_width(), self.width() - 2 * EDGE)
        self.dialog.resize(wide, self.dialog.height())
        tall = self.dialog.best_height(self.height() - 2 * edge)
        left = (self.width() - wide) // 2
        top = max(edge, (self.height() - tall) * 2 // 5)
        self.dialog.setGeometry(left, top, wide, tall)

    def _on_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
        self.hide()
        came_from, self._came_from = self._came_from, None
        if came_from is not None and shiboken6.isValid(came_from) and takes_tab(came_from):
            came_from.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
            self._place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(OPACITY)
        painter.fillRect(self.rect(), theme.color("paper"))
