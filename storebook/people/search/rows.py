"""What a list shows of each shopper who was found, read for all of them at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from storebook.base.dates import Calendar, LeapDayRule, PartialDate, next_occurrence
from storebook.book.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDay:
    """The next day that is kept for a shopper: their birthday, their wedding day."""

    kind: str
    title: str | None
    when: PartialDate
    day: date


class ShopperRow(NamedTuple):
    """One line of a list of shoppers. `card_number` is a member's; `partner` shares the
    household.

    A named tuple, because it is made twenty times on each key that is pressed, and a frozen
    dataclass of so many fields takes three times as long.
    """

    id: int
    name: str
    native_name: str | None
    romanized: str | None
    nickname: str | None
    given: str | None
    family: str | None
    standing: str
    looked_after_by: str | None
    partner: str | None
    card_number: str | None
    phone: str | None
    archived_on: date | None
    deceased_on: date | None
    quiet_until: date | None
    last_visit: date | None
    next_day: NextDay | None


def rows_for(
    book: Book, shopper_ids: Sequence[int], *, today: date, leap_day: LeapDayRule
) -> list[ShopperRow]:
    """The lines of these shoppers, in the order given; whoever is not in the book is left out."""
    if not shopper_ids:
        return []
    people = json.dumps(list(shopper_ids))
    days = next_days(book, people, today, leap_day)
    facts = {row[0]: row for row in facts_of(book, people)}
    return [
        shopper_row(facts[shopper_id], days.get(shopper_id))
        for shopper_id in shopper_ids
        if shopper_id in facts
    ]


def shopper_row(facts: tuple[Any, ...], next_day: NextDay | None) -> ShopperRow:
    days = (text and date.fromisoformat(text) for text in facts[FIRST_DAY:])
    return ShopperRow._make((*facts[:FIRST_DAY], *days, next_day))


FIRST_DAY = ShopperRow._fields.index("archived_on")


def facts_of(book: Book, people: str) -> list[tuple[Any, ...]]:
    """What a line shows, in its order; the next day is found apart."""
    return book.rows(
        """
        SELECT shopper.id, shopper.name, shopper.native_name, shopper.romanized, shopper.nickname,
               shopper.given, shopper.family, shopper.standing, associate.name,
               coalesce(
                   (SELECT other.name FROM kin JOIN shopper AS other ON other.id = kin.other_id
                    WHERE kin.shopper_id = shopper.id AND relation IN ('spouse', 'partner')
                      AND ended_on IS NULL AND other.deceased_on IS NULL
                    ORDER BY kin.id LIMIT 1),
                   (SELECT other.name FROM kin JOIN shopper AS other ON other.id = kin.shopper_id
                    WHERE kin.other_id = shopper.id AND relation IN ('spouse', 'partner')
                      AND ended_on IS NULL AND other.deceased_on IS NULL
                    ORDER BY kin.id LIMIT 1)
               ),
               CASE WHEN member.left_on IS NULL THEN member.number END,
               (SELECT digits FROM phone WHERE phone.shopper_id = shopper.id
                ORDER BY position, phone.id LIMIT 1),
               shopper.archived_on, shopper.deceased_on, shopper.quiet_until, last_day
        FROM json_each(:people) AS one
        JOIN shopper ON shopper.id = one.value
        LEFT JOIN associate ON associate.id = shopper.looked_after_by
        LEFT JOIN shopper_summary ON shopper_summary.shopper_id = shopper.id
        LEFT JOIN member ON member.shopper_id = shopper.id
        ORDER BY shopper.id
        """,
        people=people,
    )


def phones_as_written(book: Book, shopper_ids: Sequence[int]) -> dict[int, str]:
    """The first phone of each who has one, as it was typed."""
    return dict(
        book.rows(
            """
            SELECT one.value,
                   (SELECT raw FROM phone WHERE phone.shopper_id = one.value
                    ORDER BY position, phone.id LIMIT 1) AS raw
            FROM json_each(:people) AS one
            WHERE raw IS NOT NULL
            ORDER BY one.value
            """,
            people=json.dumps(list(shopper_ids)),
        )
    )


def next_days(book: Book, people: str, today: date, leap_day: LeapDayRule) -> dict[int, NextDay]:
    """The nearest occasion of each who has one."""
    nearest: dict[int, NextDay] = {}
    for shopper_id, kind, title, calendar, year, month, day, leap_month, rule in days_of(
        book, people
    ):
        when = PartialDate(
            calendar=CALENDARS[calendar],
            year=year,
            month=month,
            day=day,
            leap_month=leap_month == 1,
            leap_day_rule=rule and LeapDayRule(rule),
        )
        on = next_occurrence(when, today, leap_day=leap_day)
        known = nearest.get(shopper_id)
        if on is not None and (known is None or on < known.day):
            nearest[shopper_id] = NextDay(kind=kind, title=title, when=when, day=on)
    return nearest


CALENDARS = {calendar.value: calendar for calendar in Calendar}


def days_of(book: Book, people: str) -> list[tuple[Any, ...]]:
    """Every day that is still kept for these people; the dead have none, and a couple that ended
    no wedding day.
    """
    return book.rows(
        """
        SELECT dated.shopper_id, kind, dated.title, calendar, year, month, day, leap_month,
               leap_day_rule
        FROM (
            SELECT occasion.id, one.value AS shopper_id, partner_id AS other_id, kind, title,
                   calendar, year, month, day, leap_month, leap_day_rule
            FROM json_each(:people) AS one
            JOIN occasion ON occasion.shopper_id = one.value
            UNION ALL
            SELECT occasion.id, one.value, occasion.shopper_id, kind, title,
                   calendar, year, month, day, leap_month, leap_day_rule
            FROM json_each(:people) AS one
            JOIN occasion ON occasion.partner_id = one.value
        ) AS dated
        JOIN shopper AS self ON self.id = dated.shopper_id
        LEFT JOIN shopper AS other ON other.id = dated.other_id
        WHERE self.deceased_on IS NULL AND other.deceased_on IS NULL
          AND NOT (dated.other_id IS NOT NULL AND EXISTS (
              SELECT 1 FROM kin
              WHERE relation IN ('spouse', 'partner') AND ended_on IS NOT NULL
                AND ((kin.shopper_id = dated.shopper_id AND kin.other_id = dated.other_id)
                  OR (kin.shopper_id = dated.other_id AND kin.other_id = dated.shopper_id))
          ))
        ORDER BY dated.shopper_id, dated.id
        """,
        people=people,
    )
