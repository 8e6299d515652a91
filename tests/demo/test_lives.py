"""The invented people could have lived: parents before children, names and pieces that fit."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from storebook.demo.catalog import FOR_WHOM, Fits, piece_line
from storebook.demo.families import GROWN_UP, Person, make_people
from storebook.demo.habits import Errand, Town, visits
from storebook.demo.names import CULTURES
from storebook.people.shoppers import Gender

TODAY = date(2026, 11, 20)
WOMEN = {name for _, culture in CULTURES for name in culture.women}
MEN = {name for _, culture in CULTURES for name in culture.men}


@pytest.fixture(scope="module", params=[1, 2, 3])
def town(request: pytest.FixtureRequest) -> Town:
    random = Random(request.param)
    return Town(random=random, people=make_people(random, 1500, TODAY), today=TODAY)


def couples(town: Town) -> Iterator[tuple[Person, Person]]:
    for number, person in enumerate(town.people):
        if person.partner is not None and person.partner > number:
            yield person, town.people[person.partner]


def age(person: Person, day: date) -> float:
    assert person.born is not None
    return person.age(day)


def test_children_are_years_younger_than_their_parents(town: Town) -> None:
    families = [(parent, town.people[one]) for parent in town.people for one in parent.children]

    assert families
    for parent, child in families:
        assert child.born is not None
        assert 19 < age(parent, child.born) < 60
        assert child.draft.family.split()[0]


def test_couples_are_grown_up_and_know_of_each_other(town: Town) -> None:
    for wife, husband in couples(town):
        assert town.people[husband.partner or 0] is wife
        assert min(age(wife, TODAY), age(husband, TODAY)) >= GROWN_UP
        assert abs(age(wife, TODAY) - age(husband, TODAY)) < 20
        if wife.wedded_on is not None:
            assert min(age(wife, wife.wedded_on), age(husband, wife.wedded_on)) >= GROWN_UP - 0.1
            assert wife.wedded_on < TODAY
        if wife.wedding is not None and wife.wedded_on is not None:
            assert wife.wedding.month == wife.wedded_on.month


def test_names_are_those_of_women_and_of_men(town: Town) -> None:
    for person in town.people:
        names = WOMEN if person.draft.gender is Gender.WOMAN else MEN
        assert person.draft.given in names
        assert person.draft.family in person.draft.name
        assert "/" not in person.draft.name


def test_nobody_comes_as_a_child_or_after_their_death(town: Town) -> None:
    for visit in visits(town):
        assert town.first_day <= visit.day <= TODAY
        if visit.buyer is None:
            continue
        buyer = town.people[visit.buyer]
        assert age(buyer, visit.day) > GROWN_UP - 1.5
        assert buyer.died_on is None or visit.day < buyer.died_on
        assert buyer.draft.since is not None
        assert buyer.draft.since <= visit.day


def test_a_secret_is_a_gift_for_somebody_else_before_its_day(town: Town) -> None:
    secrets = [visit for visit in visits(town) if visit.kept_until is not None]

    assert secrets
    for visit in secrets:
        assert visit.kept_until is not None
        assert visit.wearer not in (None, visit.buyer)
        assert visit.day <= TODAY < visit.kept_until


def test_a_man_asks_once(town: Town) -> None:
    asked = [visit.buyer for visit in visits(town) if visit.errand is Errand.ENGAGEMENT]

    assert asked
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("fit", Fits)
def test_a_piece_suits_its_wearer_and_its_price_its_kind(fit: Fits) -> None:
    random = Random(5)
    models, _ = FOR_WHOM[fit]
    categories = {model.category for model in models}

    lines = [piece_line(random, fit, generosity=1.0, wearer_id=1) for _ in range(400)]

    prices = sorted(line.price_cents for line in lines)
    assert {line.category for line in lines} <= categories
    assert all(price % 500 == 0 for price in prices)
    assert prices.count(prices[-1]) < 5  # no heap at the end of the range
    assert all(line.cost_cents and line.cost_cents < line.price_cents for line in lines)
    if fit in (Fits.MAN, Fits.BOY):
        assert "earrings" not in categories
    if fit in (Fits.GIRL, Fits.BOY):
        assert prices[len(prices) // 2] < 700_00


def test_the_busiest_days_are_not_the_last(town: Town) -> None:
    found = visits(town)

    last_week = sum(visit.day > TODAY - timedelta(days=7) for visit in found)
    assert last_week < len(found) / 100
