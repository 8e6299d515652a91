"""A book is made whole, opened only when it is one, and closed into one file."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storebook.base.errors import Refused
from storebook.book import opening
from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.engine import APPLICATION_ID, OperationalError
from storebook.book.export_plain import write_plain_copy
from storebook.book.files import beside
from storebook.book.lock import BookHeld, BookLock, hold_book
from tests.book.ordinary_user import folder_for_everyone, only_read, ordinary_user
from tests.make import make_shopper


def make_book(path: Path) -> Path:
    Book.create(path, owner_name="Ruth Hallam").close()
    return path


def foreign_file(path: Path) -> None:
    """Somebody else's SQLite file."""
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.commit()
    connection.close()


def newer_book(path: Path) -> None:
    make_book(path)
    change_behind_our_back(
        path,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('storebook', 'm999_holograms', '2031-01-01')",
    )


def change_behind_our_back(path: Path, sql: str) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute(sql)
    connection.commit()
    connection.close()


def half_a_book(path: Path) -> None:
    make_book(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def nothing_but_the_mark(path: Path) -> None:
    """A file that says it is ours and holds nothing."""
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE associate (id INTEGER PRIMARY KEY, name, role, active)")
    connection.commit()
    connection.close()


def without_an_owner(path: Path) -> None:
    make_book(path)
    change_behind_our_back(path, "DELETE FROM associate")


NO_BOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "is empty: it is not a book"),
    "a photo": (lambda path: path.write_bytes(b"\xff\xd8\xff" * 4000), "not a Storebook book"),
    "two letters": (lambda path: path.write_bytes(b"hi"), "not a Storebook book"),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), "not a Storebook book"),
    "a head without a body": (
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"junk" * 3000),
        "not a Storebook book",
    ),
    "somebody else's": (foreign_file, "was not made by Storebook"),
    "a newer one": (newer_book, "made by a newer Storebook"),
    "half of one": (half_a_book, "is damaged"),
    "a mark and nothing else": (nothing_but_the_mark, "not a whole Storebook book"),
    "one without an owner": (without_an_owner, "has lost its owner"),
}


@pytest.mark.parametrize("mode", ["write", "read"])
@pytest.mark.parametrize("kind", NO_BOOKS)
def test_what_is_no_book_is_refused_in_a_sentence_and_stays_as_it_is(
    tmp_path: Path, kind: str, mode: str
) -> None:
    make, sentence = NO_BOOKS[kind]
    path = tmp_path / "shop.book"
    make(path)
    before = path.read_bytes()
    files_before = {file.name for file in tmp_path.iterdir()} | {"shop.book.lock"}

    with pytest.raises(Refused, match=sentence) as refusal:
        Book.open(path, mode=mode)  # type: ignore[arg-type]

    assert str(refusal.value).endswith(".")
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= files_before


def test_a_missing_book_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no book"):
        Book.open(tmp_path / "shop.book")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is a folder"):
        Book.open(tmp_path)


def test_a_refused_book_can_be_opened_when_it_is_mended(tmp_path: Path) -> None:
    path = make_book(tmp_path / "shop.book")
    good = path.read_bytes()
    half_a_book_now = good[: len(good) // 2]
    path.write_bytes(half_a_book_now)
    with pytest.raises(Refused):
        Book.open(path)

    path.write_bytes(good)

    Book.open(path).close()


# -- closing


def test_a_closed_book_is_one_file(book: Book) -> None:
    with book.change("A setting") as change:
        change.insert("setting", name="x", value="1")
    assert beside(book.path, "-wal").exists()

    book.close()

    left = {file.name for file in book.path.parent.iterdir()}
    assert left == {"shop.book", "shop.book.lock"}
    assert beside(book.path, ".lock").stat().st_size == 0


def test_what_sqlite_learns_at_closing_holds_no_names(book: Book) -> None:
    for number in range(300):
        make_shopper(book, f"Shopper {number}", phone=f"(603) 555-{number:04d}")

    book.close()

    with Book.open(book.path) as again:
        assert again.value("SELECT count(*) FROM sqlite_stat1") > 0
        assert again.value("SELECT count(*) FROM sqlite_stat4") == 0


def test_closing_reads_no_table_when_nothing_was_written(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    book.close()
    before = book.path.read_bytes()

    with Book.open(book.path) as again:
        asked: list[str] = []
        again._db.set_trace_callback(asked.append)

    assert not any("optimize" in sql for sql in asked)
    assert book.path.read_bytes() == before


def test_a_book_that_was_replaced_just_before_it_was_held_is_opened_anew(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.close()
    other = make_book(tmp_path / "other.book")
    with Book.open(other) as there:
        make_shopper(there, "王小明")

    def replaced_meanwhile(path: Path, *arguments: object, **more: object) -> BookLock:
        other.replace(path)
        return hold_book(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "hold_book", replaced_meanwhile)

    with Book.open(book.path) as opened:
        make_shopper(opened, "Ann Lee")

    with Book.open(book.path, mode="read") as reader:
        assert reader.values("SELECT name FROM shopper ORDER BY id") == ["王小明", "Ann Lee"]


def test_what_was_looked_at_to_be_read_writes_as_the_recipe_has_it(book: Book) -> None:
    book.close()

    with Book.open(book.path) as again:
        said = {name: again.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
        assert said == {"journal_mode": "wal", "synchronous": 2}
        assert again.value("PRAGMA wal_autocheckpoint") == 0
        assert again.value("PRAGMA query_only") == 0


def test_closing_twice_is_harmless(book: Book) -> None:
    book.close()
    book.close()

    Book.open(book.path).close()


def test_a_book_is_given_back_when_its_block_ends_in_an_error(book: Book) -> None:
    book.close()

    def fail() -> None:
        with Book.open(book.path):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    Book.open(book.path).close()


def test_a_book_closes_while_somebody_reads_it(book: Book) -> None:
    with Book.open(book.path, mode="read") as reader:
        with book.change("A setting") as change:
            change.insert("setting", name="x", value="1")

        book.close()

        assert reader.value("SELECT count(*) FROM setting") == 1


# -- reading beside a window, and where nothing can be written


def test_a_reader_sees_what_an_open_window_has_saved(book: Book) -> None:
    with Book.open(book.path, mode="read") as reader:
        with book.change("A setting") as change:
            change.insert("setting", name="x", value="1")

        assert reader.value("SELECT value FROM setting") == "1"
        with pytest.raises(OperationalError, match="readonly"), reader.change("Nothing"):
            pass


def test_another_opening_writes_while_the_first_one_waits(book: Book) -> None:
    with book.another("write") as worker, worker.change("A long import") as change:
        change.insert("setting", name="x", value="1")

        assert book.value("SELECT count(*) FROM setting") == 0

    assert book.value("SELECT count(*) FROM setting") == 1
    assert book.value("SELECT associate_id FROM change") == book.associate_id


def test_a_reader_has_no_second_opening_to_write(book: Book) -> None:
    with Book.open(book.path, mode="read") as reader:
        with pytest.raises(ValueError, match="for reading"):
            reader.another("write")

        with reader.another() as second:
            assert second.value("SELECT count(*) FROM associate") == 1


@pytest.mark.skipif(os.name != "posix", reason="folders are made unwritable by their modes")
def test_a_folder_that_can_only_be_read_shows_its_book_and_takes_none() -> None:
    with folder_for_everyone() as folder:
        path = make_book(folder / "shop.book")
        before = path.read_bytes()
        with only_read(folder):
            with Book.open(path, mode="read") as book, book.another() as second:
                assert book.value("SELECT name FROM associate") == "Ruth Hallam"
                assert second.value("SELECT name FROM associate") == "Ruth Hallam"
            with pytest.raises(Refused, match="can only be read"):
                Book.open(path)
            with pytest.raises(Refused, match="may not be read or written"):
                make_book(folder / "second.book")

        assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="folders are made unwritable by their modes")
def test_a_book_that_was_not_closed_is_not_read_without_its_log() -> None:
    with folder_for_everyone() as folder:
        path = make_book(folder / "shop.book")
        with Book.open(path) as book:
            with book.change("A setting") as change:
                change.insert("setting", name="x", value="1")
            for name in ("left.book", "left.book-wal"):
                shutil.copy(folder / name.replace("left", "shop"), folder / name)
        with only_read(folder), pytest.raises(Refused, match="was not closed properly"):
            Book.open(folder / "left.book", mode="read")

        with Book.open(folder / "left.book") as left:
            assert left.value("SELECT value FROM setting") == "1"


@pytest.mark.skipif(os.name != "posix", reason="files are made unwritable by their modes")
def test_a_file_that_can_only_be_read_is_refused_before_anything_is_typed() -> None:
    with folder_for_everyone() as folder:
        path = make_book(folder / "shop.book")
        with only_read(folder):
            folder.chmod(0o777) if os.geteuid() == 0 else None
            with pytest.raises(Refused, match="can only be read"):
                Book.open(path)


@pytest.mark.skipif(os.name != "posix", reason="files are made unwritable by their modes")
def test_a_book_of_which_the_file_alone_can_only_be_read_is_refused_too() -> None:
    with folder_for_everyone() as folder:
        path = make_book(folder / "shop.book")
        folder.chmod(0o777)
        beside(path, ".lock").unlink(missing_ok=True)
        path.chmod(0o444)
        with ordinary_user(), pytest.raises(Refused, match="can only be read"):
            Book.open(path)


@pytest.mark.skipif(os.name != "posix", reason="locks are given up with a handle on POSIX alone")
def test_looking_at_a_book_never_gives_up_the_hold_of_the_window(
    book: Book, tmp_path: Path
) -> None:
    with pytest.raises(BookHeld):
        Book.open(book.path)
    Book.open(book.path, mode="read").close()
    book.another().close()
    book.back_up(tmp_path)
    check_file(book.path)
    write_plain_copy(book, tmp_path / "plain.sqlite")

    assert not others_could_take(book.path)


def others_could_take(path: Path) -> bool:
    """Whether another program could have the whole file for itself, as SQLite asks for it."""
    program = (
        "import fcntl, sys; file = open(sys.argv[1], 'rb+');"
        "fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True)
    return done.returncode == 0
