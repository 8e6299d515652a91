"""Small tasks: what, for whom, by when, who."""

from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.outreach.tasks import (
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
    return [task.what for task in tasks_due(book, by=TODAY, today=TODAY)]


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


def test_a_task_about_a_secret_piece_keeps_its_words(book: Book) -> None:
    margaret, daniel = make_couple(book)
    line = LineDraft(
        description="Trilogy ring",
        price_cents=Cents(940_000),
        wearer_id=margaret,
        secret_until=date(2026, 12, 13),
    )
    record_purchase(
        book, PurchaseDraft(day=TODAY, shopper_id=daniel, lines=(line,)), shop=SHOP, today=TODAY
    )
    piece_id = book.value("SELECT id FROM piece")
    for shopper_id in (margaret, daniel):
        add_task(
            book,
            TaskDraft(what="The trilogy ring is ready", shopper_id=shopper_id, piece_id=piece_id),
        )

    assert not any("trilogy" in what.lower() for what in due(book))
    assert tasks_of(book, margaret, today=TODAY) == []
    assert [task.what for task in tasks_of(book, daniel, today=TODAY)] == [
        "The trilogy ring is ready"
    ]
    assert [task.what for task in tasks_of(book, margaret, today=date(2026, 12, 13))] == [
        "The trilogy ring is ready"
    ]
