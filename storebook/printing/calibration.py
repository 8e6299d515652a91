"""How far a printer is off, from what a person measured on its calibration sheet.

A printer that is off puts the point x of a page at `offset + scale * x`. So that everything comes
out in its place, it is drawn where that falls right: once for a whole page, by one matrix.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite

from storebook.base.errors import Refused

# Where the lines of the calibration sheet should be, in millimeters from the left and upper edge.
FROM_LEFT = 20.0
FROM_TOP = 20.0
ACROSS = 170.0
DOWN = 230.0
# More than that is no printer that is off, but a wrong number or a page made to fit.
MOST_OFF = 10.0
MOST_BACK_OFF = 5.0
MOST_STRETCH = 0.03

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on the sheet, in millimeters. The letters are those that stand on it.

    `a` from the left edge to the first line, `b` from the upper edge; `c` from line to line across,
    `d` down; `e` and `f` are `a` and `b` of the back, None when there is none.
    """

    a: float
    b: float
    c: float
    d: float
    e: float | None = None
    f: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far off a printer is: millimeters to the right and down, and how many times too large.

    `back_x` and `back_y` are how much farther the second side is off than the first.
    """

    offset_x: float = 0.0
    offset_y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    back_x: float = 0.0
    back_y: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether there is nothing to put right."""
        return self == EXACT

    def matrix(self, height: float, *, back: bool = False) -> Matrix:
        """What puts a page of this height (both in millimeters, from the bottom left) right."""
        x = self.offset_x + (self.back_x if back else 0.0)
        y = self.offset_y + (self.back_y if back else 0.0)
        up = height - (height - y) / self.scale_y
        return (1 / self.scale_x, 0.0, 0.0, 1 / self.scale_y, -x / self.scale_x, up)


EXACT = Calibration()


def calibration_of(measured: Measured) -> Calibration:
    """What the numbers say. Refused, with its letter as the field, for one that cannot be."""
    numbers = {name: value for name, value in asdict(measured).items() if value is not None}
    for name, value in numbers.items():
        _refuse_far(name, value)
    scale_x, scale_y = measured.c / ACROSS, measured.d / DOWN
    offset_x = measured.a - FROM_LEFT * scale_x
    offset_y = measured.b - FROM_TOP * scale_y
    back_x = 0.0 if measured.e is None else measured.e - measured.a
    back_y = 0.0 if measured.f is None else measured.f - measured.b
    return _rounded(
        Calibration(
            offset_x=offset_x,
            offset_y=offset_y,
            scale_x=scale_x,
            scale_y=scale_y,
            back_x=_near(back_x, "e"),
            back_y=_near(back_y, "f"),
        )
    )


def in_words(found: Calibration) -> str:
    """ "Prints 1.2 mm too far right and 0.3 % too small; the back 0.5 mm lower." """
    parts = [
        _said(found.offset_x, "too far right", "too far left"),
        _said(found.offset_y, "too low", "too high"),
        _stretched(found.scale_x, "across"),
        _stretched(found.scale_y, "down"),
    ]
    back = [_said(found.back_x, "farther right", "farther left")]
    back.append(_said(found.back_y, "lower", "higher"))
    front = _listed([part for part in parts if part])
    behind = _listed([part for part in back if part])
    sentence = f"Prints {front}" if front else "Prints the front exactly"
    if not front and not behind:
        return "Prints exactly in its place."
    return f"{sentence}; the back {behind}." if behind else f"{sentence}."


def as_text(calibration: Calibration) -> str:
    """For keeping it on this computer."""
    return json.dumps(asdict(calibration))


def from_text(text: str) -> Calibration:
    """What was kept; exact when it cannot be read or can't be."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return EXACT
    if not isinstance(kept, Mapping) or not set(kept) <= set(asdict(EXACT)):
        return EXACT
    if not all(isinstance(value, int | float) and isfinite(value) for value in kept.values()):
        return EXACT
    found = Calibration(**{name: float(value) for name, value in kept.items()})
    return found if _can_be(found) else EXACT


def _can_be(found: Calibration) -> bool:
    offsets = max(abs(found.offset_x), abs(found.offset_y)) <= MOST_OFF + 1
    backs = max(abs(found.back_x), abs(found.back_y)) <= MOST_BACK_OFF
    stretch = max(abs(found.scale_x - 1), abs(found.scale_y - 1)) <= MOST_STRETCH
    return offsets and backs and stretch


def _refuse_far(name: str, value: float) -> None:
    should = {"a": FROM_LEFT, "b": FROM_TOP, "c": ACROSS, "d": DOWN, "e": FROM_LEFT, "f": FROM_TOP}
    if not isfinite(value):
        raise Refused(f"{name.upper()} is no number of millimeters.", name)
    if name in "cd":
        if abs(value / should[name] - 1) > MOST_STRETCH:
            raise Refused(
                f"{name.upper()} should be near {should[name]:g} mm. Print the sheet at 100 %, "
                "not made to fit the page, and measure again.",
                name,
            )
    elif abs(value - should[name]) > MOST_OFF:
        raise Refused(
            f"{name.upper()} should be near {should[name]:g} mm. Measure from the edge of the "
            "paper to the line.",
            name,
        )


def _near(off: float, name: str) -> float:
    if abs(off) > MOST_BACK_OFF:
        raise Refused(
            f"The back is {abs(off):.1f} mm away from the front: that is more than a printer is "
            "off. Look whether the sheet was turned over the way its arrows say.",
            name,
        )
    return off


def _rounded(found: Calibration) -> Calibration:
    """To a hundredth of a millimeter, and to what that is over the length of a page."""
    return Calibration(
        offset_x=round(found.offset_x, 2) + 0.0,
        offset_y=round(found.offset_y, 2) + 0.0,
        scale_x=round(found.scale_x, 5),
        scale_y=round(found.scale_y, 5),
        back_x=round(found.back_x, 2) + 0.0,
        back_y=round(found.back_y, 2) + 0.0,
    )


def _said(off: float, more: str, less: str) -> str:
    if abs(off) < 0.05:
        return ""
    return f"{abs(off):.1f} mm {more if off > 0 else less}"


def _stretched(scale: float, where: str) -> str:
    if abs(scale - 1) < 0.0005:
        return ""
    return f"{abs(scale - 1) * 100:.1f} % too {'large' if scale > 1 else 'small'} {where}"


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
