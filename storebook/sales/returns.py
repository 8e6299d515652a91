"""Bringing back: which lines of a ticket can come back, and what for each is paid back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft
from storebook.sales.recording import buyer_name, write_purchase
from storebook.sales.sums import share


@dataclass(frozen=True, slots=True, kw_only=True)
class Returnable:
    """A sold line of which `left` are with the shopper still; its sums are of the whole line."""

    line_id: int
    kind: LineKind
    description: str
    stock_number: str | None
    category: str | None
    metal: str | None
    purity: str | None
    stones: str | None
    quantity: int
    left: int
    price_cents: Cents
    net_cents: Cents
    tax_cents: Cents
    cost_cents: Cents | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """How many of a line come back, and why."""

    line_id: int
    quantity: int = 1
    reason: str = ""


def returnable(book: Book, purchase_id: int) -> list[Returnable]:
    """The sold lines of a ticket in their order, those of which nothing is left too."""
    return book.all(
        Returnable,
        """
        SELECT line.id AS line_id, kind, description, stock_number, category, metal, purity, stones,
               quantity, price_cents, net_cents, tax_cents, cost_cents,
               quantity + (
                   SELECT coalesce(sum(back.quantity), 0) FROM line AS back
                   WHERE back.returns_line_id = line.id
               ) AS left
        FROM line
        WHERE purchase_id = :purchase_id AND quantity > 0
        ORDER BY position, line.id
        """,
        purchase_id=purchase_id,
    )


def returning(book: Book, back: Back, *, shop: Shop) -> LineDraft:
    """The line that brings it back, with its exact share of price, discount, tax and cost.

    For a ticket of its own or beside new lines (an exchange). All shares of a line, in whatever
    steps it comes back, are exactly what was paid.
    """
    purchase_id = book.value("SELECT purchase_id FROM line WHERE id = :id", id=back.line_id)
    lines = {line.line_id: line for line in returnable(book, purchase_id or 0)}
    if back.line_id not in lines:
        raise Refused("The line that this brings back is not in the book.", "lines")
    return line_back(lines[back.line_id], back, shop)


def line_back(line: Returnable, back: Back, shop: Shop) -> LineDraft:
    done = line.quantity - line.left
    if not 1 <= back.quantity <= line.left:
        were = "Nothing is" if line.left <= 0 else f"Only {line.left} of {line.quantity} are"
        raise Refused(f"{were} left to bring back from that line.", "quantity")
    gross = line.net_cents + line.tax_cents if shop.prices_include_tax else line.net_cents
    amount = share(gross, done, back.quantity, line.quantity)
    # The price as it was sold at, unless the shop counts tax otherwise since.
    each = max(line.price_cents, -(-amount // back.quantity))
    return LineDraft(
        description=line.description,
        kind=line.kind,
        quantity=-back.quantity,
        stock_number=line.stock_number or "",
        category=line.category or "",
        metal=line.metal or "",
        purity=line.purity or "",
        stones=line.stones or "",
        price_cents=Cents(each),
        discount_cents=Cents(each * back.quantity - amount),
        tax_cents=Cents(share(line.tax_cents, done, back.quantity, line.quantity)),
        cost_cents=None if line.cost_cents is None else Cents(line.cost_cents // line.quantity),
        returns_line_id=line.line_id,
        reason=back.reason,
    )


def return_lines(
    book: Book, draft: PurchaseDraft, back: Sequence[Back], *, shop: Shop, today: date
) -> int:
    """Save lines that come back as one ticket, and return its id.

    `draft` says the day, the shopper and how it was paid back; its own lines, if any, are what was
    taken in exchange.
    """
    deed = "Exchange" if draft.lines else "Return"
    with book.change(f"{deed} recorded for {buyer_name(book, draft)}") as change:
        lines = (*(returning(book, one, shop=shop) for one in back), *draft.lines)
        return write_purchase(change, replace(draft, lines=lines), shop=shop, today=today)
