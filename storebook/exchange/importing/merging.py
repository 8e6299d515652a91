"""Filling what is empty by what a list knows; nothing that is there is ever written over."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from storebook.book.shop import Shop
from storebook.exchange.importing.who_is_there import OnFile
from storebook.exchange.shopper_rows import Beside, ShopperRow
from storebook.people.notes import NoteDraft
from storebook.people.shoppers import ShopperDraft, prepare_shopper

NEVER_FILLED = frozenset({"name", "greeting_line", "envelope_line", "standing", "named", "own"})
DRAFT_FIELDS = tuple(field.name for field in fields(ShopperDraft) if field.name not in NEVER_FILLED)
BESIDE_FIELDS = ("spouse", "spouse_row", "row", "roof", "departure", "consents", "fates", "sizes")
TEXTS = (
    "title", "given", "family", "native_name", "romanized", "nickname", "language", "occupation",
    "interests", "personality", "income_band", "source",
)  # fmt: skip
LISTS = ("phones", "emails", "addresses", "tags", "birthday", "wedding")


def merged(first: ShopperRow, later: ShopperRow, *, shop: Shop, today: date) -> ShopperRow:
    """Two rows of one person as one: the earlier one, with what only the later one knows."""
    fill = {
        name: value
        for name in DRAFT_FIELDS
        if not getattr(first.draft, name) and (value := getattr(later.draft, name))
    }
    beside = _merged_beside(first.beside, later.beside)
    unread = tuple(text for text in later.unread if text not in first.unread)
    if unread and "notes" not in fill:
        kept = [NoteDraft(text=text) for text in unread]
        fill["notes"] = (*first.draft.notes, *kept)
    if not fill:
        return first if beside == first.beside else replace(first, beside=beside)
    draft = replace(first.draft, **fill)
    return ShopperRow(
        draft=draft,
        prepared=prepare_shopper(draft, shop=shop, today=today),
        beside=beside,
        unread=first.unread + unread,
    )


def empty_on_file(there: OnFile, row: ShopperRow) -> dict[str, Any]:
    """The fields of a shopper who is there that are empty, with what the row knows of them.

    Who had no name until now, "Customer 17850", gets the one that the row brings.
    """
    draft = row.draft
    fill: dict[str, Any] = {}
    for name in (*TEXTS, "gender", "since"):
        if not getattr(there, name) and (value := getattr(draft, name)):
            fill[name] = value
    for name in LISTS:
        if not getattr(there, name) and (value := getattr(draft, name)):
            fill[name] = value
    if not there.named and draft.named:
        fill |= {"name": draft.name, "named": True, "standing": draft.standing}
    return fill


def departure_to_fill(there: OnFile, row: ShopperRow) -> dict[str, Any]:
    """The columns of a departure that the row tells of and the file does not know."""
    told = row.beside.departure
    if told is None:
        return {}
    fill: dict[str, Any] = {}
    if told.deceased_on and not there.deceased_on:
        fill |= {"deceased_on": told.deceased_on, "deceased_note": told.deceased_note or None}
    if told.archived_on and not there.archived_on:
        fill["archived_on"] = told.archived_on
    if told.moved_away_on and not there.moved_away_on:
        fill["moved_away_on"] = told.moved_away_on
    if told.quiet_until and not there.quiet_until:
        fill |= {"quiet_until": told.quiet_until, "quiet_note": told.quiet_note or None}
    return fill


def _merged_beside(first: Beside, later: Beside) -> Beside:
    fill = {
        name: value
        for name in BESIDE_FIELDS
        if not getattr(first, name) and (value := getattr(later, name))
    }
    own = {**later.own, **first.own}
    return replace(first, own=own, **fill) if fill or own != first.own else first
