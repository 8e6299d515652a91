"""A protected book beside the same book as a plain one: opening it, and a day's work in it.

    python tests/benchmarks/bench_protected.py [BOOK...]

Goal: opening, until the first shopper is read and the book is closed again, at most 1.2 times the
plain side: to write, as the window does; to read; and as a whole command, with the key of the
owner's paper. A search, a page, a purchase and a backup are told for information. But for the
command the key is in hand: how long the keychain takes is the computer's, and a passphrase takes a
third of a second on purpose. Without a book, size S and a demo shop of 6,000 are made.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.paper import PaperKey, new_paper
from storebook.book.protection.protecting import protect
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.demo.build import make_demo
from storebook.people.search import find_shoppers
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase
from storebook.staff.viewer import Viewer
from tests.benchmarks.bench_page import page
from tests.benchmarks.shapes import measured_book
from tests.benchmarks.turns import SHARED, Times, show, take_turns

TODAY = date(2026, 11, 20)
SEED = 5
GOAL = 1.2
OPENINGS = 400
COMMANDS = 15
QUESTIONS = 200
PURCHASES = 60
SCRAPS = ("ann", "lee", "mar", "0142", "garcia", "wil", "zo", "hal")
DEMO_SHOPPERS = 6000


def opening(path: Path, key: DataKey | None, mode: str) -> Callable[[object], None]:
    """Open, read the first shopper, close."""

    def once(_: object) -> None:
        with Book.open(path, mode=mode, key=key) as book:  # type: ignore[arg-type]
            book.value("SELECT name FROM shopper ORDER BY id LIMIT 1")

    return once


def sell(book: Book, shopper_id: int) -> None:
    line = LineDraft(description="Ring, platinum", price_cents=Cents(940_00))
    draft = PurchaseDraft(shopper_id=shopper_id, day=TODAY, lines=(line,))
    record_purchase(book, draft, shop=load(book, Shop), today=TODAY)


def measure(
    source: Path,
    *,
    openings: int = OPENINGS,
    commands: int = COMMANDS,
    questions: int = QUESTIONS,
) -> None:
    """One book, plain and protected, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        plain, locked = Path(folder) / "plain.book", Path(folder) / "locked.book"
        shutil.copyfile(source, plain)
        Book.open(plain).close()  # brings an older one up to date, so that both sides are alike
        shutil.copyfile(plain, locked)
        begun = perf_counter()
        paper = new_paper()
        key = protect(locked, paper)
        took = perf_counter() - begun
        sizes = [path.stat().st_size / 1e6 for path in (plain, locked)]
        print(f"{source.name}: {sizes[0]:.1f} MB plain, {sizes[1]:.1f} MB protected")
        print(f"  protecting it took {took:.2f} s")
        open_in_turns(plain, locked, key, openings)
        command_in_turns(plain, locked, paper, commands)
        with Book.open(plain) as one, Book.open(locked, key=key) as other:
            work_in_turns(one, other, questions)


def open_in_turns(plain: Path, locked: Path, key: DataKey, openings: int) -> None:
    for mode in ("read", "write"):
        sides = {
            f"plain, to {mode}": opening(plain, None, mode),
            f"protected, to {mode}": opening(locked, key, mode),
        }
        goals = [(f"protected, to {mode}", f"plain, to {mode}", GOAL)]
        show(take_turns(sides, range(openings)), goals)


def command_in_turns(plain: Path, locked: Path, paper: PaperKey, commands: int) -> None:
    """`storebook find`, from its start to its end."""
    times = {"plain, a command": Times(), "protected, a command": Times()}
    for turn in range(commands + 1):
        for name, path, key in (
            ("plain, a command", plain, None),
            ("protected, a command", locked, paper),
        ):
            worked, passed = find(path, key)
            if turn:  # the first fills what the computer keeps of files
                times[name].worked.append(worked)
                times[name].passed.append(passed)
    show(times, [("protected, a command", "plain, a command", GOAL)])


def find(path: Path, paper: PaperKey | None) -> tuple[float, float]:
    """Milliseconds of a command's work, and by the clock."""
    given: list[int] = []
    command = [sys.executable, "-m", "storebook", "find", str(path), "ann"]
    if paper is not None:
        reading, writing = os.pipe()
        os.write(writing, f"{paper.written}\n".encode())
        os.close(writing)
        given = [reading]
        command += ["--key-fd", str(reading)]
    before, begun = children_worked(), perf_counter()
    subprocess.run(command, check=True, capture_output=True, pass_fds=given)
    took = perf_counter() - begun
    for one in given:
        os.close(one)
    return (children_worked() - before) * 1000, took * 1000


def children_worked() -> float:
    """Seconds that processes which ended have had of the processor."""
    told = getrusage(RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def work_in_turns(plain: Book, locked: Book, questions: int) -> None:
    chance = random.Random(SEED)
    ids = plain.values("SELECT id FROM shopper ORDER BY id")
    viewer = Viewer(today=TODAY)
    for name, ask, asked in (
        (
            "search",
            lambda book, words: find_shoppers(book, words, today=TODAY),
            chance.choices(SCRAPS, k=questions),
        ),
        ("page", lambda book, one: page(book, one, viewer), chance.choices(ids, k=questions)),
        ("purchase", sell, chance.choices(ids, k=min(questions, PURCHASES))),
    ):
        sides = {
            f"plain, {name}": lambda question, ask=ask: ask(plain, question),
            f"protected, {name}": lambda question, ask=ask: ask(locked, question),
        }
        show(take_turns(sides, asked), [(f"protected, {name}", f"plain, {name}", None)])
    with tempfile.TemporaryDirectory() as folder:
        for name, book in (("plain", plain), ("protected", locked)):
            begun = perf_counter()
            book.back_up(Path(folder))
            print(f"  {name}, a backup: {perf_counter() - begun:.2f} s")


def demo_shop() -> Path:
    """Made once, and kept beside the books of measured sizes."""
    path = SHARED / f"demo-{DEMO_SHOPPERS}.book"
    if not path.exists():
        SHARED.mkdir(parents=True, exist_ok=True)
        make_demo(path, shoppers=DEMO_SHOPPERS, seed=1, today=TODAY)
    return path


def main() -> None:
    """All of it for each book."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="*", type=Path, help="books to measure; only read")
    given: list[Path] = parser.parse_args().books
    for path in given or [measured_book("S", SHARED), demo_shop()]:
        measure(path)


if __name__ == "__main__":
    main()
