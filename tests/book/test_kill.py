"""The program is killed in the middle of anything: nothing confirmed is lost, nothing is half."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.check import check_book

ROOT = Path(__file__).resolve().parents[2]

# Saves tickets of two lines, undoes each third, and says each number only when it is saved.
SELLER = """
import sys
from pathlib import Path
from storebook.book.book import Book
from storebook.book.history import undo_last

with Book.open(Path(sys.argv[1]), program="The seller") as book:
    print("open", flush=True)
    while True:
        with book.change("Sold") as change:
            shopper = change.insert("shopper", name="x", greeting_line="x", envelope_line="x",
                sort_key="x", folded=f"shopper {change.id}")
            ticket = change.insert("purchase", shopper_id=shopper, day="2026-11-20",
                associate_id=1, prices_include_tax=False, net_cents=300, tax_cents=0,
                total_cents=300)
            for position, cents in enumerate((100, 200), start=1):
                change.insert("line", purchase_id=ticket, position=position, kind="piece",
                    quantity=1, description="Ring", price_cents=cents, net_cents=cents,
                    tax_cents=0)
        print(f"sold {change.id}", flush=True)
        if change.id % 3 == 0:
            print(f"undone {undo_last(book).id}", flush=True)
        if change.id % 7 == 0:
            book.checkpoint()
"""


def sell_until_killed(path: Path, wait_s: float) -> list[int]:
    """The numbers of the changes that a seller confirmed before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", SELLER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as seller:
        assert seller.stdout is not None
        assert seller.stdout.readline() == "open\n"
        clock = threading.Timer(wait_s, seller.kill)
        clock.start()
        confirmed = seller.stdout.read()
        clock.join()
    # The last line may have been cut by the kill: what was not said whole was not confirmed.
    whole_lines = confirmed.split("\n")[:-1]
    return [int(line.split()[1]) for line in whole_lines]


def kill_again_and_again(path: Path, kills: int) -> None:
    chance = random.Random(kills)
    confirmed: list[int] = []
    for _ in range(kills):
        confirmed += sell_until_killed(path, chance.uniform(0.001, 0.12))

        with Book.open(path) as book:
            assert set(confirmed) <= set(book.values("SELECT id FROM change"))
            assert tickets_that_are_half(book) == 0
    with Book.open(path) as book:
        assert len(confirmed) > kills
        assert [result for result in check_book(book) if not result.good] == []


def tickets_that_are_half(book: Book) -> int:
    count: int = book.value(
        """
        SELECT count(*) FROM purchase
        WHERE 2 <> (SELECT count(*) FROM line WHERE line.purchase_id = purchase.id)
           OR NOT EXISTS (
               SELECT 1 FROM change_row
               WHERE table_name = 'purchase' AND first_id = purchase.id
           )
        """
    )
    return count


@pytest.mark.skipif(os.name != "posix", reason="a kill that nobody can answer is POSIX's")
def test_a_program_that_is_killed_while_saving_loses_nothing_confirmed(book: Book) -> None:
    book.close()

    kill_again_and_again(book.path, kills=20)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(os.name != "posix", reason="a kill that nobody can answer is POSIX's")
def test_hundreds_of_kills_lose_nothing_confirmed(book: Book) -> None:
    book.close()

    kill_again_and_again(book.path, kills=500)


@pytest.mark.skipif(os.name != "posix", reason="a kill that nobody can answer is POSIX's")
def test_a_program_that_is_killed_while_making_a_book_leaves_none_or_a_whole_one(
    tmp_path: Path,
) -> None:
    maker = (
        "import sys; from pathlib import Path; from storebook.book.book import Book;"
        "print('begins', flush=True);"
        "Book.create(Path(sys.argv[1]), owner_name='Ruth Hallam').close()"
    )
    chance = random.Random(11)
    for number in range(10):
        path = tmp_path / f"shop{number}.book"
        with subprocess.Popen(
            [sys.executable, "-c", maker, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            clock = threading.Timer(chance.uniform(0.0, 0.08), process.kill)
            clock.start()
            process.wait()
            clock.join()

        if not path.exists():
            Book.create(path, owner_name="Ruth Hallam").close()
        with Book.open(path) as book:
            assert [result for result in check_book(book) if not result.good] == []
            assert book.value("SELECT name FROM associate") == "Ruth Hallam"
