"""A run that is printed again asks anew who may be written to, in the words it was frozen with."""

from datetime import date, timedelta

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import (
    PieceState,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_of_run,
    pieces_to_print,
)
from storebook.people.contact_points import addresses, mark_address_returned
from storebook.people.departures import mark_deceased
from storebook.people.kin import Ending, end_tie
from storebook.people.occasions import set_wedding_day
from tests.make import (
    NOVEMBER_26,
    SHOP,
    TODAY,
    add_address,
    make_address,
    make_couple,
    make_shopper,
)

WEDDING = PartialDate(month=11, day=24)
LATER = TODAY + timedelta(days=2)


def freeze(book: Book) -> int:
    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=date(2026, 12, 4))
    return freeze_run(book, look_at_run(book, request, shop=SHOP, today=TODAY), today=TODAY)


def test_whoever_died_after_their_card_was_sent_gets_no_second_one(book: Book) -> None:
    walter = make_shopper(book, "Walter Finch", street="9 Elm Street", birthday=NOVEMBER_26)
    run_id = freeze(book)
    mark_printed(book, run_id, today=TODAY)
    mark_sent(book, run_id, today=TODAY)
    assert len(pieces_to_print(book, run_id, today=TODAY)) == 1

    mark_deceased(book, walter, on=LATER)

    assert pieces_to_print(book, run_id, today=LATER) == []
    assert [piece.state for piece in pieces_of_run(book, run_id)] == [PieceState.SENT]


def test_a_couple_that_parted_since_gets_no_anniversary_card(book: Book) -> None:
    lucia, paolo = make_couple(book, "Lucia Marchetti", "Paolo Marchetti")
    set_wedding_day(book, lucia, WEDDING, partner_id=paolo)
    run_id = freeze(book)

    end_tie(book, lucia, paolo, Ending.SEPARATION, on=LATER)

    assert pieces_to_print(book, run_id, today=LATER) == []
    (piece,) = pieces_of_run(book, run_id)
    assert (piece.state, piece.why) == (PieceState.DROPPED, "No longer a couple")


def test_a_couple_of_whom_one_has_an_address_is_printed(book: Book) -> None:
    lucia = make_shopper(book, "Lucia Marchetti", street="3 Elwyn Road")
    paolo = make_shopper(book, "Paolo Marchetti")
    set_wedding_day(book, lucia, WEDDING, partner_id=paolo)

    run_id = freeze(book)

    assert len(pieces_to_print(book, run_id, today=TODAY)) == 1


def test_nothing_goes_to_an_address_that_mail_came_back_from_since(book: Book) -> None:
    walter = make_shopper(book, "Walter Finch", street="9 Elm Street", birthday=NOVEMBER_26)
    run_id = freeze(book)
    mark_address_returned(book, addresses(book, walter)[0].id, on=LATER, reason="vacant")
    add_address(book, walter, make_address("2 Oak Road"))

    assert pieces_to_print(book, run_id, today=LATER) == []
    assert [piece.why for piece in pieces_of_run(book, run_id)] == ["Address changed since"]


def test_a_widow_gets_no_anniversary_card_that_was_frozen_before(book: Book) -> None:
    harriet, walter = make_couple(book, "Harriet Finch", "Walter Finch")
    set_wedding_day(book, harriet, WEDDING, partner_id=walter)
    run_id = freeze(book)

    mark_deceased(book, walter, on=LATER)

    assert pieces_to_print(book, run_id, today=LATER) == []
