"""What a ticket comes to: per line, rounded half up, in whole minor units.

A line is quantity times price, less its discount. Where prices include the tax, the tax is the part
rate / (1 + rate) of that; where they don't, it comes on top. The tax is rounded once, on the line;
a ticket is the sum of its lines. Half a cent is rounded away from zero, so that what comes back is
exactly what was sold.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.base.money import Cents
from storebook.book.shop import Shop
from storebook.sales.drafts import LineDraft

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSums:
    """Amounts of a whole line, negative when it comes back; a cost of None is not known."""

    net_cents: Cents
    tax_cents: Cents
    discount_cents: Cents
    cost_cents: Cents | None

    @property
    def total_cents(self) -> Cents:
        return Cents(self.net_cents + self.tax_cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSums:
    """What the lines come to together; the cost is not known as soon as one line's is not."""

    net_cents: Cents
    tax_cents: Cents
    total_cents: Cents
    discount_cents: Cents
    cost_cents: Cents | None


def half_up(numerator: int, denominator: int) -> int:
    """The quotient, rounded half away from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def line_sums(line: LineDraft, shop: Shop) -> LineSums:
    """What one line comes to by the shop's rate, unless the line has a tax of its own."""
    sign = -1 if line.quantity < 0 else 1
    amount = line.quantity * line.price_cents - sign * line.discount_cents
    if line.tax_cents is not None:
        tax = sign * line.tax_cents
    elif shop.prices_include_tax:
        tax = half_up(amount * shop.tax_rate_bp, WHOLE_BP + shop.tax_rate_bp)
    else:
        tax = half_up(amount * shop.tax_rate_bp, WHOLE_BP)
    return LineSums(
        net_cents=Cents(amount - tax if shop.prices_include_tax else amount),
        tax_cents=Cents(tax),
        discount_cents=Cents(sign * line.discount_cents),
        cost_cents=None if line.cost_cents is None else Cents(line.quantity * line.cost_cents),
    )


def ticket_sums(lines: Iterable[LineDraft], shop: Shop) -> TicketSums:
    """What the ticket comes to; the window shows it while the clerk is typing."""
    return added([line_sums(line, shop) for line in lines])


def added(sums: list[LineSums]) -> TicketSums:
    net = sum(line.net_cents for line in sums)
    tax = sum(line.tax_cents for line in sums)
    costs = [line.cost_cents for line in sums if line.cost_cents is not None]
    return TicketSums(
        net_cents=Cents(net),
        tax_cents=Cents(tax),
        total_cents=Cents(net + tax),
        discount_cents=Cents(sum(line.discount_cents for line in sums)),
        cost_cents=Cents(sum(costs)) if len(costs) == len(sums) else None,
    )


def share(amount: int, done: int, more: int, whole: int) -> int:
    """What `more` of `whole` equal parts of an amount come to when `done` were counted before.

    All shares together are the amount exactly, in whatever steps they are taken.
    """
    return half_up(amount * (done + more), whole) - half_up(amount * done, whole)
