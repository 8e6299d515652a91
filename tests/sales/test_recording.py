"""A purchase is written down whole: its lines, what was paid, the pieces that live on."""

from datetime import timedelta
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.engine import IntegrityError
from storebook.book.history import changes, changes_of, take_back, undo_last
from storebook.book.shop import Shop
from storebook.people.shoppers import Standing
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.sales.drafts import LineKind, Payment, PaymentKind, PurchaseDraft
from storebook.sales.pieces import PieceRole, pieces_of
from storebook.sales.purchases import purchase
from storebook.sales.recording import (
    TICKETS_AT_ONCE,
    change_that_recorded,
    record_purchase,
    write_purchases,
)
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
CHRISTMAS = TODAY + timedelta(days=35)


def count(book: Book, table: str) -> int:
    counts: dict[str, int] = {
        "purchase": book.value("SELECT count(*) FROM purchase"),
        "line": book.value("SELECT count(*) FROM line"),
        "piece": book.value("SELECT count(*) FROM piece"),
        "payment": book.value("SELECT count(*) FROM payment"),
    }
    return counts[table]


def test_a_ticket_is_read_as_it_was_written(book: Book) -> None:
    margaret, daniel = make_couple(book)
    ring = make_line(
        "Old-cut trilogy ring, platinum",
        price=9_400_00,
        discount_cents=Cents(400_00),
        stock_number="0071",
        wearer_id=margaret,
        certificate="GIA 2236",
        engraving="12 · 12",
    )
    engraving = make_line("Engraving", price=85_00, kind=LineKind.SERVICE, wearer_id=margaret)

    purchase_id = make_purchase(
        book, daniel, ring, engraving, cash_cents=Cents(100_00), occasion_text="Anniversary"
    )

    ticket = purchase(book, purchase_id, VIEWER)
    assert (ticket.shopper, ticket.total_cents, ticket.occasion_text) == (
        "Daniel Ashworth",
        9_085_00,
        "Anniversary",
    )
    assert [(line.wearer, line.net_cents) for line in ticket.lines] == [
        ("Margaret Ashworth", 9_000_00),
        ("Margaret Ashworth", 85_00),
    ]
    assert ticket.lines[0].stock_number == "0071", "a stock number is text, zeros and all"
    assert [(paid.kind, paid.amount_cents) for paid in ticket.payments] == [
        (PaymentKind.CASH, 100_00),
        (PaymentKind.OTHER, 8_985_00),
    ]


def test_a_single_piece_lives_on_with_its_wearer_and_giver(book: Book) -> None:
    margaret, daniel = make_couple(book)

    make_purchase(book, daniel, make_line("Signet ring", wearer_id=margaret, size="6¼"))

    (piece,) = pieces_of(book, margaret, VIEWER)
    assert (piece.description, piece.giver, piece.size) == (
        "Signet ring",
        "Daniel Ashworth",
        "6¼",
    )


def test_without_a_wearer_a_piece_is_the_buyers_own(book: Book) -> None:
    ann = make_shopper(book)

    make_purchase(book, ann)

    assert [piece.role for piece in pieces_of(book, ann, VIEWER)] == [PieceRole.WEARS]


def test_a_wearer_nobody_knows_is_not_made_up(book: Book) -> None:
    ann = make_shopper(book)

    make_purchase(book, ann, make_line(wearer_unknown=True))

    (piece,) = pieces_of(book, ann, VIEWER)
    assert (piece.role, piece.wearer) == (PieceRole.GAVE, None)


def test_services_and_dozens_do_not_live_on(book: Book) -> None:
    ann = make_shopper(book)
    lines = [make_line("Cleaning", kind=LineKind.SERVICE), make_line("Spoon", quantity=12)]

    make_purchase(book, ann, *lines)

    assert (count(book, "line"), count(book, "piece")) == (2, 0)


def test_a_walk_in_leaves_a_piece_only_with_a_number_to_find_it_by(book: Book) -> None:
    make_purchase(book, None, make_line("Chain"), make_line("Watch", serial="116610"))

    assert book.values("SELECT serial FROM piece") == ["116610"]
    assert purchase(book, 1, VIEWER).shopper is None


def test_what_a_walk_in_buys_for_somebody_known_is_on_the_wearers_page(book: Book) -> None:
    ann = make_shopper(book)

    make_purchase(book, None, make_line("Signet", wearer_id=ann))

    assert [piece.description for piece in pieces_of(book, ann, VIEWER)] == ["Signet"]


def test_a_purchase_is_saved_whole_or_not_at_all(book: Book) -> None:
    ann = make_shopper(book)
    before = book.changed_count
    wrong = PurchaseDraft(shopper_id=ann, day=TODAY, lines=(make_line(),), associate_id=999)

    with pytest.raises(IntegrityError):
        record_purchase(book, wrong, shop=SHOP, today=TODAY)

    assert count(book, "purchase") == count(book, "line") == count(book, "payment") == 0
    assert book.changed_count == before


def test_the_parts_paid_must_come_to_the_total(book: Book) -> None:
    ann = make_shopper(book)
    short = (Payment(kind=PaymentKind.CARD, amount_cents=Cents(9_000_00)),)

    with pytest.raises(Refused, match=r"come to \$9,000\.00, the ticket to \$9,400\.00") as refusal:
        make_purchase(book, ann, payments=short)

    assert refusal.value.field == "payments"
    assert count(book, "purchase") == 0


def test_more_cash_than_the_total_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="cash part"):
        make_purchase(book, make_shopper(book), cash_cents=Cents(9_400_01))


def test_no_cash_is_given_back_on_a_sale_nor_taken_on_a_return(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="cash part"):
        make_purchase(book, ann, cash_cents=Cents(-1))
    with pytest.raises(Refused, match="cash part"):
        make_purchase(book, ann, make_line(quantity=-1), cash_cents=Cents(1))


def test_how_it_was_paid_may_be_unknown(book: Book) -> None:
    purchase_id = make_purchase(book, make_shopper(book), payments=())

    assert purchase(book, purchase_id, VIEWER).payments == ()


@pytest.mark.parametrize("field", ["shopper", "giver", "wearer"])
def test_somebody_who_is_not_in_the_book_is_refused(book: Book, field: str) -> None:
    ann = make_shopper(book)
    people: dict[str, Any] = {"shopper_id": 999 if field == "shopper" else ann}
    if field == "giver":
        people["giver_id"] = 999
    line = make_line(wearer_id=999 if field == "wearer" else None)
    draft = PurchaseDraft(day=TODAY, lines=(line,), **people)

    with pytest.raises(Refused, match="no shopper 999") as refusal:
        record_purchase(book, draft, shop=SHOP, today=TODAY)

    assert refusal.value.field == field


def test_a_prospect_who_buys_is_a_shopper_and_after_undo_a_prospect_again(book: Book) -> None:
    ann = make_shopper(book, standing=Standing.PROSPECTIVE)

    make_purchase(book, ann)
    assert book.value("SELECT standing FROM shopper WHERE id = :id", id=ann) == "real"

    undo_last(book)
    assert book.value("SELECT standing FROM shopper WHERE id = :id", id=ann) == "prospective"


def test_a_prospect_who_only_brings_back_stays_a_prospect(book: Book) -> None:
    ann = make_shopper(book, standing=Standing.PROSPECTIVE)

    make_purchase(book, ann, make_line(quantity=-1))

    assert book.value("SELECT standing FROM shopper WHERE id = :id", id=ann) == "prospective"


def test_who_has_no_name_stays_a_prospect(book: Book) -> None:
    number = make_shopper(book, "Customer 17850", named=False, standing=Standing.PROSPECTIVE)

    make_purchase(book, number)

    assert book.value("SELECT standing FROM shopper WHERE id = :id", id=number) == "prospective"


@pytest.mark.parametrize(
    ("quantities", "deed"),
    [((1,), "Purchase"), ((-1,), "Return"), ((-1, 1), "Exchange")],
)
def test_the_history_names_the_deed_and_the_shopper(
    book: Book, quantities: tuple[int, ...], deed: str
) -> None:
    ann = make_shopper(book, "Ann Lee")

    make_purchase(book, ann, *[make_line("Tiara", quantity=quantity) for quantity in quantities])

    assert changes(book)[0].what == f"{deed} recorded for Ann Lee"


def test_a_gift_is_in_the_history_of_its_giver_and_not_of_its_wearer(book: Book) -> None:
    margaret, daniel = make_couple(book)
    before = len(changes_of(book, margaret))

    make_purchase(book, daniel, make_line(wearer_id=margaret))

    assert changes_of(book, daniel)[0].what == "Purchase recorded for Daniel Ashworth"
    assert len(changes_of(book, margaret)) == before


def test_a_gift_that_another_pays_is_in_the_history_of_both(book: Book) -> None:
    margaret, daniel = make_couple(book)
    secretary = make_shopper(book, "Sue Roe")

    make_purchase(book, secretary, make_line(wearer_id=margaret), giver_id=daniel)

    assert changes_of(book, secretary)[0].what == "Purchase recorded for Sue Roe"
    assert changes_of(book, daniel)[0].what == "Purchase recorded for Sue Roe"


def test_a_ticket_that_was_a_mistake_is_taken_back_later_too(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann"), make_shopper(book, "Bea")
    wrong = make_purchase(book, ann)
    make_purchase(book, bea)
    change_id = change_that_recorded(book, wrong)
    assert change_id is not None

    take_back(book, change_id)

    assert book.values("SELECT shopper_id FROM shopper_summary") == [bea]
    assert change_that_recorded(book, wrong) is None


def test_a_wish_is_fulfilled_by_its_piece_and_open_again_when_undone(book: Book) -> None:
    margaret, daniel = make_couple(book)
    wish_id = add_wish(book, margaret, WishDraft(description="Trilogy ring"))

    make_purchase(book, daniel, make_line(wearer_id=margaret, wish_id=wish_id))
    assert wishes_of(book, margaret, VIEWER)[0].fulfilled_on == TODAY

    undo_last(book)
    assert wishes_of(book, margaret, VIEWER)[0].fulfilled_on is None


def test_a_secret_leaves_the_wish_open_until_its_day(book: Book) -> None:
    margaret, daniel = make_couple(book)
    wish_id = add_wish(book, margaret, WishDraft(description="Trilogy ring"))

    make_purchase(
        book, daniel, make_line(wearer_id=margaret, wish_id=wish_id, secret_until=CHRISTMAS)
    )

    assert wishes_of(book, margaret, VIEWER)[0].fulfilled_on is None
    assert wishes_of(book, margaret, Viewer(today=CHRISTMAS))[0].fulfilled_on == TODAY


def test_the_running_sum_of_a_shopper_follows_every_ticket(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann, make_line(price=100_00), day=TODAY - timedelta(days=400))
    make_purchase(book, ann, make_line(price=50_00))

    assert book.rows(
        "SELECT shopper_id, purchases, net_cents, first_day, last_day FROM shopper_summary"
    ) == [(ann, 2, 150_00, str(TODAY - timedelta(days=400)), str(TODAY))]


def test_yen_have_no_smaller_part(book: Book) -> None:
    tokyo = Shop(currency="JPY", country="JP", tax_rate_bp=1000, prices_include_tax=True)

    purchase_id = make_purchase(book, make_shopper(book), make_line(price=980_000), shop=tokyo)

    ticket = purchase(book, purchase_id, VIEWER)
    assert (ticket.net_cents, ticket.tax_cents, ticket.total_cents) == (890_909, 89_091, 980_000)


def test_thousands_of_tickets_are_one_change_and_keep_their_order(book: Book) -> None:
    ann = make_shopper(book)
    tickets = TICKETS_AT_ONCE + 5
    drafts = [
        PurchaseDraft(shopper_id=ann, day=TODAY, lines=(make_line(f"Ring {n}", price=n),) * 2)
        for n in range(tickets)
    ]

    with book.change("Purchases brought in") as change:
        written = write_purchases(change, drafts, shop=SHOP)

    assert (len(written.purchase_ids), len(written.line_ids)) == (tickets, 2 * tickets)
    for purchase_id in (written.purchase_ids[0], written.purchase_ids[7]):
        assert change_that_recorded(book, purchase_id) is None, "it came with others"
    last = purchase(book, written.purchase_ids[-1], VIEWER)
    assert [line.description for line in last.lines] == [f"Ring {tickets - 1}"] * 2
    assert [check.name for check in check_book(book) if not check.good] == []

    undo_last(book)
    assert count(book, "purchase") == count(book, "line") == count(book, "piece") == 0
    assert book.rows("SELECT shopper_id FROM shopper_summary") == []


def test_a_wish_is_fulfilled_once_and_the_second_gift_does_not_undo_the_first(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = make_shopper(book, "Clara")
    wish_id = add_wish(book, margaret, WishDraft(description="Ring", confidants=(daniel, clara)))
    line = make_line(wearer_id=margaret, wish_id=wish_id, secret_until=CHRISTMAS)
    make_purchase(book, daniel, line)

    make_purchase(book, clara, line)
    make_purchase(book, clara, make_line(quantity=-1, returns_line_id=2))

    assert book.value("SELECT piece_id FROM wish WHERE id = :id", id=wish_id) == 1
    assert wishes_of(book, margaret, Viewer(today=CHRISTMAS))[0].fulfilled_on == TODAY
