"""`storebook calibrate`: the sheet to measure a printer with, and PDFs put right for it."""

import io
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.cli.common import FILE, OUT, json_option, refuse_place
from storebook.cli.output import answer
from storebook.printing.calibration import (
    EXACT,
    Calibration,
    Measured,
    calibration_of,
    in_words,
)
from storebook.printing.calibration_sheet import print_calibration_sheet
from storebook.printing.pages_out import all_pages, page_count, pages_out
from storebook.printing.sheets import PAPERS, paper

LETTERS = "ABCDEF"


class Millimeters(click.ParamType[Measured]):
    """The numbers in the order of their letters: "21.2,19.6,169.5,230"."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Measured:
        if isinstance(value, Measured):
            return value
        parts = str(value).split(",")
        if len(parts) not in (4, 6):
            self.fail("Give A,B,C,D, and E,F too when the back was measured.", param, ctx)
        try:
            numbers = [float(part) for part in parts]
        except ValueError:
            self.fail(
                f"{value!r} are no millimeters. Write them like 21.2,19.6,170,230.", param, ctx
            )
        return Measured(**dict(zip(LETTERS.lower(), numbers, strict=False)))


@click.command("calibrate")
@OUT
@click.option(
    "--paper",
    "paper_name",
    type=click.Choice(list(PAPERS)),
    help="The paper of the sheet; A4 if left out.",
)
@click.option("--both-sides", is_flag=True, help="With a back, for printing on both sides.")
@click.option(
    "--measured",
    type=Millimeters(),
    metavar="A,B,C,D[,E,F]",
    help="What was measured on the sheet, in millimeters: writes the sheet as this printer needs "
    "it, to see whether it comes out right now.",
)
@click.option(
    "--pdf",
    type=FILE,
    metavar="FILE",
    help="Put this PDF right by what was measured, in place of the sheet.",
)
@json_option
def calibrate_command(
    out: Path,
    paper_name: str | None,
    both_sides: bool,
    measured: Measured | None,
    pdf: Path | None,
    as_json: bool,
) -> None:
    """Write the sheet a printer is measured with.

    Print it at 100 %, measure the distances A to D on it with a ruler (E and F on its back), and
    type them into the window, where they are kept for this computer and printer: Shop, This
    computer. PDFs that are saved are never moved; --pdf does it where one goes to a printer from
    elsewhere.

    JSON: {out, calibration: {offset_x, offset_y, scale_x, scale_y, back_x, back_y}, in_words}, in
    millimeters to the right and down; scales are how many times too large.
    """
    if pdf is not None and (measured is None or paper_name is not None):
        raise click.UsageError("--pdf needs --measured, and has its own paper.")
    place = refuse_place(out)
    calibration = calibration_of(measured) if measured is not None else EXACT
    write(
        place, sheet_or(pdf, paper_name, both_sides=both_sides), calibration, both_sides=both_sides
    )
    told = in_words(calibration) if measured is not None else ""
    document = {"out": str(out), "calibration": asdict(calibration), "in_words": told}
    what = "PDF as it needs it" if pdf is not None else "calibration sheet"
    lines = [*([told] if told else []), f"Wrote the {what} into {out}"]
    answer(document, lines, as_json=as_json)


def sheet_or(pdf: Path | None, paper_name: str | None, *, both_sides: bool) -> bytes:
    if pdf is not None:
        return pdf.read_bytes()
    made = io.BytesIO()
    print_calibration_sheet(made, paper(paper_name or "a4"), both_sides=both_sides)
    return made.getvalue()


def write(out: Path, pdf: bytes, calibration: Calibration, *, both_sides: bool) -> None:
    count = page_count(pdf)
    if count is None:
        raise Refused("That file is no PDF that can be read.", "pdf")
    made = pages_out(pdf, all_pages(count, both_sides=both_sides), calibration)
    with written_whole(out) as stream:
        stream.write(made)
