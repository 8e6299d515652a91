"""The days of two files: the same day once, and one birthday to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from storebook.base.dates import Calendar, LeapDayRule, PartialDate
from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.rows import point_elsewhere
from storebook.people.merging.records import Pick
from storebook.people.occasions.writing import columns_of

TITLES = {"birthday": "Birthday", "wedding": "Wedding day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One occasion on file; `owner_id` and `partner_id` as they will be in the one file."""

    id: int
    owner_id: int
    partner_id: int | None
    kind: str
    title: str | None
    when: PartialDate
    note: str | None

    @property
    def people(self) -> frozenset[int]:
        return frozenset({self.owner_id, self.partner_id} - {None})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A day of the file that goes, and the one of the file that stays that it meets, if any."""

    theirs: Day
    mine: Day | None

    @property
    def differs(self) -> bool:
        return self.mine is not None and not may_be_same(self.mine.when, self.theirs.when)


def meetings(book: Book, keep_id: int, other_id: int) -> list[Meeting]:
    """What becomes of each day of the file that goes, in the order in which they are moved."""
    mine, theirs = days_of(book, keep_id), days_of(book, other_id)
    in_one = [
        replace(
            day,
            owner_id=keep_id if day.owner_id == other_id else day.owner_id,
            partner_id=_partner_after(day, keep_id, other_id),
        )
        for day in theirs
    ]
    free = {day.id: day for day in mine if day.id not in {one.id for one in theirs}}
    found = []
    for day in sorted(in_one, key=lambda one: (one.partner_id is None, one.id)):
        met = next((one for one in free.values() if do_meet(one, day)), None)
        if met is None and day.kind == "wedding":
            met = _only_wedding(list(free.values()), in_one, day)
        if met is not None:
            del free[met.id]
        found.append(Meeting(theirs=day, mine=met))
    return found


def days_of(book: Book, shopper_id: int) -> list[Day]:
    rows = book.rows(
        """
        SELECT id, shopper_id, partner_id, kind, title, note,
               calendar, year, month, day, leap_month, leap_day_rule
        FROM occasion WHERE shopper_id = :id OR partner_id = :id
        ORDER BY id
        """,
        id=shopper_id,
    )
    return [
        Day(
            id=row[0],
            owner_id=row[1],
            partner_id=row[2],
            kind=row[3],
            title=row[4],
            note=row[5],
            when=PartialDate(
                calendar=Calendar(row[6]),
                year=row[7],
                month=row[8],
                day=row[9],
                leap_month=bool(row[10]),
                leap_day_rule=None if row[11] is None else LeapDayRule(row[11]),
            ),
        )
        for row in rows
    ]


def do_meet(mine: Day, theirs: Day) -> bool:
    """Whether both rows are about the same day of the same people."""
    if mine.kind != theirs.kind:
        return False
    if mine.kind == "birthday":
        return mine.owner_id == theirs.owner_id
    same_day = may_be_same(mine.when, theirs.when)
    if mine.kind == "wedding":
        if mine.people == theirs.people and len(mine.people) == 2:
            return True
        return same_day and (mine.people <= theirs.people or theirs.people <= mine.people)
    return same_day and fold(mine.title or "") == fold(theirs.title or "")


def may_be_same(one: PartialDate, other: PartialDate) -> bool:
    """Whether they do not contradict each other: what one does not know the other may."""
    if (one.calendar, one.month, one.leap_month) != (other.calendar, other.month, other.leap_month):
        return False
    if len({one.day, other.day} - {None}) > 1 or len({one.year, other.year} - {None}) > 1:
        return False
    try:
        fuller(one, other)
    except Refused:  # a February 29, and a year that had none
        return False
    return True


def bring_days_together(
    change: Change, found: list[Meeting], pick: Mapping[str, Pick]
) -> list[tuple[str, PartialDate]]:
    """Write the days into the one file, and return what was not chosen, with its title."""
    lost = []
    for meeting in found:
        theirs, mine = meeting.theirs, meeting.mine
        if mine is None:
            change.update(
                "occasion", theirs.id, shopper_id=theirs.owner_id, partner_id=theirs.partner_id
            )
            continue
        if not meeting.differs:
            when = fuller(mine.when, theirs.when)
        else:
            is_theirs = pick.get(mine.kind) is Pick.OTHER
            when, left = (theirs.when, mine.when) if is_theirs else (mine.when, theirs.when)
            lost.append((TITLES[mine.kind], left))
        point_elsewhere(change, "occasion", theirs.id, mine.id)
        change.delete("occasion", theirs.id)
        change.update(
            "occasion",
            mine.id,
            partner_id=mine.partner_id or next(iter(theirs.people - {mine.owner_id}), None),
            title=mine.title or theirs.title,
            note=joined(mine.note, theirs.note),
            **columns_of(when),
        )
    return lost


def fuller(mine: PartialDate, theirs: PartialDate) -> PartialDate:
    """What both together know of one day."""
    return replace(
        mine,
        year=theirs.year if mine.year is None else mine.year,
        day=theirs.day if mine.day is None else mine.day,
        leap_day_rule=mine.leap_day_rule or theirs.leap_day_rule,
    )


def joined(mine: str | None, theirs: str | None) -> str | None:
    """Both texts, one under the other; what says the same stands there once."""
    parts = dict.fromkeys(part for part in (mine, theirs) if part)
    return "\n".join(parts) or None


def _partner_after(day: Day, keep_id: int, other_id: int) -> int | None:
    """Nobody is married to themselves, also where both files were named on one day."""
    partner = keep_id if day.partner_id == other_id else day.partner_id
    owner = keep_id if day.owner_id == other_id else day.owner_id
    return None if partner == owner else partner


def _only_wedding(free: list[Day], theirs: list[Day], day: Day) -> Day | None:
    """The one wedding day of the other file, where neither says that it was with another."""
    mine = [one for one in free if one.kind == "wedding"]
    is_only = len(mine) == 1 and sum(one.kind == "wedding" for one in theirs) == 1
    if not is_only or (len(mine[0].people) == 2 and len(day.people) == 2):
        return None
    return mine[0]
