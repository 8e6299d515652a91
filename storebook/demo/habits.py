"""When the invented shoppers come, for whom they buy, and what stays a secret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from storebook.base.dates import PartialDate, occurrences
from storebook.base.money import Cents
from storebook.demo import catalog
from storebook.demo.families import Person
from storebook.sales.drafts import LineDraft, PurchaseDraft

YEARS = 10
# How busy each month is; a jeweler lives on December.
MONTHS = (7, 11, 7, 8, 12, 9, 7, 7, 8, 8, 11, 27)
GIFT = 0.38
CLOSED_ON = 0  # Mondays
RETURNED = 0.03
WALK_INS = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One coming purchase: who, when, and whose day it is for."""

    day: date
    buyer: int | None
    wearer: int | None
    occasion: str
    kept_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The people and the day, with the luck that decides what they do."""

    random: Random
    people: Sequence[Person]
    today: date


def visits(town: Town) -> list[Visit]:
    """Every purchase of ten years, oldest first; December outweighs all."""
    found = [visit for number in range(len(town.people)) for visit in visits_of(town, number)]
    for _ in range(round(len(found) * WALK_INS)):
        year = town.today.year - town.random.randint(0, YEARS)
        day = shopping_day(town.random, year)
        if day <= town.today:
            found.append(Visit(day=day, buyer=None, wearer=None, occasion="", kept_until=None))
    found.sort(key=lambda visit: (visit.day, visit.buyer or -1))
    return found


def visits_of(town: Town, number: int) -> Iterator[Visit]:
    person = town.people[number]
    if not person.visits_a_year or person.draft.since is None:
        return
    last = person.leaves_on or town.today
    for year in range(max(person.draft.since.year, town.today.year - YEARS), last.year + 1):
        for _ in range(poisson(town.random, person.visits_a_year)):
            visit = gift_visit(town, number, year)
            if visit is None:
                day = shopping_day(town.random, year)
                visit = Visit(day=day, buyer=number, wearer=number, occasion="", kept_until=None)
            if person.draft.since <= visit.day <= last:
                yield visit


def gift_visit(town: Town, number: int, year: int) -> Visit | None:
    """A gift some days before the day of a wife, husband or child; None when it is none now."""
    random, person = town.random, town.people[number]
    if person.partner is None or random.random() > GIFT:
        return None
    wearer = random.choice([person.partner, person.partner, *person.children])
    is_partner = wearer == person.partner
    occasion, day = gift_day(random, person, town.people[wearer], is_partner, year)
    bought = open_day(day - timedelta(days=random.randint(2, 26)))
    if bought > town.today:
        return None
    secret = day >= town.today and random.random() < 0.8
    kept = day + timedelta(days=1) if secret else None
    return Visit(day=bought, buyer=number, wearer=wearer, occasion=occasion, kept_until=kept)


def gift_day(
    random: Random, person: Person, wearer: Person, is_partner: bool, year: int
) -> tuple[str, date]:
    choices: list[tuple[str, date]] = [("Christmas", date(year, 12, 25))]
    if is_partner:
        choices.append(("Valentine's Day", date(year, 2, 14)))
    for words, when in (("birthday", wearer.draft.birthday), ("anniversary", person.wedding)):
        day = day_in(when, year)
        if day is not None and (words == "birthday" or is_partner):
            choices += [(words, day)] * 2
    return random.choice(choices)


def day_in(when: PartialDate | None, year: int) -> date | None:
    if when is None:
        return None
    found = occurrences(when, date(year, 1, 1), date(year, 12, 31))
    return found[0] if found else None


def shopping_day(random: Random, year: int) -> date:
    month = random.choices(range(1, 13), MONTHS)[0]
    day = random.randint(1, 24) if month == 12 else random.randint(1, 28)
    return open_day(date(year, month, day))


def open_day(day: date) -> date:
    return day + timedelta(days=1) if day.weekday() == CLOSED_ON else day


def poisson(random: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average."""
    waited, count = random.expovariate(1.0), 0
    while waited < mean:
        waited += random.expovariate(1.0)
        count += 1
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Where tickets are written: the first shopper's number in the book, and who sells."""

    first_id: int
    associates: Sequence[int]


def ticket(town: Town, till: Till, visit: Visit, number: int) -> PurchaseDraft:
    """The ticket of a visit."""
    random, first_id = town.random, till.first_id
    buyer = None if visit.buyer is None else town.people[visit.buyer]
    generosity = buyer.generosity if buyer is not None else 0.5
    wearer_id = None if visit.wearer is None else first_id + visit.wearer
    lines: list[LineDraft] = [
        catalog.piece_line(
            random, generosity=generosity, wearer_id=wearer_id, secret_until=visit.kept_until
        )
    ]
    while random.random() < 0.54 and len(lines) < 5:
        if visit.kept_until is None and random.random() < 0.45:
            own_id = None if visit.buyer is None else first_id + visit.buyer
            lines.append(catalog.piece_line(random, generosity=generosity * 0.6, wearer_id=own_id))
        else:
            lines.append(catalog.service_line(random))
    cash = random.random() < 0.12
    total = sum(line.price_cents * line.quantity - line.discount_cents for line in lines)
    return PurchaseDraft(
        day=visit.day,
        lines=tuple(lines),
        shopper_id=None if visit.buyer is None else first_id + visit.buyer,
        associate_id=random.choice(till.associates),
        occasion_text=visit.occasion,
        cash_cents=Cents(total if cash else 0),
        payments=None,
        number=str(number),
    )


def returned(
    random: Random, draft: PurchaseDraft, line_id: int, today: date
) -> PurchaseDraft | None:
    """One line of a ticket brought back some weeks later; None when that day has not come."""
    line = draft.lines[0]
    back = open_day(draft.day + timedelta(days=random.randint(3, 30)))
    if back > today or line.secret_until is not None or line.discount_cents:
        return None
    reason = random.choice(("too large", "had one already", "changed their mind", "the clasp"))
    negative = LineDraft(
        description=line.description,
        price_cents=line.price_cents,
        quantity=-1,
        stock_number=line.stock_number,
        category=line.category,
        metal=line.metal,
        purity=line.purity,
        stones=line.stones,
        cost_cents=line.cost_cents,
        returns_line_id=line_id,
        reason=reason,
    )
    return PurchaseDraft(
        day=back,
        lines=(negative,),
        shopper_id=draft.shopper_id,
        associate_id=draft.associate_id,
        number=f"{draft.number}R",
    )
