"""The bare side of the coming days: one range of an index of days, the first fifty with names.

The window is the same; the turn of the year makes two ranges. Nobody is left out, no year is
counted, and 29 February is asked with the day before it.
"""

from datetime import date, timedelta
from typing import Any

import sqlcipher3

FIRST = """
    SELECT occasion_order.month_day, kind, year, occasion.month, occasion.day, shopper.id,
           shopper.name, partner.name
    FROM occasion_order
    JOIN occasion ON occasion.id = occasion_order.occasion_id
    JOIN shopper ON shopper.id = occasion.shopper_id
    LEFT JOIN shopper AS partner ON partner.id = occasion.partner_id
    WHERE occasion_order.calendar = 'gregorian'
      AND occasion_order.month_day BETWEEN ? AND ?
    ORDER BY occasion_order.month_day, occasion_order.sort_key, occasion_order.occasion_id
    """
LIMITED = f"{FIRST} LIMIT ?"
LEAP_DAY = 229
Row = tuple[Any, ...]


def first(connection: sqlcipher3.Connection, start: date, days: int, limit: int) -> list[Row]:
    """The first so many of the window."""
    found: list[Row] = []
    for low, high in ranges(start, days):
        if len(found) < limit:
            found += connection.execute(LIMITED, [low, high, limit - len(found)]).fetchall()
    return found


def everybody(connection: sqlcipher3.Connection, start: date, days: int) -> list[Row]:
    """The whole window."""
    return [
        row
        for low, high in ranges(start, days)
        for row in connection.execute(FIRST, [low, high]).fetchall()
    ]


def ranges(start: date, days: int) -> list[tuple[int, int]]:
    end = start + timedelta(days=days - 1)
    low, high = (day.month * 100 + day.day for day in (start, end))
    high = LEAP_DAY if high == LEAP_DAY - 1 else high
    return [(low, high)] if start.year == end.year else [(low, 1231), (101, high)]
