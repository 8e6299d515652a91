"""Every keystroke of a search beside the bare prefix question; and who is found by which scrap.

    python tests/benchmarks/bench_search.py [--seed N] [--targets N] [BOOK...]

Goals: the search call at most 5 times the bare question on the same keystrokes; from S to X at
most 5 times; everybody among the first twenty by nine kinds of scrap (`scraps.py`), thirty of each,
and 95 of 100 at the very first place whom nobody else fits. Without a goal: "with its
rows" adds what the counter's list shows of twenty shoppers (last visit, next day, partner, card,
phone; the bare side finds no next day); "digits" are the ends of phones, which could be a card or a
serial too; "a slip" asks every index and then every word, which are read anew after a change.
"""

import argparse
import random
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3

from storebook.base.dates import LeapDayRule
from storebook.book.book import Book
from storebook.book.words import words_in
from storebook.people.search import Hit, find_shoppers, rows_for
from tests.benchmarks import bare_search, scraps
from tests.benchmarks.turns import Times, add_books, books_of, show, take_turns

TODAY = date(2026, 11, 20)
SEED = 7
SAMPLED = 120
TARGETS = 30
SHOWN = 20
SLIP = "a slip in the family name"
FIXED = (
    "margaret", "ann lee", "o'brien", "Müller", "van der", "王小明", "kowal", "smith j", "Łukasz",
    "joh", "0142", "555 01", "(603) 555", "grace k", "ashw",
)  # fmt: skip


def measure(
    path: Path, *, sampled: int = SAMPLED, targets: int = TARGETS, seed: int = SEED
) -> Times:
    """Both parts for one book; gives back the times of the search call."""
    book = Book.open(path, mode="read")
    bare = sqlcipher3.connect(f"file:{path}?mode=ro", uri=True)
    people = book.value("SELECT count(*) FROM shopper")
    print(f"{path.name}: {people:,} shoppers")
    chance = random.Random(seed)
    keys = [
        typed[:end] for typed in typed_in(book, chance, sampled) for end in range(1, len(typed))
    ]
    times = time_keys(book, bare, keys)
    time_digits(book, bare, chance, sampled)
    time_slips(book, chance, sampled)
    tell_found(book, seed, targets)
    bare.close()
    book.close()
    return times


def typed_in(book: Book, chance: random.Random, count: int) -> list[str]:
    """The fixed queries, and the names of shoppers drawn from the book."""
    ids = chance.sample(range(1, 1 + book.value("SELECT max(id) FROM shopper")), count)
    names = [book.value("SELECT name FROM shopper WHERE id = :id", id=one) for one in ids]
    return [*FIXED, *(name for name in names if name)]


def time_keys(book: Book, bare: sqlcipher3.Connection, keys: list[str]) -> Times:
    random.Random(SEED).shuffle(keys)

    def with_rows(typed: str) -> object:
        found = [hit.shopper_id for hit in find(book, typed)]
        return rows_for(book, found, today=TODAY, leap_day=LeapDayRule.FEBRUARY)

    times = take_turns(
        {
            "bare": lambda typed: bare_search.find(bare, typed),
            "search": lambda typed: find(book, typed),
            "bare with its rows": lambda typed: bare_search.find_shown(bare, typed),
            "search with its rows": with_rows,
        },
        keys,
    )
    pairs = [("search", "bare", 5.0), ("search with its rows", "bare with its rows", None)]
    show(times, pairs)
    return times["search"]


def time_digits(book: Book, bare: sqlcipher3.Connection, chance: random.Random, count: int) -> None:
    phones = chance.choices(scraps.phones(book), k=count)
    keys = [digits[-end:] for _, digits in phones for end in range(2, 8)]
    times = take_turns(
        {
            "bare, digits": lambda typed: bare_search.find(bare, typed),
            "search, digits": lambda typed: find(book, typed),
        },
        keys,
    )
    show(times, [("search, digits", "bare, digits", None)])


def time_slips(book: Book, chance: random.Random, count: int) -> None:
    """Names with a slip, which ask every index and then every word."""
    typed = [one.typed for one in scraps.drawn(book, SLIP, chance, count)]
    times = take_turns({"search, a slip": lambda each: find(book, each)}, typed)
    times |= take_turns(
        {"  words read after a change": lambda _: words_in(book, "shopper_word")}, typed[:9]
    )
    show(times)


def find(book: Book, typed: str, limit: int = SHOWN) -> list[Hit]:
    return find_shoppers(book, typed, today=TODAY, limit=limit)


# -- who is found


def tell_found(book: Book, seed: int, targets: int) -> None:
    """Each kind of scrap: who is among the first twenty; who comes first where nobody else fits.

    Where more than twenty fit as typed, one of them cannot always be among the first twenty.
    """
    print(f"  who is found, drawn with seed {seed}:")
    for kind in scraps.KINDS:
        asked = scraps.drawn(book, kind, random.Random(f"{seed} {kind}"), targets)
        places = [(scrap, place_of(scrap.shopper_id, find(book, scrap.typed))) for scrap in asked]
        told = [part(places[:targets]), alone([one for one in places if one[0].fitting == 1])]
        print(f"    {kind:<26} {'; '.join(told)}")


Placed = list[tuple[scraps.Scrap, int | None]]


def place_of(shopper_id: int, hits: list[Hit]) -> int | None:
    """Where in the answer, from 0; None when not in it."""
    return next((place for place, hit in enumerate(hits) if hit.shopper_id == shopper_id), None)


def part(places: Placed) -> str:
    """How many are found; of those who are not, whether more fit than are shown."""
    found = [scrap for scrap, place in places if place is not None]
    crowd = [scrap for scrap, place in places if place is None and scrap.fitting > SHOWN]
    missed = [scrap.typed for scrap, place in places if place is None and scrap.fitting <= SHOWN]
    crowded = f", {len(crowd)} of more than {SHOWN} who fit" if crowd else ""
    return f"{len(found)} found of {len(places)}{crowded}, {len(missed)} missed {missed[:3] or ''}"


def alone(places: Placed) -> str:
    """How many come first of those whom nobody else fits."""
    first = sum(place == 0 for _, place in places)
    later = [scrap.typed for scrap, place in places if place]
    share = f" ({first * 100 / len(places):.1f} %)" if places else ""
    return f"alone {first} first of {len(places)}{share} {later[:3] or ''}"


def main() -> None:
    """All of it for each book; two books, S then X, tell the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="by which people are drawn")
    parser.add_argument("--targets", type=int, default=TARGETS, help="drawn for each kind of scrap")
    given = add_books(parser).parse_args()
    found = [
        measure(path, seed=given.seed, targets=given.targets) for path in books_of(given.books)
    ]
    if len(found) == 2:
        growth = found[1].middle / found[0].middle
        print(f"from the first book to the second: {growth:.1f} times (goal 5)")


if __name__ == "__main__":
    main()
