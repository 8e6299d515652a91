"""Mail that the post brought back: it marks the address, never the person, and makes a task."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.dates import in_letters
from storebook.base.errors import Refused
from storebook.base.text import quoted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.outreach.runs import PieceState, RunPiece, pieces_of_run, run
from storebook.outreach.tasks import TaskDraft, write_task
from storebook.people.called import called
from storebook.people.contact_points import Address, addresses_by_id, mail_address
from storebook.people.postal import address_block


class ReturnReason(StrEnum):
    """What the post wrote on it, after the endorsements of the USPS (DMM 507, exhibit 1.4.1)."""

    NOT_KNOWN = "not-known"
    BOX_CLOSED = "box-closed"
    DECEASED = "deceased"
    ILLEGIBLE = "illegible"
    INSUFFICIENT = "insufficient"
    MOVED = "moved"
    NO_RECEPTACLE = "no-receptacle"
    NO_SUCH_NUMBER = "no-such-number"
    UNDELIVERABLE = "undeliverable"
    REFUSED = "refused"
    AWAY = "away"
    UNCLAIMED = "unclaimed"
    VACANT = "vacant"


REASONS = {
    ReturnReason.NOT_KNOWN: "not known there",
    ReturnReason.BOX_CLOSED: "box closed",
    ReturnReason.DECEASED: "said to have died",
    ReturnReason.ILLEGIBLE: "illegible",
    ReturnReason.INSUFFICIENT: "address insufficient",
    ReturnReason.MOVED: "moved, left no address",
    ReturnReason.NO_RECEPTACLE: "no mailbox",
    ReturnReason.NO_SUCH_NUMBER: "no such number",
    ReturnReason.UNDELIVERABLE: "not deliverable as addressed",
    ReturnReason.REFUSED: "refused",
    ReturnReason.AWAY: "temporarily away",
    ReturnReason.UNCLAIMED: "unclaimed",
    ReturnReason.VACANT: "vacant",
}
# What is wrong with the place, whoever lives there; the others speak of the person.
OF_THE_PLACE = frozenset(
    {
        ReturnReason.BOX_CLOSED,
        ReturnReason.ILLEGIBLE,
        ReturnReason.INSUFFICIENT,
        ReturnReason.NO_RECEPTACLE,
        ReturnReason.NO_SUCH_NUMBER,
        ReturnReason.UNDELIVERABLE,
        ReturnReason.VACANT,
    }
)
ASK_WHERE = "Mail came back ({why}): call or write an e-mail, and ask for the right address"
TO_DO = {
    ReturnReason.DECEASED: (
        "Mail came back marked as deceased: find out with care, and mark it on the page only when "
        "it is sure"
    ),
    ReturnReason.REFUSED: "Mail came back refused: ask whether mail is still wanted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What was done. `task_id` is None when the address had come back before: it was asked for
    then. `address_marked` is False where the address was put right or taken off the file since.
    """

    name: str
    task_id: int | None
    address_marked: bool


def record_returned(
    book: Book, run_id: int, position: int, reason: ReturnReason, *, on: date
) -> Returned:
    """A piece of a run came back. Nothing more is mailed to that address until somebody finds it
    good or puts it right; phone and e-mail stay as they are.

    Refused when there is no such piece, when it was not sent, or when it came back already.
    """
    piece = piece_sent(book, run_id, position)
    name = " and ".join(called(book, person_id) for person_id in piece.people)
    with book.change(f"Mail to {name} came back", piece.people) as change:
        change.update(
            "run_piece",
            piece.id,
            returned_on=on,
            returned_reason=reason,
            returned_by=book.associate_id,
        )
        where = address_of(book, piece)
        first = where is None or where.returned_on is None
        if where is not None and first:
            for one in [where, *same_place(book, where, piece.people, reason)]:
                mark_returned(change, one, reason, on)
        task_id = write_task(change, task_for(piece, reason, on)) if first else None
    return Returned(name=name, task_id=task_id, address_marked=where is not None)


def piece_sent(book: Book, run_id: int, position: int) -> RunPiece:
    """The piece, which must be one that can come back."""
    found = run(book, run_id)
    pieces = {piece.position: piece for piece in pieces_of_run(book, run_id)}
    piece = pieces.get(position)
    if piece is None:
        raise Refused(f"There is no piece {position} in “{found.name}”.", "piece")
    if piece.state is not PieceState.SENT:
        raise Refused(
            f"Piece {position} of “{found.name}” was not confirmed as sent, so it can’t have come "
            "back. Confirm it first.",
            "piece",
        )
    if piece.returned_on is not None:
        day = in_letters(piece.returned_on, day_first=load(book, Shop).day_first)
        raise Refused(
            f"Piece {position} of “{found.name}” came back on {day} already.",
            "piece",
        )
    return piece


def address_of(book: Book, piece: RunPiece) -> Address | None:
    """The address it went to; None when that is not on file any more as it was written on it."""
    if piece.address_id is not None:
        where = addresses_by_id(book, [piece.address_id]).get(piece.address_id)
    else:  # frozen by an older Storebook
        where = next(filter(None, (mail_address(book, one) for one in piece.people)), None)
    if where is None:
        return None
    block = address_block(piece.name_line, where.postal, load(book, Shop).country)
    return where if "\n".join(block) == piece.address_block else None


def same_place(
    book: Book, where: Address, people: Sequence[int], reason: ReturnReason
) -> list[Address]:
    """The same address where it is written down again: for the other of the couple it went to, and
    for whoever else lives there when the place is what is wrong.
    """
    found = book.all(
        Address,
        """
        SELECT address.id, shopper_id, lines, city, region, postcode, country, use,
               safe_for_surprises, verified_on, returned_on, returned_reason, left_on
        FROM address JOIN shopper ON shopper.id = address.shopper_id
        WHERE returned_on IS NULL AND left_on IS NULL AND address.id <> :address_id
          AND (shopper.id IN (SELECT value FROM json_each(:people))
               OR (:of_the_place AND household_id
                   = (SELECT household_id FROM shopper AS owner WHERE owner.id = :owner_id)))
        ORDER BY address.id
        """,
        address_id=where.id,
        owner_id=where.shopper_id,
        people=json.dumps(list(people)),
        of_the_place=reason in OF_THE_PLACE,
    )
    return [one for one in found if one.words == where.words]


def mark_returned(change: Change, where: Address, reason: ReturnReason, on: date) -> None:
    change.update("address", where.id, returned_on=on, returned_reason=REASONS[reason])
    change.about(where.shopper_id)


def task_for(piece: RunPiece, reason: ReturnReason, on: date) -> TaskDraft:
    """To verify; a refusal is a matter of consent, and a death one to be sure of first."""
    words = TO_DO.get(reason, ASK_WHERE.format(why=REASONS[reason]))
    return TaskDraft(what=words, shopper_id=piece.shopper_id, due_on=on)


def read_reason(text: str) -> ReturnReason:
    """The reason by its short word; Refused with all of them."""
    wanted = text.strip().casefold().replace(" ", "-").replace("_", "-")
    if wanted not in list(ReturnReason):
        known = ", ".join(ReturnReason)
        raise Refused(f"{quoted(text)} is no reason. There are {known}.", "reason")
    return ReturnReason(wanted)
