"""Someone leaves: one step, and then who takes over."""

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.outreach.tasks import TaskDraft, add_task, finish_task
from storebook.staff.associates import associate
from storebook.staff.leaving import Belongings, belongings, hand_over, let_go
from storebook.staff.pins import has_pin
from tests.make import TODAY, make_shopper
from tests.staff.people import make_clerk, make_pins


def with_work(book: Book, olga: int) -> tuple[int, int]:
    """A shopper in Olga's care, with a task of hers to do, and one that she has done."""
    ann = make_shopper(book, looked_after_by=olga)
    add_task(book, TaskDraft(what="Call about the ring", shopper_id=ann, associate_id=olga))
    done = add_task(book, TaskDraft(what="Send the card", shopper_id=ann, associate_id=olga))
    finish_task(book, done, today=TODAY)
    return ann, done


def test_who_leaves_has_no_pin_any_more_and_it_is_told_what_was_theirs(book: Book) -> None:
    _, olga = make_pins(book)
    with_work(book, olga)

    theirs = let_go(book, olga)

    assert theirs == Belongings(tasks=1, shoppers=1)
    assert theirs.sentence == "1 task and 1 shopper"
    assert not has_pin(book, olga)
    assert not associate(book, olga).active


def test_another_takes_over_all_of_it_as_one_change(book: Book) -> None:
    olga, sol = make_clerk(book), make_clerk(book, "Sol Whitcombe")
    ann, done = with_work(book, olga)
    let_go(book, olga)

    handed = hand_over(book, olga, sol)

    assert handed == belongings(book, sol) == Belongings(tasks=1, shoppers=1)
    assert belongings(book, olga).is_empty
    assert book.value("SELECT associate_id FROM task WHERE id = :id", id=done) == olga
    assert changes(book)[0].what == "What Olga Petrov looked after goes to Sol Whitcombe"
    assert book.value("SELECT looked_after_by FROM shopper WHERE id = :id", id=ann) == sol

    undo_last(book)
    assert belongings(book, olga) == Belongings(tasks=1, shoppers=1)


def test_it_may_wait_for_whoever_has_time(book: Book) -> None:
    olga = make_clerk(book)
    with_work(book, olga)

    hand_over(book, olga, None)

    assert belongings(book, olga).is_empty
    assert book.values("SELECT associate_id FROM task WHERE done_on IS NULL") == [None]


def test_nobody_takes_over_from_themselves_or_after_they_left(book: Book) -> None:
    olga, sol = make_clerk(book), make_clerk(book, "Sol Whitcombe")
    let_go(book, sol)

    with pytest.raises(Refused, match="somebody else"):
        hand_over(book, olga, olga)
    with pytest.raises(Refused, match="no longer works here"):
        hand_over(book, olga, sol)


def test_with_nothing_to_hand_over_nothing_is_written(book: Book) -> None:
    olga, sol = make_clerk(book), make_clerk(book, "Sol Whitcombe")
    before = len(changes(book))

    assert hand_over(book, olga, sol).is_empty
    assert len(changes(book)) == before
