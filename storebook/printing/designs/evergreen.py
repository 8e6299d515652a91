"""Evergreen: a branch of pine with pearls for berries and one hanging stone, for the holidays."""

import math
from dataclasses import dataclass
from random import Random

from storebook.printing.designs.cuts import draw_pear
from storebook.printing.designs.inks import BRASS, EVERGREEN, STONES, WHITE, tint
from storebook.printing.designs.pearls import draw_pearl
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.words import CardFront, draw_small_caps, draw_wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A twig along a bend from `foot` to `tip`, needles on both sides, shorter toward its tip."""

    foot: Point
    bend: Point
    tip: Point
    pairs: int
    longest: float
    shortest: float


BRANCHES = (
    Branch(
        foot=(45.0, 127.0),
        bend=(59.5, 107.0),
        tip=(60.5, 75.0),
        pairs=44,
        longest=9.4,
        shortest=4.6,
    ),
    Branch(
        foot=(60.5, 115.5),
        bend=(80.0, 130.5),
        tip=(111.0, 129.0),
        pairs=42,
        longest=9.4,
        shortest=4.6,
    ),
    Branch(
        foot=(19.5, 152.5),
        bend=(46.0, 115.0),
        tip=(109.0, 91.5),
        pairs=80,
        longest=11.6,
        shortest=5.0,
    ),
)
# The angle of a needle to its twig, at the foot and at the tip; how unlike needles are.
SPREAD, SPREAD_AT_TIP = 47.0, 26.0
UNLIKE = 0.16
LIT = tint(EVERGREEN, 0.8)
# Where along the long branch a stem begins, where its berry hangs, and the radius of the pearl.
BERRIES = (
    (0.29, (45.0, 137.8), 2.8),
    (0.33, (53.4, 134.6), 2.4),
    (0.36, (52.6, 127.4), 2.5),
    (0.52, (54.6, 108.0), 2.1),
    (0.56, (61.2, 101.8), 2.6),
    (0.60, (69.2, 98.2), 2.2),
)
HANGS_AT = 0.78
STONE_LEVEL = 66.4
GARNET = STONES[1].ink
WISH = "With warm wishes"
LINE = "for a bright new year"


def draw_art(pen: Pen, month: int) -> None:
    """Green, brass and garnet, whatever the month."""
    chance = Random(7)
    for branch in BRANCHES:
        _draw_branch(pen, branch, chance)
    _draw_berries(pen)
    _draw_hanging_stone(pen)


def on_branch(branch: Branch, share: float) -> tuple[Point, float]:
    """The point at this share of the way to the tip, and the way the twig grows there, degrees."""
    (x0, y0), (x1, y1), (x2, y2) = branch.foot, branch.bend, branch.tip
    rest = 1 - share
    point = (
        rest * rest * x0 + 2 * rest * share * x1 + share * share * x2,
        rest * rest * y0 + 2 * rest * share * y1 + share * share * y2,
    )
    across = rest * (x1 - x0) + share * (x2 - x1)
    up = rest * (y1 - y0) + share * (y2 - y1)
    return point, math.degrees(math.atan2(up, across))


def _draw_branch(pen: Pen, branch: Branch, chance: Random) -> None:
    for place in range(branch.pairs):
        share = (place + 0.5) / branch.pairs
        point, growing = on_branch(branch, share)
        length = branch.longest - (branch.longest - branch.shortest) * share
        spread = SPREAD - (SPREAD - SPREAD_AT_TIP) * share
        for side in (1, -1):
            turned = growing + side * spread * chance.uniform(1 - UNLIKE, 1 + UNLIKE)
            _draw_needle(pen, point, length * chance.uniform(1 - UNLIKE, 1 + UNLIKE), turned, side)
    tip, growing = on_branch(branch, 1.0)
    _draw_needle(pen, tip, branch.shortest, growing, 1)
    pen.stroke(BRASS, 0.6)
    pen.line(*(on_branch(branch, step / 40)[0] for step in range(41)))


def _draw_needle(pen: Pen, foot: Point, length: float, turned: float, side: int) -> None:
    """A thin needle that bends a little toward the tip of its twig; the upper ones catch light."""
    pen.stroke(EVERGREEN if side < 0 else LIT, 0.55)
    with pen.at(*foot, turned):
        bent = side * length * 0.035
        pen.curve([(0.0, 0.0), (length * 0.35, bent), (length * 0.7, bent), (length, -bent)])


def _draw_berries(pen: Pen) -> None:
    for share, berry, _ in BERRIES:
        stem, _ = on_branch(BRANCHES[-1], share)
        pen.stroke(BRASS, 0.4)
        pen.line(stem, berry)
    for _, berry, radius in BERRIES:
        draw_pearl(pen, berry, radius, edge=0.35)


def _draw_hanging_stone(pen: Pen) -> None:
    (x, level), _ = on_branch(BRANCHES[-1], HANGS_AT)
    pen.stroke(BRASS, 0.4)
    loop = STONE_LEVEL + 8.2
    pen.line((x, level), (x, loop + 1.0))
    pen.circle((x, loop), 1.0, WHITE)
    draw_pear(pen, (x, STONE_LEVEL), 7.4, 10.6, GARNET)


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 41.5, front.wish or WISH, 30)
    draw_small_caps(pen, 31, front.line or LINE, 11)
