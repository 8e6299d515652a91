"""A book of 0.1.0 with runs in it: brought up to date each run keeps its number, its pieces and its
place in the log.
"""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.engine import Connection, connect, whole
from storebook.book.history import changes, take_back
from storebook.outreach.runs import freeze_run, pieces_of_run, run, runs
from tests.make import NOVEMBER_26, TODAY, make_shopper
from tests.outreach.mailing import look

RELEASED = Path(__file__).resolve().parents[1] / "books" / "0.1.0.book"
GONE = 9


def write_run(connection: Connection, run_id: int, kind: str | None, occasion: str) -> None:
    """A run with one piece, as 0.1.0 kept it, and its step in the log."""
    execute = connection.execute
    execute(
        "INSERT INTO run (id, name, kind, occasion_kind, from_day, to_day, made_on, associate_id,"
        " paper, fold) VALUES (?, ?, 'cards', ?, '2026-11-20', '2026-12-04', '2026-11-20', 1,"
        " 'letter', 'half')",
        [run_id, f"Run {run_id}", kind],
    )
    (occasion_id, shopper_id) = execute(
        "SELECT id, shopper_id FROM occasion WHERE kind = ? ORDER BY id", [occasion]
    ).fetchone()
    execute(
        "INSERT INTO run_piece (id, run_id, position, shopper_id, occasion_id, occasion_day,"
        " occasion_text, name_line, address_block, greeting, wish, signature, design, month, state)"
        " VALUES (?, ?, 1, ?, ?, '2026-11-26', 'Birthday', 'Ann', 'Ann', 'Dear Ann,', 'w', 's',"
        " 'dial', 11, 'due')",
        [run_id, run_id, shopper_id, occasion_id],
    )
    execute(
        "INSERT INTO change (at, associate_id, what) VALUES ('2026-11-20T10:00:00+00:00', 1, ?)",
        [f"Run {run_id} prepared"],
    )
    for table in ("run", "run_piece"):
        execute(
            "INSERT INTO change_row (change_id, table_name, action, first_id, last_id)"
            " VALUES ((SELECT max(id) FROM change), ?, 'insert', ?, ?)",
            [table, run_id, run_id],
        )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = Path(shutil.copy(RELEASED, tmp_path / "old.book"))
    with closing(connect(path, "write")) as connection, whole(connection):
        write_run(connection, 3, "birthday", "birthday")
        write_run(connection, 5, None, "wedding")
        # A run that was taken back: its number is never given again.
        connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'run'", [GONE])
    return path


def test_runs_of_an_older_book_keep_their_numbers_and_pieces(old: Path) -> None:
    with Book.open(old) as book:
        assert [(one.id, one.name, one.card_kind) for one in runs(book)] == [
            (5, "Run 5", None),
            (3, "Run 3", "birthday"),
        ]
        assert [pieces_of_run(book, run_id)[0].card_kind for run_id in (3, 5)] == [
            "birthday",
            "wedding",
        ]
        assert [one for one in check_book(book) if not one.good] == []


def test_a_number_that_was_given_is_not_given_again(old: Path) -> None:
    with Book.open(old) as book:
        make_shopper(book, "Zoe Young", street="1 High Street", birthday=NOVEMBER_26)

        assert freeze_run(book, look(book, None), today=TODAY) == GONE + 1


def test_an_old_run_is_taken_back_and_comes_again(old: Path) -> None:
    with Book.open(old) as book:
        change_id = next(one.id for one in changes(book) if one.what == "Run 3 prepared")

        undone = take_back(book, change_id)
        assert [one.id for one in runs(book)] == [5]
        take_back(book, undone.id)

        assert run(book, 3).name == "Run 3"
        assert pieces_of_run(book, 3)[0].card_kind == "birthday"
