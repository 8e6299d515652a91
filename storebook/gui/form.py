"""Fields that are answered together: where Enter goes, what is missing, and the kept draft."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.gui.buttons import CrossButton, LinkButton
from storebook.gui.fields import CheckLine, Field
from storebook.gui.focus_chain import beside

DRAFT_EVERY_MS = 2000
AS_IT_WAS = "as it was"
AROUND = 40  # so that what is said of it is seen with it


class Answer(Protocol):
    """What a form keeps as a draft: a `Field`, a `CheckLine`, or anything like them."""

    def draft(self) -> object:
        """What is typed, as something that JSON keeps."""

    def set_draft(self, kept: object) -> None:
        """Type again what `draft` kept."""


@runtime_checkable
class ListAnswer(Answer, Protocol):
    """An answer of several rows, which the book may have more of by now."""

    def merge_draft(self, kept: object, was: object) -> None:
        """Type again what was typed into rows, over those that are still as they were."""


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
            enter_goes_on(answer)
        if isinstance(answer, QWidget):
            getattr(answer, "changed").connect(lambda *_: self.changed.emit())  # noqa: B009

    def check(self) -> bool:
        """Whether all will do; when not, the caret goes to the first that will not."""
        fields = [answer for answer in self.answers.values() if isinstance(answer, Field)]
        wrong = [field for field in fields if not field.isHidden() and not field.check()]
        if wrong:
            wrong[0].setFocus()
            into_sight(wrong[0])
        return not wrong

    def show_refusal(self, refusal: Refused) -> bool:
        """Put the sentence beside the field it names; False when it names none of these."""
        answer = self.answers.get(refusal.field or "")
        if not isinstance(answer, Field):
            return False
        answer.refuse(refusal)
        answer.setFocus()
        into_sight(answer)
        return True

    def show_privacy(self) -> None:
        """Privacy was turned on or off: what stands beneath the fields has no amounts then."""
        for answer in self.answers.values():
            if isinstance(answer, Field):
                answer.show_privacy()

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


class DraftTimer(QTimer):
    """Calls `keep` two seconds after the first letter; typing on does not put it off."""

    def __init__(self, parent: QObject, keep: Callable[[], object]) -> None:
        super().__init__(parent, interval=DRAFT_EVERY_MS, singleShot=True)
        self.timeout.connect(keep)

    def begin(self) -> None:
        """Something was typed."""
        if not self.isActive():
            self.start()


class DraftKeeper(QObject):
    """Keeps what is typed into a form every two seconds, so that nothing typed is ever lost.

    Call `restore` when the form opens, `keep` when it is left, and `drop` when it was saved, or
    `settle` when it stays open. With the draft it keeps what the form showed when it was begun: a
    field that the book answers otherwise by now is not brought back over the newer answer.

    It belongs to who worked when the form was opened, and is kept for them also when somebody else
    works by then: see `is_anothers`.
    """

    def __init__(self, book: Book, form: Form, name: str, subject: str) -> None:
        super().__init__(form)
        self._book = book
        self._form = form
        self._name = name
        self._subject = subject
        self._whose = book.associate_id
        self._began = form.draft()
        self._timer = DraftTimer(self, self.keep)
        form.changed.connect(self._timer.begin)

    def keep(self) -> None:
        """Keep it now, unless nothing differs from the form as it opened."""
        self._timer.stop()
        typed = self._form.draft()
        if typed != self._began:
            body = {**typed, AS_IT_WAS: self._began}
            keep_draft(self._book, self._name, self._subject, body, whose=self._whose)

    def is_anothers(self) -> bool:
        """Whether somebody else works now, who must not see what was typed: keep it, and clear."""
        return self._whose != self._book.associate_id

    def restore(self) -> datetime | None:
        """Type what was kept, and say when that was; None when nothing was."""
        kept = draft(self._book, self._name, self._subject, whose=self._whose)
        if kept is None:
            return None
        was: Mapping[str, Any] = kept.body.pop(AS_IT_WAS, {})
        now = json.loads(json.dumps(self._began))
        if was == now:
            self._form.set_draft(kept.body)
            return kept.at
        touched = {name: typed for name, typed in kept.body.items() if typed != was.get(name)}
        for name, typed in touched.items():
            if name in self._form.answers:
                self._bring_back(self._form.answers[name], typed, was.get(name), now.get(name))
        return kept.at

    def _bring_back(self, answer: Answer, typed: Any, was: Any, now: Any) -> None:
        """Type it again where the book still says what it said; else only tell of it."""
        if was == now:
            answer.set_draft(typed)
        elif isinstance(answer, ListAnswer):
            answer.merge_draft(typed, was)
        elif isinstance(answer, Field) and typed != now:
            words = typed[-1] if isinstance(typed, list) else typed
            told = f"“{words}” was begun here" if words else "This was being taken off"
            answer.warn(f"{told}; the book was changed meanwhile.")

    def start_over(self) -> None:
        """Forget the draft and show the form as it opened."""
        self.drop()
        self._form.set_draft(self._began)
        self._form.clear_messages()

    def settle(self) -> None:
        """The form shows what the book has, and stays open: from here on it is typed anew."""
        self.drop()
        self._began = self._form.draft()

    def drop(self) -> None:
        """Forget the draft: the form was saved."""
        self._timer.stop()
        self.dropper()()

    def dropper(self) -> Callable[[], None]:
        """What forgets the draft, also when the form is gone by then."""
        return partial(drop_draft, self._book, self._name, self._subject, whose=self._whose)


def focus_next(
    widget: QWidget,
    *,
    inside: QWidget | None = None,
    forward: bool = True,
    but: tuple[type[QWidget], ...] = (),
) -> bool:
    """Give the focus to what Tab would reach, within `inside` (the window when None).

    What is a `but` is passed over.
    """
    whole = inside or widget.window()
    step = beside(widget, forward=forward)
    while step is not widget:  # once round
        if not isinstance(step, but) and whole.isAncestorOf(step) and takes_tab(step):
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            step.setFocus(reason)
            into_sight(step)
            return True
        step = beside(step, forward=forward)
    return False


def into_sight(widget: QWidget) -> None:
    """Scroll to it, whatever it stands in; Qt does so for Tab alone."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, AROUND)
        around = around.parentWidget()


def go_on(control: QWidget) -> None:
    """Enter: to the next answer, or the button; a link or a cross would do something there."""
    focus_next(control, but=(LinkButton, CrossButton))


def enter_goes_on(*answers: Field | CheckLine) -> None:
    """Enter goes on from these; from those of a `Form` it does already."""
    for answer in answers:
        answer.entered.connect(lambda answer=answer: go_on(answer.control))


def tab_stops(whole: QWidget) -> list[QWidget]:
    """All in it where Tab may ever stop, in its order."""
    found, step = [], beside(whole)
    for _ in range(len(whole.findChildren(QWidget))):
        if not whole.isAncestorOf(step):
            break
        if _may_take_tab(step):
            found.append(step)
        step = beside(step)
    return found


def stop_before(
    part: QWidget, but: QWidget, passing: type[QWidget] | None = None
) -> QWidget | None:
    """Where Tab stops before this part, without what is in `but`, and over what is a `passing`."""
    step = beside(part, forward=False)
    while step is not part:
        inside = but.isAncestorOf(step) or step is but
        passed = passing is not None and isinstance(step, passing)
        if _may_take_tab(step) and not inside and not passed:
            return step
        step = beside(step, forward=False)
    return None


def put_last(last: QWidget, primary: QWidget, table: QWidget) -> None:
    """Enter goes from the last field to the deed; what is on file below comes after it."""
    QWidget.setTabOrder(last, primary)
    QWidget.setTabOrder(primary, table)


def can_type(field: QWidget) -> bool:
    """A question that is only shown, such as the kind of a day on file, takes no keys."""
    inner = field.focusProxy()
    return field.isEnabled() and (inner is None or inner.isEnabled())


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop there now."""
    return _may_take_tab(widget) and widget.isVisible() and widget.isEnabled()


def _may_take_tab(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.focusProxy() is None
