"""What happened beside the changes is written down, whoever reads or writes, and stays as it is."""

import json
import shutil
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.engine import Connection, DatabaseError, IntegrityError
from storebook.book.events import EventKind, events, note_event
from storebook.book.history import undo_last
from tests.book.ordinary_user import folder_for_everyone, only_read
from tests.make import make_shopper


def test_an_event_says_who_did_what_and_when(book: Book) -> None:
    note_event(book, EventKind.EXPORTED, "Shoppers exported", detail={"rows": 3, "file": "a.csv"})

    (event,) = events(book)
    assert (event.associate, event.kind, event.what) == (
        "Ruth Hallam",
        EventKind.EXPORTED,
        "Shoppers exported",
    )
    assert event.at.utcoffset() is not None
    assert json.loads(event.detail) == {"rows": 3, "file": "a.csv"}


def test_an_event_is_no_change_and_can_not_be_undone(book: Book) -> None:
    make_shopper(book)
    count = book.changed_count

    note_event(book, EventKind.VIEWED, "Page of Ann Lee opened", 1)

    assert book.changed_count == count
    assert "Ann Lee" in undo_last(book).what
    assert len(events(book)) == 1


def test_who_only_reads_is_written_down_too_and_the_writer_sees_it(book: Book) -> None:
    with book.another("read") as reader:
        reader.associate_id = book.associate_id
        note_event(reader, EventKind.EXPORTED, "Shoppers exported")
        with pytest.raises(DatabaseError):
            reader.value("DELETE FROM event")

    make_shopper(book)
    assert [event.what for event in events(book)] == ["Shoppers exported"]
    assert verify(book) == []


def test_what_is_noted_inside_a_change_is_kept_when_the_change_is_not(book: Book) -> None:
    def refused_half_way() -> None:
        with book.change("A setting") as change:
            change.insert("setting", name="Something", value="1")
            note_event(book, EventKind.REFUSED, "Not allowed")
            raise Refused("No.")

    with pytest.raises(Refused):
        refused_half_way()

    assert [event.kind for event in events(book)] == [EventKind.REFUSED]
    assert book.value("SELECT count(*) FROM setting WHERE name = 'Something'") == 0
    assert verify(book) == []


def test_what_is_noted_inside_a_change_follows_it(book: Book) -> None:
    with book.change("A setting") as change:
        note_event(book, EventKind.PRINTED, "Cards printed")
        change.insert("setting", name="Something", value="1")

    assert book.rows("SELECT link FROM change") == [(1,)]
    assert book.rows("SELECT link FROM event") == [(2,)]


def test_a_change_that_could_not_be_noted_is_not_saved_either(book: Book) -> None:
    def unfit(connection: Connection) -> None:
        connection.execute("INSERT INTO event (id) VALUES (1)")

    def change_unnoted() -> None:
        with book.change("A setting") as change:
            change.insert("setting", name="Something", value="1")
            book.note(unfit)

    with pytest.raises(IntegrityError):
        change_unnoted()

    assert book.value("SELECT count(*) FROM setting WHERE name = 'Something'") == 0
    assert book.rows("SELECT id FROM change") == []
    note_event(book, EventKind.PRINTED, "Cards printed")
    assert [event.what for event in events(book)] == ["Cards printed"]


def test_listeners_hear_of_an_event(book: Book) -> None:
    heard: list[frozenset[str]] = []
    book.listeners.append(heard.append)

    note_event(book, EventKind.PRINTED, "Cards printed")

    assert heard == [frozenset({"event"})]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET what = 'Nothing'",
        "DELETE FROM event",
        "UPDATE change SET what = 'Nothing'",
        "DELETE FROM change_row",
        "UPDATE change_row SET first_id = 7",
        "DELETE FROM change_shopper",
    ],
)
def test_the_log_can_not_be_written_over_by_mistake(book: Book, sql: str) -> None:
    make_shopper(book)
    note_event(book, EventKind.PRINTED, "Cards printed")

    with pytest.raises(DatabaseError, match="stays as it is"), book.unlogged() as connection:
        connection.execute(sql)

    assert verify(book) == []


def test_where_nothing_can_be_written_nothing_is_noted_and_reading_goes_on(
    empty_book: Path,
) -> None:
    with folder_for_everyone() as folder:
        path = Path(shutil.copy(empty_book, folder / "shop.book"))
        with only_read(folder), Book.open(path, mode="read") as reader:
            note_event(reader, EventKind.VIEWED, "Page of Ann Lee opened", 1)

            assert events(reader) == []
