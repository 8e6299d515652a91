"""A purchase as the clerk has typed it, before anything is saved, and what makes it whole."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import is_blank, limited, one_line

MOST_PIECES = 100_000
MOST_LINES = 2_000
LONGEST = 200
LONGEST_NUMBER = 60
LONGEST_NOTE = 2_000
# Thirteen digits, the most that a typed amount may have: sums of a book stay far inside 64 bits.
LARGEST_AMOUNT = 10**13

NONE = Cents(0)


class LineKind(StrEnum):
    PIECE = "piece"
    SERVICE = "service"


class PaymentKind(StrEnum):
    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    CHECK = "check"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One row of a ticket; a negative quantity comes back.

    `price_cents` and `cost_cents` are of one; `discount_cents` and `tax_cents` are of the whole
    line and written as for a sale, also when it comes back. A tax of None follows the shop's rate.
    A wearer of None is the shopper, unless the wearer is not known. Without `keeps_piece` not even
    a single piece lives on: what "Customer 17850" bought by the dozen nobody will ask about.
    """

    description: str
    price_cents: Cents
    kind: LineKind = LineKind.PIECE
    quantity: int = 1
    stock_number: str = ""
    category: str = ""
    metal: str = ""
    purity: str = ""
    stones: str = ""
    discount_cents: Cents = NONE
    tax_cents: Cents | None = None
    cost_cents: Cents | None = None
    wearer_id: int | None = None
    wearer_unknown: bool = False
    secret_until: date | None = None
    serial: str = ""
    certificate: str = ""
    size: str = ""
    engraving: str = ""
    wish_id: int | None = None
    returns_line_id: int | None = None
    reason: str = ""
    keeps_piece: bool = True

    @property
    def lives_on(self) -> bool:
        """A single piece is a thing of its own afterwards; three spoons are not."""
        return self.quantity == 1 and self.kind is LineKind.PIECE and self.keeps_piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One part of what was paid; negative when the shop pays back."""

    kind: PaymentKind
    amount_cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDraft:
    """A ticket; without a shopper it is a walk-in's. A giver of None is the shopper.

    Payments of None mean that the whole total was paid, `cash_cents` of it in cash; an empty tuple
    says that nobody knows how. With `on_deposit` they are paid so far, a part of the total.
    """

    day: date
    lines: tuple[LineDraft, ...]
    shopper_id: int | None = None
    giver_id: int | None = None
    associate_id: int | None = None
    occasion_id: int | None = None
    occasion_text: str = ""
    cash_cents: Cents = NONE
    payments: tuple[Payment, ...] | None = None
    on_deposit: bool = False
    number: str = ""
    note: str = ""

    @property
    def who_gives(self) -> int | None:
        return self.shopper_id if self.giver_id is None else self.giver_id

    def who_wears(self, line: LineDraft) -> int | None:
        """Whom the line is for; None when nobody knows, and for a service that names nobody."""
        if line.wearer_id is not None:
            return line.wearer_id
        if line.wearer_unknown or line.kind is LineKind.SERVICE or line.quantity < 0:
            return None
        return self.shopper_id

    @property
    def secret_until(self) -> date | None:
        """The latest day of a secret on this ticket."""
        return max((line.secret_until for line in self.lines if line.secret_until), default=None)


def checked(draft: PurchaseDraft, *, today: date | None) -> PurchaseDraft:
    """The draft with its texts cleaned; raises Refused with a sentence and the field it is about.

    With `today` of None the days may lie anywhere: what an older program kept, or a demo shop.
    """
    if not draft.lines:
        raise Refused("A purchase needs at least one line.", "lines")
    if len(draft.lines) > MOST_LINES:
        raise Refused(f"A purchase has at most {MOST_LINES:,} lines.", "lines")
    if today is not None and draft.day > today:
        raise Refused("The day of a purchase can’t lie after today.", "day")
    return replace(
        draft,
        occasion_text=short(draft.occasion_text, "occasion", "The occasion"),
        number=short(draft.number, "number", "The number", LONGEST_NUMBER),
        note=limited(
            draft.note, LONGEST_NOTE, "note", f"A note has at most {LONGEST_NOTE:,} letters."
        ),
        lines=tuple(checked_line(draft, place, today=today) for place in range(len(draft.lines))),
    )


def checked_line(draft: PurchaseDraft, place: int, *, today: date | None) -> LineDraft:
    """One line of the draft, cleaned; a refusal names the line when there are several."""
    line = draft.lines[place]
    try:
        refuse_amounts(line)
        refuse_secret(draft, line, today)
        return with_clean_texts(line)
    except Refused as refusal:
        if len(draft.lines) == 1:
            raise
        raise Refused(f"Line {place + 1}: {refusal}", refusal.field) from None


def refuse_amounts(line: LineDraft) -> None:
    """Refuse what no till would take: no pieces, a price below zero, more tax than price."""
    if line.quantity == 0 or abs(line.quantity) > MOST_PIECES:
        raise Refused(f"A quantity is a number from 1 to {MOST_PIECES:,}.", "quantity")
    if line.kind is LineKind.PIECE and line.price_cents < 0:
        raise Refused("A price can’t be below zero. What comes back has a quantity of −1.", "price")
    amount = abs(line.quantity) * line.price_cents
    if abs(amount) > LARGEST_AMOUNT:
        raise Refused("That amount is too large to be a price.", "price")
    if line.discount_cents < 0 or line.discount_cents > max(amount, 0):
        raise Refused("A discount is between zero and the price.", "discount")
    if line.tax_cents is not None and abs(line.tax_cents) > abs(amount):
        raise Refused("The tax can’t be more than the price.", "tax")
    if line.cost_cents is not None and not 0 <= line.cost_cents <= LARGEST_AMOUNT:
        raise Refused("A cost can’t be below zero.", "cost")


def refuse_secret(draft: PurchaseDraft, line: LineDraft, today: date | None) -> None:
    """A secret needs one who gives, another who wears, and a day that is still to come."""
    if line.secret_until is None:
        return
    refuse_open_secret(draft.who_gives, line.wearer_id, draft.shopper_id)
    if line.quantity < 0:
        raise Refused("What comes back is as secret as its purchase was.", "secret_until")
    if today is not None and line.secret_until <= today:
        raise Refused("Choose a day after today: from that day on it is no secret.", "secret_until")


def refuse_open_secret(giver_id: int | None, wearer_id: int | None, buyer_id: int | None) -> None:
    """Refuse what could not be kept from its wearer, or that nobody would know of."""
    if giver_id is None:
        raise Refused("A secret needs to know who gives it. Choose the shopper.", "giver")
    if wearer_id is None:
        raise Refused("Choose who will wear it: a secret is kept from its wearer.", "wearer")
    if wearer_id == giver_id:
        raise Refused("The giver knows of it: a secret needs another wearer.", "wearer")
    if wearer_id == buyer_id:
        raise Refused("Who buys it knows of it: a secret needs another wearer.", "wearer")


def with_clean_texts(line: LineDraft) -> LineDraft:
    """The line with its texts trimmed; Refused without a description or for one too long."""
    if is_blank(line.description):
        raise Refused("Say what it is in a few words.", "description")
    return replace(
        line,
        description=short(line.description, "description", "A description"),
        stock_number=short(line.stock_number, "stock_number", "A stock number", LONGEST_NUMBER),
        category=short(line.category, "category", "A category"),
        metal=short(line.metal, "metal", "A metal"),
        purity=short(line.purity, "purity", "A purity"),
        stones=short(line.stones, "stones", "The stones"),
        serial=short(line.serial, "serial", "A serial number"),
        certificate=short(line.certificate, "certificate", "A certificate"),
        size=short(line.size, "size", "A size"),
        engraving=short(line.engraving, "engraving", "An engraving"),
        reason=short(line.reason, "reason", "A reason"),
    )


def short(text: str, field: str, what: str, limit: int = LONGEST) -> str:
    """One cleaned line; `what` begins the sentence when it is too long."""
    if not text:
        return ""  # as most of them are
    return limited(one_line(text), limit, field, f"{what} has at most {limit} letters.")
