"""Who lives in the invented town: single people, couples and families, with their days and
tastes.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from storebook.base.dates import Calendar, PartialDate
from storebook.base.lunar import from_solar
from storebook.demo import places
from storebook.demo.names import (
    ENGLISH,
    NICKNAMES,
    Culture,
    name_of,
    pick_culture,
    pick_family,
)
from storebook.people.contact_points import Use
from storebook.people.shoppers import Gender, ShopperDraft, Standing

SOURCES = ("walked by", "a friend", "the window", "a wedding fair", "an advertisement", "online")
OCCUPATIONS = (
    "nurse",
    "architect",
    "teacher",
    "harbor pilot",
    "physician",
    "baker",
    "lawyer",
    "retired",
    "engineer",
)
INTERESTS = ("sailing", "gardening", "opera", "old maps", "tennis", "cooking", "birds", "quilting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in town: what is written down about them, and how they buy.

    `partner` and `children` are places in the list of people. `visits_a_year` is 0 for those who
    never buy themselves. `leaves_on` is when a leaver bought for the last time, with the reason the
    owner knows of.
    """

    draft: ShopperDraft
    household: int | None = None
    partner: int | None = None
    children: tuple[int, ...] = ()
    wedding: PartialDate | None = None
    visits_a_year: float = 0.0
    generosity: float = 1.0
    leaves_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """A family name and where it comes from."""

    culture: Culture
    family: str


def make_people(random: Random, count: int, today: date) -> list[Person]:
    """`count` people, household by household."""
    people: list[Person] = []
    household = 0
    while len(people) < count:
        room = count - len(people)
        shape = random.random()
        household += 1
        if shape < 0.45 or room == 1:
            people.append(single(random, len(people), today))
            continue
        children = 0 if shape < 0.84 or room == 2 else min(room - 2, random.randint(1, 2))
        home = Home(random=random, serial=len(people), household=household, today=today)
        people += family(home, children)
    return people


def single(random: Random, serial: int, today: date) -> Person:
    """A grown-up with an address, a phone, mostly a birthday."""
    woman = random.random() < 0.6
    draft = grown_up(random, serial, pick_lineage(random), today, woman=woman)
    return with_habits(random, Person(draft=draft), today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a family is being invented: the place its first member will have in the list."""

    random: Random
    serial: int
    household: int
    today: date


def family(home: Home, children: int) -> list[Person]:
    """A couple, mostly under one name, with or without children who are known for their
    birthdays.
    """
    random, serial = home.random, home.serial
    hers = pick_lineage(random)
    own_name = hers.culture.family_first or random.random() < 0.15
    his = (
        Lineage(culture=hers.culture, family=pick_family(random, hers.culture))
        if own_name
        else hers
    )
    her = grown_up(random, serial, hers, home.today, woman=True)
    him = grown_up(random, serial + 1, his, home.today, woman=random.random() < 0.05)
    him = replace(him, addresses=tuple(one for one in him.addresses if one.use is Use.WORK))
    numbers = tuple(range(serial + 2, serial + 2 + children))
    parents = [
        Person(draft=her, household=home.household, partner=serial + 1, children=numbers),
        Person(draft=him, household=home.household, partner=serial, children=numbers),
    ]
    first, second = (with_habits(random, parent, home.today) for parent in parents)
    first = replace(first, wedding=wedding_day(random, home.today))
    return [first, second, *(child_of(home, her.family) for _ in range(children))]


def pick_lineage(random: Random) -> Lineage:
    culture = pick_culture(random)
    return Lineage(culture=culture, family=pick_family(random, culture))


def grown_up(
    random: Random, serial: int, lineage: Lineage, today: date, *, woman: bool
) -> ShopperDraft:
    culture = lineage.culture
    given = random.choice(culture.women if woman else culture.men)
    name = name_of(given, lineage.family, culture)
    addresses = [places.address(random)] if random.random() < 0.93 else []
    if random.random() < 0.12:
        addresses.append(places.office(random))
    return ShopperDraft(
        name=name.whole,
        given=name.given,
        family=name.family,
        native_name=name.native,
        nickname=NICKNAMES.get(given, "") if random.random() < 0.4 else "",
        title="Dr." if random.random() < 0.03 else "",
        gender=Gender.WOMAN if woman else Gender.MAN,
        language=culture.language if random.random() < 0.4 else "",
        occupation=random.choice(OCCUPATIONS) if random.random() < 0.3 else "",
        interests=random.choice(INTERESTS) if random.random() < 0.25 else "",
        source=random.choice(SOURCES) if random.random() < 0.7 else "",
        since=today - timedelta(days=random.randint(20, 3650)),
        phones=(places.phone(random, serial),) if random.random() < 0.94 else (),
        emails=(places.email(random, name.whole, serial),) if random.random() < 0.62 else (),
        addresses=tuple(addresses),
        birthday=birthday(random, today, culture) if random.random() < 0.8 else None,
    )


def child_of(home: Home, family_name: str) -> Person:
    """A child, known for the birthday; its parents' family name, a given name of the town."""
    random = home.random
    woman = random.random() < 0.5
    given = random.choice(ENGLISH.women if woman else ENGLISH.men)
    born = home.today - timedelta(days=random.randint(3 * 365, 24 * 365))
    draft = ShopperDraft(
        name=f"{given} {family_name}",
        given=given,
        family=family_name,
        gender=Gender.WOMAN if woman else Gender.MAN,
        standing=Standing.PROSPECTIVE,
        birthday=PartialDate(year=born.year, month=born.month, day=born.day),
    )
    return Person(draft=draft, household=home.household)


def birthday(random: Random, today: date, culture: Culture) -> PartialDate:
    """A birthday as people give it: whole, without the year, only the month, or by the Chinese
    calendar.
    """
    born = today - timedelta(days=random.randint(21 * 365, 88 * 365))
    given = random.random()
    if culture.language == "zh-Hans" and given < 0.4:
        moon = from_solar(born)
        return PartialDate(
            calendar=Calendar.CHINESE,
            year=moon.year,
            month=moon.month,
            day=moon.day,
            leap_month=moon.leap_month,
        )
    if given < 0.12:
        return PartialDate(month=born.month)
    year = born.year if given > 0.45 or (born.month, born.day) == (2, 29) else None
    return PartialDate(year=year, month=born.month, day=born.day)


def wedding_day(random: Random, today: date) -> PartialDate | None:
    """A wedding day, not always known, the year even less."""
    if random.random() < 0.2:
        return None
    day = today - timedelta(days=random.randint(300, 50 * 365))
    return PartialDate(
        year=day.year if random.random() < 0.7 else None, month=day.month, day=day.day
    )


REASONS = (
    ("price", 30),
    ("service", 22),
    ("product", 18),
    ("market: moved away", 16),
    ("technology", 9),
    ("political", 5),
)


def with_habits(random: Random, person: Person, today: date) -> Person:
    """How often they come, how freely they spend, and whether they left for good."""
    if random.random() < 0.12:
        return replace(person, draft=replace(person.draft, standing=Standing.PROSPECTIVE))
    leaves_on, reason = None, ""
    if random.random() < 0.14:
        leaves_on = today - timedelta(days=random.randint(400, 2400))
        reasons = [words for words, _ in REASONS]
        reason = random.choices(reasons, [weight for _, weight in REASONS])[0]
    return replace(
        person,
        visits_a_year=0.15 + random.gammavariate(0.9, 1.25),
        generosity=0.35 + random.gammavariate(2.0, 0.45),
        leaves_on=leaves_on,
        reason=reason,
    )
