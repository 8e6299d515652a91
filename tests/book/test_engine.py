"""The recipe is in force on every connection, and a path is only ever a path."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

import storebook.book as book_package
from storebook.book.book import Book
from storebook.book.by_sqlite_utils import wrap
from storebook.book.engine import (
    JOURNAL_LIMIT_BYTES,
    LONGEST_PATH_BYTES,
    Connection,
    DatabaseError,
    Mode,
    OperationalError,
    connect,
    one_moment,
    one_value,
    whole,
)

ALWAYS = {
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
    "secure_delete": 1,
    "journal_size_limit": JOURNAL_LIMIT_BYTES,
    "busy_timeout": 1234,
}
WRITING = {"journal_mode": "wal", "synchronous": 2, "wal_autocheckpoint": 0, "query_only": 0}
KEY = "5a" * 32


@pytest.fixture
def path(book: Book) -> Path:
    book.close()
    return book.path


@pytest.mark.parametrize(("pragma", "value"), [*ALWAYS.items(), *WRITING.items()])
def test_a_writer_has_the_whole_recipe(path: Path, pragma: str, value: object) -> None:
    connection = connect(path, "write", busy_ms=1234)

    assert one_value(connection, f"PRAGMA {pragma}") == value
    connection.close()


@pytest.mark.parametrize("mode", ["read", "immutable"])
def test_a_reader_has_the_recipe_and_can_write_nothing(path: Path, mode: Mode) -> None:
    connection = connect(path, mode, busy_ms=1234)

    found = {pragma: one_value(connection, f"PRAGMA {pragma}") for pragma in ALWAYS}

    assert found == ALWAYS
    with pytest.raises(OperationalError, match="readonly"):
        connection.execute("DELETE FROM setting")
    connection.close()


@pytest.mark.skipif(sys.platform != "darwin", reason="only macOS keeps writes from the platter")
def test_on_macos_a_save_reaches_the_platter(path: Path) -> None:
    connection = connect(path, "write")

    assert one_value(connection, "PRAGMA fullfsync") == 1
    assert one_value(connection, "PRAGMA checkpoint_fullfsync") == 1
    connection.close()


def test_the_engine_is_one_without_the_bug_of_resetting_a_log() -> None:
    # SQLite 3.7.0 to 3.51.2 could corrupt a file that two connections write in WAL mode.
    assert dbapi2.sqlite_version_info >= (3, 51, 3)


def test_sqlite_utils_works_on_the_same_engine(path: Path) -> None:
    connection = connect(path, "write")

    with pytest.raises(OperationalError, match="no such table"):
        wrap(connection).execute("SELECT * FROM nowhere")

    version = wrap(connection).execute("SELECT sqlite_version()").fetchall()
    assert version == [(dbapi2.sqlite_version,)]
    connection.close()


def test_only_one_module_imports_sqlite_utils_but_for_migrations() -> None:
    # Imported too early it would take the system's SQLite. `steps.py` loads that module before the
    # first of the migrations.
    root = Path(book_package.__file__).parent
    importing = {
        file.relative_to(root).parts[0]
        for file in root.rglob("*.py")
        if re.search(r"^(from|import) sqlite_utils", file.read_text("utf-8"), re.MULTILINE)
    }

    assert importing == {"by_sqlite_utils.py", "migrations"}


@pytest.mark.parametrize(
    "name",
    [
        "what?mode=memory.book",
        "50%25 off.book",
        "#1.book",
        "Hallam & Rye.book",
        "珠宝店 — Ünïcode.book",
        'it\'s "ours".book',
    ],
)
def test_any_name_is_the_name_of_a_book(tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"folder of {name}"
    folder.mkdir()
    Book.create(folder / name, owner_name="Ruth Hallam").close()

    with Book.open(folder / name) as book:
        assert book.value("SELECT name FROM associate") == "Ruth Hallam"
    assert sorted(file.name for file in folder.iterdir()) == sorted([name, f"{name}.lock"])


def test_a_path_of_the_greatest_length_can_be_opened(tmp_path: Path) -> None:
    folder = tmp_path
    while len(os.fsencode(folder)) < LONGEST_PATH_BYTES - 60:
        folder = folder / ("d" * 40)
    folder.mkdir(parents=True, exist_ok=True)
    room = LONGEST_PATH_BYTES - len(os.fsencode(folder)) - 1
    path = folder / f"{'x' * (room - 5)}.book"

    Book.create(path, owner_name="Ruth Hallam").close()

    with Book.open(path) as book:
        assert book.path == path


def test_a_missing_file_is_never_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(OperationalError):
        connect(tmp_path / "missing.book", "write")

    assert list(tmp_path.iterdir()) == []


def test_an_encrypted_file_opens_with_its_key_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.book"
    connection = connect(path, "create", key_hex=KEY)
    connection.execute("CREATE TABLE shopper (name TEXT)")
    connection.execute("INSERT INTO shopper VALUES ('Ann Lee')")
    connection.close()

    connection = connect(path, "read", key_hex=KEY)
    assert one_value(connection, "SELECT name FROM shopper") == "Ann Lee"
    connection.close()

    assert b"Ann Lee" not in path.read_bytes()
    for wrong in ("00" * 32, None):
        stranger = connect(path, "read", key_hex=wrong)
        with closing(stranger), pytest.raises(DatabaseError):
            one_value(stranger, "SELECT name FROM shopper")


def test_a_step_that_fails_half_way_leaves_nothing(connection: Connection) -> None:
    def fail_half_way() -> None:
        with whole(connection):
            connection.execute("INSERT INTO setting (name, value) VALUES ('a', '1')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_half_way()

    assert not connection.in_transaction
    assert one_value(connection, "SELECT count(*) FROM setting") == 0


def test_a_disk_that_stops_answering_while_a_book_is_read_is_told_as_that(
    connection: Connection,
) -> None:
    def read_half_way() -> None:
        with one_moment(connection):
            connection.execute("ROLLBACK")  # as SQLite does by itself then
            raise OperationalError("disk I/O error")

    with pytest.raises(OperationalError, match="disk I/O error"):
        read_half_way()


def test_a_writer_waits_for_another_one_before_any_work(path: Path) -> None:
    first, second = connect(path, "write"), connect(path, "write", busy_ms=20)
    worked = []

    def wait_in_vain() -> None:
        with whole(second):
            worked.append("second")

    with whole(first), pytest.raises(OperationalError, match="locked"):
        wait_in_vain()

    assert worked == []
    first.close()
    second.close()


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    opened = connect(path, "write")
    yield opened
    opened.close()
