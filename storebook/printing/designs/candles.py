"""Candles: a cake on its stand, hung with pearls, the flames cut from the month's stone."""

from dataclasses import dataclass

from storebook.printing.designs.cuts import draw_marquise
from storebook.printing.designs.inks import BRASS, INK, STONES, WHITE, tint
from storebook.printing.designs.pearls import PEARL_MONTH, draw_month_drop, draw_month_stone
from storebook.printing.designs.pen import Pen, Point, around
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One floor of the cake: half its width, its foot, its top, and how many swags hang there."""

    half: float
    foot: float
    top: float
    swags: int


TIERS = (
    Tier(half=34.5, foot=79.0, top=99.5, swags=6),
    Tier(half=23.0, foot=99.5, top=117.0, swags=4),
)
ICING = tint(BRASS, 0.07)
# A swag of pearls: how far it hangs, its pearls, and the radius of the largest.
SWAG_FALL = 5.6
SWAG_PEARLS = 9
SWAG_PEARL = 0.85
# Below the upper edge of a tier: the swags' stones; at its foot a row of piped beads.
HUNG_AT = 3.2
HUNG_STONE = 1.9
BEAD = 0.95
# An even number of them, all alike: no age, and no other feast's lights.
CANDLES = 6
APART = 7.2
CANDLE = (1.25, 15.5)
WICK = 2.2
FLAME = (10.6, 4.4)
# The twist of a candle: the rise of one line across it, and the way to the next.
TWIST = 2.4
TWISTS = 2.9
# The stand: its plate, and the right half of its foot, from the plate down.
PLATE = (42.0, 79.0, 2.4)
FOOT = [
    *[(3.6, 76.6), (2.6, 73.0), (2.4, 72.0), (2.4, 70.4)],
    *[(2.6, 67.6), (8.0, 65.4), (17.0, 64.6)],
]
WISH = "Make a wish"
LINE = "a very happy birthday"


def draw_art(pen: Pen, month: int) -> None:
    _draw_stand(pen)
    for tier in TIERS:
        _draw_tier(pen, tier, month)
    top = TIERS[-1].top
    for place in range(CANDLES):
        x = MIDDLE + (place - (CANDLES - 1) / 2) * APART
        _draw_candle(pen, x, top)
        _draw_flame(pen, (x, top + CANDLE[1] + WICK + FLAME[0] / 2 - 1.0), month)
    _draw_rays(pen)


def _draw_stand(pen: Pen) -> None:
    half, level, thick = PLATE
    right = [(MIDDLE + x, y) for x, y in FOOT]
    left = [(MIDDLE - x, y) for x, y in FOOT]
    pen.stroke(BRASS, 0.5)
    pen.curve([*right, right[-1], left[-1], left[-1], *reversed(left[:-1])], ICING)
    low = level - thick
    pen.curve(
        [
            (MIDDLE - half, level),
            *[(MIDDLE - half + 1.0, low), (MIDDLE - half + 4.0, low), (MIDDLE - half + 9.0, low)],
            *[(MIDDLE, low), (MIDDLE, low), (MIDDLE + half - 9.0, low)],
            *[(MIDDLE + half - 4.0, low), (MIDDLE + half - 1.0, low), (MIDDLE + half, level)],
        ],
        WHITE,
    )
    pen.stroke(BRASS, 0.6)
    pen.line((MIDDLE - half, level), (MIDDLE + half, level))


def _draw_tier(pen: Pen, tier: Tier, month: int) -> None:
    left, right = MIDDLE - tier.half, MIDDLE + tier.half
    pen.stroke(BRASS, 0.5)
    sides = [(left, tier.foot), (right, tier.foot), (right, tier.top), (left, tier.top)]
    pen.polygon(sides, ICING)
    pen.stroke(BRASS, 0.3)
    pen.line((left, tier.top - 1.4), (right, tier.top - 1.4))
    wide = 2 * tier.half / tier.swags
    level = tier.top - HUNG_AT
    pen.stroke(BRASS, 0.35)
    for swag in range(tier.swags):
        for place, radius in _swag(left + (swag + 0.5) * wide, level, wide / 2):
            pen.circle(place, radius, WHITE)
    for hung in range(1, tier.swags):
        draw_month_stone(pen, (left + hung * wide, level), HUNG_STONE, month, edge=0.25)
    _draw_piping(pen, tier)


def _swag(middle: float, level: float, half: float) -> list[tuple[Point, float]]:
    """Its pearls, larger toward the middle, on a parabola."""
    found = []
    for pearl in range(SWAG_PEARLS):
        share = 2 * (pearl + 0.5) / SWAG_PEARLS - 1
        radius = SWAG_PEARL * (0.62 + 0.38 * (1 - share * share))
        found.append(
            ((middle + share * half * 0.98, level - SWAG_FALL * (1 - share * share)), radius)
        )
    return found


def _draw_piping(pen: Pen, tier: Tier) -> None:
    """Round beads of icing where a tier stands on what is below it."""
    count = round(tier.half / BEAD)
    pitch = 2 * tier.half / count
    pen.stroke(BRASS, 0.35)
    for bead in range(count):
        x = MIDDLE - tier.half + (bead + 0.5) * pitch
        pen.circle((x, tier.foot + BEAD), pitch / 2, WHITE)


def _draw_candle(pen: Pen, x: float, foot: float) -> None:
    half, tall = CANDLE
    left, right, top = x - half, x + half, foot + tall
    pen.stroke(BRASS, 0.5)
    pen.polygon([(left, foot), (left, top), (right, top), (right, foot)], WHITE)
    pen.stroke(BRASS, 0.3)
    level = foot + 0.6
    while level + TWIST < top:
        pen.line((left, level), (right, level + TWIST))
        level += TWISTS
    pen.stroke(INK, 0.5)
    pen.line((x, top), (x, top + WICK))


def _draw_flame(pen: Pen, middle: Point, month: int) -> None:
    long, wide = FLAME
    if month == PEARL_MONTH:
        draw_month_drop(pen, (middle[0], middle[1] - long / 2 + wide / 2), wide, long, month)
    else:
        draw_marquise(pen, middle, long, wide, STONES[month].ink)


def _draw_rays(pen: Pen) -> None:
    """All flames shine together: short rays and long ones in turn."""
    middle = (MIDDLE, TIERS[-1].top + CANDLE[1])
    pen.stroke(BRASS, 0.4)
    for place, angle in enumerate(range(42, 139, 12)):
        far = 29.5 if place % 2 else 27.5
        pen.line(around(middle, 25.0, angle), around(middle, far, angle))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 40, front.wish or WISH, 34)
    draw_small_caps(pen, 30, front.line or LINE, 11)
