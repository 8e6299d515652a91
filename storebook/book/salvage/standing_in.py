"""Stand-ins for people and tickets whose page is lost, so that what belongs to them has a place."""

from collections.abc import Callable
from datetime import datetime

from storebook.base.text import fold
from storebook.book.engine import Connection

LOST = "brought back without the name"
LOST_STEP = "A step brought back without its words"
LOST_TICKET = "This ticket was lost and put together again from its lines. "
WRITTEN_DOWN = "Its day is the one on which it was written down."
DAY_BEFORE = "Its day is not known: it stands on that of the ticket before it."


def put_in_for(connection: Connection, table: str, row_id: int) -> bool:
    """Put a stand-in under this number, where there can be one; False where there can't."""
    stand_in = STAND_INS.get(table)
    return stand_in is not None and stand_in(connection, row_id)


def put_in_shopper(connection: Connection, shopper_id: int) -> bool:
    """What is known of a person outlives the page that had the name."""
    name = f"Shopper {shopper_id}, {LOST}"
    folded = fold(name)
    connection.execute(
        """
        INSERT INTO shopper (id, name, greeting_line, envelope_line, sort_key, folded)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [shopper_id, name, name, name, folded, folded],
    )
    return True


def put_in_associate(connection: Connection, associate_id: int) -> bool:
    """Somebody who has left: they can't sign in, and their work keeps its number."""
    name = f"Associate {associate_id}, {LOST}"
    connection.execute(
        "INSERT INTO associate (id, name, initials, role, active) VALUES (?, ?, ?, 'clerk', 0)",
        [associate_id, name, f"A{associate_id}"],
    )
    return True


def put_in_change(connection: Connection, change_id: int) -> bool:
    """A step of the history whose words are lost: what it did is known, and can be taken back.

    It stands at the moment of the step before it, by the same associate.
    """
    return (
        connection.execute(
            """
            INSERT INTO change (id, at, associate_id, what)
            SELECT ?1, at, associate_id, ?2 FROM change
            ORDER BY id > ?1, abs(id - ?1)
            LIMIT 1
            """,
            [change_id, LOST_STEP],
        ).rowcount
        > 0
    )


def put_in_purchase(connection: Connection, purchase_id: int) -> bool:
    """A ticket from its lines: where it was a step of its own the history knows day and buyer;
    else the day is that of the ticket before it, and the buyer is who gave what is on it.
    """
    lines = connection.execute(
        "SELECT sum(net_cents), sum(tax_cents) FROM line WHERE purchase_id = ?", [purchase_id]
    ).fetchall()
    known = from_history(connection, purchase_id) or from_beside(connection, purchase_id)
    if known is None or lines[0][0] is None:
        return False
    connection.execute(
        """
        INSERT INTO purchase (
            id, shopper_id, day, associate_id, note, prices_include_tax, net_cents, tax_cents,
            total_cents, secret_until
        )
        VALUES (
            ?1, ?2, ?3, ?4, ?5,
            coalesce((SELECT prices_include_tax FROM purchase ORDER BY id DESC LIMIT 1), 0),
            ?6, ?7, ?6 + ?7,
            (
                SELECT max(secret_until) FROM piece JOIN line
                ON piece.line_id IN (line.id, line.returns_line_id)
                WHERE line.purchase_id = ?1
            )
        )
        """,
        [purchase_id, *known, *lines[0]],
    )
    return True


Ticket = tuple[int | None, str, int, str]


def from_history(connection: Connection, purchase_id: int) -> Ticket | None:
    """Buyer, day, associate and a note of a ticket that was one step of the history."""
    steps = connection.execute(
        """
        SELECT change.id, change.at, change.associate_id
        FROM change_row
        JOIN change ON change.id = change_row.change_id
        WHERE table_name = 'purchase' AND action = 'insert' AND first_id = ?1 AND last_id = ?1
        ORDER BY change_row.id DESC
        LIMIT 1
        """,
        [purchase_id],
    ).fetchall()
    if not steps:
        return None
    change_id, at, associate_id = steps[0]
    buyers = connection.execute(
        "SELECT shopper_id FROM change_shopper WHERE change_id = ?", [change_id]
    ).fetchall()
    day = datetime.fromisoformat(at).astimezone().date().isoformat()
    return buyers[0][0] if len(buyers) == 1 else None, day, associate_id, LOST_TICKET + WRITTEN_DOWN


def from_beside(connection: Connection, purchase_id: int) -> Ticket | None:
    """The same of a ticket that came with many others, as in a list that was brought in."""
    beside = connection.execute(
        """
        SELECT day, associate_id FROM purchase ORDER BY id > ?1, abs(id - ?1) LIMIT 1
        """,
        [purchase_id],
    ).fetchall()
    givers = connection.execute(
        """
        SELECT DISTINCT giver_id FROM piece JOIN line ON line.id = piece.line_id
        WHERE line.purchase_id = ? AND giver_id IN (SELECT id FROM shopper)
        """,
        [purchase_id],
    ).fetchall()
    if not beside:
        return None
    return givers[0][0] if len(givers) == 1 else None, *beside[0], LOST_TICKET + DAY_BEFORE


STAND_INS: dict[str, Callable[[Connection, int], bool]] = {
    "shopper": put_in_shopper,
    "associate": put_in_associate,
    "change": put_in_change,
    "purchase": put_in_purchase,
}
