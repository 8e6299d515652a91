"""Fields that are answered together: where Enter goes, what is missing, and the kept draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.gui.fields import CheckLine, Field

DRAFT_EVERY_MS = 2000


class Answer(Protocol):
    """What a form keeps as a draft: a `Field`, a `CheckLine`, or anything like them."""

    def draft(self) -> object:
        """What is typed, as something that JSON keeps."""

    def set_draft(self, kept: object) -> None:
        """Type again what `draft` kept."""


class Form(QObject):
    """Fields by the names that a refusal uses (`Refused.field`)."""

    changed = Signal()

    def __init__(self, answers: Mapping[str, Answer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers = dict(answers)
        for answer in self.answers.values():
            self._connect(answer)

    def add(self, name: str, answer: Answer) -> None:
        """One more field, while the form is open."""
        self.answers[name] = answer
        self._connect(answer)

    def _connect(self, answer: Answer) -> None:
        if isinstance(answer, Field | CheckLine):
            answer.entered.connect(lambda: focus_next(answer.control))
        if isinstance(answer, QWidget):
            getattr(answer, "changed").connect(lambda *_: self.changed.emit())  # noqa: B009

    def check(self) -> bool:
        """Whether all will do; when not, the caret goes to the first that will not."""
        fields = [answer for answer in self.answers.values() if isinstance(answer, Field)]
        wrong = [field for field in fields if not field.isHidden() and not field.check()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def show_refusal(self, refusal: Refused) -> bool:
        """Put the sentence beside the field it names; False when it names none of these."""
        answer = self.answers.get(refusal.field or "")
        if not isinstance(answer, Field):
            return False
        answer.error(str(refusal))
        answer.setFocus()
        return True

    def clear_messages(self) -> None:
        """Take all sentences away."""
        for answer in self.answers.values():
            if isinstance(answer, Field):
                answer.clear_message()

    def draft(self) -> dict[str, object]:
        """All that is typed."""
        return {name: answer.draft() for name, answer in self.answers.items()}

    def set_draft(self, kept: Mapping[str, object]) -> None:
        """Type it all again; fields that the draft does not know stay."""
        for name, value in kept.items():
            if name in self.answers:
                self.answers[name].set_draft(value)


class DraftKeeper(QObject):
    """Keeps what is typed into a form every two seconds, so that nothing typed is ever lost.

    Call `restore` when the form opens, `keep` when it is left and `drop` when it was saved.
    """

    def __init__(self, book: Book, form: Form, name: str, subject: str) -> None:
        super().__init__(form)
        self._book = book
        self._form = form
        self._name = name
        self._subject = subject
        self._empty = form.draft()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_EVERY_MS)
        self._timer.timeout.connect(self.keep)
        form.changed.connect(self._on_change)

    def _on_change(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep it now, unless nothing differs from the form as it opened."""
        self._timer.stop()
        typed = self._form.draft()
        if typed != self._empty:
            keep_draft(self._book, self._name, self._subject, dict(typed))

    def restore(self) -> datetime | None:
        """Type what was kept, and say when that was; None when nothing was."""
        kept = draft(self._book, self._name, self._subject)
        if kept is None:
            return None
        self._form.set_draft(kept.body)
        return kept.at

    def start_over(self) -> None:
        """Forget the draft and show the form as it opened."""
        self.drop()
        self._form.set_draft(self._empty)
        self._form.clear_messages()

    def drop(self) -> None:
        """Forget the draft: the form was saved."""
        self._timer.stop()
        drop_draft(self._book, self._name, self._subject)


def focus_next(widget: QWidget, *, inside: QWidget | None = None, forward: bool = True) -> bool:
    """Give the focus to what Tab would reach, within `inside` (the window when None)."""
    whole = inside or widget.window()
    step: QWidget | None = widget
    while step is not None:
        step = step.nextInFocusChain() if forward else step.previousInFocusChain()
        if step is widget or step is None:  # once round
            return False
        if whole.isAncestorOf(step) and takes_tab(step):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            step.setFocus(reason)
            return True
    return False


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop there now."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    )
