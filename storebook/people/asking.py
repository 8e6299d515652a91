"""The one thing worth asking a shopper today, and how much of their file is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storebook.book.asked import Asked
from storebook.people.sizes import is_old

RESTS = timedelta(days=30)
BEFORE_AN_OCCASION = 45  # days; time enough to find the piece and to set the stone


class Question(StrEnum):
    """What may be asked at the counter, the most useful first."""

    NEW_ADDRESS = "new address"
    ANY_NUMBER = "any number"
    WISH = "wish"
    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    RING_FOR_GIFTS = "ring for gifts"
    MAY_MAIL = "may mail"
    WEDDING_YEAR = "wedding year"
    EMAIL = "email"
    PHONE = "phone"
    MAY_EMAIL = "may email"
    OLD_RING = "old ring"
    RING = "ring"
    METAL = "metal"
    SOURCE = "source"


# A body that has changed, and a wish that whoever stands beside them may be meant to fulfill.
NOT_IN_COMPANY = frozenset({Question.OLD_RING, Question.WISH})
# In mourning, or whatever the reason is, nobody is asked what may be sent or sold to them.
NOT_IN_QUIET = frozenset({Question.WISH, Question.MAY_MAIL, Question.MAY_EMAIL, Question.METAL})
# A child is asked for nothing but the day to congratulate on.
OF_A_CHILD = frozenset({Question.BIRTHDAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSize:
    """The newest size of the finger that matters most; its day may not be known."""

    measured_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a shopper, as far as it bears on what to ask.

    `married_to` is what the living spouse is called, `spouse_buys` whether they bought here
    lately; it matters only while no ring size is known. `refused` names the channels (`mail`,
    `phone`, `text`, `email`) on which something was refused, `agreed` those on which something was
    agreed to. `next_day` is their next own day; `new` are those who came within a year.
    """

    living: bool = True
    named: bool = True
    archived: bool = False
    new: bool = False
    child: bool = False
    quiet: bool = False
    birthday: bool = False
    married_to: str = ""
    spouse_buys: bool = False
    wedding: bool = False
    wedding_year: bool = False
    next_day: date | None = None
    ring: RingSize | None = None
    phone: bool = False
    email: bool = False
    address: bool = False
    came_back: bool = False
    agreed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    wishes: bool = False
    metal: bool = False
    source: bool = False


def open_questions(known: Known, today: date) -> list[Question]:
    """Everything that is not known yet and may be asked, the most useful first."""
    if not known.living or not known.named or known.archived:
        return []
    found = [each for each in Question if _OPEN[each](known, today)]
    if known.child:
        found = [each for each in found if each in OF_A_CHILD]
    if known.quiet:
        found = [each for each in found if each not in NOT_IN_QUIET]
    return found


def question_for(
    known: Known, asked: Sequence[Asked], *, today: date, private: bool
) -> Question | None:
    """The one thing to ask today, or None: one question a day, and what was put off rests.

    An answer that was taken back again is asked for again, the same day too. `private` is a screen
    that others can see: what would be awkward before them waits.
    """
    questions = open_questions(known, today)
    todays = [each for each in asked if each.day >= today]
    if todays:
        again = [each for each in questions if any(_is_undone(one, each) for one in todays)]
        put_off = any(not each.answered for each in todays)
        return None if put_off or not again else again[0]
    resting = {each.question for each in asked if not each.answered and today < each.day + RESTS}
    left = [each for each in questions if each not in resting]
    return next((each for each in left if not (private and each in NOT_IN_COMPANY)), None)


def completeness(known: Known) -> int:
    """How much of the file is known, in per cent, each fact by what it is good for.

    What does not apply, such as the wedding of who is not married, does not count.
    """
    facts: list[tuple[bool, int]] = [
        (known.birthday, 4),
        (known.phone or _refused(known, "phone"), 3),
        (known.address and not known.came_back, 3),
        (known.email or _refused(known, "email"), 2),
        (_was_asked(known, "mail"), 2),
        (known.ring is not None, 2),
        (known.metal, 1),
    ]
    if known.married_to:
        facts += [(known.wedding, 2), (known.wedding_year, 1)]
    if known.new:
        facts.append((known.source, 1))
    return (
        100 * sum(weight for there, weight in facts if there) // sum(weight for _, weight in facts)
    )


def _is_undone(one: Asked, question: Question) -> bool:
    return one.answered and one.question == question


def _refused(known: Known, channel: str) -> bool:
    return channel in known.refused


def _was_asked(known: Known, channel: str) -> bool:
    return channel in known.agreed or channel in known.refused


def _reachable(known: Known) -> bool:
    return known.phone or known.email or known.address


def _wish(known: Known, today: date) -> bool:
    days = None if known.next_day is None else (known.next_day - today).days
    return not known.wishes and days is not None and 0 < days <= BEFORE_AN_OCCASION


def _ring(known: Known) -> bool:
    return known.ring is None


Rule = Callable[[Known, date], bool]

_OPEN: dict[Question, Rule] = {
    Question.NEW_ADDRESS: lambda known, _: known.came_back and not _refused(known, "mail"),
    Question.ANY_NUMBER: lambda known, _: not _reachable(known) and not _refused(known, "phone"),
    Question.WISH: _wish,
    Question.BIRTHDAY: lambda known, _: not known.birthday,
    Question.WEDDING: lambda known, _: bool(known.married_to) and not known.wedding,
    Question.RING_FOR_GIFTS: lambda known, _: _ring(known) and known.spouse_buys,
    Question.MAY_MAIL: lambda known, _: (
        known.address and not known.came_back and not _was_asked(known, "mail")
    ),
    Question.WEDDING_YEAR: lambda known, _: (
        bool(known.married_to) and known.wedding and not known.wedding_year
    ),
    Question.EMAIL: lambda known, _: not known.email and not _refused(known, "email"),
    Question.PHONE: lambda known, _: (
        not known.phone and _reachable(known) and not _refused(known, "phone")
    ),
    Question.MAY_EMAIL: lambda known, _: known.email and not _was_asked(known, "email"),
    Question.OLD_RING: lambda known, today: (
        known.ring is not None and is_old(known.ring.measured_on, today)
    ),
    Question.RING: lambda known, _: _ring(known) and not known.spouse_buys,
    Question.METAL: lambda known, _: not known.metal,
    Question.SOURCE: lambda known, _: known.new and not known.source,
}
