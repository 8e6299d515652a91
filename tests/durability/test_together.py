"""Rows 13 and 18: backups are good and fresh while others write, and two who write at once lose
nothing: one of them is told who has the book.
"""

import subprocess
import sys
import threading
from pathlib import Path
from shutil import rmtree

import pytest

from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.lock import BookHeld
from tests.durability.deeds import KEY, begin, book_in, faults, opened
from tests.durability.disk import ROOT
from tests.durability.length import many, reached

pytestmark = [
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows waits for no pipe"),
]

Program = subprocess.Popen[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    begin(tmp_path / "folder")
    return tmp_path / "folder"


def program(what: str, folder: Path, count: int) -> Program:
    """Somebody at work in another process, who has the book open."""
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.durability.together", what, str(book_in(folder)), str(count)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "open\n"
    return started


def rest_of(program: Program) -> list[str]:
    """The lines after the first one, once it has ended; `communicate` would lose what was read
    along with that one.
    """
    with program:
        assert program.stdout is not None
        return program.stdout.read().splitlines()


# -- row 13


def test_backups_made_while_others_sell_are_good_and_fresh(folder: Path, tmp_path: Path) -> None:
    count, backups = many(8, 200), tmp_path / "backups"
    sold: list[str] = []
    counter = program("sell", folder, 0)
    assert counter.stdout is not None
    listener = threading.Thread(target=lambda: sold.extend(counter.stdout or ()))
    listener.start()

    with Book.open(book_in(folder), key=KEY, mode="read") as reader:
        for _ in range(count):
            backups.mkdir()
            before = {int(line) for line in list(sold)}
            path = reader.back_up(backups)
            with Book.open(path, key=KEY, mode="read") as copy:
                assert faults(copy) == []
                assert before <= set(copy.values("SELECT id FROM purchase"))
                assert (
                    copy.value("SELECT count(*) FROM line")
                    == 2 * copy.value("SELECT count(*) - 1 FROM purchase") + 1
                )
            rmtree(backups)
    assert counter.stdin is not None
    counter.stdin.close()
    listener.join()
    counter.wait()
    counter.stdout.close()

    _, longest, longest_ours = sold.pop().split()
    assert len(sold) > count
    reached(
        13,
        f"{count} backups while {len(sold):,} saves, all good and fresh; longest save "
        f"{longest_ours} ms, {longest} with the wait for a processor",
    )


# -- row 18


def test_who_writes_and_who_only_notes_lose_nothing_to_each_other(folder: Path) -> None:
    count = many(60, 250)

    at_work = [
        program("sell", folder, count),
        program("note", folder, count),
        program("note", folder, count),
    ]
    said = [rest_of(one) for one in at_work]

    assert [one.returncode for one in at_work] == [0, 0, 0]
    with opened(folder) as book:
        assert {int(line) for line in said[0][:-1]} <= set(book.values("SELECT id FROM purchase"))
        noted = book.value("SELECT count(*) FROM event WHERE kind = 'viewed'")
        assert (len(said[0]) - 1, noted) == (count, 2 * count)
        assert verify(book) == []
        assert faults(book) == []
    reached(18, f"{3 * count} saves of three processes at once, none refused, none lost")


def test_of_many_who_open_it_at_once_one_has_it_and_is_named(folder: Path) -> None:
    counter = program("sell", folder, 0)

    for _ in range(20):
        with pytest.raises(BookHeld, match="is open in The counter") as held:
            Book.open(book_in(folder), key=KEY)
        assert held.value.holder is not None
        assert held.value.holder.process == counter.pid

    counter.communicate("")
    Book.open(book_in(folder), key=KEY).close()
