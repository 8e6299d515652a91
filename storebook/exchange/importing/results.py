"""What an import did, or would do: every row of the list is accounted for."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from storebook.exchange.fields import Kind
from storebook.exchange.looking import LookRow


class Outcome(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    COMPLETED = "completed"
    HERE = "already in the book"
    REPEATED = "the same as an earlier row"
    BLANK = "blank"
    REFUSED = "refused"


IMPORTED = frozenset({Outcome.NEW, Outcome.COMPLETED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Rows: imported + skipped + refused are all of them. The rest counts what the rows brought.

    `completed` are imported rows that filled what was empty on the file of somebody who was there;
    `relatives` are shoppers made of the name of a spouse. `unread` rows came in with something that
    nobody can read kept as a note. `lines` counts services and returns too.
    """

    kind: Kind
    rows: int
    imported: int
    skipped: int
    refused: int
    blank: int
    repeated: int
    already_here: int
    completed: int
    shoppers: int
    relatives: int = 0
    unread: int = 0
    purchases: int = 0
    walk_ins: int = 0
    lines: int = 0
    services: int = 0
    returns: int = 0
    unmatched_returns: int = 0
    problems: tuple[LookRow, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened, for the person who waits."""
        if self.kind is Kind.SHOPPERS:
            told = [f"{_counted(self.shoppers, 'shopper')} imported"]
            named = f"{self.relatives:,} more named only as husband or wife"
            told += [named] if self.relatives else []
        else:
            tickets, lines = _counted(self.purchases, "purchase"), _counted(self.lines, "line")
            told = [f"{tickets} with {lines} imported"]
        told += [f"{self.completed:,} completed"] if self.completed else []
        told += [f"{self.already_here:,} already in the book"] if self.already_here else []
        told += [f"{self.repeated:,} the same as an earlier row"] if self.repeated else []
        told += [f"{self.blank:,} blank"] if self.blank else []
        told += [f"{self.refused:,} refused"] if self.refused else []
        whole = f"{', '.join(told)}: {_counted(self.rows, 'row')} in all."
        if not self.unread:
            return whole
        return f"{whole} What could not be read in {_counted(self.unread, 'row')} is kept as notes."

    def as_json(self) -> dict[str, Any]:
        """Everything, problems as line and sentence."""
        plain = {**asdict(self), "kind": self.kind.value, "warnings": list(self.warnings)}
        plain["problems"] = [
            {"line": row.line, "problem": row.problem, "row": row.title} for row in self.problems
        ]
        return plain


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
