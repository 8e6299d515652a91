"""Everything about one person on paper, as it is handed to whoever asks what the shop knows."""

from collections.abc import Sequence
from typing import BinaryIO

from storebook.exchange.everything import Fact
from storebook.printing.fonts import Typeface
from storebook.printing.problems import Problem
from storebook.printing.sheets import Paper
from storebook.printing.tables import Column, Heading, print_table
from storebook.printing.typesetting import Align

COLUMNS = (
    Column(title="", share=26, face=Typeface.SMALL_CAPS, size=10),
    Column(title="What is on file", share=126, size=9.5),
    Column(title="Day", share=24, size=9, align=Align.RIGHT),
)


def print_everything(
    out: BinaryIO, heading: Heading, facts: Sequence[Fact], paper: Paper
) -> list[Problem]:
    """Write the facts as a PDF, each section named where it begins; none is left out."""
    rows, before = [], ""
    for fact in facts:
        section = "" if fact.section == before else fact.section.lower()
        rows.append((section, fact.what, fact.day))
        before = fact.section
    return print_table(out, heading, COLUMNS, rows, paper)
