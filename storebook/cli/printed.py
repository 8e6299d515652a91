"""What commands that print have in common: how a list is headed, and what is to be looked at."""

from collections.abc import Iterable

from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.cli.common import day_writer, shop_of, today
from storebook.printing.problems import Problem
from storebook.printing.tables import Heading
from storebook.staff.associates import associate


def heading(book: Book, title: str, note: str) -> Heading:
    """Of a list on paper, with who made it and when."""
    shop, name = shop_of(book), associate(book, book.associate_id).name
    return Heading(title=title, note=note, made=f"{name}, {shop.name}, {day_writer(shop)(today())}")


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """A line for each piece that is not on paper as it should be."""
    return [f"Look at {one_line(one.name)}: {one.sentence}" for one in problems]
