"""Shoppers who died, moved away, were put away or want their quiet."""

from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.called import called
from storebook.people.households import couple, derive_couple, household_of, strike_couple_line
from storebook.people.occasions import partner_of
from storebook.people.typed import not_after, optional

LONGEST_NOTE = 300


def archive(book: Book, shopper_id: int, *, on: date) -> None:
    """Put a shopper away: found when looked for, never written to."""
    with book.change(f"{called(book, shopper_id)} archived", [shopper_id]) as change:
        change.update("shopper", shopper_id, archived_on=on)


def unarchive(book: Book, shopper_id: int) -> None:
    """Take a shopper out again."""
    with book.change(f"{called(book, shopper_id)} taken out again", [shopper_id]) as change:
        change.update("shopper", shopper_id, archived_on=None)


def mark_deceased(
    book: Book, shopper_id: int, *, on: date, note: str = "", today: date | None = None
) -> None:
    """A shopper died. Nothing is sent to them from now on, and nothing to the two as a couple.

    `on` is the day of death, or the day the shop was told where that is not known. The couple line
    is struck out until somebody writes a new one.
    """
    not_after(on, today or on, "deceased_on")
    kept = optional(note, "deceased_note", LONGEST_NOTE)
    with book.change(f"{called(book, shopper_id)} died", [shopper_id]) as change:
        write_deceased(change, shopper_id, on=on, note=kept)


def write_deceased(change: Change, shopper_id: int, *, on: date, note: str | None) -> None:
    """The same as a step of something larger; the note is clean already."""
    book = change.book
    strike_couple_line(change, shopper_id, f"{called(book, shopper_id)} died.")
    change.update("shopper", shopper_id, deceased_on=on, deceased_note=note)
    for kin_id, widowed in _couple_ties(book, shopper_id):
        change.about(widowed)
        change.update("kin", kin_id, ended_on=on, ended_by="death")


def unmark_deceased(book: Book, shopper_id: int, *, reason: str, shop: Shop) -> None:
    """The report was false. The couple is one again, with a line derived anew."""
    why = required(reason, "reason", "Say how it is known that the report was false.", 200)
    what = f"{called(book, shopper_id)} did not die: {why}"
    with book.change(what, [shopper_id]) as change:
        if book.value("SELECT deceased_on FROM shopper WHERE id = :id", id=shopper_id) is None:
            raise Refused(f"{called(book, shopper_id)} is not marked as deceased.")
        change.update("shopper", shopper_id, deceased_on=None, deceased_note=None)
        _tie_again(change, shopper_id)
        at = household_of(book, shopper_id)
        pair = None if at is None else couple(book, at.id)
        if at is not None and at.couple_line is None and pair is not None and shopper_id in pair:
            derive_couple(change, at.id, shop=shop)


def mark_moved_away(book: Book, shopper_id: int, *, on: date) -> None:
    """A shopper moved away: their addresses are former ones now, phones and e-mails stay."""
    with book.change(f"{called(book, shopper_id)} moved away", [shopper_id]) as change:
        write_moved_away(change, shopper_id, on=on)


def write_moved_away(change: Change, shopper_id: int, *, on: date) -> None:
    """The same as a step of something larger."""
    change.update("shopper", shopper_id, moved_away_on=on)
    for address_id in change.book.values(
        "SELECT id FROM address WHERE shopper_id = :id AND left_on IS NULL ORDER BY id",
        id=shopper_id,
    ):
        change.update("address", address_id, left_on=on)


def unmark_moved_away(book: Book, shopper_id: int) -> None:
    """The shopper is here after all: the addresses that were left that day are theirs again."""
    with book.change(f"{called(book, shopper_id)} did not move away", [shopper_id]) as change:
        on = book.value("SELECT moved_away_on FROM shopper WHERE id = :id", id=shopper_id)
        change.update("shopper", shopper_id, moved_away_on=None)
        for address_id in book.values(
            "SELECT id FROM address WHERE shopper_id = :id AND left_on = :left ORDER BY id",
            id=shopper_id,
            left=on,
        ):
            change.update("address", address_id, left_on=None)


def be_quiet_until(
    book: Book, shopper_id: int, day: date | None, *, note: str = "", today: date
) -> None:
    """No cards and no calls before that day; None is the end of the quiet."""
    kept = optional(note, "quiet_note", LONGEST_NOTE)
    if day is not None and day <= today:
        raise Refused("Give a day that is still to come.", "quiet_until")
    what = f"Quiet for {called(book, shopper_id)}"
    if day is None:
        what, kept = f"No more quiet for {called(book, shopper_id)}", None
    with book.change(what, [shopper_id]) as change:
        change.update("shopper", shopper_id, quiet_until=day, quiet_note=kept)


def _couple_ties(book: Book, shopper_id: int) -> list[tuple[int, int]]:
    """The ties that make the shopper one of a couple, each with the other one."""
    found = book.rows(
        """
        SELECT id, iif(shopper_id = :id, other_id, shopper_id) FROM kin
        WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
          AND (shopper_id = :id OR other_id = :id)
        ORDER BY id
        """,
        id=shopper_id,
    )
    return [(kin_id, other_id) for kin_id, other_id in found]


def _tie_again(change: Change, shopper_id: int) -> None:
    """Ties that a death ended hold again, where the other one lives."""
    for kin_id, other_id in change.book.rows(
        """
        SELECT kin.id, other.id FROM kin
        JOIN shopper AS other ON other.id = iif(kin.shopper_id = :id, kin.other_id, kin.shopper_id)
        WHERE ended_by = 'death' AND (kin.shopper_id = :id OR kin.other_id = :id)
          AND other.deceased_on IS NULL
        ORDER BY kin.id
        """,
        id=shopper_id,
    ):
        if partner_of(change.book, other_id) is None:  # who found somebody else keeps them
            change.about(other_id)
            change.update("kin", kin_id, ended_on=None, ended_by=None)
