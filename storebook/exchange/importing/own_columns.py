"""Own fields that a list brings: made where the shop has none of that name."""

from collections.abc import Iterable, Mapping

from storebook.base.text import fold, one_line
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.exchange.fields import OWN
from storebook.exchange.headings import Heading
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER
from storebook.people.own_fields import OwnField, OwnFieldKind, fields_by_name

COUNTRY = "Country"


def wanted_fields(headings: Iterable[Heading]) -> dict[str, OwnFieldKind]:
    """The own fields that the columns of a list of shoppers ask for."""
    wanted = {}
    for heading in headings:
        target = heading.target
        if target is not None and target.field.startswith(OWN):
            wanted[target.field[len(OWN) :]] = OwnFieldKind(target.own_kind)
        elif target is not None and target.field == "customer id":
            wanted[CUSTOMER_NUMBER] = OwnFieldKind.TEXT
    return wanted


def fields_there(book: Book, wanted: Mapping[str, OwnFieldKind]) -> dict[str, OwnField]:
    """The fields by their folded name; those that are still to be made have ids below zero."""
    fields = fields_by_name(book)
    for number, (name, kind) in enumerate(wanted.items(), 1):
        fields.setdefault(fold(one_line(name)), OwnField(id=-number, name=name, kind=kind))
    return fields


def make_fields(change: Change, wanted: Mapping[str, OwnFieldKind]) -> dict[str, OwnField]:
    """The step that makes the missing ones."""
    for field in fields_there(change.book, wanted).values():
        if field.id < 0:
            change.insert("own_field", name=one_line(field.name), kind=field.kind)
    return fields_by_name(change.book)
