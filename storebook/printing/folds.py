"""How a sheet becomes cards: where each panel lies, on which side, and which way up."""

from dataclasses import dataclass
from enum import StrEnum

from storebook.printing.sheets import A4, Box, Paper

# The panel that designs are drawn on: 5 x 7 inches, in millimeters.
PANEL_WIDTH = 127.0
PANEL_HEIGHT = 177.8
# Two cards of 105 x 145 mm one above the other, as sheets of them are scored (Hama 50440, by the
# numbers of gLabels): from the upper edge of the sheet, what is left lies below.
TWO_UP_A4 = 145.0


class Panel(StrEnum):
    """The four pages of a folded card."""

    FRONT = "front"
    BACK = "back"
    INSIDE_LEFT = "inside left"
    INSIDE_RIGHT = "inside right"


class Fold(StrEnum):
    """How the paper becomes a card: folded once and printed on both sides, folded twice and
    printed on one, trimmed to 5 x 7 inches, or two of them cut from one sheet.
    """

    HALF = "half"
    QUARTER = "quarter"
    FIVE_BY_SEVEN = "5x7"
    TWO_UP = "two-up"


class Edge(StrEnum):
    """The edge of a sheet about which it is turned over for its other side."""

    SHORT = "short"
    LONG = "long"

    @property
    def other(self) -> "Edge":
        return Edge.LONG if self is Edge.SHORT else Edge.SHORT


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPlace:
    """Where a panel lies on its sheet: the bottom left corner of its rectangle, in millimeters.

    A `turned` panel stands on its head on the sheet, so that it is upright once folded. `card` is
    which of the cards of the sheet it belongs to, from 0.
    """

    panel: Panel
    x: float
    y: float
    width: float
    height: float
    turned: bool = False
    card: int = 0

    @property
    def scale(self) -> float:
        """The one scale for both directions at which the designs' panel fits in this one."""
        return min(self.width / PANEL_WIDTH, self.height / PANEL_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """The size of a sheet as it is printed, the panels on each side, and how many cards it has.

    `turn` is the edge about which the sheet is turned over, None where it has one printed side.
    `trim` is what is left of the sheet once it is cut along the marks.
    """

    width: float
    height: float
    sides: tuple[tuple[PanelPlace, ...], ...]
    cards: int = 1
    turn: Edge | None = None
    trim: Box | None = None


def impose(fold: Fold, paper: Paper) -> Imposition:
    """The sheet for one card, or for the two that are cut from it."""
    return _IMPOSED[fold](paper)


def _half(paper: Paper) -> Imposition:
    """Landscape, folded left behind right; the printer turns the sheet over its short edge."""
    width, height = paper.height, paper.width
    return Imposition(
        width=width,
        height=height,
        sides=_both_sides(Box(0, 0, width, height)),
        turn=Edge.SHORT,
    )


def _five_by_seven(paper: Paper) -> Imposition:
    """The same at its true size, in the middle of the sheet, to be trimmed."""
    width, height = paper.height, paper.width
    wide, high = 2 * PANEL_WIDTH, PANEL_HEIGHT
    trim = Box((width - wide) / 2, (height - high) / 2, wide, high)
    return Imposition(
        width=width, height=height, sides=_both_sides(trim), turn=Edge.SHORT, trim=trim
    )


def _two_up(paper: Paper) -> Imposition:
    """Upright, one card above the other, each folded left behind right after they are parted."""
    high = TWO_UP_A4 if paper == A4 else paper.height / 2
    upper = _both_sides(Box(0, paper.height - high, paper.width, high))
    lower = _both_sides(Box(0, paper.height - 2 * high, paper.width, high), card=1)
    return Imposition(
        width=paper.width,
        height=paper.height,
        sides=tuple(one + two for one, two in zip(upper, lower, strict=True)),
        cards=2,
        turn=Edge.LONG,
    )


def _both_sides(box: Box, card: int = 0) -> tuple[tuple[PanelPlace, ...], ...]:
    """Outside and inside of a card that is folded in the middle of the box, left behind right."""

    def place(panel: Panel, column: int) -> PanelPlace:
        x = box.x + column * box.width / 2
        return PanelPlace(
            panel=panel, x=x, y=box.y, width=box.width / 2, height=box.height, card=card
        )

    outside = (place(Panel.BACK, 0), place(Panel.FRONT, 1))
    inside = (place(Panel.INSIDE_LEFT, 0), place(Panel.INSIDE_RIGHT, 1))
    return outside, inside


def _quarter(paper: Paper) -> Imposition:
    """Upright, folded top behind bottom, then left behind right: the upper panels stand turned."""
    width, height = paper.width / 2, paper.height / 2

    def place(panel: Panel, column: int, row: int) -> PanelPlace:
        return PanelPlace(
            panel=panel,
            x=column * width,
            y=row * height,
            width=width,
            height=height,
            turned=row == 1,
        )

    panels = (
        place(Panel.BACK, 0, 0),
        place(Panel.FRONT, 1, 0),
        place(Panel.INSIDE_RIGHT, 0, 1),
        place(Panel.INSIDE_LEFT, 1, 1),
    )
    return Imposition(width=paper.width, height=paper.height, sides=(panels,))


_IMPOSED = {
    Fold.HALF: _half,
    Fold.QUARTER: _quarter,
    Fold.FIVE_BY_SEVEN: _five_by_seven,
    Fold.TWO_UP: _two_up,
}
