"""The log is one chain: whatever is edited, taken out, put in or cut off is seen and named."""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import Fault, Head, give_key, head, verify
from storebook.book.engine import Connection, DatabaseError, connect
from storebook.book.events import EventKind, note_event
from storebook.book.history import redo_last, undo_last
from storebook.book.log_erasing import Replacement, erase_from_log, mentions
from tests.make import make_shopper

ROOT = Path(__file__).resolve().parents[2]
LOG = ("change", "change_row", "change_shopper", "event", "log_erasure")
PLACES = {"change_shopper": "shopper_id * 1000 + change_id"}
FORGET = Replacement(
    what=lambda what: what.replace("Ann Lee", "a shopper who was erased"),
    before=lambda table, row: dict.fromkeys(row) if table == "shopper" else row,
    detail=lambda detail: detail,
)


def lived(book: Book, steps: int = 12) -> Book:
    """A book with a history: arrivals, corrections, undone and done again, looked at, exported."""
    for number in range(steps):
        who = make_shopper(book, name=f"Ann {number}")
        with book.change(f"Ann {number} corrected", [who]) as change:
            change.update("shopper", who, nickname="Annie")
        note_event(book, EventKind.VIEWED, f"Page of Ann {number} opened", who)
    undo_last(book)
    redo_last(book)
    undo_last(book)
    note_event(book, EventKind.EXPORTED, "Shoppers exported", detail={"rows": steps})
    return book


def behind_our_back(book: Book, *statements: str) -> None:
    """Edit the file as any SQLite tool could."""
    with closing(connect(book.path, "write")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        without_triggers(connection)
        for statement in statements:
            connection.execute(statement)


def without_triggers(connection: Connection) -> None:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%log stays%'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def test_the_log_of_a_book_that_is_worked_in_is_whole(book: Book) -> None:
    lived(book)

    assert verify(book) == []
    assert verify(book, [head(book)]) == []


def test_a_new_book_has_a_log_that_is_whole(book: Book) -> None:
    assert verify(book) == []
    assert head(book) == Head(link=0, mark="0" * 16)


def test_changes_and_events_stand_in_one_sequence(book: Book) -> None:
    lived(book)

    links = book.values("SELECT link FROM change UNION ALL SELECT link FROM event ORDER BY link")

    assert links == list(range(1, len(links) + 1))


EDITS: dict[str, tuple[str, Fault, str]] = {
    "a sentence": (
        "UPDATE change SET what = 'Nothing of note' WHERE id = 5",
        Fault.EDITED,
        "Nothing of note",
    ),
    "who did it": ("UPDATE change SET associate_id = 9 WHERE id = 5", Fault.EDITED, "Ann 2"),
    "when it was": (
        "UPDATE change SET at = '2020-01-01T00:00:00+00:00' WHERE id = 5",
        Fault.EDITED,
        "Ann 2",
    ),
    "whose history shows it": (
        "DELETE FROM change_shopper WHERE change_id = 5",
        Fault.EDITED,
        "Ann 2",
    ),
    "what was there before": (
        "UPDATE change_row SET before = replace(before, 'Ann', 'Bob') WHERE change_id = 6",
        Fault.EDITED,
        "Ann 2 corrected",
    ),
    "a row of the log": ("DELETE FROM change_row WHERE change_id = 6", Fault.EDITED, "Ann 2"),
    "an export": (
        "UPDATE event SET detail = '{}' WHERE kind = 'exported'",
        Fault.EDITED,
        "Shoppers exported",
    ),
    "a view that is gone": ("DELETE FROM event WHERE id = 3", Fault.TAKEN_OUT, "Ann 3"),
    "a change that is gone": ("DELETE FROM change WHERE id = 5", Fault.TAKEN_OUT, "Ann 2"),
    "a view that never was": (
        "INSERT INTO event (at, associate_id, kind, what) VALUES ('x', 1, 'viewed', 'Never')",
        Fault.PUT_IN,
        "Never",
    ),
    "a digest made to fit": (
        "UPDATE event SET what = 'Nothing', digest = x'00' WHERE id = 3",
        Fault.EDITED,
        "Nothing",
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_what_was_done_to_the_log_is_named(book: Book, kind: str) -> None:
    lived(book)
    sql, fault, what = EDITS[kind]
    behind_our_back(book, sql)

    found = verify(book)

    assert found[0].fault is fault
    assert what in found[0].what
    assert what in found[0].sentence
    assert len(found) <= 2


def test_two_events_that_changed_places_are_seen(book: Book) -> None:
    lived(book)
    behind_our_back(
        book,
        "UPDATE event SET id = -1 WHERE id = 3",
        "UPDATE event SET id = 3 WHERE id = 4",
        "UPDATE event SET id = 4 WHERE id = -1",
    )

    assert verify(book)


# -- the end


def test_an_end_that_was_cut_off_is_seen_by_what_was_kept_elsewhere(book: Book) -> None:
    lived(book)
    kept = head(book)
    behind_our_back(
        book,
        "DELETE FROM event WHERE kind = 'exported'",
        "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM event) WHERE name = 'event'",
    )

    assert verify(book) == []
    assert [one.fault for one in verify(book, [kept])] == [Fault.CUT_OFF]


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM event WHERE kind = 'exported'"],
        [
            "DELETE FROM change_row",
            "DELETE FROM change_shopper",
            "DELETE FROM event",
            "DELETE FROM change",
        ],
    ],
    ids=["its end", "all of it"],
)
def test_a_log_that_was_cut_off_or_emptied_is_seen_by_its_numbers(
    book: Book, statements: list[str]
) -> None:
    lived(book)
    behind_our_back(book, *statements)

    assert [one.fault for one in verify(book)] == [Fault.CUT_OFF]


def test_a_log_written_anew_is_seen_by_what_was_kept_elsewhere(
    book: Book, empty_book: Path
) -> None:
    lived(book)
    other = Path(shutil.copy(empty_book, book.path.with_name("other.book")))
    with Book.open(other) as another:
        lived(another)

        assert verify(another) == []
        assert [one.fault for one in verify(another, [head(book)])] == [Fault.REWRITTEN]


def test_what_a_restored_backup_gave_up_is_no_cut(book: Book, tmp_path: Path) -> None:
    lived(book, 3)
    backup = book.back_up(tmp_path)
    lived(book, 3)
    kept = head(book)

    with Book.open(backup) as restored:
        note_event(restored, EventKind.RESTORED, "Restored", detail={"replaced_link": kept.link})

        assert verify(restored, [kept]) == []
        later = Head(link=kept.link + 1, mark=kept.mark)
        assert [one.fault for one in verify(restored, [later])] == [Fault.CUT_OFF]


def test_the_mark_of_a_slip_is_typed_off_as_it_is_read(book: Book) -> None:
    lived(book, 1)
    kept = head(book)

    assert Head.read(kept.written) == kept
    assert Head.read(f" {kept.written.lower()} ") == kept
    mark = kept.mark.replace("0", "O").replace("1", "l")
    assert Head.read(f"{kept.link}-{mark}") == kept
    with pytest.raises(Refused, match="not the mark of a log"):
        Head.read("4182")


# -- keys


def test_with_a_key_nobody_else_can_make_a_chain_that_matches(book: Book) -> None:
    lived(book, 2)
    early = head(book)
    give_key(book, b"k" * 32)
    lived(book, 2)
    late = head(book)
    give_key(book, None)
    lived(book, 2)

    assert verify(book, [early, late]) == []
    behind_our_back(book, "UPDATE chain_key SET key = x'00' WHERE key IS NOT NULL")
    assert verify(book)


# -- erasing


def test_what_was_erased_for_a_person_matches_and_nothing_else_does(book: Book) -> None:
    who = make_shopper(book, name="Ann Lee")
    with book.change("Ann Lee corrected", [who]) as change:
        change.update("shopper", who, nickname="Annie")
    note_event(book, EventKind.VIEWED, "Page of Ann Lee opened", who)
    before = head(book)

    with book.change("Shopper 1 erased", [who]) as change:
        change_ids, event_ids = mentions(book, who)
        change.erase_row("shopper", who, nickname="")
        erased = erase_from_log(
            change, FORGET, change_ids=set(change_ids) - {change.id}, event_ids=event_ids
        )

    assert erased >= 2
    assert "Ann Lee" not in str(book.rows("SELECT what FROM change"))
    assert "Ann Lee" not in str(book.rows("SELECT what FROM event"))
    assert "Annie" not in str(book.rows("SELECT before FROM change_row"))
    assert verify(book, [before]) == []
    behind_our_back(book, "UPDATE event SET what = 'Nothing'")
    assert [one.what for one in verify(book)] == ["Nothing"]


def test_what_was_erased_can_not_be_taken_back(book: Book) -> None:
    who = make_shopper(book, name="Ann Lee")
    with book.change("Something else") as change:
        change.insert("setting", name="Something", value="1")
    with book.change("Shopper 1 erased", [who]) as change:
        change.erase_row("shopper", who, nickname="")
        erase_from_log(change, FORGET, change_ids=mentions(book, who)[0])

    assert undo_last(book).what == "Taken back: Something else"
    with pytest.raises(Refused, match="nothing to undo"):
        undo_last(book)


# -- bytes


def edited_one_byte(book: Book, copy: Path, chance: random.Random) -> str:
    """Copy the book, and change one bit of one value of one row of the log in the copy."""
    shutil.copy(book.path, copy)
    with closing(connect(copy, "write")) as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        without_triggers(plain)
        while True:
            table = chance.choice(LOG)
            column = chance.choice(columns_of(plain, table))
            ((value, place),) = plain.execute(
                f"""
                SELECT {column}, {PLACES.get(table, "id")} FROM {table} ORDER BY random() LIMIT 1
                """  # noqa: S608
            ).fetchall()
            fresh = flipped(value, chance)
            if fresh is not None and put(plain, table, column, fresh, place):
                return f"{table}.{column} of {place}: {value!r}"


def columns_of(plain: Connection, table: str) -> list[str]:
    return [row[1] for row in plain.execute(f"PRAGMA table_info({table})").fetchall()]


def flipped(value: object, chance: random.Random) -> object:
    """The same with one bit turned; None when there is nothing to turn."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(8))
    raw = bytearray(value.encode() if isinstance(value, str) else value or b"")  # type: ignore[call-overload]
    if not raw:
        return None
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return raw.decode(errors="surrogateescape") if isinstance(value, str) else bytes(raw)


def put(plain: Connection, table: str, column: str, value: object, place: object) -> bool:
    """Whether SQLite itself takes it."""
    given = "?"
    if isinstance(value, str):  # a byte that makes no text is written all the same
        value, given = value.encode(errors="surrogateescape"), "CAST(? AS TEXT)"
    try:
        plain.execute(
            f"UPDATE {table} SET {column} = {given} WHERE {PLACES.get(table, 'id')} = ?",  # noqa: S608
            [value, place],
        )
    except DatabaseError:
        return False
    return True


def unseen(book: Book, times: int) -> list[str]:
    """Which of so many edits of one byte were not seen."""
    lived(book)
    who = make_shopper(book, name="Ann Lee")
    note_event(book, EventKind.VIEWED, "Page of Ann Lee opened", who)
    with book.change("Shopper erased", [who]) as change:
        change.erase_row("shopper", who, nickname="")
        change_ids, event_ids = mentions(book, who)
        erase_from_log(change, FORGET, change_ids=change_ids, event_ids=event_ids)
    give_key(book, b"k" * 32)
    note_event(book, EventKind.VIEWED, "Page of Ann Lee opened", who)
    assert verify(book) == []
    book.close()
    chance, copy, missed = random.Random(8), book.path.with_name("copy.book"), []
    for _ in range(times):
        edit = edited_one_byte(book, copy, chance)
        with Book.open(copy, mode="read") as read:
            if not verify(read):
                missed.append(edit)
    return missed


def test_an_edit_of_one_byte_is_seen(book: Book) -> None:
    assert unseen(book, 60) == []


@pytest.mark.slow
def test_a_thousand_edits_of_one_byte_are_all_seen(book: Book) -> None:
    assert unseen(book, 1_000) == []


# -- older books, large books


def test_an_older_book_gets_its_chain_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = Path(shutil.copy(ROOT / "tests" / "books" / "0.1.0.book", tmp_path))

    with Book.open(path) as book:
        steps = book.value("SELECT count(*) FROM change")
        assert steps > 0
        assert head(book).link == steps
        make_shopper(book, "Ann Lee")

        assert verify(book) == []
        behind_our_back(book, "UPDATE change SET what = 'Nothing' WHERE id = 1")
        assert [one.what for one in verify(book)] == ["Nothing"]


def test_a_change_of_many_rows_is_sealed_as_it_is_read(book: Book) -> None:
    with book.change("A list", range(1, 1_200)) as change:
        change.insert_many(
            "setting", ["name", "value"], ((f"s{number}", "1") for number in range(1_200))
        )
    with book.change("One by one") as change:
        for number in range(1, 1_200, 2):
            change.update("setting", number, value="2")
    undo_last(book)
    undo_last(book)

    assert verify(book) == []
