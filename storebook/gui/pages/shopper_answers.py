"""The one thing that is asked: the words as they are said, the field, and what an answer does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.gui.context import Context
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.fields import Field, TextField, YearlyDayField
from storebook.people.asking import Question
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import EmailDraft, PhoneDraft, add_email, add_phone
from storebook.people.known import ForAsking
from storebook.people.occasions import (
    OccasionKind,
    edit_occasion,
    set_birthday,
    set_wedding_day,
)
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.shoppers import Shopper, edit_shopper
from storebook.people.sizes import BodyPart, Method, SizeDraft, add_size
from storebook.people.wishes import WishDraft, add_wish

MISSING = "Type the answer first, or leave it for another day."
NO_YEAR = "Type the year with its four digits."
EARLIEST = 1900
HOW = "at the counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question with one `field`; without one it is answered by yes or no, or in `opens`.

    `save` takes the answer and raises Refused where it will not do; `said` is what the undo bar
    says. A `wide` answer has the line for itself.
    """

    question: Question
    words: str
    said: str
    field: Field | None = None
    wide: bool = False
    save: Callable[[Any], None] | None = None
    opens: Callable[[], EditShopper] | None = None


def ask_of(context: Context, question: Question, shopper: Shopper, found: ForAsking) -> Ask:
    """The question as it is put to this shopper."""
    return Asking(context, shopper, found).of(question)


class Asking:
    """One method a question; all of them save through the shop's own actions."""

    def __init__(self, context: Context, shopper: Shopper, found: ForAsking) -> None:
        self._context = context
        self._shopper = shopper
        self._found = found

    def of(self, question: Question) -> Ask:
        """The question in words, with its field."""
        return _ASKED[question](self, question)

    # -- how to reach them

    def new_address(self, question: Question) -> Ask:
        return Ask(
            question=question,
            words="Our mail came back. Where do you live now?",
            said="",
            opens=lambda: EditShopper(self._context, self._shopper.id, start="contact"),
        )

    def any_number(self, question: Question) -> Ask:
        return self._reach(question, "How can we reach you?", "Phone or e-mail")

    def phone(self, question: Question) -> Ask:
        return self._reach(question, "Which phone number may we note?", "Phone")

    def email(self, question: Question) -> Ask:
        return self._reach(question, "Which e-mail address may we note?", "E-mail")

    def _reach(self, question: Question, words: str, hint: str) -> Ask:
        def save(typed: str) -> None:
            book, shopper_id = self._context.book, self._shopper.id
            if "@" in typed or question is Question.EMAIL:
                add_email(book, shopper_id, EmailDraft(raw=typed))
            else:
                add_phone(book, shopper_id, PhoneDraft(raw=typed), shop=self._context.shop())

        said = f"{self._shopper.name} can be reached."
        return self._text(question, words, hint, said, save)

    def may_mail(self, question: Question) -> Ask:
        words = "May we send you a card on your birthday?"
        return self._may(question, words, Channel.MAIL)

    def may_email(self, question: Question) -> Ask:
        words = "May we write to you by e-mail on your birthday?"
        return self._may(question, words, Channel.EMAIL)

    def _may(self, question: Question, words: str, channel: Channel) -> Ask:
        def save(given: bool) -> None:
            record_consent(
                self._context.book,
                self._shopper.id,
                channel,
                [Purpose.OCCASIONS],
                given=given,
                wording=words,
                how=HOW,
                day=self._context.today(),
            )

        return Ask(question=question, words=words, said="Permission written down.", save=save)

    # -- their days

    def birthday(self, question: Question) -> Ask:
        def save(when: PartialDate | None) -> None:
            today = self._context.today()
            set_birthday(self._context.book, self._shopper.id, when, today=today)

        return self._day(question, "When is your birthday?", "Birthday written down.", save)

    def wedding(self, question: Question) -> Ask:
        words = f"When did you and {self._found.known.married_to} marry?"
        spouse = self._found.spouse

        def save(when: PartialDate | None) -> None:
            partner_id = None if spouse is None else spouse.shopper_id
            set_wedding_day(self._context.book, self._shopper.id, when, partner_id=partner_id)

        return self._day(question, words, "Wedding day written down.", save)

    def _day(self, question: Question, words: str, said: str, save: Callable[..., None]) -> Ask:
        day_first = self._context.shop().day_first
        field = YearlyDayField(words, self._context.today, day_first=day_first, missing=MISSING)
        field.line.setPlaceholderText("26 Nov 1966" if day_first else "Nov 26, 1966")
        return Ask(question=question, words=words, said=said, field=field, save=save)

    def wedding_year(self, question: Question) -> Ask:
        words = f"In which year did you and {self._found.known.married_to} marry?"
        wedding = self._found.wedding

        def save(typed: str) -> None:
            today = self._context.today()
            if not typed.isdecimal() or not EARLIEST <= int(typed) <= today.year:
                raise Refused(NO_YEAR)
            if wedding is not None:
                edit_occasion(
                    self._context.book,
                    wedding.id,
                    replace(wedding.when, year=int(typed)),
                    title=wedding.title or "",
                    note=wedding.note or "",
                    today=today,
                )

        ask = self._text(question, words, "Year", "Wedding day written down.", save)
        return replace(ask, wide=False)

    # -- what fits and what pleases

    def ring(self, question: Question) -> Ask:
        words = "Which size is your left ring finger?"
        ask = self._text(question, words, "Size", self._sized(), self._size(BodyPart.LEFT_RING))
        return replace(ask, wide=False)

    def old_ring(self, question: Question) -> Ask:
        ring = self._found.ring
        if ring is None:
            return self.ring(question)
        part = ring.body_part
        finger = "finger" if part is BodyPart.FINGER else part.value
        words = f"Does size {ring.entered} still fit your {finger}?"
        ask = self._text(question, words, "Size", self._sized(), self._size(part))
        if ask.field is not None:
            ask.field.set_draft(ring.entered)
        return replace(ask, wide=False)

    def _sized(self) -> str:
        return f"Size written down for {self._shopper.name}."

    def _size(self, part: BodyPart) -> Callable[[str], None]:
        ring = self._found.ring

        def save(typed: str) -> None:
            told_as = ring.system if ring is not None and typed == ring.entered else None
            draft = SizeDraft(
                body_part=part,
                text=typed,
                system=told_as,
                method=Method.TOLD,
                measured_on=self._context.today(),
            )
            add_size(self._context.book, self._shopper.id, draft, shop=self._context.shop())

        return save

    def wish(self, question: Question) -> Ask:
        day = self._found.next_day
        kind = OccasionKind.OTHER if day is None else day.kind
        called = {OccasionKind.BIRTHDAY: "birthday", OccasionKind.WEDDING: "anniversary"}
        words = f"What would you love for your {called.get(kind, 'day')}?"

        def save(typed: str) -> None:
            draft = WishDraft(description=typed, seen_on=self._context.today())
            add_wish(self._context.book, self._shopper.id, draft)

        return self._text(question, words, "A piece, a stone, a color", "Wish written down.", save)

    def metal(self, question: Question) -> Ask:
        def save(typed: str) -> None:
            add_preference(
                self._context.book,
                self._shopper.id,
                PreferenceKind.METAL,
                typed,
                told_on=self._context.today(),
            )

        words = "Which metal do you like best?"
        return self._text(question, words, "18k yellow gold", "Preference written down.", save)

    def source(self, question: Question) -> Ask:
        def save(typed: str) -> None:
            edit_shopper(
                self._context.book,
                self._shopper.id,
                shop=self._context.shop(),
                today=self._context.today(),
                source=typed,
            )

        words = "How did you first hear of us?"
        return self._text(question, words, "A friend, the window", "Answer written down.", save)

    def _text(
        self, question: Question, words: str, hint: str, said: str, save: Callable[[str], None]
    ) -> Ask:
        field = TextField(words, placeholder=hint, missing=MISSING)
        return Ask(question=question, words=words, said=said, field=field, wide=True, save=save)


_ASKED: dict[Question, Callable[[Asking, Question], Ask]] = {
    Question.NEW_ADDRESS: Asking.new_address,
    Question.ANY_NUMBER: Asking.any_number,
    Question.WISH: Asking.wish,
    Question.BIRTHDAY: Asking.birthday,
    Question.WEDDING: Asking.wedding,
    Question.RING_FOR_GIFTS: Asking.ring,
    Question.MAY_MAIL: Asking.may_mail,
    Question.WEDDING_YEAR: Asking.wedding_year,
    Question.EMAIL: Asking.email,
    Question.PHONE: Asking.phone,
    Question.MAY_EMAIL: Asking.may_email,
    Question.OLD_RING: Asking.old_ring,
    Question.RING: Asking.ring,
    Question.METAL: Asking.metal,
    Question.SOURCE: Asking.source,
}
