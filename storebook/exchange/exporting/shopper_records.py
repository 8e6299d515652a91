"""What the book holds of some thousand shoppers at a time, ready for a list."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storebook.base.dates import Calendar, LeapDayRule, PartialDate, iso_partial
from storebook.book.book import Book
from storebook.exchange.exporting.csv_out import ROOM_IN_A_CELL
from storebook.exchange.shopper_rows.marks import Marks, show_marks
from storebook.people.contact_points import Use
from storebook.staff.viewer import Viewer

AT_ONCE = 2_000
Rows = dict[int, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperRecord:
    """The shopper's own row, with the household's lines."""

    id: int
    name: str
    title: str | None
    given: str | None
    family: str | None
    native_name: str | None
    romanized: str | None
    nickname: str | None
    greeting_line: str
    envelope_line: str
    standing: str
    named: bool
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
    deceased_note: str | None
    moved_away_on: str | None
    quiet_until: str | None
    quiet_note: str | None
    household_id: int | None
    household: str | None
    couple_line: str | None
    couple_greeting: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What belongs to the shoppers of one portion, by their ids."""

    phones: Rows
    emails: Rows
    addresses: Rows
    birthdays: dict[int, PartialDate]
    weddings: dict[int, PartialDate]
    spouses: dict[int, tuple[int, str, str]]
    tags: Rows
    notes: Rows
    consents: Rows
    sizes: Rows
    own: dict[int, dict[int, str]]


def portions(book: Book) -> Iterator[list[ShopperRecord]]:
    """Every shopper in the order they were written down."""
    after_id = 0
    while found := book.all(
        ShopperRecord,
        """
        SELECT shopper.id, shopper.name, title, given, family, native_name, romanized, nickname,
               greeting_line, envelope_line, standing, named, gender, language, occupation,
               interests, personality, income_band, source, since, archived_on, deceased_on,
               deceased_note, moved_away_on, quiet_until, quiet_note, household_id,
               household.name AS household, couple_line, couple_greeting
        FROM shopper
        LEFT JOIN household ON household.id = household_id
        WHERE shopper.id > :after_id
        ORDER BY shopper.id
        LIMIT :limit
        """,
        after_id=after_id,
        limit=AT_ONCE,
    ):
        yield found
        after_id = found[-1].id


def around(book: Book, shopper_ids: Sequence[int], *, viewer: Viewer) -> Around:
    """What belongs to these; notes of the owner's class only for the owner, and none about what is
    secret today.
    """
    ids = json.dumps(shopper_ids)
    return Around(
        phones=_phones(book, ids),
        emails=_emails(book, ids),
        addresses=_addresses(book, ids),
        birthdays=_birthdays(book, ids),
        weddings=_weddings(book, ids),
        spouses=_spouses(book, ids),
        tags=_by_shopper(
            book,
            """
            SELECT shopper_id, name FROM tag
            WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
            """,
            ids=ids,
        ),
        notes=_notes(book, ids, viewer),
        consents=_consents(book, ids),
        sizes=_by_shopper(
            book,
            """
            SELECT shopper_id, body_part, entered, coalesce(system, ''), coalesce(method, ''),
                   coalesce(measured_on, ''), coalesce(note, '')
            FROM size
            WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
            """,
            ids=ids,
        ),
        own=_own(book, ids),
    )


def shown_day(when: PartialDate | None) -> tuple[str, str]:
    """The day, and the wish for 29 February."""
    if when is None:
        return "", ""
    rule = when.leap_day_rule
    return iso_partial(when), "" if rule is None else rule.value


def long_told(book: Book, *, owner: bool) -> list[int]:
    """Those whose notes or consents may need more than one cell."""
    return book.values(
        """
        SELECT shopper_id FROM note WHERE class = 'counter' OR :owner
        GROUP BY shopper_id HAVING sum(length(text) + :around) > :room
        UNION
        SELECT shopper_id FROM consent
        GROUP BY shopper_id
        HAVING sum(length(wording) + length(coalesce(how, '')) + :around) > :room
        ORDER BY shopper_id
        """,
        owner=owner,
        around=60,
        room=ROOM_IN_A_CELL // 2,  # every letter may be a quotation mark, which is written twice
    )


def _by_shopper(book: Book, sql: str, **params: Any) -> Rows:
    found: Rows = defaultdict(list)
    for shopper_id, *rest in book.rows(sql, **params):
        found[shopper_id].append(tuple(rest))
    return found


def _phones(book: Book, ids: str) -> Rows:
    rows = _by_shopper(
        book,
        """
        SELECT shopper_id, raw, use, safe_for_surprises, no_messages, verified_on FROM phone
        WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY position, id
        """,
        ids=ids,
    )
    return {
        shopper_id: [
            (
                raw,
                show_marks(
                    Marks(
                        use=Use(use),
                        safe_for_surprises=bool(safe),
                        no_messages=bool(no_messages),
                        verified_on=_date(verified),
                    )
                ),
            )
            for raw, use, safe, no_messages, verified in phones
        ]
        for shopper_id, phones in rows.items()
    }


def _emails(book: Book, ids: str) -> Rows:
    rows = _by_shopper(
        book,
        """
        SELECT shopper_id, raw, use, safe_for_surprises, verified_on FROM email
        WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY position, id
        """,
        ids=ids,
    )
    return {
        shopper_id: [
            (
                raw,
                show_marks(
                    Marks(use=Use(use), safe_for_surprises=bool(safe), verified_on=_date(verified))
                ),
            )
            for raw, use, safe, verified in emails
        ]
        for shopper_id, emails in rows.items()
    }


def _addresses(book: Book, ids: str) -> Rows:
    rows = _by_shopper(
        book,
        """
        SELECT shopper_id, lines, coalesce(city, ''), coalesce(region, ''), coalesce(postcode, ''),
               country, use, safe_for_surprises, verified_on, returned_on, returned_reason, left_on
        FROM address
        WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY position, id
        """,
        ids=ids,
    )
    return {
        shopper_id: [(*row[:5], show_marks(_address_marks(row[5:]))) for row in addresses]
        for shopper_id, addresses in rows.items()
    }


def _address_marks(told: tuple[Any, ...]) -> Marks:
    use, safe, verified, returned, reason, left = told
    return Marks(
        use=Use(use),
        safe_for_surprises=bool(safe),
        verified_on=_date(verified),
        returned_on=_date(returned),
        returned_reason=reason or "",
        left_on=_date(left),
    )


def _birthdays(book: Book, ids: str) -> dict[int, PartialDate]:
    return _days(
        book.rows(
            """
            SELECT shopper_id, calendar, year, month, day, leap_month, leap_day_rule FROM occasion
            WHERE kind = 'birthday' AND shopper_id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=ids,
        )
    )


def _weddings(book: Book, ids: str) -> dict[int, PartialDate]:
    """One row is the day of both; of several the newest holds."""
    return _days(
        book.rows(
            """
            SELECT whose, calendar, year, month, day, leap_month, leap_day_rule FROM (
                SELECT id, shopper_id AS whose, calendar, year, month, day, leap_month,
                       leap_day_rule
                FROM occasion
                WHERE kind = 'wedding' AND shopper_id IN (SELECT value FROM json_each(:ids))
                UNION ALL
                SELECT id, partner_id, calendar, year, month, day, leap_month, leap_day_rule
                FROM occasion
                WHERE kind = 'wedding' AND partner_id IN (SELECT value FROM json_each(:ids))
            )
            ORDER BY id
            """,
            ids=ids,
        )
    )


def _days(rows: Iterable[tuple[Any, ...]]) -> dict[int, PartialDate]:
    return {
        shopper_id: PartialDate(
            calendar=Calendar(calendar),
            year=year,
            month=month,
            day=day,
            leap_month=bool(leap_month),
            leap_day_rule=None if rule is None else LeapDayRule(rule),
        )
        for shopper_id, calendar, year, month, day, leap_month, rule in rows
    }


def _spouses(book: Book, ids: str) -> dict[int, tuple[int, str, str]]:
    """The other one of a couple that did not part: id, name and what they are."""
    return {
        shopper_id: (other_id, name, relation)
        for shopper_id, other_id, name, relation in book.rows(
            """
            SELECT tie.whose, other.id, other.name, tie.relation FROM (
                SELECT kin.shopper_id AS whose, other_id, relation, ended_on, ended_by FROM kin
                WHERE kin.shopper_id IN (SELECT value FROM json_each(:ids))
                UNION ALL
                SELECT other_id, kin.shopper_id, relation, ended_on, ended_by FROM kin
                WHERE other_id IN (SELECT value FROM json_each(:ids))
            ) AS tie
            JOIN shopper AS other ON other.id = tie.other_id
            WHERE relation IN ('spouse', 'partner') AND (ended_on IS NULL OR ended_by = 'death')
            ORDER BY tie.ended_on IS NULL, other.id DESC
            """,
            ids=ids,
        )
    }


def _consents(book: Book, ids: str) -> Rows:
    """What holds now of each channel and purpose."""
    newest: dict[tuple[int, str, str], tuple[str, ...]] = {}
    for shopper_id, channel, purpose, given, day, how, wording in book.rows(
        """
        SELECT shopper_id, channel, purpose, given, day, coalesce(how, ''), wording FROM consent
        WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY day, id
        """,
        ids=ids,
    ):
        newest[shopper_id, channel, purpose] = ("yes" if given else "no", day, how, wording)
    found: Rows = defaultdict(list)
    for (shopper_id, channel, purpose), told in sorted(newest.items()):
        found[shopper_id].append((channel, purpose, *told))
    return found


def _own(book: Book, ids: str) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for shopper_id, own_field_id, value in book.rows(
        """
        SELECT shopper_id, own_field_id, value FROM own_value
        WHERE shopper_id IN (SELECT value FROM json_each(:ids)) ORDER BY id
        """,
        ids=ids,
    ):
        found[shopper_id][own_field_id] = value
    return found


def _notes(book: Book, ids: str, viewer: Viewer) -> Rows:
    return _by_shopper(
        book,
        """
        SELECT shopper_id, day, class, text FROM note
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
          AND (class = 'counter' OR :owner)
          AND NOT EXISTS (
              SELECT 1 FROM secret
              WHERE secret.piece_id = note.piece_id AND secret.secret_until > :today
          )
        ORDER BY id
        """,
        ids=ids,
        owner=viewer.sees_owner_notes,
        today=viewer.today,
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
