"""The shop's own words on cards, its own gift days, and which words a card was printed in."""

from sqlite_utils.db import Database

TABLES = (
    # A shipped text that was edited or put aside, or one of the shop's own. The latest row of a
    # kind, language and variant counts: none need be unique, so that any of them can come back.
    """
    CREATE TABLE template (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind <> ''),
        language TEXT NOT NULL CHECK (language <> ''),
        variant TEXT NOT NULL CHECK (variant <> ''),
        moment TEXT NOT NULL DEFAULT '',
        greeting TEXT NOT NULL CHECK (greeting <> ''),
        wish TEXT NOT NULL CHECK (wish <> ''),
        signature TEXT NOT NULL CHECK (signature <> ''),
        version INTEGER NOT NULL CHECK (version > 0),
        used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1)),
        changed_on TEXT NOT NULL
    ) STRICT
    """,
    # `rule` is when it comes, in words: "2nd sunday of may", "march 14", "lunar 8/15".
    """
    CREATE TABLE gift_day (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL CHECK (title <> ''),
        rule TEXT NOT NULL CHECK (rule <> '')
    ) STRICT
    """,
)
COLUMNS = (
    # Kind, language, variant and version of the words of a frozen card: "birthday/en/stone@1".
    "ALTER TABLE run_piece ADD COLUMN wording TEXT NOT NULL DEFAULT ''",
    # What stands under the name of whoever signs: "Gemologist".
    "ALTER TABLE associate ADD COLUMN card_line TEXT NOT NULL DEFAULT ''",
)


def migrate(db: Database) -> None:
    """Make room for the shop's own words and days."""
    for statement in (*TABLES, *COLUMNS):
        db.execute(statement)
