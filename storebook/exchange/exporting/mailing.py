"""A mailing list for other programs: the pieces of a frozen run as they print, a row each."""

from collections.abc import Sequence
from pathlib import Path

from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.ways_out import note_exported
from storebook.exchange.exporting.csv_out import csv_out
from storebook.exchange.guard import GUARDED_ROW
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import Run, RunPiece, require_to_print

ALWAYS = ("Name", "Occasion", "Day", "Made by", "Made on")
MADE_ON = 5


def mailing_list_csv(book: Book, out: Path, pieces: Sequence[RunPiece], *, run: Run) -> int:
    """Write the pieces in the order of print and return how many there are.

    Guarded for a spreadsheet, since that is where such a list is opened; each row says who made it.
    """
    require_to_print(book, RunKind.LIST, into_table=True)
    blocks = [piece.address_block.split("\n") if piece.address_block else [] for piece in pieces]
    width = max(map(len, blocks), default=0)
    made = run.associate, run.made_on.isoformat()
    with csv_out(out, spreadsheet=True) as rows:
        lines = [f"Label line {number}" for number in range(1, width + 1)]
        rows.write([GUARDED_ROW, *ALWAYS, *lines])
        for number, (piece, block) in enumerate(zip(pieces, blocks, strict=True), 1):
            rows.write(
                [
                    str(piece.position or number),
                    one_line(piece.name_line),
                    piece.occasion_text,
                    piece.occasion_day.isoformat(),
                    *made,
                    *block,
                    *[""] * (width - len(block)),
                ],
                safe=frozenset([0, 3, MADE_ON]),
            )
    note_exported(book, run.name, rows=len(pieces), out=out)
    return len(pieces)
