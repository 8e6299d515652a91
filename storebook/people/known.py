"""What is known of one shopper, gathered from their file for the one thing that may be asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storebook.base.dates import LeapDayRule
from storebook.book.book import Book
from storebook.people.asking import Known, RingSize
from storebook.people.consent import STOPPED, Channel, ConsentEvent, Purpose, consent_state
from storebook.people.kin import Kin, kin_of
from storebook.people.occasions import Occasion, OccasionKind, occasions_of
from storebook.people.preferences import Preference, PreferenceKind, preferences_of
from storebook.people.reachable import Reach, is_a_child, reach_of
from storebook.people.relations import Relation
from storebook.people.shoppers import Shopper
from storebook.people.sizes import BodyPart, Size, sizes_of
from storebook.people.wishes import Wish, wishes_of
from storebook.staff.viewer import Viewer

Consents = dict[tuple[Channel, Purpose], ConsentEvent]
NEW_FOR = timedelta(days=365)
# The finger of the ring first; any other says at least something.
FINGERS = (BodyPart.LEFT_RING, BodyPart.RIGHT_RING, BodyPart.FINGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is on file of one shopper, as one viewer may see it; read once for the whole page."""

    days: list[Occasion]
    kin: list[Kin]
    sizes: list[Size]
    consents: Consents
    tastes: list[Preference]
    wishes: list[Wish]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAsking:
    """What bears on the question, and what an answer is about: the spouse, their day, the ring."""

    known: Known
    spouse: Kin | None
    next_day: Occasion | None
    wedding: Occasion | None
    ring: Size | None


def facts_of(book: Book, shopper_id: int, viewer: Viewer, *, leap_day: LeapDayRule) -> Facts:
    """Read what the page shows of them and the question rests on."""
    return Facts(
        days=occasions_of(book, shopper_id, today=viewer.today, leap_day=leap_day),
        kin=kin_of(book, shopper_id),
        sizes=sizes_of(book, shopper_id),
        consents=consent_state(book, shopper_id),
        tastes=preferences_of(book, shopper_id, viewer),
        wishes=wishes_of(book, shopper_id, viewer),
    )


def for_asking(
    book: Book, shopper: Shopper, facts: Facts, *, today: date, buys: Callable[[int], bool]
) -> ForAsking:
    """Read the rest; `buys` says of another shopper whether they bought here lately, no secret
    told.
    """
    reach = reach_of(book, [shopper.id], Channel.MAIL, Purpose.OCCASIONS)[shopper.id]
    spouse = spouse_of(facts.kin)
    wedding = next((one for one in facts.days if one.kind is OccasionKind.WEDDING), None)
    next_day = next((one for one in facts.days if one.next_on is not None), None)
    ring = ring_of(facts.sizes)
    known = replace(
        _of_themselves(shopper, reach, facts, today),
        birthday=any(one.kind is OccasionKind.BIRTHDAY for one in facts.days),
        married_to="" if spouse is None else spouse.first_name,
        spouse_buys=ring is None and spouse is not None and buys(spouse.shopper_id),
        wedding=wedding is not None,
        wedding_year=wedding is not None and wedding.when.year is not None,
        next_day=None if next_day is None else next_day.next_on,
        ring=None if ring is None else RingSize(measured_on=ring.measured_on),
    )
    return ForAsking(known=known, spouse=spouse, next_day=next_day, wedding=wedding, ring=ring)


def _of_themselves(shopper: Shopper, reach: Reach, facts: Facts, today: date) -> Known:
    """How they stand, how they are reached, what they agreed to and what they like."""
    agreed, refused = answers(facts.consents)
    return Known(
        living=shopper.deceased_on is None,
        named=shopper.named,
        archived=shopper.archived_on is not None,
        new=shopper.since is not None and today - shopper.since < NEW_FOR,
        child=is_a_child(reach, today),
        quiet=shopper.quiet_until is not None and today < shopper.quiet_until,
        phone=reach.has_phone,
        email=reach.has_email,
        address=reach.address_id is not None,
        came_back=_came_back(reach),
        agreed=agreed,
        refused=refused,
        wishes=any(one.fulfilled_on is None for one in facts.wishes),
        metal=any(one.kind is PreferenceKind.METAL for one in facts.tastes),
        source=bool(shopper.source or shopper.referrer_id),
    )


def spouse_of(kin: list[Kin]) -> Kin | None:
    """The living husband or wife. Partners are not asked when they married."""
    for one in kin:
        if one.relation is Relation.SPOUSE and one.ended_on is None and one.deceased_on is None:
            return one
    return None


def ring_of(sizes: list[Size]) -> Size | None:
    """The current size of the finger that matters most."""
    current = {one.body_part: one for one in sizes if one.current and one.body_part.is_finger}
    return next(
        (current[part] for part in (*FINGERS, *BodyPart) if part in current),
        None,
    )


def answers(state: Consents) -> tuple[frozenset[str], frozenset[str]]:
    """The channels on which something was agreed to, and those on which something was refused."""
    asked = [
        (channel, event.given) for (channel, purpose), event in state.items() if purpose in STOPPED
    ]
    agreed = frozenset(channel.value for channel, given in asked if given)
    refused = frozenset(channel.value for channel, given in asked if not given)
    return agreed, refused


def _came_back(reach: Reach) -> bool:
    return reach.address_id is None and reach.returned_on is not None
