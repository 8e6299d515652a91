"""Who asked to be erased is not brought in again by a list, and the list says so."""

from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.exchange.importing.persons import marks_of
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER, ShopperRow
from storebook.people.erasing import Known, Suppression

WAS_ERASED = "This person asked to be erased from the book, and is not brought in again."


def was_erased(forgotten: Suppression, row: ShopperRow) -> bool:
    """Whether this row is about somebody who was erased."""
    if not forgotten.digests:
        return False
    marks = marks_of(row)
    number = row.beside.own.get(CUSTOMER_NUMBER, "")
    return forgotten.knows(
        Known(
            names=[name for name in (row.draft.name, row.draft.native_name) if name],
            phones=marks.phones,
            emails=marks.emails,
            addresses=marks.addresses,
            birthdays=[] if marks.birthday is None else [marks.birthday],
            numbers=[fold(number)] if number else [],
        )
    )


def refuse_erased(forgotten: Suppression, row: ShopperRow) -> None:
    """Refuse a row about somebody who was erased."""
    if was_erased(forgotten, row):
        raise Refused(WAS_ERASED)
