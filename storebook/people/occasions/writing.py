"""Writing down the days of a shopper and of a couple."""

from datetime import date
from typing import Any

from storebook.base.dates import Calendar, PartialDate, month_day_key
from storebook.base.errors import Refused
from storebook.base.text import required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.called import called, name_of
from storebook.people.occasions.records import OccasionKind
from storebook.people.typed import optional, optional_lines

LONGEST_TITLE = 100
LONGEST_NOTE = 500


def set_birthday(book: Book, shopper_id: int, when: PartialDate | None, *, today: date) -> None:
    """Write down or correct the birthday; None takes it away. Nobody was born tomorrow."""
    with book.change(
        f"Birthday written down for {called(book, shopper_id)}", [shopper_id]
    ) as change:
        write_birthday(change, shopper_id, when, today=today)


def set_wedding_day(
    book: Book, shopper_id: int, when: PartialDate | None, *, partner_id: int | None = None
) -> None:
    """Write down or correct the wedding day, one row for the two; None takes it away.

    Without `partner_id` it is the living spouse or partner, if one is on file.
    """
    what = f"Wedding day written down for {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        write_wedding(change, shopper_id, when, partner_id=partner_id)


def add_occasion(
    book: Book, shopper_id: int, title: str, when: PartialDate, *, note: str = ""
) -> int:
    """Write down another day, under the title that the shopper gives it, and return its id."""
    with book.change(f"Day written down for {called(book, shopper_id)}", [shopper_id]) as change:
        return change.insert(
            "occasion",
            shopper_id=shopper_id,
            kind=OccasionKind.OTHER,
            **titled(title, note),
            **columns_of(when),
        )


def edit_occasion(  # noqa: PLR0913 - a day, its words, and the shop's own day
    book: Book,
    occasion_id: int,
    when: PartialDate,
    *,
    title: str = "",
    note: str = "",
    today: date,
) -> None:
    """Correct a day; a birthday and a wedding need no title."""
    shopper_id, partner_id, kind = _subject(book, occasion_id)
    if kind is OccasionKind.BIRTHDAY:
        not_to_come(when, today, "birthday")
    words = (
        titled(title, note)
        if kind is OccasionKind.OTHER
        else {
            "title": optional(title, "title", LONGEST_TITLE),
            "note": optional_lines(note, "note", LONGEST_NOTE),
        }
    )
    what = f"Day corrected for {called(book, shopper_id)}"
    with book.change(what, [shopper_id, partner_id]) as change:
        change.update("occasion", occasion_id, **words, **columns_of(when))


def remove_occasion(book: Book, occasion_id: int) -> None:
    """Take a day off the file."""
    shopper_id, partner_id, _ = _subject(book, occasion_id)
    what = f"Day removed from {called(book, shopper_id)}"
    with book.change(what, [shopper_id, partner_id]) as change:
        change.delete("occasion", occasion_id)


# -- steps


def write_birthday(
    change: Change, shopper_id: int, when: PartialDate | None, *, today: date
) -> None:
    """Make this the one birthday of the shopper."""
    if when is not None:
        not_to_come(when, today, "birthday")
    row_id = change.book.value(
        "SELECT id FROM occasion WHERE shopper_id = :id AND kind = 'birthday' ORDER BY id",
        id=shopper_id,
    )
    _write(change, row_id, when, shopper_id=shopper_id, kind=OccasionKind.BIRTHDAY)


def write_wedding(
    change: Change, shopper_id: int, when: PartialDate | None, *, partner_id: int | None = None
) -> None:
    """Make this the one wedding day of the two."""
    partner = partner_id or partner_of(change.book, shopper_id)
    if partner is not None:
        name_of(change.book, partner)
        change.about(partner)
    if partner == shopper_id:
        raise Refused("Nobody marries themselves. Choose the other one of the two.", "wedding")
    row_id = wedding_row(change.book, shopper_id, partner)
    if row_id is None and partner is not None:
        row_id = wedding_row(change.book, partner, shopper_id)
    if row_id is None or when is None:
        _write(
            change,
            row_id,
            when,
            shopper_id=shopper_id,
            partner_id=partner,
            kind=OccasionKind.WEDDING,
        )
        return
    change.update("occasion", row_id, **columns_of(when))
    link_wedding(change, row_id, shopper_id, partner)


def join_weddings(change: Change, shopper_id: int, partner_id: int) -> None:
    """Two who are now a couple on file: the wedding day that one of them had is that of both."""
    book = change.book
    own = wedding_row(book, shopper_id, partner_id)
    theirs = wedding_row(book, partner_id, shopper_id)
    if own is None and theirs is None:
        return
    kept = own if theirs is None or own is not None else theirs
    if own is not None and theirs is not None and own != theirs:
        kept = max((own, theirs), key=lambda row_id: _known(book, row_id))
        change.delete("occasion", theirs if kept == own else own)
    assert kept is not None
    link_wedding(change, kept, shopper_id, partner_id)


def link_wedding(change: Change, row_id: int, shopper_id: int, partner_id: int | None) -> None:
    """Name both on the row, without turning it round."""
    if partner_id is None:
        return
    owner = change.book.value("SELECT shopper_id FROM occasion WHERE id = :id", id=row_id)
    other = shopper_id if owner == partner_id else partner_id
    change.update("occasion", row_id, partner_id=other)


def wedding_row(book: Book, shopper_id: int, partner_id: int | None) -> int | None:
    """The wedding on the shopper's file that is with this partner, or with nobody named."""
    found = book.value(
        """
        SELECT id FROM occasion
        WHERE kind = 'wedding' AND (shopper_id = :id OR partner_id = :id)
          AND (partner_id IS NULL OR :partner_id IS NULL
            OR iif(shopper_id = :id, partner_id, shopper_id) = :partner_id)
        ORDER BY partner_id IS NULL, id DESC
        LIMIT 1
        """,
        id=shopper_id,
        partner_id=partner_id,
    )
    return None if found is None else int(found)


def partner_of(book: Book, shopper_id: int) -> int | None:
    """The living spouse or partner whose tie has not ended; a spouse before a partner."""
    found = book.value(
        """
        SELECT other.id FROM (
            SELECT other_id AS id, relation FROM kin
            WHERE kin.shopper_id = :id AND ended_on IS NULL
            UNION ALL
            SELECT kin.shopper_id, relation FROM kin
            WHERE kin.other_id = :id AND ended_on IS NULL
        ) AS tie
        JOIN shopper AS other ON other.id = tie.id
        WHERE relation IN ('spouse', 'partner') AND deceased_on IS NULL
        ORDER BY relation = 'partner', other.id
        LIMIT 1
        """,
        id=shopper_id,
    )
    return None if found is None else int(found)


def columns_of(when: PartialDate) -> dict[str, Any]:
    """The columns in which a day of the year is kept."""
    return {
        "calendar": when.calendar,
        "year": when.year,
        "month": when.month,
        "day": when.day,
        "leap_month": when.leap_month,
        "leap_day_rule": when.leap_day_rule,
        "month_day": month_day_key(when),
    }


def not_to_come(when: PartialDate, today: date, field: str) -> PartialDate:
    """A day whose first time is over; refused where it is still to come."""
    if when.year is None:
        return when
    first = when.year, when.month, when.day or 1
    later = when.year > today.year
    if when.calendar is Calendar.GREGORIAN:
        later = first > (today.year, today.month, today.day)
    if later:
        raise Refused("That day is still to come. Check the year, or leave it out.", field)
    return when


def titled(title: str, note: str) -> dict[str, Any]:
    """The words of a day that has a title of its own."""
    return {
        "title": required(title, "title", "What day is it? Give it a title.", LONGEST_TITLE),
        "note": optional_lines(note, "note", LONGEST_NOTE),
    }


def _write(change: Change, row_id: int | None, when: PartialDate | None, **whose: Any) -> None:
    if when is None:
        if row_id is not None:
            change.delete("occasion", row_id)
    elif row_id is None:
        change.insert("occasion", **whose, **columns_of(when))
    else:
        change.update("occasion", row_id, **columns_of(when))


def _known(book: Book, row_id: int) -> int:
    """How much of the day is known."""
    year, day = book.rows("SELECT year, day FROM occasion WHERE id = :id", id=row_id)[0]
    return (year is not None) + (day is not None)


def _subject(book: Book, occasion_id: int) -> tuple[int, int | None, OccasionKind]:
    found = book.rows(
        "SELECT shopper_id, partner_id, kind FROM occasion WHERE id = :id", id=occasion_id
    )
    if not found:
        raise Refused("This day was removed meanwhile. Open the shopper again.", "occasion")
    shopper_id, partner_id, kind = found[0]
    return shopper_id, partner_id, OccasionKind(kind)
