"""Every change is named, kept, and can be taken back."""

import time
from pathlib import Path
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.check import check_book
from storebook.book.history import changes, changes_of, redo_last, take_back, undo_last
from tests.book.dumping import dump
from tests.make import make_purchase, make_shopper


def add_row(change: Change, name: str, **values: Any) -> int:
    return change.insert(
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


def add_shopper(book: Book, name: str, **values: Any) -> int:
    with book.change(f"{name} written down") as change:
        shopper_id = add_row(change, name, **values)
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


def test_the_history_is_read_page_by_page(book: Book) -> None:
    for number in range(5):
        add_shopper(book, f"S{number}")

    first = changes(book, limit=2)
    second = changes(book, limit=2, before_id=first[-1].id)

    assert [row.id for row in first + second] == [5, 4, 3, 2]


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


# -- what stands in the way


def tag(book: Book, shopper_id: int, name: str) -> int:
    with book.change(f"Tagged {name}") as change:
        return change.insert("tag", shopper_id=shopper_id, name=name, folded=name)


def untag(book: Book, tag_id: int) -> None:
    with book.change("Tag taken off") as change:
        change.delete("tag", tag_id)


def test_what_was_removed_does_not_come_back_where_something_new_is(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    untag(book, tag(book, shopper_id, "pearls"))
    removal = changes(book)[0].id
    tag(book, shopper_id, "pearls")
    before = dump(book)

    with pytest.raises(Refused, match="Something new is where it was: “Tagged pearls”"):
        take_back(book, removal)

    assert dump(book) == before
    undo_last(book)
    take_back(book, removal)
    assert book.values("SELECT id FROM tag") == [1]


def test_what_was_removed_does_not_come_back_to_someone_who_is_gone(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    untag(book, tag(book, shopper_id, "pearls"))
    removal = changes(book)[0].id
    with book.change("Ann taken out") as change:
        change.delete("shopper", shopper_id)

    with pytest.raises(Refused, match="What it belongs to is gone since: “Ann taken out”"):
        take_back(book, removal)


def test_someone_new_who_is_referred_to_is_not_taken_back(book: Book) -> None:
    ann = add_shopper(book, "Ann")
    arrival = changes(book)[0].id
    bea = add_shopper(book, "Bea")
    with book.change("Bea came through Ann") as change:
        change.update("shopper", bea, referrer_id=ann)

    with pytest.raises(Refused, match="Something stands on it since: “Bea came through Ann”"):
        take_back(book, arrival)


def test_an_associate_who_has_worked_is_not_taken_back(book: Book) -> None:
    with book.change("Olga works here now") as change:
        olga = change.insert("associate", name="Olga", initials="O", role="clerk")
    arrival = changes(book)[0].id
    book.associate_id = olga
    add_shopper(book, "Ann")
    undo_last(book)
    book.associate_id = 1

    with pytest.raises(Refused, match="Something stands on it since, so it can't be taken back"):
        take_back(book, arrival)


# -- rows that hold on to each other


def test_people_who_point_at_each_other_come_and_go_together(book: Book) -> None:
    empty = dump(book)
    with book.change("A couple written down") as change:
        household = change.insert("household", name="The Lees")
        ann = add_row(change, "Ann", household_id=household)
        bob = add_row(change, "Bob", household_id=household, referrer_id=ann)
        change.update("shopper", ann, referrer_id=bob)
        home = change.insert("address", shopper_id=ann, lines="1 Main St", country="US")
        change.update("household", household, address_id=home)
        change.insert("kin", shopper_id=ann, other_id=bob, relation="spouse")
    full = dump(book)

    undo_last(book)
    assert dump(book) == empty
    redo_last(book)
    assert dump(book) == full
    assert book.rows("PRAGMA foreign_key_check") == []


def test_a_change_that_writes_a_row_over_and_over_is_one_step(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    before = dump(book)
    with book.change("Much ado") as change:
        change.update("shopper", shopper_id, name="Anne")
        bea = add_row(change, "Bea")
        change.update("shopper", bea, name="Beatrice")
        change.update("shopper", shopper_id, name="Annie", referrer_id=bea)
        first = change.insert("tag", shopper_id=bea, name="x", folded="x")
        change.delete("tag", first)
        change.insert("tag", shopper_id=bea, name="x", folded="x")
    after = dump(book)

    undo_last(book)
    assert dump(book) == before
    redo_last(book)
    assert dump(book) == after


def test_swapped_names_of_tags_swap_back(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    first, second = tag(book, shopper_id, "a"), tag(book, shopper_id, "b")
    before = dump(book)
    with book.change("Tags swapped") as change:
        change.update("tag", first, folded="c")
        change.update("tag", second, folded="a")
        change.update("tag", first, folded="b")
    after = dump(book)

    undo_last(book)
    assert dump(book) == before
    redo_last(book)
    assert dump(book) == after


def test_what_is_derived_follows_back_and_forth(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", birthday=PartialDate(month=2, day=29))
    make_purchase(book, ann)
    full = dump(book)

    for _ in range(2):
        undo_last(book)
    assert book.value("SELECT count(*) FROM shopper_summary") == 0
    for _ in range(2):
        redo_last(book)

    assert dump(book) == full
    assert [result for result in check_book(book) if not result.good] == []


def test_a_row_of_an_older_shape_comes_back_in_today_s(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    pearls = tag(book, shopper_id, "pearls")
    with book.change("Tag respelled") as change:
        change.update("tag", pearls, name="Pearls")
    untag(book, pearls)
    with book.unlogged() as connection:
        connection.execute("ALTER TABLE tag ADD COLUMN color TEXT NOT NULL DEFAULT 'green'")
        connection.execute(
            """
            UPDATE change_row SET before = json_set(before, '$.shade', 'a column that is gone')
            WHERE action <> 'insert'
            """
        )

    undo_last(book)
    assert book.rows("SELECT name, color FROM tag") == [("Pearls", "green")]
    undo_last(book)
    assert book.rows("SELECT name, color FROM tag") == [("pearls", "green")]


def test_what_was_done_in_a_table_that_is_gone_stays_done(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    tag(book, shopper_id, "pearls")
    with book.unlogged() as connection:
        connection.execute("DROP TABLE tag")

    with pytest.raises(Refused, match="in an older Storebook"):
        undo_last(book)


# -- long lists


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_taken_back_while_one_waits(book: Book) -> None:
    empty = dump(book)
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("100,000 shoppers brought in") as change:
        change.insert_many("shopper", columns, [[f"s{n} lee"] * 5 for n in range(100_000)])
    begun = time.process_time()

    undo_last(book)

    assert time.process_time() - begun < 5
    assert dump(book) == empty
    redo_last(book)
    assert book.value("SELECT count(*) FROM shopper_word WHERE shopper_word MATCH 's77*'") == 1111


def test_a_list_written_row_by_row_is_taken_back_as_one(book: Book) -> None:
    empty = dump(book)
    with book.change("A list") as change:
        for number in range(300):
            shopper_id = add_row(change, f"S{number}")
            change.insert("tag", shopper_id=shopper_id, name="x", folded="x")
    full = dump(book)

    undo_last(book)
    assert dump(book) == empty
    redo_last(book)
    assert dump(book) == full


def test_one_row_of_a_long_list_that_was_changed_since_keeps_it(book: Book) -> None:
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("10,000 shoppers brought in") as change:
        change.insert_many("shopper", columns, [[f"S{n}"] * 5 for n in range(10_000)])
    arrival = changes(book)[0].id
    rename(book, 9_999, "Ann")

    with pytest.raises(Refused, match="Renamed to Ann"):
        take_back(book, arrival)


def test_a_change_to_one_row_finds_the_list_it_came_back_with(book: Book) -> None:
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("A list") as change:
        change.insert_many("shopper", columns, [[f"S{n}"] * 5 for n in range(500)])
    rename(book, 400, "Ann")
    renaming = changes(book)[0].id
    undo_last(book)
    undo_last(book)
    redo_last(book)

    with pytest.raises(Refused, match="taken back already"):
        take_back(book, renaming)
    redo_last(book)

    assert name_of(book, 400) == "Ann"


def test_a_list_that_came_back_is_as_short_in_the_log_as_before(book: Book) -> None:
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("A list") as change:
        change.insert_many("shopper", columns, [[f"S{n}"] * 5 for n in range(500)])
    undo_last(book)

    redo = redo_last(book)

    assert book.rows(
        "SELECT first_id, last_id FROM change_row WHERE change_id = :id", id=redo.id
    ) == [(1, 500)]


def test_what_stands_on_one_of_a_list_is_named_though_it_came_in_a_list_itself(book: Book) -> None:
    shopper_id = add_shopper(book, "Ann")
    arrival = changes(book)[0].id
    others = [add_shopper(book, name) for name in ("Bea", "Cy")]
    with book.change("Tags brought in") as change:
        tags = [[one, "pearls", "pearls"] for one in (*others, shopper_id)]
        change.insert_many("tag", ["shopper_id", "name", "folded"], tags)

    with pytest.raises(Refused, match="Something stands on it since: “Tags brought in”"):
        take_back(book, arrival)
