"""The surprise guard: who may see what belongs to a gift before its day.

A piece is secret until a day: before that day it is hidden, on it everybody may know. On somebody's
page it shows before the day only when they give it or bought it; lists about nobody in particular
leave the whole ticket out, and files keep its money but not its words. Nothing is said to the page
that something is kept from it.

No function stands between the book and those who ask: every question about lines, pieces, tickets,
contacts, tasks, notes and wishes writes one of these conditions into its own SQL, where it uses its
index. What holds them to it is `tests/test_surprises.py`. It finds every question that looks into
one of these tables, fails when one is not listed there, and asks all that show something in a town
full of secrets. `:subject_id` is whose page it is, NULL for nobody in particular.

What is tied to a piece (a contact, a task, a note; on the counter a task names its giver alone):

    NOT EXISTS (
        SELECT 1 FROM secret
        WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
          AND :subject_id IS NOT secret.giver_id AND :subject_id IS NOT secret.buyer_id
    )

The pieces themselves, with their purchase as a left join:

    (coalesce(piece.secret_until, '') <= :today
     OR :subject_id IN (piece.giver_id, purchase.shopper_id))

A whole ticket in a list about nobody:

    coalesce(purchase.secret_until, '') <= :today

A wish is open for everybody but the two who know that it was bought:

    wish.fulfilled_on IS NULL OR EXISTS (
        SELECT 1 FROM secret
        WHERE secret.piece_id = wish.piece_id AND secret.secret_until > :today
          AND :subject_id IS NOT secret.giver_id AND :subject_id IS NOT secret.buyer_id
    )

A serial or certificate leads to the giver alone while the piece is secret. The history names a
change after the giver, never after the wearer. `check` looks whether every ticket is as secret as
what is on it. Tags are tied to no piece: no secret is written there.
"""

from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSecret:
    """A piece that is a secret still, for whom it is, and until when."""

    piece_id: int
    description: str
    wearer: str
    secret_until: date


def is_secret(secret_until: date | None, today: date) -> bool:
    """Whether the day is still to come."""
    return secret_until is not None and secret_until > today


def open_secrets(book: Book, shopper_id: int | None, today: date) -> list[OpenSecret]:
    """The pieces that this shopper gives or bought and that are a secret today, the next first."""
    return book.all(
        OpenSecret,
        """
        SELECT secret.piece_id, piece.description, wearer.name AS wearer, secret.secret_until
        FROM secret
        JOIN piece ON piece.id = secret.piece_id
        JOIN shopper AS wearer ON wearer.id = piece.wearer_id
        WHERE secret.secret_until > :today AND piece.state = 'owned'
          AND :shopper_id IN (secret.giver_id, secret.buyer_id)
        ORDER BY secret.secret_until, secret.piece_id
        """,
        shopper_id=shopper_id,
        today=today,
    )


def whose_history(book: Book, shopper_id: int | None, piece_id: int | None) -> int | None:
    """In whose history a contact or a task stands: in its own shopper's, or in the giver's when it
    is tied to a piece that is, or once was, a secret from that shopper.
    """
    giver_id = book.value(
        """
        SELECT giver_id FROM secret
        WHERE piece_id = :piece_id
          AND :shopper_id IS NOT giver_id AND :shopper_id IS NOT buyer_id
        """,
        piece_id=piece_id,
        shopper_id=shopper_id,
    )
    return shopper_id if giver_id is None else int(giver_id)


def is_ticket_kept_from(book: Book, purchase_id: int, subject_id: int | None, today: date) -> bool:
    """Whether a page must not open this ticket: some of it is secret, and not theirs to know. Nor
    does one open that is not there.
    """
    return not book.value(
        """
        SELECT coalesce(secret_until, '') <= :today OR coalesce(
            :subject_id = shopper_id OR :subject_id IN (
                SELECT piece.giver_id FROM line JOIN piece ON piece.line_id = line.id
                WHERE line.purchase_id = purchase.id
            ),
            FALSE
        )
        FROM purchase WHERE id = :purchase_id
        """,
        purchase_id=purchase_id,
        subject_id=subject_id,
        today=today,
    )


def kept_tickets(book: Book, today: date) -> int:
    """How many tickets lists about nobody in particular leave out today."""
    return int(book.value("SELECT count(*) FROM purchase WHERE secret_until > :today", today=today))
