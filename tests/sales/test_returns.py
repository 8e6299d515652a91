"""What comes back is tied to its line, never more than was bought, and paid back to the cent."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.shop import Shop
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchase
from storebook.sales.returns import Back, return_lines, returnable, returning
from storebook.sales.spend import spend_of
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
EUROS = Shop(tax_rate_bp=1900, prices_include_tax=True, currency="EUR")
DOLLARS = Shop(tax_rate_bp=850)


def line_ids(book: Book, purchase_id: int) -> list[int]:
    return [line.line_id for line in returnable(book, purchase_id)]


def bring_back(book: Book, shopper_id: int, *backs: Back, shop: Shop = SHOP) -> int:
    draft = PurchaseDraft(shopper_id=shopper_id, day=TODAY, lines=())
    return return_lines(book, draft, backs, shop=shop, today=TODAY)


def test_a_return_takes_back_the_spend_and_the_piece(book: Book) -> None:
    ann = make_shopper(book)
    bought = make_purchase(book, ann)

    back = bring_back(book, ann, Back(line_id=line_ids(book, bought)[0], reason="too small"))

    (line,) = purchase(book, back, VIEWER).lines
    assert (line.quantity, line.net_cents, line.reason) == (-1, -9_400_00, "too small")
    assert line.returns_line_id == line_ids(book, bought)[0]
    assert spend_of(book, ann, today=TODAY).net_cents == 0
    assert pieces_of(book, ann, VIEWER) == []


def test_a_ticket_says_how_much_of_it_came_back(book: Book) -> None:
    ann = make_shopper(book)
    bought = make_purchase(book, ann, make_line("Spoon", price=40_00, quantity=12))

    bring_back(book, ann, Back(line_id=line_ids(book, bought)[0], quantity=5))

    assert purchase(book, bought, VIEWER).lines[0].brought_back == 5
    assert returnable(book, bought)[0].left == 7


def test_no_more_comes_back_than_was_bought(book: Book) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann, make_line(quantity=3)))
    bring_back(book, ann, Back(line_id=line_id, quantity=2))

    with pytest.raises(Refused, match="Only 1 of 3 are left") as refusal:
        bring_back(book, ann, Back(line_id=line_id, quantity=2))

    assert refusal.value.field == "quantity"
    assert book.value("SELECT count(*) FROM purchase") == 2


def test_one_ticket_does_not_bring_the_same_piece_back_twice(book: Book) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann))
    twice = tuple(make_line(quantity=-1, returns_line_id=line_id) for _ in range(2))

    with pytest.raises(Refused, match="Nothing is left"):
        make_purchase(book, ann, *twice)


def test_what_came_back_can_come_back_again_once_that_was_undone(book: Book) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann))
    bring_back(book, ann, Back(line_id=line_id))
    undo_last(book)

    bring_back(book, ann, Back(line_id=line_id))

    assert spend_of(book, ann, today=TODAY).net_cents == 0


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_is_no_return(book: Book, quantity: int) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann))

    with pytest.raises(Refused, match="left to bring back"):
        bring_back(book, ann, Back(line_id=line_id, quantity=quantity))


def test_a_line_that_is_not_in_the_book_can_not_come_back(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="not in the book"):
        bring_back(book, ann, Back(line_id=77))
    with pytest.raises(Refused, match="not in the book"):
        make_purchase(book, ann, make_line(quantity=-1, returns_line_id=77))


def test_a_return_is_not_returned(book: Book) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann))
    back = bring_back(book, ann, Back(line_id=line_id))
    returned = purchase(book, back, VIEWER).lines[0].id

    with pytest.raises(Refused, match="a return itself"):
        make_purchase(book, ann, make_line(quantity=-1, returns_line_id=returned))


def test_a_return_without_its_line_is_a_return_all_the_same(book: Book) -> None:
    ann = make_shopper(book)

    back = make_purchase(book, ann, make_line(price=300_00, quantity=-1, reason="bought in 1998"))

    assert purchase(book, back, VIEWER).total_cents == -300_00


def test_an_exchange_is_one_ticket_and_its_undo_brings_the_first_piece_back(book: Book) -> None:
    ann = make_shopper(book)
    (line_id,) = line_ids(book, make_purchase(book, ann, make_line("Ring, 6¼", price=900_00)))
    instead = make_line("Ring, 6½", price=950_00)
    draft = PurchaseDraft(shopper_id=ann, day=TODAY, lines=(instead,))

    exchange = return_lines(book, draft, [Back(line_id=line_id)], shop=SHOP, today=TODAY)

    assert purchase(book, exchange, VIEWER).total_cents == 50_00
    assert [piece.description for piece in pieces_of(book, ann, VIEWER)] == ["Ring, 6½"]
    undo_last(book)
    assert [piece.description for piece in pieces_of(book, ann, VIEWER)] == ["Ring, 6¼"]


def test_a_return_opens_the_wish_again(book: Book) -> None:
    margaret, daniel = make_couple(book)
    wish_id = add_wish(book, margaret, WishDraft(description="Trilogy ring"))
    bought = make_purchase(book, daniel, make_line(wearer_id=margaret, wish_id=wish_id))

    bring_back(book, daniel, Back(line_id=line_ids(book, bought)[0]))

    assert wishes_of(book, margaret, VIEWER)[0].fulfilled_on is None


def test_what_is_brought_back_from_a_secret_is_as_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    christmas = TODAY + timedelta(days=35)
    line = make_line(wearer_id=margaret, secret_until=christmas)
    bought = make_purchase(book, daniel, line)

    back = bring_back(book, daniel, Back(line_id=line_ids(book, bought)[0]))

    assert purchase(book, back, VIEWER, subject_id=daniel).secret_until == christmas
    with pytest.raises(Refused):
        purchase(book, back, VIEWER)


@pytest.mark.parametrize(("first", "second"), [(35, 60), (60, 35)])
def test_an_exchange_is_secret_until_the_later_of_both_days(
    book: Book, first: int, second: int
) -> None:
    margaret, daniel = make_couple(book)
    until = [TODAY + timedelta(days=days) for days in (first, second)]
    secret = make_line("Ring, 6¼", wearer_id=margaret, secret_until=until[0])
    (line_id,) = line_ids(book, make_purchase(book, daniel, secret))
    instead = make_line("Ring, 6½", wearer_id=margaret, secret_until=until[1])
    draft = PurchaseDraft(shopper_id=daniel, day=TODAY, lines=(instead,))

    exchange = return_lines(book, draft, [Back(line_id=line_id)], shop=SHOP, today=TODAY)

    assert purchase(book, exchange, VIEWER, subject_id=daniel).secret_until == max(until)


def test_it_is_paid_back_as_it_was_sold_though_the_tax_has_changed(book: Book) -> None:
    ann = make_shopper(book)
    bought = make_purchase(book, ann, make_line(price=100_00), shop=DOLLARS)
    (line_id,) = line_ids(book, bought)

    back = bring_back(book, ann, Back(line_id=line_id), shop=Shop(tax_rate_bp=2000))

    assert purchase(book, back, VIEWER).total_cents == -108_50


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    price=st.integers(min_value=1, max_value=10**7),
    steps=st.lists(st.integers(min_value=1, max_value=5), min_size=1, max_size=4),
    discount=st.integers(min_value=0, max_value=10**7),
    sold_in=st.sampled_from([SHOP, DOLLARS, EUROS]),
    returned_in=st.sampled_from([DOLLARS, EUROS]),
)
def test_in_whatever_steps_all_of_it_comes_back_nothing_is_left_to_pay(
    book: Book, price: int, steps: list[int], discount: int, sold_in: Shop, returned_in: Shop
) -> None:
    ann = make_shopper(book, "Ann")
    line = make_line(
        price=price,
        quantity=sum(steps),
        discount_cents=Cents(min(discount, price * sum(steps))),
        cost_cents=Cents(price // 2),
    )
    bought = make_purchase(book, ann, line, shop=sold_in)

    for step in steps:
        back = returning(
            book, Back(line_id=line_ids(book, bought)[0], quantity=step), shop=returned_in
        )
        make_purchase(book, ann, back, shop=returned_in)

    sums = book.rows(
        """
        SELECT sum(net_cents), sum(tax_cents), sum(total_cents), sum(cost_cents) FROM purchase
        WHERE shopper_id = :ann
        """,
        ann=ann,
    )
    assert sums == [(0, 0, 0, 0)]
