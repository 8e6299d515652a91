"""Whatever two files say, the one file says too, the money is the same, and undo is exact."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from storebook.base.dates import PartialDate, show_partial_date
from storebook.base.errors import Refused
from storebook.base.text import words
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import undo_last
from storebook.book.rows import rows_where
from storebook.people.consent import consent_state
from storebook.people.kin import Relation
from storebook.people.merging import Pick, look_at_merge, merge
from storebook.people.relations import reverse
from storebook.people.search import find_shoppers
from storebook.sales.secrets import open_secrets
from storebook.staff.viewer import Viewer
from tests.book.dumping import dump
from tests.make import SHOP, TODAY, make_shopper
from tests.people.random_files import bought, file

PAIRS_IN_A_BOOK = 20


@pytest.fixture
def town(empty_book: Path, tmp_path: Path) -> Iterator["Towns"]:
    towns = Towns(empty_book, tmp_path)
    yield towns
    towns.close()


class Towns:
    """A book for so many pairs, so that none grows large."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template, self._folder = template, folder
        self._open: list[Book] = []

    def book(self, number: int) -> Book:
        self.close()
        path = self._folder / f"{number}.book"
        shutil.copyfile(self._template, path)
        book = Book.open(path)
        with book.change("Fields of the shop's own") as change:
            for name in ("Ring tray", "Old number"):
                change.insert("own_field", name=name, kind="text")
        self._open.append(book)
        return book

    def close(self) -> None:
        while self._open:
            self._open.pop().close()


# -- what the two say, asked without what merges them


def facts(book: Book, shopper_id: int, *, but: int = 0) -> set[tuple[Any, ...]]:
    """Everything that a file says but for what can be chosen, in a form that two files share."""
    found: set[tuple[Any, ...]] = set()
    for table, columns in {
        "email": ("folded",),
        "tag": ("folded",),
        "size": ("body_part", "entered", "measured_on"),
        "preference": ("kind", "value"),
        "consent": ("channel", "purpose", "given", "day"),
        "wish": ("id",),
        "note": ("id",),
        "touch": ("id",),
        "task": ("id",),
        "purchase": ("id",),
    }.items():
        found |= {
            (table, *(row[name] for name in columns))
            for row in rows_where(book, table, "shopper_id", shopper_id)
        }
    found |= {
        ("phone", one["digits"]) for one in rows_where(book, "phone", "shopper_id", shopper_id)
    }
    found |= {
        ("address", *words(f"{one['lines']} {one['city']}"))
        for one in rows_where(book, "address", "shopper_id", shopper_id)
    }
    found |= {("sent", one["id"]) for one in rows_where(book, "shopper", "referrer_id", shopper_id)}
    found |= {("line", one["id"]) for one in rows_where(book, "line", "wearer_id", shopper_id)}
    found |= {("wears", one["id"]) for one in rows_where(book, "piece", "wearer_id", shopper_id)}
    found |= family(book, shopper_id, but)
    return found


def family(book: Book, shopper_id: int, but: int) -> set[tuple[Any, ...]]:
    found = set()
    for end, turned in (("shopper_id", False), ("other_id", True)):
        for row in rows_where(book, "kin", end, shopper_id):
            other = row["shopper_id" if turned else "other_id"]
            relation = Relation(row["relation"])
            if other != but:
                found.add(("kin", other, reverse(relation) if turned else relation))
    return found


def said(book: Book, shopper_id: int) -> list[str]:
    """What can be chosen, as the note that keeps it would say it."""
    row = rows_where(book, "shopper", "id", shopper_id)[0]
    answers = [row[name] for name in ("name", "nickname", "occupation", "interests", "personality")]
    answers += [one["value"] for one in rows_where(book, "own_value", "shopper_id", shopper_id)]
    return [" ".join(words(answer)) for answer in answers if answer]


def days(book: Book, shopper_id: int) -> list[PartialDate]:
    return [
        PartialDate(year=one["year"], month=one["month"], day=one["day"])
        for one in rows_where(book, "occasion", "shopper_id", shopper_id)
    ]


def whole_text(book: Book, shopper_id: int) -> str:
    """Everything that the one file says in words."""
    texts = said(book, shopper_id)
    texts += [
        " ".join(words(one["text"])) for one in rows_where(book, "note", "shopper_id", shopper_id)
    ]
    return " | ".join(texts)


def covers(day: PartialDate, other: PartialDate) -> bool:
    return (
        day.month == other.month and other.day in (None, day.day) and other.year in (None, day.year)
    )


def check_pair(book: Book, random: Random, keep: int, other: int) -> bool:
    """Merge two, look whether all is there, and take it back; False when they were refused."""
    before = dump(book)
    look = look_at_merge(book, keep, other, Viewer(today=TODAY))
    pick = {one.key: random.choice(list(Pick)) for one in look.contradictions}
    both = facts(book, keep, but=other) | facts(book, other, but=keep)
    told = {*said(book, keep), *said(book, other)}
    known = days(book, keep) + days(book, other)
    cards = [
        one["number"]
        for who in (keep, other)
        for one in rows_where(book, "member", "shopper_id", who)
    ]
    states = [consent_state(book, who) for who in (keep, other)]
    money = book.value("SELECT sum(total_cents) FROM purchase")
    tickets = [len(rows_where(book, "purchase", "shopper_id", who)) for who in (keep, other)]
    if look.refusal:
        with pytest.raises(Refused, match=re.escape(look.refusal)):
            merge(book, keep, other, pick, shop=SHOP, today=TODAY)
        assert dump(book) == before
        return False
    merge(book, keep, other, pick, shop=SHOP, today=TODAY)
    after = facts(book, keep)
    missing = {one for one in both - after if not is_told_otherwise(one, after)}
    assert not missing
    text = whole_text(book, keep)
    assert [one for one in told if one not in text] == []
    there = days(book, keep)
    lost = [day for day in known if not any(covers(one, day) for one in there)]
    assert [day for day in lost if " ".join(words(show_partial_date(day))) not in text] == []
    for number in cards:
        assert [hit.shopper_id for hit in find_shoppers(book, number, today=TODAY)] == [keep]
    for question in states[0].keys() | states[1].keys():
        wanted = all(state[question].given for state in states if question in state)
        assert consent_state(book, keep)[question].given == wanted
    assert book.value("SELECT sum(total_cents) FROM purchase") == money
    assert len(rows_where(book, "purchase", "shopper_id", keep)) == sum(tickets)
    assert not rows_where(book, "shopper", "id", other)
    undo_last(book)
    assert dump(book) == before
    return True


def is_told_otherwise(fact: tuple[Any, ...], after: set[tuple[Any, ...]]) -> bool:
    """A couple is one tie, whether it was told as a marriage or not."""
    return (
        fact[0] == "kin"
        and fact[2] in (Relation.SPOUSE, Relation.PARTNER)
        and any(one[:2] == fact[:2] for one in after)
    )


def run_pairs(towns: Towns, seed: int, pairs: int) -> Counter[bool]:
    random = Random(seed)
    merged: Counter[bool] = Counter()
    for number in range(0, pairs, PAIRS_IN_A_BOOK):
        book = towns.book(number)
        friends = [make_shopper(book, f"Friend {index}") for index in range(4)]
        for _ in range(min(PAIRS_IN_A_BOOK, pairs - number)):
            with book.change("The past") as change:
                keep, other = file(change, random, friends), file(change, random, friends)
            bought(book, random, (keep, other), friends)
            merged[check_pair(book, random, keep, other)] += 1
        assert [one for one in check_book(book) if not one.good] == []
        assert open_secrets(book, None, TODAY) == []
    return merged


def test_nothing_is_lost_by_merging(town: Towns) -> None:
    merged = run_pairs(town, seed=21, pairs=60)

    assert merged[True] >= 40


@pytest.mark.slow
def test_nothing_is_lost_by_merging_a_thousand_pairs(town: Towns) -> None:
    merged = run_pairs(town, seed=22, pairs=1_000)

    assert merged[True] >= 700
