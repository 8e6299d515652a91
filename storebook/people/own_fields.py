"""Fields of the shop's own: a name, a kind, and what each shopper answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, is_blank, limited, one_line, quoted, required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.typed import too_long

LONGEST_NAME = 60
LONGEST_VALUE = 1_000
YES = frozenset({"yes", "y", "true", "1", "x", "on"})
NO = frozenset({"no", "n", "false", "0", "off"})
THOUSANDS = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?:\D|$))")


class OwnFieldKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_OR_NO = "yes or no"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """One field; every shopper may have an answer."""

    id: int
    name: str
    kind: OwnFieldKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnValue:
    """A shopper's answer; numbers as "1234.5", days as "2026-11-20", "yes" or "no"."""

    own_field_id: int
    name: str
    kind: OwnFieldKind
    value: str


def own_fields(book: Book) -> list[OwnField]:
    """Every field in the order they were made."""
    return book.all(OwnField, "SELECT id, name, kind FROM own_field ORDER BY id")


def own_values(book: Book, shopper_id: int) -> list[OwnValue]:
    """What the shopper answered, in the order of the fields."""
    return book.all(
        OwnValue,
        """
        SELECT own_field_id, name, kind, value
        FROM own_value JOIN own_field ON own_field.id = own_field_id
        WHERE shopper_id = :shopper_id
        ORDER BY own_field_id
        """,
        shopper_id=shopper_id,
    )


def answered(book: Book) -> dict[int, int]:
    """How many shoppers have an answer, by field."""
    return dict(book.rows("SELECT own_field_id, count(*) FROM own_value GROUP BY own_field_id"))


def add_own_field(book: Book, name: str, kind: OwnFieldKind) -> int:
    """Make a field and return its id."""
    kept = _name(name)
    with book.change(f"Own field {kept} made") as change:
        _refuse_taken(book, kept, None)
        return change.insert("own_field", name=kept, kind=kind)


def rename_own_field(book: Book, own_field_id: int, name: str) -> None:
    """Call a field something else; the answers stay."""
    kept = _name(name)
    with book.change(f"Own field renamed to {kept}") as change:
        _refuse_taken(book, kept, own_field_id)
        change.update("own_field", own_field_id, name=kept)


def remove_own_field(book: Book, own_field_id: int) -> None:
    """Take away a field that nobody has answered."""
    field = own_field(book, own_field_id)
    with book.change(f"Own field {field.name} removed") as change:
        answers = book.value(
            "SELECT count(*) FROM own_value WHERE own_field_id = :id", id=own_field_id
        )
        if answers:
            have = "shopper has" if answers == 1 else "shoppers have"
            raise Refused(f"{answers:,} {have} an answer here. Take it away from them first.")
        change.delete("own_field", own_field_id)


def own_field(book: Book, own_field_id: int) -> OwnField:
    """One field; refused when there is none."""
    found = book.first(
        OwnField, "SELECT id, name, kind FROM own_field WHERE id = :id", id=own_field_id
    )
    if found is None:
        raise Refused("This field was removed meanwhile.")
    return found


def write_own_value(change: Change, shopper_id: int, own_field_id: int, value: str | None) -> None:
    """The step: a value as `read_value` gives it, or None."""
    row_id = change.book.value(
        "SELECT id FROM own_value WHERE shopper_id = :shopper_id AND own_field_id = :field",
        shopper_id=shopper_id,
        field=own_field_id,
    )
    if row_id is not None and value is None:
        change.delete("own_value", row_id)
    elif row_id is not None:
        change.update("own_value", row_id, value=value)
    elif value is not None:
        change.insert("own_value", shopper_id=shopper_id, own_field_id=own_field_id, value=value)


def write_own_values(change: Change, shopper_id: int, own: Mapping[str, str]) -> None:
    """The step: these answers, by the name of their field, as they were typed."""
    fields = fields_by_name(change.book) if own else {}
    for name, text in own.items():
        field = named(fields, name)
        write_own_value(change, shopper_id, field.id, read_value(field, text))


def named(fields: Mapping[str, OwnField], name: str) -> OwnField:
    """The field of this name; refused when there is none."""
    found = fields.get(fold(one_line(name)))
    if found is None:
        raise Refused(f"There is no own field called {quoted(name)}.", f"own.{name}")
    return found


def read_values(fields: Mapping[str, OwnField], own: Mapping[str, str]) -> list[tuple[int, str]]:
    """Answers by the folded name of their field; empty ones are left out."""
    read = []
    for name, text in own.items():
        field = named(fields, name)
        value = read_value(field, text)
        if value is not None:
            read.append((field.id, value))
    return read


def fields_by_name(book: Book) -> dict[str, OwnField]:
    """Every field by its folded name."""
    return {fold(field.name): field for field in own_fields(book)}


def read_value(field: OwnField, text: str) -> str | None:
    """The answer as it is kept, None for an empty one; refused when it is of another kind."""
    name = f"own.{field.name}"
    if is_blank(text):
        return None
    kept = limited(text, LONGEST_VALUE, name, too_long(LONGEST_VALUE))
    if field.kind is OwnFieldKind.NUMBER:
        return _number(kept, name)
    if field.kind is OwnFieldKind.DAY:
        return _day(kept, name)
    if field.kind is OwnFieldKind.YES_OR_NO:
        return _yes_or_no(kept, name)
    return kept


def _number(text: str, field: str) -> str:
    try:
        number = Decimal(THOUSANDS.sub("", text))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Refused(f"{quoted(text)} is not a number. Write it like 1234.5.", field)
    return format(number, "f")


def _day(text: str, field: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused(f"{quoted(text)} is not a day. Write it like 2026-11-20.", field) from None


def _yes_or_no(text: str, field: str) -> str:
    folded = fold(text)
    if folded in YES:
        return "yes"
    if folded in NO:
        return "no"
    raise Refused(f"{quoted(text)} is neither yes nor no.", field)


def _name(name: str) -> str:
    return one_line(required(name, "name", "A field needs a name.", LONGEST_NAME))


def _refuse_taken(book: Book, name: str, own_field_id: int | None) -> None:
    for field in own_fields(book):
        if fold(field.name) == fold(name) and field.id != own_field_id:
            raise Refused(f"There is a field called {field.name} already.", "name")
