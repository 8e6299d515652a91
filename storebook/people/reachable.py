"""May we write to this shopper, and if not, why not: the one rule, asked by everybody who sends.

It is asked when a list is made, when it is printed and when it is printed again.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.dates.partial import MONTHS
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.people.consent import Channel, Purpose
from storebook.people.occasions import DueOccasion
from storebook.people.relations import Ending

GROWN_UP = 18
# Law and custom want a yes before these; to mail and calls a no is enough.
ASKED_FIRST = frozenset({Channel.TEXT, Channel.EMAIL})


class Reason(StrEnum):
    """Why somebody gets nothing, in the words of the screen; the strongest first."""

    DIED = "Died"
    ARCHIVED = "Archived"
    NO_NAME = "No name"
    PARTNER_DIED = "Partner died"
    PARTED = "No longer a couple"
    CHILD = "A child"
    QUIET = "Quiet for now"
    NO_MAIL = "No mail wanted"
    NO_CALLS = "No calls wanted"
    NO_TEXTS = "No texts wanted"
    NO_EMAIL = "No e-mail wanted"
    NOT_AGREED = "Not agreed to"
    MOVED_AWAY = "Moved away"
    CAME_BACK = "Address came back"
    NO_ADDRESS = "No address"
    NO_PHONE = "No phone"
    NO_MOBILE = "No mobile phone"
    NO_EMAIL_ADDRESS = "No e-mail address"


# Whole here, because it is longer than the function that asks it.
FACTS = """
    SELECT shopper.id AS shopper_id, named, archived_on, deceased_on, deceased_note,
        moved_away_on, quiet_until, quiet_note,
        birthday.year AS birth_year, birthday.month AS birth_month,
        birthday.day AS birth_day,
        birthday.year IS NULL AND standing = 'prospective' AND EXISTS (
            SELECT 1 FROM kin WHERE kin.other_id = shopper.id
                AND relation IN ('child', 'grandchild')
            UNION ALL
            SELECT 1 FROM kin WHERE kin.shopper_id = shopper.id
                AND relation IN ('parent', 'grandparent')
        ) AS may_be_a_child,
        answer.given AS agreed, answer.day AS answered_on, answer.how AS answered_how,
        iif(picked.id IS NOT NULL, picked.id, (
            SELECT address.id FROM address
            WHERE address.shopper_id = shopper.id AND left_on IS NULL AND returned_on IS NULL
            ORDER BY position, address.id LIMIT 1
        )) AS address_id,
        back.returned_on, back.returned_reason,
        EXISTS (SELECT 1 FROM phone WHERE phone.shopper_id = shopper.id) AS has_phone,
        EXISTS (
            SELECT 1 FROM phone
            WHERE phone.shopper_id = shopper.id AND use = 'mobile' AND NOT no_messages
        ) AS has_mobile,
        EXISTS (SELECT 1 FROM email WHERE email.shopper_id = shopper.id) AS has_email
    FROM json_each(:ids) AS wanted
    JOIN shopper ON shopper.id = wanted.value
    LEFT JOIN occasion AS birthday ON birthday.id = (
        SELECT id FROM occasion
        WHERE occasion.shopper_id = shopper.id AND kind = 'birthday' ORDER BY id LIMIT 1
    )
    LEFT JOIN consent AS answer ON answer.id = (
        SELECT id FROM consent
        WHERE consent.shopper_id = shopper.id AND channel = :channel AND purpose = :purpose
        ORDER BY day DESC, id DESC LIMIT 1
    )
    LEFT JOIN household ON household.id = shopper.household_id
    LEFT JOIN address AS picked ON picked.id = household.address_id
        AND picked.left_on IS NULL AND picked.returned_on IS NULL
        AND (shopper.moved_away_on IS NULL OR picked.shopper_id = shopper.id)
    LEFT JOIN address AS back ON back.id = (
        SELECT id FROM address
        WHERE (address.shopper_id = shopper.id OR address.id = household.address_id)
            AND left_on IS NULL AND address.returned_on IS NOT NULL
        ORDER BY address.returned_on DESC, id LIMIT 1
    )
    ORDER BY shopper.id
    """

REFUSED = {
    Channel.MAIL: Reason.NO_MAIL,
    Channel.PHONE: Reason.NO_CALLS,
    Channel.TEXT: Reason.NO_TEXTS,
    Channel.EMAIL: Reason.NO_EMAIL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """The reason, and a few words more: "his son told us in August", "until Dec 1"."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What bears on writing to one shopper by one channel for one purpose.

    `address_id` is where mail goes: what the household picked, else the first of their own that is
    in use. `agreed` is the newest yes or no, None when they were never asked. `may_be_a_child` is
    said of a son or daughter, no customer so far, whose year of birth is not known.
    """

    shopper_id: int
    named: bool
    archived_on: date | None
    deceased_on: date | None
    deceased_note: str | None
    moved_away_on: date | None
    quiet_until: date | None
    quiet_note: str | None
    birth_year: int | None
    birth_month: int | None
    birth_day: int | None
    may_be_a_child: bool
    agreed: bool | None
    answered_on: date | None
    answered_how: str | None
    address_id: int | None
    returned_on: date | None
    returned_reason: str | None
    has_phone: bool
    has_mobile: bool
    has_email: bool


def reach_of(
    book: Book, shopper_ids: Collection[int], channel: Channel, purpose: Purpose
) -> dict[int, Reach]:
    """The facts for each of these shoppers, however many; who is not in the book is left out."""
    found = book.all(
        Reach,
        FACTS,
        ids=json.dumps(sorted(shopper_ids)),
        channel=channel,
        purpose=purpose,
    )
    return {reach.shopper_id: reach for reach in found}


def why_not(reach: Reach, channel: Channel, purpose: Purpose, today: date) -> WhyNot | None:
    """The rule: the strongest reason against writing, or None."""
    return (
        _the_person(reach, purpose, today)
        or _the_answer(reach, channel, purpose)
        or _the_way(reach, channel, today)
    )


def why_nothing_about(
    reach: Reach, channel: Channel, purpose: Purpose, today: date
) -> WhyNot | None:
    """Why nothing that is about this person goes to anybody else either, as a card for a child goes
    to a parent: a death, a no of their own, a time of quiet. Being a child is none, and where they
    live does not matter.
    """
    return (
        _gone(reach)
        or _quiet(reach, today)
        or (_the_answer(reach, channel, purpose) if reach.agreed is False else None)
    )


def why_no_card(due: DueOccasion, told: str = "") -> WhyNot | None:
    """What the day itself says against a card: a death, or a couple that is one no longer.

    `told` is what is known of the death, for whoever has read it.
    """
    if due.deceased_on is not None:
        return WhyNot(reason=Reason.DIED, detail=told)
    if due.partner_deceased_on is not None or due.tie_ended_by is Ending.DEATH:
        return WhyNot(reason=Reason.PARTNER_DIED, detail=told)
    if due.tie_ended_by is not None:
        words = "divorced" if due.tie_ended_by is Ending.DIVORCE else "separated"
        return WhyNot(reason=Reason.PARTED, detail=words)
    return None


def _the_person(reach: Reach, purpose: Purpose, today: date) -> WhyNot | None:
    if (gone := _gone(reach)) is not None:
        return gone
    if purpose is Purpose.SERVICE:
        return None
    if is_a_child(reach, today):
        known = reach.birth_year is not None
        return WhyNot(reason=Reason.CHILD, detail="" if known else "year of birth not known")
    return _quiet(reach, today)


def _gone(reach: Reach) -> WhyNot | None:
    if reach.deceased_on is not None:
        return WhyNot(reason=Reason.DIED, detail=reach.deceased_note or "")
    if reach.archived_on is not None:
        return WhyNot(reason=Reason.ARCHIVED, detail=f"since {_month(reach.archived_on)}")
    if not reach.named:
        return WhyNot(reason=Reason.NO_NAME)
    return None


def _quiet(reach: Reach, today: date) -> WhyNot | None:
    if reach.quiet_until is not None and today < reach.quiet_until:
        return WhyNot(reason=Reason.QUIET, detail=f"until {_day(reach.quiet_until, today)}")
    return None


def _the_answer(reach: Reach, channel: Channel, purpose: Purpose) -> WhyNot | None:
    if reach.agreed is False:
        since = "" if reach.answered_on is None else f"since {_month(reach.answered_on)}"
        return WhyNot(reason=REFUSED[channel], detail=one_line(reach.answered_how or "") or since)
    if reach.agreed is None and channel in ASKED_FIRST and purpose is not Purpose.SERVICE:
        return WhyNot(reason=Reason.NOT_AGREED, detail="never asked")
    return None


def _the_way(reach: Reach, channel: Channel, today: date) -> WhyNot | None:
    if channel is Channel.MAIL:
        return _the_address(reach, today)
    if channel is Channel.PHONE and not reach.has_phone:
        return WhyNot(reason=Reason.NO_PHONE)
    if channel is Channel.TEXT and not reach.has_mobile:
        return WhyNot(reason=Reason.NO_MOBILE)
    if channel is Channel.EMAIL and not reach.has_email:
        return WhyNot(reason=Reason.NO_EMAIL_ADDRESS)
    return None


def _the_address(reach: Reach, today: date) -> WhyNot | None:
    if reach.address_id is not None:
        return None
    if reach.moved_away_on is not None:
        return WhyNot(reason=Reason.MOVED_AWAY, detail=f"in {_month(reach.moved_away_on)}")
    if reach.returned_on is not None:
        return WhyNot(reason=Reason.CAME_BACK, detail=f"returned {_day(reach.returned_on, today)}")
    return WhyNot(reason=Reason.NO_ADDRESS)


def is_a_child(reach: Reach, today: date) -> bool:
    """Under eighteen today; an unknown month or day counts as the last of the year."""
    if reach.birth_year is None:
        return reach.may_be_a_child
    birthday = (reach.birth_month or 12, reach.birth_day or 31)
    return today.year - reach.birth_year - ((today.month, today.day) < birthday) < GROWN_UP


def _day(day: date, today: date) -> str:
    short = f"{MONTHS[day.month - 1][:3]} {day.day}"
    return short if day.year == today.year else f"{short}, {day.year}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"
