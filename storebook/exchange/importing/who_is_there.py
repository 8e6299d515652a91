"""Who is in the book already, by the names that a list brings."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from storebook.base.dates import Calendar, PartialDate
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.exchange.importing.persons import Marks, address_key, name_key
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER

AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """What is on the file of somebody who is there: what may be filled, and what is known."""

    id: int
    named: bool
    title: str | None
    given: str | None
    family: str | None
    native_name: str | None
    romanized: str | None
    nickname: str | None
    gender: str | None
    language: str | None
    occupation: str | None
    interests: str | None
    personality: str | None
    income_band: str | None
    source: str | None
    since: str | None
    archived_on: str | None
    deceased_on: str | None
    moved_away_on: str | None
    quiet_until: str | None
    phones: bool
    emails: bool
    addresses: bool
    tags: bool
    notes: bool
    birthday: bool
    wedding: bool
    sizes: bool


def ids_by_name(book: Book, names: Collection[str]) -> dict[str, list[int]]:
    """Those who bear one of these names (as `name_key` gives them), the oldest file first."""
    wanted = set(names)
    found: dict[str, list[int]] = defaultdict(list)
    if wanted:
        for shopper_id, name in book.rows("SELECT id, name FROM shopper ORDER BY id"):
            key = name_key(name)
            if key in wanted:
                found[key].append(shopper_id)
    return found


def ids_by_number(book: Book, numbers: Collection[str]) -> dict[str, list[int]]:
    """Those who have one of these numbers of another program, folded; the oldest file first."""
    wanted = set(numbers)
    found: dict[str, list[int]] = defaultdict(list)
    if wanted:
        for shopper_id, number in book.rows(
            """
            SELECT own_value.shopper_id, own_value.value
            FROM own_value
            JOIN own_field ON own_field.id = own_value.own_field_id
            WHERE own_field.name = :name
            ORDER BY own_value.shopper_id
            """,
            name=CUSTOMER_NUMBER,
        ):
            if fold(number) in wanted:
                found[fold(number)].append(shopper_id)
    return found


def marks_on_file(book: Book, ids: Iterable[int]) -> dict[int, Marks]:
    """What each of these is known by."""
    found: dict[int, Marks] = {}
    for chosen in _portions(ids):
        points = _contact_points(book, chosen)
        birthdays = _birthdays(book, chosen)
        for shopper_id in json.loads(chosen):
            kinds = points.get(shopper_id, {})
            found[shopper_id] = Marks(
                phones=frozenset(kinds.get("phone", ())),
                emails=frozenset(kinds.get("email", ())),
                numbers=frozenset(fold(number) for number in kinds.get("number", ())),
                addresses=frozenset(kinds.get("address", ())),
                birthday=birthdays.get(shopper_id),
            )
    return found


def on_file(book: Book, ids: Iterable[int]) -> dict[int, OnFile]:
    """The files of these."""
    found = {}
    for chosen in _portions(ids):
        for one in book.all(
            OnFile,
            """
            SELECT id, named, title, given, family, native_name, romanized, nickname, gender,
                   language, occupation, interests, personality, income_band, source, since,
                   archived_on, deceased_on, moved_away_on, quiet_until,
                   EXISTS (SELECT 1 FROM phone WHERE shopper_id = shopper.id) AS phones,
                   EXISTS (SELECT 1 FROM email WHERE shopper_id = shopper.id) AS emails,
                   EXISTS (SELECT 1 FROM address WHERE shopper_id = shopper.id) AS addresses,
                   EXISTS (SELECT 1 FROM tag WHERE shopper_id = shopper.id) AS tags,
                   EXISTS (SELECT 1 FROM note WHERE shopper_id = shopper.id) AS notes,
                   EXISTS (SELECT 1 FROM size WHERE shopper_id = shopper.id) AS sizes,
                   EXISTS (SELECT 1 FROM occasion
                           WHERE shopper_id = shopper.id AND kind = 'birthday') AS birthday,
                   EXISTS (SELECT 1 FROM occasion
                           WHERE shopper_id = shopper.id AND kind = 'wedding')
                   OR EXISTS (SELECT 1 FROM occasion
                              WHERE partner_id = shopper.id AND kind = 'wedding') AS wedding
            FROM shopper
            WHERE id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=chosen,
        ):
            found[one.id] = one
    return found


def notes_of(book: Book, shopper_id: int) -> set[str]:
    """What the notes on this file say."""
    return set(book.values("SELECT text FROM note WHERE shopper_id = :id", id=shopper_id))


def answers_on_file(book: Book, ids: Iterable[int]) -> dict[int, set[int]]:
    """Which own fields each of these has an answer in."""
    found: dict[int, set[int]] = defaultdict(set)
    for chosen in _portions(ids):
        for shopper_id, own_field_id in book.rows(
            """
            SELECT shopper_id, own_field_id FROM own_value
            WHERE shopper_id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=chosen,
        ):
            found[shopper_id].add(own_field_id)
    return found


def _portions(ids: Iterable[int]) -> Iterable[str]:
    """The ids as JSON, some thousands at a time."""
    chosen = sorted(set(ids))
    for start in range(0, len(chosen), AT_ONCE):
        yield json.dumps(chosen[start : start + AT_ONCE])


def _contact_points(book: Book, ids: str) -> dict[int, dict[str, list[str]]]:
    points: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for shopper_id, kind, value in book.rows(
        """
        SELECT shopper_id, 'phone' AS kind, coalesce(e164, digits) AS value FROM phone
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT shopper_id, 'email', folded FROM email
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
        UNION ALL
        SELECT own_value.shopper_id, 'number', own_value.value FROM own_value
        JOIN own_field ON own_field.id = own_value.own_field_id
        WHERE own_field.name = :name
          AND own_value.shopper_id IN (SELECT value FROM json_each(:ids))
        """,
        ids=ids,
        name=CUSTOMER_NUMBER,
    ):
        points[shopper_id][kind].append(value)
    for shopper_id, lines, city, postcode in book.rows(
        """
        SELECT shopper_id, lines, city, postcode FROM address
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
        ORDER BY id
        """,
        ids=ids,
    ):
        points[shopper_id]["address"].append(address_key(lines, city, postcode))
    return points


def _birthdays(book: Book, ids: str) -> dict[int, PartialDate]:
    return {
        shopper_id: PartialDate(
            calendar=Calendar(calendar),
            year=year,
            month=month,
            day=day,
            leap_month=bool(leap_month),
        )
        for shopper_id, calendar, year, month, day, leap_month in book.rows(
            """
            SELECT shopper_id, calendar, year, month, day, leap_month FROM occasion
            WHERE kind = 'birthday' AND shopper_id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=ids,
        )
    }
