"""When the invented shoppers come, for whom they buy, and what stays a secret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from storebook.base.dates import PartialDate, occurrences
from storebook.demo import catalog
from storebook.demo.families import Person
from storebook.people.shoppers import Gender

YEARS = 10
# How busy each month is; a jeweler lives on December.
MONTHS = (7, 11, 7, 8, 12, 9, 7, 7, 8, 8, 11, 27)
CHRISTMAS_EVE = 24
# What share of the visits of somebody who is one of a couple is for the other, or a child.
GIFTS_OF_MEN = 0.62
GIFTS_OF_WOMEN = 0.26
KEPT_SECRET = 0.8  # of the gifts whose day is still to come
RINGS_ELSEWHERE = 0.3  # of the couples
SERVICE_ONLY = 0.24
CLOSED_ON = 0  # Mondays
WALK_INS = 0.06
GROWN_UP = 16
SUITORS = (24, 40)
ASKS = 0.5


class Errand(StrEnum):
    """What somebody comes for."""

    PIECE = "piece"
    SERVICE = "service"
    ENGAGEMENT = "engagement"
    BANDS = "bands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One coming purchase: who, when, and whose day it is for."""

    day: date
    buyer: int | None
    wearer: int | None = None
    errand: Errand = Errand.PIECE
    occasion: str = ""
    kept_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The people and the day, with the luck that decides what they do."""

    random: Random
    people: Sequence[Person]
    today: date

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=YEARS * 365)

    def fit(self, number: int | None, day: date) -> catalog.Fits:
        """Whom a piece bought on that day has to suit."""
        if number is None:
            return self.random.choice((catalog.Fits.WOMAN, catalog.Fits.MAN))
        person = self.people[number]
        is_man = person.draft.gender is Gender.MAN
        if person.age(day) < GROWN_UP:
            return catalog.Fits.BOY if is_man else catalog.Fits.GIRL
        return catalog.Fits.MAN if is_man else catalog.Fits.WOMAN


def visits(town: Town) -> list[Visit]:
    """Every purchase of ten years, oldest first; December outweighs all."""
    found = [visit for number in range(len(town.people)) for visit in visits_of(town, number)]
    for _ in range(round(len(found) * WALK_INS)):
        year = town.today.year - town.random.randint(0, YEARS)
        errand = Errand.SERVICE if town.random.random() < SERVICE_ONLY else Errand.PIECE
        visit = Visit(day=shopping_day(town.random, year), buyer=None, errand=errand)
        if town.first_day <= visit.day <= town.today:
            found.append(visit)
    found.sort(key=lambda visit: (visit.day, visit.buyer or -1))
    return found


def visits_of(town: Town, number: int) -> Iterator[Visit]:
    person = town.people[number]
    since = person.draft.since
    if not person.visits_a_year or since is None:
        return
    first, last = max(since, town.first_day), person.leaves_on or town.today
    for year in range(first.year, last.year + 2):
        for _ in range(poisson(town.random, person.visits_a_year)):
            visit = gift_visit(town, number, year) or own_visit(town, number, year)
            if first <= visit.day <= last:
                yield visit
    for visit in wedding_visits(town, number):
        if first <= visit.day <= last:
            yield visit


def own_visit(town: Town, number: int, year: int) -> Visit:
    """Something for oneself, or something to be put right."""
    day = shopping_day(town.random, year)
    if town.random.random() < SERVICE_ONLY:
        return Visit(day=day, buyer=number, errand=Errand.SERVICE)
    return Visit(day=day, buyer=number, wearer=number)


def gift_visit(town: Town, number: int, year: int) -> Visit | None:
    """A gift some days before the day of a wife, husband or child; None when it is none."""
    random, person = town.random, town.people[number]
    is_man = person.draft.gender is Gender.MAN
    if person.partner is None or random.random() > (GIFTS_OF_MEN if is_man else GIFTS_OF_WOMEN):
        return None
    wearer = random.choice([person.partner] * 3 + list(person.children))
    is_partner = wearer == person.partner
    occasion, day = gift_day(town, number, wearer, year)
    bought = open_day(day - timedelta(days=random.randint(2, 26)))
    if not may_be_given(town.people[wearer], day, is_partner=is_partner):
        return None
    secret = bought <= town.today <= day and random.random() < KEPT_SECRET
    return Visit(
        day=bought,
        buyer=number,
        wearer=wearer,
        occasion=occasion,
        kept_until=day + timedelta(days=1) if secret else None,
    )


def may_be_given(wearer: Person, day: date, *, is_partner: bool) -> bool:
    """Nobody gives to the dead, and nothing of gold to a baby."""
    if wearer.died_on is not None and day >= wearer.died_on:
        return False
    return is_partner or wearer.age(day) >= 2


def gift_day(town: Town, giver: int, wearer: int, year: int) -> tuple[str, date]:
    """What the gift is for, of the days that the two have."""
    person, other = town.people[giver], town.people[wearer]
    choices: list[tuple[str, date]] = [("Christmas", date(year, 12, 25))]
    if wearer == person.partner:
        choices.append(("Valentine’s Day", date(year, 2, 14)))
        wedding = person.wedding or other.wedding
        if (day := day_in(wedding, year)) is not None:
            choices += [("anniversary", day)] * 2
    if (day := day_in(other.draft.birthday, year)) is not None:
        choices += [("birthday", day)] * 2
    return town.random.choice(choices)


def wedding_visits(town: Town, number: int) -> Iterator[Visit]:
    """The ring before the question, and the bands before the day; the husband pays."""
    random, person = town.random, town.people[number]
    if person.partner is None:
        yield from suitors_visits(town, number)
        return
    wife = town.people[person.partner]
    if wife.wedded_on is None or random.random() < RINGS_ELSEWHERE:
        return
    asked = open_day(wife.wedded_on - timedelta(days=random.randint(70, 600)))
    ring = Visit(
        day=asked,
        buyer=number,
        wearer=person.partner,
        errand=Errand.ENGAGEMENT,
        occasion="engagement",
    )
    bands = open_day(wife.wedded_on - timedelta(days=random.randint(14, 60)))
    yield ring
    yield Visit(
        day=bands, buyer=number, wearer=person.partner, errand=Errand.BANDS, occasion="wedding"
    )


def suitors_visits(town: Town, number: int) -> Iterator[Visit]:
    """A single man who asks somebody whom the shop does not know yet."""
    random, person = town.random, town.people[number]
    if person.born is None or person.draft.gender is not Gender.MAN or random.random() > ASKS:
        return
    day = open_day(person.born + timedelta(days=365 * random.randint(*SUITORS)))
    yield Visit(day=day, buyer=number, errand=Errand.ENGAGEMENT, occasion="engagement")


def day_in(when: PartialDate | None, year: int) -> date | None:
    if when is None:
        return None
    found = occurrences(when, date(year, 1, 1), date(year, 12, 31))
    return found[0] if found else None


def shopping_day(random: Random, year: int) -> date:
    month = random.choices(range(1, 13), MONTHS)[0]
    day = random.randint(1, CHRISTMAS_EVE if month == 12 else 28)
    return open_day(date(year, month, day))


def open_day(day: date) -> date:
    """The day, or one before or after it when the shop is closed."""
    if day.weekday() != CLOSED_ON:
        return day
    return day + timedelta(days=1 if day.day % 2 else -2)


def poisson(random: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average."""
    waited, count = random.expovariate(1.0), 0
    while waited < mean:
        waited += random.expovariate(1.0)
        count += 1
    return count
