"""Correcting what is known of a shopper: what is given changes, everything else stays."""

from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.called import Called, called, called_as
from storebook.people.contact_points.writing import (
    rewrite_addresses,
    rewrite_emails,
    rewrite_phones,
)
from storebook.people.households import follow_name
from storebook.people.occasions import write_birthday, write_wedding
from storebook.people.own_fields import write_own_values
from storebook.people.shoppers.checked import checked_columns
from storebook.people.shoppers.draft import ShopperFields
from storebook.people.shoppers.names_on_file import keys_of, lines_of
from storebook.people.tags import write_tags

NAME_PARTS = ("name", "title", "given", "family", "nickname", "native_name", "language")
LINES = ("greeting_line", "envelope_line")


def edit_shopper(
    book: Book, shopper_id: int, *, shop: Shop, today: date, **fields: Unpack[ShopperFields]
) -> None:
    """Correct a shopper as one change.

    A greeting or envelope line that was never edited follows the name; "" derives it anew.
    """
    what = f"{called(book, shopper_id)} corrected"
    with book.change(what, [shopper_id]) as change:
        rewrite_shopper(change, shopper_id, shop=shop, today=today, **fields)


def rewrite_shopper(
    change: Change, shopper_id: int, *, shop: Shop, today: date, **fields: Unpack[ShopperFields]
) -> None:
    """The step of `edit_shopper`."""
    columns = checked_columns(fields, today)
    _refuse_unknown(change.book, shopper_id, columns)
    before = called_as(change.book, shopper_id)
    after = replace(before, **{part: columns[part] for part in NAME_PARTS if part in columns})
    columns.update(_lines(change.book, shopper_id, columns, (before, after), shop))
    if after != before or "romanized" in columns:
        romanized = _kept(change.book, shopper_id, "romanized", columns)
        columns["sort_key"], columns["folded"] = keys_of(after, romanized)
    if columns:
        change.update("shopper", shopper_id, **columns)
    if after != before:
        follow_name(change, shopper_id, before, after, shop=shop)
    _rewrite_lists(change, shopper_id, fields, shop)
    _rewrite_days(change, shopper_id, fields, today)


def _lines(
    book: Book,
    shopper_id: int,
    columns: dict[str, Any],
    names: tuple[Called, Called],
    shop: Shop,
) -> dict[str, str]:
    """What becomes of the greeting line and the envelope line."""
    stored = book.rows(
        "SELECT greeting_line, envelope_line FROM shopper WHERE id = :id", id=shopper_id
    )[0]
    before, after = (lines_of(person, shop) for person in names)
    kept = {}
    for line, was, old, new in zip(LINES, stored, before, after, strict=True):
        told = columns.get(line, was)  # a form may give back the line that it showed
        follows = told is None or (told == was and was == old)
        kept[line] = new if follows else told
    return kept


def _kept(book: Book, shopper_id: int, column: str, columns: dict[str, Any]) -> str | None:
    """The value of `romanized` after the edit."""
    if column in columns:
        return columns[column]  # type: ignore[no-any-return]
    value: str | None = book.value("SELECT romanized FROM shopper WHERE id = :id", id=shopper_id)
    return value


def _rewrite_lists(change: Change, shopper_id: int, fields: ShopperFields, shop: Shop) -> None:
    if "phones" in fields:
        rewrite_phones(change, shopper_id, fields["phones"], shop)
    if "emails" in fields:
        rewrite_emails(change, shopper_id, fields["emails"])
    if "addresses" in fields:
        rewrite_addresses(change, shopper_id, fields["addresses"], shop)
    if "tags" in fields:
        write_tags(change, shopper_id, fields["tags"])
    if "own" in fields:
        write_own_values(change, shopper_id, fields["own"])


def _rewrite_days(change: Change, shopper_id: int, fields: ShopperFields, today: date) -> None:
    if "birthday" in fields:
        write_birthday(change, shopper_id, fields["birthday"], today=today)
    if "wedding" in fields:
        write_wedding(change, shopper_id, fields["wedding"])


def _refuse_unknown(book: Book, shopper_id: int, columns: dict[str, Any]) -> None:
    referrer = columns.get("referrer_id")
    if referrer is not None and (referrer == shopper_id or not _is_there(book, referrer)):
        raise Refused("Choose who sent them from the shoppers of this book.", "referrer_id")
    associate = columns.get("looked_after_by")
    if associate is not None and not book.value(
        "SELECT 1 FROM associate WHERE id = :id", id=associate
    ):
        raise Refused("Choose somebody who works here.", "looked_after_by")


def _is_there(book: Book, shopper_id: int) -> bool:
    return book.value("SELECT 1 FROM shopper WHERE id = :id", id=shopper_id) is not None
