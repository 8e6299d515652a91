"""Sorts out the cards of one run: each goes out as it will print, or stays here with its reason."""

from collections.abc import Collection, Sequence
from datetime import date
from sys import intern

from storebook.base.dates import Calendar
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing.errands import Errand
from storebook.outreach.choosing.faith import who_keeps
from storebook.outreach.choosing.lines import (
    Lines,
    addressed,
    childs_day,
    first_name,
    initials,
    lines_of,
    named,
    names_of,
)
from storebook.outreach.choosing.records import Chosen, LeftOut, RunKind, RunRequest
from storebook.outreach.choosing.sent import cards_sent
from storebook.outreach.choosing.surprises import near_a_surprise
from storebook.outreach.designs import Turns, named_designs
from storebook.outreach.gate import Gate
from storebook.outreach.templates import wordings_for
from storebook.outreach.wording import CardWords, Facts, Missing
from storebook.people.contact_points import Address, addresses_by_id
from storebook.people.postal import address_block, what_it_lacks
from storebook.people.reachable import Reason, why_no_card

ALREADY_SENT = "Card sent already"
NO_COUPLE_LINE = "Couple line to be written"
JOINED = "Joined with the household"
NO_WORDS = "A field of the words is empty"

Why = tuple[str, str]


class Choice:
    """What the choosing of one run rests on, read at once for everybody in it."""

    def __init__(  # noqa: PLR0913 - what was asked, of whom, and the shop's day
        self,
        book: Book,
        request: RunRequest,
        gate: Gate,
        shop: Shop,
        today: date,
        errands: Sequence[Errand],
    ) -> None:
        people = {one for each in errands for one in each.concerned}
        kinds = {one.kind for one in errands}
        self._gate = gate
        self._shop = shop
        self._errands = errands
        self._lines = lines_of(book, people)
        self._addresses = addresses_by_id(book, gate.addresses() | places_named(errands))
        self._was_sent = cards_sent(book, request)
        named = named_designs(request.designs, kinds) if errands else {}
        self._turns = Turns(book, people, named, holiday=request.title)
        self._wordings = wordings_for(book, people)
        self._request = request
        self._keep_the_day = who_keeps(book, people, request.title)
        self._near = near_a_surprise(book, people, today=today)

    def sorted_out(self) -> tuple[list[Chosen], list[LeftOut]]:
        chosen: list[Chosen] = []
        left_out: list[LeftOut] = []
        for one in self._errands:
            why = self._why_left_out(one)
            words = self._words(one) if why is None else None
            if isinstance(words, Missing):
                why = NO_WORDS, " ".join((words.reason, words.detail)).strip()
            if why is not None:
                left_out.append(self._left(one, *why))
            elif isinstance(words, CardWords):
                chosen.append(self._piece_for(one, words))
        return chosen, left_out

    def _why_left_out(self, one: Errand) -> Why | None:
        """The reason and its detail, or None when the piece goes out.

        A couple gets its card where either lives; any other reason of one holds for both.
        """
        if one.refusal is not None:
            return one.refusal.reason.value, one.refusal.detail
        if one.joined_to is not None:
            partner = self._lines[one.joined_to]
            return JOINED, f"with {partner.given or partner.name}"
        alone = one.partner_id is None  # what is known of a death says more than the day does
        refusal = self._gate.why_not(one.shopper_id, one.kind) if alone else None
        if refusal is None and one.due is not None:
            refusal = why_no_card(one.due, self._told_of(one))
        refusal = refusal or self._gate.why_not_together(one.people, one.kind)
        if refusal is not None:
            return refusal.reason.value, refusal.detail
        if self._was_sent(one):
            return ALREADY_SENT, ""
        where = self._address(one).postal
        if lacking := what_it_lacks(where):
            there = " ".join(filter(None, (*where.lines, where.city, where.region, where.postcode)))
            return Reason.NO_ADDRESS.value, f"only “{there}”, without a {lacking}"
        note = self._lines[one.shopper_id].couple_note
        if one.partner_id is not None and note is not None:
            return NO_COUPLE_LINE, note
        return None

    def _told_of(self, one: Errand) -> str:
        """What is known of who died of a couple: the note, else which of the two it was."""
        for person_id in one.people:
            died, note = self._gate.told_of_death(person_id)
            if died:
                return note or self._lines[person_id].given or ""
        return ""

    def _of(self, one: Errand) -> list[Lines]:
        return [self._lines[person_id] for person_id in one.people]

    def _piece_for(self, one: Errand, words: CardWords) -> Chosen:
        """The piece exactly as it will print."""
        lines = self._of(one)
        name_line, _ = addressed(lines)
        where = self._address(one)
        block = address_block(name_line, where.postal, self._shop.country)
        wedding = one.kind is CardKind.WEDDING
        # What is the same in many of a large run is kept once.
        return Chosen(
            name=intern(named(lines)),
            shopper_id=one.shopper_id,
            partner_id=one.partner_id,
            occasion_id=one.occasion_id,
            day=one.day,
            day_is_known=one.due is None or one.due.day_of_month is not None,
            occasion_text=self._text(one),
            name_line=intern(name_line),
            address_block=tuple(map(intern, block)),
            words=words,
            design=self._turns.next_for(one.kind, one.people),
            month=one.day.month,
            years=one.years if wedding else None,
            initials=initials(lines) if wedding else "",
            town=intern(where.postal.city),
            card_kind=one.kind,
            address_id=where.id,
            country=intern(where.country),
            neutral_sender=self._is_neutral(one),
            purchases=one.purchases,
            child_id=one.child_id,
        )

    def _text(self, one: Errand) -> str:
        """What the card is for; a parent is told of which child."""
        if one.child_id is None or one.child_id == one.shopper_id:
            return one.text
        return childs_day(one.text, self._lines[one.child_id], self._lines[one.shopper_id])

    def _address(self, one: Errand) -> Address:
        address_id = one.address_id or self._gate.address_id(one.people, one.kind)
        assert address_id is not None
        return self._addresses[address_id]

    def _is_neutral(self, one: Errand) -> bool:
        """Where a surprise may be given away by who sends the mail."""
        return one.surprise or not self._near.isdisjoint(one.concerned)

    def _words(self, one: Errand) -> CardWords | Missing:
        """What the card says; a label or a list needs no words, and its pieces have none then."""
        lines = self._of(one)
        facts = Facts(
            kind=one.kind,
            greeting=addressed(lines)[1],
            first_names=tuple(line.given or "" for line in lines),
            families=tuple(line.family or "" for line in lines),
            couple=names_of(lines),
            child=first_name(self._lines[one.child_id], lines[0]) if one.child_id else "",
            years=one.years if one.kind is CardKind.WEDDING else None,
            month=one.day.month,
            year=one.day.year,
            lunar=one.due is not None and one.due.calendar is Calendar.CHINESE,
            turns=one.years if one.kind is CardKind.BIRTHDAY else None,
            holiday=self._request.title,
            keeps_the_day=not self._keep_the_day.isdisjoint(one.people),
            language=lines[0].language,
        )
        words = self._wordings.words_for(facts, one.people)
        if isinstance(words, Missing) and self._request.kind is not RunKind.CARDS:
            return CardWords(greeting="", wish="", signature="")
        return words

    def _left(self, one: Errand, why: str, detail: str) -> LeftOut:
        return LeftOut(
            shopper_id=one.shopper_id,
            partner_id=one.partner_id,
            occasion_id=one.occasion_id,
            day=one.day,
            occasion_text=self._text(one),
            name=named(self._of(one)),
            years=one.years,
            why=why,
            detail=detail,
            card_kind=one.kind,
            child_id=one.child_id,
        )


def places_named(errands: Collection[Errand]) -> set[int]:
    return {one.address_id for one in errands if one.address_id is not None}
