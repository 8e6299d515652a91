"""Tickets in lists, and what each viewer sees of one."""

from datetime import date, timedelta

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.sales.drafts import LineKind
from storebook.sales.purchases import purchase, purchases_of, recent_purchases
from storebook.sales.titles import title_of
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
PRIVATE = Viewer(today=TODAY, private=True)


@pytest.mark.parametrize(
    ("descriptions", "title"),
    [
        (["Eternity band"], "Eternity band"),
        (["Old-cut trilogy ring, platinum"], "Old-cut trilogy ring, platinum"),
        (["Eternity band", "Care kit"], "Eternity band and care kit"),
        (["Ring, platinum", "Engraving, inside"], "Ring and engraving"),
        (["Ring", "Tudor watch"], "Ring and Tudor watch"),
        (["Ring", "GIA report"], "Ring and GIA report"),
        (["Ring", "ring"], "Ring"),
        (["Ring", "Chain", "Care kit", "Box"], "Ring and 3 other things"),
        ([", odd", "Box"], ", odd and box"),
        ([], ""),
    ],
)
def test_a_ticket_is_named_by_what_is_on_it(descriptions: list[str], title: str) -> None:
    assert title_of(descriptions) == title


def test_the_newest_ticket_comes_first_and_the_shops_list_pages_on(book: Book) -> None:
    ann = make_shopper(book)
    days = [TODAY - timedelta(days=back) for back in (3, 1, 1, 2, 0)]
    ids = [make_purchase(book, ann, day=day) for day in days]
    expected = [ids[4], ids[2], ids[1], ids[3], ids[0]]

    assert [row.id for row in purchases_of(book, ann, VIEWER)] == expected
    assert [row.id for row in purchases_of(book, ann, VIEWER, limit=2)] == expected[:2]
    recent = recent_purchases(book, VIEWER, limit=3)
    after = recent_purchases(book, VIEWER, before=recent.rows[-1])
    assert [row.id for row in recent.rows + after.rows] == expected


def test_the_shops_list_can_look_at_some_days_only(book: Book) -> None:
    ann = make_shopper(book)
    for back in range(5):
        make_purchase(book, ann, day=TODAY - timedelta(days=back))
    within = (TODAY - timedelta(days=3), TODAY - timedelta(days=2))

    rows = recent_purchases(book, VIEWER, within=within).rows

    assert [row.day for row in rows] == [within[1], within[0]]


def test_a_row_counts_pieces_and_knows_a_return(book: Book) -> None:
    ann = make_shopper(book)
    care = make_line("Care kit", price=40_00, kind=LineKind.SERVICE)
    make_purchase(book, ann, care, make_line("Eternity band"), make_line("Spoon", quantity=2))
    make_purchase(book, ann, make_line("Band", quantity=-1))

    back, bought = purchases_of(book, ann, VIEWER)

    assert (bought.title, bought.pieces, bought.is_return) == (
        "Eternity band and 2 other things",
        3,
        False,
    )
    assert (back.title, back.pieces, back.is_return) == ("Band", 0, True)


def test_a_walk_in_is_in_the_shops_list_only(book: Book) -> None:
    make_purchase(book, None)

    assert [row.shopper for row in recent_purchases(book, VIEWER).rows] == [None]


def test_privacy_hides_every_amount_and_nothing_else(book: Book) -> None:
    ann = make_shopper(book)
    purchase_id = make_purchase(book, ann, make_line("Band", cost_cents=Cents(1_00)))

    ticket = purchase(book, purchase_id, PRIVATE)

    assert ticket.lines[0].description == "Band"
    amounts = [ticket.net_cents, ticket.tax_cents, ticket.total_cents, ticket.cost_cents]
    amounts += [ticket.lines[0].price_cents, ticket.lines[0].net_cents, ticket.lines[0].cost_cents]
    assert amounts == [None] * len(amounts)
    assert ticket.payments == ()
    assert recent_purchases(book, PRIVATE).rows[0].total_cents is None


def test_what_a_piece_cost_the_shop_is_the_owners_to_know(book: Book) -> None:
    ann = make_shopper(book)
    purchase_id = make_purchase(book, ann, make_line("Band", cost_cents=Cents(1_00)))

    manager = purchase(book, purchase_id, Viewer(today=TODAY, role=Role.MANAGER))
    owner = purchase(book, purchase_id, VIEWER)

    assert (manager.cost_cents, manager.lines[0].cost_cents) == (None, None)
    assert (owner.cost_cents, owner.lines[0].cost_cents) == (1_00, 1_00)
    assert manager.total_cents == 9_400_00


def test_a_ticket_that_is_not_there_is_not_made_up(book: Book) -> None:
    with pytest.raises(LookupError):
        purchase(book, 999, VIEWER)


def test_an_empty_book_has_no_tickets(book: Book) -> None:
    assert recent_purchases(book, VIEWER).rows == []
    assert purchases_of(book, make_shopper(book), VIEWER) == []


def test_what_is_typed_is_shown_as_typed(book: Book) -> None:
    ann = make_shopper(book)

    purchase_id = make_purchase(
        book, ann, make_line("<b>Ring</b> & 50% “王”"), day=date(2026, 2, 28)
    )

    assert purchase(book, purchase_id, VIEWER).lines[0].description == "<b>Ring</b> & 50% “王”"
