"""The bar after every saved change: what happened, one follow-up, and Undo."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import privacy, theme
from storebook.gui.buttons import Button, CrossButton, key_words
from storebook.gui.context import FollowUp
from storebook.gui.fields import announce
from storebook.gui.shown import days_as_written
from storebook.gui.timers import after
from storebook.gui.words import Sign, label

STAYS_MS = 30_000
COVERED = "The last change is saved."


class UndoBar(QFrame):
    """Stands above the status line and pushes the page up; it never covers anything.

    It stays 30 seconds, and as long as the pointer or the focus is in it. The next change takes its
    place; the history still has the older ones.
    """

    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "bar")
        self.shop_locale = "en_US"
        """How days are written: the shop's."""
        self._follow_up: FollowUp | None = None
        self._words = label("", role="")
        self._words.setWordWrap(True)
        self._offer = Button("", "undo-quiet", key=key_words("follow_up"))
        self.undo_button = Button(
            "Undo", "undo", icon="arrow-counter-clockwise", key=key_words("undo")
        )
        self._cross = CrossButton("Close", color="paper")
        self._timer = after(self, STAYS_MS, self._leave_if_alone)
        self._offer.clicked.connect(self.do_follow_up)
        self.undo_button.clicked.connect(self.undo)
        self._cross.clicked.connect(self.close_bar)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("area", "undo")
        line = QHBoxLayout(bar)
        line.setContentsMargins(18, 6, 10, 6)
        line.setSpacing(12)
        self._sign = Sign("check", "paper")
        line.addWidget(self._sign)
        line.addWidget(self._words, 1)
        for each in (self._offer, self.undo_button, self._cross):
            line.addWidget(each)
        bar.setMinimumHeight(theme.px(52))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 9, 32, 9)
        whole.addWidget(bar)

    def text(self) -> str:
        """What it says; empty when it is not there."""
        return self._words.text() if not self.isHidden() else ""

    def show_change(
        self, sentence: str, follow_up: FollowUp | None = None, *, undoable: bool = True
    ) -> None:
        """Say what was saved, and offer to take it back."""
        self._show(sentence, follow_up, undoable=undoable)

    def show_fact(self, sentence: str) -> None:
        """Say something after an undo or redo, with nothing to take back."""
        self._show(sentence, None, undoable=False)

    def _show(self, sentence: str, follow_up: FollowUp | None, *, undoable: bool) -> None:
        self._follow_up = follow_up
        sentence = days_as_written(sentence, self.shop_locale)
        self._words.setText(sentence)
        self._offer.setVisible(follow_up is not None)
        if follow_up is not None:
            self._offer.set_words(follow_up.words)
            self._offer.set_sign(follow_up.icon)
        self.undo_button.setVisible(undoable)
        self.show()
        self._timer.start()
        announce(self, sentence)

    def show_privacy(self) -> None:
        """Words that were said in the open may name what a shopper is not to see."""
        if privacy.is_on() and not self.isHidden():
            self._words.setText(COVERED)

    def close_bar(self) -> None:
        """Take the bar away."""
        self._timer.stop()
        self.hide()

    def do_follow_up(self) -> None:
        """Do what is offered beside Undo, if the bar is there and offers something."""
        if self._follow_up is not None and not self.isHidden():
            self._follow_up.do()

    def _leave_if_alone(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if inside or self.underMouse():
            self._timer.start()
        else:
            self.close_bar()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden():
            self._timer.start()
        super().leaveEvent(event)
