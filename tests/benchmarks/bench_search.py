"""Every keystroke of a search beside the bare prefix question; and who is found by which scrap.

    python tests/benchmarks/bench_search.py [BOOK...]

Goals: the search call at most 5 times the bare question on the same keystrokes; from S to X at
most 5 times; everybody found by nine kinds of scrap, thirty of each. Without a goal: "with its
rows" adds what the counter's list shows of twenty shoppers (last visit, next day, partner, card,
phone; the bare side finds no next day); "digits" are the ends of phones, which could be a card or a
serial too; "a slip" asks every index and then every word, which are read anew after a change.
"""

import random
import string
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3

from storebook.base.dates import LeapDayRule
from storebook.base.text import fold, is_east_asian
from storebook.book.book import Book
from storebook.book.words import words_in
from storebook.people.search import Hit, Match, find_shoppers, rows_for
from tests.benchmarks import bare_search
from tests.benchmarks.turns import Times, asked_books, show, take_turns

TODAY = date(2026, 11, 20)
SEED = 7
SAMPLED = 120
TARGETS = 30
LOOKED_AT = 200
FIXED = (
    "margaret", "ann lee", "o'brien", "Müller", "van der", "王小明", "kowal", "smith j", "Łukasz",
    "joh", "0142", "555 01", "(603) 555", "grace k", "ashw",
)  # fmt: skip
NAME_MATCHES = {Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME}


def measure(path: Path, *, sampled: int = SAMPLED, targets: int = TARGETS) -> Times:
    """Both parts for one book; gives back the times of the search call."""
    book = Book.open(path, mode="read")
    bare = sqlcipher3.connect(f"file:{path}?mode=ro", uri=True)
    people = book.value("SELECT count(*) FROM shopper")
    print(f"{path.name}: {people:,} shoppers")
    chance = random.Random(SEED)
    keys = [typed[:end] for typed in scraps(book, chance, sampled) for end in range(1, len(typed))]
    times = time_keys(book, bare, keys)
    time_digits(book, bare, chance, sampled)
    time_slips(book, chance, sampled)
    for kind, made in KINDS.items():
        print(f"  {kind:<28} {recall(book, made(book, chance, targets))}")
    bare.close()
    book.close()
    return times


def scraps(book: Book, chance: random.Random, count: int) -> list[str]:
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
    phones = drawn(book, chance, count, "SELECT id, digits FROM phone ORDER BY id")
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
    typed = [query for _, query in slips(book, chance, count)]
    times = take_turns({"search, a slip": lambda each: find(book, each)}, typed)
    times |= take_turns(
        {"  words read after a change": lambda _: words_in(book, "shopper_word")}, typed[:9]
    )
    show(times)


def find(book: Book, typed: str, limit: int = 20) -> list[Hit]:
    return find_shoppers(book, typed, today=TODAY, limit=limit)


# -- who is found


Targets = list[tuple[int, str]]


def recall(book: Book, asked: Targets) -> str:
    """How many are among the first twenty and the first two hundred; who is not is one of more
    than can be shown who fit as well, or is missed.
    """
    first = later = crowd = 0
    missed = []
    for shopper_id, typed in asked:
        found = [hit.shopper_id for hit in find(book, typed, LOOKED_AT)]
        if shopper_id in found[:20]:
            first += 1
        elif shopper_id in found:
            later += 1
        elif all_fit(book, typed):
            crowd += 1
        else:
            missed.append(typed)
    told = f"{first} in the first 20, {later} in {LOOKED_AT}, {crowd} of a crowd that fits"
    return f"{told}, {len(missed)} missed of {len(asked)} {missed[:3] if missed else ''}"


def all_fit(book: Book, typed: str) -> bool:
    """Are there as many who fit the very same words as are looked at?"""
    found = find(book, typed, 100)
    return len(found) >= 100 and all(hit.match in NAME_MATCHES for hit in found)


def drawn(book: Book, chance: random.Random, count: int, sql: str) -> Targets:
    """So many rows of a query of shoppers and a text."""
    rows = book.rows(sql)
    return chance.sample(rows, min(count, len(rows)))


def names(book: Book, chance: random.Random, count: int) -> Targets:
    return drawn(book, chance, count, "SELECT id, name FROM shopper WHERE named ORDER BY id")


def parts(book: Book, chance: random.Random, count: int) -> list[tuple[int, str, str]]:
    rows = book.rows(
        """
        SELECT id, given, family FROM shopper
        WHERE length(given) > 2 AND length(family) > 3 AND native_name IS NULL ORDER BY id
        """
    )
    return chance.sample(rows, min(count, len(rows)))


def family_and_three(book: Book, chance: random.Random, count: int) -> Targets:
    return [(one, f"{family} {given[:3]}") for one, given, family in parts(book, chance, count)]


def given_only(book: Book, chance: random.Random, count: int) -> Targets:
    return [(one, given) for one, given, _ in parts(book, chance, count)]


def unaccented(book: Book, chance: random.Random, count: int) -> Targets:
    rows = [(one, name) for one, name in names(book, chance, 5_000) if not name.isascii()]
    latin = [(one, fold(name)) for one, name in rows if fold(name).isascii()]
    return latin[:count]


def other_format(book: Book, chance: random.Random, count: int) -> Targets:
    found = drawn(book, chance, count, "SELECT shopper_id, digits FROM phone ORDER BY id")
    return [(one, f"+1 {digits[:3]}.{digits[3:6]}.{digits[6:]}") for one, digits in found]


def last_four(book: Book, chance: random.Random, count: int) -> Targets:
    found = drawn(book, chance, count, "SELECT shopper_id, digits FROM phone ORDER BY id")
    return [(one, digits[-4:]) for one, digits in found]


def local_part(book: Book, chance: random.Random, count: int) -> Targets:
    found = drawn(book, chance, count, "SELECT shopper_id, raw FROM email ORDER BY id")
    return [(one, raw.split("@")[0]) for one, raw in found]


def native(book: Book, chance: random.Random, count: int) -> Targets:
    sql = "SELECT id, native_name FROM shopper WHERE native_name IS NOT NULL ORDER BY id"
    rows = [row for row in book.rows(sql) if is_east_asian(row[1][0])]
    return chance.sample(rows, min(count, len(rows)))


def slips(book: Book, chance: random.Random, count: int) -> Targets:
    return [
        (one, f"{given} {slipped(family, chance)}")
        for one, given, family in parts(book, chance, count)
    ]


def slipped(word: str, chance: random.Random) -> str:
    """One letter wrong, missing, doubled by another, or two of them turned round."""
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    made = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        turned,
    )
    return chance.choice(made)


KINDS: dict[str, Callable[[Book, random.Random, int], Targets]] = {
    "full name": names,
    "family and three letters": family_and_three,
    "without the accents": unaccented,
    "phone in another format": other_format,
    "last four digits": last_four,
    "e-mail before the @": local_part,
    "name in its own script": native,
    "given name only": given_only,
    "a slip in the family name": slips,
}


def main() -> None:
    """All of it for each book; two books, S then X, tell the growth."""
    found = [measure(path) for path in asked_books(__doc__)]
    if len(found) == 2:
        growth = found[1].middle / found[0].middle
        print(f"from the first book to the second: {growth:.1f} times (goal 5)")


if __name__ == "__main__":
    main()
