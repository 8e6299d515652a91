"""Who gets a card for the days of a window, who does not, and why; looked at before it is
frozen.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storebook.base.dates import Calendar
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Paper, Shop
from storebook.outreach.designs import Turns, named_designs
from storebook.outreach.wording import CardWords, birthday_words, wedding_words
from storebook.people.consent import Channel, Purpose
from storebook.people.contact_points import Address, addresses_by_id
from storebook.people.names import PersonName, couple_line
from storebook.people.occasions import DueOccasion, OccasionKind, due
from storebook.people.postal import address_block
from storebook.people.reachable import Reach, Reason, WhyNot, reach_of, why_no_card, why_not
from storebook.staff.associates import associate

LONGEST_WINDOW_DAYS = 366
CARD_KINDS = (OccasionKind.BIRTHDAY, OccasionKind.WEDDING)
WHERE = {Reason.NO_ADDRESS, Reason.CAME_BACK, Reason.MOVED_AWAY}
ALREADY_SENT = "Card sent already"
NO_COUPLE_LINE = "Couple line to be written"


class RunKind(StrEnum):
    """What a run prints."""

    CARDS = "cards"
    LABELS = "labels"
    LIST = "list"


class Fold(StrEnum):
    HALF = "half"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What is asked for: occasions from `start` to `end`, both included.

    `occasion_kind` None means birthdays and wedding anniversaries together. `shopper_id` narrows
    the run to one person and their couple. `designs` are used for all of their kind, at most one
    for each; a kind that has none gets its designs in turn. `start_place` is the first free label
    of the sheet, from 1.
    """

    kind: RunKind
    start: date
    end: date
    occasion_kind: OccasionKind | None = None
    shopper_id: int | None = None
    designs: tuple[str, ...] = ()
    paper: Paper = Paper.LETTER
    fold: Fold = Fold.HALF
    sheet: str | None = None
    start_place: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Someone who gets a piece: everything as it will print.

    `name` is for lists on the screen. A day that is not known stands as the first of its month.
    """

    name: str
    shopper_id: int
    partner_id: int | None
    occasion_id: int
    day: date
    day_is_known: bool
    occasion_text: str
    name_line: str
    address_block: tuple[str, ...]
    words: CardWords
    design: str
    month: int
    years: int | None
    initials: str
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Someone who gets nothing, and why."""

    shopper_id: int
    partner_id: int | None
    occasion_id: int
    day: date
    occasion_text: str
    name: str
    years: int | None
    why: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLook:
    """A run before it is frozen: who is in, in the order of print, and who is out."""

    request: RunRequest
    chosen: list[Chosen]
    left_out: list[LeftOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """How somebody is addressed, alone and as one of a couple."""

    shopper_id: int
    name: str
    given: str | None
    family: str | None
    greeting_line: str
    envelope_line: str
    language: str | None
    household_id: int | None
    couple_line: str | None
    couple_greeting: str | None
    couple_note: str | None


def look_at_run(book: Book, request: RunRequest, *, shop: Shop, today: date) -> RunLook:
    """Choose who gets a piece. Nothing is saved.

    Asks the one rule of who may be written to. One occasion, one piece: a birthday is one
    person's, a wedding day joins the couple.
    """
    refuse_bad_window(request)
    kinds = kinds_of(request)
    found = [
        one
        for one in due(book, request.start, request.end, leap_day=shop.leap_day_rule, kinds=kinds)
        if request.shopper_id is None or request.shopper_id in (one.shopper_id, one.partner_id)
    ]
    choice = Choice(book, request, shop, today, found)
    chosen: list[Chosen] = []
    left_out: list[LeftOut] = []
    for one in found:
        why = choice.why_left_out(one)
        if why is None:
            chosen.append(choice.piece_for(one))
        else:
            left_out.append(left(one, choice.name_of(one), *why))
    return RunLook(request=request, chosen=chosen, left_out=left_out)


def refuse_bad_window(request: RunRequest) -> None:
    if request.end < request.start:
        raise Refused("The last day lies before the first.", field="end")
    if request.end - request.start > timedelta(days=LONGEST_WINDOW_DAYS):
        raise Refused("A run covers a year at the most.", field="end")
    named_designs(request.designs, kinds_of(request))


def kinds_of(request: RunRequest) -> tuple[OccasionKind, ...]:
    return CARD_KINDS if request.occasion_kind is None else (request.occasion_kind,)


class Choice:
    """What the choosing of one run rests on, read at once for everybody in it."""

    def __init__(
        self, book: Book, request: RunRequest, shop: Shop, today: date, found: Sequence[DueOccasion]
    ) -> None:
        people = people_of(found)
        self._shop = shop
        self._today = today
        self._reaches = reach_of(book, people, Channel.MAIL, Purpose.OCCASIONS)
        self._lines = lines_of(book, people)
        self._addresses = addresses_of(book, self._reaches)
        self._sent = (
            already_sent(book, request.start, request.end)
            if request.kind is RunKind.CARDS
            else set[tuple[int, date]]()
        )
        self._turns = Turns(book, people, named_designs(request.designs, kinds_of(request)))
        self._signature = associate(book, book.associate_id).name

    def why_left_out(self, one: DueOccasion) -> tuple[str, str] | None:
        """The reason and its detail, or None when the piece goes out.

        A couple gets its card where either lives; any other reason of one holds for both.
        """
        alone = one.partner_id is None  # what is known of a death says more than the day does
        refusal = self._why_not(one.shopper_id) if alone else None
        refusal = refusal or why_no_card(one, self._told_of(one)) or self._why_not_both(one)
        if refusal is not None:
            return refusal.reason.value, refusal.detail
        if (one.occasion_id, one.day) in self._sent:
            return ALREADY_SENT, ""
        note = self._lines[one.shopper_id].couple_note
        if one.partner_id is not None and note is not None:
            return NO_COUPLE_LINE, note
        return None

    def _told_of(self, one: DueOccasion) -> str:
        """What is known of who died of a couple: the note, else which of the two it was."""
        for person_id in couple_of(one):
            reach = self._reaches[person_id]
            if reach.deceased_on is not None:
                return reach.deceased_note or self._lines[person_id].given or ""
        return ""

    def name_of(self, one: DueOccasion) -> str:
        """Who it is, for the screen: "Harriet & Walter Finch" when they share a family name."""
        named = [person_name(self._lines[person_id]) for person_id in couple_of(one)]
        return named[0].name if len(named) == 1 else couple_line(named[0], named[1])

    def _why_not_both(self, one: DueOccasion) -> WhyNot | None:
        return joint_refusal([self._why_not(person_id) for person_id in couple_of(one)])

    def _why_not(self, person_id: int) -> WhyNot | None:
        return why_not(self._reaches[person_id], Channel.MAIL, Purpose.OCCASIONS, self._today)

    def piece_for(self, one: DueOccasion) -> Chosen:
        """The piece exactly as it will print."""
        lines = self._lines[one.shopper_id]
        name_line, greeting = self._addressed(one, lines)
        where = self._address(one)
        block = address_block(name_line, where.postal, self._shop.country)
        return Chosen(
            name=self.name_of(one),
            shopper_id=one.shopper_id,
            partner_id=one.partner_id,
            occasion_id=one.occasion_id,
            day=one.day,
            day_is_known=one.day_of_month is not None,
            occasion_text=occasion_text(one),
            name_line=name_line,
            address_block=tuple(block),
            words=self._words(one, greeting, lines.language),
            design=self._turns.next_for(one.kind, couple_of(one)),
            month=one.day.month,
            years=one.years if one.kind is OccasionKind.WEDDING else None,
            initials=self._initials(one),
            town=where.postal.city,
        )

    def _initials(self, one: DueOccasion) -> str:
        """The first letters of both given names, as in a ring; empty where one is not known."""
        given = [self._lines[person_id].given for person_id in couple_of(one)]
        letters = [name[:1].upper() for name in given if name]
        return " & ".join(letters) if len(letters) == 2 else ""

    def _address(self, one: DueOccasion) -> Address:
        reachable = [person_id for person_id in couple_of(one) if self._why_not(person_id) is None]
        return self._addresses[reachable[0]]

    def _addressed(self, one: DueOccasion, lines: Lines) -> tuple[str, str]:
        if one.partner_id is None:
            return lines.envelope_line, lines.greeting_line
        partner = self._lines[one.partner_id]
        together = lines.household_id is not None and lines.household_id == partner.household_id
        if together and lines.couple_line and lines.couple_greeting:
            return lines.couple_line, lines.couple_greeting
        first, second = lines.envelope_line, partner.envelope_line
        greeting = couple_greeting(lines.greeting_line, partner.greeting_line)
        return f"{first}\n{second}", greeting

    def _words(self, one: DueOccasion, greeting: str, language: str | None) -> CardWords:
        if one.kind is OccasionKind.WEDDING:
            return wedding_words(
                greeting, years=one.years, language=language, signature=self._signature
            )
        return birthday_words(greeting, language=language, signature=self._signature)


def joint_refusal(refusals: Sequence[WhyNot | None]) -> WhyNot | None:
    """Why one piece for these people stays here: where to, only when none of them has a place."""
    refused = [refusal for refusal in refusals if refusal is not None]
    personal = [refusal for refusal in refused if refusal.reason not in WHERE]
    if personal:
        return personal[0]
    return refused[0] if len(refused) == len(refusals) else None


def couple_of(one: DueOccasion) -> list[int]:
    return [one.shopper_id] if one.partner_id is None else [one.shopper_id, one.partner_id]


def people_of(found: Sequence[DueOccasion]) -> set[int]:
    return {person_id for one in found for person_id in couple_of(one)}


def couple_greeting(first: str, second: str) -> str:
    """Two greetings in one where nobody wrote a joint one: "Dear Inês & Paulo"."""
    opening, _, name = first.partition(" ")
    other_opening, _, other_name = second.partition(" ")
    if name and other_name and opening == other_opening:
        return f"{opening} {name} & {other_name}"
    return f"{first}, {second}"


def lines_of(book: Book, people: Collection[int]) -> dict[int, Lines]:
    rows = book.all(
        Lines,
        """
        SELECT shopper.id AS shopper_id, shopper.name, given, family, greeting_line,
               envelope_line, language, household_id, couple_line, couple_greeting, couple_note
        FROM shopper
        LEFT JOIN household ON household.id = shopper.household_id
        WHERE shopper.id IN (SELECT value FROM json_each(:people))
        ORDER BY shopper.id
        """,
        people=json.dumps(sorted(people)),
    )
    return {row.shopper_id: row for row in rows}


def addresses_of(book: Book, reaches: dict[int, Reach]) -> dict[int, Address]:
    places = {
        person_id: reach.address_id
        for person_id, reach in reaches.items()
        if reach.address_id is not None
    }
    found = addresses_by_id(book, set(places.values()))
    return {person_id: found[address_id] for person_id, address_id in places.items()}


def already_sent(book: Book, start: date, end: date) -> set[tuple[int, date]]:
    """Occasions of the window whose card went out in an earlier run."""
    rows = book.rows(
        """
        SELECT occasion_id, occasion_day FROM run_piece
        JOIN run ON run.id = run_piece.run_id
        WHERE state = 'sent' AND run.kind = 'cards' AND occasion_id IS NOT NULL
          AND occasion_day BETWEEN :start AND :end
        ORDER BY run_piece.id
        """,
        start=start,
        end=end,
    )
    return {(occasion_id, date.fromisoformat(day)) for occasion_id, day in rows}


def left(one: DueOccasion, name: str, why: str, detail: str) -> LeftOut:
    return LeftOut(
        shopper_id=one.shopper_id,
        partner_id=one.partner_id,
        occasion_id=one.occasion_id,
        day=one.day,
        occasion_text=occasion_text(one),
        name=name,
        years=one.years,
        why=why,
        detail=detail,
    )


def person_name(lines: Lines) -> PersonName:
    """Without the title, which belongs on the envelope."""
    return PersonName(name=lines.name, given=lines.given or "", family=lines.family or "")


def occasion_text(one: DueOccasion) -> str:
    """What the day is, in the words of a list: "Birthday", "Anniversary, 25 years"."""
    if one.kind is OccasionKind.WEDDING:
        if one.years is not None and one.years >= 1:
            return f"Anniversary, {one.years} {'year' if one.years == 1 else 'years'}"
        return "Anniversary"
    if one.kind is OccasionKind.BIRTHDAY:
        return "Lunar birthday" if one.calendar is Calendar.CHINESE else "Birthday"
    return one.title or "Occasion"
