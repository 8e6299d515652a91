"""Every change is named, kept, and can be taken back."""

from pathlib import Path
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of, redo_last, take_back, undo_last


def add_shopper(book: Book, name: str, **values: Any) -> int:
    with book.change(f"{name} written down") as change:
        shopper_id = change.insert(
            "shopper",
            **{
                "name": name,
                "greeting_line": f"Dear {name}",
                "envelope_line": name,
                "sort_key": name.lower(),
                "folded": name.lower(),
                **values,
            },
        )
        change.about(shopper_id)
    return shopper_id


def rename(book: Book, shopper_id: int, name: str) -> None:
    with book.change(f"Renamed to {name}", shoppers=[shopper_id]) as change:
        change.update("shopper", shopper_id, name=name, folded=name.lower())


def name_of(book: Book, shopper_id: int) -> str | None:
    return book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id)  # type: ignore[no-any-return]


def test_the_last_change_is_undone_and_done_again(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")

    undo_last(book)
    assert name_of(book, shopper_id) == "Ann"

    redo_last(book)
    assert name_of(book, shopper_id) == "Anne"


def test_undoing_twice_goes_back_two_changes(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    rename(book, shopper_id, "Annie")

    undo_last(book)
    undo_last(book)

    assert name_of(book, shopper_id) == "Ann"


def test_what_was_done_again_can_be_undone_again(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    undo_last(book)
    redo_last(book)

    undo_last(book)

    assert name_of(book, shopper_id) == "Ann"


def test_a_change_is_not_taken_back_over_a_later_one(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    first_rename = changes(book)[0].id
    rename(book, shopper_id, "Annie")

    with pytest.raises(Refused, match="Renamed to Annie"):
        take_back(book, first_rename)

    assert name_of(book, shopper_id) == "Annie"


def test_a_change_is_taken_back_once_the_later_one_was(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    first_rename = changes(book)[0].id
    rename(book, shopper_id, "Annie")
    undo_last(book)

    take_back(book, first_rename)

    assert name_of(book, shopper_id) == "Ann"


def test_an_arrival_is_not_taken_back_while_something_stands_on_it(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    arrival = changes(book)[0].id
    with book.change("Note written for Ann") as change:
        change.insert(
            "note",
            shopper_id=shopper_id,
            associate_id=book.associate_id,
            day="2026-11-20",
            **{"class": "counter"},
            text="x",
        )

    with pytest.raises(Refused, match="Note written for Ann"):
        take_back(book, arrival)


def test_a_deleted_row_comes_back_with_its_number(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    with book.change("Ann taken out") as change:
        change.delete("shopper", shopper_id)

    undo_last(book)

    assert name_of(book, shopper_id) == "Ann"
    assert add_shopper(book, "Bea") == shopper_id + 1


def test_a_change_that_was_taken_back_is_not_taken_back_twice(book: Book) -> None:
    add_shopper(book, "Ann")
    arrival = changes(book)[0].id
    take_back(book, arrival)

    with pytest.raises(Refused, match="taken back already"):
        take_back(book, arrival)


def test_a_whole_list_is_taken_back_as_one(book: Book) -> None:
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("10,000 shoppers brought in") as change:
        ids = change.insert_many("shopper", columns, [[f"S{n}"] * 5 for n in range(10_000)])
    assert len(ids) == 10_000

    undo_last(book)

    assert book.value("SELECT count(*) FROM shopper") == 0
    assert book.value("SELECT count(*) FROM shopper_word WHERE shopper_word MATCH 's77*'") == 0


def test_a_change_that_changes_nothing_leaves_no_trace(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    before = len(changes(book))

    rename(book, shopper_id, "Ann")

    assert len(changes(book)) == before


def test_the_history_of_a_shopper_names_the_changes_about_them(book: Book) -> None:
    ann = add_shopper(book, "Ann")
    add_shopper(book, "Bea")
    rename(book, ann, "Anne")

    assert [row.what for row in changes_of(book, ann)] == ["Renamed to Anne", "Ann written down"]
    assert {row.associate for row in changes_of(book, ann)} == {"Ruth Hallam"}


def test_a_failing_action_saves_nothing(book: Book) -> None:
    def fail() -> None:
        with book.change("Half a step") as change:
            change.insert("tag", shopper_id=add_id, name="x", folded="x")
            change.insert("tag", shopper_id=add_id, name="x", folded="x")

    add_id = add_shopper(book, "Ann")

    with pytest.raises(Exception, match="UNIQUE"):
        fail()

    assert book.value("SELECT count(*) FROM tag") == 0
    assert len(changes(book)) == 1


def test_nothing_to_undo_is_said(book: Book) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        undo_last(book)
    with pytest.raises(Refused, match="nothing to do again"):
        redo_last(book)


def test_an_undo_survives_closing_the_book(book: Book, tmp_path: Path) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    path = book.path
    book.close()

    again = Book.open(path)
    try:
        undo_last(again)
        assert name_of(again, shopper_id) == "Ann"
    finally:
        again.close()
