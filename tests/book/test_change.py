"""The one door for writing: a step is saved whole or not at all, and logged."""

import pytest

from storebook.book.book import Book
from storebook.book.change import STAGED_FROM, STAGED_ROWS
from storebook.book.check import check_book
from storebook.book.engine import IntegrityError
from storebook.book.history import changes, undo_last

NAMES = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]


def names(count: int) -> list[list[str]]:
    return [[f"shopper {number}"] * 5 for number in range(count)]


def set_to(book: Book, value: str) -> None:
    with book.change(f"Set to {value}") as change:
        row_id = book.value("SELECT id FROM setting WHERE name = 'x'")
        if row_id is None:
            change.insert("setting", name="x", value=value)
        else:
            change.update("setting", row_id, value=value)


def log(book: Book) -> list[tuple[object, ...]]:
    return book.rows("SELECT table_name, action, first_id, last_id FROM change_row ORDER BY id")


# -- whole or not at all


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_whatever_ends_a_step_early_leaves_nothing(book: Book, error: type[BaseException]) -> None:
    def end_early() -> None:
        with book.change("Half a step") as change:
            change.insert("setting", name="x", value="1")
            raise error

    with pytest.raises(error):
        end_early()

    assert book.value("SELECT count(*) FROM setting") == 0
    assert changes(book) == []
    set_to(book, "2")


def test_an_action_inside_an_action_is_a_bug_that_is_seen_at_once(book: Book) -> None:
    def act_twice() -> None:
        with book.change("Outer") as change:
            change.insert("setting", name="outer", value="1")
            set_to(book, "2")

    with pytest.raises(RuntimeError, match="inside another action"):
        act_twice()

    assert book.value("SELECT count(*) FROM setting") == 0
    set_to(book, "3")


def test_a_change_can_t_be_written_to_after_it_has_ended(book: Book) -> None:
    with book.change("A step") as change:
        row_id = change.insert("setting", name="x", value="1")

    for late in (
        lambda: change.insert("setting", name="y", value="1"),
        lambda: change.insert_many("setting", ["name", "value"], [["z", "1"]]),
        lambda: change.update("setting", row_id, value="2"),
        lambda: change.delete("setting", row_id),
    ):
        with pytest.raises(RuntimeError, match="after it has ended"):
            late()

    assert book.rows("SELECT name, value FROM setting") == [("x", "1")]


def test_a_step_whose_reference_points_nowhere_is_not_saved(book: Book) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), book.change("A tag") as change:
        change.insert("tag", shopper_id=77, name="x", folded="x")

    assert changes(book) == []


def test_a_row_that_is_not_there_is_neither_changed_nor_removed(book: Book) -> None:
    with pytest.raises(LookupError, match="setting 5"), book.change("A step") as change:
        change.update("setting", 5, value="1")
    with pytest.raises(LookupError, match="setting 5"), book.change("A step") as change:
        change.delete("setting", 5)


@pytest.mark.parametrize("table", ["change", "change_row", "draft", "shopper_summary"])
def test_the_log_and_what_is_derived_are_not_written_through_a_change(
    book: Book, table: str
) -> None:
    values = {
        "change": {"at": "now", "associate_id": 1, "what": "forged"},
        "change_row": {"change_id": 1, "table_name": "x", "action": "insert", "first_id": 1}
        | {"last_id": 1},
        "draft": {"form": "x", "subject": "x", "associate_id": 1, "at": "x", "body": "{}"},
        "shopper_summary": {"shopper_id": 1, "first_day": "x", "last_day": "x"}
        | {"purchases": 1, "net_cents": 1},
    }

    with pytest.raises((ValueError, IntegrityError)), book.change("Forged") as change:
        change.insert(table, **values[table])

    assert changes(book) == []


def test_ids_are_given_by_the_book_alone(book: Book) -> None:
    with pytest.raises(ValueError, match="gives new rows their ids"), book.change("x") as change:
        change.insert("setting", id=7, name="x", value="1")
    with pytest.raises(ValueError, match="gives new rows their ids"), book.change("x") as change:
        change.insert_many("setting", ["id", "name", "value"], [[7, "x", "1"]])


@pytest.mark.parametrize("name", ['x"; DROP TABLE setting; --', "a b", ""])
def test_a_name_that_is_no_column_is_never_sql(book: Book, name: str) -> None:
    with pytest.raises(ValueError, match="not the name"), book.change("x") as change:
        change.insert("setting", **{name: 1})


# -- the log


def test_a_block_that_changes_nothing_leaves_no_trace_and_tells_nobody(book: Book) -> None:
    set_to(book, "1")
    told: list[frozenset[str]] = []
    book.listeners.append(told.append)
    count = book.changed_count

    set_to(book, "1")
    with book.change("Nothing at all"):
        pass

    assert told == []
    assert book.changed_count == count
    assert len(changes(book)) == 1


def test_an_update_keeps_the_row_as_it_was(book: Book) -> None:
    set_to(book, "1")
    set_to(book, "2")

    before = book.value("SELECT before FROM change_row WHERE action = 'update'")

    assert before == '{"id":1,"name":"x","value":"1"}'


def test_rows_that_follow_one_another_are_one_entry(book: Book) -> None:
    with book.change("Three settings") as change:
        for name in "abc":
            change.insert("setting", name=name, value="1")

    assert log(book) == [("setting", "insert", 1, 3)]


def test_a_list_that_is_written_in_parts_is_one_entry(book: Book) -> None:
    with book.change("A long list") as change:
        for count in (5000, 5, 300):
            change.insert_many("shopper", NAMES, names(count))
        change.insert("shopper", **dict.fromkeys(NAMES, "alone"))

    assert log(book) == [("shopper", "insert", 1, 5306)]


def test_who_is_working_is_in_the_log(book: Book) -> None:
    set_to(book, "1")

    assert [(row.associate, row.what) for row in changes(book)] == [("Ruth Hallam", "Set to 1")]
    assert changes(book)[0].at.tzinfo is not None


# -- many rows


@pytest.mark.parametrize(
    "count", [0, 1, STAGED_FROM - 1, STAGED_FROM, STAGED_FROM + 1, STAGED_ROWS + STAGED_FROM + 1]
)
def test_many_rows_are_written_in_their_order_and_are_found(book: Book, count: int) -> None:
    with book.change("A list") as change:
        ids = change.insert_many("shopper", NAMES, iter(names(count)))

    assert len(ids) == count
    assert book.rows("SELECT id, name FROM shopper ORDER BY id") == list(
        zip(ids, [row[0] for row in names(count)], strict=True)
    )
    assert [result for result in check_book(book) if not result.good] == []


def test_a_long_list_with_one_wrong_row_is_not_saved_at_all(book: Book) -> None:
    rows = [["x", "1"] for _ in range(2)]
    many = [[f"s{number}", "1"] for number in range(STAGED_FROM + 50)] + rows

    with pytest.raises(IntegrityError, match="UNIQUE"), book.change("A list") as change:
        change.insert_many("setting", ["name", "value"], many)

    assert book.value("SELECT count(*) FROM setting") == 0
    with book.change("A list") as change:
        assert change.insert_many("setting", ["name", "value"], many[:-1]) == range(1, 252)


def test_lists_follow_one_another_without_gaps(book: Book) -> None:
    with book.change("Lists") as change:
        first = change.insert_many("shopper", NAMES, names(300))
        alone = change.insert("shopper", **dict.fromkeys(NAMES, "alone"))
        second = change.insert_many("shopper", NAMES, names(300))

    assert (first, alone, second) == (range(1, 301), 301, range(302, 602))


# -- those who take note


def test_listeners_hear_which_tables_were_touched_when_it_is_saved(book: Book) -> None:
    told: list[tuple[frozenset[str], int]] = []
    book.listeners.append(lambda tables: told.append((tables, book.changed_count)))

    with book.change("Two tables") as change:
        shopper_id = change.insert("shopper", **dict.fromkeys(NAMES, "x"))
        change.insert("tag", shopper_id=shopper_id, name="x", folded="x")
        assert told == []
    undo_last(book)

    assert told == [(frozenset({"shopper", "tag"}), 1), (frozenset({"shopper", "tag"}), 2)]


def test_a_listener_that_fails_does_not_look_like_a_save_that_failed(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[frozenset[str]] = []
    reported: list[type[BaseException]] = []

    def fail(tables: frozenset[str]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: reported.append(kind))
    book.listeners += [fail, told.append]

    set_to(book, "1")

    assert book.value("SELECT value FROM setting") == "1"
    assert told == [frozenset({"setting"})]
    assert reported == [ZeroDivisionError]


def test_a_listener_may_leave_while_it_listens(book: Book) -> None:
    told = []

    def once(tables: frozenset[str]) -> None:
        told.append(tables)
        book.listeners.remove(once)

    book.listeners += [once, lambda tables: told.append(tables)]
    set_to(book, "1")
    set_to(book, "2")

    assert len(told) == 3


# -- answers that are kept


def test_the_count_moves_with_every_change_and_never_back(book: Book) -> None:
    counts = [book.changed_count]
    for value in "12":
        set_to(book, value)
        counts.append(book.changed_count)
    undo_last(book)
    counts.append(book.changed_count)

    assert counts == sorted(set(counts))


def test_inside_a_change_no_answer_can_be_kept(book: Book) -> None:
    seen = []
    with book.change("Two settings") as change:
        for name in "ab":
            change.insert("setting", name=name, value="1")
            seen.append(book.changed_count)

    assert len({*seen, book.changed_count}) == 3


def test_the_count_of_a_second_opening_is_that_of_what_is_saved(book: Book) -> None:
    with book.another() as reader, book.change("A setting") as change:
        change.insert("setting", name="x", value="1")
        before = reader.changed_count

        assert before == 0

    assert book.changed_count == 1
