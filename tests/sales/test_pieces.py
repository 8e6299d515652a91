"""Pieces live on: whose they are, what is known of them, what became of them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import IntegrityError
from storebook.book.history import changes, undo_last
from storebook.people.search import find_shoppers
from storebook.sales.pieces import (
    Origin,
    PieceDraft,
    PieceRole,
    PieceState,
    add_piece,
    change_piece,
    count_pieces,
    piece,
    pieces_of,
)
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)
TOMORROW = TODAY + timedelta(days=1)


def say_where(book: Book, state: PieceState) -> None:
    """Where the first piece is now; all else of it stays."""
    change_piece(book, 1, piece(book, 1), today=TODAY, state=state)


def test_what_they_wear_comes_before_what_they_gave_newest_first(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, daniel, make_line("Watch"), day=date(2020, 5, 1))
    make_purchase(book, daniel, make_line("Cufflinks"), day=date(2024, 5, 1))
    make_purchase(book, daniel, make_line("Ring", wearer_id=margaret))

    pieces = pieces_of(book, daniel, VIEWER)

    assert [(piece.description, piece.role) for piece in pieces] == [
        ("Cufflinks", PieceRole.WEARS),
        ("Watch", PieceRole.WEARS),
        ("Ring", PieceRole.GAVE),
    ]


def test_the_first_few_are_read_and_the_others_counted(book: Book) -> None:
    margaret, daniel = make_couple(book)
    for day in range(1, 8):
        make_purchase(book, daniel, make_line(f"Ring {day}"), day=date(2020, 5, day))
    secret = make_line("Pearls", wearer_id=margaret, secret_until=TOMORROW)
    make_purchase(book, daniel, secret, day=TODAY)

    assert pieces_of(book, daniel, VIEWER, limit=3) == pieces_of(book, daniel, VIEWER)[:3]
    assert count_pieces(book, daniel, VIEWER) == len(pieces_of(book, daniel, VIEWER)) == 8
    assert count_pieces(book, margaret, VIEWER) == 0
    assert count_pieces(book, margaret, Viewer(today=TOMORROW)) == 1


def test_only_who_gave_it_has_the_ticket_to_open(book: Book) -> None:
    margaret, daniel = make_couple(book)
    purchase_id = make_purchase(book, daniel, make_line("Ring", wearer_id=margaret))

    assert pieces_of(book, daniel, VIEWER)[0].purchase_id == purchase_id
    assert pieces_of(book, margaret, VIEWER)[0].purchase_id is None


def test_a_piece_from_elsewhere_is_written_down_by_hand(book: Book) -> None:
    ann = make_shopper(book)
    pearls = PieceDraft(
        description=" Pearl strand, 18 in ",
        wearer_id=ann,
        origin=Origin.INHERITED,
        came_on=date(1998, 6, 1),
        certificate="SSEF 12345",
    )

    add_piece(book, pearls, today=TODAY)

    (found,) = pieces_of(book, ann, VIEWER)
    assert (found.description, found.origin, found.day, found.price_cents) == (
        "Pearl strand, 18 in",
        Origin.INHERITED,
        date(1998, 6, 1),
        None,
    )
    assert [one.shopper_id for one in find_shoppers(book, "12345", today=TODAY)] == [ann]
    assert changes(book)[0].what == "Piece written down for Ann Lee"


def test_correcting_a_piece_is_undone_like_anything_else(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann"), make_shopper(book, "Bea")
    make_purchase(book, ann, make_line("Ring", serial="A-1"))
    before = piece(book, 1)

    change_piece(book, 1, replace(before, wearer_id=bea, serial="B-2", size="52"), today=TODAY)
    assert [one.size for one in pieces_of(book, bea, VIEWER)] == ["52"]
    assert find_shoppers(book, "a1", today=TODAY) == []

    undo_last(book)
    assert piece(book, 1) == before
    assert [one.shopper_id for one in find_shoppers(book, "a1", today=TODAY)] == [ann]


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("description", PieceDraft(description=" ", wearer_id=1)),
        ("wearer", PieceDraft(description="Ring", wearer_id=None)),
        ("wearer", PieceDraft(description="Ring", wearer_id=999)),
        ("giver", PieceDraft(description="Ring", wearer_id=1, giver_id=999)),
        ("wearer", PieceDraft(description="Ring", wearer_id=1, giver_id=1, secret_until=TOMORROW)),
        ("giver", PieceDraft(description="Ring", wearer_id=1, secret_until=TOMORROW)),
        (
            "secret_until",
            PieceDraft(description="Ring", wearer_id=1, giver_id=2, secret_until=TODAY),
        ),
    ],
)
def test_a_piece_is_refused_beside_its_field(book: Book, field: str, draft: PieceDraft) -> None:
    make_shopper(book, "Ann")
    make_shopper(book, "Bea")

    with pytest.raises(Refused) as refusal:
        add_piece(book, draft, today=TODAY)

    assert refusal.value.field == field
    assert book.value("SELECT count(*) FROM piece") == 0


def test_a_piece_can_not_become_a_secret_from_who_bought_it(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, margaret, make_line("Ring"))

    with pytest.raises(Refused, match="Who buys it knows"):
        change_piece(
            book,
            1,
            replace(piece(book, 1), giver_id=daniel, secret_until=TOMORROW),
            today=TODAY,
        )


def test_the_file_itself_refuses_a_secret_that_nobody_gives(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(IntegrityError), book.change("x") as change:
        change.insert("piece", description="Ring", wearer_id=ann, secret_until=TOMORROW)


def test_a_lost_piece_stays_in_the_list_and_says_so(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann)

    say_where(book, PieceState.LOST)

    assert [one.state for one in pieces_of(book, ann, VIEWER)] == [PieceState.LOST]


def test_a_piece_comes_back_by_its_ticket_only(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann)

    with pytest.raises(Refused, match="return on its ticket"):
        say_where(book, PieceState.RETURNED)

    make_purchase(book, ann, make_line(quantity=-1, returns_line_id=1))
    with pytest.raises(Refused, match="return on its ticket"):
        say_where(book, PieceState.OWNED)


def test_privacy_hides_what_a_piece_cost(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann)

    assert pieces_of(book, ann, Viewer(today=TODAY, private=True))[0].price_cents is None
    assert pieces_of(book, ann, VIEWER)[0].price_cents == 9_400_00
