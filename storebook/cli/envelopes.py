"""`storebook envelopes`: the envelopes of a run, in its order, as the post reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from storebook.base.files import written_whole
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.cli.common import by_option, json_option, shop_of
from storebook.cli.paper import run_options
from storebook.cli.press_asked import Wanted
from storebook.cli.pressing import Draw, Drawing, Printed, print_into
from storebook.outreach.choosing import RunKind, RunRequest
from storebook.outreach.runs import Run, RunPiece
from storebook.printing.envelopes import (
    ENVELOPES,
    TURNS,
    EnvelopeSender,
    save_envelope_sender,
    with_neutral,
)
from storebook.printing.press import envelope_paper, pieces_of, print_run_envelopes
from storebook.printing.problems import Problem

SIZES = ", ".join(ENVELOPES)
SIZE = click.option(
    "--size",
    metavar="SIZE",
    help=f"Of envelopes, one of {SIZES}; if left out, that of the last time, or the one that holds "
    "the card.",
)
ROTATE = click.option(
    "--rotate",
    "turn",
    type=click.Choice([str(turn) for turn in TURNS]),
    help="Of envelopes, as the printer takes them in, in degrees against the clock; 0 if left out.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopesAsked:
    """Which envelopes, and how they lie in the printer; what is left out follows the cards."""

    turn: int = 0
    neutral: str | None = None
    outlines: bool = False


@click.command("envelopes")
@run_options
@SIZE
@ROTATE
@click.option(
    "--neutral",
    metavar="TEXT",
    help="The sender where a surprise waits, lines parted by |; the shop’s if left out.",
)
@click.option("--keep", is_flag=True, help="Keep this neutral sender for the next time as well.")
@click.option("--outlines", is_flag=True, help="Draw where the post reads, for a proof.")
@by_option
@json_option
def envelopes_command(
    size: str | None,
    turn: str | None,
    neutral: str | None,
    keep: bool,
    outlines: bool,
    **options: Any,
) -> None:
    """Print envelopes as the post reads them.

    For the coming days, for whomever is meant, or those of a run in its order. The address stands
    where the post of the shop’s country reads it. Where a surprise is waiting, the sender does not
    say who writes. Of the sizes that are a window the address alone is printed onto letters, where
    it is seen once they are folded in three.

    JSON: as of `storebook print`.
    """
    asked = EnvelopesAsked(
        turn=int(turn or 0),
        neutral=None if neutral is None else neutral.replace("|", "\n"),
        outlines=outlines,
    )

    def keep_sender(book: Book, _printed: Printed) -> None:
        if keep and asked.neutral is not None:
            save_envelope_sender(book, replace(load(book, EnvelopeSender), neutral=asked.neutral))

    wanted = Wanted(**options, size=size)
    print_into(RunKind.ENVELOPES, wanted, envelope_drawing(asked), keep_sender)


def envelope_drawing(asked: EnvelopesAsked) -> Drawing:
    def drawing(book: Book, request: RunRequest) -> Draw:
        sender = with_neutral(load(book, EnvelopeSender), asked.neutral, shop_of(book))
        on = envelope_paper(
            shop_of(book),
            ENVELOPES[request.envelope or ""],
            sender,
            turn=asked.turn,
            outlines=asked.outlines,
        )

        def draw(out: Path, run: Run, pieces: Sequence[RunPiece]) -> list[Problem]:
            with written_whole(out) as stream:
                return print_run_envelopes(stream, pieces_of(pieces, date.isoformat), on)

        return draw

    return drawing
