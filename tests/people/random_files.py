"""People of whom a lot is known, at random: what tests of merging and erasing begin with."""

from datetime import timedelta
from random import Random
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.rows import rows_where
from storebook.club.members import write_member
from storebook.people.consent import Channel, Purpose
from storebook.people.contact_points import EmailDraft, PhoneDraft
from storebook.people.shoppers import ShopperDraft, write_shopper
from tests.make import SHOP, TODAY, make_address, make_line, make_purchase

NAMES = ("Ann Lee", "Anne Lee", "ANN LEE", "Anna Leigh", "安李")
STREETS = ("12 Ocean Road", "12 ocean road", "1 Mill Lane")
PHONES = ("603 555 0142", "(603) 555-0142", "603 555 0199", "+44 20 7946 0018")
# Few, so that two files often answer the same one.
QUESTIONS = [
    (Channel.MAIL, Purpose.OFFERS),
    (Channel.MAIL, Purpose.EVENTS),
    (Channel.TEXT, Purpose.OFFERS),
    (Channel.EMAIL, Purpose.OFFERS),
]
WORDS = ("Teacher", "Judge", "Baker")


def some(random: Random, choices: Any, most: int = 2) -> list[Any]:
    return random.sample(list(choices), random.randint(0, most))


def one_or_none(random: Random, choices: Any) -> Any:
    return random.choice([None, *choices])


def a_day(random: Random) -> PartialDate:
    return PartialDate(
        year=one_or_none(random, (1966, 1968)),
        month=random.choice((2, 11)),
        day=one_or_none(random, (26, 29)) if random.random() < 0.7 else 26,
    )


def partial(random: Random) -> PartialDate | None:
    try:
        return one_or_none(random, [a_day(random)])  # type: ignore[no-any-return]
    except Refused:  # February 29 of a year that had none
        return None


def file(change: Change, random: Random, friends: list[int], name: str = "") -> int:
    """Somebody of whom a lot is known, at random; without a `name` it is one of a few."""
    draft = ShopperDraft(
        name=name or random.choice(NAMES),
        nickname=one_or_none(random, ("Annie", "Nan")) or "",
        phones=tuple(PhoneDraft(raw=raw) for raw in some(random, PHONES)),
        emails=tuple(
            EmailDraft(raw=raw) for raw in some(random, ("a@b.com", "A@b.com", "c@d.org"))
        ),
        addresses=tuple(make_address(street) for street in some(random, STREETS)),
        birthday=partial(random),
        wedding=partial(random),
        tags=tuple(some(random, ("Pearls", "pearls ", "Piano"))),
        occupation=one_or_none(random, WORDS) or "",
        interests=one_or_none(random, WORDS) or "",
        personality=one_or_none(random, WORDS) or "",
        referrer_id=one_or_none(random, friends),
        household_id=None,
    )
    shopper_id = write_shopper(change, draft, shop=SHOP, today=TODAY)
    beside(change, random, shopper_id, friends)
    return shopper_id


def beside(change: Change, random: Random, shopper_id: int, friends: list[int]) -> None:
    """What is written down of them later."""
    at_work = {"associate_id": change.book.associate_id, "shopper_id": shopper_id}
    day = TODAY - timedelta(days=random.randint(1, 900))
    for text in some(random, WORDS):
        change.insert(
            "note", day=day, text=text, **{"class": random.choice(("counter", "owner"))}, **at_work
        )
        change.insert("touch", day=day, kind="call", text=text, **at_work)
        change.insert("task", what=text, shopper_id=shopper_id)
    for value in some(random, WORDS):
        note = one_or_none(random, ("really", "so they say"))
        change.insert("preference", shopper_id=shopper_id, kind="style", value=value, note=note)
        change.insert(
            "size", shopper_id=shopper_id, body_part="ears", entered=value, measured_on=day
        )
    for channel, purpose in some(random, QUESTIONS, 4):
        change.insert(
            "consent",
            channel=channel,
            purpose=purpose,
            given=random.random() < 0.5,
            day=day,
            wording="May we?",
            **at_work,
        )
    for field in rows_where(change.book, "own_field", "kind", "text"):
        if random.random() < 0.6:
            change.insert(
                "own_value",
                shopper_id=shopper_id,
                own_field_id=field["id"],
                value=random.choice(WORDS),
            )
    if random.random() < 0.3:
        number = write_member(change, shopper_id, today=day)[0]
        change.update("member", number, left_on=one_or_none(random, (TODAY,)))
    ties(change, random, shopper_id, friends)


def ties(change: Change, random: Random, shopper_id: int, friends: list[int]) -> None:
    """Family, wishes and who was told of them."""
    for friend in some(random, friends):
        one, other = random.sample([shopper_id, friend], 2)
        ended = one_or_none(random, (TODAY,))
        relation = random.choice(("sibling", "parent", "child", "spouse", "friend"))
        if relation == "friend":
            continue
        change.insert(
            "kin",
            shopper_id=one,
            other_id=other,
            relation=relation,
            ended_on=ended,
            ended_by=ended and "divorce",
        )
        wish = change.insert("wish", shopper_id=one, description=f"A ring from {other}")
        change.insert("wish_confidant", wish_id=wish, shopper_id=other)


def bought(book: Book, random: Random, pair: tuple[int, int], friends: list[int]) -> None:
    """Tickets: of themselves, for a friend, from a friend, a gift from one file to the other."""
    for giver, wearer in some(
        random, [(a, b) for a in (*pair, *friends) for b in (*pair, None) if a != b], 3
    ):
        secret = TODAY + timedelta(days=9) if wearer and random.random() < 0.1 else None
        line = make_line(price=random.randint(1, 9_000_00), wearer_id=wearer, secret_until=secret)
        make_purchase(book, giver, line)
