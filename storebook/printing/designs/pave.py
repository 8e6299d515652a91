"""Pavé: a border of small stones, set close, with the words inside, for thanks."""

from storebook.printing.designs.cuts import draw_octagon
from storebook.printing.designs.inks import BRASS, STONES, shade, tint
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import (
    MIDDLE,
    CardFront,
    draw_small_caps,
    draw_wish_lines,
)
from storebook.printing.folds import PANEL_HEIGHT

PITCH = 4.55
COLUMNS, ROWS = 22, 34
LEFT = MIDDLE - (COLUMNS - 1) * PITCH / 2
BOTTOM = PANEL_HEIGHT / 2 - (ROWS - 1) * PITCH / 2
BEAD = 0.95
DIAMOND = STONES[4].ink
EDGE = shade(DIAMOND, 0.55)
CUT = 2.02
# The stones differ a little in color, as set stones do, each from the one beside it.
SHADES = (0.08, 0.3, 0.48, 0.18, 0.4, 0.12, 0.54)
RULE = 2.62 * PITCH
STONE = (MIDDLE, 120.0)
STONE_RADIUS = 10.0
WORDS_ROOM = 63.0
WISH = "With our\nwarmest thanks"
SECOND = "from all of us"


def draw_art(pen: Pen, month: int) -> None:
    """Diamonds between beads of brass, in every month."""
    for depth in range(3):
        places = ring_of_places(depth)
        for number, place in enumerate(places):
            if depth == 1:
                _draw_cut(pen, place, SHADES[number % len(SHADES)])
            else:
                _draw_bead(pen, place)
    pen.stroke(BRASS, 0.5)
    left, bottom = LEFT + RULE, BOTTOM + RULE
    right, top = 2 * MIDDLE - left, PANEL_HEIGHT - bottom
    pen.polygon([(left, bottom), (right, bottom), (right, top), (left, top)])
    draw_round(pen, STONE, STONE_RADIUS, DIAMOND, edge=0.35)
    pen.stroke(BRASS, 0.5)
    pen.line((MIDDLE - 6, 66), (MIDDLE + 6, 66))


def ring_of_places(depth: int) -> list[Point]:
    """Where the stones of one row around the panel sit, the outermost row being 0."""
    last_column, last_row = COLUMNS - 1 - depth, ROWS - 1 - depth
    columns, rows = range(depth, last_column), range(depth, last_row)
    grid = [
        *((column, depth) for column in columns),
        *((last_column, row) for row in rows),
        *((column + 1, last_row) for column in reversed(columns)),
        *((depth, row + 1) for row in reversed(rows)),
    ]
    return [(LEFT + column * PITCH, BOTTOM + row * PITCH) for column, row in grid]


def _draw_cut(pen: Pen, place: Point, depth: float) -> None:
    pen.stroke(EDGE, 0.3)
    draw_octagon(pen, place, CUT, tint(DIAMOND, depth))


def _draw_bead(pen: Pen, place: Point) -> None:
    pen.stroke(BRASS, 0.35)
    pen.circle(place, BEAD, tint(BRASS, 0.4))


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish_lines(pen, 88, front.wish or WISH, 26, room=WORDS_ROOM)
    draw_small_caps(pen, 56, front.line or SECOND, 11, room=WORDS_ROOM)
