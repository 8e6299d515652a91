"""Whose day it is in the coming days: first by day, then by name, nobody left out."""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from storebook.base.dates import (
    Calendar,
    LeapDayRule,
    PartialDate,
    occurrences,
    years_completed,
)
from storebook.book.book import Book
from storebook.people.occasions.records import OccasionKind
from storebook.people.occasions.spans import Keys, Span, spans
from storebook.people.relations import Ending

LEAP_DAY_KEY = 229
# Few keep the other calendar: of theirs a short list is read first.
FIRST_PAGE = {Calendar.GREGORIAN: 200, Calendar.CHINESE: 4}
LARGEST_PAGE = 200
EVERYTHING = 1_000_000

QUESTION = """
    SELECT occasion.id, occasion_order.month_day, occasion_order.sort_key, kind, occasion.title,
           occasion.calendar, year, month, day, leap_month, leap_day_rule, shopper.id,
           shopper.name, shopper.household_id, shopper.named, shopper.archived_on,
           shopper.deceased_on, shopper.moved_away_on, shopper.quiet_until, partner.id,
           partner.name, partner.deceased_on,
           CASE WHEN partner.id IS NOT NULL THEN (
               SELECT ended_by FROM kin
               WHERE relation IN ('spouse', 'partner') AND ended_on IS NOT NULL
                 AND ((kin.shopper_id = shopper.id AND kin.other_id = partner.id)
                   OR (kin.shopper_id = partner.id AND kin.other_id = shopper.id))
           ) END
    FROM occasion_order
    JOIN occasion ON occasion.id = occasion_order.occasion_id
    JOIN shopper ON shopper.id = occasion.shopper_id
    LEFT JOIN shopper AS partner ON partner.id = occasion.partner_id
    WHERE occasion_order.calendar = :calendar AND occasion_order.month_day <= :last
      AND (occasion_order.month_day, occasion_order.sort_key, occasion_order.occasion_id)
          > (:month_day, :sort_key, :occasion_id)
      AND (:kinds IS NULL OR instr(:kinds, kind))
    ORDER BY occasion_order.month_day, occasion_order.sort_key, occasion_order.occasion_id
    LIMIT :page
    """
ID, MONTH_DAY, SORT_KEY = 0, 1, 2
CALENDAR, YEAR, MONTH, DAY = 5, 6, 7, 8


class DueOccasion(NamedTuple):
    """One day of one shopper or couple in the window; who gets a card is decided elsewhere.

    `day` is when it is kept; `year`, `month` and `day_of_month` are as written, in `calendar`.
    `years` is None when the year is not known. The first three fields are the order of the list.
    A named tuple, because a frozen dataclass of so many fields takes four times as long to make,
    and at 100,000 shoppers a list has thousands.
    """

    day: date
    sort_key: str
    occasion_id: int
    kind: OccasionKind
    title: str | None
    calendar: Calendar
    year: int | None
    month: int
    day_of_month: int | None
    leap_month: bool
    leap_day_rule: LeapDayRule | None
    years: int | None
    shopper_id: int
    name: str
    household_id: int | None
    named: bool
    archived_on: date | None
    deceased_on: date | None
    moved_away_on: date | None
    quiet_until: date | None
    partner_id: int | None
    partner_name: str | None
    partner_deceased_on: date | None
    tie_ended_by: Ending | None

    @property
    def when(self) -> PartialDate:
        """The day of the year as it was written down."""
        return PartialDate(
            calendar=self.calendar,
            year=self.year,
            month=self.month,
            day=self.day_of_month,
            leap_month=self.leap_month,
            leap_day_rule=self.leap_day_rule,
        )


def due(  # noqa: PLR0913 - a window, and what of it is wanted
    book: Book,
    start: date,
    end: date,
    *,
    leap_day: LeapDayRule,
    limit: int | None = None,
    after: DueOccasion | None = None,
    kinds: Collection[OccasionKind] | None = None,
) -> list[DueOccasion]:
    """The days from `start` to `end`, both included; one that is kept twice is there twice.

    `after` is the last one shown: the list goes on behind it. The dead, the archived and the quiet
    are there too, marked, so that it can be said why they get nothing.
    """
    window = _Window(
        book=book,
        start=start if after is None else max(start, after.day),
        end=end,
        leap_day=leap_day,
        after=after,
        kinds=None if kinds is None else " ".join(kinds),
        page=EVERYTHING if limit is None else limit,
    )
    found = _in_order(window, Calendar.GREGORIAN)
    others = _in_order(window, Calendar.CHINESE)
    # Few keep the other calendar: most windows have nobody of theirs to put between.
    if (first := next(others, None)) is not None:
        found = heapq.merge(found, chain([first], others))
    if after is not None:
        found = (one for one in found if one > after)
    return list(islice(found, limit))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    book: Book
    start: date
    end: date
    leap_day: LeapDayRule
    after: DueOccasion | None
    kinds: str | None
    page: int


def _in_order(window: _Window, calendar: Calendar) -> Iterator[DueOccasion]:
    """The days of one calendar; spans follow each other, and in each the book's order is right."""
    for span in spans(calendar, window.start, window.end):
        streams = [_stream(window, calendar, span, keys) for keys in span.ranges]
        yield from streams[0] if len(streams) == 1 else heapq.merge(*streams)


def _stream(window: _Window, calendar: Calendar, span: Span, keys: Keys) -> Iterator[DueOccasion]:
    """Page after page of one range of keys; the pages are read only when they are wanted."""
    month_day, last = keys
    sort_key, occasion_id = "", 0
    if window.after is not None and span.start == window.after.day:
        sort_key, occasion_id = window.after.sort_key, window.after.occasion_id
    page = window.page if window.page == EVERYTHING else min(window.page, FIRST_PAGE[calendar])
    while True:
        rows = window.book.rows(
            QUESTION,
            calendar=calendar,
            last=last,
            month_day=month_day,
            sort_key=sort_key,
            occasion_id=occasion_id,
            kinds=window.kinds,
            page=page,
        )
        for row in rows:
            on, years = _kept(row, span, window.leap_day)
            if on is not None:
                yield _due(row, on, years)
        if len(rows) < page:
            return
        month_day, sort_key, occasion_id = rows[-1][MONTH_DAY], rows[-1][SORT_KEY], rows[-1][ID]
        page = min(page * 4, LARGEST_PAGE)


def _kept(
    row: tuple[Any, ...], span: Span, leap_day: LeapDayRule
) -> tuple[date | None, int | None]:
    """The one day of the span on which it is kept, if there is one, and the years it then makes."""
    year = row[YEAR]
    if row[CALENDAR] == "gregorian" and row[MONTH_DAY] != LEAP_DAY_KEY:
        on = date(span.start.year, row[MONTH], row[DAY] or 1)
        if year is None:
            return on, None
        return (on, on.year - year) if year < on.year else (None, None)
    when = PartialDate(
        calendar=CALENDARS[row[CALENDAR]],
        year=year,
        month=row[MONTH],
        day=row[DAY],
        leap_month=bool(row[9]),
        leap_day_rule=LEAP_DAY_RULES[row[10]],
    )
    days = occurrences(when, span.start, span.end, leap_day=leap_day)
    return (days[0], years_completed(when, days[0])) if days else (None, None)


def _due(row: tuple[Any, ...], on: date, years: int | None) -> DueOccasion:
    (
        occasion_id, _, sort_key, kind, title, calendar, year, month, day, leap_month,
        leap_day_rule, shopper_id, name, household_id, named, archived_on, deceased_on,
        moved_away_on, quiet_until, partner_id, partner_name, partner_deceased_on, tie_ended_by,
    ) = row  # fmt: skip
    return DueOccasion(
        on,
        sort_key,
        occasion_id,
        KINDS[kind],
        title,
        CALENDARS[calendar],
        year,
        month,
        day,
        leap_month == 1,
        LEAP_DAY_RULES[leap_day_rule],
        years,
        shopper_id,
        name,
        household_id,
        named == 1,
        archived_on and date.fromisoformat(archived_on),
        deceased_on and date.fromisoformat(deceased_on),
        moved_away_on and date.fromisoformat(moved_away_on),
        quiet_until and date.fromisoformat(quiet_until),
        partner_id,
        partner_name,
        partner_deceased_on and date.fromisoformat(partner_deceased_on),
        ENDINGS[tie_ended_by],
    )


KINDS = {kind.value: kind for kind in OccasionKind}
CALENDARS = {calendar.value: calendar for calendar in Calendar}
LEAP_DAY_RULES: dict[str | None, LeapDayRule | None] = {None: None}
LEAP_DAY_RULES.update({rule.value: rule for rule in LeapDayRule})
ENDINGS: dict[str | None, Ending | None] = {None: None}
ENDINGS.update({ending.value: ending for ending in Ending})
