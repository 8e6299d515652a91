"""The tax on a slip, by its rates: that of the shop, and others that lines were taxed at."""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.base.money import Cents
from storebook.sales.purchases import TicketLine
from storebook.sales.sums import WHOLE_BP, half_up

# How finely rates are set, in hundredths of a percent, the roundest first.
STEPS_BP = (100, 50, 25, 10, 5, 1)
HIGHEST_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipTax:
    """The tax of all lines with one rate, in hundredths of a percent; None when it is no one's."""

    rate_bp: int | None
    tax_cents: Cents


def taxes_by_rate(lines: Iterable[TicketLine], shop_bp: int) -> tuple[SlipTax, ...]:
    """The taxes of the lines, each rate once; lines without tax are in none.

    The book keeps the tax of a line, not its rate. The rate is read back from the largest line
    first: what the shop takes today, if that gives the tax, else the roundest one that
    does; smaller lines follow it, because a cent of tax fits many rates.
    """
    found: dict[int | None, int] = {}
    known = [shop_bp] if shop_bp else []
    for line in sorted(lines, key=lambda one: -abs(one.net_cents or 0)):
        net, tax = line.net_cents or 0, line.tax_cents or 0
        if not tax:
            continue
        rate = next((bp for bp in known if fits(net, tax, bp)), None) or rate_of(net, tax)
        if rate is not None and rate not in known:
            known.insert(0, rate)  # a cent would fit the shop's rate of today as well
        found[rate] = found.get(rate, 0) + tax
    return tuple(SlipTax(rate_bp=rate, tax_cents=Cents(cents)) for rate, cents in found.items())


def rate_of(net: int, tax: int) -> int | None:
    """The roundest rate that gives this tax; None when none does."""
    if not net:
        return None
    exact = tax * WHOLE_BP / net
    for step in STEPS_BP:
        rate = round(exact / step) * step
        if 0 < rate <= HIGHEST_BP and fits(net, tax, rate):
            return rate
    return None


def fits(net: int, tax: int, rate_bp: int) -> bool:
    """Whether the rate gives the tax, a cent apart: where prices include it, or a line comes back
    in parts, it was rounded in another way.
    """
    return abs(half_up(net * rate_bp, WHOLE_BP) - tax) <= 1
