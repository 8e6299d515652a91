"""Lists for the people of the shop on paper: whom to call, and whose birthday is in a month."""

from collections.abc import Sequence
from typing import BinaryIO

from storebook.exchange.call_sheets import BirthdayWords, CallWords
from storebook.printing.fonts import Typeface
from storebook.printing.problems import Problem
from storebook.printing.sheets import Paper, landscape
from storebook.printing.tables import Column, Heading, print_table
from storebook.printing.typesetting import Align

NUMBER = Column(title="", share=8, align=Align.RIGHT, size=8.5)
NAME = Column(title="Name", share=46, face=Typeface.SERIF, size=11.5)
CALL_COLUMNS = (
    NUMBER,
    NAME,
    Column(title="Phone", share=36, size=9),
    Column(title="Bought", share=62, size=9),
    Column(title="Wishes", share=42, size=9),
    Column(title="Family", share=34, size=9),
    Column(title="Last contact", share=44, size=9),
    Column(title="Notes", share=42, size=9),
)
BIRTHDAY_COLUMNS = (
    Column(title="Day", share=34, size=9.5),
    Column(title="Name", share=64, face=Typeface.SERIF, size=12),
    Column(title="Turns", share=14, size=9.5, align=Align.RIGHT),
    Column(title="Phone", share=38, size=9.5),
    Column(title="Town", share=34, size=9.5),
)


def print_call_sheet(
    out: BinaryIO, heading: Heading, rows: Sequence[CallWords], paper: Paper
) -> list[Problem]:
    """Write the call sheet as a PDF across the long side, with room to write what came of it."""
    return print_table(out, heading, CALL_COLUMNS, _call_cells(rows), landscape(paper))


def _call_cells(rows: Sequence[CallWords]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            row.name,
            "\n".join(row.phones),
            "\n".join((*row.bought, *([f"{row.spent} in all"] if row.spent else []))),
            "\n".join(row.wishes),
            "\n".join(row.family),
            "\n".join(filter(None, (row.last_contact, _cared_for(row)))),
            "",
        )
        for number, row in enumerate(rows, 1)
    ]


def _cared_for(row: CallWords) -> str:
    return row.cared_for_by and f"Looked after by {row.cared_for_by}"


def print_birthdays(
    out: BinaryIO, heading: Heading, rows: Sequence[BirthdayWords], paper: Paper
) -> list[Problem]:
    """Write the birthdays of a month as a PDF, day by day."""
    cells = [(row.day, row.name, row.turns, row.phone, row.town) for row in rows]
    return print_table(out, heading, BIRTHDAY_COLUMNS, cells, paper)
