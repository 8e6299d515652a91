"""Prices and sums: whole minor units of the shop's one currency, read as typed and shown by locale.

"Cents" stands for the smallest unit of any currency: cents of a dollar, whole yen, fils of a dinar.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NewType

from storebook.base.errors import Refused
from storebook.base.text import is_blank, quoted

Cents = NewType("Cents", int)

MINUS = "\u2212"
NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
MOST_DIGITS = 13
LONGEST_AMOUNT = 60

# ISO 4217; currencies that are in daily use, by how many digits follow the decimal mark.
WITHOUT_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
WITH_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"
WITH_TWO_DIGITS = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
    PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG
"""

# Only one currency is in a book, so a dollar is "$" wherever the shop stands.
SYMBOLS = {
    "ARS": "$", "AUD": "$", "BBD": "$", "BMD": "$", "BND": "$", "BRL": "R$", "BSD": "$",
    "CAD": "$", "CLP": "$", "CNY": "¥", "COP": "$", "CRC": "₡", "CZK": "Kč", "DKK": "kr",
    "EUR": "€", "FJD": "$", "GBP": "£", "GEL": "₾", "GHS": "₵", "GIP": "£", "HKD": "$",
    "HUF": "Ft", "IDR": "Rp", "ILS": "₪", "INR": "₹", "ISK": "kr", "JMD": "$", "JPY": "¥",
    "KRW": "₩", "KYD": "$", "KZT": "₸", "LAK": "₭", "MNT": "₮", "MXN": "$", "MYR": "RM",
    "NGN": "₦", "NOK": "kr", "NZD": "$", "PEN": "S/", "PHP": "₱", "PLN": "zł", "PYG": "₲",
    "RON": "lei", "RUB": "₽", "SEK": "kr", "SGD": "$", "THB": "฿", "TRY": "₺", "TTD": "$",
    "TWD": "$", "UAH": "₴", "USD": "$", "UYU": "$", "VND": "₫", "XCD": "$", "ZAR": "R",
}  # fmt: skip
# What people also write, beside the symbol and the code.
ALSO_WRITTEN = {
    "CAD": ("CA$", "C$"), "AUD": ("A$", "AU$"), "NZD": ("NZ$",), "HKD": ("HK$",), "USD": ("US$",),
    "SGD": ("S$",), "TWD": ("NT$", "元"), "MXN": ("MX$",), "CNY": ("RMB", "元", "CN¥"),
    "JPY": ("円", "JP¥"), "KRW": ("원",), "CHF": ("SFr.", "Fr.", "Fr"), "INR": ("Rs.", "Rs"),
    "DKK": ("kr.",), "SEK": ("kr.",), "NOK": ("kr.",), "THB": ("บาท",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """`digits` follow the decimal mark: 2 for dollars, 0 for yen, 3 for Kuwaiti dinars."""

    code: str
    digits: int
    symbol: str


CURRENCIES = {
    code: Currency(code=code, digits=count, symbol=SYMBOLS.get(code, code))
    for count, codes in ((2, WITH_TWO_DIGITS), (0, WITHOUT_DIGITS), (3, WITH_THREE_DIGITS))
    for code in codes.split()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """How a place writes numbers; groups are of three digits, in India of two after the first."""

    decimal: str = "."
    group: str = ","
    symbol_first: bool = True
    symbol_apart: bool = False
    shortest_grouped: int = 4
    indian: bool = False


ENGLISH = NumberStyle()
CONTINENTAL = NumberStyle(decimal=",", group=".", symbol_first=False, symbol_apart=True)
SPACED = NumberStyle(decimal=",", group=NO_BREAK, symbol_first=False, symbol_apart=True)
IBERIAN = NumberStyle(
    decimal=",", group=".", symbol_first=False, symbol_apart=True, shortest_grouped=5
)
SWISS = NumberStyle(group="’", symbol_apart=True)
FRENCH = NumberStyle(decimal=",", group=NARROW_NO_BREAK, symbol_first=False, symbol_apart=True)

# By locale, else by its language, else English.
STYLES = {
    "en_IN": NumberStyle(indian=True), "hi": NumberStyle(indian=True), "en_ZA": ENGLISH,
    "de": CONTINENTAL, "de_CH": SWISS, "de_LI": SWISS, "it_CH": SWISS,
    "de_AT": NumberStyle(decimal=",", group=NO_BREAK, symbol_apart=True),
    "fr": FRENCH, "fr_CA": SPACED, "fr_CH": FRENCH,
    "es": IBERIAN, "es_MX": ENGLISH, "es_US": ENGLISH, "es_PR": ENGLISH,
    "es_AR": NumberStyle(decimal=",", group=".", symbol_apart=True),
    "es_CL": NumberStyle(decimal=",", group="."), "es_CO": NumberStyle(decimal=",", group="."),
    "it": CONTINENTAL, "pt": NumberStyle(decimal=",", group=".", symbol_apart=True),
    "pt_PT": NumberStyle(
        decimal=",", group=NO_BREAK, symbol_first=False, symbol_apart=True, shortest_grouped=5
    ),
    "nl": NumberStyle(decimal=",", group=".", symbol_apart=True),
    "da": CONTINENTAL, "nb": SPACED, "no": SPACED, "nn": SPACED, "sv": SPACED, "fi": SPACED,
    "is": CONTINENTAL, "cs": SPACED, "sk": SPACED, "uk": SPACED, "ru": SPACED, "hu": SPACED,
    "pl": NumberStyle(
        decimal=",", group=NO_BREAK, symbol_first=False, symbol_apart=True, shortest_grouped=5
    ),
    "ro": CONTINENTAL, "el": CONTINENTAL, "id": NumberStyle(decimal=",", group="."),
    "tr": NumberStyle(decimal=",", group="."), "vi": CONTINENTAL,
}  # fmt: skip


def currency(code: str) -> Currency:
    """The currency of an ISO code in either case; refused when nobody pays with it."""
    try:
        return CURRENCIES[code.strip().upper()]
    except KeyError:
        sentence = f"{quoted(code)} is not a currency code. Give one such as USD, EUR or JPY."
        raise Refused(sentence, "currency") from None


def number_style(locale: str) -> NumberStyle:
    """`en_US`, `de-CH` and `fr_FR.UTF-8` are all understood."""
    plain = locale.split(".")[0].split("@")[0].replace("-", "_")
    language = plain.split("_")[0].lower()
    region = plain.rsplit("_", 1)[-1].upper()
    return STYLES.get(f"{language}_{region}") or STYLES.get(language, ENGLISH)


def decimal_mark(locale: str) -> str:
    """The mark before the cents, as `parse_money` wants it."""
    return number_style(locale).decimal


def parse_money(text: str, currency: Currency, decimal: str = ".") -> Cents:
    """The amount as typed, with or without its symbol and thousands separators.

    `decimal` is the mark of the shop's locale. What could be read in two ways is refused: "9,40"
    where a comma parts thousands is neither 940 nor 9.40.
    """
    bare, negative = _without_sign_and_symbol(text, currency)
    whole, mark, rest = bare.partition(decimal)
    if not bare or not _is_number(whole, rest, decimal):
        raise Refused(_not_an_amount(text, currency, decimal), "amount")
    if len(rest) > currency.digits or (mark and not currency.digits):
        raise Refused(_too_many_decimals(currency, decimal), "amount")
    amount = re.sub(r"\D", "", whole) + rest.ljust(currency.digits, "0")
    if len(amount.lstrip("0")) > MOST_DIGITS:
        raise Refused("That amount is too large to be a price.", "amount")
    return Cents(-int(amount) if negative else int(amount))


def _without_sign_and_symbol(text: str, currency: Currency) -> tuple[str, bool]:
    """What is left as "9,400.00", and whether a minus stood before it."""
    if len(text) > LONGEST_AMOUNT:
        return "", False
    bare = unicodedata.normalize("NFKC", text).replace(MINUS, "-").strip()
    names = (currency.code, currency.symbol, *ALSO_WRITTEN.get(currency.code, ()))
    for name in sorted(names, key=len, reverse=True):
        named = re.escape(unicodedata.normalize("NFKC", name))
        without = re.sub(rf"^(-?)\s*{named}\s*|\s*{named}$", r"\1", bare, flags=re.IGNORECASE)
        if without != bare:
            bare = without.strip()
            break
    return bare.removeprefix("-").lstrip(), bare.startswith("-")


def _is_number(whole: str, rest: str, decimal: str) -> bool:
    """Digits, the whole ones perhaps in groups of three (or India's two) by one kind of mark."""
    groups = r"[ '’]|" + (r"\." if decimal == "," else ",")
    plain = r"[0-9]*" if rest else r"[0-9]+"
    grouped = rf"[0-9]{{1,3}}(?:({groups})[0-9]{{2,3}}(?:\1[0-9]{{2,3}})*)?(?<=[0-9]{{3}})"
    is_whole = re.fullmatch(plain, whole) or re.fullmatch(grouped, whole)
    return bool(is_whole) and re.fullmatch(r"[0-9]*", rest) is not None


def _example(currency: Currency, decimal: str) -> str:
    return "9400" + (decimal + "0" * currency.digits if currency.digits else "")


def _not_an_amount(text: str, currency: Currency, decimal: str) -> str:
    example = _example(currency, decimal)
    if is_blank(text):
        return f"Give an amount in {currency.code}, such as {example}."
    return f"{quoted(text)} is not an amount in {currency.code}. Write it like {example}."


def _too_many_decimals(currency: Currency, decimal: str) -> str:
    if not currency.digits:
        return f"{currency.code} has no smaller unit: write whole numbers, such as 9400."
    mark = "comma" if decimal == "," else "point"
    return f"{currency.code} has {currency.digits} digits after the {mark}, not more."


def format_money(
    cents: Cents, currency: Currency, *, symbol: bool = True, locale: str = "en_US"
) -> str:
    """As the locale writes it, with a true minus: "$9,400.00", "9.400,00 €", "−$12.50"."""
    style = number_style(locale)
    whole, rest = _parts(cents, currency)
    number = _grouped(whole, style) + (style.decimal + rest if rest else "")
    sign = MINUS if cents < 0 else ""
    if not symbol:
        return sign + number
    if not style.symbol_first:
        return f"{sign}{number}{NO_BREAK}{currency.symbol}"
    # Letters need a gap in any language: "CHF 20", but "$20".
    apart = style.symbol_apart or currency.symbol[-1].isalpha()
    return f"{sign}{currency.symbol}{NO_BREAK if apart else ''}{number}"


def plain_amount(cents: Cents, currency: Currency) -> str:
    """For files and for editing: "9400.00", "-12.50", whole yen "9400"."""
    whole, rest = _parts(cents, currency)
    return ("-" if cents < 0 else "") + whole + (f".{rest}" if rest else "")


def _parts(cents: Cents, currency: Currency) -> tuple[str, str]:
    figures = str(abs(cents)).rjust(currency.digits + 1, "0")
    cut = len(figures) - currency.digits
    return figures[:cut], figures[cut:]


def _grouped(whole: str, style: NumberStyle) -> str:
    if len(whole) < style.shortest_grouped:
        return whole
    head, last = whole[:-3], whole[-3:]
    size = 2 if style.indian else 3
    first = len(head) % size
    groups = [head[:first]] if first else []
    groups += [head[at : at + size] for at in range(first, len(head), size)]
    return style.group.join([*groups, last])
