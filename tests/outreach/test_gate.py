"""May this person be written to today: one answer, whether a run is chosen, printed or printed
again.
"""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.outreach.choosing import CardKind
from storebook.outreach.gate import Gate
from storebook.outreach.runs import PieceState, freeze_run, pieces_of_run, pieces_to_print
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import addresses, mark_address_returned
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.occasions import set_birthday
from storebook.people.reachable import Reason, WhyNot
from tests.make import NOVEMBER_26, TODAY, make_couple, make_purchase, make_shopper
from tests.outreach.mailing import look, reasons, send

ROOT = Path(__file__).resolve().parents[2] / "storebook"
LATER = TODAY + timedelta(days=1)


def refuse(book: Book, shopper_id: int) -> None:
    record_consent(
        book, shopper_id, Channel.MAIL, [Purpose.OCCASIONS], given=False, wording="No.", day=TODAY
    )


STOPS: dict[str, Callable[[Book, int], None]] = {
    "Died": lambda book, ann: mark_deceased(book, ann, on=TODAY),
    "Archived": lambda book, ann: archive(book, ann, on=TODAY),
    "Quiet for now": lambda book, ann: be_quiet_until(
        book, ann, TODAY + timedelta(days=30), note="", today=TODAY
    ),
    "No mail wanted": refuse,
    "Moved away": lambda book, ann: mark_moved_away(book, ann, on=TODAY),
    "Address came back": lambda book, ann: mark_address_returned(
        book, addresses(book, ann)[0].id, on=TODAY, reason="moved"
    ),
}
KINDS = (None, CardKind.THANKS, CardKind.HOLIDAY, CardKind.MONTHLY)


@pytest.fixture
def ann(book: Book) -> int:
    shopper_id = make_shopper(book, "Ann Lee", street="1 High Street")
    set_birthday(book, shopper_id, NOVEMBER_26, today=TODAY)
    make_purchase(book, shopper_id)
    return shopper_id


@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_at_choosing_and_at_printing(
    book: Book, ann: int, kind: CardKind | None, why: str
) -> None:
    run_id = freeze_run(book, look(book, kind), today=TODAY)

    STOPS[why](book, ann)

    if why != "Archived" or kind in (None, CardKind.THANKS):  # no selection has the archived
        assert [reason for _, reason, _ in reasons(look(book, kind))] == [why]
    assert pieces_to_print(book, run_id, today=LATER) == []
    assert [(one.state, one.why) for one in pieces_of_run(book, run_id)] == [
        (PieceState.DROPPED, why)
    ]


@pytest.mark.parametrize("why", STOPS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_at_printing_again(
    book: Book, ann: int, kind: CardKind | None, why: str
) -> None:
    run_id = send(book, look(book, kind))
    assert len(pieces_to_print(book, run_id, today=LATER)) == 1

    STOPS[why](book, ann)

    assert pieces_to_print(book, run_id, today=LATER) == []
    assert [one.state for one in pieces_of_run(book, run_id)] == [PieceState.SENT]


def test_who_is_no_longer_in_the_book_gets_nothing(book: Book) -> None:
    gate = Gate(book, [41], [None], TODAY)

    assert gate.why_not(41, None) == WhyNot(reason=Reason.ARCHIVED, detail="no longer in the book")


def test_a_card_for_two_goes_to_the_one_who_has_an_address(book: Book) -> None:
    couple = make_couple(book)
    mark_moved_away(book, couple[1], on=TODAY)
    gate = Gate(book, couple, [CardKind.WEDDING], TODAY)

    assert gate.why_not(couple[1], CardKind.WEDDING) is not None
    assert gate.why_not_together(couple, CardKind.WEDDING) is None
    assert gate.address_id(couple, CardKind.WEDDING) == addresses(book, couple[0])[0].id


def test_of_two_reasons_the_stronger_one_is_told(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    record_consent(book, ann, Channel.MAIL, [Purpose.OFFERS], given=False, wording="No.", day=TODAY)

    refusal = Gate(book, [ann], [CardKind.MONTHLY], TODAY).why_not(ann, CardKind.MONTHLY)

    assert refusal is not None
    assert refusal.reason is Reason.NO_MAIL


def test_nobody_but_the_gate_asks_for_runs_who_may_be_written_to() -> None:
    asking = {
        path.relative_to(ROOT).as_posix()
        for folder in ("outreach", "printing", "exchange", "cli", "gui")
        for path in (ROOT / folder).rglob("*.py")
        if "people.reachable" in (source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        and node.module == "storebook.people.reachable"
        and {"why_not", "reach_of"} & {one.name for one in node.names}
    }

    assert "outreach/gate.py" in asking
    assert {path for path in asking if not path.endswith("calls.py")} == {"outreach/gate.py"}
