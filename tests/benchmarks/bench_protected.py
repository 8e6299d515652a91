"""A protected book beside the same book as a plain one: opening it, and a day's work in it.

    python tests/benchmarks/bench_protected.py [BOOK...]

Goal: opening, until the first shopper is read and the book is closed again, at most 1.2 times the
plain side. A search, a page, a purchase and a backup are told for information. The key is in hand:
how long the keychain takes is the computer's, and a passphrase takes a third of a second on
purpose. Without a book, size S and a demo shop of 6,000 are made.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.paper import new_paper
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
from tests.benchmarks.turns import SHARED, show, take_turns

TODAY = date(2026, 11, 20)
SEED = 5
GOAL = 1.2
OPENINGS = 200
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


def measure(source: Path, *, openings: int = OPENINGS, questions: int = QUESTIONS) -> None:
    """One book, plain and protected, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        plain, locked = Path(folder) / "plain.book", Path(folder) / "locked.book"
        shutil.copyfile(source, plain)
        Book.open(plain).close()  # brings an older one up to date, so that both sides are alike
        shutil.copyfile(plain, locked)
        begun = perf_counter()
        key = protect(locked, new_paper())
        took = perf_counter() - begun
        sizes = [path.stat().st_size / 1e6 for path in (plain, locked)]
        print(f"{source.name}: {sizes[0]:.1f} MB plain, {sizes[1]:.1f} MB protected")
        print(f"  protecting it took {took:.2f} s")
        open_in_turns(plain, locked, key, openings)
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
