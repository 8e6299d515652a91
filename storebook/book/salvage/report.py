"""What was brought back from a damaged book, and what is missing, table by table."""

from dataclasses import dataclass
from pathlib import Path

from storebook.base.text import counted
from storebook.book.engine import Connection, one_value
from storebook.book.statements import quoted

NUMBERS_TOLD = 200
# Tables in the words of the shop, as "2 purchases"; others are told under their own name.
WORDS = {
    "shopper": ("shopper", "shoppers"),
    "purchase": ("purchase", "purchases"),
    "line": ("line of a ticket", "lines of tickets"),
    "piece": ("piece", "pieces"),
    "payment": ("payment", "payments"),
    "phone": ("phone number", "phone numbers"),
    "email": ("e-mail address", "e-mail addresses"),
    "address": ("address", "addresses"),
    "occasion": ("occasion", "occasions"),
    "note": ("note", "notes"),
    "member": ("member", "members"),
    "touch": ("contact", "contacts"),
    "task": ("task", "tasks"),
    "household": ("household", "households"),
    "kin": ("family tie", "family ties"),
    "change": ("step of the history", "steps of the history"),
    "change_row": ("entry of the history", "entries of the history"),
    "change_shopper": ("name in the history", "names in the history"),
    "event": ("noted look, print or export", "noted looks, prints and exports"),
    "photo": ("photo", "photos"),
    "picture": ("picture", "pictures"),
    "associate": ("associate", "associates"),
    "setting": ("setting", "settings"),
    "wish": ("wish", "wishes"),
    "size": ("size", "sizes"),
    "consent": ("consent", "consents"),
    "run": ("run", "runs"),
    "preference": ("preference", "preferences"),
    "tag": ("tag", "tags"),
    "own_field": ("field of your own", "fields of your own"),
    "own_value": ("answer in a field of your own", "answers in fields of your own"),
    "pin": ("PIN", "PINs"),
    "template": ("text of a card", "texts of cards"),
    "gift_day": ("gift day", "gift days"),
    "draft": ("half-typed form", "half-typed forms"),
    "merged": ("merged page", "merged pages"),
    "erasure": ("note of an erased person", "notes of erased people"),
    "run_piece": ("card or label of a run", "cards or labels of runs"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """One table: rows brought back, rows known to be missing (with the first of their numbers),
    rows left out because they fit nowhere, rows put in for others to stand on.
    """

    table: str
    rows: int
    missing: int
    missing_ids: tuple[int, ...]
    left_out: int
    put_in: int

    @property
    def in_words(self) -> str:
        """What happened to it in one line; empty when it is whole."""
        one, more = WORDS.get(self.table, (f"row of {self.table}", f"rows of {self.table}"))
        lost = self.missing + self.left_out
        parts = []
        if lost:
            parts.append(f"{counted(lost, one, more)} could not be brought back")
        if self.put_in:
            parts.append(f"{counted(self.put_in, one, more)} put in so that the rest has its place")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """The new book and how much of the old one is in it.

    `damaged_pages` can't be read, or are empty, as are those that were not in use; `lost_pages` can
    be, but it is not clear what they belong to. `faults` are what the whole check of the new book
    found. `resealed` steps of the log had lost a part, so that their digests were made anew.
    """

    path: Path
    tables: tuple[TableReport, ...]
    pages: int
    damaged_pages: int
    lost_pages: int
    loosened: int
    resealed: int
    faults: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def missing(self) -> int:
        return sum(table.missing + table.left_out for table in self.tables)

    def table(self, name: str) -> TableReport:
        """One table's report; raises LookupError when there is none."""
        for found in self.tables:
            if found.table == name:
                return found
        raise LookupError(name)

    @property
    def lines(self) -> list[str]:
        """The report for a person, whole tables left out."""
        told = [table.in_words for table in self.tables if table.in_words]
        if self.loosened:
            told.append(
                f"{counted(self.loosened, 'row no longer says', 'rows no longer say')} "
                "what it belonged to, because that is lost"
            )
        if self.lost_pages:
            told.append(
                f"{counted(self.lost_pages, 'page was', 'pages were')} left out, because it is "
                "not clear what was on it"
            )
        return told


def missing_by_log(connection: Connection, table: str) -> list[int]:
    """The numbers that the log says are in this table, and that are not: in order.

    What a change wrote is there unless a later one took it away; entries of the log that are lost
    can't tell of anything.
    """
    alive: set[int] = set()
    for action, first, last in connection.execute(
        """
        SELECT action, first_id, last_id FROM change_row
        WHERE table_name = ? AND action <> 'update' ORDER BY id
        """,
        [table],
    ).fetchall():
        if action == "insert":
            alive.update(range(first, last + 1))
        else:
            alive.difference_update(range(first, last + 1))
    there = connection.execute(f"SELECT id FROM {quoted(table)}").fetchall()  # noqa: S608
    alive.difference_update(row_id for (row_id,) in there)
    return sorted(alive)


def gaps_in_log(connection: Connection, table: str, highest: int) -> list[int]:
    """The numbers of a log that have been given out and are not there: none is ever taken away."""
    there = connection.execute(f"SELECT id FROM {quoted(table)}").fetchall()  # noqa: S608
    return sorted(set(range(1, highest + 1)) - {row_id for (row_id,) in there})


def rows_in(connection: Connection, table: str) -> int:
    return int(one_value(connection, f"SELECT count(*) FROM {quoted(table)}"))  # noqa: S608
