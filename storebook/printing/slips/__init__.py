"""Slips that are handed over the counter: of a purchase, a gift, a return, a deposit."""

from storebook.printing.slips.pages import print_slips, slip_problems
from storebook.printing.slips.papers import SLIP_PAPERS, SlipPaper, slip_paper
from storebook.printing.slips.words import DOCUMENTS, Writer

__all__ = [
    "DOCUMENTS",
    "SLIP_PAPERS",
    "SlipPaper",
    "Writer",
    "print_slips",
    "slip_paper",
    "slip_problems",
]
