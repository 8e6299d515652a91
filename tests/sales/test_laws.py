"""What holds for any tickets whatever: sums agree, undo returns exactly, secrets are kept."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import redo_last, undo_last
from storebook.book.shop import Shop
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch, touches_of
from storebook.people.search import Match, find_shoppers
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft, refuse_open_secret
from storebook.sales.exported import exported_lines
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchases_of, recent_purchases
from storebook.sales.recording import record_purchase
from storebook.sales.returns import Back, return_lines, returnable
from storebook.sales.suggestions import suggestions
from storebook.sales.timeline import timeline
from storebook.staff.viewer import Viewer
from tests.make import TODAY, keep_secret, make_shopper

SHARED_BOOK = [HealthCheck.function_scoped_fixture]
PEOPLE = 4
NUMBERS = count(1)

shops = st.builds(
    Shop,
    tax_rate_bp=st.integers(min_value=0, max_value=2500),
    prices_include_tax=st.booleans(),
)
lines = st.builds(
    LineDraft,
    description=st.sampled_from(["Ring", "Clasp", "Care kit"]),
    kind=st.sampled_from(LineKind),
    price_cents=st.integers(min_value=0, max_value=10**8).map(Cents),
    quantity=st.integers(min_value=-3, max_value=3).filter(bool),
    cost_cents=st.none() | st.integers(min_value=0, max_value=10**7).map(Cents),
)


@pytest.fixture
def people(book: Book) -> list[int]:
    """Four of one household."""
    return [make_shopper(book, name) for name in ("Daniel", "Margaret", "Clara", "Ruth")]


def contents(book: Book) -> list[list[tuple[Any, ...]]]:
    """Everything in the tables that sales write, and what follows from them."""
    return [
        book.rows("SELECT * FROM purchase ORDER BY id"),
        book.rows("SELECT * FROM line ORDER BY id"),
        book.rows("SELECT * FROM piece ORDER BY id"),
        book.rows("SELECT * FROM payment ORDER BY id"),
        book.rows("SELECT * FROM wish ORDER BY id"),
        book.rows("SELECT * FROM touch ORDER BY id"),
        book.rows("SELECT * FROM shopper ORDER BY id"),
        book.rows("SELECT * FROM shopper_summary ORDER BY shopper_id"),
    ]


@settings(suppress_health_check=SHARED_BOOK, max_examples=40)
@given(tickets=st.lists(st.tuples(st.lists(lines, min_size=1, max_size=5), shops), max_size=4))
def test_the_sums_of_every_ticket_agree_with_its_lines(
    book: Book, people: list[int], tickets: list[tuple[list[LineDraft], Shop]]
) -> None:
    for ticket, shop in tickets:
        draft = PurchaseDraft(shopper_id=people[0], day=TODAY, lines=tuple(ticket))
        record_purchase(book, draft, shop=shop, today=TODAY)

    assert [check.name for check in check_book(book) if not check.good] == []
    assert not book.value(
        """
        SELECT count(*) FROM purchase WHERE total_cents <> (
            SELECT coalesce(sum(amount_cents), 0) FROM payment WHERE purchase_id = purchase.id
        )
        """
    )


# -- undo


def buy(book: Book, people: list[int], pick: Callable[[int], int]) -> None:
    """A ticket with a wish come true and a piece, perhaps a secret one."""
    giver, wearer = people[pick(2)], people[2 + pick(2)]
    wish_id = add_wish(book, wearer, WishDraft(description="A ring"))
    line = LineDraft(
        description="Ring",
        price_cents=Cents(pick(10**6)),
        wearer_id=wearer,
        wish_id=wish_id,
        secret_until=TODAY + timedelta(days=1 + pick(30)) if pick(2) else None,
    )
    draft = PurchaseDraft(shopper_id=giver, day=TODAY - timedelta(days=pick(900)), lines=(line,))
    record_purchase(book, draft, shop=Shop(tax_rate_bp=700), today=TODAY)


def bring_back(book: Book, people: list[int], pick: Callable[[int], int]) -> None:
    """The latest ticket of which something is left comes back."""
    latest = book.value("SELECT max(id) FROM purchase WHERE net_cents >= 0")
    left = [line for line in returnable(book, latest or 0) if line.left]
    if left:
        draft = PurchaseDraft(shopper_id=people[0], day=TODAY, lines=())
        backs = [Back(line_id=left[0].line_id)]
        return_lines(book, draft, backs, shop=Shop(tax_rate_bp=700), today=TODAY)


def move_secret(book: Book, people: list[int], pick: Callable[[int], int]) -> None:
    latest = book.value("SELECT max(id) FROM piece")
    if latest is not None:
        keep_secret(book, latest, TODAY + timedelta(days=1 + pick(60)))


def call(book: Book, people: list[int], pick: Callable[[int], int]) -> None:
    touch = TouchDraft(
        shopper_id=people[pick(PEOPLE)], day=TODAY, kind=TouchKind.CALL, text="Hello"
    )
    log_touch(book, touch, today=TODAY)


DEEDS = (buy, bring_back, move_secret, call)


@settings(suppress_health_check=SHARED_BOOK, max_examples=30)
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=1, max_size=6), random=st.randoms())
def test_undoing_everything_returns_the_book_exactly(
    book: Book, people: list[int], deeds: list[Any], random: Any
) -> None:
    before, at_first = contents(book), book.changed_count
    for deed in deeds:
        deed(book, people, random.randrange)
    after, done = contents(book), book.changed_count - at_first

    for _ in range(done):
        undo_last(book)
    assert contents(book) == before

    for _ in range(done):
        redo_last(book)
    assert contents(book) == after
    for _ in range(done):
        undo_last(book)


# -- secrets


@settings(suppress_health_check=SHARED_BOOK, max_examples=60)
@given(
    who=st.permutations(range(PEOPLE)),
    another_gives=st.booleans(),
    walk_in=st.booleans(),
    ahead=st.integers(min_value=1, max_value=400),
    looked=st.integers(min_value=0, max_value=420),
    comes_back=st.booleans(),
)
def test_nothing_of_a_secret_is_read_where_it_must_not_be(
    book: Book,
    people: list[int],
    who: list[int],
    another_gives: bool,
    walk_in: bool,
    ahead: int,
    looked: int,
    comes_back: bool,
) -> None:
    buyer, wearer, giver = (people[place] for place in who[:3])
    until, day = TODAY + timedelta(days=ahead), TODAY + timedelta(days=looked)
    mark = f"Zirkon{next(NUMBERS)}"
    shopper_id = None if walk_in else buyer
    gives = giver if another_gives or walk_in else None
    give_in_secret(book, mark, PurchaseDraft(
        day=TODAY, shopper_id=shopper_id, giver_id=gives, lines=(), note=mark, occasion_text=mark
    ), wearer, until, comes_back=comes_back)  # fmt: skip

    knowing = {shopper_id, gives if gives is not None else shopper_id}
    for shopper in people:
        if shopper not in knowing:
            seen = mark in page_of(book, shopper, Viewer(today=day))
            is_theirs = shopper == wearer and day >= until and not comes_back
            assert seen is is_theirs, (shopper, day, until)
    assert (mark in shown_to_anybody(book, mark, day)) is (day >= until)


def give_in_secret(
    book: Book, mark: str, draft: PurchaseDraft, wearer: int, until: date, *, comes_back: bool
) -> None:
    """A ring, its engraving, a call about it and a wish it fulfills, all bearing the mark."""
    wish_id = add_wish(book, wearer, WishDraft(description="A ring"))
    ring = LineDraft(
        description=mark,
        price_cents=Cents(100_00),
        stock_number=mark,
        serial=mark,
        certificate=f"GIA {mark}",
        engraving=mark,
        stones=mark,
        wearer_id=wearer,
        secret_until=until,
        wish_id=wish_id,
    )
    service = LineDraft(
        description=f"Engraving {mark}", kind=LineKind.SERVICE, price_cents=Cents(1)
    )
    ticket = PurchaseDraft(
        day=draft.day, shopper_id=draft.shopper_id, giver_id=draft.giver_id,
        note=draft.note, occasion_text=draft.occasion_text, lines=(ring, service),
    )  # fmt: skip
    purchase_id = record_purchase(book, ticket, shop=Shop(), today=TODAY)
    piece_id = book.value("SELECT max(id) FROM piece")
    touch = TouchDraft(
        shopper_id=wearer, day=TODAY, kind=TouchKind.CALL, text=f"About {mark}", piece_id=piece_id
    )
    if not comes_back:
        log_touch(book, touch, today=TODAY)
        assert wishes_of(book, wearer, Viewer(today=TODAY))[0].fulfilled_on is None
    else:
        back = PurchaseDraft(
            day=TODAY, shopper_id=draft.shopper_id, giver_id=draft.giver_id, lines=()
        )
        first = Back(line_id=returnable(book, purchase_id)[0].line_id, reason=mark)
        return_lines(book, back, [first], shop=Shop(), today=TODAY)


def page_of(book: Book, shopper_id: int, viewer: Viewer) -> str:
    """All that one shopper's page says."""
    return repr(
        [
            pieces_of(book, shopper_id, viewer),
            timeline(book, shopper_id, viewer),
            purchases_of(book, shopper_id, viewer),
            touches_of(book, shopper_id, viewer),
            wishes_of(book, shopper_id, viewer),
            book.values(
                """
                SELECT what FROM change JOIN change_shopper ON change_id = change.id
                WHERE shopper_id = :shopper_id
                """,
                shopper_id=shopper_id,
            ),
        ]
    )


def shown_to_anybody(book: Book, mark: str, day: date) -> str:
    """All that lists about nobody in particular say, and a search that leads to the wearer."""
    viewer = Viewer(today=day)
    secret_piece = book.value("SELECT max(id) FROM piece WHERE serial = :mark", mark=mark)
    wearer = book.value("SELECT wearer_id FROM piece WHERE id = :id", id=secret_piece)
    found = [hit for hit in find_shoppers(book, mark, today=day) if hit.match is Match.SERIAL]
    return repr(
        [
            recent_purchases(book, viewer, limit=10**6).rows,
            list(exported_lines(book, today=day)),
            suggestions(book, mark, viewer),
            [one for one in found if one.shopper_id == wearer],
            book.values("SELECT what FROM change"),
        ]
    )


@given(ids=st.tuples(*[st.none() | st.integers(min_value=1, max_value=3)] * 3))
def test_a_secret_always_has_one_who_knows_and_one_who_does_not(ids: tuple[Any, Any, Any]) -> None:
    giver, wearer, buyer = ids
    try:
        refuse_open_secret(giver, wearer, buyer)
    except Refused:
        return

    assert giver is not None
    assert wearer is not None
    assert wearer not in {giver, buyer}
