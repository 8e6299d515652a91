"""The refused rows of a list, written out to be mended and imported again."""

from pathlib import Path

from storebook.exchange.csv_files import rows_of
from storebook.exchange.exporting.csv_out import csv_out
from storebook.exchange.importing import ImportResult
from storebook.exchange.looking import Look

PROBLEM = "Problem"


def save_problems(look: Look, out: Path, *, result: ImportResult | None = None) -> int:
    """Write the refused rows with their headings and what is wrong; returns how many.

    With the `result` of the import, or of its plan, rows are there too that only the book could
    refuse. The column "Problem" is passed over when the file is imported again.
    """
    refused = look.problems if result is None else result.problems
    problems = {row.line: row.problem or "" for row in refused}
    width = len(look.columns)
    count = 0
    with csv_out(out, spreadsheet=False) as rows, rows_of(look.file) as found:
        rows.write([*(column.header for column in look.columns), PROBLEM])
        for row in found:
            if row.line > look.header_line and row.line in problems:
                cells = [*row.cells, *[""] * (width - len(row.cells))]
                rows.write([*cells[:width], problems[row.line], *cells[width:]])
                count += 1
    return count
