"""What is half typed is kept for the one who typed it, outside the history."""

import pytest

from storebook.book.book import Book
from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.book.history import changes, undo_last
from storebook.staff.associates import add_associate

TYPED = {"name": "Ann L", "phone": "603 55", "notes": ["likes “pearls” — 珠"]}


def test_what_was_typed_is_there_after_a_crash(book: Book) -> None:
    keep_draft(book, "shopper", "new", TYPED)

    with book.another() as after:
        found = draft(after, "shopper", "new")

    assert found is not None
    assert found.body == TYPED
    assert found.at.tzinfo is not None


def test_typing_on_replaces_what_was_typed_before(book: Book) -> None:
    keep_draft(book, "shopper", "new", {"name": "Ann"})
    keep_draft(book, "shopper", "new", TYPED)

    found = draft(book, "shopper", "new")

    assert found is not None
    assert found.body == TYPED
    assert book.value("SELECT count(*) FROM draft") == 1


def test_forms_of_two_shoppers_are_two_drafts(book: Book) -> None:
    keep_draft(book, "shopper", "1", {"name": "Ann"})
    keep_draft(book, "shopper", "2", {"name": "Bea"})

    drop_draft(book, "shopper", "1")

    assert draft(book, "shopper", "1") is None
    assert draft(book, "shopper", "2") is not None


def test_nobody_sees_what_somebody_else_has_typed(book: Book) -> None:
    keep_draft(book, "shopper", "new", TYPED)
    book.associate_id = add_associate(book, "Olga Petrov")

    assert draft(book, "shopper", "new") is None
    keep_draft(book, "shopper", "new", {"name": "Bea"})
    drop_draft(book, "shopper", "new")
    assert draft(book, "shopper", "new") is None

    book.associate_id = 1
    assert draft(book, "shopper", "new") is not None


def test_a_draft_is_no_part_of_the_history(book: Book) -> None:
    add_associate(book, "Olga Petrov")
    count = book.changed_count
    told: list[frozenset[str]] = []
    book.listeners.append(told.append)

    keep_draft(book, "shopper", "new", TYPED)
    undo_last(book)

    assert draft(book, "shopper", "new") is not None
    assert [row.what for row in changes(book)][1:] == ["Olga Petrov works here now"]
    assert told == [frozenset({"associate"})]
    assert book.changed_count == count + 1


def test_a_draft_in_the_middle_of_an_action_is_a_bug_that_is_seen(book: Book) -> None:
    with pytest.raises(RuntimeError, match="inside another action"), book.change("A step"):
        keep_draft(book, "shopper", "new", TYPED)


def test_forgetting_what_was_never_typed_is_harmless(book: Book) -> None:
    drop_draft(book, "shopper", "new")

    assert draft(book, "shopper", "new") is None
