"""Turns rows into the frozen records the shop's code speaks of, by column name."""

import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")
Converter = Callable[[Any], Any]
AS_THEY_ARE = frozenset({str, int, float, type(None)})  # most values: asked first
Build = Callable[[tuple[Any, ...]], Any]
BUILDERS: dict[tuple[type[Any], str], Build] = {}


def builder(
    record: type[Record], sql: str, description: Sequence[Sequence[Any]]
) -> Callable[[tuple[Any, ...]], Record]:
    """A function that makes one `record` of one row of this question; it is made once.

    Raises TypeError when a column has no field or a field without a default has no column: a query
    and its record that have drifted apart are a bug to be seen at once.
    """
    known = BUILDERS.get((record, sql))
    if known is None:
        columns = tuple(column[0] for column in description)
        known = BUILDERS[record, sql] = make_builder(record, columns)
    return known


def make_builder(
    record: type[Record], columns: tuple[str, ...]
) -> Callable[[tuple[Any, ...]], Record]:
    hints = get_type_hints(record)
    known = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
    unknown = [name for name in columns if name not in known]
    missing = [
        name
        for name, field in known.items()
        if name not in columns and field.default is MISSING and field.default_factory is MISSING
    ]
    if unknown or missing:
        raise TypeError(
            f"{record.__name__}: columns without a field {unknown}, "
            f"fields without a column {missing}"
        )
    given: dict[str, Any] = {"record": record}
    values = []
    for place, name in enumerate(columns):
        value = f"row[{place}]"
        convert = converter(hints[name])
        if convert is not None:
            given[f"to_{name}"] = convert
            value = f"None if {value} is None else to_{name}({value})"
        values.append(f"{name}={value}")
    # Written out as one call: a loop over the columns takes nearly twice as long for each row.
    build: Callable[[tuple[Any, ...]], Record] = eval(
        f"lambda row: record({', '.join(values)})", given
    )
    return build


def converter(hint: Any) -> Converter | None:
    """How a stored value becomes the annotated type; None when it already is one."""
    kind = plain_type(hint)
    if kind is bool:
        return bool
    if kind is date:
        return date.fromisoformat
    if kind is datetime:
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    return None


def plain_type(hint: Any) -> Any:
    """The type behind `| None` or a NewType."""
    if isinstance(hint, NewType):
        return plain_type(hint.__supertype__)
    if get_origin(hint) in {Union, types.UnionType}:
        inner = [part for part in get_args(hint) if part is not type(None)]
        return plain_type(inner[0]) if len(inner) == 1 else hint
    return hint


def stored(value: Any) -> Any:
    """A value as the file keeps it: ISO dates, 0 and 1, the text of a choice."""
    if type(value) in AS_THEY_ARE:
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def bound(params: dict[str, Any]) -> dict[str, Any]:
    """Parameters as the file keeps them."""
    return {name: stored(value) for name, value in params.items()}
