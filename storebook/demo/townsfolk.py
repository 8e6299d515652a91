"""Writes the invented people down: with their households, ties, wedding days and deaths."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from storebook.base.dates import month_day_key
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.demo.families import Person
from storebook.demo.habits import Town
from storebook.people.departures import write_deceased
from storebook.people.names import PersonName, couple_greeting_line, couple_line
from storebook.people.shoppers import ShopperDraft, write_shoppers

LOOKED_AFTER = 0.5
NEWS = ("her daughter told us", "his son told us", "read in the newspaper", "a neighbor told us")
WEDDING_COLUMNS = (
    "shopper_id", "partner_id", "kind", "calendar", "year", "month", "day", "leap_month",
    "month_day",
)  # fmt: skip


def plant_duplicates(random: Random, people: list[Person], count: int) -> None:
    """So many people are written down a second time, a little differently, as happens in every
    shop.
    """
    known = [
        person
        for person in people
        if person.draft.phones and person.draft.family and person.household is None
    ]
    for person in random.sample(known, count):
        again = twin(random, person.draft)
        people.append(Person(draft=again, born=person.born, visits_a_year=0.3))


def twin(random: Random, known: ShopperDraft) -> ShopperDraft:
    """The same person as somebody else has written them down."""
    given = known.nickname or known.given
    if random.random() < 0.4:
        given = known.given[:1] + "."
    name = f"{given} {known.family}" if random.random() < 0.8 else known.name
    return ShopperDraft(
        name=name,
        given=given,
        family=known.family,
        gender=known.gender,
        phones=known.phones if random.random() < 0.7 else (),
        emails=known.emails if random.random() < 0.4 else (),
        addresses=known.addresses,
        birthday=known.birthday if random.random() < 0.4 else None,
        since=known.since,
    )


def write_people(change: Change, town: Town, associates: Sequence[int], shop: Shop) -> int:
    """Write everybody with households, ties and wedding days; returns the first one's number."""
    random, people = town.random, town.people
    households = household_ids(change, people)
    drafts = (
        replace(
            person.draft,
            household_id=None if person.household is None else households[person.household],
            looked_after_by=caretaker(random, person, associates),
            tags=(f"left: {person.reason}",) if person.reason else (),
        )
        for person in people
    )
    first_id = write_shoppers(change, drafts, shop=shop, today=town.today).start
    write_ties(change, people, first_id)
    pick_addresses(change)
    write_weddings(change, people, first_id)
    for number, person in enumerate(people):
        if person.died_on is not None:
            note = random.choice(NEWS)
            write_deceased(change, first_id + number, on=person.died_on, note=note)
    return first_id


def caretaker(random: Random, person: Person, associates: Sequence[int]) -> int | None:
    """Who looks after somebody who buys."""
    if not person.visits_a_year or random.random() > LOOKED_AFTER:
        return None
    return random.choice(associates)


def household_ids(change: Change, people: Sequence[Person]) -> dict[int, int]:
    """A household for each couple, with its couple line; by the number it was invented under."""
    pairs = [
        (person, people[person.partner])
        for number, person in enumerate(people)
        if person.partner is not None and person.partner > number
    ]
    rows = []
    for first, second in pairs:
        one, other = person_name(first.draft), person_name(second.draft)
        name = f"{second.draft.family} household"
        rows.append((name, couple_line(one, other), couple_greeting_line(one, other)))
    ids = change.insert_many("household", ("name", "couple_line", "couple_greeting"), rows)
    return {first.household or 0: row_id for (first, _), row_id in zip(pairs, ids, strict=True)}


def person_name(draft: ShopperDraft) -> PersonName:
    return PersonName(
        name=draft.name,
        given=draft.given,
        family=draft.family,
        title=draft.title,
        nickname=draft.nickname,
        native=draft.native_name,
    )


def write_ties(change: Change, people: Sequence[Person], first_id: int) -> None:
    rows = []
    for number, person in enumerate(people):
        if person.partner is not None and person.partner > number:
            rows.append((first_id + number, first_id + person.partner, "spouse"))
        rows += [(first_id + number, first_id + child, "child") for child in person.children]
    change.insert_many("kin", ("shopper_id", "other_id", "relation"), rows)


def pick_addresses(change: Change) -> None:
    """Joined mail goes to the first home that a member of the household has."""
    rows = change.book.rows(
        """
        SELECT household_id, min(address.id) FROM shopper
        JOIN address ON address.shopper_id = shopper.id
        WHERE household_id IS NOT NULL AND use = 'home'
        GROUP BY household_id ORDER BY household_id
        """
    )
    for household_id, address_id in rows:
        change.update("household", household_id, address_id=address_id)


def write_weddings(change: Change, people: Sequence[Person], first_id: int) -> None:
    rows = []
    for number, person in enumerate(people):
        when = person.wedding
        if when is None or person.partner is None:
            continue
        rows.append(
            (
                first_id + number,
                first_id + person.partner,
                "wedding",
                when.calendar.value,
                when.year,
                when.month,
                when.day,
                int(when.leap_month),
                month_day_key(when),
            )
        )
    change.insert_many("occasion", WEDDING_COLUMNS, rows)
