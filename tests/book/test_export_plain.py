"""The plain copy is what any tool can read, and it is all there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.drafts import keep_draft
from storebook.book.engine import DatabaseError
from storebook.book.events import events
from storebook.book.export_plain import write_plain_copy
from storebook.staff.associates import Role
from storebook.staff.rights import ALL_RIGHTS
from tests.make import make_couple, make_purchase
from tests.staff.people import work_with


def rows_of(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()  # noqa: S608


def test_every_table_and_row_is_there_for_any_tool(book: Book, tmp_path: Path) -> None:
    ann, _ = make_couple(book, "Ann O’Brien", "王小明")
    make_purchase(book, ann)

    write_plain_copy(book, tmp_path / "plain.sqlite")

    with closing(sqlite3.connect(tmp_path / "plain.sqlite")) as plain:
        tables = [
            name for (name,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        assert {"shopper", "purchase", "line", "kin", "change", "change_row"} <= set(tables)
        # That it was written is noted after it was; who wrote it is said in the copy alone.
        for table in set(tables) - {"event", "written_by"}:
            assert rows_of(plain, table) == book.rows(
                f'SELECT * FROM "{table}" ORDER BY 1, 2'  # noqa: S608
            )
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_copy_says_who_wrote_it(book: Book, tmp_path: Path) -> None:
    write_plain_copy(book, tmp_path / "plain.sqlite")

    with closing(sqlite3.connect(tmp_path / "plain.sqlite")) as plain:
        assert plain.execute("SELECT name FROM written_by").fetchall() == [("Ruth Hallam",)]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CLERK])
def test_what_only_the_owner_reads_is_copied_by_an_owner_alone(
    book: Book, tmp_path: Path, role: Role
) -> None:
    work_with(book, ALL_RIGHTS, role=role)

    with pytest.raises(Refused, match="only an owner writes one"):
        write_plain_copy(book, tmp_path / "plain.sqlite")

    assert not (tmp_path / "plain.sqlite").exists()
    assert events(book)[0].what == "Not allowed to write a plain copy of everything"


def test_nothing_in_the_copy_wants_our_program(book: Book, tmp_path: Path) -> None:
    keep_draft(book, "shopper", "new", {"name": "half typed"})

    write_plain_copy(book, tmp_path / "plain.sqlite")

    with closing(sqlite3.connect(tmp_path / "plain.sqlite")) as plain:
        kinds = plain.execute("SELECT DISTINCT type FROM sqlite_schema WHERE sql IS NOT NULL")
        statements = "".join(
            sql or "" for (sql,) in plain.execute("SELECT sql FROM sqlite_schema").fetchall()
        )
        assert kinds.fetchall() == [("table",)]
        assert plain.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    for word in ("STRICT", "fts5", "WITHOUT ROWID", "AUTOINCREMENT", "draft", "CHECK"):
        assert word not in statements


def test_columns_stand_in_the_order_of_the_book(book: Book, tmp_path: Path) -> None:
    write_plain_copy(book, tmp_path / "plain.sqlite")

    with closing(sqlite3.connect(tmp_path / "plain.sqlite")) as plain:
        for table in ("shopper", "change_shopper"):
            asked = f"SELECT name, type, pk FROM pragma_table_info('{table}')"  # noqa: S608
            assert plain.execute(asked).fetchall() == book.rows(asked)


def test_a_copy_is_never_written_over_something(book: Book, tmp_path: Path) -> None:
    (tmp_path / "plain.sqlite").write_text("a letter")

    with pytest.raises(Refused, match="already a file"):
        write_plain_copy(book, tmp_path / "plain.sqlite")

    assert (tmp_path / "plain.sqlite").read_text() == "a letter"


def test_a_copy_needs_its_folder(book: Book, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        write_plain_copy(book, tmp_path / "nowhere" / "plain.sqlite")


def test_a_copy_on_a_full_disk_leaves_nothing_and_the_book_at_work(
    book: Book, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    folder = tmp_path / "small"
    folder.mkdir()
    make_couple(book)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises((DatabaseError, OSError)):
            write_plain_copy(book, folder / "plain.sqlite")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(folder.iterdir()) == []
    make_couple(book)


def test_a_reader_can_write_a_copy_while_the_window_sells_on(book: Book, tmp_path: Path) -> None:
    with book.another() as reader:
        make_couple(book)
        write_plain_copy(reader, tmp_path / "plain.sqlite")

    with closing(sqlite3.connect(tmp_path / "plain.sqlite")) as plain:
        assert plain.execute("SELECT count(*) FROM shopper").fetchall() == [(2,)]
