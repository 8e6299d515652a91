"""Every change is named, kept, and can be taken back."""

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of, redo_last, take_back, undo_last
from tests.book.steps import add_shopper, name_of, rename, tag


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


def test_an_undo_survives_closing_the_book(book: Book) -> None:
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


# -- undo and redo, as often as one likes


def test_undo_and_redo_go_all_the_way_back_and_forth(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    for name in ("Anne", "Annie", "Anna"):
        rename(book, shopper_id, name)

    back = []
    for _ in range(4):
        undo_last(book)
        back.append(name_of(book, shopper_id))
    forth = []
    for _ in range(4):
        redo_last(book)
        forth.append(name_of(book, shopper_id))

    assert back == ["Annie", "Anne", "Ann", None]
    assert forth == ["Ann", "Anne", "Annie", "Anna"]
    with pytest.raises(Refused, match="nothing to do again"):
        redo_last(book)


def test_undoing_after_redoing_goes_back_and_not_forth(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    rename(book, shopper_id, "Annie")
    undo_last(book)
    redo_last(book)
    undo_last(book)

    undo_last(book)

    assert name_of(book, shopper_id) == "Ann"


def test_undo_and_redo_can_go_on_for_ever(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")

    for _ in range(20):
        undo_last(book)
        assert name_of(book, shopper_id) == "Ann"
        redo_last(book)
        assert name_of(book, shopper_id) == "Anne"


def test_after_something_new_an_undo_is_not_done_again_by_redo(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    undo_last(book)
    undone = changes(book)[0].id
    add_shopper(book, "Bea")

    with pytest.raises(Refused, match="nothing to do again"):
        redo_last(book)
    assert name_of(book, shopper_id) == "Ann"

    take_back(book, undone)
    assert name_of(book, shopper_id) == "Anne"


def test_what_the_history_says_of_undoing_and_redoing(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    undo_last(book)
    done = redo_last(book)

    assert done == changes(book)[0]
    assert [(row.what, row.in_effect) for row in changes(book)] == [
        ("Done again: Renamed to Anne", True),
        ("Taken back: Renamed to Anne", False),
        ("Renamed to Anne", False),
        ("Ann written down", True),
    ]
    assert [row.takes_back_id for row in changes(book)] == [3, 2, None, None]
    assert [row.id for row in changes_of(book, shopper_id)] == [4, 3, 2, 1]


# -- taking back by number


def test_a_change_that_was_done_again_is_taken_back_by_its_first_number(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    renaming = changes(book)[0].id
    undo_last(book)
    undo = changes(book)[0].id
    redo_last(book)

    with pytest.raises(Refused, match="taken back already"):
        take_back(book, undo)
    take_back(book, renaming)

    assert name_of(book, shopper_id) == "Ann"


def test_taking_back_in_any_order_where_nothing_touches(book: Book) -> None:
    numbers = []
    for name in ("Ann", "Bea", "Cy"):
        add_shopper(book, name)
        numbers.append(changes(book)[0].id)

    for number in (numbers[1], numbers[0], numbers[2]):
        take_back(book, number)

    assert book.value("SELECT count(*) FROM shopper") == 0
    for number in numbers:
        with pytest.raises(Refused, match="taken back already"):
            take_back(book, number)


def test_a_later_change_that_was_undone_and_done_again_stands_in_the_way(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    first = changes(book)[0].id
    rename(book, shopper_id, "Annie")
    undo_last(book)
    redo_last(book)

    with pytest.raises(Refused, match="It was changed since: “Done again: Renamed to Annie”"):
        take_back(book, first)


def test_an_undo_after_other_work_on_the_row_is_refused(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    rename(book, shopper_id, "Anne")
    undo_last(book)
    undo = changes(book)[0].id
    rename(book, shopper_id, "Anita")

    with pytest.raises(Refused, match="It was changed since: “Renamed to Anita”"):
        take_back(book, undo)

    assert name_of(book, shopper_id) == "Anita"


def test_a_change_that_is_not_in_the_book_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="no change 77"):
        take_back(book, 77)


def test_taking_an_older_change_back_is_a_step_that_undo_undoes(book: Book) -> None:
    ann, bea = add_shopper(book, "Ann"), add_shopper(book, "Bea")
    arrival = changes(book)[1].id
    rename(book, bea, "Beatrice")
    take_back(book, arrival)
    assert name_of(book, ann) is None

    undo_last(book)
    assert (name_of(book, ann), name_of(book, bea)) == ("Ann", "Beatrice")
    undo_last(book)
    assert (name_of(book, ann), name_of(book, bea)) == ("Ann", "Bea")
    redo_last(book)
    redo_last(book)

    assert (name_of(book, ann), name_of(book, bea)) == (None, "Beatrice")


def test_what_was_taken_back_just_now_is_done_again_by_redo(book: Book) -> None:
    ann = add_shopper(book, "Ann")
    arrival = changes(book)[0].id
    add_shopper(book, "Bea")
    take_back(book, arrival)

    assert redo_last(book).what == "Done again: Ann written down"
    assert name_of(book, ann) == "Ann"
    with pytest.raises(Refused, match="nothing to do again"):
        redo_last(book)
    undo_last(book)
    assert name_of(book, ann) is None


def test_rows_between_those_that_a_change_touched_are_nothing_to_it(book: Book) -> None:
    first, between, third = [add_shopper(book, name) for name in ("Ann", "Bea", "Cy")]
    with book.change("Two renamed") as change:
        for shopper_id in (first, third):
            change.update("shopper", shopper_id, name="X")
    renaming = changes(book)[0].id
    rename(book, between, "Beatrice")

    take_back(book, renaming)

    assert book.values("SELECT name FROM shopper ORDER BY id") == ["Ann", "Beatrice", "Cy"]


def test_rows_between_those_that_came_back_are_not_taken_along(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    first, between, third = [tag(book, shopper_id, name) for name in ("a", "b", "c")]
    with book.change("Two tags taken off") as change:
        change.delete("tag", first)
        change.delete("tag", third)

    undo_last(book)
    assert book.values("SELECT id FROM tag ORDER BY id") == [first, between, third]
    redo_last(book)
    assert book.values("SELECT id FROM tag") == [between]
    undo_last(book)
    assert book.values("SELECT id FROM tag ORDER BY id") == [first, between, third]
