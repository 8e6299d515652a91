"""The lists of the shop on paper: who gets mail, and who brings the most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from storebook.printing.fonts import Typeface
from storebook.printing.problems import Problem
from storebook.printing.sheets import Paper
from storebook.printing.tables import Column, Heading, print_table
from storebook.printing.typesetting import Align

MAILING_COLUMNS = (
    Column(title="", share=9, align=Align.RIGHT, size=8.5),
    Column(title="Name", share=52, face=Typeface.SERIF, size=11.5),
    Column(title="Address", share=66, size=9),
    Column(title="Occasion", share=30, size=9),
    Column(title="Day", share=21, size=9, align=Align.RIGHT),
)
RANK = Column(title="Rank", share=12, align=Align.RIGHT)
NAME = Column(title="Name", share=92, face=Typeface.SERIF, size=12)
SHARE = Column(title="Share", share=20, align=Align.RIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingRow:
    """One piece of mail; `occasion` and `day` as they are to be read."""

    name: str
    address_lines: tuple[str, ...]
    occasion: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopRow:
    """One of the best customers; money and shares as they are to be read."""

    rank: str
    name: str
    amount: str
    share: str


def print_mailing_list(
    out: BinaryIO, heading: Heading, rows: Sequence[MailingRow], paper: Paper
) -> list[Problem]:
    """Write the mailing list as a PDF, numbered in the order of its labels and cards."""
    cells = [
        (str(number), row.name, "\n".join(row.address_lines), row.occasion, row.day)
        for number, row in enumerate(rows, 1)
    ]
    return print_table(out, heading, MAILING_COLUMNS, cells, paper)


def print_top_list(
    out: BinaryIO, heading: Heading, rows: Sequence[TopRow], paper: Paper, *, basis: str = "Profit"
) -> list[Problem]:
    """Write the owner's list of the best customers as a PDF; `basis` is what they are ranked by."""
    columns = (RANK, NAME, Column(title=basis, share=34, align=Align.RIGHT), SHARE)
    cells = [(row.rank, row.name, row.amount, row.share) for row in rows]
    return print_table(out, heading, columns, cells, paper)
