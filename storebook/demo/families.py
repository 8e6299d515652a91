"""Who lives in the invented town: single people, couples and families, with their days."""

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
    borne_by,
    name_of,
    of_a_child,
    pick_culture,
    pick_family,
)
from storebook.people.contact_points import Use
from storebook.people.shoppers import Gender, ShopperDraft, Standing

SOURCES = ("walked by", "a friend", "the window", "a wedding fair", "an advertisement", "online")
OCCUPATIONS = (
    "nurse", "architect", "teacher", "harbor pilot", "physician", "baker", "lawyer", "engineer",
    "florist", "boat builder", "accountant", "librarian",
)  # fmt: skip
INTERESTS = ("sailing", "gardening", "opera", "old maps", "tennis", "cooking", "birds", "quilting")
YEAR = 365.25
GROWN_UP = 21
RETIRED = 67
OLDEST = 92
LIVES_AT_HOME_UNTIL = 24
YEARS_KNOWN = 17
COURTED_YEARS = 12
COURTSHIP = timedelta(days=700)
# Of those over seventy some have died since; the shop was told.
DEAD = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in town: what is written down about them, and how they buy.

    `partner` and `children` are places in the list of people. `born` and `wedded_on` are the real
    days, also where nobody told the shop. `visits_a_year` is 0 for those who never buy themselves.
    `leaves_on` is when a leaver bought for the last time, with the reason the owner knows of.
    """

    draft: ShopperDraft
    born: date | None = None
    household: int | None = None
    partner: int | None = None
    children: tuple[int, ...] = ()
    wedding: PartialDate | None = None
    wedded_on: date | None = None
    died_on: date | None = None
    visits_a_year: float = 0.0
    generosity: float = 1.0
    leaves_on: date | None = None
    reason: str = ""

    def age(self, day: date) -> float:
        """In years; of somebody whose day of birth was not invented, that of a grown-up."""
        return (day - self.born).days / YEAR if self.born is not None else 2 * GROWN_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """A family name and where it comes from."""

    culture: Culture
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a family is being invented: the place its first member will have in the list."""

    random: Random
    serial: int
    household: int
    today: date


def make_people(random: Random, count: int, today: date) -> list[Person]:
    """`count` people, household by household."""
    people: list[Person] = []
    household = 0
    while len(people) < count:
        room = count - len(people)
        shape = random.random()
        household += 1
        home = Home(random=random, serial=len(people), household=household, today=today)
        if shape < 0.45 or room == 1:
            people.append(single(home))
            continue
        wanted = 0 if shape < 0.84 or room == 2 else min(room - 2, random.randint(1, 2))
        people += family(home, wanted)
    return people


def single(home: Home) -> Person:
    """A grown-up with an address, a phone, mostly a birthday."""
    random = home.random
    born = birth(random, home.today, random.triangular(GROWN_UP, OLDEST, 44))
    woman = random.random() < 0.6
    return with_habits(home, grown_up(home, home.serial, pick_lineage(random), born, woman=woman))


def birth(random: Random, today: date, age: float) -> date:
    return today - timedelta(days=int(age * YEAR) + random.randint(0, 364))


def family(home: Home, children: int) -> list[Person]:
    """A couple, mostly under one name, with or without children who are known for their
    birthdays.
    """
    random, serial = home.random, home.serial
    hers = pick_lineage(random)
    culture = hers.culture
    own_name = culture.wives_keep or random.random() < 0.15
    his = Lineage(culture=culture, family=pick_family(random, culture)) if own_name else hers
    her_age = random.triangular(23, 84, 46)
    his_age = min(OLDEST, max(GROWN_UP, her_age + random.gauss(1.8, 3.5)))
    wife = grown_up(home, serial, hers, birth(random, home.today, her_age), woman=True)
    born = birth(random, home.today, his_age)
    husband = grown_up(home, serial + 1, his, born, woman=random.random() < 0.05)
    at_work = tuple(one for one in husband.draft.addresses if one.use is Use.WORK)
    husband = replace(husband, draft=replace(husband.draft, addresses=at_work))
    wife = wedded(home, wife, husband)
    parents = (wife, replace(courted(husband, wife, home.today), partner=serial))
    theirs = Lineage(culture=culture, family=of_a_child(his.family, hers.family, culture))
    young = children_of(home, parents, theirs, children)
    numbers = tuple(range(serial + 2, serial + 2 + len(young)))
    together = [
        replace(with_habits(home, parent), household=home.household, children=numbers)
        for parent in parents
    ]
    return [*together, *young]


def wedded(home: Home, wife: Person, husband: Person) -> Person:
    """The wife with the wedding day of the two, as far as it is known: the year even less."""
    random = home.random
    wife = replace(wife, partner=home.serial + 1)
    assert wife.born is not None
    assert husband.born is not None
    grown = max(wife.born, husband.born) + timedelta(days=int(GROWN_UP * YEAR))
    late = random.random() < 0.12
    day = grown + timedelta(days=int(YEAR * random.triangular(0, 30 if late else 12, 5)))
    if day >= home.today or random.random() < 0.2:
        return wife if day >= home.today else replace(wife, wedded_on=day)
    when = PartialDate(
        year=day.year if random.random() < 0.7 or (day.month, day.day) == (2, 29) else None,
        month=day.month,
        day=day.day,
    )
    return replace(wife, wedding=when, wedded_on=day)


def courted(husband: Person, wife: Person, today: date) -> Person:
    """The husband, who knows the shop from before the wedding where that was not long ago."""
    day, since = wife.wedded_on, husband.draft.since
    if day is None or since is None or (today - day).days > COURTED_YEARS * YEAR:
        return husband
    return replace(husband, draft=replace(husband.draft, since=min(since, day - COURTSHIP)))


def pick_lineage(random: Random) -> Lineage:
    culture = pick_culture(random)
    return Lineage(culture=culture, family=pick_family(random, culture))


def grown_up(home: Home, serial: int, lineage: Lineage, born: date, *, woman: bool) -> Person:
    """Somebody of age, with what people tell a shop of themselves."""
    random, today, culture = home.random, home.today, lineage.culture
    given = random.choice(culture.women if woman else culture.men)
    name = name_of(given, borne_by(lineage.family, woman=woman), culture)
    addresses = [places.address(random)] if random.random() < 0.93 else []
    if random.random() < 0.12:
        addresses.append(places.office(random))
    age = (today - born).days / YEAR
    work = "retired" if age > RETIRED else random.choice(OCCUPATIONS)
    draft = ShopperDraft(
        name=name.whole,
        given=name.given,
        family=name.family,
        native_name=name.native,
        nickname=NICKNAMES.get(given, "") if random.random() < 0.4 else "",
        title="Dr." if work == "physician" and random.random() < 0.7 else "",
        gender=Gender.WOMAN if woman else Gender.MAN,
        language=culture.language if random.random() < 0.4 else "",
        occupation=work if random.random() < 0.3 else "",
        interests=random.choice(INTERESTS) if random.random() < 0.25 else "",
        source=random.choice(SOURCES) if random.random() < 0.7 else "",
        since=first_seen(random, born, today),
        phones=(places.phone(random, serial),) if random.random() < 0.94 else (),
        emails=(places.email(random, name.whole, serial),) if random.random() < 0.62 else (),
        addresses=tuple(addresses),
        birthday=birthday(random, born, culture) if random.random() < 0.8 else None,
    )
    return Person(draft=draft, born=born)


def first_seen(random: Random, born: date, today: date) -> date:
    """The first visit lies in the years of a grown-up; many know the shop for longer than its
    books go back.
    """
    years = min(YEARS_KNOWN, max(0.2, (today - born).days / YEAR - GROWN_UP + 1))
    return today - timedelta(days=random.randint(20, int(years * 365)))


def children_of(
    home: Home, parents: tuple[Person, Person], lineage: Lineage, wanted: int
) -> list[Person]:
    """Children who are born by now, years after their parents were."""
    younger = max(parent.born for parent in parents if parent.born is not None)
    mother = parents[0].born
    assert mother is not None
    found = []
    for _ in range(wanted):
        earliest = younger + timedelta(days=int(19.5 * YEAR))
        latest = min(mother + timedelta(days=int(43 * YEAR)), home.today - timedelta(days=120))
        if earliest < latest:
            born = earliest + timedelta(days=home.random.randint(0, (latest - earliest).days))
            found.append(child(home, lineage, born))
    return found


def child(home: Home, lineage: Lineage, born: date) -> Person:
    """A son or daughter, known for the birthday."""
    random = home.random
    woman = random.random() < 0.5
    culture = lineage.culture if random.random() < 0.6 else ENGLISH
    given = random.choice(culture.women if woman else culture.men)
    name = name_of(given, borne_by(lineage.family, woman=woman), culture)
    draft = ShopperDraft(
        name=name.whole,
        given=name.given,
        family=name.family,
        native_name=name.native,
        gender=Gender.WOMAN if woman else Gender.MAN,
        standing=Standing.PROSPECTIVE,
        birthday=PartialDate(year=born.year, month=born.month, day=born.day),
    )
    at_home = (home.today - born).days / YEAR < LIVES_AT_HOME_UNTIL
    return Person(draft=draft, born=born, household=home.household if at_home else None)


def birthday(random: Random, born: date, culture: Culture) -> PartialDate:
    """A birthday as people give it: whole, without the year, only the month, or by the Chinese
    calendar.
    """
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


REASONS = (
    ("price", 30),
    ("service", 22),
    ("product", 18),
    ("market", 16),
    ("technology", 9),
    ("political", 5),
)


def with_habits(home: Home, person: Person) -> Person:
    """How often they come, how freely they spend, and whether they left for good."""
    random, today = home.random, home.today
    if random.random() < 0.12:
        return replace(person, draft=replace(person.draft, standing=Standing.PROSPECTIVE))
    leaves_on, reason, died_on = None, "", None
    if person.age(today) > 70 and random.random() < DEAD:
        died_on = today - timedelta(days=random.randint(30, 1500))
        leaves_on = died_on - timedelta(days=random.randint(20, 200))
    elif random.random() < 0.14:
        leaves_on = today - timedelta(days=random.randint(400, 2400))
        reasons = [words for words, _ in REASONS]
        reason = random.choices(reasons, [weight for _, weight in REASONS])[0]
    return replace(
        person,
        visits_a_year=0.12 + random.gammavariate(0.9, 0.9),
        generosity=0.35 + random.gammavariate(2.0, 0.45),
        leaves_on=leaves_on,
        died_on=died_on,
        reason=reason,
    )
