"""Sums are read as people write them, never guessed, and shown as the place writes them."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.base.money import (
    CURRENCIES,
    STYLES,
    Cents,
    Currency,
    currency,
    decimal_mark,
    format_money,
    parse_money,
    plain_amount,
)
from tests.nasty import NASTY

USD, EUR, JPY, KWD = (currency(code) for code in ("USD", "EUR", "JPY", "KWD"))
MOST = 10**13 - 1
LOCALES = sorted({*STYLES, "en_US", "en_GB", "de_DE", "fr_FR", "it_IT", "es_ES", "zh_CN", "ja_JP"})


@pytest.mark.parametrize(
    ("code", "count"),
    [
        *[("USD", 2), ("EUR", 2), ("CNY", 2), ("INR", 2)],
        *[("JPY", 0), ("KRW", 0), ("VND", 0), ("CLP", 0)],
        *[("KWD", 3), ("BHD", 3), ("OMR", 3), ("TND", 3), ("JOD", 3)],
    ],
)
def test_a_currency_has_its_own_smallest_unit(code: str, count: int) -> None:
    assert currency(code).digits == count


def test_a_currency_is_known_in_either_case_and_an_unknown_one_refused() -> None:
    assert currency(" usd ") == USD
    with pytest.raises(Refused, match="“XXQ” is not a currency code") as refusal:
        currency("XXQ")
    assert refusal.value.field == "currency"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("$9,400.00", 9400_00),
        ("9400", 9400_00),
        ("9 400", 9400_00),
        ("9’400.5", 9400_50),
        (" USD 9,400.00 ", 9400_00),
        ("9400 usd", 9400_00),
        ("US$9", 9_00),
        (".50", 50),
        ("7.", 7_00),
        ("-$9.40", -9_40),
        ("$-9.40", -9_40),
        ("−9.40", -9_40),
        ("９４００．５０", 9400_50),
        ("0", 0),
        ("99,999,999,999.99", MOST),
    ],
)
def test_a_price_is_read_as_an_american_shop_writes_it(typed: str, cents: int) -> None:
    assert parse_money(typed, USD) == cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("9 400,00", 9400_00), ("9.400,00 €", 9400_00), ("9400,5", 9400_50), ("€ 9.400", 9400_00)],
)
def test_a_price_is_read_with_a_comma_where_the_shop_writes_one(typed: str, cents: int) -> None:
    assert parse_money(typed, EUR, decimal=",") == cents


@pytest.mark.parametrize(
    "typed",
    [
        *["", "a lot", "nine", "$", "-", ".", "--5", "9-", "½", "1e3", "0x10", "12$50"],
        *["9,40", "9,4000", "94,00.00", "1,2,3", "9.40.00", "12 34", "9,400 000"],
        *["9400 EUR", "€9"],
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused, match=r"such as 9400\.00\.|Write it like 9400\.00\.") as refusal:
        parse_money(typed, USD)
    assert refusal.value.field == "amount"


@pytest.mark.parametrize(
    ("typed", "money", "sentence"),
    [
        ("9.401", USD, "2 digits after the point"),
        ("9.400", USD, "2 digits after the point"),
        ("9400.00", JPY, "no smaller unit"),
        ("1.2345", KWD, "3 digits after the point"),
        ("100,000,000,000.00", USD, "too large"),
        ("12345678901234", JPY, "too large"),
    ],
)
def test_too_many_digits_are_refused(typed: str, money: Currency, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        parse_money(typed, money)


@pytest.mark.parametrize(
    ("locale", "code", "cents", "shown"),
    [
        ("en_US", "USD", 9400_00, "$9,400.00"),
        ("en_US", "USD", -12_50, "−$12.50"),
        ("en_US", "USD", 0, "$0.00"),
        ("en_GB", "GBP", 1_234_567_89, "£1,234,567.89"),
        ("de_DE", "EUR", 9400_00, "9.400,00\u00a0€"),
        ("de_CH", "CHF", 9400_00, "CHF\u00a09’400.00"),
        ("de_AT", "EUR", 9400_00, "€\u00a09\u00a0400,00"),
        ("fr_FR", "EUR", 9400_00, "9\u202f400,00\u00a0€"),
        ("es_ES", "EUR", 9400_00, "9400,00\u00a0€"),
        ("es_ES", "EUR", 19400_00, "19.400,00\u00a0€"),
        ("it_IT", "EUR", 9400_00, "9.400,00\u00a0€"),
        ("zh_CN", "CNY", 9400_00, "¥9,400.00"),
        ("ja_JP", "JPY", 9400, "¥9,400"),
        ("en_IN", "INR", 12_34_567_89, "₹12,34,567.89"),
        ("en_US", "KWD", 1_500, "KWD\u00a01.500"),
        ("en-us", "USD", 9400_00, "$9,400.00"),
        ("de_DE.UTF-8", "EUR", -5, "−0,05\u00a0€"),
        ("tlh", "USD", 1_00, "$1.00"),
    ],
)
def test_a_sum_is_shown_as_the_place_writes_it(
    locale: str, code: str, cents: int, shown: str
) -> None:
    assert format_money(Cents(cents), currency(code), locale=locale) == shown


def test_in_tables_a_sum_has_no_symbol_and_in_files_no_commas() -> None:
    assert format_money(Cents(-9400_00), USD, symbol=False) == "−9,400.00"
    assert plain_amount(Cents(-9400_05), USD) == "-9400.05"
    assert plain_amount(Cents(9400), JPY) == "9400"
    assert plain_amount(Cents(5), KWD) == "0.005"


@given(
    cents=st.integers(-MOST, MOST),
    code=st.sampled_from(sorted(CURRENCIES)),
    locale=st.sampled_from(LOCALES),
    symbol=st.booleans(),
)
def test_what_is_shown_can_be_typed_again(cents: int, code: str, locale: str, symbol: bool) -> None:
    money = CURRENCIES[code]

    shown = format_money(Cents(cents), money, locale=locale, symbol=symbol)

    assert parse_money(shown, money, decimal_mark(locale)) == cents


@pytest.mark.parametrize("locale", LOCALES)
def test_every_currency_goes_round_in_every_locale(locale: str) -> None:
    for money in CURRENCIES.values():
        shown = format_money(Cents(-1_234_567), money, locale=locale)

        assert parse_money(shown, money, decimal_mark(locale)) == -1_234_567


@given(cents=st.integers(-MOST, MOST), code=st.sampled_from(sorted(CURRENCIES)))
def test_what_a_file_says_can_be_read_again(cents: int, code: str) -> None:
    money = CURRENCIES[code]

    assert parse_money(plain_amount(Cents(cents), money), money) == cents


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_breaks_a_price_field(text: str, decimal: str) -> None:
    try:
        assert isinstance(parse_money(text, USD, decimal), int)
    except Refused as refusal:
        assert len(str(refusal)) < 120  # noqa: PT017 - either answer is right


@given(st.text(), st.sampled_from(sorted(CURRENCIES)))
def test_any_text_is_an_amount_or_refused(text: str, code: str) -> None:
    try:
        amount = parse_money(text, CURRENCIES[code])
    except Refused:
        return
    assert abs(amount) <= MOST
