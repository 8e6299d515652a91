"""Makes one book of what was brought back: what points nowhere, and sums that lost a part."""

from collections import Counter
from dataclasses import dataclass

from storebook.book.engine import Connection, IntegrityError, one_value
from storebook.book.salvage.shapes import Shape
from storebook.book.salvage.standing_in import put_in_for
from storebook.book.statements import delete_statement, quoted, update_statement

OWNER = "Owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What was done so that everything fits: rows by table.

    `put_in`: stand-ins for what others need. `loosened`: rows that no longer say what they belong
    to. `left_out`: rows that nothing is left to belong to.
    """

    put_in: dict[str, int]
    loosened: dict[str, int]
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """A row that points to one that is not there, by one of its columns."""

    table: str
    row_id: int
    column: str
    parent: str


def mend(connection: Connection, shapes: dict[str, Shape]) -> Mended:
    """Leave no row that points nowhere, and no ticket that is not the sum of its lines."""
    put_in: Counter[str] = Counter()
    loosened: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    put_in.update(put_in_owner(connection))
    while loose := loose_ends(connection):
        for end in loose:
            missing = pointed_to(connection, end)
            if missing is None or is_there(connection, end.parent, missing):
                continue  # what another row needed was put in just now
            if put_in_for(connection, end.parent, missing):
                put_in[end.parent] += 1
            elif let_go(connection, shapes[end.table], end):
                loosened[end.table] += 1
            else:
                deletion = connection.execute(delete_statement(end.table), [end.row_id] * 2)
                left_out[end.table] += deletion.rowcount
    left_out.update(drop_nameless(connection))
    left_out.update(drop_empty_changes(connection))
    put_in.update(even_out(connection))
    put_in_order(connection)
    return Mended(put_in=dict(put_in), loosened=dict(loosened), left_out=dict(left_out))


def loose_ends(connection: Connection) -> list[LooseEnd]:
    """Every row with a number that points nowhere, once for each way it does."""
    found = connection.execute("PRAGMA foreign_key_check").fetchall()
    columns = {
        (table, number): column
        for table in {row[0] for row in found}
        for number, column in connection.execute(
            'SELECT id, "from" FROM pragma_foreign_key_list(?)', [table]
        ).fetchall()
    }
    return [
        LooseEnd(table, row_id, columns[table, key], parent)
        for table, row_id, parent, key in found
        if row_id is not None
    ]


def pointed_to(connection: Connection, end: LooseEnd) -> int | None:
    """The number that the row still points to; None when it was let go, or is gone itself."""
    names = quoted(end.column), quoted(end.table)
    rows = connection.execute(
        f"SELECT {names[0]} FROM {names[1]} WHERE rowid = ?",  # noqa: S608
        [end.row_id],
    ).fetchall()
    return rows[0][0] if rows else None


def is_there(connection: Connection, table: str, row_id: int) -> bool:
    sql = f"SELECT 1 FROM {quoted(table)} WHERE id = ?"  # noqa: S608
    return bool(connection.execute(sql, [row_id]).fetchall())


def let_go(connection: Connection, shape: Shape, end: LooseEnd) -> bool:
    """Let the row say no longer what it belongs to, where it can be without."""
    if next(one for one in shape.columns if one.name == end.column).needed:
        return False
    columns: tuple[str, ...] = (end.column,)
    if shape.table == "change":  # who takes nothing back undoes nothing either
        columns = ("takes_back_id", "step_id", "is_undo")
    nothing = [0 if name == "is_undo" else None for name in columns]
    try:
        connection.execute(update_statement(shape.table, columns), [*nothing, end.row_id])
    except IntegrityError:
        return False
    return True


def put_in_owner(connection: Connection) -> dict[str, int]:
    """A book opens for its owner."""
    if one_value(connection, "SELECT 1 FROM associate WHERE role = 'owner' AND active LIMIT 1"):
        return {}
    connection.execute(
        "INSERT INTO associate (name, initials, role) VALUES (?, 'O', 'owner')", [OWNER]
    )
    return {"associate": 1}


def drop_nameless(connection: Connection) -> dict[str, int]:
    """Who a step was about, when nothing else is left of the step."""
    dropped = connection.execute(
        "DELETE FROM change_shopper WHERE change_id NOT IN (SELECT id FROM change)"
    ).rowcount
    return {"change_shopper": dropped} if dropped else {}


def drop_empty_changes(connection: Connection) -> dict[str, int]:
    """Steps of the history whose every row is lost: what they did can't be said or taken back."""
    dropped = 0
    empty = """
        SELECT id FROM change
        WHERE NOT EXISTS (SELECT 1 FROM change_row WHERE change_row.change_id = change.id)
        ORDER BY id DESC
        """
    for (change_id,) in connection.execute(empty).fetchall():
        for statement in (
            """
            UPDATE change SET takes_back_id = NULL, step_id = NULL, is_undo = 0
            WHERE takes_back_id = ?1 OR step_id = ?1
            """,
            "DELETE FROM change_shopper WHERE change_id = ?1",
            "DELETE FROM change WHERE id = ?1",
        ):
            connection.execute(statement, [change_id])
        dropped += 1
    return {"change": dropped} if dropped else {}


def even_out(connection: Connection) -> dict[str, int]:
    """What is missing of a ticket as one line, and of what was paid for it as one payment.

    So the shop's totals stay those that were rung up, and each such ticket can be seen.
    """
    lines = connection.execute(
        """
        INSERT INTO line (
            purchase_id, position, kind, quantity, description, price_cents, net_cents, tax_cents
        )
        SELECT purchase.id, coalesce(max(line.position), 0) + 1, 'service', 1,
               'Lines that could not be brought back',
               purchase.net_cents - coalesce(sum(line.net_cents), 0),
               purchase.net_cents - coalesce(sum(line.net_cents), 0),
               purchase.tax_cents - coalesce(sum(line.tax_cents), 0)
        FROM purchase
        LEFT JOIN line ON line.purchase_id = purchase.id
        GROUP BY purchase.id
        HAVING purchase.net_cents <> coalesce(sum(line.net_cents), 0)
            OR purchase.tax_cents <> coalesce(sum(line.tax_cents), 0)
        """
    ).rowcount
    payments = connection.execute(
        """
        INSERT INTO payment (purchase_id, kind, amount_cents)
        SELECT purchase.id, 'other', purchase.total_cents - sum(payment.amount_cents)
        FROM purchase
        JOIN payment ON payment.purchase_id = purchase.id
        GROUP BY purchase.id
        HAVING purchase.total_cents <> sum(payment.amount_cents)
        """
    ).rowcount
    return {name: count for name, count in (("line", lines), ("payment", payments)) if count}


def put_in_order(connection: Connection) -> None:
    """The days of those who were put in last stand in the order of days too, by its triggers."""
    connection.execute(
        """
        UPDATE occasion SET month_day = month_day
        WHERE id NOT IN (SELECT occasion_id FROM occasion_order)
        """
    )


def give_out_no_number_twice(connection: Connection, noted: dict[str, int]) -> None:
    """New rows get numbers that were never given out, as far as anything still tells of them."""
    spoken_of = dict(
        connection.execute(
            "SELECT table_name, max(last_id) FROM change_row GROUP BY table_name"
        ).fetchall()
    )
    known = {
        name: int(seq)
        for name, seq in connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    }
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'"
        ).fetchall()
    }
    for table in tables & (noted.keys() | spoken_of.keys() | known.keys()):
        highest = max(known.get(table, 0), noted.get(table, 0), spoken_of.get(table, 0))
        if table in known:
            connection.execute(
                "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [highest, table]
            )
        else:
            connection.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, highest]
            )
