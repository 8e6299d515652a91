"""The program backs up while the shop goes on selling: every copy is whole and fresh."""

import threading
from datetime import date
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.demo.build import make_demo

COUNT = "SELECT count(*) FROM setting"


def sell_on(path: Path, done: threading.Event, counter: Book) -> int:
    """Save one thing after another, as fast as it goes, until it is said to be enough."""
    number = 0
    while not done.is_set():
        number += 1
        with counter.change(f"Setting {number}") as change:
            change.insert("setting", name=f"{path.stem} {number}", value="1")
    return number


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_hundred_backups_of_a_shop_at_work_are_whole_and_fresh(tmp_path: Path) -> None:
    path, folder, done = tmp_path / "shop.book", tmp_path / "backups", threading.Event()
    folder.mkdir()
    make_demo(path, shoppers=6000, seed=1, today=date(2026, 11, 20))
    failed: list[BaseException] = []

    def back_up(book: Book) -> None:
        with book.another("read") as reader:
            for _ in range(200):
                saved = reader.value(COUNT)
                made = reader.back_up(folder)
                with Book.open(made, mode="read") as copy:
                    assert copy.value(COUNT) >= saved
                    assert copy.values("PRAGMA integrity_check") == ["ok"]
                made.unlink()

    def watched(book: Book) -> None:
        try:
            back_up(book)
        except BaseException as error:
            failed.append(error)
            raise
        finally:
            done.set()

    with Book.open(path) as book:
        worker = threading.Thread(target=watched, args=[book])
        worker.start()
        saved = sell_on(path, done, book)
        worker.join()

    assert failed == []
    assert saved > 200
