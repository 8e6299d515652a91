"""The wish list: what a shopper would love to be given, and who may be told."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.called import called, name_of
from storebook.people.typed import optional, optional_lines
from storebook.staff.viewer import Viewer

LONGEST_DESCRIPTION = 300
LONGEST_WORD = 100
LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WishDraft:
    """A wish as it is told; `confidants` are the shoppers who may be told of it."""

    description: str
    stock_number: str = ""
    category: str = ""
    price_cents: Cents | None = None
    seen_on: date | None = None
    note: str = ""
    confidants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidant:
    """Someone who may be told."""

    shopper_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish and whose it is; the price only for a viewer who may see prices."""

    id: int
    shopper_id: int
    name: str
    description: str
    stock_number: str | None
    category: str | None
    price_cents: Cents | None
    seen_on: date | None
    note: str | None
    fulfilled_on: date | None
    confidants: tuple[Confidant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    wish_id: int
    shopper_id: int
    name: str


def wishes_of(book: Book, shopper_id: int, viewer: Viewer) -> list[Wish]:
    """Open wishes first, the latest seen first.

    A wish that a gift fulfilled reads as open here until the gift is no secret any more.
    """
    found = book.all(
        Wish,
        """
        SELECT * FROM (
            SELECT wish.id, wish.shopper_id, shopper.name, wish.description, stock_number,
                   wish.category, iif(:spend, price_cents, NULL) AS price_cents, seen_on, note,
                   iif(EXISTS (
                       SELECT 1 FROM secret
                       WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
                         AND :shopper_id IS NOT secret.giver_id
                         AND :shopper_id IS NOT secret.buyer_id
                   ), NULL, wish.fulfilled_on) AS fulfilled_on
            FROM wish
            JOIN shopper ON shopper.id = wish.shopper_id
            WHERE wish.shopper_id = :shopper_id
        )
        ORDER BY fulfilled_on IS NOT NULL, seen_on IS NULL, seen_on DESC, id DESC
        """,
        shopper_id=shopper_id,
        today=viewer.today,
        spend=viewer.sees_spend,
    )
    if not found:
        return []
    told = book.all(
        _Told,
        """
        SELECT wish_id, shopper.id AS shopper_id, shopper.name
        FROM wish
        JOIN wish_confidant ON wish_confidant.wish_id = wish.id
        JOIN shopper ON shopper.id = wish_confidant.shopper_id
        WHERE wish.shopper_id = :shopper_id
        ORDER BY shopper.sort_key, shopper.id
        """,
        shopper_id=shopper_id,
    )
    return _with_confidants(found, told)


def wishes_told_to(book: Book, confidant_id: int, viewer: Viewer) -> list[Wish]:
    """The open wishes of others that this shopper may be told of, the latest seen first.

    One that was bought in secret is open no more for its giver and its buyer, and reads for
    everybody else as it did before: else they would learn of the gift.
    """
    return book.all(
        Wish,
        """
        SELECT wish.id, wish.shopper_id, shopper.name, wish.description, stock_number,
               wish.category, iif(:spend, price_cents, NULL) AS price_cents, seen_on, note,
               NULL AS fulfilled_on
        FROM wish_confidant
        JOIN wish ON wish.id = wish_confidant.wish_id
        JOIN shopper ON shopper.id = wish.shopper_id
        WHERE wish_confidant.shopper_id = :confidant_id AND shopper.deceased_on IS NULL
          AND (fulfilled_on IS NULL OR EXISTS (
                SELECT 1 FROM secret
                WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
                  AND :confidant_id IS NOT secret.giver_id
                  AND :confidant_id IS NOT secret.buyer_id))
        ORDER BY seen_on IS NULL, seen_on DESC, wish.id DESC
        """,
        confidant_id=confidant_id,
        today=viewer.today,
        spend=viewer.sees_spend,
    )


def add_wish(book: Book, shopper_id: int, draft: WishDraft) -> int:
    """Put a wish on the list and return its id."""
    columns = checked(draft)
    with book.change(f"Wish written down for {called(book, shopper_id)}", [shopper_id]) as change:
        wish_id = change.insert("wish", shopper_id=shopper_id, **columns)
        write_confidants(change, wish_id, shopper_id, draft.confidants)
        return wish_id


def edit_wish(book: Book, wish_id: int, draft: WishDraft) -> None:
    """Correct a wish as a whole, with who may be told."""
    columns = checked(draft)
    shopper_id = whose(book, wish_id)
    with book.change(f"Wish corrected for {called(book, shopper_id)}", [shopper_id]) as change:
        change.update("wish", wish_id, **columns)
        write_confidants(change, wish_id, shopper_id, draft.confidants)


def remove_wish(book: Book, wish_id: int) -> None:
    """Take a wish off the list."""
    shopper_id = whose(book, wish_id)
    with book.change(f"Wish removed from {called(book, shopper_id)}", [shopper_id]) as change:
        write_confidants(change, wish_id, shopper_id, ())
        change.delete("wish", wish_id)


def fulfill_wish(book: Book, wish_id: int, *, on: date) -> None:
    """The wish has come true, by whatever way: no gift that may still be a secret keeps it open."""
    shopper_id = whose(book, wish_id)
    with book.change(f"Wish of {called(book, shopper_id)} came true", [shopper_id]) as change:
        change.update("wish", wish_id, fulfilled_on=on, piece_id=None)


def write_confidants(
    change: Change, wish_id: int, shopper_id: int, confidants: Collection[int]
) -> None:
    """Make this the list of those who may be told."""
    wanted = set(confidants)
    if shopper_id in wanted:
        raise Refused("Whose wish it is knows of it already.", "confidants")
    there = change.book.rows(
        "SELECT id, shopper_id FROM wish_confidant WHERE wish_id = :id ORDER BY id", id=wish_id
    )
    for row_id, confidant_id in there:
        if confidant_id not in wanted:
            change.delete("wish_confidant", row_id)
    for confidant_id in sorted(wanted - {confidant_id for _, confidant_id in there}):
        name_of(change.book, confidant_id)
        change.insert("wish_confidant", wish_id=wish_id, shopper_id=confidant_id)


def checked(draft: WishDraft) -> dict[str, Any]:
    """The columns of a wish."""
    if draft.price_cents is not None and draft.price_cents < 0:
        raise Refused("A price is not below zero.", "price")
    sentence = "What is the wish? Write it in a few words."
    return {
        "description": required(draft.description, "description", sentence, LONGEST_DESCRIPTION),
        "stock_number": optional(draft.stock_number, "stock_number", LONGEST_WORD),
        "category": optional(draft.category, "category", LONGEST_WORD),
        "price_cents": draft.price_cents,
        "seen_on": draft.seen_on,
        "note": optional_lines(draft.note, "note", LONGEST_NOTE),
    }


def whose(book: Book, wish_id: int) -> int:
    """The shopper whose wish it is; refused when it is gone."""
    shopper_id = book.value("SELECT shopper_id FROM wish WHERE id = :id", id=wish_id)
    if shopper_id is None:
        raise Refused("This wish was removed meanwhile. Open the shopper again.", "wish")
    return int(shopper_id)


def _with_confidants(wishes: list[Wish], told: list[_Told]) -> list[Wish]:
    by_wish: dict[int, list[Confidant]] = defaultdict(list)
    for one in told:
        by_wish[one.wish_id].append(Confidant(shopper_id=one.shopper_id, name=one.name))
    return [
        replace(wish, confidants=tuple(by_wish[wish.id])) if wish.id in by_wish else wish
        for wish in wishes
    ]
