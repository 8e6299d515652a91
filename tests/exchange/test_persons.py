"""Who is the same person: by the name and one thing more, unless a birthday says otherwise."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.dates import PartialDate
from storebook.exchange.importing.persons import Known, Marks, are_same, name_key


def marks(phone: str = "", email: str = "", number: str = "", **birthday: int | None) -> Marks:
    return Marks(
        phones=frozenset(filter(None, [phone])),
        emails=frozenset(filter(None, [email])),
        numbers=frozenset(filter(None, [number])),
        birthday=PartialDate(**birthday) if birthday else None,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (marks(), marks(phone="1"), True),
        (marks(phone="1"), marks(), False),
        (marks(phone="1"), marks(phone="1", email="a"), True),
        (marks(phone="1"), marks(phone="2", email="a"), False),
        (marks(phone="1", month=5, day=14), marks(phone="1", month=5, day=15), False),
        (marks(phone="1", month=5), marks(phone="2", month=5, day=15), True),
        (marks(month=5, day=14), marks(month=5, day=14, year=1980), True),
        (marks(month=5, day=14, year=1981), marks(month=5, day=14, year=1980), False),
        (marks(phone="1", number="17"), marks(phone="1", number="18"), False),
        (marks(number="17"), marks(number="17", month=5), True),
    ],
)
def test_two_of_one_name(one: Marks, other: Marks, same: bool) -> None:
    assert are_same(one, other) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Lee", "ANN  LEE"), ("Élodie Le-Roy", "elodie le roy"), ("王小明", "王 小明")],
)
def test_names_are_the_same_however_they_are_spelled(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_without_letters_are_told_apart() -> None:
    assert name_key("💎") != name_key("🌹")


POINTS = st.sampled_from(["", "1", "2"])
DAYS = st.sampled_from([None, (5, None), (5, 14), (5, 15), (6, 14)])


@st.composite
def some_marks(draw: st.DrawFn) -> Marks:
    birthday = draw(DAYS)
    known = {} if birthday is None else dict(zip(("month", "day"), birthday, strict=True))
    return marks(draw(POINTS), draw(POINTS), draw(POINTS), **known)


@given(people=st.lists(st.tuples(st.sampled_from("ab"), some_marks()), max_size=12))
def test_looking_somebody_up_finds_whom_comparing_with_all_would_find(
    people: list[tuple[str, Marks]],
) -> None:
    known = Known()
    for number, (key, one) in enumerate(people):
        known.put(key, number, one)

    for key, (_, wanted) in product("ab", people):
        by_hand = [
            number
            for number, (other_key, other) in enumerate(people)
            if other_key == key and are_same(wanted, other)
        ]
        assert known.same(key, wanted) == (by_hand[0] if by_hand else None)
