"""The gift days of this shop: those of its country that it keeps, and its own, as the book has
them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, quoted, required
from storebook.book.book import Book
from storebook.book.settings import load, save
from storebook.book.shop import Shop
from storebook.outreach.day_rules import day_rule
from storebook.outreach.gift_days import (
    GiftDay,
    OwnDay,
    PostRules,
    days_kept_in,
    gift_days,
    titles_in,
)

LONGEST_TITLE = 60
LONGEST_RULE = 60
MOST_POST_DAYS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenDays:
    """The gift days of the country that this shop does not keep, by key."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDay:
    """A gift day as the shop's list shows it; a day of its own has an `id`."""

    key: str
    title: str
    kept: bool
    id: int | None = None
    rule: str = ""


def own_days(book: Book) -> list[OwnDay]:
    return book.all(OwnDay, "SELECT id, title, rule FROM gift_day ORDER BY title, id")


def coming_gift_days(book: Book, start: date, end: date) -> list[GiftDay]:
    """The gift days that this shop keeps from `start` to `end`, both included."""
    hidden = load(book, HiddenDays).keys
    post = load(book, PostRules)
    shop = load(book, Shop)
    return gift_days(shop, start, end, own=own_days(book), hidden=hidden, post=post)


def kept_days(book: Book) -> list[KeptDay]:
    """Every day that the shop could keep: its country's in the order of the list, then its own."""
    country, hidden = load(book, Shop).country, load(book, HiddenDays).keys
    titles = titles_in(country)
    found = [
        KeptDay(key=key, title=titles[key], kept=key not in hidden)
        for key, _ in days_kept_in(country)
    ]
    return found + [
        KeptDay(key=one.key, title=one.title, kept=True, id=one.id, rule=one.rule)
        for one in own_days(book)
    ]


def add_own_day(book: Book, title: str, rule: str) -> int:
    """Keep a day of the shop's own from now on. Refused, with its field, when it makes no sense."""
    title = one_line(required(title, "title", "What is the day called?", LONGEST_TITLE))
    rule = one_line(required(rule, "rule", "When does the day come?", LONGEST_RULE))
    day_rule(rule)
    with book.change(f"Gift day {quoted(title)} added") as change:
        taken = {fold(one.title) for one in own_days(book)} | _country_titles(book)
        if fold(title) in taken:
            raise Refused(f"{quoted(title)} is in the list already.", "title")
        return change.insert("gift_day", title=title, rule=rule)


def change_own_day(book: Book, day_id: int, title: str, rule: str) -> None:
    """Give a day of the shop's own another name or another day."""
    title = one_line(required(title, "title", "What is the day called?", LONGEST_TITLE))
    rule = one_line(required(rule, "rule", "When does the day come?", LONGEST_RULE))
    day_rule(rule)
    with book.change(f"Gift day {quoted(title)} changed") as change:
        own_day(book, day_id)
        change.update("gift_day", day_id, title=title, rule=rule)


def remove_own_day(book: Book, day_id: int) -> None:
    """Keep a day of the shop's own no longer."""
    with book.change("Gift day removed") as change:
        own_day(book, day_id)
        change.delete("gift_day", day_id)


def own_day(book: Book, day_id: int) -> OwnDay:
    """One of the shop's own days; Refused when there is none of that number."""
    found = next((one for one in own_days(book) if one.id == day_id), None)
    if found is None:
        raise Refused(f"The shop has no gift day {day_id} of its own.", "day")
    return found


def keep_days(book: Book, keys: Collection[str], *, kept: bool) -> None:
    """Keep these days of the country, or leave them out from now on; by key."""
    known = dict(days_kept_in(load(book, Shop).country))
    if odd := next((key for key in keys if key not in known), None):
        names = ", ".join(known)
        raise Refused(f"Your country has no gift day {quoted(odd)}. It has {names}.", "day")
    said = ", ".join(titles_in(load(book, Shop).country)[key] for key in keys)
    with book.change(f"Gift days {'kept' if kept else 'left out'}: {said}") as change:
        hidden = set(load(book, HiddenDays).keys)
        hidden = hidden - set(keys) if kept else hidden | set(keys)
        save(change, HiddenDays(keys=tuple(sorted(hidden))))


def set_post_days(
    book: Book, *, inland_days: int | None = None, abroad_days: int | None = None
) -> None:
    """Set how many working days mail takes; what is None stays."""
    with book.change("Days that the mail takes set") as change:
        rules = load(book, PostRules)
        if inland_days is not None:
            rules = replace(rules, inland_days=_post_days(inland_days, "inland"))
        if abroad_days is not None:
            rules = replace(rules, abroad_days=_post_days(abroad_days, "abroad"))
        save(change, rules)


def _post_days(days: int, field: str) -> int:
    if not 0 <= days <= MOST_POST_DAYS:
        raise Refused(f"Mail takes 0 to {MOST_POST_DAYS} working days.", field)
    return days


def _country_titles(book: Book) -> set[str]:
    country = load(book, Shop).country
    titles = titles_in(country)
    return {fold(titles[key]) for key, _ in days_kept_in(country)}
