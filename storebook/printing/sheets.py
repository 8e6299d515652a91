"""The paper in the shop: sizes of sheets, and where the labels lie on stock from a box."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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


def landscape(paper: Paper) -> Paper:
    """The same sheet lying on its long side."""
    long, short = max(paper.width, paper.height), min(paper.width, paper.height)
    return replace(paper, width=long, height=short)


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

    Places count from 1, along the rows, from the top left as one reads. `also` are other numbers of
    the same stock; `cards` are stamped out of card instead of peeled off; `own` is stock that the
    shop described itself.
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
    also: tuple[str, ...] = ()
    cards: bool = False
    own: bool = False

    @property
    def right(self) -> float:
        """Millimeters right of the last label."""
        return self.paper.width - self.left - (self.columns - 1) * self.pitch_x - self.width

    @property
    def bottom(self) -> float:
        """Millimeters below the last label."""
        return self.paper.height - self.top - (self.rows - 1) * self.pitch_y - self.height

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


# Label, then left and top of the first, then the pitch; the corner only for proofs on plain paper.
# The numbers are those of LibreOffice's list of labels (extras/source/labels/labels.xml, MPL 2.0),
# which is symmetric on every sheet where the templates of gLabels are up to 1.3 mm off; corners are
# of gLabels. Zweckform 3474 is not in LibreOffice: it is cut to the edges of the paper, and the
# last millimeter stays below. The other names are the same die under another number.
# fmt: off
_STOCK = (
    ("Avery 5160", LETTER, 3, 10, 66.68, 25.40, 4.78, 12.70, 69.85, 25.40, 1.59, "8160 5260"),
    ("Avery 5161", LETTER, 2, 10, 101.60, 25.40, 3.96, 12.70, 106.36, 25.40, 1.59, "8161 5261"),
    ("Avery 5162", LETTER, 2, 7, 101.60, 33.87, 3.96, 21.17, 106.36, 33.87, 1.59, "8162 5262"),
    ("Avery 5163", LETTER, 2, 5, 101.60, 50.80, 3.96, 12.70, 106.36, 50.80, 3.18, "8163 5263"),
    ("Avery 5164", LETTER, 2, 3, 101.60, 84.67, 3.96, 12.70, 106.36, 84.67, 3.18, "8164 5264"),
    ("Avery 5167", LETTER, 4, 20, 44.45, 12.70, 7.14, 12.70, 52.40, 12.70, 1.59, "8167 5267"),
    ("Avery 5366", LETTER, 2, 15, 87.33, 16.92, 13.49, 12.70, 101.60, 16.92, 1.59, "8366"),
    ("Avery L7159", A4, 3, 8, 64.00, 33.86, 6.46, 13.06, 66.54, 33.86, 3.00, "J8159"),
    ("Avery L7160", A4, 3, 7, 63.50, 38.10, 7.20, 15.15, 66.04, 38.10, 1.76, "J8160"),
    ("Avery L7161", A4, 3, 6, 63.50, 46.56, 7.21, 8.82, 66.04, 46.56, 2.47, "J8161"),
    ("Avery L7162", A4, 2, 8, 99.06, 33.87, 4.67, 13.02, 101.60, 33.87, 1.76, "J8162"),
    ("Avery L7163", A4, 2, 7, 99.06, 38.10, 4.67, 15.15, 101.60, 38.10, 1.76, "J8163"),
    ("Avery L7164", A4, 3, 4, 63.50, 71.97, 7.21, 4.57, 66.04, 71.97, 3.00, "J8164"),
    ("Avery L7165", A4, 2, 4, 99.06, 67.73, 4.67, 13.04, 101.60, 67.73, 0.00, "J8165"),
    ("Avery L7173", A4, 2, 5, 99.06, 57.00, 4.67, 6.00, 101.60, 57.00, 0.00, "J8173"),
    ("Avery L7651", A4, 5, 13, 38.10, 21.17, 4.67, 10.90, 40.64, 21.17, 1.76, "J8651 8651 L8651"),
    ("Zweckform 3474", A4, 3, 8, 70.00, 37.00, 0.00, 0.00, 70.00, 37.00, 0.00, ""),
)
# Sheets of cards of a purse's size. Of Dataline's the numbers are those of gLabels, alone in having
# it: it is wider at the left, so that backs lie elsewhere on the paper than their fronts.
_CARDS = (
    ("Avery 5371", LETTER, 2, 5, 88.90, 50.80, 19.05, 12.70, 88.90, 50.80, 0.00, "5871 8371 8871"),
    ("Dataline 57127", A4, 2, 5, 86.00, 54.00, 20.50, 10.50, 91.00, 55.50, 0.00, ""),
)
# fmt: on
# Boxes of the same die under further numbers, by the aliases of gLabels.
_MORE = {
    "Avery 5160": "5520 5960 8460 18160",
    "Avery 5161": "5961 8461 18161",
    "Avery 5162": "5962 8462 18162",
    "Avery 5163": "5963 8463 18163",
    "Avery 5164": "8464",
    "Avery 5167": "5667 8667 18167",
}


def _stock(  # noqa: PLR0913 - the numbers on a box
    title: str,
    paper: Paper,
    columns: int,
    rows: int,
    width: float,
    height: float,
    left: float,
    top: float,
    pitch_x: float,
    pitch_y: float,
    corner: float,
    also: str,
    *,
    cards: bool = False,
) -> LabelSheet:
    return LabelSheet(
        name=as_name(title),
        title=title,
        paper=paper,
        columns=columns,
        rows=rows,
        width=width,
        height=height,
        left=left,
        top=top,
        pitch_x=pitch_x,
        pitch_y=pitch_y,
        corner=corner,
        also=(*also.split(), *_MORE.get(title, "").split()),
        cards=cards,
    )


def as_name(words: str) -> str:
    """What stock is called on the command line: "avery-5160"."""
    return "-".join(words.lower().split())


SHEETS = {sheet.name: sheet for sheet in (_stock(*row) for row in _STOCK)}
CARD_SHEETS = {sheet.name: sheet for sheet in (_stock(*row, cards=True) for row in _CARDS)}
NUMBERS = {
    number.lower(): sheet
    for sheet in (*SHEETS.values(), *CARD_SHEETS.values())
    for number in (sheet.title.split()[-1], *sheet.also)
}


def paper(name: str) -> Paper:
    """A4 or Letter by its name in any case; Refused for anything else."""
    if (found := PAPERS.get(name.strip().lower())) is None:
        known = " or ".join(one.title for one in PAPERS.values())
        raise Refused(f"“{name}” is not a paper we print on: choose {known}.", "paper")
    return found


def sheet(name: str, own: Iterable[LabelSheet] = ()) -> LabelSheet:
    """Stock as people call it: "avery-5160", "Avery 5160", "5160", "8160", "l7160"; `own` is what
    the shop described itself. Refused when there is no such stock.
    """
    wanted = as_name(name)
    number = wanted
    for maker in ("avery-", "zweckform-", "dataline-", "card-"):
        number = number.removeprefix(maker)
    if f"l{number}" in NUMBERS:  # the box says L7160, people say 7160
        number = f"l{number}"
    described = {one.name: one for one in own}
    found = described.get(wanted) or SHEETS.get(wanted) or NUMBERS.get(number)
    if found is None:
        titles = [one.title for one in (*SHEETS.values(), *CARD_SHEETS.values())]
        known = ", ".join([*titles, *(one.title for one in described.values())])
        raise Refused(f"We have no label sheet “{name}”. Known are {known}.", "sheet")
    return found
