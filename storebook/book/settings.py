"""Settings that travel in the book: dataclasses with defaults, next to the code that uses them."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.records import converter, plain_type, stored

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Settings = TypeVar("Settings", bound="DataclassInstance")


def load(book: Book, settings: type[Settings]) -> Settings:
    """The settings of this kind as the shop set them; what was never set has its default.

    So has what can't be read: a field of another version's, a value that is no longer a choice.
    Settings must never keep a book from opening.
    """
    text = book.value("SELECT value FROM setting WHERE name = :name", name=settings.__name__)
    kept = json.loads(text) if text else {}
    if not isinstance(kept, dict):
        return settings()
    hints = get_type_hints(settings)
    values = {}
    for field in fields(settings):
        if field.name in kept:
            try:
                values[field.name] = as_hinted(kept[field.name], hints[field.name])
            except (TypeError, ValueError, LookupError):
                continue
    try:
        return settings(**values)
    except (TypeError, ValueError, Refused):  # each value may be right and the whole not
        return settings()


def save(change: Change, settings: "DataclassInstance") -> None:
    """Keep these settings in the book, as part of a change."""
    name = type(settings).__name__
    value = json.dumps(asdict(settings), default=stored, ensure_ascii=False)
    row_id = change.book.value("SELECT id FROM setting WHERE name = :name", name=name)
    if row_id is None:
        change.insert("setting", name=name, value=value)
    else:
        change.update("setting", row_id, value=value)


def set_rule(book: Book, what: str, settings: "DataclassInstance") -> None:
    """Keep these settings as a change of their own; `what` is its sentence in the history."""
    with book.change(what) as change:
        save(change, settings)


def as_hinted(value: Any, hint: Any) -> Any:
    """A value from JSON as the annotated type; TypeError, ValueError, LookupError if it is none."""
    kind = plain_type(hint)
    if value is None:
        if type(None) not in get_args(hint):
            raise TypeError("nothing is kept where something is needed")
        return None
    if get_origin(kind) is tuple:
        return tuple(as_hinted(item, get_args(kind)[0]) for item in must_be(value, list))
    convert: Callable[[Any], Any] | None = converter(kind)
    if kind is bool:
        return must_be(value, bool)
    if convert is not None:
        return convert(must_be(value, str))
    if kind is float:
        return float(must_be(value, int, float))
    return must_be(value, kind)


def must_be(value: Any, *kinds: type) -> Any:
    # To Python True is an int; in a setting it is not.
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise TypeError(f"{value!r} is not of the kind that was expected")
    return value
