"""A row of a list of purchases, read: one line, and the head of the ticket that it is on."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from storebook.sales.drafts import LineDraft


class Buyer(NamedTuple):
    """Who bought, as the list tells it; nothing at all is a walk-in."""

    number: str = ""
    name: str = ""
    given: str = ""
    family: str = ""
    phone: str = ""
    email: str = ""
    country: str = ""

    @property
    def is_walk_in(self) -> bool:
        """A country alone is nobody."""
        return not (self.number or self.name or self.phone or self.email)

    @property
    def shown(self) -> str:
        """The name, else what there is."""
        if self.is_walk_in:
            return "a walk-in"
        return self.name or f"Customer {self.number or self.phone or self.email}"


WALK_IN = Buyer()
TicketKey = tuple[str, date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a row tells of its ticket; shared by the rows that tell the same."""

    number: str
    day: date
    buyer: Buyer
    associate: str = ""
    payment: str = ""
    payments: str = ""
    occasion: str = ""
    note: str = ""
    ticket_row: str = ""

    def ticket_key(self, line: int) -> TicketKey:
        """What rows of one ticket have in common beside their buyer; `line` is the row's own."""
        if self.ticket_row:
            return f"row {self.ticket_row}", self.day, ""
        if self.number:
            return f"number {self.number}", self.day, ""
        if self.buyer.is_walk_in:
            return f"line {line}", self.day, ""
        return "", self.day, "\n".join(self.buyer)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseRow:
    """One line of the list. `row` and `brings_back` tie a return to its sale in our own lists."""

    head: Head
    line: LineDraft
    wearer: str = ""
    row: str = ""
    brings_back: str = ""

    @property
    def title(self) -> str:
        """The line on one line."""
        number = f"{self.head.number} · " if self.head.number else ""
        return f"{number}{self.head.buyer.shown} · {self.line.quantity} × {self.line.description}"
