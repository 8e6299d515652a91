"""How a sheet becomes a card: where each panel lies, on which side, and which way up."""

from dataclasses import dataclass
from enum import StrEnum

from storebook.printing.sheets import Paper

# The panel that designs are drawn on: 5 x 7 inches, in millimeters.
PANEL_WIDTH = 127.0
PANEL_HEIGHT = 177.8


class Panel(StrEnum):
    """The four pages of a folded card."""

    FRONT = "front"
    BACK = "back"
    INSIDE_LEFT = "inside left"
    INSIDE_RIGHT = "inside right"


class Fold(StrEnum):
    """How the paper is folded: once, printed on both sides, or twice, printed on one."""

    HALF = "half"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPlace:
    """Where a panel lies on its sheet: the bottom left corner of its rectangle, in millimeters.

    A `turned` panel stands on its head on the sheet, so that it is upright once folded.
    """

    panel: Panel
    x: float
    y: float
    width: float
    height: float
    turned: bool = False

    @property
    def scale(self) -> float:
        """The one scale for both directions at which the designs' panel fits in this one."""
        return min(self.width / PANEL_WIDTH, self.height / PANEL_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """The size of a sheet as it is printed, and the panels on each side of it."""

    width: float
    height: float
    sides: tuple[tuple[PanelPlace, ...], ...]


def impose(fold: Fold, paper: Paper) -> Imposition:
    """The sheet for one card."""
    return _half(paper) if fold is Fold.HALF else _quarter(paper)


def _half(paper: Paper) -> Imposition:
    """Landscape, folded left behind right; the printer turns the sheet over its short edge."""
    width, height = paper.height, paper.width

    def place(panel: Panel, column: int) -> PanelPlace:
        return PanelPlace(panel=panel, x=column * width / 2, y=0, width=width / 2, height=height)

    outside = (place(Panel.BACK, 0), place(Panel.FRONT, 1))
    inside = (place(Panel.INSIDE_LEFT, 0), place(Panel.INSIDE_RIGHT, 1))
    return Imposition(width=width, height=height, sides=(outside, inside))


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
