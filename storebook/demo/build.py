"""Writes the invented shop into a new book, step by step, each step a change of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from storebook.base.checks import with_check_digit
from storebook.base.dates import month_day_key
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.settings import save
from storebook.book.shop import Paper, Shop
from storebook.demo.families import Person, make_people
from storebook.demo.habits import RETURNED, Till, Town, returned, ticket, visits
from storebook.demo.hard_cases import hard_people
from storebook.demo.story import tell_stories
from storebook.people.names import PersonName, couple_greeting_line, couple_line
from storebook.people.shoppers import ShopperDraft, write_shoppers
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.recording import write_purchases
from storebook.staff.associates import Role

FEWEST, MOST = 200, 100_000
DUPLICATES = 0.006
MEMBERS = 0.42
TICKETS_AT_ONCE = 20_000

Progress = Callable[[int, int, str], None]

SHOP = Shop(
    name="Hallam & Rye",
    strapline="fine jewelry",
    address="21 Market Square\nPortsmouth, NH 03801",
    phone="(603) 555-0100",
    country="US",
    currency="USD",
    locale="en_US",
    paper=Paper.LETTER,
)
STAFF = (
    ("Marta Oyelaran", Role.MANAGER),
    ("Jun Halloran", Role.CLERK),
    ("Sol Whitcombe", Role.CLERK),
)
OWNER = "Ruth Hallam"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoShop:
    """What was made."""

    shoppers: int
    purchases: int
    lines: int
    members: int


def make_demo(
    path: Path, *, shoppers: int, seed: int, today: date, progress: Progress | None = None
) -> DemoShop:
    """Make the demo shop as a new book at `path`; the same for the same seed, size and day.

    Refused for fewer than 200 or more than 100,000 shoppers.
    """
    if not FEWEST <= shoppers <= MOST:
        raise Refused(f"A demo shop has {FEWEST} to {MOST:,} shoppers.", field="shoppers")
    book = Book.create(path, owner_name=OWNER)
    try:
        return fill(
            book, shoppers, Random(seed), today, progress or (lambda done, total, what: None)
        )
    finally:
        book.close()


def fill(book: Book, count: int, random: Random, today: date, progress: Progress) -> DemoShop:
    """Fill an empty book."""
    progress(0, count, "Inventing the town")
    hard = hard_people(today)
    people = [*make_people(random, count - len(hard), today), *hard]
    plant_duplicates(random, people)
    with book.change(f"The demo shop of {SHOP.name} opened") as change:
        save(change, SHOP)
        associates = hire(change)
    with book.change(f"{len(people):,} shoppers written down") as change:
        first_id = write_people(change, random, people, associates, today)
    progress(count, count, "Selling")
    town = Town(random=random, people=people, today=today)
    lines = sell_all(book, town, Till(first_id=first_id, associates=associates), progress)
    with book.change("Members enrolled") as change:
        members = enroll_some(change, random, people, first_id, today)
    tell_stories(book, SHOP, random, today)
    book.checkpoint()
    return DemoShop(
        shoppers=int(book.value("SELECT count(*) FROM shopper")),
        purchases=int(book.value("SELECT count(*) FROM purchase")),
        lines=lines,
        members=members,
    )


def hire(change: Change) -> list[int]:
    ids = [change.book.associate_id]
    for name, role in STAFF:
        initials = "".join(word[0] for word in name.split())
        ids.append(change.insert("associate", name=name, initials=initials, role=role, active=True))
    return ids


def plant_duplicates(random: Random, people: list[Person]) -> None:
    """Some people are written down a second time, a little differently, as happens in every
    shop.
    """
    for _ in range(round(len(people) * DUPLICATES)):
        place = random.randrange(len(people))
        known = people[place].draft
        if not known.phones or not known.family or people[place].household is not None:
            continue
        given = known.given[:1] + "." if random.random() < 0.4 else known.given
        twin = ShopperDraft(
            name=f"{given} {known.family}",
            given=given,
            family=known.family,
            phones=known.phones if random.random() < 0.7 else (),
            emails=known.emails if random.random() < 0.4 else (),
            addresses=known.addresses,
            birthday=known.birthday if random.random() < 0.4 else None,
            since=known.since,
        )
        people.append(Person(draft=twin, visits_a_year=0.3))


def write_people(
    change: Change, random: Random, people: Sequence[Person], associates: Sequence[int], today: date
) -> int:
    """Write everybody with households, ties and wedding days; returns the first one's number."""
    households = household_ids(change, people)
    drafts = (
        replace(
            person.draft,
            household_id=None if person.household is None else households[person.household],
            looked_after_by=random.choice(associates) if random.random() < 0.5 else None,
            notes=(),
            tags=(f"left: {person.reason}",) if person.reason else (),
        )
        for person in people
    )
    ids = write_shoppers(change, drafts, shop=SHOP, today=today)
    write_ties(change, people, ids.start)
    pick_addresses(change)
    write_weddings(change, people, ids.start)
    return ids.start


def household_ids(change: Change, people: Sequence[Person]) -> dict[int, int]:
    pairs = [
        (number, person, people[person.partner])
        for number, person in enumerate(people)
        if person.partner is not None and person.partner > number
    ]
    rows = []
    for _, first, second in pairs:
        one, other = person_name(first.draft), person_name(second.draft)
        rows.append(
            (
                f"{first.draft.family} household",
                couple_line(one, other),
                couple_greeting_line(one, other),
            )
        )
    ids = change.insert_many("household", ("name", "couple_line", "couple_greeting"), rows)
    return {first.household or 0: row_id for (_, first, _), row_id in zip(pairs, ids, strict=True)}


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


WEDDING_COLUMNS = (
    "shopper_id",
    "partner_id",
    "kind",
    "calendar",
    "year",
    "month",
    "day",
    "leap_month",
    "month_day",
)


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


def sell_all(book: Book, town: Town, till: Till, progress: Progress) -> int:
    """Ten years of tickets, then what was brought back; returns the number of lines."""
    coming = visits(town)
    back: list[PurchaseDraft] = []
    written = 0
    with book.change(f"{len(coming):,} purchases recorded") as change:
        for start in range(0, len(coming), TICKETS_AT_ONCE):
            drafts = [
                ticket(town, till, visit, 1000 + start + place)
                for place, visit in enumerate(coming[start : start + TICKETS_AT_ONCE])
            ]
            done = write_purchases(change, drafts, shop=SHOP)
            back += list(returns_among(town, drafts, done.line_ids.start))
            written += len(done.line_ids)
            progress(start + len(drafts), len(coming), "Selling")
        written += len(write_purchases(change, back, shop=SHOP).line_ids)
    return written


def returns_among(
    town: Town, drafts: Sequence[PurchaseDraft], line_id: int
) -> Iterator[PurchaseDraft]:
    for draft in drafts:
        if town.random.random() < RETURNED:
            negative = returned(town.random, draft, line_id, town.today)
            if negative is not None:
                yield negative
        line_id += len(draft.lines)


def enroll_some(
    change: Change, random: Random, people: Sequence[Person], first_id: int, today: date
) -> int:
    """Some of those who buy belong to the club; members said which mail they want."""
    joined = [
        number
        for number, person in enumerate(people)
        if person.visits_a_year and random.random() < MEMBERS
    ]
    associate_id = change.book.associate_id
    rows = [
        (
            first_id + number,
            with_check_digit(1001 + place),
            enrolled(random, people[number], today),
            associate_id,
        )
        for place, number in enumerate(joined)
    ]
    change.insert_many("member", ("shopper_id", "number", "enrolled_on", "associate_id"), rows)
    consents = [
        (
            shopper_id,
            "mail",
            purpose,
            int(random.random() < 0.94),
            day,
            "Asked at enrollment.",
            "at the counter",
            who,
        )
        for shopper_id, _, day, who in rows
        for purpose in ("occasions", "events")
    ]
    columns = ("shopper_id", "channel", "purpose", "given", "day", "wording", "how", "associate_id")
    change.insert_many("consent", columns, consents)
    return len(rows)


def enrolled(random: Random, person: Person, today: date) -> str:
    since = person.draft.since or today
    return (since + timedelta(days=random.randint(0, max(0, (today - since).days)))).isoformat()
