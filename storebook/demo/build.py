"""Writes the invented shop into a new book, step by step, each step a change of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.files import beside, put_in_place, remove_database
from storebook.book.making import refuse_place
from storebook.book.settings import save
from storebook.book.shop import Paper, Shop
from storebook.demo.families import make_people
from storebook.demo.habits import Town, visits
from storebook.demo.hard_cases import hard_people
from storebook.demo.membership import enroll_some
from storebook.demo.story import STORY_PEOPLE, tell_stories
from storebook.demo.tastes import write_tastes
from storebook.demo.tickets import Till, returns_among, ticket
from storebook.demo.townsfolk import plant_duplicates, write_people
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.recording import write_purchases
from storebook.staff.associates import Role

FEWEST, MOST = 200, 100_000
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2089, 12, 31)
FIRST_TICKET = 1000
TICKETS_AT_ONCE = 20_000
# What part of the people stands in the book a second time.
TWICE = 0.006

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

    It gets its name when it is whole: what stops it half way, `progress` too, leaves nothing.
    Refused for fewer than 200 or more than 100,000 shoppers, and where something is there already.
    """
    if not FEWEST <= shoppers <= MOST:
        raise Refused(f"A demo shop has {FEWEST} to {MOST:,} shoppers.", field="shoppers")
    if not FIRST_DAY <= today <= LAST_DAY:
        years = f"{FIRST_DAY.year} to {LAST_DAY.year}"
        raise Refused(f"The day of a demo shop lies in the years {years}.", field="today")
    path = path.resolve()
    refuse_place(path)
    aside = beside(path, ".inventing")
    remove_database(aside)  # what a crash may have left
    try:
        with Book.create(aside, owner_name=OWNER) as book:
            made = fill(book, shoppers, Random(seed), today, progress or tell_nobody)
        put_in_place(aside, path)
    finally:
        remove_database(aside)
        beside(aside, ".lock").unlink(missing_ok=True)
    return made


def tell_nobody(done: int, total: int, what: str) -> None:
    """Nobody waits."""


def fill(book: Book, count: int, random: Random, today: date, progress: Progress) -> DemoShop:
    """Fill an empty book."""
    progress(0, count, "Inventing the town")
    hard = hard_people(today)
    twins = max(3, round(count * TWICE))
    people = [*make_people(random, count - len(hard) - twins - STORY_PEOPLE, today), *hard]
    plant_duplicates(random, people, twins)
    town = Town(random=random, people=people, today=today)
    with book.change(f"The demo shop of {SHOP.name} opened") as change:
        save(change, SHOP)
        associates = hire(change)
    with book.change(f"{len(people):,} shoppers written down") as change:
        first_id = write_people(change, town, associates, SHOP)
        write_tastes(change, town, first_id, SHOP)
    progress(count, count, "Inventing the town")
    sell_all(book, town, Till(first_id=first_id, associates=associates), progress)
    with book.change("Members enrolled") as change:
        enroll_some(change, town, first_id)
    tell_stories(book, SHOP, today)
    return DemoShop(
        shoppers=int(book.value("SELECT count(*) FROM shopper")),
        purchases=int(book.value("SELECT count(*) FROM purchase")),
        lines=int(book.value("SELECT count(*) FROM line")),
        members=int(book.value("SELECT count(*) FROM member WHERE left_on IS NULL")),
    )


def hire(change: Change) -> list[int]:
    ids = [change.book.associate_id]
    for name, role in STAFF:
        initials = "".join(word[0] for word in name.split())
        ids.append(change.insert("associate", name=name, initials=initials, role=role, active=True))
    return ids


def sell_all(book: Book, town: Town, till: Till, progress: Progress) -> None:
    """Ten years of tickets, then what was brought back."""
    coming = visits(town)
    back: list[PurchaseDraft] = []
    with book.change(f"{len(coming):,} purchases recorded") as change:
        for start in range(0, len(coming), TICKETS_AT_ONCE):
            drafts = [
                ticket(town, till, visit, FIRST_TICKET + start + place)
                for place, visit in enumerate(coming[start : start + TICKETS_AT_ONCE])
            ]
            done = write_purchases(change, drafts, shop=SHOP)
            back += list(returns_among(town, drafts, done.line_ids.start))
            progress(start + len(drafts), len(coming), "Selling")
        back.sort(key=lambda draft: draft.day)
        write_purchases(change, back, shop=SHOP)
