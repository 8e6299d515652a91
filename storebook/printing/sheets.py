"""The paper in the shop: sizes of sheets, and where the labels lie on stock from a box."""

from dataclasses import dataclass

from storebook.base.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet, upright; millimeters."""

    name: str
    title: str
    width: float
    height: float


A4 = Paper(name="a4", title="A4", width=210.0, height=297.0)
LETTER = Paper(name="letter", title="Letter", width=215.9, height=279.4)
PAPERS = {paper.name: paper for paper in (A4, LETTER)}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a sheet: its bottom left corner and its size, in millimeters."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """Label stock by the numbers on its box: millimeters, `left` and `top` of the first label.

    Places count from 1, along the rows, from the top left as one reads.
    """

    name: str
    title: str
    paper: Paper
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    corner: float = 0.0

    @property
    def places(self) -> int:
        return self.columns * self.rows

    def box(self, place: int) -> Box:
        row, column = divmod(place - 1, self.columns)
        top = self.paper.height - self.top - row * self.pitch_y
        return Box(self.left + column * self.pitch_x, top - self.height, self.width, self.height)

    def boxes(self, start: int = 1) -> list[Box]:
        """The labels of one sheet from place `start` on; Refused when there is no such place."""
        if not 1 <= start <= self.places:
            raise Refused(
                f"{self.title} has places 1 to {self.places}: there is no place {start}.", "start"
            )
        return [self.box(place) for place in range(start, self.places + 1)]


# The numbers are those of LibreOffice's label list, checked against the symmetry of the sheet.
SHEETS = {
    sheet.name: sheet
    for sheet in (
        LabelSheet(
            name="avery-5160",
            title="Avery 5160",
            paper=LETTER,
            columns=3,
            rows=10,
            width=66.68,
            height=25.40,
            left=4.78,
            top=12.70,
            pitch_x=69.85,
            pitch_y=25.40,
            corner=1.59,
        ),
        LabelSheet(
            name="avery-l7160",
            title="Avery L7160",
            paper=A4,
            columns=3,
            rows=7,
            width=63.50,
            height=38.10,
            left=7.20,
            top=15.15,
            pitch_x=66.04,
            pitch_y=38.10,
            corner=1.76,
        ),
    )
}


def paper(name: str) -> Paper:
    """A4 or Letter by its name in any case; Refused for anything else."""
    if (found := PAPERS.get(name.strip().lower())) is None:
        known = " or ".join(one.title for one in PAPERS.values())
        raise Refused(f"“{name}” is not a paper we print on: choose {known}.", "paper")
    return found


def sheet(name: str) -> LabelSheet:
    """Label stock as people call it: "avery-5160", "Avery 5160", "5160", "l7160"."""
    wanted = "-".join(name.lower().split())
    if (found := SHEETS.get(wanted) or SHEETS.get(f"avery-{wanted}")) is None:
        known = ", ".join(one.title for one in SHEETS.values())
        raise Refused(f"We have no label sheet “{name}”. Known are {known}.", "sheet")
    return found
