"""Whose day it is in the coming days: first by day, then by name, nobody left out."""

import heapq
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

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
# Few keep the other calendar: of theirs a short list is read first, a longer one when it is gone.
FIRST_PAGE = {Calendar.GREGORIAN: 64, Calendar.CHINESE: 8}
NEXT_PAGE = 512
WHOLE = 100_000

QUESTION = """
    SELECT occasion.id, kind, occasion.title, occasion.calendar, year, month, day, leap_month,
           leap_day_rule, occasion_order.month_day, shopper.id, shopper.name, shopper.sort_key,
           shopper.named, shopper.archived_on, shopper.deceased_on, shopper.moved_away_on,
           shopper.quiet_until, shopper.household_id, partner.id, partner.name,
           partner.deceased_on,
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
      AND (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))
    ORDER BY occasion_order.month_day, occasion_order.sort_key, occasion_order.occasion_id
    LIMIT :page
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class DueOccasion:
    """One day of one shopper or couple in the window; who gets a card is decided elsewhere.

    `day` is when it is kept; `year`, `month` and `day_of_month` are as written, in `calendar`.
    `years` is None when the year is not known.
    """

    occasion_id: int
    day: date
    kind: OccasionKind
    title: str | None
    shopper_id: int
    name: str
    sort_key: str
    household_id: int | None
    partner_id: int | None
    partner_name: str | None
    calendar: Calendar
    year: int | None
    month: int
    day_of_month: int | None
    leap_month: bool
    leap_day_rule: LeapDayRule | None
    years: int | None
    named: bool
    archived_on: date | None
    deceased_on: date | None
    moved_away_on: date | None
    quiet_until: date | None
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
        kinds=None if kinds is None else json.dumps([str(kind) for kind in kinds]),
        limited=limit is not None,
    )
    found = heapq.merge(*(_in_order(window, calendar) for calendar in Calendar), key=place)
    if after is not None:
        behind = place(after)
        found = (one for one in found if place(one) > behind)
    return list(islice(found, limit))


def place(one: DueOccasion) -> tuple[date, str, int]:
    """Where it stands in the list."""
    return (one.day, one.sort_key, one.occasion_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    book: Book
    start: date
    end: date
    leap_day: LeapDayRule
    after: DueOccasion | None
    kinds: str | None
    limited: bool


def _in_order(window: _Window, calendar: Calendar) -> Iterator[DueOccasion]:
    """The days of one calendar; spans follow each other, and in each the book's order is right."""
    for span in spans(calendar, window.start, window.end):
        streams = [_stream(window, calendar, span, keys) for keys in span.ranges]
        yield from streams[0] if len(streams) == 1 else heapq.merge(*streams, key=place)


def _stream(window: _Window, calendar: Calendar, span: Span, keys: Keys) -> Iterator[DueOccasion]:
    """Page after page of one range of keys; the pages are read only when they are wanted."""
    first, last = keys
    behind: tuple[int, str, int] = (first, "", 0)
    if window.after is not None and span.start == window.after.day:
        behind = (first, window.after.sort_key, window.after.occasion_id)
    page = FIRST_PAGE[calendar] if window.limited else WHOLE
    while True:
        month_day, sort_key, occasion_id = behind
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
            yield from _kept(row, span, window.leap_day)
        if len(rows) < page:
            return
        behind = (rows[-1][9], rows[-1][12], rows[-1][0])
        page = NEXT_PAGE


def _kept(row: tuple[Any, ...], span: Span, leap_day: LeapDayRule) -> Iterator[DueOccasion]:
    """The row as the one day of the span on which it is kept, if there is one."""
    year, month, day = row[4:7]
    if row[3] == Calendar.GREGORIAN and row[9] != LEAP_DAY_KEY:
        on = date(span.start.year, month, day or 1)
        if year is None:
            yield _due(row, on, None)
        elif year < on.year:
            yield _due(row, on, on.year - year)
        return
    when = PartialDate(
        calendar=Calendar(row[3]),
        year=year,
        month=month,
        day=day,
        leap_month=bool(row[7]),
        leap_day_rule=_choice(LeapDayRule, row[8]),
    )
    for on in occurrences(when, span.start, span.end, leap_day=leap_day):
        yield _due(row, on, years_completed(when, on))


def _due(row: tuple[Any, ...], on: date, years: int | None) -> DueOccasion:
    return DueOccasion(
        occasion_id=row[0],
        day=on,
        kind=KINDS[row[1]],
        title=row[2],
        calendar=CALENDARS[row[3]],
        year=row[4],
        month=row[5],
        day_of_month=row[6],
        leap_month=row[7] == 1,
        leap_day_rule=_choice(LeapDayRule, row[8]),
        shopper_id=row[10],
        name=row[11],
        sort_key=row[12],
        named=row[13] == 1,
        archived_on=_day(row[14]),
        deceased_on=_day(row[15]),
        moved_away_on=_day(row[16]),
        quiet_until=_day(row[17]),
        household_id=row[18],
        partner_id=row[19],
        partner_name=row[20],
        partner_deceased_on=_day(row[21]),
        tie_ended_by=_choice(Ending, row[22]),
        years=years,
    )


KINDS = {kind.value: kind for kind in OccasionKind}
CALENDARS = {calendar.value: calendar for calendar in Calendar}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _choice(kind: Any, text: str | None) -> Any:
    return None if text is None else kind(text)
