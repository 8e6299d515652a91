"""A list of purchases comes in as tickets, with its returns, its services and its strangers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.book.shop import Shop
from storebook.exchange.fields import Kind
from storebook.exchange.importing import ImportResult, plan_import, save_import
from storebook.exchange.mending import save_problems
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.people.occasions import set_birthday
from storebook.people.own_fields import own_values
from storebook.people.shoppers import Standing, shopper
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchase, purchases_of
from storebook.staff.associates import add_associate
from storebook.staff.viewer import Viewer
from tests.exchange.make import accounted, bring_in, look_at, make_list
from tests.make import SHOP, TODAY, add_address, make_address, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
LINES = (
    "536365,85123A,WHITE HEART HOLDER,6,2010-12-01 08:26,2.55,17850,United Kingdom\n"
    "536365,POST,POSTAGE,1,2010-12-01 08:26,18.00,17850,United Kingdom\n"
    "536366,85123A,WHITE HEART HOLDER,2,2010-12-01 08:28,2.55,,United Kingdom\n"
    "C536391,85123A,WHITE HEART HOLDER,-4,2010-12-03 10:24,2.55,17850,United Kingdom\n"
)


def sell_list(book: Book, tmp_path: Path, lines: str, **options: Any) -> ImportResult:
    return bring_in(
        book, make_list(tmp_path, lines, options.pop("name", "sold.csv")), Kind.PURCHASES, **options
    )


def lines_of(book: Book) -> list[tuple[Any, ...]]:
    return book.rows(
        """
        SELECT number, line.kind, quantity, description, price_cents, returns_line_id
        FROM line JOIN purchase ON purchase.id = purchase_id ORDER BY line.id
        """
    )


def test_lines_with_one_number_are_one_ticket(book: Book, tmp_path: Path) -> None:
    result = sell_list(book, tmp_path, RETAIL + LINES)

    assert (result.purchases, result.lines, result.walk_ins, result.shoppers) == (3, 4, 1, 1)
    assert (result.services, result.returns, result.unmatched_returns) == (1, 1, 0)
    assert accounted(result)
    assert lines_of(book) == [
        ("536365", "piece", 6, "WHITE HEART HOLDER", 255, None),
        ("536365", "service", 1, "POSTAGE", 1800, None),
        ("536366", "piece", 2, "WHITE HEART HOLDER", 255, None),
        ("C536391", "piece", -4, "WHITE HEART HOLDER", 255, 1),
    ]
    assert book.values("SELECT day FROM purchase ORDER BY id") == [
        "2010-12-01", "2010-12-01", "2010-12-03",
    ]  # fmt: skip


def test_a_customer_without_a_name_is_a_prospect_who_gets_no_mail(
    book: Book, tmp_path: Path
) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)

    [customer] = book.values("SELECT id FROM shopper")
    person = shopper(book, customer)
    assert (person.name, person.named, person.standing) == (
        "Customer 17850", False, "prospective",
    )  # fmt: skip
    assert [(own.name, own.value) for own in own_values(book, customer)] == [
        ("Customer number", "17850"),
        ("Country", "United Kingdom"),
    ]
    assert pieces_of(book, customer, VIEWER) == []


def test_more_lines_of_the_same_shop_find_the_same_customer(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)

    later = RETAIL + "540000,22423,CAKESTAND,1,2011-01-04 10:00,12.75,17850.0,United Kingdom\n"
    result = sell_list(book, tmp_path, later, name="later.csv")

    assert (result.purchases, result.shoppers) == (1, 0)
    assert book.value("SELECT purchases FROM shopper_summary") == 3


def test_the_list_of_customers_gives_the_numbers_their_names(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)

    path = make_list(tmp_path, "Customer ID,Name,Phone\n17850,Ann Lee,415 555 0100\n")
    result = bring_in(book, path)

    [customer] = book.values("SELECT id FROM shopper")
    assert (result.completed, result.shoppers) == (1, 0)
    assert (shopper(book, customer).name, shopper(book, customer).named) == ("Ann Lee", True)
    assert book.value("SELECT purchases FROM shopper_summary") == 2


def test_the_same_list_twice_brings_nothing(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)
    before = book.changed_count

    again = sell_list(book, tmp_path, RETAIL + LINES)

    assert (again.imported, again.already_here, again.purchases) == (0, 4, 0)
    assert accounted(again)
    assert book.changed_count == before


def test_a_longer_list_brings_only_what_it_has_more(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)
    more = LINES + "536365,85123A,WHITE HEART HOLDER,6,2010-12-01 08:26,2.55,17850,x\n"

    result = sell_list(book, tmp_path, RETAIL + more)

    assert (result.imported, result.already_here) == (1, 4)


def test_two_equal_lines_of_a_ticket_are_two_lines(book: Book, tmp_path: Path) -> None:
    line = "1,A,Bead,1,2011-01-04,5.00,17850,x\n"

    assert sell_list(book, tmp_path, RETAIL + line * 2).lines == 2


def test_a_return_brings_back_the_newest_line_with_enough_left(book: Book, tmp_path: Path) -> None:
    lines = (
        "1,A,Bead,5,2011-01-04,5.00,17850,x\n"
        "2,A,Bead,2,2011-01-05,5.00,17850,x\n"
        "3,A,Bead,9,2011-01-05,6.00,17850,x\n"
        "4,A,Bead,9,2011-01-05,5.00,17851,x\n"
        "C5,A,Bead,-3,2011-01-06,5.00,17850,x\n"
        "C6,A,Bead,-2,2011-01-06,5.00,17850,x\n"
        "C7,A,Bead,-2,2011-01-07,5.00,17850,x\n"
        "C8,A,Bead,-2,2011-01-07,5.00,17850,x\n"
        "C9,A,Bead,-1,2011-01-07,5.00,,x\n"
    )

    result = sell_list(book, tmp_path, RETAIL + lines)

    assert [line[5] for line in lines_of(book)[4:]] == [1, 2, 1, None, None]
    assert (result.returns, result.unmatched_returns) == (5, 2)


def test_a_return_brings_back_what_an_earlier_list_sold(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)

    back = "C9,85123A,WHITE HEART HOLDER,-2,2011-01-07 09:00,2.55,17850,x\n"
    sell_list(book, tmp_path, RETAIL + back, name="back.csv")

    assert lines_of(book)[-1][5] == 1


def test_a_return_before_its_sale_in_the_file_is_still_matched(book: Book, tmp_path: Path) -> None:
    newest_first = "C2,A,Bead,-1,2011-01-06,5.00,17850,x\n1,A,Bead,1,2011-01-04,5.00,17850,x\n"

    result = sell_list(book, tmp_path, RETAIL + newest_first)

    assert (result.returns, result.unmatched_returns) == (1, 0)


def test_a_price_below_zero_is_a_return_of_a_piece_and_a_correction_of_a_service(
    book: Book, tmp_path: Path
) -> None:
    lines = (
        "1,A,Bead,1,2011-01-04,5.00,17850,x\n"
        "2,A,Bead,1,2011-01-05,-5.00,17850,x\n"
        "A3,B,Adjust bad debt,1,2011-01-05,-11062.06,,x\n"
    )

    sell_list(book, tmp_path, RETAIL + lines)

    assert [(kind, quantity, price) for _, kind, quantity, _, price, _ in lines_of(book)] == [
        ("piece", 1, 500), ("piece", -1, 500), ("service", 1, -1106206),
    ]  # fmt: skip


def test_a_missing_description_is_the_stock_number_else_unknown(book: Book, tmp_path: Path) -> None:
    lines = "1,A17,,1,2011-01-04,5.00,,x\n2,,,1,2011-01-04,0,,x\n3,B9,,-10,2011-01-04,0,,x\n"

    sell_list(book, tmp_path, RETAIL + lines)

    assert [(kind, words) for _, kind, _, words, _, _ in lines_of(book)] == [
        ("piece", "A17"), ("piece", "Unknown piece"), ("service", "B9"),
    ]  # fmt: skip


def test_an_own_list_with_names_ties_tickets_to_shoppers_who_are_there(
    book: Book, tmp_path: Path
) -> None:
    ann = make_shopper(book, "Ann Lee", phone="415 555 0100")
    lines = (
        "Date,Customer,Phone,Item,SKU,Price,Sold by,Payment\n"
        '5/14/2024,Ann Lee,(415) 555-0100,"Ring, platinum",R-1,"$9,400.00",Ruth,Visa\n'
        "5/14/2024,Ann Lee,(415) 555-0100,Ring sizing,,45,Ruth,Visa\n"
        "6/2/2024,Bob Roe,415 555 0101,Studs,E-2,1250,Nobody,cash\n"
    )

    result = sell_list(book, tmp_path, lines)

    assert (result.purchases, result.shoppers) == (2, 1)
    [row] = purchases_of(book, ann, VIEWER)
    ticket = purchase(book, row.id, VIEWER)
    assert (ticket.total_cents, ticket.associate) == (9_445_00, "Ruth Hallam")
    assert [(paid.kind, paid.amount_cents) for paid in ticket.payments] == [("card", 9_445_00)]
    [piece] = pieces_of(book, ann, VIEWER)
    assert (piece.description, piece.giver_id, piece.wearer_id) == ("Ring, platinum", ann, None)
    [note] = book.values("SELECT note FROM purchase WHERE note IS NOT NULL")
    assert note == "Sold by Nobody"


def test_a_name_that_two_shoppers_bear_is_refused_and_a_phone_tells_them_apart(
    book: Book, tmp_path: Path
) -> None:
    make_shopper(book, "Ann Lee", phone="415 555 0100")
    other = make_shopper(book, "Ann Lee", phone="415 555 0199")
    lines = "Date,Customer,Phone,Item,Price\n5/14/2024,Ann Lee,{},Ring,10\n"

    refused = sell_list(book, tmp_path, lines.format(""))
    known = sell_list(book, tmp_path, lines.format("415 555 0199"))

    assert (refused.refused, refused.purchases, known.purchases) == (1, 0, 1)
    assert "2 shoppers called Ann Lee" in (refused.problems[0].problem or "")
    assert book.values("SELECT shopper_id FROM purchase") == [other]


def test_a_prospect_who_bought_is_one_no_more(book: Book, tmp_path: Path) -> None:
    ann = make_shopper(book, "Ann Lee", standing=Standing.PROSPECTIVE)

    sell_list(book, tmp_path, "Date,Customer,Item,Price\n5/14/2024,Ann Lee,Ring,10\n")

    assert shopper(book, ann).standing == "real"


def test_a_seller_is_known_by_name_or_initials(book: Book, tmp_path: Path) -> None:
    add_associate(book, "June Park")
    lines = "Date,Item,Price,Associate\n5/14/2024,Ring,10,june park\n5/15/2024,Ring,10,JP\n"

    sell_list(book, tmp_path, lines)

    assert book.values(
        "SELECT name FROM purchase JOIN associate ON associate.id = associate_id"
    ) == ["June Park", "June Park"]


def test_a_ticket_waits_whole_for_its_refused_line(book: Book, tmp_path: Path) -> None:
    lines = (
        "1,A,Bead,1,2011-01-04,5.00,17850,x\n"
        "1,B,Ring,1,2011-01-04,lots,17850,x\n"
        "2,A,Bead,1,2011-01-04,5.00,17850,x\n"
    )
    path = make_list(tmp_path, RETAIL + lines)
    look = look_at(path, Kind.PURCHASES)
    result = save_import(book, look, shop=SHOP, today=TODAY)

    save_problems(look, tmp_path / "mend.csv", result=result)
    mended = (tmp_path / "mend.csv").read_text(encoding="utf-8").replace("lots", "7.00")
    later = sell_list(book, tmp_path, mended, name="mended.csv")

    assert [(row.line, row.problem) for row in result.problems] == [
        (2, "Line 3 of the same ticket is refused; the ticket waits for it."),
        (3, "UnitPrice: “lots” is not an amount in USD. Write it like 9400.00."),
    ]
    assert (result.purchases, result.refused, later.purchases, later.lines) == (1, 2, 1, 2)
    assert accounted(result)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1,A,Bead,1,2011-13-04,5.00,1,x", "no month 13"),
        ("1,A,Bead,1,,5.00,1,x", "no day"),
        ("1,A,Bead,1,2031-01-04,5.00,1,x", "after today"),
        ("1,A,Bead,one,2011-01-04,5.00,1,x", "not a number of pieces"),
        ("1,A,Bead,1.5,2011-01-04,5.00,1,x", "not a number of pieces"),
        ("1,A,Bead,0,2011-01-04,5.00,1,x", "from 1 to 100,000"),
        ("1,A,Bead,1,2011-01-04,,1,x", "no price"),
        (f"1,A,{'x' * 300},1,2011-01-04,5.00,1,x", "200 letters"),
        ("1,A,Bead,1,2011-01-04,99999999999999,1,x", "too large"),
    ],
)
def test_a_line_that_is_wrong_is_refused(book: Book, tmp_path: Path, line: str, told: str) -> None:
    result = sell_list(book, tmp_path, f"{RETAIL}{line}\n2,A,Bead,1,2011-01-04,5.00,1,x\n")

    assert (result.refused, result.purchases) == (1, 1)
    assert told in (result.problems[0].problem or "")
    assert accounted(result)


def test_a_buyer_named_once_on_a_ticket_is_the_buyer_of_all_its_lines(
    book: Book, tmp_path: Path
) -> None:
    lines = (
        "Order,Date,Customer,Item,Price\n"
        "1001,5/14/2024,Ann Lee,Ring,10\n1001,5/14/2024,,Chain,20\n1002,5/14/2024,,Studs,5\n"
    )

    result = sell_list(book, tmp_path, lines)

    assert (result.purchases, result.walk_ins) == (2, 1)
    assert book.rows("SELECT count(*) FROM line GROUP BY purchase_id") == [(2,), (1,)]


def test_without_numbers_a_buyer_s_day_is_a_ticket_and_each_walk_in_one(
    book: Book, tmp_path: Path
) -> None:
    lines = (
        "Date,Customer,Item,Price\n5/14/2024,Ann Lee,Ring,10\n5/14/2024,Ann Lee,Chain,20\n"
        "5/15/2024,Ann Lee,Studs,5\n5/15/2024,,Studs,5\n5/15/2024,,Studs,5\n"
    )

    first, again = sell_list(book, tmp_path, lines), sell_list(book, tmp_path, lines)

    assert (first.purchases, first.walk_ins) == (4, 2)
    assert (again.purchases, again.already_here) == (0, 5)


def test_tax_of_the_list_counts_and_without_one_there_is_none(book: Book, tmp_path: Path) -> None:
    shop = Shop(country="US", tax_rate_bp=1_000)

    sell_list(book, tmp_path, "Date,Item,Price,Tax\n5/14/2024,Ring,10,0.80\n", shop=shop)
    sell_list(book, tmp_path, "Date,Item,Price\n5/15/2024,Ring,10\n", shop=shop, name="b.csv")

    assert book.rows("SELECT net_cents, tax_cents FROM purchase") == [(1000, 80), (1000, 0)]


def test_a_total_below_the_price_is_a_discount_and_said_aloud(book: Book, tmp_path: Path) -> None:
    result = sell_list(book, tmp_path, "Date,Item,Qty,Price,Line total\n5/14/2024,Ring,2,10,18\n")

    assert book.rows("SELECT discount_cents, net_cents FROM line") == [(200, 1800)]
    assert "kept as a discount" in result.warnings[0]


def test_an_import_of_purchases_is_taken_back_as_one(book: Book, tmp_path: Path) -> None:
    ann = make_shopper(book, "Ann Lee")
    make_purchase(book, ann, day=date(2024, 1, 5))
    before = book.rows("SELECT * FROM shopper_summary")

    sell_list(
        book,
        tmp_path,
        "Date,Customer,Customer ID,Item,Price\n5/14/2024,Ann Lee,7,Ring,10\n"
        "5/15/2024,Bob Roe,8,Ring,10\n",
    )
    done = changes(book)[0].what
    undo_last(book)

    assert done == "Purchases imported from sold.csv"
    assert book.rows("SELECT * FROM shopper_summary") == before
    assert book.value("SELECT count(*) FROM purchase") == 1
    for table in ("own_value", "own_field"):
        assert book.value(f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608


def test_a_dry_run_of_purchases_says_the_same(book: Book, tmp_path: Path) -> None:
    look = look_at(make_list(tmp_path, RETAIL + LINES), Kind.PURCHASES)

    plan = plan_import(book, look, shop=SHOP, today=TODAY)

    assert book.value("SELECT count(*) FROM purchase") == 0
    assert save_import(book, look, shop=SHOP, today=TODAY) == plan.result


def test_a_list_without_days_or_prices_says_what_to_choose(book: Book, tmp_path: Path) -> None:
    for content, told in (
        ("Item,Price\nRing,10\n", "day"),
        ("Item,Date\nRing,5/14/2024\n", "price"),
    ):
        look = look_at(make_list(tmp_path, content), Kind.PURCHASES)
        assert f"={told}”" in (look.missing or "")
        with pytest.raises(Refused):
            plan_import(book, look, shop=SHOP, today=TODAY)


def test_the_customers_of_a_list_get_no_cards(book: Book, tmp_path: Path) -> None:
    sell_list(book, tmp_path, RETAIL + LINES)
    customer = book.value("SELECT id FROM shopper")
    set_birthday(book, customer, PartialDate(month=11, day=26), today=TODAY)
    add_address(book, customer, make_address())

    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=date(2026, 12, 31))
    look = look_at_run(book, request, shop=SHOP, today=TODAY)

    assert look.chosen == []
    assert [(one.shopper_id, one.why) for one in look.left_out] == [(customer, "No name")]
