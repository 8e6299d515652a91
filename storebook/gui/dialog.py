"""A dialog: one thing that needs several answers, over the page, which stays under a scrim."""

from collections.abc import Callable, Mapping
from datetime import datetime

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storebook.base.errors import Refused
from storebook.gui import privacy, theme
from storebook.gui.buttons import Button, CrossButton
from storebook.gui.context import Context
from storebook.gui.fields import Message
from storebook.gui.fields.base import wording
from storebook.gui.form import Answer, DraftKeeper, Form, can_type, focus_next
from storebook.gui.layout import held, row
from storebook.gui.shown import time_of_day
from storebook.gui.words import button, empty_state, label, link, one_line, rule

VEIL = "What stands here is not for a screen that a shopper can see. It is kept as it is."
MARGIN = 32


class Dialog(QFrame):
    """The frame every dialog stands in; a dialog fills `content` and says how to `save`.

    In its `__init__`: add to `content`, call `ask_for({...})` with the fields by name, then
    `set_actions(primary, ...)`. `save()` does the one whole action and returns; a `Refused` it
    raises is shown beside the field it names, or above the buttons, and nothing typed is lost.

    With `draft` (what the form is about, such as a shopper's id) what is typed is kept every two
    seconds and comes back, with a line that says so.
    """

    saving = Signal()
    accepted = Signal()
    rejected = Signal()
    finished = Signal()
    grown = Signal()

    def __init__(
        self,
        context: Context,
        title: str,
        *,
        width: int = 720,
        draft: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.title = title
        self.wide = width
        self.form = Form({}, self)
        self.keeper: DraftKeeper | None = None
        self.primary: Button | None = None
        self.leave_button = button("Close", kind="quiet", key="leave")
        self._draft_subject = draft
        self._deeds = held(row())  # hidden with what they are about
        self._was_at: QWidget | None = None
        self._refused: Refused | None = None
        self._over: QWidget | None = None
        self._could_leave = True
        self._problem = Message()
        self._was = QHBoxLayout()
        self._foot = QHBoxLayout()
        self.setProperty("area", "dialog")
        self.setAccessibleName(title)
        self._lay_out()

    def _lay_out(self) -> None:
        cross = CrossButton("Close")
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.clicked.connect(self.leave)
        head = QFrame()
        head.setProperty("area", "dialoghead")
        strip = QHBoxLayout(head)
        strip.setContentsMargins(14, 1, 6, 1)
        strip.addWidget(label(self.title, "small"))
        strip.addStretch()
        strip.addWidget(cross)
        self._body = body = QWidget()
        self.content = QVBoxLayout(body)
        self.content.setContentsMargins(MARGIN, 22, MARGIN, 16)
        self.content.setSpacing(16)
        self.content.addLayout(self._was)
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        body.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._scroll, 1)
        self._veil = empty_state(privacy.TITLE, VEIL)
        self._veil.hide()
        whole.addWidget(self._veil, 1)
        whole.addLayout(self._lay_out_foot())

    def _lay_out_foot(self) -> QVBoxLayout:
        self._below = foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, 24)
        foot.setSpacing(16)
        foot.addWidget(rule())
        foot.addWidget(self._problem)
        self._foot.setSpacing(12)
        foot.addLayout(self._foot)
        self.leave_button.clicked.connect(self.leave)
        return foot

    # -- for the dialog that is being built

    def ask_for(self, answers: Mapping[str, Answer]) -> None:
        """Name the fields; call it once they show what the book has. Brings a kept draft back."""
        self.form = Form(answers, self)
        if self._draft_subject is None:
            return
        name = type(self).__name__
        self.keeper = DraftKeeper(self.context.book, self.form, name, self._draft_subject)
        self.leave_button.set_words("Keep as draft and close")
        if (kept_at := self.keeper.restore()) is not None:
            self._say_continued(kept_at)
            self.on_filled()

    def set_actions(
        self, primary: Button, *others: QPushButton, fact: str = "", leave: str = ""
    ) -> None:
        """The buttons: the deed first, at the left; leaving at the right."""
        self.primary = primary
        primary.clicked.connect(self.accept)
        deeds = self._deeds.layout()
        assert deeds is not None
        for each in (primary, *others):
            deeds.addWidget(each)
        self._foot.addWidget(self._deeds)
        if fact:
            self._foot.addWidget(one_line(fact, "small", role="second"), 1)
        else:
            self._foot.addStretch()
        if leave:
            self.leave_button.set_words(leave)
        self._foot.addWidget(self.leave_button)
        if self._over is not None:
            QWidget.setTabOrder(self.leave_button, self._over)

    def save(self) -> None:
        """Do the one whole action; raise Refused when it cannot be done as it stands."""
        raise NotImplementedError

    def on_filled(self) -> None:
        """A draft came back, or was given up: show what belongs to the answers as they are now."""

    def is_for_the_shop(self) -> bool:
        """Whether it shows what no shopper may see; with privacy on it is veiled then."""
        return False

    def show_privacy(self) -> None:
        """Privacy is on or off: called when it is opened, and whenever that changes.

        A dialog that shows amounts writes them anew. Nothing is done unseen: the buttons, whose
        words may name somebody, go with what they are about, and only leaving is left.
        """
        self.form.show_privacy()
        if self._refused is not None and self._problem.text():
            self._problem.say("error", wording(self._refused))
        veiled = self.context.is_private() and self.is_for_the_shop()
        if veiled is self._veil.isVisibleTo(self):
            return
        if veiled:
            at = QApplication.focusWidget()
            self._was_at = at if at is not None and self.isAncestorOf(at) else None
            self._could_leave = not self.leave_button.isHidden()
        for each in (self._scroll, self._deeds):
            each.setVisible(not veiled)
        self._problem.setVisible(not veiled and bool(self._problem.text()))
        self._veil.setVisible(veiled)
        self.leave_button.setVisible(veiled or self._could_leave)
        self.focus_now()
        self.grown.emit()

    def key_deeds(self) -> dict[str, Callable[[], object]]:
        """What keys of the window do in here, by the names of the key map."""
        return {}

    def focus_now(self) -> None:
        """Under the veil the keys are with leaving; when it is gone, where they were before."""
        was_at, self._was_at = self._was_at, None
        if self._veil.isVisibleTo(self):
            self._was_at = was_at
            self.leave_button.setFocus()
        elif was_at is not None and shiboken6.isValid(was_at):
            was_at.setFocus()
        else:
            self.focus_first()

    def hold_focus(self) -> None:
        """The page behind must not hear a key, whatever the form gave the caret to."""
        at = QApplication.focusWidget()
        if at is None or not self.isAncestorOf(at):
            self.leave_button.setFocus()
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            focus_next(self, inside=self)

    def focus_first(self) -> None:
        """Put the caret into the first field that is still empty, or the first."""
        fields = [each for each in self.form.answers.values() if isinstance(each, QWidget)]
        visible = [each for each in fields if each.isVisible() and can_type(each)]
        empty = [each for each in visible if not each.draft()]
        if visible:
            (empty or visible)[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.primary is not None:
            self.primary.setFocus()

    # -- what the user does

    def accept(self) -> None:
        """Save and close; a refusal stays, with its sentence where it belongs."""
        self._problem.clear()
        if not self.form.check():
            return
        self.saving.emit()
        try:
            self.save()
        except Refused as refusal:
            self.refuse(refusal)
            return
        if self.keeper is not None:
            self.keeper.drop()
        self.accepted.emit()
        self.finished.emit()

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal beside the field it names, or above the buttons."""
        if not self.form.show_refusal(refusal):
            self._refused = refusal
            self._problem.say("error", wording(refusal))

    def leave(self) -> None:
        """Close without saving; what was typed is kept as a draft."""
        if self.keeper is not None:
            self.keeper.keep()
        self.rejected.emit()
        self.finished.emit()

    def _say_continued(self, kept_at: datetime) -> None:
        self._over = over = link("Start over", kind="small")
        when = time_of_day(kept_at, self.context.shop().locale)
        words = label(f"Continued from {when} ·", "small", role="hint")
        self._was.addWidget(words)
        self._was.addWidget(over)
        self._was.addStretch()

        def start_over() -> None:
            if self.keeper is not None:
                self.keeper.start_over()
                self.on_filled()
            words.hide()
            over.hide()
            self.focus_first()

        over.clicked.connect(start_over)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            if not self._veil.isVisible():
                self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside, or stays: the page behind cannot be reached."""
        at = QApplication.focusWidget()
        if at is None or not self.isAncestorOf(at):
            return False
        focus_next(at, inside=self, forward=next)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A sentence came or went: the frame follows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return super().eventFilter(watched, event)

    def fit(self, *, low: bool) -> None:
        """In a window that is low for its letters air gives way to what is asked."""
        self._below.setContentsMargins(MARGIN, 0, MARGIN, 12 if low else 24)
        self._below.setSpacing(8 if low else 16)

    def best_width(self) -> int:
        """As wide as it was asked to be, or as its buttons need."""
        return max(theme.px(self.wide), self._foot.minimumSize().width() + 2 * MARGIN + 2)

    def best_height(self, room: int) -> int:
        """As tall as its content wants, within `room`."""
        if self._veil.isVisible():
            return min(room, theme.px(320))
        bar = self._scroll.verticalScrollBar()  # it stays while lines wrap only because of it
        width = self.width() - 2 - bar.isVisible() * bar.width()
        tall = self._body.sizeHint().height()
        if self.content.hasHeightForWidth():  # the hint takes wrapped lines to be narrow ones
            tall = max(self.content.heightForWidth(width), self._body.minimumSizeHint().height())
        return min(room, tall + self.sizeHint().height() - self._scroll.sizeHint().height() + 2)
