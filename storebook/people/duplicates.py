"""Who may be in the book twice: pairs that share more than chance, for somebody to look at.

Nothing is merged by itself. Two with two whole birthdays are two people; so are kin, and pairs that
somebody said are not the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from storebook.base.errors import Refused
from storebook.base.text import words
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.alike import are_alike
from storebook.people.called import called
from storebook.people.similar import (
    ALIKE,
    SAME_BIRTHDAY,
    SAME_EMAIL,
    SAME_NAME,
    SAME_PHONE,
    Similar,
    similar_people,
)

SAME_HOME = "same address"
# Who shares a phone with more is at a switchboard, a hotel, or the shop itself.
MOST_IN_A_GROUP = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two that are likely one, the older file first, and what they share."""

    shopper_id: int
    name: str
    other_id: int
    other: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    id: int
    name: str
    forms: tuple[tuple[str, ...], ...]
    birthday: tuple[str, int, int, int] | None


def likely_pairs(book: Book, *, limit: int = 200) -> list[LikelyPair]:
    """Those who share most first; of 100,000 shoppers it takes about two seconds: ask a worker."""
    why: dict[tuple[int, int], list[str]] = defaultdict(list)
    for reason, group in _groups(book):
        for pair in combinations(sorted(group), 2):
            why[pair].append(reason)
    people = _people(book, {one for pair in why for one in pair})
    settled = _settled(book)
    found = []
    for pair, reasons in why.items():
        if pair in settled:
            continue
        first, second = (people[one] for one in pair)
        told = _weighed(first, second, reasons)
        if told:
            found.append(
                LikelyPair(
                    shopper_id=first.id,
                    name=first.name,
                    other_id=second.id,
                    other=second.name,
                    why=told,
                )
            )
    found.sort(key=lambda pair: (-len(pair.why), pair.shopper_id, pair.other_id))
    return found[:limit]


def say_not_the_same(book: Book, one_id: int, other_id: int) -> None:
    """Remember that these are two people, so that they are not offered again."""
    first, second = sorted((one_id, other_id))
    if first == second:
        raise Refused("Choose two different shoppers.", "other")
    names = f"{called(book, first)} and {called(book, second)}"
    with book.change(f"{names} are two people", [first, second]) as change:
        if book.value(
            "SELECT 1 FROM apart WHERE shopper_id = :first AND other_id = :second",
            first=first,
            second=second,
        ):
            raise Refused(f"{names} are two people already.", "other")
        change.insert("apart", shopper_id=first, other_id=second)


def similar_to(book: Book, shopper_id: int, shop: Shop) -> list[Similar]:
    """Who else may be this shopper, who shares most first; no kin, and nobody said to be another.

    A name alone is enough here, since somebody is looking for it.
    """
    row = book.rows(
        """
        SELECT name,
               (SELECT json_group_array(raw) FROM phone WHERE shopper_id = :id),
               (SELECT json_group_array(raw) FROM email WHERE shopper_id = :id)
        FROM shopper WHERE id = :id
        """,
        id=shopper_id,
    )[0]
    found = similar_people(
        book,
        name=row[0],
        phones=json.loads(row[1]),
        emails=json.loads(row[2]),
        shop=shop,
        but_not=shopper_id,
    )
    settled = _settled(book)
    return [
        one
        for one in found
        if (min(shopper_id, one.shopper_id), max(shopper_id, one.shopper_id)) not in settled
    ]


# -- who is looked at


def _groups(book: Book) -> Iterator[tuple[str, list[int]]]:
    """Those who share a phone, an e-mail, a home, or a name with a whole birthday."""
    for reason, rows in (
        (SAME_PHONE, _by_phone(book)),
        (SAME_EMAIL, _by_email(book)),
        (SAME_HOME, _by_home(book)),
        (SAME_BIRTHDAY, _by_birthday(book)),
    ):
        groups: dict[str, set[int]] = defaultdict(set)
        for shopper_id, key in rows:
            groups[key].add(shopper_id)
        for group in groups.values():
            if 2 <= len(group) <= MOST_IN_A_GROUP:
                yield reason, list(group)


def _by_phone(book: Book) -> list[tuple[int, str]]:
    return book.rows(
        """
        SELECT shopper_id, coalesce(e164, digits) AS number FROM phone
        WHERE length(digits) >= 7
          AND digits IN (SELECT digits FROM phone GROUP BY digits HAVING count(*) > 1)
        ORDER BY number, shopper_id
        """
    )


def _by_email(book: Book) -> list[tuple[int, str]]:
    return book.rows(
        """
        SELECT shopper_id, folded FROM email
        WHERE folded IN (SELECT folded FROM email GROUP BY folded HAVING count(*) > 1)
        ORDER BY folded, shopper_id
        """
    )


def _by_home(book: Book) -> list[tuple[int, str]]:
    """One home by its street and postcode, or city where there is none."""
    rows = book.rows(
        """
        SELECT shopper_id, lines, coalesce(postcode, city, '') FROM address
        WHERE lines <> '' AND left_on IS NULL
        ORDER BY shopper_id
        """
    )
    return [(row[0], " ".join(words(f"{row[1]} {row[2]}"))) for row in rows]


def _by_birthday(book: Book) -> list[tuple[int, str]]:
    """A whole birthday with the first letters of the name: so many share no more than the day."""
    return book.rows(
        """
        SELECT shopper.id, calendar || year || '-' || month || '-' || day || substr(sort_key, 1, 2)
        FROM occasion JOIN shopper ON shopper.id = occasion.shopper_id
        WHERE kind = 'birthday' AND year IS NOT NULL AND day IS NOT NULL
        ORDER BY shopper.id
        """
    )


def _people(book: Book, ids: set[int]) -> dict[int, _Person]:
    birthdays = {
        row[0]: (row[1], row[2], row[3], row[4])
        for row in book.rows(
            """
            SELECT shopper_id, calendar, year, month, day FROM occasion
            WHERE kind = 'birthday' AND year IS NOT NULL AND day IS NOT NULL
            ORDER BY id
            """
        )
        if row[0] in ids
    }
    return {
        row[0]: _Person(
            id=row[0],
            name=row[1],
            forms=tuple(tuple(sorted(said)) for form in row[1:] if form and (said := _words(form))),
            birthday=birthdays.get(row[0]),
        )
        for row in book.rows(
            """
            SELECT id, name, native_name, romanized, nickname || ' ' || family
            FROM shopper ORDER BY id
            """
        )
        if row[0] in ids
    }


def _words(form: str) -> list[str]:
    """O'Connell is Oconnell."""
    return words(form.replace("'", "").replace("’", ""))


def _settled(book: Book) -> set[tuple[int, int]]:
    """Pairs of whom it is known that they are two: kin, and those said to be."""
    rows = book.rows(
        """
        SELECT shopper_id, other_id FROM apart
        UNION ALL SELECT min(shopper_id, other_id), max(shopper_id, other_id) FROM kin
        """
    )
    return {(row[0], row[1]) for row in rows}


# -- how alike they are


def _weighed(first: _Person, second: _Person, reasons: list[str]) -> tuple[str, ...]:
    """What to say of two that share something; nothing when they are likely two people."""
    if first.birthday is not None and second.birthday is not None:
        if first.birthday != second.birthday:
            return ()
        reasons = [*reasons, SAME_BIRTHDAY]
    same = bool(set(first.forms) & set(second.forms))
    if not same and not any(are_alike(one, other) for one in first.forms for other in second.forms):
        return ()
    return tuple(dict.fromkeys([SAME_NAME if same else ALIKE, *reasons]))
