"""The choices of a shop's settings, in words: countries, currencies, how dates are written."""

from datetime import date

from PySide6.QtCore import QLocale

from storebook.base.countries import countries
from storebook.base.dates import LeapDayRule
from storebook.base.locales import LOCALES
from storebook.base.money import CURRENCIES, Cents, currency, format_money
from storebook.book.shop import Paper
from storebook.gui.shown import whole_day

FIRST_CURRENCIES = ["USD", "EUR", "GBP", "CAD", "AUD", "CHF", "JPY", "CNY"]
PAPERS = [(Paper.LETTER, "Letter"), (Paper.A4, "A4")]
WEEKDAYS = [
    (0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday"),
    (5, "Saturday"), (6, "Sunday"),
]  # fmt: skip
LEAP_DAYS = [
    (LeapDayRule.FEBRUARY, "on February 28 in other years"),
    (LeapDayRule.MARCH, "on March 1 in other years"),
    (LeapDayRule.LEAP_YEARS, "only in leap years"),
]
EXAMPLE_DAY = date(2026, 11, 20)
EXAMPLE_CENTS = Cents(1_234_50)


def country_choices() -> list[tuple[str, str]]:
    """All countries by name."""
    return [(one.code, one.name) for one in countries()]


def currency_choices() -> list[tuple[str, str]]:
    """Those most used first, then all by their code."""
    codes = [*FIRST_CURRENCIES, *sorted(set(CURRENCIES) - set(FIRST_CURRENCIES))]
    return [(code, _currency_words(code)) for code in codes]


def _currency_words(code: str) -> str:
    symbol = currency(code).symbol
    return code if symbol == code else f"{code}  {symbol}"


def locale_choices(also: str) -> list[tuple[str, str]]:
    """Each by its language and country; `also` is the one the shop has."""
    names = LOCALES if also in LOCALES else [also, *LOCALES]
    return sorted(((name, _locale_words(name)) for name in names), key=lambda pair: pair[1])


def _locale_words(name: str) -> str:
    known = QLocale(name)
    language = QLocale.languageToString(known.language())
    place = QLocale.territoryToString(known.territory())
    return f"{language}, {place}" if "_" in name else language


def locale_example(locale: str, currency_code: str) -> str:
    """How a day and an amount look there."""
    amount = format_money(EXAMPLE_CENTS, currency(currency_code), locale=locale)
    return f"{whole_day(EXAMPLE_DAY, locale)}  ·  {amount}"
