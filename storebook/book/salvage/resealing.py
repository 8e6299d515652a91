"""Chains what is left of the log anew: where steps are lost, the old chain can match no more.

A step that still says what its digest says keeps it. The others are counted, and the book says how
many they were: a chain that was broken before the damage is not made good in silence.
"""

from collections.abc import Iterable

from storebook.book.chain import Step, changes, events, faults
from storebook.book.digests import BEGINNING, chained
from storebook.book.engine import Connection, one_value


def reseal(connection: Connection) -> int:
    """Chain the log anew if it does not match; returns how many steps had lost a part.

    Within the transaction of whoever puts the book together, while the log may be written to.
    """
    if not has_chain(connection) or next(faults(connection, []), None) is None:
        return 0
    key = one_value(connection, "SELECT key FROM chain_key ORDER BY id DESC LIMIT 1")
    steps = in_order([*changes(connection)], [*events(connection)])
    before, resealed = BEGINNING, 0
    for link, step in enumerate(steps, start=1):
        digest = step.digest
        if digest is None or step.says != step.expected:
            digest, resealed = step.says, resealed + 1
            forget_erasure(connection, step)
        before = chained(key, before, link, digest)
        write_seal(connection, step, (link, digest, before))
    connection.execute("DELETE FROM chain_key")
    if key is not None:
        connection.execute("INSERT INTO chain_key (from_link, key) VALUES (1, ?)", [key])
    return resealed


def has_chain(connection: Connection) -> bool:
    """Whether the book had seen the step that chains its log; else it is chained when upgraded."""
    return bool(one_value(connection, "SELECT 1 FROM sqlite_schema WHERE name = 'chain_key'"))


def in_order(all_changes: list[Step], all_events: list[Step]) -> list[Step]:
    """As they were made: by their places in the chain, and one without a place after the one
    before it; changes and events each stay in the order of their numbers.
    """
    placed = [*with_places(all_changes), *with_places(all_events)]
    placed.sort(key=lambda one: one[0])  # stable: each kind stays in its order
    return [step for _, step in placed]


def with_places(steps: Iterable[Step]) -> list[tuple[int, Step]]:
    placed, last = [], 0
    for step in steps:
        last = max(last, step.link or 0)
        placed.append((last, step))
    return placed


def forget_erasure(connection: Connection, step: Step) -> None:
    """What an erasure left there is what is there now."""
    for statement in (
        "DELETE FROM log_erasure WHERE ?1 = 'change' AND of_change_id = ?2",
        "DELETE FROM log_erasure WHERE ?1 = 'event' AND of_event_id = ?2",
    ):
        connection.execute(statement, [step.name, step.row[0]])


def write_seal(connection: Connection, step: Step, seal: tuple[int, bytes, bytes]) -> None:
    statement = {
        "change": """
            UPDATE change SET link = ?, digest = ?, chain = ?, salt = coalesce(salt, X'')
            WHERE id = ?
            """,
        "event": """
            UPDATE event SET link = ?, digest = ?, chain = ?, salt = coalesce(salt, X'')
            WHERE id = ?
            """,
    }[step.name]
    connection.execute(statement, [*seal, step.row[0]])
