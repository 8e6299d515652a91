"""The lists of two files: what is in both stands once, and the more careful answer holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storebook.base.text import words
from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.rows import point_elsewhere, rows_where
from storebook.people.merging.days import joined
from storebook.people.merging.facts import Lost
from storebook.people.merging.records import Pick

Same = Callable[[Row, Row], bool]
Both = Callable[[Row, Row], Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """One table that belongs to a shopper: when two of its rows say the same, and what the one
    that stays says of both.
    """

    table: str
    title: str
    same: Same
    both: Both


def equal_in(*columns: str) -> Same:
    return lambda mine, theirs: all(mine[name] == theirs[name] for name in columns)


def as_mine(mine: Row, theirs: Row) -> Row:
    return {}


def same_phone(mine: Row, theirs: Row) -> bool:
    if mine["e164"] and theirs["e164"]:
        return bool(mine["e164"] == theirs["e164"])
    return bool(mine["digits"] == theirs["digits"])


def same_address(mine: Row, theirs: Row) -> bool:
    return home_of(mine) == home_of(theirs)


def home_of(address: Row) -> list[str]:
    parts = (address[name] or "" for name in ("lines", "city", "region", "postcode", "country"))
    return words(" ".join(parts))


def careful_phone(mine: Row, theirs: Row) -> Row:
    return {
        "e164": mine["e164"] or theirs["e164"],
        "no_messages": max(mine["no_messages"], theirs["no_messages"]),
        **careful_point(mine, theirs),
    }


def careful_address(mine: Row, theirs: Row) -> Row:
    return {
        **{name: latest(mine[name], theirs[name]) for name in ("returned_on", "left_on")},
        "returned_reason": mine["returned_reason"] or theirs["returned_reason"],
        **careful_point(mine, theirs),
    }


def careful_point(mine: Row, theirs: Row) -> Row:
    """Safe for surprises is only what both files call safe."""
    return {
        "safe_for_surprises": min(mine["safe_for_surprises"], theirs["safe_for_surprises"]),
        "verified_on": latest(mine["verified_on"], theirs["verified_on"]),
    }


def both_told(mine: Row, theirs: Row) -> Row:
    return {
        "note": joined(mine["note"], theirs["note"]),
        "told_on": latest(mine["told_on"], theirs["told_on"]),
    }


def latest(one: str | None, other: str | None) -> str | None:
    return max((day for day in (one, other) if day is not None), default=None)


LISTS = (
    ListKind(table="phone", title="Phones", same=same_phone, both=careful_phone),
    ListKind(table="email", title="E-mails", same=equal_in("folded"), both=careful_point),
    ListKind(table="address", title="Addresses", same=same_address, both=careful_address),
    ListKind(table="tag", title="Tags", same=equal_in("folded"), both=as_mine),
    ListKind(table="preference", title="Tastes", same=equal_in("kind", "value"), both=both_told),
    ListKind(
        table="size",
        title="Sizes",
        same=equal_in(
            "body_part", "hundredths_mm", "system", "entered", "method", "measured_on", "note"
        ),
        both=as_mine,
    ),
    ListKind(table="photo", title="Photos", same=equal_in("picture_id"), both=as_mine),
)


def bring_lists_together(change: Change, keep_id: int, other_id: int) -> None:
    """Every list of the other file comes into the one that stays, each thing once."""
    for kind in LISTS:
        bring_together(change, kind, keep_id, other_id)


def bring_together(change: Change, kind: ListKind, keep_id: int, other_id: int) -> None:
    """One list: what comes new stands after what is there."""
    mine = rows_where(change.book, kind.table, "shopper_id", keep_id)
    place = max((one.get("position", 0) for one in mine), default=0)
    for theirs in _in_their_order(rows_where(change.book, kind.table, "shopper_id", other_id)):
        met = next((one for one in mine if kind.same(one, theirs)), None)
        if met is not None:
            said = kind.both(met, theirs)
            change.update(kind.table, met["id"], **said)
            met.update(said)
            point_elsewhere(change, kind.table, theirs["id"], met["id"])
            change.delete(kind.table, theirs["id"])
            continue
        place += 1
        after = {"position": place} if "position" in theirs else {}
        change.update(kind.table, theirs["id"], shopper_id=keep_id, **after)


def same_in_both(book: Book, kind: ListKind, keep_id: int, other_id: int) -> tuple[int, int, int]:
    """How many are in one, in the other, and of the other's how many are in both."""
    mine = rows_where(book, kind.table, "shopper_id", keep_id)
    theirs = rows_where(book, kind.table, "shopper_id", other_id)
    same = sum(any(kind.same(one, other) for one in mine) for other in theirs)
    return len(mine), len(theirs), same


# -- the shop's own fields


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswers:
    """What both files answer in a field of the shop's own."""

    field_id: int
    name: str
    mine: Row
    theirs: Row

    @property
    def key(self) -> str:
        return f"own:{self.field_id}"


def differing_answers(book: Book, keep_id: int, other_id: int) -> list[OwnAnswers]:
    """The own fields to which the files give two answers."""
    mine = {
        one["own_field_id"]: one for one in rows_where(book, "own_value", "shopper_id", keep_id)
    }
    return [
        OwnAnswers(
            field_id=theirs["own_field_id"],
            name=rows_where(book, "own_field", "id", theirs["own_field_id"])[0]["name"],
            mine=mine[theirs["own_field_id"]],
            theirs=theirs,
        )
        for theirs in rows_where(book, "own_value", "shopper_id", other_id)
        if theirs["own_field_id"] in mine
        and theirs["value"] != mine[theirs["own_field_id"]]["value"]
    ]


def bring_answers_together(
    change: Change, keep_id: int, other_id: int, pick: Mapping[str, Pick]
) -> list[Lost]:
    """One answer to a field; what was not chosen is returned."""
    lost = []
    for both in differing_answers(change.book, keep_id, other_id):
        holds, left = both.mine["value"], both.theirs["value"]
        if pick.get(both.key) is Pick.OTHER:
            holds, left = left, holds
        change.update("own_value", both.mine["id"], value=holds)
        lost.append(Lost(title=both.name, text=left))
    answered = {
        one["own_field_id"] for one in rows_where(change.book, "own_value", "shopper_id", keep_id)
    }
    for theirs in rows_where(change.book, "own_value", "shopper_id", other_id):
        if theirs["own_field_id"] in answered:
            change.delete("own_value", theirs["id"])
        else:
            change.update("own_value", theirs["id"], shopper_id=keep_id)
    return lost


def _in_their_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda one: (one.get("position", 0), one["id"]))
