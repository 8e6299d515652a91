"""Yearly days by rule: “march 14”, “2nd sunday of may”, “easter - 21”, “lunar 8/15”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from storebook.base.dates.partial import LONGEST, MONTHS
from storebook.base.errors import Refused
from storebook.base.lunar import LONGEST_MONTH, find_month
from storebook.base.text import fold, one_line, quoted

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACES = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4}
PLACES |= {"fourth": 4, "last": -1}
SHORTEST_WORD = 3
LONGEST_OFFSET = 100
LEAP_DAY = (2, 29)
PENTECOST = 49
WEEK = timedelta(days=7)
HOW = "Write it as March 14, 2nd Sunday of May, Easter - 21 or lunar 8/15."

OFFSET = re.compile(r"^(?P<of>.*?)(?:(?P<sign>[+-]) ?(?P<days>\d{1,3})(?: days?)?)?$")
FIXED = re.compile(r"(?P<month>[a-z]{3,}) (?P<day>\d{1,2})|(?P<day2>\d{1,2}) (?P<month2>[a-z]{3,})")
WEEKDAY = re.compile(r"(?P<place>[a-z0-9]+) (?P<weekday>[a-z]+) (?:of|in) (?P<month>[a-z]+)")
LUNAR = re.compile(r"lunar (?P<month>\d{1,2})[/-](?P<day>\d{1,2})")
NOT_AT_PENTECOST = ", not at pentecost"


class RuleKind(StrEnum):
    FIXED = "fixed"
    WEEKDAY = "weekday"
    EASTER = "easter"
    LUNAR = "lunar"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """When a day comes. `place` is 1 to 4, or -1 for the last weekday of its month; `weekday`
    counts from Monday = 0. `offset` days are added; `not_at_pentecost` makes it a week later then.
    """

    kind: RuleKind
    month: int = 0
    day: int = 0
    place: int = 0
    weekday: int = 0
    offset: int = 0
    not_at_pentecost: bool = False


def day_rule(text: str) -> DayRule:
    """The rule as it was written; Refused, with the field "rule", when it is none."""
    written = fold(one_line(text)).replace("\u2212", "-")
    moved = written.endswith(NOT_AT_PENTECOST)
    written = written.removesuffix(NOT_AT_PENTECOST)
    found = OFFSET.match(written)
    assert found is not None
    offset = int(found["days"] or 0) * (-1 if found["sign"] == "-" else 1)
    if abs(offset) > LONGEST_OFFSET:
        raise Refused(f"At most {LONGEST_OFFSET} days before or after fit here.", "rule")
    plain = found["of"].strip()
    if plain == "easter":
        return DayRule(kind=RuleKind.EASTER, offset=offset)
    rule = _lunar(plain) or _weekday(plain) or _fixed(plain)
    if rule is None:
        raise Refused(f"{quoted(text)} is no rule for a yearly day. {HOW}", "rule")
    return DayRule(
        kind=rule.kind,
        month=rule.month,
        day=rule.day,
        place=rule.place,
        weekday=rule.weekday,
        offset=offset,
        not_at_pentecost=moved,
    )


def _lunar(text: str) -> DayRule | None:
    if (found := LUNAR.fullmatch(text)) is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= LONGEST_MONTH:
        raise Refused("The Chinese year has 12 months of 29 or 30 days. Write lunar 8/15.", "rule")
    return DayRule(kind=RuleKind.LUNAR, month=month, day=day)


def _weekday(text: str) -> DayRule | None:
    if (found := WEEKDAY.fullmatch(text)) is None:
        return None
    place, weekday = PLACES.get(found["place"]), _begun(WEEKDAYS, found["weekday"])
    month = _month(found["month"])
    if place is None or weekday is None or month is None:
        return None
    return DayRule(kind=RuleKind.WEEKDAY, month=month, place=place, weekday=weekday)


def _fixed(text: str) -> DayRule | None:
    if (found := FIXED.fullmatch(text)) is None:
        return None
    month, day = _month(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    if month is None:
        return None
    if not 1 <= day <= LONGEST[month - 1]:
        raise Refused(f"{MONTHS[month - 1]} has no day {day}. {HOW}", "rule")
    return DayRule(kind=RuleKind.FIXED, month=month, day=day)


def _month(word: str) -> int | None:
    found = _begun(tuple(month.lower() for month in MONTHS), word)
    return None if found is None else found + 1


def _begun(names: tuple[str, ...], word: str) -> int | None:
    """The place of the name that the word is, or is short for."""
    if len(word) < SHORTEST_WORD:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word)), None)


def days_of(rule: DayRule, start: date, end: date) -> list[date]:
    """The days from `start` to `end`, both included, on which it comes: a Chinese day can come
    twice in one of our years, or never. Years that no calendar here knows have none.
    """
    years = range(max(1, start.year - 1), min(9999, end.year + 1) + 1)
    found = {day for year in years if (day := _in_year(rule, year)) is not None}
    return sorted(day for day in found if start <= day <= end)


def _in_year(rule: DayRule, year: int) -> date | None:
    day = _plain_day(rule, year)
    if day is None:
        return None
    if rule.not_at_pentecost and day == easter(year) + timedelta(days=PENTECOST):
        day += WEEK
    return day + timedelta(days=rule.offset)


def _plain_day(rule: DayRule, year: int) -> date | None:
    if rule.kind is RuleKind.EASTER:
        return easter(year)
    if rule.kind is RuleKind.LUNAR:
        month = find_month(year, rule.month, False)
        # The 30th of a month of 29 days is kept on the 29th.
        return (
            None if month is None else date.fromordinal(month.first + min(rule.day, month.days) - 1)
        )
    if rule.kind is RuleKind.WEEKDAY:
        return _nth_weekday(rule, year)
    return date(year, rule.month, min(rule.day, _length(year, rule.month)))


def _nth_weekday(rule: DayRule, year: int) -> date:
    if rule.place > 0:
        first = date(year, rule.month, 1)
        return first + timedelta(days=(rule.weekday - first.weekday()) % 7 + 7 * (rule.place - 1))
    last = date(year, rule.month, _length(year, rule.month))
    return last - timedelta(days=(last.weekday() - rule.weekday) % 7)


def _length(year: int, month: int) -> int:
    if (month, LONGEST[month - 1]) != LEAP_DAY:
        return LONGEST[month - 1]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else 28


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the rule of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    corrected = 19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (corrected + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
