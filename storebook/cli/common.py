"""What commands share: the book they name, who they work for, the days and amounts they are
given.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from storebook.base.errors import Refused
from storebook.base.money import Cents, Currency, currency, format_money
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.staff.associates import associate_named

Function = TypeVar("Function", bound=Callable[..., Any])

PROGRAM = "the command line"


class Day(click.ParamType[date]):
    """A day written as 2026-12-20; an impossible one is refused with a sentence."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Refused(f"“{value}” is no day. Write it as 2026-12-20.") from None


DAY = Day()
FILE = click.Path(path_type=Path)


def book_argument(function: Function) -> Function:
    return click.argument("book_path", metavar="BOOK", type=FILE)(function)


def by_option(function: Function) -> Function:
    return click.option("--by", metavar="NAME", help="Who is working; the owner if left out.")(
        function
    )


def json_option(function: Function) -> Function:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(
        function
    )


def today() -> date:
    """The store's day; the only place of the command line that asks the clock."""
    return datetime.now().astimezone().date()


@contextmanager
def reading(path: Path) -> Iterator[Book]:
    """The book, open for reading; others may have it open as well."""
    book = Book.open(path, mode="read", program=PROGRAM)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def writing(path: Path, by: str | None) -> Iterator[Book]:
    """The book, held for writing, with somebody at work."""
    book = Book.open(path, program=PROGRAM)
    try:
        if by is not None:
            book.associate_id = associate_named(book, by).id
        yield book
    finally:
        book.close()


def shop_of(book: Book) -> Shop:
    return load(book, Shop)


def currency_of(book: Book) -> Currency:
    return currency(shop_of(book).currency)


def money(book: Book) -> Callable[[Cents | int | None], str]:
    """How this shop writes amounts; unknown is empty."""
    shop = shop_of(book)
    unit = currency(shop.currency)

    def written(cents: Cents | int | None) -> str:
        return "" if cents is None else format_money(Cents(cents), unit, locale=shop.locale)

    return written


def shopper_number(text: str) -> int:
    """A shopper's number as typed; Refused when it is no number."""
    if not text.isdecimal():
        raise Refused(f"“{text}” is no shopper's number. `storebook find` shows the numbers.")
    return int(text)
