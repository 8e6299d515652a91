"""Pearls: the small ones of strands and berries, and the great one that is the stone of June."""

from storebook.printing.designs.cuts import draw_octagon, draw_pear, pear_half
from storebook.printing.designs.inks import PEARL, PEARL_LINE, STONES, WHITE, shade, tint
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.stones import SMALL_EDGES, draw_round

PEARL_MONTH = 6
# A great pearl shows its depth in shells, each smaller, paler and nearer to the light.
SHELLS = (0.42, 0.33, 0.25, 0.18, 0.12, 0.07)
SMALLEST_SHELL = 0.46
# How far toward the light the smallest shell has moved, as a share of the radius.
SHIFT = 0.24
LIGHT = 125.0
GLEAM = (0.46, 0.15)
# In black toner the shells are arcs on the side away from the light: degrees, from and how many.
SHADED = (LIGHT + 180 - 78, 156.0)
# From this radius on, the shells are wide enough to be told apart.
GREAT = 6.0
# Below this one a cut stone is drawn with fewer facets, in one tint.
TINY = 2.5
TINY_DEPTH = 0.66


def draw_pearl(pen: Pen, center: Point, radius: float, *, edge: float = 0.4) -> None:
    """A pearl: a circle, a lighter one in it, and an arc of gleam; a great one in more shells."""
    if radius >= GREAT:
        _draw_great_pearl(pen, center, radius, edge)
        return
    x, y = center
    pen.stroke(PEARL_LINE, edge)
    pen.circle(center, radius, tint(PEARL, 0.24))
    pen.circle((x - radius * 0.12, y + radius * 0.12), radius * 0.68, tint(PEARL, 0.1), edge=False)
    pen.circle((x - radius * 0.3, y + radius * 0.34), radius * 0.2, WHITE, edge=False)
    pen.stroke(PEARL_LINE, edge * 0.8)
    pen.arc(center, radius * 0.68, 100, 72)


def _draw_great_pearl(pen: Pen, center: Point, radius: float, edge: float) -> None:
    pen.stroke(PEARL_LINE, edge)
    pen.circle(center, radius, tint(PEARL, SHELLS[0]))
    last = len(SHELLS) - 1
    for place, depth in enumerate(SHELLS[1:], 1):
        share = 1 - (1 - SMALLEST_SHELL) * place / last
        middle = around(center, radius * SHIFT * place / last, LIGHT)
        if pen.mono:
            pen.arc(middle, radius * share, *SHADED)
        else:
            pen.circle(middle, radius * share, tint(PEARL, depth), edge=False)
    far, size = GLEAM
    pen.circle(around(center, radius * far, LIGHT), radius * size, WHITE, edge=pen.mono)


def draw_month_stone(
    pen: Pen, center: Point, radius: float, month: int, *, edge: float = 0.4
) -> None:
    """The stone of the month, round: a brilliant, or in June a pearl, which nobody cuts.

    One that is tiny has fewer facets.
    """
    if month == PEARL_MONTH:
        draw_pearl(pen, center, radius, edge=edge)
    elif radius < TINY:
        pen.stroke(shade(STONES[month].ink, SMALL_EDGES), edge)
        draw_octagon(pen, center, radius, tint(STONES[month].ink, TINY_DEPTH))
    else:
        draw_round(pen, center, radius, STONES[month].ink, edge=edge)


def draw_month_drop(pen: Pen, center: Point, width: float, length: float, month: int) -> None:
    """The stone of the month as a drop; in June a pearl of that shape."""
    if month == PEARL_MONTH:
        _draw_pearl_drop(pen, center, width / 2, length - width / 2)
    else:
        draw_pear(pen, center, width, length, STONES[month].ink)


def _draw_pearl_drop(pen: Pen, center: Point, radius: float, tip: float) -> None:
    with pen.at(*center):
        pen.stroke(PEARL_LINE, 0.4)
        right, left = pear_half(radius, tip, 1), pear_half(radius, tip, -1)
        pen.curve([*right, *reversed(left[:-1])], tint(PEARL, 0.3))
        pen.circle((-radius * 0.1, radius * 0.08), radius * 0.7, tint(PEARL, 0.12), edge=False)
        pen.circle((-radius * 0.28, radius * 0.32), radius * 0.22, WHITE, edge=False)
        pen.stroke(PEARL_LINE, 0.3)
        pen.arc((0.0, 0.0), radius * 0.66, 110, 70)
