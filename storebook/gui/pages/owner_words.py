"""The top fifth in words and round numbers, the same on the screen, at the curve and on paper."""

from dataclasses import replace

from PySide6.QtCore import QLocale

from storebook.analysis.pareto import LONGEST_MONTHS, Basis, TopFifth, TopRow, Unit
from storebook.base.money import Cents, currency, format_money
from storebook.book.shop import Shop
from storebook.gui.shown import count, percent, plural, whole_day

MILLION = 1_000_000
WINDOWS = [
    (12, "12 months"),
    (24, "24 months"),
    (36, "36 months"),
    (LONGEST_MONTHS, "All the years"),
]
UNITS = [(Unit.PERSON, "Shopper"), (Unit.HOUSEHOLD, "Household")]
BASES = [(Basis.PROFIT, "Profit"), (Basis.REVENUE, "Revenue")]
ONE_AND_MANY = {Unit.PERSON: ("shopper", "shoppers"), Unit.HOUSEHOLD: ("household", "households")}


def whole_money(cents: Cents, shop: Shop) -> str:
    """An amount in whole units, as analyses show it: “$3,100”."""
    known = currency(shop.currency)
    units = Cents(round(cents / 10**known.digits))
    return format_money(units, replace(known, digits=0), locale=shop.locale)


def short_money(cents: Cents, shop: Shop) -> str:
    """Millions with two decimals, “$1.97M”; less in whole units."""
    known = currency(shop.currency)
    units = cents / 10**known.digits
    if abs(units) < MILLION:
        return whole_money(cents, shop)
    number = QLocale(shop.locale).toString(units / MILLION, "f", 2)
    one = format_money(Cents(1), replace(known, digits=0), locale=shop.locale)
    return one.replace("1", f"{number}M")


def counted(found: TopFifth, number: int, shop: Shop) -> str:
    """ "214 households"."""
    one, many = ONE_AND_MANY[found.rules.unit]
    return plural(number, one, many, shop.locale)


def sentence(found: TopFifth, shop: Shop) -> tuple[str, str, str]:
    """The one sentence of the page, in three parts of which the middle one is written strong."""
    top = count(len(found.rows), shop.locale)
    active = counted(found, found.active, shop).replace(" ", " active ", 1)
    whole = short_money(found.total_cents, shop)
    brought = short_money(found.top_cents, shop)
    return (
        f"{top} of {active} brought",
        percent(found.share),
        f"of the {found.basis.value}, {brought} of {whole}.",
    )


def window_words(found: TopFifth, shop: Shop) -> str:
    """From when to when."""
    end = whole_day(found.window.end, shop.locale)
    if found.rules.months >= LONGEST_MONTHS:
        return f"every purchase up to {end}"
    return f"{whole_day(found.window.start, shop.locale)} to {end}"


def curve_label(found: TopFifth, shop: Shop) -> tuple[str, str]:
    """What stands at the point of the curve."""
    verb = "brings" if len(found.rows) == 1 else "bring"
    from_on = whole_money(found.threshold_cents, shop)
    return (
        f"{counted(found, len(found.rows), shop)} {verb} {percent(found.share)}",
        f"the top fifth, {from_on} {found.basis.value} and up",
    )


def eighty_label(found: TopFifth, shop: Shop) -> str:
    """How many it takes for four fifths."""
    takes, active = count(found.eighty_count, shop.locale), count(found.active, shop.locale)
    return f"80% takes {takes} of {active}"


def curve_sentence(found: TopFifth, shop: Shop) -> str:
    """The whole chart, for who cannot see it."""
    first, second = curve_label(found, shop)
    return f"{first} of the {found.basis.value}: {second}. {eighty_label(found, shop)}."


def rule_words(found: TopFifth) -> str:
    """By which rule somebody is in it."""
    one = ONE_AND_MANY[found.rules.unit][1]
    return (
        f"One in five of the {one} that bought in this time, rounded up. "
        "Equal amounts stay together; whoever brought nothing is not in it."
    )


def facts(found: TopFifth, shop: Shop) -> list[tuple[str, str]]:
    """Everything the answer rests on, as question and answer."""
    many = ONE_AND_MANY[found.rules.unit][1]
    known = [
        ("Counted", window_words(found, shop)),
        (f"Active {many}", count(found.active, shop.locale)),
        ("In the top fifth from", whole_money(found.threshold_cents, shop)),
        ("For 80% it takes", count(found.eighty_count, shop.locale)),
    ]
    if found.losing:
        known.append(("Brought nothing, or a loss", count(found.losing, shop.locale)))
    if found.tickets_estimated:
        tickets = plural(found.tickets_estimated, "ticket", "tickets", shop.locale)
        known.append(("Without a cost", f"{tickets}, at the average margin"))
    if found.basis is not found.rules.basis:
        known.append(("Profit", "no cost is known, so it counts revenue"))
    return known


def row_sentence(row: TopRow, shop: Shop) -> str:
    """A row of the list, for who listens to it."""
    return (
        f"{row.rank}, {row.name}, {whole_money(row.amount_cents, shop)}, "
        f"{fine_percent(row.share)}, up to here {percent(row.running_share)}, "
        f"last visit {whole_day(row.last_day, shop.locale)}"
    )


def fine_percent(share: float) -> str:
    """With one decimal where a whole percent says nothing: “2%”, “0.4%”, “under 0.1%”."""
    if share >= 0.0995:
        return percent(share)
    if share < 0.0005:
        return "<0.1%"
    return f"{share * 100:.1f}%"
