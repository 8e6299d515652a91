"""Whether a frozen piece may still go out: who may be written to, and whether what it says holds.

Asked at every printing and reprinting, because much may have happened since the run was made.
"""

import json
from collections.abc import Collection, Sequence
from datetime import date

from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import NO_COUPLE_LINE
from storebook.outreach.choosing.parents import parents_of
from storebook.outreach.choosing.thanks import places_of
from storebook.outreach.gate import Gate
from storebook.outreach.runs.records import RunPiece
from storebook.people.contact_points import Address, addresses_by_id
from storebook.people.postal import address_block
from storebook.people.reachable import Reason

ADDRESS_CHANGED = "Address changed since"
PURCHASE_CHANGED = "Purchase changed since"
FAMILY_CHANGED = "Family changed since"

Why = tuple[str, str]


def refusals_of(book: Book, pieces: Sequence[RunPiece], today: date) -> dict[int, Why]:
    """Why some of these pieces may not go out today, reason and detail, by piece."""
    people = {person_id for piece in pieces for person_id in piece.people}
    people |= {piece.child_id for piece in pieces if piece.child_id is not None}
    again = Again(book, pieces, Gate(book, people, {one.card_kind for one in pieces}, today), today)
    found = {piece.id: again.why_not(piece) for piece in pieces}
    return {piece_id: why for piece_id, why in found.items() if why is not None}


class Again:
    """What it rests on, read at once for all pieces of a run."""

    def __init__(self, book: Book, pieces: Sequence[RunPiece], gate: Gate, today: date) -> None:
        people = {person_id for piece in pieces for person_id in piece.people}
        thanking = [one for one in pieces if one.card_kind is CardKind.THANKS]
        named = {one.address_id for one in pieces if one.address_id is not None}
        self._gate = gate
        self._country = load(book, Shop).country
        self._addresses = addresses_by_id(book, named)
        self._parted = parted_couples(book, people)
        self._struck = couples_without_line(book, people)
        self._parents = parents_of(book, [one.child_id for one in pieces if one.child_id])
        self._thanked = tickets_of(book, thanking, today)
        self._safe = {
            place.id
            for places in places_of(book, {one.shopper_id for one in thanking}).values()
            for place in places
            if place.safe_for_surprises
        }

    def why_not(self, piece: RunPiece) -> Why | None:
        refusal = None
        if piece.child_id is not None:
            refusal = self._gate.why_nothing_about(piece.child_id, CardKind.CHILD)
        refusal = refusal or self._gate.why_not_together(piece.people, piece.card_kind)
        if refusal is not None:
            return refusal.reason.value, refusal.detail
        if frozenset(piece.people) in self._parted:
            return Reason.PARTED.value, ""
        if piece.partner_id is not None and piece.shopper_id in self._struck:
            return NO_COUPLE_LINE, self._struck[piece.shopper_id]
        if piece.child_id and piece.shopper_id not in self._parents.get(piece.child_id, ()):
            return FAMILY_CHANGED, ""
        if not self._still_bought(piece):
            return PURCHASE_CHANGED, ""
        return None if self._still_there(piece) else (ADDRESS_CHANGED, "")

    def _still_there(self, piece: RunPiece) -> bool:
        """Whether they live where the frozen piece says, letter for letter.

        Of pieces that an older Storebook froze it is not known where their address came from.
        """
        if piece.address_id is None:
            return True
        where = self._addresses.get(piece.address_id)
        if where is None or not where.usable or not self._is_theirs(where, piece):
            return False
        block = address_block(piece.name_line, where.postal, self._country)
        return "\n".join(block) == piece.address_block

    def _is_theirs(self, where: Address, piece: RunPiece) -> bool:
        able = [one for one in piece.people if self._gate.why_not(one, piece.card_kind) is None]
        if where.shopper_id in able:
            return True
        return any(self._gate.address_id([one], piece.card_kind) == where.id for one in able)

    def _still_bought(self, piece: RunPiece) -> bool:
        """Whether there is something left to thank for, and nothing of it to be kept from others
        at that address.
        """
        if piece.card_kind is not CardKind.THANKS:
            return True
        for purchase_id in json.loads(piece.purchases):
            known = self._thanked.get(purchase_id)
            if known is None:
                continue
            buyer_id, secret = known
            alone_and_safe = piece.partner_id is None and piece.address_id in self._safe
            if buyer_id in piece.people and (not secret or alone_and_safe):
                return True
        return False


def parted_couples(book: Book, people: Collection[int]) -> set[frozenset[int]]:
    """Those among them who were a couple and are none any more."""
    rows = book.rows(
        """
        SELECT shopper_id, other_id FROM kin
        WHERE relation IN ('spouse', 'partner') AND ended_on IS NOT NULL
          AND shopper_id IN (SELECT value FROM json_each(:people))
        ORDER BY id
        """,
        people=json.dumps(sorted(people)),
    )
    return {frozenset(pair) for pair in rows}


def couples_without_line(book: Book, people: Collection[int]) -> dict[int, str]:
    """Those whose household has to be named anew, and why."""
    return dict(
        book.rows(
            """
            SELECT shopper.id, couple_note
            FROM json_each(:people) AS wanted
            JOIN shopper ON shopper.id = wanted.value
            JOIN household ON household.id = shopper.household_id
            WHERE couple_note IS NOT NULL
            ORDER BY shopper.id
            """,
            people=json.dumps(sorted(people)),
        )
    )


def tickets_of(
    book: Book, pieces: Sequence[RunPiece], today: date
) -> dict[int, tuple[int | None, bool]]:
    """Of the purchases that these pieces thank for: who bought it, and whether it is a secret
    today. One of which nothing was kept is not there.
    """
    wanted = {purchase_id for piece in pieces for purchase_id in json.loads(piece.purchases)}
    rows = book.rows(
        """
        SELECT purchase.id, shopper_id, coalesce(secret_until, '') > :today
        FROM json_each(:ids) AS wanted JOIN purchase ON purchase.id = wanted.value
        WHERE EXISTS (
            SELECT 1 FROM line
            WHERE line.purchase_id = purchase.id AND line.quantity > 0
              AND line.quantity + coalesce((
                  SELECT sum(back.quantity) FROM line AS back
                  WHERE back.returns_line_id = line.id
              ), 0) > 0
        )
        ORDER BY purchase.id
        """,
        ids=json.dumps(sorted(wanted)),
        today=today,
    )
    return {purchase_id: (buyer_id, bool(secret)) for purchase_id, buyer_id, secret in rows}
