"""Who is to be thanked for what they bought, and where a card gives no surprise away."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing.errands import Errand
from storebook.people.contact_points import Use

THANK_YOU = "Thank you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A purchase that nobody was thanked for so far."""

    purchase_id: int
    shopper_id: int
    secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An address of somebody's own that is in use."""

    id: int
    shopper_id: int
    use: Use
    safe_for_surprises: bool


def to_be_thanked(book: Book, start: date, end: date, *, today: date) -> tuple[list[Errand], int]:
    """Cards for those who bought from `start` to `end`, and how many have to wait.

    What is a secret still is thanked for at an address of the buyer's own that is safe for
    surprises, or not before its day. Who wants mail at work gets it there, alone.
    """
    bought: dict[int, list[Bought]] = {}
    for one in unthanked(book, start, end, today=today):
        bought.setdefault(one.shopper_id, []).append(one)
    places = places_of(book, bought.keys())
    errands, waiting = [], 0
    for shopper_id, theirs in bought.items():
        known = [one for one in theirs if not one.secret]
        own = places.get(shopper_id, [])
        at = at_work(own) if known else safe_place(own)
        if not known and at is None:
            waiting += 1
            continue
        errands.append(
            Errand(
                kind=CardKind.THANKS,
                shopper_id=shopper_id,
                partner_id=None,
                day=end,
                text=THANK_YOU,
                purchases=tuple(one.purchase_id for one in known or theirs),
                address_id=at,
                surprise=not known,
            )
        )
    return errands, waiting


def at_work(own: list[Place]) -> int | None:
    """The first of their addresses, when that is where they work."""
    return own[0].id if own and own[0].use is Use.WORK else None


def safe_place(own: list[Place]) -> int | None:
    return next((one.id for one in own if one.safe_for_surprises), None)


def unthanked(book: Book, start: date, end: date, *, today: date) -> list[Bought]:
    """Purchases of those days with a buyer, something of which was kept, and no card so far."""
    return book.all(
        Bought,
        """
        SELECT purchase.id AS purchase_id, shopper_id,
               coalesce(secret_until, '') > :today AS secret
        FROM purchase
        WHERE day BETWEEN :start AND :end AND shopper_id IS NOT NULL
          AND EXISTS (
              SELECT 1 FROM line
              WHERE line.purchase_id = purchase.id AND line.quantity > 0
                AND line.quantity + coalesce((
                    SELECT sum(back.quantity) FROM line AS back
                    WHERE back.returns_line_id = line.id
                ), 0) > 0
          )
          AND NOT EXISTS (
              SELECT 1
              FROM (
                  SELECT id, run_id, purchases FROM run_piece
                  WHERE run_piece.shopper_id = purchase.shopper_id AND state = 'sent'
                  UNION ALL
                  SELECT id, run_id, purchases FROM run_piece
                  WHERE run_piece.partner_id = purchase.shopper_id AND state = 'sent'
              ) AS card
              JOIN run ON run.id = card.run_id
              JOIN json_each(card.purchases) AS thanked
              WHERE run.kind = 'cards' AND thanked.value = purchase.id
          )
        ORDER BY day, purchase.id
        """,
        start=start,
        end=end,
        today=today,
    )


def places_of(book: Book, people: Collection[int]) -> dict[int, list[Place]]:
    """Their own addresses that mail can go to, in the order they want them used.

    Where others live too nothing is safe, whatever the mark says.
    """
    found: dict[int, list[Place]] = {}
    for place in book.all(
        Place,
        """
        SELECT address.id, shopper_id, use,
               safe_for_surprises AND NOT EXISTS (
                   SELECT 1 FROM household JOIN shopper ON shopper.household_id = household.id
                   WHERE household.address_id = address.id AND shopper.id <> address.shopper_id
               ) AS safe_for_surprises
        FROM json_each(:people) AS wanted JOIN address ON address.shopper_id = wanted.value
        WHERE left_on IS NULL AND returned_on IS NULL
        ORDER BY shopper_id, position, address.id
        """,
        people=json.dumps(sorted(people)),
    ):
        found.setdefault(place.shopper_id, []).append(place)
    return found
