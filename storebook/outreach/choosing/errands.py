"""What a card would be for, before anybody asked whether it may go out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.dates import Calendar
from storebook.outreach.card_kinds import CardKind
from storebook.people.occasions import DueOccasion, OccasionKind
from storebook.people.reachable import WhyNot


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One card for one person or couple. `day` and `text` are what a list says of it.

    `due` is the occasion, where it is one of theirs. `address_id` is set when it may go to this
    place alone, `surprise` when that is for the sake of one. `joined_to` is set for somebody whose
    card is that of the couple. `child_id` is whose birthday it is, of a card for a parent;
    `parents` are those it might go to, and `refusal` why it goes to none of them.
    """

    kind: CardKind
    shopper_id: int
    partner_id: int | None
    day: date
    text: str
    due: DueOccasion | None = None
    purchases: tuple[int, ...] = ()
    address_id: int | None = None
    surprise: bool = False
    joined_to: int | None = None
    child_id: int | None = None
    parents: tuple[int, ...] = ()
    refusal: WhyNot | None = None

    @property
    def people(self) -> list[int]:
        both = [self.shopper_id, self.partner_id]
        return [person_id for person_id in both if person_id is not None]

    @property
    def concerned(self) -> set[int]:
        """Those it is for, and all who have a say in whether it goes."""
        also = (self.child_id, self.joined_to)
        return {*self.people, *self.parents, *(one for one in also if one is not None)}

    @property
    def occasion_id(self) -> int | None:
        return None if self.due is None else self.due.occasion_id

    @property
    def years(self) -> int | None:
        return None if self.due is None else self.due.years


def people_of(errands: Collection[Errand]) -> set[int]:
    return {person_id for one in errands for person_id in one.people}


def of_occasions(found: Sequence[DueOccasion]) -> list[Errand]:
    """One occasion, one card: a birthday is one person's, a wedding day joins the couple."""
    return [
        Errand(
            kind=CardKind(one.kind.value),
            shopper_id=one.shopper_id,
            partner_id=one.partner_id,
            day=one.day,
            text=occasion_text(one),
            due=one,
        )
        for one in found
    ]


def occasion_text(one: DueOccasion) -> str:
    """What the day is, in the words of a list: "Birthday", "Anniversary, 25 years"."""
    if one.kind is OccasionKind.WEDDING:
        if one.years is not None and one.years >= 1:
            return f"Anniversary, {one.years} {'year' if one.years == 1 else 'years'}"
        return "Anniversary"
    if one.kind is OccasionKind.BIRTHDAY:
        return "Lunar birthday" if one.calendar is Calendar.CHINESE else "Birthday"
    return one.title or "Occasion"
