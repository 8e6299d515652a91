"""Writing down shoppers: one at the counter, or a hundred thousand from a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from storebook.base.dates import month_day_key
from storebook.base.errors import Refused
from storebook.base.text import clean
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.contact_points.drafts import (
    ADDRESS_COLUMNS,
    EMAIL_COLUMNS,
    PHONE_COLUMNS,
    Row,
)
from storebook.people.households import join
from storebook.people.own_fields import fields_by_name
from storebook.people.shoppers.checked import (
    OCCASION_COLUMNS,
    SHOPPER_COLUMNS,
    PreparedShopper,
    prepare_shopper,
)
from storebook.people.shoppers.draft import ShopperDraft
from storebook.people.typed import shortened

TAG_COLUMNS = ("shopper_id", "folded", "name")
NOTE_COLUMNS = ("shopper_id", "associate_id", "day", "class", "text")
OWN_COLUMNS = ("shopper_id", "own_field_id", "value")
REFERRER = SHOPPER_COLUMNS.index("referrer_id")
ASSOCIATE = SHOPPER_COLUMNS.index("looked_after_by")
HOUSEHOLD = SHOPPER_COLUMNS.index("household_id")


def add_shopper(book: Book, draft: ShopperDraft, *, shop: Shop, today: date) -> int:
    """Write down one shopper with all that is known of them, and return the id."""
    with book.change(f"{shortened(clean(draft.name))} written down") as change:
        return write_shopper(change, draft, shop=shop, today=today)


def write_shopper(change: Change, draft: ShopperDraft, *, shop: Shop, today: date) -> int:
    """The step of `add_shopper`; in a household a couple that is now complete gets its line."""
    alone = replace(draft, household_id=None)
    shopper_id = write_shoppers(change, [alone], shop=shop, today=today)[0]
    if draft.household_id is not None:
        join(change, shopper_id, draft.household_id, shop=shop)
    return shopper_id


def write_shoppers(
    change: Change,
    drafts: Iterable[ShopperDraft | PreparedShopper],
    *,
    shop: Shop,
    today: date,
) -> range:
    """Write down many at once and return their ids, in the order given.

    Whoever puts them into households writes the couple lines: see `households.derive_couple`.
    """
    fields = fields_by_name(change.book)
    ready = [
        draft
        if isinstance(draft, PreparedShopper)
        else prepare_shopper(draft, shop=shop, today=today, fields=fields)
        for draft in drafts
    ]
    _refuse_unknown(change.book, ready)
    ids = change.insert_many("shopper", SHOPPER_COLUMNS, (one.shopper for one in ready))
    change.about(*ids)
    change.insert_many("phone", PHONE_COLUMNS, _placed(ids, [one.phones for one in ready]))
    change.insert_many("email", EMAIL_COLUMNS, _placed(ids, [one.emails for one in ready]))
    change.insert_many("address", ADDRESS_COLUMNS, _placed(ids, [one.addresses for one in ready]))
    change.insert_many("occasion", OCCASION_COLUMNS, _occasions(ids, ready))
    change.insert_many("tag", TAG_COLUMNS, _owned(ids, [one.tags for one in ready]))
    change.insert_many("note", NOTE_COLUMNS, _notes(ids, ready, change.book.associate_id))
    change.insert_many("own_value", OWN_COLUMNS, _owned(ids, [one.own for one in ready]))
    return ids


def _placed(ids: range, lists: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """Rows with whose they are and their place in the list before them."""
    for shopper_id, rows in zip(ids, lists, strict=True):
        for position, row in enumerate(rows, start=1):
            yield (shopper_id, position, *row)


def _owned(ids: range, lists: Sequence[Sequence[Row]]) -> Iterator[Row]:
    for shopper_id, rows in zip(ids, lists, strict=True):
        for row in rows:
            yield (shopper_id, *row)


def _notes(ids: range, ready: Sequence[PreparedShopper], associate_id: int) -> Iterator[Row]:
    for shopper_id, one in zip(ids, ready, strict=True):
        for row in one.notes:
            yield (shopper_id, associate_id, *row)


def _occasions(ids: range, ready: Sequence[PreparedShopper]) -> Iterator[Row]:
    for shopper_id, one in zip(ids, ready, strict=True):
        for kind, when in one.occasions:
            rule = when.leap_day_rule
            yield (
                shopper_id,
                kind,
                when.calendar.value,
                when.year,
                when.month,
                when.day,
                int(when.leap_month),
                None if rule is None else rule.value,
                month_day_key(when),
            )


def _refuse_unknown(book: Book, ready: Sequence[PreparedShopper]) -> None:
    """Refuse who is said to be referred, looked after or housed by nobody in the book."""
    for place, field, question in (
        (REFERRER, "referrer_id", "SELECT 1 FROM shopper WHERE id = :id"),
        (ASSOCIATE, "looked_after_by", "SELECT 1 FROM associate WHERE id = :id"),
        (HOUSEHOLD, "household_id", "SELECT 1 FROM household WHERE id = :id"),
    ):
        named: set[Any] = {one.shopper[place] for one in ready}
        for one in named - {None}:
            if book.value(question, id=one) is None:
                raise Refused(f"There is no number {one} in this book to point to.", field)
