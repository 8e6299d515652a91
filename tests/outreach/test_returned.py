"""Mail that came back marks the address and not the person, makes a task, and can be taken back."""

from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.outreach.calls import call_sheet
from storebook.outreach.choosing import CardKind
from storebook.outreach.gate import Gate
from storebook.outreach.returned import REASONS, ReturnReason, read_reason, record_returned
from storebook.outreach.runs import freeze_run, pieces_of_run, run_summaries
from storebook.outreach.tasks import tasks_of
from storebook.people.contact_points import addresses, mark_address_good, phones
from storebook.people.occasions import set_birthday
from storebook.staff.viewer import Viewer
from tests.make import (
    NOVEMBER_26,
    TODAY,
    add_address,
    edit_address,
    make_address,
    make_couple,
    make_purchase,
    make_shopper,
)
from tests.outreach.mailing import look, names, reasons, send

LATER = TODAY + timedelta(days=12)


def gets_mail(book: Book, shopper_id: int) -> bool:
    return Gate(book, [shopper_id], [None], LATER).why_not(shopper_id, None) is None


@pytest.fixture
def grace(book: Book) -> int:
    return make_shopper(
        book, "Grace Lindqvist", street="7 Elm Street", phone="(603) 555-0142", birthday=NOVEMBER_26
    )


@pytest.fixture
def run_id(book: Book, grace: int) -> int:
    return send(book, look(book, None))


def test_the_address_is_marked_and_gets_no_second_card(book: Book, grace: int, run_id: int) -> None:
    done = record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    (home,) = addresses(book, grace)
    assert (home.returned_on, home.returned_reason) == (LATER, "moved, left no address")
    assert (done.name, done.address_marked) == ("Grace Lindqvist", True)
    found = look(book, CardKind.HOLIDAY)
    assert found.chosen == []
    assert reasons(found)[0][:2] == ("Grace Lindqvist", "Address came back")


def test_the_person_keeps_their_phone_and_can_be_called(
    book: Book, grace: int, run_id: int
) -> None:
    record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    assert len(phones(book, grace)) == 1
    sheet = call_sheet(book, [grace], Viewer(today=LATER))
    assert [row.shopper_id for row in sheet.rows] == [grace]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (ReturnReason.MOVED, "ask for the right address"),
        (ReturnReason.NO_SUCH_NUMBER, "no such number"),
        (ReturnReason.REFUSED, "ask whether mail is still wanted"),
        (ReturnReason.DECEASED, "find out with care"),
    ],
)
def test_it_makes_a_task_that_says_what_to_do(
    book: Book, grace: int, run_id: int, reason: ReturnReason, words: str
) -> None:
    record_returned(book, run_id, 1, reason, on=LATER)

    (task,) = tasks_of(book, grace, today=LATER)
    assert words in task.what
    assert task.due_on == LATER


def test_nobody_is_dead_because_the_post_says_so(book: Book, grace: int, run_id: int) -> None:
    record_returned(book, run_id, 1, ReturnReason.DECEASED, on=LATER)

    assert book.value("SELECT deceased_on FROM shopper WHERE id = :id", id=grace) is None


def test_who_recorded_it_when_and_why_is_kept_with_the_piece(book: Book, run_id: int) -> None:
    record_returned(book, run_id, 1, ReturnReason.VACANT, on=LATER)

    (piece,) = pieces_of_run(book, run_id)
    assert (piece.returned_on, piece.returned_reason) == (LATER, "vacant")
    assert book.value("SELECT returned_by FROM run_piece WHERE id = :id", id=piece.id) == 1


def test_a_piece_comes_back_once(book: Book, run_id: int) -> None:
    record_returned(book, run_id, 1, ReturnReason.VACANT, on=LATER)

    with pytest.raises(Refused, match="came back on Dec 2, 2026 already"):
        record_returned(book, run_id, 1, ReturnReason.VACANT, on=LATER)


@pytest.mark.parametrize(
    ("position", "sentence"), [(2, "There is no piece 2"), (0, "There is no piece 0")]
)
def test_a_piece_that_is_not_there_is_refused(
    book: Book, run_id: int, position: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        record_returned(book, run_id, position, ReturnReason.VACANT, on=LATER)


def test_what_was_not_sent_can_not_come_back(book: Book, grace: int) -> None:
    run_id = freeze_run(book, look(book, None), today=TODAY)

    with pytest.raises(Refused, match="was not confirmed as sent"):
        record_returned(book, run_id, 1, ReturnReason.VACANT, on=LATER)


def test_the_second_card_from_the_same_address_makes_no_second_task(
    book: Book, grace: int, run_id: int
) -> None:
    make_purchase(book, grace)
    thanks = send(book, look(book, CardKind.THANKS))
    record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    done = record_returned(book, thanks, 1, ReturnReason.UNCLAIMED, on=LATER + timedelta(days=3))

    assert done.task_id is None
    (home,) = addresses(book, grace)
    assert home.returned_on == LATER
    assert len(tasks_of(book, grace, today=LATER)) == 1


def test_an_address_that_was_put_right_since_stays_good(
    book: Book, grace: int, run_id: int
) -> None:
    (home,) = addresses(book, grace)
    edit_address(book, home.id, make_address("9 New Street"))

    done = record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    assert not done.address_marked
    assert addresses(book, grace)[0].returned_on is None


def test_once_the_address_is_found_good_mail_goes_there_again(
    book: Book, grace: int, run_id: int
) -> None:
    record_returned(book, run_id, 1, ReturnReason.AWAY, on=LATER)
    (home,) = addresses(book, grace)

    mark_address_good(book, home.id, on=LATER)

    assert names(look(book, CardKind.HOLIDAY)) == ["Grace Lindqvist"]


def test_it_is_one_step_and_taken_back_whole(book: Book, grace: int, run_id: int) -> None:
    record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    undo_last(book)

    assert addresses(book, grace)[0].returned_on is None
    assert tasks_of(book, grace, today=LATER) == []
    assert pieces_of_run(book, run_id)[0].returned_on is None


def test_the_mail_of_a_household_stops_with_its_address(book: Book) -> None:
    margaret, daniel = make_couple(book)
    for person in (margaret, daniel):
        set_birthday(book, person, NOVEMBER_26, today=TODAY)
    run_id = send(book, look(book, None))
    (place,) = [one.position for one in pieces_of_run(book, run_id) if one.shopper_id == daniel]

    record_returned(book, run_id, place or 0, ReturnReason.NO_SUCH_NUMBER, on=LATER)

    assert look(book, CardKind.HOLIDAY).chosen == []
    (task,) = tasks_of(book, daniel, today=LATER)
    assert task.shopper_id == daniel


@pytest.mark.parametrize(
    ("reason", "daniel_gets_mail"),
    [(ReturnReason.NO_SUCH_NUMBER, False), (ReturnReason.REFUSED, True)],
)
def test_an_address_that_both_have_on_file_is_marked_at_both(
    book: Book, reason: ReturnReason, daniel_gets_mail: bool
) -> None:
    """What is wrong with the place is so for all who live there; what one refused is not."""
    margaret, daniel = make_couple(book)
    add_address(book, daniel, make_address("12 ocean road"))
    set_birthday(book, margaret, NOVEMBER_26, today=TODAY)
    run_id = send(book, look(book, None))

    record_returned(book, run_id, 1, reason, on=LATER)

    assert gets_mail(book, daniel) is daniel_gets_mail
    undo_last(book)
    assert gets_mail(book, daniel)


def test_mail_for_two_marks_the_address_of_both(book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_address(book, daniel, make_address())
    run_id = send(book, look(book, CardKind.HOLIDAY))

    record_returned(book, run_id, 1, ReturnReason.MOVED, on=LATER)

    assert look(book, CardKind.HOLIDAY).chosen == []
    (his,) = addresses(book, daniel)
    mark_address_good(book, his.id, on=LATER)
    assert all(one.usable for one in (*addresses(book, daniel), *addresses(book, margaret)))


def test_a_run_says_how_much_of_it_came_back(book: Book, grace: int) -> None:
    for number in range(3):
        make_shopper(book, f"Ann Lee {number}", street=f"{number} High Street")
    run_id = send(book, look(book, CardKind.HOLIDAY))

    record_returned(book, run_id, 2, ReturnReason.MOVED, on=LATER)

    (summary,) = run_summaries(book)
    assert (summary.sent, summary.returned, summary.return_rate) == (4, 1, 0.25)


def test_every_reason_has_its_words_and_is_read_from_its_short_one() -> None:
    assert REASONS.keys() == set(ReturnReason)
    assert read_reason("No such number") is ReturnReason.NO_SUCH_NUMBER
    with pytest.raises(Refused, match="“lost” is no reason"):
        read_reason("lost")


def test_a_day_of_return_is_that_of_the_post(book: Book, run_id: int, grace: int) -> None:
    record_returned(book, run_id, 1, ReturnReason.MOVED, on=date(2026, 12, 24))

    assert addresses(book, grace)[0].returned_on == date(2026, 12, 24)
