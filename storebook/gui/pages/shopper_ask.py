"""“Ask one thing today”: the prompt at the right of the head, with one question and its field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.asked import asked_of, note_asked
from storebook.book.rights import Right
from storebook.gui import theme
from storebook.gui.buttons import Button, LinkButton
from storebook.gui.context import Context
from storebook.gui.form import DraftKeeper, Form, tab_stops
from storebook.gui.layout import column, held, row
from storebook.gui.pages.shopper_answers import Ask, ask_of
from storebook.gui.words import area, button, label, link, small_capitals
from storebook.people.asking import Known, Question, completeness, question_for
from storebook.people.known import Facts, ForAsking, for_asking
from storebook.people.shoppers import Shopper
from storebook.sales.spend import bought_openly

WIDE = 330
SHORT_ANSWER, DAY = 96, 112


class AskOneThing(QWidget):
    """The only ornament of the page; it is not there when there is nothing to ask today.

    What is typed is kept, also over other pages and a crash, until it is saved or put off.
    """

    settled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[int, Question, str] | None = None
        self._keeper: DraftKeeper | None = None
        self.ask: Ask | None = None
        self.known = Known()
        self.save_buttons: list[Button] = []
        self.panel = area("ask")
        self.panel.setAccessibleName("Ask one thing today")
        self.complete = label("", "small", role="second")
        self.not_today: Button | LinkButton
        self.question = label("", "listname", wrap=True)
        self._answer = QWidget()
        self._lines = QVBoxLayout(self.panel)
        self._lines.setContentsMargins(16, 10, 16, 12)
        self._lines.setSpacing(6)
        head = row(small_capitals("Ask one thing today", role="brass"), "stretch", self.complete)
        self._lines.addLayout(head)
        self._lines.addWidget(self.question)
        self._lines.addWidget(self._answer)
        # The panel keeps its width where it stands beneath, and is as tall as its lines want then.
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        whole.addStretch()
        theme.notifier().changed.connect(self._measure)
        self._measure()
        self.hide()

    def _measure(self) -> None:
        self.panel.setFixedWidth(theme.px(WIDE))
        ask = self.ask
        if ask is not None and ask.field is not None and not ask.wide:
            ask.field.setFixedWidth(theme.px(DAY if ask.question in _DAYS else SHORT_ANSWER))

    # -- what is asked

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read what is known; the question that stands there stays while it is still the one."""
        found = self._for_asking(shopper, facts)
        self.known = found.known
        asked = asked_of(self._context.book, shopper.id)
        question = question_for(
            found.known, asked, today=self._context.today(), private=self._context.is_private()
        )
        self.complete.setText(f"file {completeness(found.known)}% complete")
        if question is None or not self._context.viewer().may(Right.EDIT):
            self._leave_question()
            self.hide()
            return
        ask = ask_of(self._context, question, shopper, found)
        anothers = self._keeper is not None and self._keeper.is_anothers()
        if anothers or self._shown != (shopper.id, question, ask.words):
            self._leave_question()
            self._put(ask, shopper.id)
        elif ask.field is not None:  # the one that stands there has its own
            ask.field.deleteLater()
        self.show()

    def _for_asking(self, shopper: Shopper, facts: Facts) -> ForAsking:
        book, today = self._context.book, self._context.today()
        return for_asking(
            book,
            shopper,
            facts,
            today=today,
            buys=lambda other: bought_openly(book, other, today=today),
        )

    def _put(self, ask: Ask, shopper_id: int) -> None:
        self.ask, self._shown = ask, (shopper_id, ask.question, ask.words)
        self.question.setText(ask.words)
        self.panel.setAccessibleDescription(ask.words)
        self._put_answer(self._answer_of(ask))
        if ask.field is not None:
            form = Form({"answer": ask.field}, ask.field)
            about = f"{shopper_id} {ask.question}"
            self._keeper = DraftKeeper(self._context.book, form, "Ask one thing", about)
            self._keeper.restore()

    def _put_answer(self, answer: QWidget) -> None:
        old, self._answer = self._answer, answer
        self._lines.replaceWidget(old, answer)
        old.hide()
        old.deleteLater()
        answer.show()

    def _answer_of(self, ask: Ask) -> QWidget:
        """The field with its buttons; beside a long answer there is room for saving it alone."""
        self.save_buttons = self._deeds(ask)
        if ask.wide:
            self.not_today = link("Not today")
        else:
            self.not_today = button("Not today", kind="quiet")
        self.not_today.clicked.connect(self._put_off)
        if ask.field is None:
            return held(row(*self.save_buttons, "stretch", self.not_today, spacing=8))
        field = ask.field.hide_name()
        # Its sentence has the whole width, not that of the field.
        self._lines.addWidget(field.message)
        if not ask.wide:
            self._measure()
            return held(row(field, *self.save_buttons, "stretch", self.not_today, spacing=8))
        answering = held(row(field, *self.save_buttons, spacing=8))
        return held(column(answering, held(row("stretch", self.not_today)), spacing=5))

    def _deeds(self, ask: Ask) -> list[Button]:
        if ask.opens is not None:
            made = button("Write it down", kind="plain")
            made.clicked.connect(self._open)
            return [made]
        if ask.field is None:
            yes, no = button("Yes"), button("No")
            yes.clicked.connect(lambda: self._save(True))
            no.clicked.connect(lambda: self._save(False))
            return [yes, no]
        made = button("Save")
        made.clicked.connect(self._save_typed)
        return [made]

    # -- what the user does

    def _save_typed(self) -> None:
        field = self.ask.field if self.ask is not None else None
        if field is None:
            return
        if not field.check():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self._save(field.value())  # type: ignore[attr-defined]
        except Refused as refusal:
            field.error(str(refusal))
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, answer: object) -> None:
        ask, shown, keeper = self.ask, self._shown, self._keeper
        if ask is None or ask.save is None or shown is None:
            return
        ask.save(answer)
        if keeper is not None:
            keeper.drop()
            self._keeper = None
        self._done(answered=True)
        self._context.say(ask.said)

    def _put_off(self) -> None:
        if self._keeper is not None:
            self._keeper.drop()
            self._keeper = None
        self._done(answered=False)

    def _open(self) -> None:
        if self.ask is None or self.ask.opens is None:
            return
        form = self.ask.opens()
        form.accepted.connect(lambda: self._done(answered=True))
        self._context.dialogs.open(form)

    def _done(self, *, answered: bool) -> None:
        """It was asked: nothing more today."""
        if self._shown is None:
            return
        shopper_id, question, _ = self._shown
        today = self._context.today()
        note_asked(self._context.book, shopper_id, question, day=today, answered=answered)
        self._leave_question()
        self.hide()
        self.settled.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab stops in it: the answer, saving it, and not today."""
        return tab_stops(self._answer)

    def take_focus(self) -> bool:
        """The caret goes into the answer, or to what answers; False when nothing is asked."""
        if self.ask is None or self.isHidden():
            return False
        answer = self.ask.field or self.save_buttons[0]
        answer.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keep(self) -> None:
        """Another page is opened: what was typed waits."""
        if self._keeper is not None:
            self._keeper.keep()

    def _leave_question(self) -> None:
        self.keep()
        if self._keeper is not None:
            self._keeper.deleteLater()
        message = None if self.ask is None or self.ask.field is None else self.ask.field.message
        self.ask, self._shown, self._keeper = None, None, None
        self._put_answer(QWidget())
        if message is not None:  # which may stand beside the answer, not in it
            message.hide()
            message.deleteLater()


_DAYS = frozenset({Question.BIRTHDAY, Question.WEDDING})
