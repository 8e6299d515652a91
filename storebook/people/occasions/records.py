"""The yearly days of a shopper: birthday, wedding day and any other, and when each comes next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.dates import (
    Calendar,
    LeapDayRule,
    PartialDate,
    next_occurrence,
    years_completed,
)
from storebook.book.book import Book
from storebook.people.relations import Gender, Relation, relation_word, reverse


class OccasionKind(StrEnum):
    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day as the page of one shopper shows it; `partner_id` is the other one of a couple.

    `turning` is the number of years it then makes. Once somebody died or a tie ended it is
    `stopped` and has no `next_on`.
    """

    id: int
    kind: OccasionKind
    title: str | None
    when: PartialDate
    note: str | None
    partner_id: int | None
    partner_name: str | None
    next_on: date | None
    turning: int | None
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDay:
    """The birthday of one of the shopper's kin; `word` is what they are to the shopper."""

    shopper_id: int
    name: str
    word: str
    when: PartialDate
    next_on: date | None
    turning: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: int
    kind: OccasionKind
    title: str | None
    note: str | None
    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    leap_month: bool
    leap_day_rule: LeapDayRule | None
    partner_id: int | None
    partner_name: str | None
    stopped: bool

    @property
    def when(self) -> PartialDate:
        return PartialDate(
            calendar=self.calendar,
            year=self.year,
            month=self.month,
            day=self.day,
            leap_month=self.leap_month,
            leap_day_rule=self.leap_day_rule,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _KinRow:
    shopper_id: int
    name: str
    gender: Gender | None
    relation: Relation
    reversed: bool
    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    leap_month: bool
    leap_day_rule: LeapDayRule | None


def occasions_of(
    book: Book, shopper_id: int, *, today: date, leap_day: LeapDayRule
) -> list[Occasion]:
    """The shopper's own days, weddings from either side, the next one first."""
    rows = book.all(
        _Row,
        """
        SELECT occasion.id, kind, occasion.title, note, calendar, year, month, day, leap_month,
               leap_day_rule, other.id AS partner_id, other.name AS partner_name,
               self.deceased_on IS NOT NULL OR other.deceased_on IS NOT NULL OR (
                   other.id IS NOT NULL AND EXISTS (
                       SELECT 1 FROM kin
                       WHERE relation IN ('spouse', 'partner') AND ended_on IS NOT NULL
                         AND ((kin.shopper_id = self.id AND kin.other_id = other.id)
                           OR (kin.shopper_id = other.id AND kin.other_id = self.id))
                   )
               ) AS stopped
        FROM shopper AS self
        JOIN occasion ON occasion.shopper_id = self.id OR occasion.partner_id = self.id
        LEFT JOIN shopper AS other
            ON other.id = iif(
                occasion.shopper_id = self.id, occasion.partner_id, occasion.shopper_id
            )
        WHERE self.id = :shopper_id
        ORDER BY occasion.id
        """,
        shopper_id=shopper_id,
    )
    found = [_occasion(row, today, leap_day) for row in rows]
    return sorted(found, key=lambda occasion: (occasion.next_on or date.max, occasion.id))


def family_days(
    book: Book, shopper_id: int, *, today: date, leap_day: LeapDayRule
) -> list[FamilyDay]:
    """The birthdays of the shopper's living kin, the next one first."""
    rows = book.all(
        _KinRow,
        """
        SELECT other.id AS shopper_id, other.name, gender, relation, ties.reversed, calendar, year,
               month, day, leap_month, leap_day_rule
        FROM (
            SELECT other_id, relation, 0 AS reversed FROM kin
            WHERE kin.shopper_id = :shopper_id AND ended_on IS NULL
            UNION ALL
            SELECT kin.shopper_id, relation, 1 FROM kin
            WHERE kin.other_id = :shopper_id AND ended_on IS NULL
        ) AS ties
        JOIN shopper AS other ON other.id = ties.other_id
        JOIN occasion ON occasion.shopper_id = other.id AND kind = 'birthday'
        WHERE deceased_on IS NULL
        ORDER BY other.id, occasion.id
        """,
        shopper_id=shopper_id,
    )
    found = {row.shopper_id: _family_day(row, today, leap_day) for row in rows}
    return sorted(found.values(), key=lambda one: (one.next_on or date.max, one.shopper_id))


def _occasion(row: _Row, today: date, leap_day: LeapDayRule) -> Occasion:
    when = row.when
    next_on = None if row.stopped else next_occurrence(when, today, leap_day=leap_day)
    return Occasion(
        id=row.id,
        kind=row.kind,
        title=row.title,
        when=when,
        note=row.note,
        partner_id=row.partner_id,
        partner_name=row.partner_name,
        next_on=next_on,
        turning=None if next_on is None else years_completed(when, next_on),
        stopped=row.stopped,
    )


def _family_day(row: _KinRow, today: date, leap_day: LeapDayRule) -> FamilyDay:
    when = PartialDate(
        calendar=row.calendar,
        year=row.year,
        month=row.month,
        day=row.day,
        leap_month=row.leap_month,
        leap_day_rule=row.leap_day_rule,
    )
    next_on = next_occurrence(when, today, leap_day=leap_day)
    relation = reverse(row.relation) if row.reversed else row.relation
    return FamilyDay(
        shopper_id=row.shopper_id,
        name=row.name,
        word=relation_word(relation, row.gender),
        when=when,
        next_on=next_on,
        turning=None if next_on is None else years_completed(when, next_on),
    )
