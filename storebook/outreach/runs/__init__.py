"""Frozen runs: who got what, word for word, and what came of it."""

from storebook.outreach.runs.allowed import require_to_print
from storebook.outreach.runs.freezing import freeze_run, printed_name, run_name, write_run
from storebook.outreach.runs.outcome import (
    NOT_PRINTABLE,
    Press,
    drop_run,
    drop_unprinted,
    mark_printed,
    mark_sent,
    pieces_to_print,
    print_run,
    write_printed,
)
from storebook.outreach.runs.reading import pieces_of_run, run, run_waiting, runs
from storebook.outreach.runs.records import PieceState, Run, RunPiece

__all__ = [
    "NOT_PRINTABLE",
    "PieceState",
    "Press",
    "Run",
    "RunPiece",
    "drop_run",
    "drop_unprinted",
    "freeze_run",
    "mark_printed",
    "mark_sent",
    "pieces_of_run",
    "pieces_to_print",
    "print_run",
    "printed_name",
    "require_to_print",
    "run",
    "run_name",
    "run_waiting",
    "runs",
    "write_printed",
    "write_run",
]
