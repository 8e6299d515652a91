"""A ticket says that it was begun with a deposit, so that a payment gone missing is told apart."""

from sqlite_utils.db import Database


def migrate(db: Database) -> None:
    """Mark the tickets that are paid in part as deposits."""
    db.execute(
        "ALTER TABLE purchase ADD COLUMN"
        " on_deposit INTEGER NOT NULL DEFAULT 0 CHECK (on_deposit IN (0, 1))"
    )
    db.execute(
        """
        UPDATE purchase SET on_deposit = 1
        WHERE id IN (
            SELECT purchase_id FROM payment
            JOIN purchase AS ticket ON ticket.id = purchase_id
            GROUP BY purchase_id
            HAVING sum(amount_cents) BETWEEN 1 AND min(ticket.total_cents) - 1
        )
        """
    )
