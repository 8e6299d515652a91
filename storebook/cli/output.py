"""What a command prints: lines for people, or one JSON document for programs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

import click

from storebook.base.dates import PartialDate, iso_partial


def answer(document: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Print the document as JSON, or the lines."""
    if as_json:
        click.echo(json.dumps(plain(document), ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)


def plain(value: Any) -> Any:
    """A value as JSON knows it: dates in ISO form, money in minor units, records as objects."""
    if isinstance(value, PartialDate):
        return iso_partial(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def in_columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Lines whose columns begin below one another; the last column is left as it is."""
    rows = list(rows)
    if not rows:
        return []
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    return [
        "  ".join(
            [
                *(cell.ljust(width) for cell, width in zip(row, widths, strict=False)),
                row[-1],
            ]
        ).rstrip()
        for row in rows
    ]
