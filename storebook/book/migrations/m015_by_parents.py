"""Cards for a child that go to a parent, the envelopes of a run, and sheets printed on one side."""

from sqlite_utils.db import Database

# Which kinds of cards there are is not listed any more; a check can't be changed in place.
ANY_KIND = (
    "ALTER TABLE {table} ADD COLUMN kind_of_card TEXT",
    "UPDATE {table} SET kind_of_card = card_kind WHERE card_kind IS NOT NULL",
    "ALTER TABLE {table} DROP COLUMN card_kind",
    "ALTER TABLE {table} RENAME COLUMN kind_of_card TO card_kind",
)
STATEMENTS = (
    "CREATE INDEX run_piece_day ON run_piece (card_kind, occasion_day)",
    # Whose birthday it is, of a card that goes to a parent: `shopper_id` is the parent.
    "ALTER TABLE run_piece ADD COLUMN child_id INTEGER REFERENCES shopper (id)",
    "CREATE INDEX run_piece_child ON run_piece (child_id) WHERE child_id IS NOT NULL",
    # The size that its envelopes were printed in, by name.
    "ALTER TABLE run ADD COLUMN envelope TEXT",
    # Sheets whose fronts are printed while the backs are still to come: which pieces, and how.
    "ALTER TABLE run ADD COLUMN fronts TEXT CHECK (json_valid(fronts))",
)


def migrate(db: Database) -> None:
    """Make room for them."""
    db.execute("DROP INDEX run_piece_day")
    for table in ("run", "run_piece"):
        for statement in ANY_KIND:
            db.execute(statement.format(table=table))
    for statement in STATEMENTS:
        db.execute(statement)
