"""What "printed fine" writes down: only what was printed, for the living, in the right words."""

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import (
    PieceState,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_of_run,
    run,
)
from storebook.outreach.touches import touches_of
from storebook.people.departures import mark_deceased
from storebook.people.occasions import set_wedding_day
from storebook.staff.viewer import Viewer
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper

WEDDING = PartialDate(month=11, day=24, year=2019)


def print_run(book: Book) -> int:
    run_id = freeze(book)
    mark_printed(book, run_id, today=TODAY)
    return run_id


def freeze(book: Book) -> int:
    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=TODAY.replace(day=30))
    return freeze_run(book, look_at_run(book, request, shop=SHOP, today=TODAY), today=TODAY)


def mailed(book: Book, shopper_id: int) -> list[str]:
    return [touch.text for touch in touches_of(book, shopper_id, Viewer(today=TODAY))]


def test_an_anniversary_is_one_though_the_partner_is_not_on_file(book: Book) -> None:
    lucia = make_shopper(book, "Lucia Marchetti", street="3 Elwyn Road")
    set_wedding_day(book, lucia, WEDDING)

    mark_sent(book, print_run(book), today=TODAY)

    assert mailed(book, lucia) == ["Anniversary card mailed"]


def test_who_died_between_printing_and_mailing_was_mailed_nothing(book: Book) -> None:
    lucia, paolo = make_couple(book, "Lucia Marchetti", "Paolo Marchetti")
    set_wedding_day(book, lucia, WEDDING, partner_id=paolo)
    walter = make_shopper(book, "Walter Finch", street="9 Elm Street", birthday=NOVEMBER_26)
    ann = make_shopper(book, "Ann Lee", street="7 Elm Street", birthday=NOVEMBER_26)
    run_id = print_run(book)
    for gone in (walter, paolo):
        mark_deceased(book, gone, on=TODAY)

    assert mark_sent(book, run_id, today=TODAY) == 1

    told = [mailed(book, one) for one in (lucia, paolo, walter, ann)]
    assert told == [[], [], [], ["Birthday card mailed"]]
    states = {piece.shopper_id: piece.state for piece in pieces_of_run(book, run_id)}
    assert states == {
        lucia: PieceState.DROPPED,
        walter: PieceState.DROPPED,
        ann: PieceState.SENT,
    }


def test_what_was_never_printed_is_not_sent(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="7 Elm Street", birthday=NOVEMBER_26)
    run_id = freeze(book)

    with pytest.raises(Refused, match="not printed yet"):
        mark_sent(book, run_id, today=TODAY)

    assert mailed(book, ann) == []
    assert run(book, run_id).sent_on is None


@pytest.mark.parametrize("position", [0, 2, 999])
def test_a_piece_that_is_not_in_the_run_can_not_be_left_out(book: Book, position: int) -> None:
    make_shopper(book, "Ann Lee", street="7 Elm Street", birthday=NOVEMBER_26)
    run_id = print_run(book)

    with pytest.raises(Refused) as refusal:
        mark_sent(book, run_id, today=TODAY, without=[position])

    assert str(refusal.value) == f"There is no piece {position} in this run: it has 1 piece."
    assert run(book, run_id).sent_on is None
