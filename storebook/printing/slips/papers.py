"""The paper that slips are printed on: small sheets, and the roll of a receipt printer."""

from dataclasses import dataclass, replace

from storebook.base.errors import Refused
from storebook.base.text import quoted
from storebook.printing.fonts import Typeface


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPaper:
    """A paper with how slips are set on it: millimeters, sizes of letters in points.

    Without a height it is a roll: a page is as long as what stands on it. A roll is printed by
    heat, dot by dot and in black: its letters are sturdier. `is_wide` gives the stock number a
    column of its own.
    """

    name: str
    title: str
    width: float
    height: float | None
    side: float
    top: float
    bottom: float
    shop_size: float
    title_size: float
    body_size: float
    small_size: float
    bar: float
    bar_height: float
    gap: float
    face: Typeface = Typeface.SERIF
    is_wide: bool = False

    @property
    def room(self) -> float:
        """Between the margins at the sides."""
        return self.width - 2 * self.side

    @property
    def is_roll(self) -> bool:
        return self.height is None


A5 = SlipPaper(
    name="a5",
    title="A5",
    width=148.0,
    height=210.0,
    side=15.0,
    top=13.0,
    bottom=12.0,
    shop_size=26.0,
    title_size=19.0,
    body_size=11.5,
    small_size=8.0,
    bar=0.36,
    bar_height=9.0,
    gap=6.0,
    is_wide=True,
)
HALF_LETTER = replace(
    A5,
    name="letter-half",
    title="Half Letter",
    width=139.7,
    height=215.9,
    side=13.5,
    shop_size=25.0,
)
A6 = SlipPaper(
    name="a6",
    title="A6",
    width=105.0,
    height=148.0,
    side=10.0,
    top=8.5,
    bottom=8.5,
    shop_size=19.0,
    title_size=15.0,
    body_size=9.75,
    small_size=7.0,
    bar=0.33,
    bar_height=6.5,
    gap=3.8,
)
# 72 of its 80 millimeters can be printed on; a bar is three dots of 203 to the inch.
ROLL_80 = SlipPaper(
    name="roll80",
    title="Roll, 80 mm",
    width=80.0,
    height=None,
    side=5.0,
    top=4.0,
    bottom=6.0,
    shop_size=19.0,
    title_size=15.0,
    body_size=9.5,
    small_size=8.0,
    bar=0.375,
    bar_height=11.0,
    gap=4.5,
    face=Typeface.SANS,
)
SLIP_PAPERS = {paper.name: paper for paper in (A5, A6, HALF_LETTER, ROLL_80)}


def slip_paper(name: str) -> SlipPaper:
    """The paper of this name; Refused when there is none."""
    try:
        return SLIP_PAPERS[name]
    except KeyError:
        names = ", ".join(SLIP_PAPERS)
        raise Refused(
            f"There is no paper {quoted(name)}. Choose one of {names}.", "paper"
        ) from None
