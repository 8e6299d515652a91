"""When two files cannot be those of one person."""

from datetime import date

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.people.called import called

THE_SAME = "These are the same file. Choose another one to merge with."
A_GIFT = (
    "One of these two bought something for the other, so they are two people. If that was written "
    "down by mistake, correct the piece first."
)


def refuse_merge(book: Book, keep_id: int, other_id: int, today: date) -> None:
    """Refuse what would lose something, or tell somebody what they must not know yet."""
    if keep_id == other_id:
        raise Refused(THE_SAME, "other")
    names = called(book, keep_id), called(book, other_id)
    if couple_of(book, keep_id, other_id):
        raise Refused(f"{names[0]} and {names[1]} are a couple in this book. They stay two.")
    if gift_between(book, keep_id, other_id, today):
        raise Refused(A_GIFT)
    partners = living_partner(book, keep_id), living_partner(book, other_id)
    if None not in partners and partners[0] != partners[1]:
        first, second = (called(book, one) for one in partners if one is not None)
        raise Refused(
            f"{names[0]} is with {first}, and {names[1]} with {second}. Merge those two first, or "
            "end one of the ties."
        )


def couple_of(book: Book, one: int, other: int) -> bool:
    """Whether they are, or were, husband and wife."""
    return bool(
        book.value(
            """
            SELECT 1 FROM kin
            WHERE relation IN ('spouse', 'partner')
              AND ((shopper_id = :one AND other_id = :other)
                OR (shopper_id = :other AND other_id = :one))
            """,
            one=one,
            other=other,
        )
    )


def living_partner(book: Book, shopper_id: int) -> int | None:
    """The other one of a couple that has not ended."""
    found = book.value(
        """
        SELECT iif(shopper_id = :id, other_id, shopper_id) FROM kin
        WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
          AND (shopper_id = :id OR other_id = :id)
        ORDER BY id
        """,
        id=shopper_id,
    )
    return None if found is None else int(found)


def gift_between(book: Book, one: int, other: int, today: date) -> bool:
    """Whether either keeps a piece secret from the other: in one file the wearer would read it."""
    return bool(
        book.value(
            """
            SELECT 1
            FROM piece JOIN secret ON secret.piece_id = piece.id
            WHERE secret.secret_until > :today AND piece.wearer_id IN (:one, :other)
              AND (secret.giver_id IN (:one, :other) OR secret.buyer_id IN (:one, :other))
            """,
            one=one,
            other=other,
            today=today,
        )
    )
