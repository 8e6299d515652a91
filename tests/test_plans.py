"""What is asked while somebody waits is found by an index, however large the book: no table is read
from its beginning to its end.
"""

import re
from collections.abc import Callable

import pytest

from storebook.base.dates import LeapDayRule
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.outreach.tasks import TaskDraft, add_task, tasks_due
from storebook.outreach.today import coming_days
from storebook.people.listing import Order, list_shoppers
from storebook.people.search import find_shoppers, rows_for
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.pieces import PieceDraft, add_piece, pieces_of
from storebook.sales.purchases import purchases_of, recent_purchases
from storebook.sales.suggestions import suggestions
from storebook.staff.viewer import Viewer
from tests.benchmarks import bench_page
from tests.make import NOVEMBER_26, TODAY, make_couple, make_line, make_purchase

VIEWER = Viewer(today=TODAY)
SCAN = re.compile(r"^SCAN (\w+)\b(?! VIRTUAL)")
# Parts of the question itself, lists that are given with it, and tables of a few rows.
READ_WHOLE = {
    "associate",
    "begun",
    "CONSTANT",
    "dated",
    "one",
    "own_field",
    "picked",
    "theirs",
    "tie",
    "ties",
}
SCRAPS = ("ash", "0142", "a", "1234567", "marg@example", "GIA 998", "ashwrth", "小明")


@pytest.fixture
def couple(book: Book) -> int:
    """Margaret, of whom everything is known that her page shows."""
    margaret, daniel = make_couple(book, birthday=NOVEMBER_26, phone="(603) 555-0142")
    make_purchase(book, daniel, make_line("Ring", wearer_id=margaret, serial="998"))
    add_wish(book, margaret, WishDraft(description="Pearls", confidants=(daniel,)))
    add_task(book, TaskDraft(what="Call", shopper_id=margaret, due_on=TODAY))
    add_piece(book, PieceDraft(description="Watch", wearer_id=margaret), today=TODAY)
    return margaret


def counter(book: Book, shopper_id: int) -> None:
    for scrap in SCRAPS:
        people = [hit.shopper_id for hit in find_shoppers(book, scrap, today=TODAY)]
        rows_for(book, people, today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    coming_days(book, TODAY, 30, shop=Shop(), limit=50)
    tasks_due(book, by=TODAY, today=TODAY)


def page(book: Book, shopper_id: int) -> None:
    bench_page.page(book, shopper_id, VIEWER)
    pieces_of(book, shopper_id, VIEWER)


def lists(book: Book, shopper_id: int) -> None:
    for order in (Order.NAME, Order.LAST_VISIT):  # by the year they came: 20 ms of 100,000
        list_shoppers(book, order=order)
    recent_purchases(book, VIEWER)
    purchases_of(book, shopper_id, VIEWER)


def ticket(book: Book, shopper_id: int) -> None:
    suggestions(book, "ring", VIEWER, shopper_id=shopper_id)


@pytest.mark.parametrize("ask", [counter, page, lists, ticket], ids=lambda ask: ask.__name__)
def test_no_table_is_read_whole(book: Book, couple: int, ask: Callable[[Book, int], None]) -> None:
    asked: list[str] = []
    book._db.set_trace_callback(asked.append)
    ask(book, couple)
    book._db.set_trace_callback(None)

    read = {
        (match[1], " ".join(sql.split()))
        for sql in asked
        if sql.lstrip().startswith(("SELECT", "WITH")) and "temp." not in sql
        for *_, step in book.rows(f"EXPLAIN QUERY PLAN {sql}")
        if (match := SCAN.match(step)) and match[1] not in READ_WHOLE
    }
    assert len(asked) > 3
    assert not read, "\n".join(f"{table}: {sql}" for table, sql in sorted(read))


def test_the_search_for_such_questions_finds_them(book: Book) -> None:
    (step,) = (row[3] for row in book.rows("EXPLAIN QUERY PLAN SELECT * FROM piece"))

    assert SCAN.match(step)
