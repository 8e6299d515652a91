"""Frozen runs: who got what, word for word, and what came of it."""

from storebook.outreach.runs.allowed import require_to_print
from storebook.outreach.runs.asking_again import (
    ADDRESS_CHANGED,
    FAMILY_CHANGED,
    PURCHASE_CHANGED,
)
from storebook.outreach.runs.freezing import freeze_run, write_run
from storebook.outreach.runs.fronts import Fronts, forget_fronts, keep_fronts, read_fronts
from storebook.outreach.runs.naming import printed_name, run_meant, run_name
from storebook.outreach.runs.outcome import (
    NOT_PRINTABLE,
    Press,
    drop_run,
    drop_unprinted,
    dropped_since,
    keep_envelope,
    mark_printed,
    mark_sent,
    pieces_to_print,
    print_run,
    write_printed,
)
from storebook.outreach.runs.reading import (
    not_confirmed_of,
    pieces_of_run,
    run,
    run_half_printed,
    run_summaries,
    run_waiting,
    runs,
)
from storebook.outreach.runs.records import PieceState, Run, RunPiece, RunState, RunSummary

__all__ = [
    "ADDRESS_CHANGED",
    "FAMILY_CHANGED",
    "NOT_PRINTABLE",
    "PURCHASE_CHANGED",
    "Fronts",
    "PieceState",
    "Press",
    "Run",
    "RunPiece",
    "RunState",
    "RunSummary",
    "drop_run",
    "drop_unprinted",
    "dropped_since",
    "forget_fronts",
    "freeze_run",
    "keep_envelope",
    "keep_fronts",
    "mark_printed",
    "mark_sent",
    "not_confirmed_of",
    "pieces_of_run",
    "pieces_to_print",
    "print_run",
    "printed_name",
    "read_fronts",
    "require_to_print",
    "run",
    "run_half_printed",
    "run_meant",
    "run_name",
    "run_summaries",
    "run_waiting",
    "runs",
    "write_printed",
    "write_run",
]
