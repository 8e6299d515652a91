"""The bare side of the search: one prefix question to the same index, twenty rows, unranked.

Digits ask the index of phones that are written backwards, everything else the index of words. No
ranking, no e-mails, cards or serials, no family, no typing errors forgiven.
"""

import unicodedata
from typing import Any

import sqlcipher3

WORDS = """
    SELECT shopper.id, name, given, family
    FROM shopper_word JOIN shopper ON shopper.id = shopper_word.rowid
    WHERE shopper_word MATCH ? LIMIT 20
    """
PHONES = """
    SELECT shopper.id, name, given, family
    FROM phone JOIN shopper ON shopper.id = phone.shopper_id
    WHERE backwards >= ? AND backwards < ? LIMIT 20
    """
# What a line of the list shows besides; the next occasion is not counted out.
SHOWN = """
    SELECT shopper.id, shopper.name, native_name, given, family, last_day, member.number,
           associate.name,
           (SELECT digits FROM phone WHERE phone.shopper_id = shopper.id
            ORDER BY position LIMIT 1),
           (SELECT other.name FROM kin JOIN shopper AS other ON other.id = kin.other_id
            WHERE kin.shopper_id = shopper.id AND relation = 'spouse' LIMIT 1)
    FROM shopper_word JOIN shopper ON shopper.id = shopper_word.rowid
    LEFT JOIN shopper_summary ON shopper_summary.shopper_id = shopper.id
    LEFT JOIN member ON member.shopper_id = shopper.id
    LEFT JOIN associate ON associate.id = looked_after_by
    WHERE shopper_word MATCH ? LIMIT 20
    """
Row = tuple[Any, ...]


def find(connection: sqlcipher3.Connection, typed: str) -> list[Row]:
    """The first twenty that a prefix fits."""
    if typed.isdigit():
        end = typed[::-1]
        return connection.execute(PHONES, [end, f"{end}\U0010ffff"]).fetchall()
    asked = match(typed)
    return connection.execute(WORDS, [asked]).fetchall() if asked else []


def find_shown(connection: sqlcipher3.Connection, typed: str) -> list[Row]:
    """The same with what a list shows of each."""
    asked = match(typed)
    return connection.execute(SHOWN, [asked]).fetchall() if asked else []


def match(typed: str) -> str:
    apart = unicodedata.normalize("NFKD", typed.casefold())
    plain = "".join(
        letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter)
    )
    return " ".join(f'"{word}"*' for word in plain.split())
