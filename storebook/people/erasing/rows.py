"""Taking a person's rows out of the book, and the person out of the rows that stay."""

from collections.abc import Collection
from datetime import date

from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.rows import references_to, rows_where
from storebook.people.called import called_as
from storebook.people.erasing.rules import SAID, STAYS
from storebook.people.households import first_address, home_name, ids_of

TIED_TO_PIECES = ("note", "touch", "task")


def erase_rows_of(change: Change, shopper_id: int, *, today: date) -> None:
    """Everything that is the person's goes; tickets, pieces and other people's days stay."""
    pieces = pieces_of(change.book, shopper_id)
    keep_surprises(change, shopper_id, today)
    keep_days_of_others(change, shopper_id)
    keep_cards_of_others(change, shopper_id)
    household_id = rows_where(change.book, "shopper", "id", shopper_id)[0]["household_id"]
    for reference in references_to(change.book, "shopper"):
        for row in rows_where(change.book, reference.table, reference.column, shopper_id):
            if (reference.table, reference.column) in STAYS:
                take_out(change, reference.table, row["id"], reference.column)
            else:
                remove(change, reference.table, row["id"])
    remove(change, "shopper", shopper_id)
    if household_id is not None:
        leave_household(change, household_id)
    remove_nobodys_photos(change, pieces)


def take_out(change: Change, table: str, row_id: int, column: str) -> None:
    """The person is taken out of one row, with what it said of them."""
    values = dict.fromkeys((column, *SAID.get(table, ())))
    if table == "piece":
        values["secret_until"] = None
    change.erase_row(table, row_id, **values)


def remove(change: Change, table: str, row_id: int) -> None:
    """One row goes, and so does what can't be without it; what can is tied to it no longer."""
    for reference in references_to(change.book, table):
        for row in rows_where(change.book, reference.table, reference.column, row_id):
            if may_be_empty(change.book, reference.table, reference.column):
                change.erase_row(reference.table, row["id"], **{reference.column: None})
            else:
                remove(change, reference.table, row["id"])
    change.erase_rows(table, row_id, row_id)


def may_be_empty(book: Book, table: str, column: str) -> bool:
    return not book.value(
        'SELECT "notnull" FROM pragma_table_info(:table) WHERE name = :column',
        table=table,
        column=column,
    )


def keep_surprises(change: Change, shopper_id: int, today: date) -> None:
    """A gift that is a secret still was theirs to give: its wearer does not learn of it now.

    The piece is nobody's from here on, and what was noted about it for others goes.
    """
    for piece in rows_where(change.book, "piece", "giver_id", shopper_id):
        if piece["secret_until"] is None or piece["secret_until"] <= today.isoformat():
            continue
        for table in TIED_TO_PIECES:
            for row in rows_where(change.book, table, "piece_id", piece["id"]):
                remove(change, table, row["id"])
        for wish in rows_where(change.book, "wish", "piece_id", piece["id"]):
            change.erase_row("wish", wish["id"], piece_id=None, fulfilled_on=None)
        change.erase_row(
            "piece", piece["id"], giver_id=None, wearer_id=None, secret_until=None, engraving=None
        )
        if piece["line_id"] is not None:
            change.erase_row("line", piece["line_id"], wearer_id=None)


def keep_days_of_others(change: Change, shopper_id: int) -> None:
    """A wedding day is the other one's too."""
    for day in rows_where(change.book, "occasion", "shopper_id", shopper_id):
        if day["partner_id"] is not None:
            change.erase_row("occasion", day["id"], shopper_id=day["partner_id"], partner_id=None)


def keep_cards_of_others(change: Change, shopper_id: int) -> None:
    """What was sent to two stands as sent to the one who stays; all else of the runs goes."""
    book = change.book
    pieces = {
        row["id"]: row
        for column in ("shopper_id", "partner_id")
        for row in rows_where(book, "run_piece", column, shopper_id)
    }
    for piece in pieces.values():
        others = {piece["shopper_id"], piece["partner_id"]} - {shopper_id, None}
        if not others or piece["state"] in ("due", "left out"):
            remove(change, "run_piece", piece["id"])
        else:
            change.erase_row("run_piece", piece["id"], **for_one(book, others.pop()))


def for_one(book: Book, shopper_id: int) -> Row:
    """The words of a card as they would be for this one alone."""
    row = rows_where(book, "shopper", "id", shopper_id)[0]
    return {
        "shopper_id": shopper_id,
        "partner_id": None,
        "name_line": row["envelope_line"],
        "greeting": row["greeting_line"],
        "initials": "",
        "why_detail": None,
    }


def leave_household(change: Change, household_id: int) -> None:
    """The others live on, without the line for two; nobody's household goes."""
    book = change.book
    left = ids_of(book, household_id)
    if not left:
        remove(change, "household", household_id)
        return
    home = rows_where(book, "household", "id", household_id)[0]
    named = {home_name(called_as(book, one)) for one in left}
    values = dict.fromkeys(SAID["household"])
    if home["address_id"] is None:
        values["address_id"] = first_address(book, household_id)
    if home["name"] not in named:
        values["name"] = home_name(called_as(book, left[0]))
    change.erase_row("household", household_id, **values)


def remove_nobodys_photos(change: Change, piece_ids: Collection[int]) -> None:
    """Photos of those of their pieces that are nobody's any more."""
    for piece_id in piece_ids:
        (piece,) = rows_where(change.book, "piece", "id", piece_id)
        if piece["giver_id"] is None and piece["wearer_id"] is None:
            for photo in rows_where(change.book, "photo", "piece_id", piece_id):
                remove(change, "photo", photo["id"])


def pieces_of(book: Book, shopper_id: int) -> list[int]:
    """What they gave and what they wear."""
    found = {
        row["id"]
        for column in ("giver_id", "wearer_id")
        for row in rows_where(book, "piece", column, shopper_id)
    }
    return sorted(found)
