"""A backup is whole, holds every save that was confirmed, and is one file that opens as a book."""

import re
import shutil
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from tests.book.dumping import dump
from tests.make import make_shopper

PAGE = 4096
LEAF_OF_INDEX = 10  # the first byte of such a page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    backups = tmp_path / "backups"
    backups.mkdir()
    return backups


def test_a_backup_is_one_file_with_everything_in_it(book: Book, folder: Path) -> None:
    make_shopper(book, "Ann Lee")
    before = dump(book)

    path = book.back_up(folder)

    assert [file.name for file in folder.iterdir()] == [path.name]
    assert path.name.startswith("shop backup 20")
    with Book.open(path) as copy:
        assert dump(copy) == before


def test_a_backup_can_be_read_where_nothing_can_be_written(book: Book, folder: Path) -> None:
    path = book.back_up(folder)

    assert path.read_bytes()[18:20] == b"\x01\x01"  # no log beside it is wanted


def test_a_reader_can_make_a_backup(book: Book, folder: Path) -> None:
    make_shopper(book, "Ann Lee")

    with Book.open(book.path, mode="read") as reader:
        path = reader.back_up(folder)

    with Book.open(path, mode="read") as copy:
        assert copy.value("SELECT name FROM shopper") == "Ann Lee"


def test_two_backups_in_one_second_are_two_files(book: Book, folder: Path) -> None:
    paths = {book.back_up(folder) for _ in range(3)}

    assert len(paths) == 3


def test_what_a_crash_left_in_the_same_second_is_in_nobody_s_way(book: Book, folder: Path) -> None:
    now = datetime.now().astimezone()
    left = [
        folder / f"shop backup {now + timedelta(seconds=seconds):%Y-%m-%d %H%M%S}.book.part"
        for seconds in range(30)
    ]
    for path in left:
        path.write_bytes(b"half a page")

    made = book.back_up(folder)

    assert made.name.endswith(" (2).book")
    assert all(path.read_bytes() == b"half a page" for path in left)
    Book.open(made, mode="read").close()


def test_a_backup_under_continuous_saving_holds_what_was_saved_before(
    book: Book, folder: Path
) -> None:
    done = threading.Event()

    def sell_on() -> None:
        with book.another("write") as counter:
            number = 0
            while not done.is_set():
                number += 1
                with counter.change(f"Setting {number}") as change:
                    change.insert("setting", name=str(number), value="1")

    clerk = threading.Thread(target=sell_on)
    clerk.start()
    try:
        for _ in range(5):
            saved = book.value("SELECT count(*) FROM setting")
            with Book.open(book.back_up(folder), mode="read") as copy:
                assert copy.value("SELECT count(*) FROM setting") >= saved
                assert copy.value("SELECT count(*) FROM setting") == copy.value(
                    "SELECT count(*) FROM change"
                )
    finally:
        done.set()
        clerk.join()


def test_a_missing_folder_is_refused(book: Book, folder: Path) -> None:
    with pytest.raises(Refused, match="is not there") as refusal:
        book.back_up(folder / "nowhere")

    assert refusal.value.field == "folder"


def test_a_damaged_book_makes_no_backup_that_looks_good(book: Book, folder: Path) -> None:
    for number in range(50):
        make_shopper(book, f"Shopper {number}")
    book.close()
    whole = book.path.read_bytes()
    place = whole.index(b"Dear Shopper 25") // PAGE * PAGE
    book.path.write_bytes(whole[:place] + bytes(PAGE) + whole[place + PAGE :])

    with Book.open(book.path) as damaged, pytest.raises((Refused, DatabaseError)):
        damaged.back_up(folder)

    assert list(folder.iterdir()) == []


def test_a_book_whose_index_disagrees_makes_no_backup(book: Book, folder: Path) -> None:
    for number in range(50):
        make_shopper(book, f"Shopper {number}")
    book.close()
    whole = bytearray(book.path.read_bytes())
    word = b"shopper 25"
    in_index = next(
        found.start()
        for found in re.finditer(word, whole)
        if whole[found.start() // PAGE * PAGE] == LEAF_OF_INDEX
    )
    whole[in_index : in_index + len(word)] = b"shopper 99"
    book.path.write_bytes(whole)

    with Book.open(book.path) as damaged, pytest.raises(Refused, match="could not be read back"):
        damaged.back_up(folder)

    assert list(folder.iterdir()) == []


@pytest.mark.small_files(100_000)
def test_a_disk_that_fills_up_leaves_no_half_backup(book: Book, folder: Path) -> None:
    with pytest.raises((DatabaseError, OSError)):
        book.back_up(folder)

    assert list(folder.iterdir()) == []
    make_shopper(book, "Ann Lee")


def test_a_backup_put_back_is_the_book_as_it_was(book: Book, folder: Path) -> None:
    make_shopper(book, "Ann Lee")
    backup = book.back_up(folder)
    make_shopper(book, "Bea Poe")
    book.close()

    shutil.copyfile(backup, book.path)

    with Book.open(book.path) as restored:
        assert restored.values("SELECT name FROM shopper") == ["Ann Lee"]
        make_shopper(restored, "Cy Roe")
