"""Whom a purchase can be about: the shopper, the couple’s other one, the family; and their days."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from storebook.base.text import possessive
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui.shown import month_and_year, short_day
from storebook.people.called import called_as
from storebook.people.kin import kin_of
from storebook.people.occasions import Occasion, OccasionKind, occasions_of

MOST_OCCASIONS = 12
LONGEST_SHORT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody near: `short` is the given name where it is known and says who is meant."""

    id: int
    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A day to give something for: when it is next, and in words for the list."""

    occasion_id: int
    on: date
    words: str


def people_near(book: Book, shopper_id: int | None) -> list[Person]:
    """The shopper first, then the couple's other one and the living family."""
    if shopper_id is None:
        return []
    ids = [shopper_id]
    for kin in kin_of(book, shopper_id):
        if kin.ended_on is None and kin.deceased_on is None and kin.shopper_id not in ids:
            ids.append(kin.shopper_id)
    called = {each: called_as(book, each) for each in ids}
    shorts = Counter(one.given or one.name for one in called.values())
    return [
        Person(
            id=each,
            name=one.name,
            short=cut(one.given if one.given and shorts[one.given] == 1 else one.name),
        )
        for each, one in called.items()
    ]


def cut(name: str) -> str:
    """A very long name, short enough for a list of choices."""
    return name if len(name) <= LONGEST_SHORT else f"{name[: LONGEST_SHORT - 1].rstrip()}…"


def occasions_near(book: Book, people: list[Person], *, today: date, shop: Shop) -> list[Near]:
    """Their days of the coming year, the next one first, each once."""
    found: dict[int, Near] = {}
    for person in people:
        for one in occasions_of(book, person.id, today=today, leap_day=shop.leap_day_rule):
            if one.next_on is not None and one.id not in found:
                when = day_told(one, one.next_on, today, shop.locale)
                words = f"{title(one, person, people)}, {when}"
                found[one.id] = Near(occasion_id=one.id, on=one.next_on, words=words)
    return sorted(found.values(), key=lambda near: (near.on, near.occasion_id))[:MOST_OCCASIONS]


def title(one: Occasion, person: Person, people: list[Person]) -> str:
    """ "Margaret’s birthday"; the couple's own day is just the wedding anniversary."""
    if one.kind is OccasionKind.BIRTHDAY:
        return f"{possessive(person.short)} birthday"
    if one.kind is OccasionKind.WEDDING and person == people[0]:
        return "Wedding anniversary"
    what = "wedding anniversary" if one.kind is OccasionKind.WEDDING else one.title or "day"
    return f"{possessive(person.short)} {what}"


def day_told(one: Occasion, on: date, today: date, locale: str) -> str:
    """ "Dec 12"; only the month where the day is not known."""
    return short_day(on, today, locale) if one.when.day else month_and_year(on, locale)
