"""A change is taken back exactly, or refused with the sentence of what stands in the way."""

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import changes, redo_last, take_back, undo_last
from tests.book.dumping import dump
from tests.book.steps import add_row, add_shopper, name_of, rename, tag, untag
from tests.make import make_purchase, make_shopper

# -- what stands in the way


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

    with pytest.raises(Refused, match="Something stands on it since, so it can’t be taken back"):
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
        connection.execute("DROP TRIGGER change_row_stays")
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
def test_a_hundred_thousand_rows_are_taken_back_and_done_again(book: Book) -> None:
    empty = dump(book)
    columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
    with book.change("100,000 shoppers brought in") as change:
        change.insert_many("shopper", columns, [[f"s{n} lee"] * 5 for n in range(100_000)])

    undo_last(book)

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
