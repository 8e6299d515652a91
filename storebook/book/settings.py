"""Settings that travel in the book: dataclasses with defaults, next to the code that uses them."""

import json
from dataclasses import asdict, fields
from typing import Any, TypeVar, get_type_hints

from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.records import converter, stored

Settings = TypeVar("Settings")


def load(book: Book, settings: type[Settings]) -> Settings:
    """The settings of this kind as the shop set them; what was never set has its default."""
    text = book.value("SELECT value FROM setting WHERE name = :name", name=settings.__name__)
    kept: dict[str, Any] = json.loads(text) if text else {}
    hints = get_type_hints(settings)
    values = {}
    for field in fields(settings):  # type: ignore[arg-type]
        if field.name in kept:
            convert = converter(hints[field.name])
            value = kept[field.name]
            values[field.name] = (
                convert(value) if convert is not None and value is not None else value
            )
    return settings(**values)


def save(change: Change, settings: Any) -> None:
    """Keep these settings in the book, as part of a change."""
    name = type(settings).__name__
    value = json.dumps(
        {key: stored(item) for key, item in asdict(settings).items()}, ensure_ascii=False
    )
    row_id = change.book.value("SELECT id FROM setting WHERE name = :name", name=name)
    if row_id is None:
        change.insert("setting", name=name, value=value)
    else:
        change.update("setting", row_id, value=value)
