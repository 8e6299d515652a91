"""What the shop says of itself, looked at before it is kept: one change, to be taken back."""

import base64
import binascii
import re
from dataclasses import replace
from pathlib import Path

from storebook.base.countries import country as country_of
from storebook.base.errors import Refused
from storebook.base.locales import locale_named
from storebook.base.money import currency as currency_named
from storebook.base.text import limited, one_line, quoted, required
from storebook.book.book import Book
from storebook.book.files import beside, remove_database
from storebook.book.protection.data_key import DataKey
from storebook.book.settings import load, save
from storebook.book.shop import Shop

LONGEST_NAME = 100
LONGEST_STRAPLINE = 80
LONGEST_ADDRESS = 400
MOST_ADDRESS_LINES = 8
LONGEST_PHONE = 60
LONGEST_TAX_NUMBER = 40
LONGEST_SLIP_NOTE = 400
LARGEST_LOGO_BYTES = 200_000
HIGHEST_TAX_BP = 5_000
PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")


def checked_shop(shop: Shop) -> Shop:
    """The shop with its texts tidied; Refused with the field that will not do."""
    return replace(
        shop,
        name=one_line(required(shop.name, "name", "The shop needs a name.", LONGEST_NAME)),
        strapline=one_line(fitting(shop.strapline, LONGEST_STRAPLINE, "strapline")),
        address=checked_address(shop.address),
        phone=one_line(fitting(shop.phone, LONGEST_PHONE, "phone")),
        logo=checked_logo(shop.logo),
        tax_number=one_line(fitting(shop.tax_number, LONGEST_TAX_NUMBER, "tax_number")),
        slip_note=checked_note(shop.slip_note),
        country=country_of(shop.country).code,
        currency=currency_named(shop.currency).code,
        locale=locale_named(shop.locale),
        first_weekday=within(shop.first_weekday, 6, "first_weekday", "A week has seven days."),
        tax_rate_bp=within(
            shop.tax_rate_bp, HIGHEST_TAX_BP, "tax_rate", "A tax rate is between 0 and 50 percent."
        ),
    )


def begin_book(
    path: Path,
    shop: Shop,
    *,
    owner_name: str,
    program: str = "Storebook",
    key: DataKey | None = None,
) -> Book:
    """Make a new book for this shop and open it. Everything is looked at before the file is made.

    Refused with the field: of the shop, `owner_name` or `path`.
    """
    shop = checked_shop(shop)
    book = Book.create(path, owner_name=owner_name, program=program, key=key)
    try:
        with book.change(f"The book of {shop.name} begun") as change:
            save(change, shop)
    except BaseException:
        book.close()
        remove_database(book.path)
        beside(book.path, ".lock").unlink(missing_ok=True)
        raise
    return book


def save_shop(book: Book, shop: Shop) -> None:
    """Keep what the shop says of itself.

    The currency stays as it is once something was sold: the amounts in the book are in it.
    """
    shop = checked_shop(shop)
    with book.change("The shop’s own details changed") as change:
        refuse_other_currency(book, load(book, Shop), shop)
        save(change, shop)


def refuse_other_currency(book: Book, before: Shop, after: Shop) -> None:
    """Refuse to count in another currency than the one in which something was sold."""
    if after.currency != before.currency and has_sold(book):
        raise Refused(
            f"The purchases in this book are in {before.currency}, so it can’t change now.",
            field="currency",
        )


def has_sold(book: Book) -> bool:
    """Whether there is a purchase in the book."""
    return bool(book.value("SELECT EXISTS (SELECT 1 FROM purchase)"))


def read_percent(text: str) -> int:
    """ "8.5", "8,5 %" or "19" in hundredths of a percent; nothing typed is no tax."""
    bare = one_line(text)
    if not bare:
        return 0
    found = PERCENT.fullmatch(bare)
    if found is None:
        raise Refused(f"{quoted(bare)} is not a tax rate. Write it like 8.5.", field="tax_rate")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def show_percent(rate_bp: int) -> str:
    """850 as "8.5"."""
    whole, rest = divmod(rate_bp, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def fitting(text: str, most: int, field: str) -> str:
    return limited(text, most, field, f"At most {most} letters fit here.")


def checked_address(text: str) -> str:
    address = fitting(text, LONGEST_ADDRESS, "address")
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    if len(lines) > MOST_ADDRESS_LINES:
        raise Refused(f"An address has {MOST_ADDRESS_LINES} lines at the most.", field="address")
    return "\n".join(lines)


def checked_note(text: str) -> str:
    """The words at the foot of slips; their lines are kept."""
    note = fitting(text, LONGEST_SLIP_NOTE, "slip_note")
    return "\n".join(line.strip() for line in note.splitlines() if line.strip())


def checked_logo(logo: str) -> str:
    """A small picture as base64 text, or nothing."""
    try:
        size = len(base64.b64decode(logo, validate=True))
    except (binascii.Error, ValueError):
        raise Refused("The logo can’t be read. Choose its file again.", field="logo") from None
    if size > LARGEST_LOGO_BYTES:
        raise Refused("The logo is too large. Choose a smaller picture.", field="logo")
    return logo


def within(number: int, highest: int, field: str, sentence: str) -> int:
    if not 0 <= number <= highest:
        raise Refused(sentence, field=field)
    return number
