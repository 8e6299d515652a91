"""Enrolling at the counter: looked up first, asked three things, and a member with one key."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.checks import show_number
from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import digits, is_blank
from storebook.club.looking_up import (
    Known,
    LookedUp,
    check_reach,
    is_email,
    known_people,
    look_up,
)
from storebook.club.members import Enrollment, EnrollmentDraft, enroll, next_number
from storebook.gui.context import Context
from storebook.gui.form import DraftKeeper, Form
from storebook.gui.layout import held, row
from storebook.gui.pages.club.cards import CardWords
from storebook.gui.pages.club.questions import Questions
from storebook.gui.shown import time_of_day
from storebook.gui.timers import after
from storebook.gui.words import label, link
from storebook.people.contact_points import emails, phones
from storebook.people.occasions import OccasionKind, occasions_of

PAUSE_MS = 250
WHOLE_NUMBER = 7  # digits from which on it may be said that nobody has it
NO_NAME = "Which name shall stand on the card?"
TURNED = "turned"
NEXT = "Enter moves to the next question."


class EnrollPart(QWidget):
    """`words_changed` brings what is to stand on the card.

    As an answer of its own form it keeps who was chosen out of the book.
    """

    changed = Signal()
    words_changed = Signal(object)
    print_wanted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.who: Known | None = None
        self._settled = ""  # the phone or e-mail for which it was said who it is
        self._found = LookedUp()
        self.questions = ask = Questions(context)
        self.foot = label("", "small", role="second", wrap=True)
        self._continued = label("", "small", role="hint")
        self._over = link("Start over", kind="small")
        self._again = held(row(self._continued, self._over, "stretch"))
        self._pause = after(self, PAUSE_MS, self.look)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._again)
        whole.addWidget(ask)
        self._again.hide()
        answers = {"phone": ask.reach, "given": ask.given, "family": ask.family}
        ticks = {f"may {channel}": line for channel, line in ask.consents.items()}
        self._connect()  # before the form, whose Enter goes on to what was found
        self.form = Form({**answers, "birthday": ask.birthday, **ticks, "who": self}, self)
        self.keeper = self._keeper("")
        self.tell()

    def _connect(self) -> None:
        ask = self.questions
        ask.reach.changed.connect(self._on_reach)
        ask.reach.entered.connect(self._on_reach_left)
        ask.reach.left.connect(self._on_reach_left)
        for field in (ask.given, ask.family, ask.birthday):
            field.changed.connect(self._on_name)
            field.left.connect(self._on_name_left)
        ask.birthday.checked.connect(self.tell)
        ask.who_is_it.chosen.connect(self.choose)
        ask.known.not_them.connect(lambda: self.choose(None))
        self._over.clicked.connect(self._start_over)

    # -- looking up

    def _on_reach(self) -> None:
        """Another number is another question: who it is, is open again."""
        if self._settled and self.questions.reach.value() != self._settled:
            self._settled = ""
        self._pause.start()
        self.tell()

    def _on_name(self) -> None:
        """A namesake is told of while one types, and who was chosen stays chosen."""
        if self.who is None:
            self._pause.start()
        self.tell()

    def _on_reach_left(self) -> None:
        if self._pause.isActive():
            self.look()

    def _on_name_left(self) -> None:
        """A namesake is only offered, never taken for the same person."""
        if self.who is None:
            self.look()
        self.tell()

    def look(self) -> None:
        """Who has this phone or e-mail, and who is nearly the same."""
        self._pause.stop()
        ask, reach = self.questions, self.questions.reach.value()
        if self.who is not None and reach == self._settled:
            return
        self._found = look_up(
            self._context.book,
            reach,
            name=ask.name(),
            birthday=self._birthday(),
            shop=self._context.shop(),
        )
        same = self._found.same
        if same and reach != self._settled:
            ask.who_is_it.ask(same, by_email=is_email(reach))
            ask.reach.clear_message()
            ask.finding.say("")
            return
        ask.who_is_it.hide()
        self._say_nobody(reach)
        self._offer_similar()

    def _birthday(self) -> PartialDate | None:
        try:
            return self.questions.birthday.value()
        except Refused:  # half-typed
            return None

    def _say_nobody(self, reach: str) -> None:
        """Good news, once the number is whole; what looks odd about it instead."""
        field = self.questions.reach
        if field.message.state == "error":
            return
        whole = is_email(reach) or len(digits(reach)) >= WHOLE_NUMBER
        if is_blank(reach) or not whole or not field.check():
            field.clear_message()
            return
        if self._found.same:
            names = " and ".join(one.name for one in self._found.same)
            field.hint(f"Shared with {names}.")
            return
        odd = check_reach(reach, self._context.shop())
        if odd:
            field.warn(odd)
        else:
            field.good(f"Nobody has this {'address' if is_email(reach) else 'number'} yet.")

    def _offer_similar(self) -> None:
        """ "One similar: Nora Bell, ends 0139." """
        similar = self._found.similar
        if not similar or self.who is not None:
            self.questions.finding.say("")
            return
        first = similar[0]
        seen = first.phone and not self._context.is_private()
        ends = f", ends {first.phone[-4:]}" if seen and first.phone else ""
        many = "One similar" if len(similar) == 1 else f"{len(similar)} similar, such as"
        self.questions.finding.say(
            f"{many}{':' if len(similar) == 1 else ''} {first.name}{ends}.",
            ("Look", lambda: self._context.open_shopper(first.shopper_id)),
            (f"Enroll {first.name}", lambda: self.choose(first)),
        )

    # -- who it is

    def choose(self, known: Known | None) -> None:
        """It is this one from the book, or somebody new with a shared number."""
        ask = self.questions
        if known is not None and not self._may_join(known):
            return
        self.who = known
        self._settled = ask.reach.value()
        ask.who_is_it.hide()
        ask.finding.say("")
        ask.show_known(known)
        ask.birthday.set_known(None if known is None else self._known_birthday(known))
        if known is None:
            self.look()
            ask.given.setFocus()
        else:
            ask.reach.clear_message()
            self._focus_after_name()
        self.tell()
        self.changed.emit()

    def _may_join(self, known: Known) -> bool:
        """A member has a card already, and who died gets none."""
        if known.card is None and known.deceased_on is None:
            return True
        ask = self.questions
        page = ("Open their page", lambda: self._context.open_shopper(known.shopper_id))
        card = ("Print their card", lambda: self.print_wanted.emit(known.shopper_id))
        if known.deceased_on is not None:
            ask.reach.error(f"{known.name} has died.")
            ask.finding.say("", page)
        else:
            number = show_number(known.card or "")
            ask.reach.error(f"{known.name} is a member already, card {number}.")
            ask.finding.say("", page, card)
        return False

    def _known_birthday(self, known: Known) -> PartialDate | None:
        leap_day = self._context.shop().leap_day_rule
        days = occasions_of(
            self._context.book, known.shopper_id, today=self._context.today(), leap_day=leap_day
        )
        return next((day.when for day in days if day.kind is OccasionKind.BIRTHDAY), None)

    def _focus_after_name(self) -> None:
        ask = self.questions
        if ask.birthday.month.isEnabled():
            ask.birthday.month.setFocus()
        else:
            next(iter(ask.consents.values())).setFocus()

    def enroll_shopper(self, shopper_id: int) -> None:
        """Somebody whose page was open: only what is missing is asked."""
        known = known_people(self._context.book, [shopper_id]).get(shopper_id)
        if known is None:
            return
        self._put_aside()
        self.questions.reach.set_value(self._reach_of(shopper_id))
        self._settled = self.questions.reach.value()
        self.choose(known)
        self.keeper = self._keeper(str(shopper_id))

    def take_answers(self) -> None:
        """What a shopper answered on the turned screen; what was begun here waits meanwhile."""
        self._put_aside()
        self.keeper = self._keeper(TURNED)
        self.look()
        self.tell()

    def _reach_of(self, shopper_id: int) -> str:
        book = self._context.book
        numbers = [phone.raw for phone in phones(book, shopper_id)]
        addresses = [email.raw for email in emails(book, shopper_id)]
        return next(iter([*numbers, *addresses]), "")

    # -- what is typed is kept

    def _keeper(self, subject: str) -> DraftKeeper:
        """Keeps what is typed about somebody new (""), or about this shopper; brings it back."""
        made = DraftKeeper(self._context.book, self.form, "Enroll", subject)
        kept_at = made.restore()
        self._again.setVisible(kept_at is not None)
        if kept_at is not None:
            when = time_of_day(kept_at, self._context.shop().locale)
            self._continued.setText(f"Continued from {when} ·")
        return made

    def _put_aside(self) -> None:
        """What was begun waits as a draft, and the questions are empty again."""
        self.keeper.keep()
        self.keeper.deleteLater()
        self._clear()

    def refresh(self) -> None:
        """Somebody else works now: what was begun waits for who began it."""
        if self.keeper.is_anothers():
            self._put_aside()
            self.keeper = self._keeper("")
        self.tell()

    def leave(self) -> None:
        """What was typed waits, also when the window closes and takes the book along."""
        self._pause.stop()
        self.keeper.keep()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def begin_anew(self) -> None:
        """The next in the queue, or whoever was begun before."""
        self.keeper.drop()
        self.keeper.deleteLater()
        self._clear()
        self.keeper = self._keeper("")
        self.tell()

    def _start_over(self) -> None:
        self.begin_anew()
        self.questions.reach.setFocus()

    def _clear(self) -> None:
        self.who, self._settled, self._found = None, "", LookedUp()
        self._pause.stop()
        self.questions.clear()
        self._again.hide()

    def focus_first(self) -> None:
        """The first question that has no answer."""
        ask = self.questions
        if ask.reach.is_empty() and self.who is None:
            ask.reach.setFocus()
        elif self.who is None and not ask.name():
            ask.given.setFocus()
        else:
            self._focus_after_name()

    def draft(self) -> object:
        """Who was chosen out of the book, for the form's draft."""
        return None if self.who is None else self.who.shopper_id

    def set_draft(self, kept: object) -> None:
        """Choose them again, unless they have joined or are gone since."""
        known = known_people(self._context.book, [kept]) if isinstance(kept, int) else {}
        found = known.get(kept) if isinstance(kept, int) else None
        if found is not None and found.card is None:
            self.choose(found)

    # -- enrolling

    def answers(self) -> EnrollmentDraft:
        """All that was answered; raises Refused while the birthday is no day."""
        ask, reach = self.questions, self.questions.reach.value()
        chosen = self.who is not None
        return EnrollmentDraft(
            name="" if chosen else ask.name(),
            given="" if chosen else ask.given.value(),
            family="" if chosen else ask.family.value(),
            phone="" if is_email(reach) else reach,
            email=reach if is_email(reach) else "",
            birthday=ask.birthday.value(),
            consents=ask.ticked(),
            shopper_id=self.who.shopper_id if self.who is not None else None,
        )

    def _will_do(self) -> bool:
        """Whether everything needed is answered; else the caret goes to what is not."""
        ask = self.questions
        if not self.form.check():
            if ask.birthday.message.state == "error" and ask.reach.message.state != "error":
                ask.birthday.focus_wrong()
            return False
        if self.who is None and not ask.name():
            ask.given.error(NO_NAME)
            ask.given.setFocus()
            return False
        return True

    def enroll(self) -> Enrollment | None:
        """Make them a member; None when something is missing, which is then said beside it."""
        if not self._will_do():
            self.tell()
            return None
        try:
            made = enroll(
                self._context.book,
                self.answers(),
                shop=self._context.shop(),
                today=self._context.today(),
            )
        except Refused as refusal:
            if (refusal.field or "").startswith(("phone", "email")):
                self.questions.reach.error(str(refusal))
                self.questions.reach.setFocus()
            elif not self.form.show_refusal(refusal):
                raise
            return None
        self.begin_anew()
        return made

    # -- what follows from the answers

    def tell(self) -> None:
        """Say what is still to be answered, and what the card will say."""
        self.foot.setText(self._to_go())
        name = self.who.name if self.who is not None else self.questions.name()
        number = next_number(self._context.book)
        year = self._context.today().year
        self.words_changed.emit(CardWords(name=name or "Name", number=number, year=year))

    def _to_go(self) -> str:
        missing = []
        if self.who is None and not self.questions.name():
            missing.append("the name")
        if self.questions.birthday.message.state == "error":
            missing.append("the day")
        elif self.questions.birthday.is_empty():
            missing.append("the birthday, if it is told")
        if not missing:
            return "That is all. Everything else can wait."
        return f"Still to go: {' and '.join(missing)}. {NEXT}"
