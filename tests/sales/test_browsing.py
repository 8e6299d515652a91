"""The list of all tickets: of a period, found by a scrap, added up, without what is secret."""

from datetime import date, timedelta

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.browsing import Asked, Browsed, browse, browsed
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
YESTERDAY = TODAY - timedelta(days=1)


def titles(book: Book, asked: Asked) -> list[str]:
    return [row.title for row in browse(book, VIEWER, asked)]


@pytest.fixture
def shop(book: Book) -> Book:
    """Three tickets: an opal ring of Ann's, a strand of José's, a band of a walk-in."""
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    jose = make_shopper(book, "José Núñez")
    opal = make_line("Opal ring", 900_00, stock_number="R 2071")
    make_purchase(book, ann, opal, day=date(2026, 1, 5))
    make_purchase(book, jose, make_line("Pearl strand", 700_00), day=YESTERDAY, number="A-17")
    make_purchase(book, None, make_line("Bänd, 18k", 100_00), make_line("Care kit", 10_00))
    return book


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Bänd and care kit", "Pearl strand", "Opal ring"]),
        ("  ", ["Bänd and care kit", "Pearl strand", "Opal ring"]),
        ("opal", ["Opal ring"]),
        ("RIN op", ["Opal ring"]),
        ("band", ["Bänd and care kit"]),
        ("care", ["Bänd and care kit"]),
        ("nunez", ["Pearl strand"]),
        ("0142", ["Opal ring"]),
        ("r 20", ["Opal ring"]),
        ("a-17", ["Pearl strand"]),
        ("000001", ["Opal ring"]),
        ("000009", []),
        ("pal", []),
        ("%", []),
        ("'", []),
        ("王", []),
        ("x" * 10_000, []),
    ],
)
def test_a_scrap_finds_tickets_by_what_is_on_them(shop: Book, text: str, found: list[str]) -> None:
    assert titles(shop, Asked(text=text)) == found


@pytest.mark.parametrize("text", ["", "strand", "jos"])
def test_only_the_period_is_looked_at(shop: Book, text: str) -> None:
    this_week = Asked(within=(TODAY - timedelta(days=6), YESTERDAY), text=text)

    assert titles(shop, this_week) == ["Pearl strand"]
    assert browsed(shop, VIEWER, this_week) == Browsed(
        purchases=1, total_cents=Cents(700_00), kept=0
    )


@pytest.mark.parametrize(("text", "total"), [("", 1_710_00), ("opal", 900_00), ("lee", 900_00)])
def test_the_sum_is_that_of_the_whole_list(shop: Book, text: str, total: int) -> None:
    assert browsed(shop, VIEWER, Asked(text=text)).total_cents == total


def test_a_long_list_is_read_page_by_page(shop: Book) -> None:
    pages = [browse(shop, VIEWER, Asked(), limit=2)]
    pages.append(browse(shop, VIEWER, Asked(), limit=2, before=pages[0][-1]))

    assert [row.title for page in pages for row in page] == titles(shop, Asked())


@pytest.mark.parametrize("text", ["", "trilogy", "daniel", "margaret", "R 3000", "T-1"])
def test_a_secret_ticket_is_in_no_list_and_no_sum_before_its_day(book: Book, text: str) -> None:
    margaret, daniel = make_couple(book)
    secret = make_line(
        "Trilogy ring",
        stock_number="R 3000",
        wearer_id=margaret,
        secret_until=TODAY + timedelta(days=5),
    )
    make_purchase(book, daniel, secret, number="T-1")

    assert titles(book, Asked(text=text)) == []
    found = browsed(book, VIEWER, Asked(text=text))
    assert found == Browsed(purchases=0, total_cents=Cents(0), kept=1)
    later = Viewer(today=TODAY + timedelta(days=5))
    assert browsed(book, later, Asked()) == Browsed(
        purchases=1, total_cents=Cents(9_400_00), kept=0
    )


def test_amounts_stay_hidden_from_who_may_not_see_them(shop: Book) -> None:
    private = Viewer(today=TODAY, private=True)

    assert browsed(shop, private, Asked()).total_cents is None
    assert {row.total_cents for row in browse(shop, private, Asked(text="opal"))} == {None}


def test_the_code_of_a_slip_is_not_told_while_it_is_a_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    line = make_line("Ring", wearer_id=margaret, secret_until=TODAY + timedelta(days=9))
    number = make_purchase(book, daniel, line)

    assert browse(book, VIEWER, Asked(text=f"{number:06}")) == []
