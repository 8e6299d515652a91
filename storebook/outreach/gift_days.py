"""The days on which jewelry is given, by country and by the shop, each with its “mail by” days."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from storebook.base.errors import Refused
from storebook.base.resources import resource
from storebook.base.text import fold
from storebook.book.shop import Shop
from storebook.outreach.day_rules import DayRule, day_rule, days_of

ELSEWHERE = "elsewhere"
LONGEST_WINDOW_DAYS = 800
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRules:
    """How many working days mail takes, inland and abroad, with some in hand."""

    inland_days: int = 5
    abroad_days: int = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """A gift day of the shop's own: an anniversary of the shop, a town's feast."""

    id: int
    title: str
    rule: str

    @property
    def key(self) -> str:
        return f"own-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftDay:
    """One gift day of one year. Cards mailed by these days arrive on a working day before it."""

    key: str
    title: str
    day: date
    mail_by: date
    mail_by_abroad: date
    own: bool = False


@cache
def _read() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads(
        resource("reference", "gift_days.json").read_text(encoding="utf-8")
    )
    return listed


@cache
def days_kept_in(country: str) -> tuple[tuple[str, DayRule], ...]:
    """Key and rule of each gift day of a country (ISO code), or of those without a list."""
    listed = _read()
    rules = listed["countries"].get(country, listed[ELSEWHERE])
    return tuple((key, day_rule(rule)) for key, rule in rules.items())


def known_titles() -> dict[str, str]:
    """Every gift day that is known anywhere, by its key."""
    return {key: one["title"] for key, one in _read()["days"].items()}


def titles_in(country: str) -> dict[str, str]:
    """What the days are called in a country, by key."""
    called: dict[str, str] = _read()["titles"].get(country, {})
    return known_titles() | called


def title_key(title: str) -> str:
    """Which gift day a title speaks of: “Happy Mother’s Day” is mothers-day; "" for none."""
    wanted = f" {_plain(title)} "
    return next((key for name, key in _names() if name in wanted), "")


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Every name of a day as it is compared, the longest first: a lunar new year is no new year."""
    found = [
        (_plain(name), key)
        for key, one in _read()["days"].items()
        for name in (one["title"], key, *one["also"])
    ]
    # A Latin word stands between spaces, so that “tet” is not found in another word.
    spaced = [(f" {name} " if name.isascii() else name, key) for name, key in found]
    return tuple(sorted(spaced, key=lambda pair: (-len(pair[0]), pair)))


def _plain(title: str) -> str:
    return " ".join(fold(title).replace("'", "").replace("-", " ").split()).strip(" .,!")


def gift_days(  # noqa: PLR0913 - a window, and what the shop says of its days
    shop: Shop,
    start: date,
    end: date,
    *,
    own: Iterable[OwnDay] = (),
    hidden: Collection[str] = (),
    post: PostRules | None = None,
) -> list[GiftDay]:
    """The gift days from `start` to `end`, both included, the soonest first.

    Those of the shop's country without the `hidden` ones, and the shop's own.
    """
    if end < start:
        raise Refused("The last day lies before the first.", field="end")
    if end - start > timedelta(days=LONGEST_WINDOW_DAYS):
        raise Refused("Gift days are listed for two years at the most.", field="end")
    titles = titles_in(shop.country)
    rules = [
        (key, titles[key], rule, False)
        for key, rule in days_kept_in(shop.country)
        if key not in hidden
    ]
    rules += [(one.key, one.title, day_rule(one.rule), True) for one in own]
    closed = no_post(shop.country, start, end)
    post = post or PostRules()
    found = [
        GiftDay(
            key=key,
            title=title,
            day=day,
            mail_by=mail_by(day, post.inland_days, closed),
            mail_by_abroad=mail_by(day, post.abroad_days, closed),
            own=is_own,
        )
        for key, title, rule, is_own in rules
        for day in days_of(rule, start, end)
    ]
    return sorted(found, key=lambda one: (one.day, one.own, one.title))


def no_post(country: str, start: date, end: date) -> frozenset[date]:
    """The weekdays around a window on which no mail is delivered, as far as they are known."""
    listed = _read()["no_post"]
    before = start - timedelta(days=LONGEST_WINDOW_DAYS // 4)
    return frozenset(
        day
        for rule in listed.get(country, listed[ELSEWHERE])
        for day in days_of(day_rule(rule), before, end)
    )


def mail_by(day: date, working_days: int, closed: Collection[date] = ()) -> date:
    """The last working day to mail a card that is to arrive before `day`, on a working day.

    Saturdays and Sundays are none, nor the `closed` days.
    """
    posted = _working_day_before(day, closed)
    for _ in range(working_days):
        posted = _working_day_before(posted, closed)
    return posted


def _working_day_before(day: date, closed: Collection[date]) -> date:
    day -= DAY
    while day.weekday() >= SATURDAY or day in closed:
        day -= DAY
    return day
