"""Stand-ins for people and tickets whose page is lost, so that what belongs to them has a place."""

from collections.abc import Callable
from datetime import datetime

from storebook.base.text import fold
from storebook.book.engine import Connection

LOST = "brought back without the name"
LOST_TICKET = (
    "This ticket was lost and put together again from its lines and the history. "
    "Its day is the one on which it was written down."
)


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


def put_in_purchase(connection: Connection, purchase_id: int) -> bool:
    """A ticket that the history tells of as one step of its own; of an import it can't be told
    when its tickets were.
    """
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
    lines = connection.execute(
        "SELECT sum(net_cents), sum(tax_cents) FROM line WHERE purchase_id = ?", [purchase_id]
    ).fetchall()
    if not steps or lines[0][0] is None:
        return False
    change_id, at, associate_id = steps[0]
    net, tax = lines[0]
    connection.execute(
        """
        INSERT INTO purchase (
            id, shopper_id, day, associate_id, prices_include_tax, net_cents, tax_cents,
            total_cents, secret_until, note
        )
        VALUES (
            ?1, ?2, ?3, ?4,
            coalesce((SELECT prices_include_tax FROM purchase ORDER BY id DESC LIMIT 1), 0),
            ?5, ?6, ?5 + ?6,
            (
                SELECT max(secret_until) FROM piece JOIN line
                ON piece.line_id IN (line.id, line.returns_line_id)
                WHERE line.purchase_id = ?1
            ),
            ?7
        )
        """,
        [
            purchase_id,
            buyer(connection, change_id),
            datetime.fromisoformat(at).astimezone().date().isoformat(),
            associate_id,
            net,
            tax,
            LOST_TICKET,
        ],
    )
    return True


def buyer(connection: Connection, change_id: int) -> int | None:
    """Whom the step is about, when it is about one."""
    found = connection.execute(
        "SELECT shopper_id FROM change_shopper WHERE change_id = ?", [change_id]
    ).fetchall()
    return found[0][0] if len(found) == 1 else None


STAND_INS: dict[str, Callable[[Connection, int], bool]] = {
    "shopper": put_in_shopper,
    "associate": put_in_associate,
    "purchase": put_in_purchase,
}
