"""Runs have names to find them by, and say how far they have come."""

from datetime import timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.choosing import CardKind
from storebook.outreach.runs import (
    RunState,
    drop_run,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_of_run,
    run,
    run_meant,
    run_summaries,
    run_waiting,
)
from storebook.people.departures import mark_deceased
from tests.make import NOVEMBER_26, TODAY, make_shopper
from tests.outreach.mailing import look, names, send


@pytest.fixture
def town(book: Book) -> list[int]:
    return [
        make_shopper(
            book, f"Shopper {number}", street=f"{number} High Street", birthday=NOVEMBER_26
        )
        for number in range(1, 6)
    ]


def test_a_name_is_taken_once(book: Book, town: list[int]) -> None:
    run_id = freeze_run(book, look(book, CardKind.HOLIDAY, name="Winter  cards"), today=TODAY)

    assert run(book, run_id).name == "Winter cards"
    with pytest.raises(Refused, match=f"“Winter cards” already, run {run_id}"):
        freeze_run(book, look(book, CardKind.HOLIDAY, name="WINTER CÁRDS"), today=TODAY)


def test_a_refused_name_leaves_no_run_behind(book: Book, town: list[int]) -> None:
    freeze_run(book, look(book, None, name="First"), today=TODAY)
    with pytest.raises(Refused):
        freeze_run(book, look(book, None, name="first"), today=TODAY)

    assert book.value("SELECT count(*) FROM run") == 1


def test_the_name_of_a_run_that_was_put_away_is_free(book: Book, town: list[int]) -> None:
    drop_run(book, freeze_run(book, look(book, None, name="First"), today=TODAY), today=TODAY)

    assert freeze_run(book, look(book, None, name="First"), today=TODAY) == 2


def test_runs_without_a_name_may_be_called_alike(book: Book, town: list[int]) -> None:
    first, second = (freeze_run(book, look(book, None), today=TODAY) for _ in range(2))

    assert run(book, first).name == run(book, second).name
    with pytest.raises(Refused, match=r"More than one run.*2, 1\. Give the number"):
        run_meant(book, run(book, first).name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("37", "needs a letter"), ("…", "needs a letter"), ("x" * 81, "too long")],
)
def test_a_name_that_is_none_is_refused(
    book: Book, town: list[int], name: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        freeze_run(book, look(book, None, name=name), today=TODAY)


def test_a_run_is_found_by_number_and_by_name(book: Book, town: list[int]) -> None:
    run_id = freeze_run(book, look(book, None, name="Early birds"), today=TODAY)

    assert run_meant(book, str(run_id)).id == run_meant(book, "early BIRDS").id == run_id
    with pytest.raises(Refused, match="no run “Late birds”"):
        run_meant(book, "Late birds")


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (None, "", "Occasion cards, Nov 20, 2026 to Dec 4, 2026"),
        (CardKind.BIRTHDAY, "", "Birthday cards, Nov 20, 2026 to Dec 4, 2026"),
        (CardKind.HOLIDAY, "", "Season’s greetings: cards, Dec 18, 2026"),
        (CardKind.HOLIDAY, "Mother’s Day", "Mother’s Day: cards, Dec 18, 2026"),
        (CardKind.MONTHLY, "", "Monthly cards, November 2026"),
    ],
)
def test_a_run_is_called_after_what_it_is(
    book: Book, town: list[int], kind: CardKind | None, title: str, name: str
) -> None:
    run_id = freeze_run(book, look(book, kind, title=title), today=TODAY)

    assert run(book, run_id).name == name


def test_a_run_says_how_far_it_is_and_why_others_got_nothing(book: Book, town: list[int]) -> None:
    mark_deceased(book, town[0], on=TODAY)
    run_id = freeze_run(book, look(book, None), today=TODAY)
    states = [run(book, run_id).state]
    mark_printed(book, run_id, today=TODAY)
    states.append(run(book, run_id).state)
    mark_sent(book, run_id, today=TODAY, without=[2])
    (summary,) = run_summaries(book)

    assert [*states, summary.run.state] == [RunState.PREPARED, RunState.PRINTED, RunState.SENT]
    assert (summary.sent, summary.due, summary.dropped) == (3, 1, 0)
    assert summary.why == {"Died": 1}


# -- piece by piece


def test_what_came_out_before_the_jam_is_confirmed_and_the_rest_waits(
    book: Book, town: list[int]
) -> None:
    run_id = freeze_run(book, look(book, None), today=TODAY)
    mark_printed(book, run_id, today=TODAY)

    assert mark_sent(book, run_id, today=TODAY, only=range(1, 4)) == 3
    waiting = run_waiting(book)
    assert waiting is not None
    assert waiting.state is RunState.PRINTED

    assert mark_sent(book, run_id, today=TODAY) == 2
    assert run(book, run_id).state is RunState.SENT
    assert names(look(book, None)) == []


def test_the_last_piece_confirms_the_run(book: Book, town: list[int]) -> None:
    run_id = freeze_run(book, look(book, None), today=TODAY)
    mark_printed(book, run_id, today=TODAY)
    for place in range(1, 6):
        assert run(book, run_id).sent_on is None
        mark_sent(book, run_id, today=TODAY, only=[place])

    assert run(book, run_id).sent_on == TODAY


def test_what_did_not_come_out_is_confirmed_once_it_was_printed_again(
    book: Book, town: list[int]
) -> None:
    run_id = freeze_run(book, look(book, None), today=TODAY)
    mark_printed(book, run_id, today=TODAY)
    mark_sent(book, run_id, today=TODAY, without=[4])
    later = TODAY + timedelta(days=1)

    assert mark_sent(book, run_id, today=later, only=[4]) == 1
    with pytest.raises(Refused, match="already"):
        mark_sent(book, run_id, today=later)


def test_a_piece_that_is_not_there_is_not_confirmed(book: Book, town: list[int]) -> None:
    run_id = freeze_run(book, look(book, None), today=TODAY)
    mark_printed(book, run_id, today=TODAY)

    with pytest.raises(Refused, match="no piece 9"):
        mark_sent(book, run_id, today=TODAY, only=[9])


def test_labels_and_lists_of_a_run_keep_the_order_of_its_cards(book: Book, town: list[int]) -> None:
    run_id = send(book, look(book, CardKind.HOLIDAY))

    order = [one.position for one in pieces_of_run(book, run_id)]

    assert order == sorted(one for one in order if one is not None)
