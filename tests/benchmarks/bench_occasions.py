"""Whose day is coming, beside the bare range of the index; and what is made of it for paper.

    python tests/benchmarks/bench_occasions.py [BOOK...]

Goals: the first fifty of 30 days at most 3 times the bare question, also over the turn of the year;
the whole list of 30 days at most 1.5 times. `due` is the list with nobody left out, `coming days`
is what the counter shows, without those who died. Without a goal: who gets a card in 14 and in 30
days and who is left out and why, which the Occasions page looks up in a worker when the book is
large.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.today import coming_days
from storebook.people.occasions import due
from tests.benchmarks import bare_occasions
from tests.benchmarks.turns import asked_books, show, take_turns

TODAY = date(2026, 11, 20)
DAYS = 30
FIRST = 50
SHOP = Shop()
STARTS = [date(2026, 1, 1) + timedelta(days=3 * step) for step in range(122)]
TURNS = [date(2026, 12, 2) + timedelta(days=step) for step in range(30)] * 4
WHOLE = [date(2026, month, 15) for month in range(1, 13)]


def measure(path: Path) -> None:
    """First screens, whole lists, and runs of one book."""
    book = Book.open(path, mode="read")
    bare = sqlcipher3.connect(f"file:{path}?mode=ro", uri=True)
    count = book.value("SELECT count(*) FROM occasion")
    print(f"{path.name}: {count:,} days on file")
    for words, starts in (("", STARTS), (", year's end", TURNS)):
        sides = {
            f"bare, first {FIRST}{words}": lambda day: bare_occasions.first(bare, day, DAYS, FIRST),
            f"due, first {FIRST}{words}": lambda day: first_due(book, day),
            f"coming days, first {FIRST}{words}": lambda day: coming_days(
                book, day, DAYS, shop=SHOP, limit=FIRST
            ),
        }
        bare_name, *ours = sides
        show(take_turns(sides, starts), [(name, bare_name, 3.0) for name in ours])
    whole = {
        "bare, whole": lambda day: bare_occasions.everybody(bare, day, DAYS),
        "due, whole": lambda day: due(
            book, day, day + timedelta(days=DAYS - 1), leap_day=SHOP.leap_day_rule
        ),
    }
    show(take_turns(whole, WHOLE, warm_up=1), [("due, whole", "bare, whole", 1.5)])
    runs = {
        f"cards for {days} days": lambda day, days=days: look(book, day, days)
        for days in (14, DAYS)
    }
    show(take_turns(runs, WHOLE[:6], warm_up=1))
    bare.close()
    book.close()


def first_due(book: Book, start: date) -> object:
    end = start + timedelta(days=DAYS - 1)
    return due(book, start, end, leap_day=SHOP.leap_day_rule, limit=FIRST)


def look(book: Book, start: date, days: int) -> object:
    request = RunRequest(kind=RunKind.CARDS, start=start, end=start + timedelta(days=days - 1))
    return look_at_run(book, request, shop=SHOP, today=TODAY)


def main() -> None:
    """All of it for each book."""
    for path in asked_books(__doc__):
        measure(path)


if __name__ == "__main__":
    main()
