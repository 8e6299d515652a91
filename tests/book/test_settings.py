"""The shop's settings travel in the book, and nothing that is kept there can stop it."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from storebook.base.dates import LeapDayRule
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import redo_last, undo_last
from storebook.book.settings import load, save
from storebook.book.shop import Paper, Shop

FEE = Cents(100)


class Pace(StrEnum):
    SLOW = "slow"
    QUICK = "quick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every kind of value that a setting may have."""

    words: str = "none"
    count: int = 3
    share: float = 0.2
    on: bool = True
    pace: Pace = Pace.SLOW
    since: date | None = date(2026, 1, 1)
    fee: Cents = FEE
    steps: tuple[int, ...] = (1, 2)
    paces: tuple[Pace, ...] = ()

    def __post_init__(self) -> None:
        if self.count > 100:
            raise Refused("At most 100.")


def keep(book: Book, name: str, value: Any) -> None:
    with book.change("Settings of another version") as change:
        change.insert("setting", name=name, value=json.dumps(value))


def test_what_was_never_set_has_its_default(book: Book) -> None:
    assert load(book, Shop) == Shop()
    assert load(book, Rules) == Rules()


def test_what_was_set_comes_back_as_it_was(book: Book) -> None:
    rules = Rules(
        words="“a”\n珠",
        count=0,
        share=0.25,
        on=False,
        pace=Pace.QUICK,
        since=None,
        fee=Cents(-5),
        steps=(),
        paces=(Pace.QUICK, Pace.SLOW),
    )
    with book.change("Settings changed") as change:
        save(change, rules)
        save(change, Shop(name="Hallam & Rye", paper=Paper.A4, leap_day_rule=LeapDayRule.MARCH))

    assert load(book, Rules) == rules
    assert load(book, Shop).paper is Paper.A4
    assert load(book, Shop).leap_day_rule is LeapDayRule.MARCH


def test_settings_are_undone_and_done_again(book: Book) -> None:
    for count in (5, 7):
        with book.change(f"{count} it is") as change:
            save(change, Rules(count=count))

    undo_last(book)
    assert load(book, Rules).count == 5
    undo_last(book)
    assert load(book, Rules) == Rules()
    redo_last(book)
    redo_last(book)
    assert load(book, Rules).count == 7


def test_saving_the_same_again_leaves_no_trace(book: Book) -> None:
    for _ in range(2):
        with book.change("Settings changed") as change:
            save(change, Rules())

    assert book.value("SELECT count(*) FROM change") == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"count": "three"},
        {"count": None},
        {"count": True},
        {"count": 2.5},
        {"words": 7},
        {"on": 1},
        {"share": "a fifth"},
        {"pace": "frantic"},
        {"pace": 1},
        {"since": "yesterday"},
        {"since": 20260101},
        {"fee": "1.00"},
        {"steps": 1},
        {"steps": ["one"]},
        {"paces": ["frantic"]},
        {"count": 101},
    ],
)
def test_a_value_that_can_t_be_read_has_its_default(book: Book, broken: dict[str, Any]) -> None:
    keep(book, "Rules", broken)

    assert load(book, Rules) == Rules()


def test_one_broken_value_does_not_take_the_others_with_it(book: Book) -> None:
    keep(book, "Rules", {"count": "three", "words": "kept", "share": 1, "invented_later": 5})

    assert load(book, Rules) == Rules(words="kept", share=1.0)


@pytest.mark.parametrize("kept", [[], "words", 5, None])
def test_settings_of_no_shape_at_all_are_the_defaults(book: Book, kept: Any) -> None:
    keep(book, "Rules", kept)

    assert load(book, Rules) == Rules()
