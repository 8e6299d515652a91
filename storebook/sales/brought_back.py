"""What a line that comes back may bring back: never more than was bought and is still out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.payments import left_on

UNPAID = "Something is left to pay on that purchase. Take it first, or take the purchase back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """A line that was sold, how much of it is still with the shopper, and its piece.

    `secret_until` is that of its ticket, as the file keeps it: what comes back is as secret.
    """

    line_id: int
    quantity: int
    left: int
    piece_id: int | None
    secret_until: str | None


def bought_lines(
    book: Book, lines: Sequence[LineDraft], taken: dict[int, int]
) -> dict[int, Bought]:
    """The lines that these bring back; refused when more would come back than is left.

    `taken` counts, by line, what tickets that are not written yet bring back, and is added to.
    """
    found: dict[int, Bought] = {}
    for line in lines:
        if line.returns_line_id is None:
            continue
        bought = found.get(line.returns_line_id) or bought_line(book, line.returns_line_id)
        already = taken.get(bought.line_id, 0)
        refuse_too_many(bought, line.quantity, bought.left - already)
        taken[bought.line_id] = already - line.quantity
        found[bought.line_id] = bought
    return found


def bought_line(book: Book, line_id: int) -> Bought:
    """One line and what is left of it; refused when it is not in the book."""
    bought = book.first(
        Bought,
        """
        SELECT line.id AS line_id, line.quantity, purchase.secret_until,
               line.quantity + (
                   SELECT coalesce(sum(back.quantity), 0) FROM line AS back
                   WHERE back.returns_line_id = line.id
               ) AS left,
               (SELECT piece.id FROM piece WHERE piece.line_id = line.id) AS piece_id
        FROM line
        JOIN purchase ON purchase.id = line.purchase_id
        WHERE line.id = :line_id
        """,
        line_id=line_id,
    )
    if bought is None:
        raise Refused("The line that this brings back is not in the book.", "lines")
    return bought


def refuse_too_many(bought: Bought, quantity: int, left: int) -> None:
    if quantity > 0:
        raise Refused("What comes back has a quantity below zero.", "quantity")
    if bought.quantity < 0:
        raise Refused("That line is a return itself: it can’t come back.", "lines")
    if -quantity > left:
        were = "Nothing is" if left <= 0 else f"Only {left} of {bought.quantity} are"
        raise Refused(f"{were} left to bring back from that line.", "quantity")


def refuse_unpaid(book: Book, draft: PurchaseDraft) -> None:
    """What is not paid whole can't come back: more would be paid back than ever was paid."""
    for line_id in {line.returns_line_id for line in draft.lines} - {None}:
        purchase_id = book.value("SELECT purchase_id FROM line WHERE id = :id", id=line_id)
        if purchase_id is not None and left_on(book, purchase_id):
            raise Refused(UNPAID, "lines")


def refuse_untied(book: Book, draft: PurchaseDraft, today: date) -> None:
    """A secret gift comes back tied to its line, and is then as secret; refused otherwise.

    Only who gives or bought it is told so.
    """
    untied = [line for line in draft.lines if line.quantity < 0 and line.returns_line_id is None]
    if not untied:
        return
    names = {name: line_id for line_id, *told in secret_lines(book, draft, today) for name in told}
    for line in untied:
        for name in (line.description, line.stock_number):
            line_id = names.get(fold(name))
            if name and line_id is not None:
                sentence = f"That is a secret still. Bring it back from its own line, {line_id}."
                raise Refused(sentence, "lines")


def secret_lines(book: Book, draft: PurchaseDraft, today: date) -> list[tuple[int, str, str]]:
    """The lines of secrets that these two give or bought: number, words and stock number."""
    rows = book.rows(
        """
        SELECT line.id, line.description, coalesce(line.stock_number, '')
        FROM purchase
        JOIN line ON line.purchase_id = purchase.id
        LEFT JOIN piece ON piece.line_id = line.id
        WHERE purchase.secret_until > :today AND line.quantity > 0
          AND (purchase.shopper_id IN (:shopper_id, :giver_id)
               OR piece.giver_id IN (:shopper_id, :giver_id))
        ORDER BY line.id
        """,
        today=today,
        shopper_id=draft.shopper_id,
        giver_id=draft.who_gives,
    )
    return [(line_id, fold(words), fold(number)) for line_id, words, number in rows]


def reopen_wishes(change: Change, piece_id: int) -> None:
    """A wish whose piece came back is as open as it was."""
    wishes = change.book.values(
        "SELECT id FROM wish WHERE piece_id = :piece_id ORDER BY id", piece_id=piece_id
    )
    for wish_id in wishes:
        change.update("wish", wish_id, piece_id=None, fulfilled_on=None)
