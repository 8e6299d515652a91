"""Small tasks: what, for whom, by when, who."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import changes_of, undo_last
from storebook.outreach.tasks import (
    Task,
    TaskDraft,
    add_task,
    edit_task,
    finish_task,
    tasks_due,
    tasks_of,
)
from storebook.people.departures import mark_deceased
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase
from tests.make import SHOP, TODAY, make_couple, make_shopper


def due(book: Book) -> list[str]:
    return [task.what for task in due_tasks(book, TODAY)]


def due_tasks(book: Book, today: date) -> list[Task]:
    return tasks_due(book, by=today, today=today)


def test_the_most_overdue_comes_first_and_the_undated_last(book: Book) -> None:
    add_task(book, TaskDraft(what="Whenever"))
    add_task(book, TaskDraft(what="Today", due_on=TODAY))
    add_task(book, TaskDraft(what="Overdue", due_on=TODAY - timedelta(days=3)))
    add_task(book, TaskDraft(what="Tomorrow", due_on=TODAY + timedelta(days=1)))

    assert due(book) == ["Overdue", "Today", "Whenever"]


def test_a_task_that_is_done_is_gone_and_comes_back_by_undo(book: Book) -> None:
    task_id = add_task(book, TaskDraft(what="Call Helen", due_on=TODAY))

    finish_task(book, task_id, today=TODAY)
    assert due(book) == []

    undo_last(book)
    assert due(book) == ["Call Helen"]


def test_a_task_is_not_done_twice(book: Book) -> None:
    task_id = add_task(book, TaskDraft(what="Call Helen"))
    finish_task(book, task_id, today=TODAY)

    with pytest.raises(Refused, match="done already"):
        finish_task(book, task_id, today=TODAY)


def test_a_task_without_words_is_refused(book: Book) -> None:
    with pytest.raises(Refused) as refusal:
        add_task(book, TaskDraft(what="   "))

    assert refusal.value.field == "what"


def test_nobody_is_told_to_call_the_dead(book: Book) -> None:
    walter = make_shopper(book, "Walter Finch")
    add_task(book, TaskDraft(what="Call Walter", shopper_id=walter, due_on=TODAY))

    mark_deceased(book, walter, on=TODAY)

    assert due(book) == []


def test_a_task_changes_hands(book: Book) -> None:
    task_id = add_task(book, TaskDraft(what="Call Helen", due_on=TODAY))

    edit_task(book, task_id, TaskDraft(what="Write to Helen", due_on=TODAY))

    assert due(book) == ["Write to Helen"]


def give_in_secret(book: Book, giver: int, wearer: int) -> int:
    """The trilogy ring, until December 13; the number of its piece."""
    line = LineDraft(
        description="Trilogy ring",
        price_cents=Cents(940_000),
        wearer_id=wearer,
        secret_until=date(2026, 12, 13),
    )
    record_purchase(
        book, PurchaseDraft(day=TODAY, shopper_id=giver, lines=(line,)), shop=SHOP, today=TODAY
    )
    return int(book.value("SELECT max(id) FROM piece"))


def test_a_task_about_a_secret_piece_keeps_its_words(book: Book) -> None:
    margaret, daniel = make_couple(book)
    piece_id = give_in_secret(book, daniel, margaret)
    for shopper_id in (margaret, daniel, None):
        add_task(
            book,
            TaskDraft(what="The trilogy ring is ready", shopper_id=shopper_id, piece_id=piece_id),
        )

    assert not any("trilogy" in what.lower() for what in due(book))
    assert tasks_of(book, margaret, today=TODAY) == []
    assert [task.what for task in tasks_of(book, daniel, today=TODAY)] == [
        "The trilogy ring is ready"
    ] * 3
    for_margaret = tasks_of(book, margaret, today=date(2026, 12, 13))
    assert [task.what for task in for_margaret] == ["The trilogy ring is ready"]


def test_a_task_about_a_secret_names_nobody_but_the_giver_on_the_counter(book: Book) -> None:
    margaret, daniel = make_couple(book)
    piece_id = give_in_secret(book, daniel, margaret)
    for shopper_id in (margaret, None):
        add_task(book, TaskDraft(what="Engrave", shopper_id=shopper_id, piece_id=piece_id))

    shown = [(task.what, task.shopper, task.piece_id) for task in due_tasks(book, TODAY)]
    later = [task.shopper for task in due_tasks(book, date(2026, 12, 13))]

    assert shown == [("Kept secret for now: see the page", "Daniel Ashworth", None)] * 2
    assert later == ["Margaret Ashworth", None]


def test_no_history_of_a_wearer_tells_of_a_task_about_the_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    piece_id = give_in_secret(book, daniel, margaret)
    before = changes_of(book, margaret)
    draft = TaskDraft(what="Engrave", shopper_id=margaret, piece_id=piece_id)

    task_id = add_task(book, draft)
    edit_task(book, task_id, replace(draft, what="Engrave it"))
    finish_task(book, task_id, today=TODAY)

    assert changes_of(book, margaret) == before
    told = [change.what for change in changes_of(book, daniel)][:3]
    assert told == ["Task done", "Task changed", "Task written down"]


def test_a_task_is_given_to_a_piece_and_taken_from_it(book: Book) -> None:
    margaret, daniel = make_couple(book)
    piece_id = give_in_secret(book, daniel, margaret)
    draft = TaskDraft(what="Wrap it", shopper_id=daniel)
    task_id = add_task(book, draft)

    edit_task(book, task_id, replace(draft, piece_id=piece_id))
    assert due(book) == ["Kept secret for now: see the page"]

    edit_task(book, task_id, draft)
    assert due(book) == ["Wrap it"]


def test_a_task_that_is_done_is_not_changed(book: Book) -> None:
    task_id = add_task(book, TaskDraft(what="Call Helen"))
    finish_task(book, task_id, today=TODAY)

    with pytest.raises(Refused, match="done already"):
        edit_task(book, task_id, TaskDraft(what="Call Hannah"))
