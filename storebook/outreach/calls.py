"""The call sheet: who is to be called, by what number, and what is good to know when they answer.

It lies about on paper, and whoever picks up the phone may be the one who must not learn of a gift:
nothing that is a secret today is on it, not even for the giver.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.outreach.touches import TouchKind
from storebook.people.consent import Channel, Purpose
from storebook.people.contact_points import Use
from storebook.people.kin import kin_of
from storebook.people.reachable import reach_of, why_not
from storebook.staff.viewer import Viewer

PURCHASES = 3
MOST_PEOPLE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPhone:
    """A number as it was written; `safe_for_surprises` reaches nobody else of the household."""

    shopper_id: int
    raw: str
    use: Use
    safe_for_surprises: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPurchase:
    """What was bought in one go; the amount for those alone who may see what shoppers spend."""

    purchase_id: int
    shopper_id: int
    day: date
    what: str
    total_cents: Cents | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTouch:
    """The last contact."""

    shopper_id: int
    day: date
    kind: TouchKind
    text: str
    associate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One shopper of a call sheet; lists are empty where nothing is known.

    `family` are words such as "Walter, husband"; `spent_cents` is of all their open purchases,
    without tax, and None for who may not see it.
    """

    shopper_id: int
    name: str
    phones: tuple[CallPhone, ...]
    purchases: tuple[CallPurchase, ...]
    wishes: tuple[str, ...]
    family: tuple[str, ...]
    last_contact: CallTouch | None
    spent_cents: Cents | None
    cared_for_by: str | None
    is_member: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCalled:
    """Someone who is not to be called, and why."""

    shopper_id: int
    name: str
    why: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """Who is called, by name, and who is not."""

    rows: list[CallRow]
    left_out: list[NotCalled]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    shopper_id: int
    name: str
    cared_for_by: str | None
    is_member: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    shopper_id: int
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spent:
    shopper_id: int
    net_cents: Cents


def call_sheet(
    book: Book, people: Collection[int], viewer: Viewer, *, purpose: Purpose = Purpose.OFFERS
) -> CallSheet:
    """Who of these people may be called for this purpose, and what is known of them.

    Needs the right to print lists. Refused for more people than anybody calls.
    """
    require(book, Right.PRINT_LISTS)
    if len(people) > MOST_PEOPLE:
        raise Refused(
            f"A call sheet is for {MOST_PEOPLE:,} people at the most, and these are "
            f"{len(people):,}. Choose fewer.",
            "select",
        )
    reaches = reach_of(book, set(people), Channel.PHONE, purpose)
    called: list[_Person] = []
    left_out: list[NotCalled] = []
    for one in _people(book, people):
        reach = reaches[one.shopper_id]
        refusal = why_not(reach, Channel.PHONE, purpose, viewer.today)
        if refusal is None:
            called.append(one)
        else:
            why = refusal.reason.value
            left_out.append(
                NotCalled(shopper_id=one.shopper_id, name=one.name, why=why, detail=refusal.detail)
            )
    return CallSheet(rows=_rows(book, called, viewer), left_out=left_out)


def _rows(book: Book, called: list[_Person], viewer: Viewer) -> list[CallRow]:
    ids = json.dumps([one.shopper_id for one in called])
    phones = defaultdict(list)
    for phone in _phones(book, ids):
        phones[phone.shopper_id].append(phone)
    purchases = defaultdict(list)
    for purchase in _purchases(book, ids, viewer):
        purchases[purchase.shopper_id].append(purchase)
    wishes = defaultdict(list)
    for wish in _wishes(book, ids, viewer.today):
        wishes[wish.shopper_id].append(one_line(wish.description))
    touches = {touch.shopper_id: touch for touch in _last_touches(book, ids, viewer.today)}
    spent = {one.shopper_id: one.net_cents for one in _spent(book, ids, viewer)}
    return [
        CallRow(
            shopper_id=one.shopper_id,
            name=one.name,
            phones=tuple(phones[one.shopper_id]),
            purchases=tuple(purchases[one.shopper_id]),
            wishes=tuple(wishes[one.shopper_id]),
            family=_family(book, one.shopper_id),
            last_contact=touches.get(one.shopper_id),
            spent_cents=spent.get(one.shopper_id, Cents(0)) if viewer.sees_spend else None,
            cared_for_by=one.cared_for_by,
            is_member=one.is_member,
        )
        for one in called
    ]


def _family(book: Book, shopper_id: int) -> tuple[str, ...]:
    """Those who are living and still family: nobody is asked after who has died."""
    return tuple(
        f"{one_line(kin.given or kin.name)}, {kin.word}"
        for kin in kin_of(book, shopper_id)
        if kin.ended_on is None and kin.ended_by is None and kin.deceased_on is None
    )


def _people(book: Book, people: Collection[int]) -> list[_Person]:
    return book.all(
        _Person,
        """
        SELECT shopper.id AS shopper_id, shopper.name, associate.name AS cared_for_by,
               EXISTS (
                   SELECT 1 FROM member
                   WHERE member.shopper_id = shopper.id AND member.left_on IS NULL
               ) AS is_member
        FROM json_each(:people) AS wanted
        JOIN shopper ON shopper.id = wanted.value
        LEFT JOIN associate ON associate.id = shopper.looked_after_by
        ORDER BY shopper.sort_key, shopper.id
        """,
        people=json.dumps(sorted(set(people))),
    )


def _phones(book: Book, ids: str) -> list[CallPhone]:
    return book.all(
        CallPhone,
        """
        SELECT shopper_id, raw, use, safe_for_surprises
        FROM json_each(:ids) AS wanted JOIN phone ON phone.shopper_id = wanted.value
        ORDER BY shopper_id, position, phone.id
        """,
        ids=ids,
    )


def _purchases(book: Book, ids: str, viewer: Viewer) -> list[CallPurchase]:
    """The last few of each, without any ticket that is a secret from somebody; no returns."""
    return book.all(
        CallPurchase,
        """
        SELECT purchase_id, shopper_id, day, total_cents, (
            SELECT group_concat(description, '; ' ORDER BY position, line.id)
            FROM line WHERE line.purchase_id = newest.purchase_id AND quantity > 0
        ) AS what
        FROM (
            SELECT id AS purchase_id, shopper_id, day, iif(:sees_spend, total_cents, NULL)
                       AS total_cents,
                   row_number() OVER (PARTITION BY shopper_id ORDER BY day DESC, id DESC) AS place
            FROM purchase
            WHERE shopper_id IN (SELECT value FROM json_each(:ids))
              AND coalesce(secret_until, '') <= :today
              AND EXISTS (
                  SELECT 1 FROM line WHERE line.purchase_id = purchase.id AND quantity > 0
              )
        ) AS newest
        WHERE place <= :most
        ORDER BY shopper_id, place
        """,
        ids=ids,
        today=viewer.today,
        sees_spend=viewer.sees_spend,
        most=PURCHASES,
    )


def _wishes(book: Book, ids: str, today: date) -> list[_Wish]:
    """What is wished for still; one that a secret gift fulfills reads as open, as it must."""
    return book.all(
        _Wish,
        """
        SELECT shopper_id, description
        FROM json_each(:ids) AS wanted JOIN wish ON wish.shopper_id = wanted.value
        WHERE fulfilled_on IS NULL OR EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
        )
        ORDER BY shopper_id, coalesce(seen_on, '') DESC, wish.id DESC
        """,
        ids=ids,
        today=today,
    )


def _last_touches(book: Book, ids: str, today: date) -> list[CallTouch]:
    return book.all(
        CallTouch,
        """
        SELECT touch.shopper_id, day, kind, text, associate.name AS associate
        FROM json_each(:ids) AS wanted
        JOIN touch ON touch.id = (
            SELECT id FROM touch
            WHERE touch.shopper_id = wanted.value AND NOT EXISTS (
                SELECT 1 FROM secret
                WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
            )
            ORDER BY day DESC, id DESC LIMIT 1
        )
        JOIN associate ON associate.id = touch.associate_id
        ORDER BY touch.shopper_id
        """,
        ids=ids,
        today=today,
    )


def _spent(book: Book, ids: str, viewer: Viewer) -> list[_Spent]:
    if not viewer.sees_spend:
        return []
    return book.all(
        _Spent,
        """
        SELECT shopper_id, sum(net_cents) AS net_cents FROM purchase
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
          AND coalesce(secret_until, '') <= :today
        GROUP BY shopper_id
        ORDER BY shopper_id
        """,
        ids=ids,
        today=viewer.today,
    )
