"""What slips say, and what they never say."""

from datetime import date, timedelta
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.events import events
from storebook.book.history import undo_last
from storebook.book.shop import Shop
from storebook.sales.drafts import LineDraft, LineKind, Payment, PaymentKind, PurchaseDraft
from storebook.sales.payments import left_on, take_payment
from storebook.sales.purchases import purchase
from storebook.sales.returns import Back, return_lines
from storebook.sales.slip_taxes import SlipTax, taxes_by_rate
from storebook.sales.slips import (
    Slip,
    SlipAsked,
    SlipKind,
    kinds_for,
    kinds_offered,
    slips_of,
    whole_ticket,
)
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_couple, make_line, make_purchase, make_shopper

TAXED = Shop(name="Hallam & Rye", tax_rate_bp=825)
WITH_TAX = Shop(name="Hallam & Rye", tax_rate_bp=1900, prices_include_tax=True)
CHRISTMAS = date(2026, 12, 25)


def asked(subject_id: int | None = None, *, shop: Shop = SHOP, **more: Any) -> SlipAsked:
    viewer = more.pop("viewer", Viewer(today=TODAY))
    return SlipAsked(viewer=viewer, shop=shop, subject_id=subject_id, **more)


def slip(book: Book, purchase_id: int, kind: SlipKind, by: SlipAsked | None = None) -> Slip:
    (made,) = slips_of(book, purchase_id, kind, by or asked())
    return made


def on_deposit(cents: int = 500_00, kind: PaymentKind = PaymentKind.CASH) -> dict[str, Any]:
    return {"payments": (Payment(kind=kind, amount_cents=Cents(cents)),), "on_deposit": True}


def brought_back(book: Book, purchase_id: int, *lines: LineDraft, shop: Shop = SHOP) -> int:
    """The first line of a purchase comes back today; what is taken instead makes an exchange."""
    line_id = book.value("SELECT min(id) FROM line WHERE purchase_id = :id", id=purchase_id)
    draft = PurchaseDraft(day=TODAY, lines=lines)
    return return_lines(book, draft, [Back(line_id=line_id)], shop=shop, today=TODAY)


def test_a_purchase_slip_says_what_was_bought_and_how_it_was_paid(book: Book) -> None:
    ann = make_shopper(book)
    number = make_purchase(
        book,
        ann,
        make_line("Band", 3_150_00, stock_number="R 2071", certificate="GIA 22"),
        make_line("Care kit", 40_00, quantity=2, discount_cents=Cents(10_00)),
        shop=TAXED,
        cash_cents=Cents(500_00),
    )

    made = slip(book, number, SlipKind.PURCHASE, asked(shop=TAXED))

    assert (made.shopper, made.day, made.number, made.code) == ("Ann Lee", TODAY, *["000001"] * 2)
    first, second = made.lines
    assert (first.stock_number, first.certificate, first.amount_cents) == (
        "R 2071",
        "GIA 22",
        315000,
    )
    assert (second.quantity, second.price_cents, second.discount_cents) == (2, 40_00, 10_00)
    assert made.before_tax_cents == 3_220_00
    assert made.taxes == (SlipTax(rate_bp=825, tax_cents=Cents(265_66)),)
    assert made.total_cents == 3_485_66
    assert [one.amount_cents for one in made.payments] == [500_00, 2_985_66]
    assert made.left_cents is None


def test_where_prices_have_the_tax_in_them_so_have_the_lines(book: Book) -> None:
    number = make_purchase(book, None, make_line("Band", 119_00), shop=WITH_TAX)

    made = slip(book, number, SlipKind.PURCHASE, asked(shop=WITH_TAX))

    assert made.shopper == ""
    assert (made.lines[0].amount_cents, made.total_cents) == (119_00, 119_00)
    assert made.taxes == (SlipTax(rate_bp=1900, tax_cents=Cents(19_00)),)


def test_the_number_on_the_ticket_is_that_of_the_slip_and_the_code_is_ours(book: Book) -> None:
    number = make_purchase(book, None, number="2026-118")

    made = slip(book, number, SlipKind.PURCHASE)

    assert (made.number, made.code) == ("2026-118", "000001")


def test_taxes_stand_apart_by_rate(book: Book) -> None:
    number = make_purchase(
        book,
        None,
        make_line("Ring", 1_000_00),
        make_line("Chain", 333_33),
        make_line("Coin", 500_00, tax_cents=Cents(0)),
        make_line("Book", 20_00, tax_cents=Cents(1_10)),
        shop=TAXED,
    )
    ticket = purchase(book, number, Viewer(today=TODAY))

    taxes = taxes_by_rate(ticket.lines, 825)

    assert [(tax.rate_bp, tax.tax_cents) for tax in taxes] == [(825, 110_00), (550, 1_10)]
    assert sum(tax.tax_cents for tax in taxes) == ticket.tax_cents


def test_an_old_slip_has_the_rate_of_its_day(book: Book) -> None:
    number = make_purchase(book, None, make_line("Ring", 9_412_37), shop=TAXED)
    ticket = purchase(book, number, Viewer(today=TODAY))

    assert [tax.rate_bp for tax in taxes_by_rate(ticket.lines, 900)] == [825]


@pytest.mark.parametrize("rate_of_today", [0, 900])
def test_a_cent_of_tax_follows_the_rate_of_the_largest_line(book: Book, rate_of_today: int) -> None:
    lines = make_line("Cloth", 1_00), make_line("Ring", 1_000_00)
    number = make_purchase(book, None, *lines, shop=TAXED)
    ticket = purchase(book, number, Viewer(today=TODAY))

    taxes = taxes_by_rate(ticket.lines, rate_of_today)

    assert taxes == (SlipTax(rate_bp=825, tax_cents=Cents(82_58)),)


def test_a_gift_receipt_has_no_amount_and_nobodys_name(book: Book) -> None:
    margaret, daniel = make_couple(book)
    line = make_line("Opal ring", 900_00, wearer_id=margaret, stock_number="R 1", serial="S 9")
    number = make_purchase(book, daniel, line, make_line("Wrapping", 5_00, kind=LineKind.SERVICE))

    made = slip(book, number, SlipKind.GIFT)

    assert [one.description for one in made.lines] == ["Opal ring"]
    text = str(made)
    for never in ("Ashworth", "900", "R 1", "S 9", "Wrapping"):
        assert never not in text
    assert made.code == "000001"
    assert (made.total_cents, made.payments, made.taxes, made.before_tax_cents) == (
        None,
        (),
        (),
        None,
    )


def test_nobody_reads_of_anothers_gift(book: Book) -> None:
    margaret, daniel = make_couple(book)
    june = make_shopper(book, "June Ashworth")
    lines = [
        make_line("Opal ring", wearer_id=margaret),
        make_line("Brooch", wearer_id=june),
        make_line("Cufflinks"),
    ]
    number = make_purchase(book, daniel, *lines)

    made = slips_of(book, number, SlipKind.GIFT, asked())

    assert [[line.description for line in one.lines] for one in made] == [["Opal ring"], ["Brooch"]]


def test_without_a_wearer_the_buyer_may_give_all_of_it_away(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Opal ring"), make_line("Brooch"))
    chosen = book.values("SELECT id FROM line ORDER BY id DESC LIMIT 1")

    everything = slip(book, number, SlipKind.GIFT)
    one = slip(book, number, SlipKind.GIFT, asked(line_ids=chosen))

    assert [line.description for line in everything.lines] == ["Opal ring", "Brooch"]
    assert [line.description for line in one.lines] == ["Brooch"]


def test_a_secret_is_named_on_its_receipt_only_if_the_giver_asks(book: Book) -> None:
    margaret, daniel = make_couple(book)
    line = make_line("Opal ring", wearer_id=margaret, secret_until=CHRISTMAS)
    number = make_purchase(book, daniel, line)

    silent = slip(book, number, SlipKind.GIFT, asked(daniel))
    named = slip(book, number, SlipKind.GIFT, asked(daniel, named=True))
    later = slip(book, number, SlipKind.GIFT, asked(viewer=Viewer(today=CHRISTMAS)))

    assert [line.description for line in silent.lines] == [""]
    assert [line.description for line in named.lines] == ["Opal ring"]
    assert [line.description for line in later.lines] == ["Opal ring"]


@pytest.mark.parametrize("kind", [SlipKind.PURCHASE, SlipKind.GIFT, SlipKind.DEPOSIT])
def test_the_slips_of_a_secret_print_only_for_who_knows_of_it(book: Book, kind: SlipKind) -> None:
    margaret, daniel = make_couple(book)
    line = make_line("Opal ring", wearer_id=margaret, secret_until=CHRISTMAS)
    number = make_purchase(book, daniel, line, **on_deposit())

    for subject_id in (margaret, None):
        with pytest.raises(Refused, match="opens only from"):
            slips_of(book, number, kind, asked(subject_id, named=True))

    assert slips_of(book, number, kind, asked(daniel))


def test_what_came_back_is_no_gift_any_more(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Opal ring"))
    brought_back(book, number)

    with pytest.raises(Refused, match="no gift on this ticket"):
        slips_of(book, number, SlipKind.GIFT, asked())


def test_a_return_slip_counts_what_is_paid_back(book: Book) -> None:
    sold = make_purchase(
        book, make_shopper(book), make_line("Opal ring", 900_00), day=TODAY - timedelta(days=9),
        shop=TAXED, number="A 7",
    )  # fmt: skip
    number = brought_back(book, sold, shop=TAXED)

    made = slip(book, number, SlipKind.RETURN, asked(shop=TAXED))

    (line,) = made.lines
    assert (line.quantity, line.amount_cents, made.total_cents) == (1, 900_00, 974_25)
    assert made.taxes == (SlipTax(rate_bp=825, tax_cents=Cents(74_25)),)
    assert [one.amount_cents for one in made.payments] == [974_25]
    assert [(one.number, one.day) for one in made.came_from] == [("A 7", TODAY - timedelta(days=9))]


def test_an_exchange_is_one_slip(book: Book) -> None:
    sold = make_purchase(book, None, make_line("Opal ring", 900_00))
    number = brought_back(book, sold, make_line("Pearl ring", 1_000_00))

    made = slip(book, number, SlipKind.PURCHASE)

    assert made.is_exchange
    assert [line.amount_cents for line in made.lines] == [-900_00, 1_000_00]
    assert made.total_cents == 100_00


def test_a_deposit_says_what_is_paid_and_what_is_left(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Band", 2_400_00), **on_deposit())

    made = slip(book, number, SlipKind.DEPOSIT)

    assert (made.total_cents, made.left_cents) == (2_400_00, 1_900_00)
    assert [one.amount_cents for one in made.payments] == [500_00]
    assert slip(book, number, SlipKind.PURCHASE).left_cents == 1_900_00
    assert all(step.good for step in check_book(book))


def test_the_rest_of_a_deposit_is_paid_later_and_can_be_taken_back(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Band", 2_400_00), **on_deposit())
    card = Payment(kind=PaymentKind.CARD, amount_cents=Cents(1_900_00))

    left = take_payment(book, number, card, shop=SHOP)
    refused = pytest.raises(Refused, match="Nothing is left to pay")
    with refused:
        take_payment(book, number, card, shop=SHOP)
    undo_last(book)

    assert left == 0
    assert left_on(book, number) == 1_900_00


def test_no_more_is_taken_than_is_left(book: Book) -> None:
    number = make_purchase(book, None, make_line("Band", 2_400_00), **on_deposit())
    more = Payment(kind=PaymentKind.CASH, amount_cents=Cents(1_900_01))

    with pytest.raises(Refused, match=r"Only \$1,900\.00 is left to pay"):
        take_payment(book, number, more, shop=SHOP)

    assert left_on(book, number) == 1_900_00


@pytest.mark.parametrize(
    ("cents", "sentence"), [(0, "how much"), (2_400_00, "less than the total")]
)
def test_a_deposit_is_a_part_of_the_total(book: Book, cents: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        make_purchase(book, None, make_line("Band", 2_400_00), **on_deposit(cents))


def test_what_is_not_paid_whole_does_not_come_back(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Band", 2_400_00), **on_deposit())

    with pytest.raises(Refused, match="left to pay on that purchase"):
        brought_back(book, number)
    rest = Payment(kind=PaymentKind.CARD, amount_cents=Cents(1_900_00))
    take_payment(book, number, rest, shop=SHOP)

    assert brought_back(book, number)


def test_the_slips_that_a_ticket_can_have(book: Book) -> None:
    viewer = Viewer(today=TODAY)
    sold = make_purchase(book, None, make_line("Band", 2_400_00))
    service = make_purchase(book, None, make_line("Cleaning", 20_00, kind=LineKind.SERVICE))
    waiting = make_purchase(book, None, make_line("Band", 2_400_00), **on_deposit())
    back = brought_back(book, sold)

    kinds = [kinds_for(purchase(book, each, viewer)) for each in (waiting, service, back)]

    assert kinds == [
        [SlipKind.DEPOSIT, SlipKind.PURCHASE, SlipKind.GIFT],
        [SlipKind.PURCHASE],
        [SlipKind.RETURN],
    ]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(SlipKind.RETURN, "no return"), (SlipKind.DEPOSIT, "Nothing is left to pay")],
)
def test_a_slip_that_does_not_fit_is_refused(book: Book, kind: SlipKind, sentence: str) -> None:
    number = make_purchase(book, None)

    with pytest.raises(Refused, match=sentence):
        slips_of(book, number, kind, asked())


def test_privacy_hides_the_screen_not_the_paper(book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Band", 2_400_00))

    made = slip(book, number, SlipKind.PURCHASE, asked(viewer=Viewer(today=TODAY, private=True)))

    assert made.total_cents == 2_400_00


def test_who_may_not_see_what_shoppers_spend_prints_what_was_sold_today(book: Book) -> None:
    ann = make_shopper(book)
    clerk = Viewer(today=TODAY, role=Role.CLERK)
    old = TODAY - timedelta(days=9)
    today = make_purchase(book, ann, make_line("Band", 2_400_00))
    before = make_purchase(book, ann, make_line("Ring", 900_00), day=old)
    waiting = make_purchase(book, ann, make_line("Pin", 900_00), day=old, **on_deposit())

    assert slip(book, today, SlipKind.PURCHASE, asked(viewer=clerk)).total_cents == 2_400_00
    assert slip(book, waiting, SlipKind.DEPOSIT, asked(viewer=clerk)).left_cents == 400_00
    assert slip(book, before, SlipKind.GIFT, asked(viewer=clerk)).lines
    offered = kinds_offered(whole_ticket(book, before, asked(viewer=clerk)), asked(viewer=clerk))
    assert offered == [SlipKind.GIFT]
    with pytest.raises(Refused, match="slips of other days"):
        slip(book, before, SlipKind.PURCHASE, asked(viewer=clerk))
    assert events(book)[0].what == "Not allowed to print a slip of another day"


def test_there_is_no_slip_of_what_is_not_in_the_book(book: Book) -> None:
    with pytest.raises(Refused, match="no purchase 7"):
        slips_of(book, 7, SlipKind.PURCHASE, asked())
