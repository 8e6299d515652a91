"""Looks who gets a piece of a run, who does not, and why. Nothing is saved."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storebook.base.dates.partial import MONTHS
from storebook.base.errors import Refused
from storebook.base.text import limited, one_line
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.outreach.card_kinds import OCCASIONS, CardKind
from storebook.outreach.choosing.choice import Choice
from storebook.outreach.choosing.couples import couples_among, join_couples
from storebook.outreach.choosing.errands import Errand, of_occasions, people_of
from storebook.outreach.choosing.parents import to_parents, with_parents
from storebook.outreach.choosing.records import RunLook, RunRequest
from storebook.outreach.choosing.thanks import to_be_thanked
from storebook.outreach.designs import named_designs
from storebook.outreach.gate import Gate
from storebook.outreach.selecting import people_selected, settled
from storebook.people.occasions import OccasionKind, due

LONGEST_WINDOW_DAYS = 366
LONGEST_TITLE = 60
HOLIDAY = "Season’s greetings"
# The days in the book that a card is for.
DAYS = {
    CardKind.BIRTHDAY: OccasionKind.BIRTHDAY,
    CardKind.WEDDING: OccasionKind.WEDDING,
    CardKind.CHILD: OccasionKind.BIRTHDAY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What cards there would be, and how many wait in silence."""

    errands: list[Errand]
    waiting: int = 0


def look_at_run(book: Book, request: RunRequest, *, shop: Shop, today: date) -> RunLook:
    """Choose who gets a piece. Nothing is saved.

    Asks the one rule of who may be written to. One occasion, one piece: a birthday is one
    person's, that of a child is told to one parent; all other cards join a couple.
    """
    asked = settle(book, request)
    found = errands_of(book, asked, shop, today)
    people = {one for each in found.errands for one in each.concerned}
    couples = {} if asked.card_kind in (None, *OCCASIONS) else couples_among(book, people)
    people.update(*couples.values())
    gate = Gate(book, people, kinds_of(asked), today)
    errands = join_couples(found.errands, couples, gate) if couples else found.errands
    errands = to_parents(errands, gate) if asked.children else errands
    errands = [one for one in errands if one.kind in kinds_of(asked)]
    choice = Choice(book, asked, gate, shop, today, errands)
    chosen, left_out = choice.sorted_out()
    return RunLook(request=asked, chosen=chosen, left_out=left_out, waiting=found.waiting)


def settle(book: Book, request: RunRequest) -> RunRequest:
    """The same as it is meant: the whole month of a monthly card, the tag as the book spells it,
    children when it is for nobody else.

    Refused when it makes no sense.
    """
    start, end, title = request.start, request.end, ""
    if request.card_kind is CardKind.MONTHLY:
        start = start.replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if request.card_kind is CardKind.HOLIDAY:
        sentence = "The name of the holiday is too long."
        title = limited(one_line(request.title), LONGEST_TITLE, "title", sentence)
        start, title = end, title or HOLIDAY
    refuse_bad_window(start, end)
    named_designs(request.designs, kinds_of(request))
    selection = settled(book, request.selection)
    name = one_line(request.name)
    return replace(
        request,
        start=start,
        end=end,
        title=title,
        selection=selection,
        name=name,
        children=request.children or request.card_kind is CardKind.CHILD,
    )


def refuse_bad_window(start: date, end: date) -> None:
    if end < start:
        raise Refused("The last day lies before the first.", field="end")
    if end - start > timedelta(days=LONGEST_WINDOW_DAYS):
        raise Refused("A run covers a year at the most.", field="end")


def kinds_of(request: RunRequest) -> tuple[CardKind, ...]:
    """What cards it may have; those for children are among the birthdays."""
    if request.card_kind is None:
        return OCCASIONS
    children = request.card_kind is CardKind.BIRTHDAY and request.children
    return (CardKind.BIRTHDAY, CardKind.CHILD) if children else (request.card_kind,)


def errands_of(book: Book, request: RunRequest, shop: Shop, today: date) -> Found:
    """Every card that the run would be about, in the order of the list."""
    if request.card_kind in (None, *OCCASIONS):
        days = occasions(book, request, shop)
        days = with_parents(book, days, today) if request.children else days
        return Found(errands=within(book, request, days, today))
    if request.card_kind is CardKind.THANKS:
        errands, waiting = to_be_thanked(book, request.start, request.end, today=today)
        # Of a few people even a number would tell.
        of_many = request.selection.is_everybody and request.shopper_id is None
        chosen = by_name(book, within(book, request, errands, today))
        return Found(errands=chosen, waiting=waiting if of_many else 0)
    people = people_selected(book, request.selection, today=today)
    if request.shopper_id is not None:
        people &= {request.shopper_id}
    return Found(errands=by_name(book, [greeting(request, one) for one in people]))


def occasions(book: Book, request: RunRequest, shop: Shop) -> list[Errand]:
    kinds = occasion_kinds(request)
    found = due(book, request.start, request.end, leap_day=shop.leap_day_rule, kinds=kinds)
    return of_occasions(found)


def occasion_kinds(request: RunRequest) -> list[OccasionKind]:
    """The days of their own that the run is about; none for a card that everybody gets alike."""
    days = [DAYS[kind] for kind in kinds_of(request) if kind in DAYS]
    return list(dict.fromkeys(days))


def within(book: Book, request: RunRequest, errands: Sequence[Errand], today: date) -> list[Errand]:
    """Those of them for somebody who is meant; a couple is, when one of the two is."""
    if request.shopper_id is not None:
        errands = for_some(errands, {request.shopper_id}, also_children=True)
    if request.selection.is_everybody:
        return list(errands)
    return for_some(errands, people_selected(book, request.selection, today=today))


def for_some(
    errands: Sequence[Errand], people: set[int], *, also_children: bool = False
) -> list[Errand]:
    """Those that go to somebody of these people, `also_children` those about one of them as well;
    the parents who are not among them get none.
    """
    found: list[Errand] = []
    for one in errands:
        parents = tuple(each for each in one.parents if each in people)
        if parents:
            found.append(replace(one, parents=parents))
        elif not people.isdisjoint(one.people) and (not one.parents or also_children):
            found.append(one)
    return found


def greeting(request: RunRequest, shopper_id: int) -> Errand:
    """A card that everybody gets alike."""
    assert request.card_kind is not None
    month = f"{MONTHS[request.start.month - 1]} card"
    return Errand(
        kind=request.card_kind,
        shopper_id=shopper_id,
        partner_id=None,
        day=request.end if request.card_kind is CardKind.HOLIDAY else request.start,
        text=request.title if request.card_kind is CardKind.HOLIDAY else month,
    )


def by_name(book: Book, errands: Sequence[Errand]) -> list[Errand]:
    """In the order of the shoppers' list, as the book keeps it."""
    order = {
        shopper_id: place
        for place, shopper_id in enumerate(
            book.values(
                """
                SELECT shopper.id
                FROM json_each(:people) AS wanted JOIN shopper ON shopper.id = wanted.value
                ORDER BY sort_key, shopper.id
                """,
                people=json.dumps(sorted(people_of(errands))),
            )
        )
    }
    return sorted(errands, key=lambda one: order[one.shopper_id])
