"""The file of an open book is deleted, moved or replaced."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import backups_folder, keep_backup
from tests.make import make_shopper


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("event", ["deleted", "moved", "replaced"])
def test_a_book_whose_file_went_away_saves_nothing_and_says_so(book: Book, event: str) -> None:
    other = shutil.copy(book.path, book.path.with_name("other.book"))
    if event == "deleted":
        book.path.unlink()
    elif event == "moved":
        book.path.rename(book.path.with_name("moved.book"))
    else:
        Path(other).replace(book.path)

    with pytest.raises(Refused, match="moved, deleted or replaced"), book.change("A setting"):
        pytest.fail("the step must not begin")

    with pytest.raises(Refused, match="moved, deleted or replaced"):
        book.another()


@pytest.mark.skipif(os.name != "posix", reason="Windows tells the moment of a write too late")
def test_a_copy_over_the_open_book_gets_no_save_and_nothing_of_the_log(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    book.checkpoint()
    backup = book.back_up(book.path.parent)
    for name in ("Bo Chan", "Cy Diaz"):
        make_shopper(book, name)
    book.checkpoint()
    make_shopper(book, "Di Eng")
    book.path.write_bytes(backup.read_bytes())  # into the same file, as `cp` does

    with pytest.raises(Refused, match="moved, deleted or replaced"), book.change("A setting"):
        pytest.fail("the step must not begin")
    with suppress(DatabaseError):  # what is read now may be of either, and spoil the connection
        book.value("SELECT count(*) FROM shopper")
        book.checkpoint()
        with book.another() as reader:
            reader.rows("PRAGMA integrity_check")
            reader.rows("SELECT * FROM shopper")
    with pytest.raises(Refused, match="moved, deleted or replaced"):
        book.back_up(book.path.parent)
    with pytest.raises(Refused, match="moved, deleted or replaced"), book.change("A setting"):
        pytest.fail("the step must not begin")
    book.close()

    with Book.open(book.path, mode="read") as reopened:
        assert reopened.values("SELECT name FROM shopper") == ["Ann Lee"]
        assert all(one.good for one in check_book(reopened))
    assert book.path.with_name(f"{book.path.name}.old-log").stat().st_size


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file where it is")
def test_a_log_that_was_taken_away_takes_no_save_with_it(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")
    book.path.with_name(f"{book.path.name}-wal").unlink()

    for _ in range(2):
        with pytest.raises(Refused, match="moved, deleted or replaced"), book.change("A setting"):
            pytest.fail("the step must not begin")

    as_after_a_power_cut = Path(shutil.copyfile(book.path, tmp_path / "cut.book"))
    with Book.open(as_after_a_power_cut, mode="read") as reopened:
        assert reopened.values("SELECT name FROM shopper") == ["Ann Lee"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file where it is")
def test_a_book_that_was_deleted_while_it_was_open_is_in_its_last_backup(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    folder = backups_folder(book.path)
    book.path.unlink()

    made = keep_backup(book, folder)

    assert made is not None
    with Book.open(made.path, mode="read") as backup:
        assert backup.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_saving_goes_on_after_the_log_was_moved_into_the_book(book: Book) -> None:
    for name in ("Ann Lee", "Bo Chan"):
        make_shopper(book, name)
        book.checkpoint()
        assert book.rewrite_file()
    with book.another("write") as other:
        make_shopper(other, "Cy Diaz")
        other.checkpoint()

    make_shopper(book, "Di Eng")

    assert book.value("SELECT count(*) FROM shopper") == 4
