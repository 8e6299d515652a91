"""Signature: one stroke of a pen runs under the words and loops into a ring, for thanks."""

from storebook.printing.designs.inks import BRASS, INK, STONES, tint
from storebook.printing.designs.pen import Pen, Point
from storebook.printing.designs.words import CardFront, draw_small_caps, draw_wish

RING = (84.0, 67.0)
OUTER = 12.2
INNER = 10.6
# The stroke: from under the first word to the foot of the ring, once around, and on to its end.
FROM = [
    *[(15.0, 64.0), (22.0, 58.6), (33.0, 57.8), (46.0, 57.9)],
    *[(60.0, 58.0), (70.0, 54.8)],
]
TO = [(93.0, 54.8), (100.0, 55.8), (105.0, 58.2), (108.6, 60.0), (111.0, 62.4), (112.4, 65.4)]
# A curve of this share of the radius draws a quarter of a circle.
QUARTER = 0.5523
# The stone seen from the side: half widths of table and girdle, then levels above the ring.
TABLE_HALF, GIRDLE_HALF = 4.1, 6.6
TABLE_LEVEL, GIRDLE_LEVEL, TIP_LEVEL = 23.2, 19.7, 12.3
FACET_SHARES = (-0.5, 0.0, 0.5)
# Half the width of the head that holds it: on the ring, and at its claws.
HEAD_FOOT, HEAD_TOP = 1.9, 4.6
DIAMOND = STONES[4].ink
WISH = "Thank you"
SECOND = "it was a pleasure"
SIZE = 56


def draw_art(pen: Pen, which: int) -> None:
    """The ring is of brass, its stone a diamond."""
    pen.stroke(BRASS, 0.9)
    pen.curve([*FROM, *_round_the_ring(), *TO])
    pen.stroke(BRASS, 0.4)
    pen.circle(RING, INNER)
    with pen.at(*RING):
        _draw_head(pen)
        _draw_stone(pen)


def _round_the_ring() -> list[Point]:
    """From the foot of the ring against the clock and back to it, as Béziers."""
    (x, y), r, pull = RING, OUTER, OUTER * QUARTER
    return [
        (x, y - r),
        *[(x + pull, y - r), (x + r, y - pull), (x + r, y)],
        *[(x + r, y + pull), (x + pull, y + r), (x, y + r)],
        *[(x - pull, y + r), (x - r, y + pull), (x - r, y)],
        *[(x - r, y - pull), (x - pull, y - r), (x, y - r)],
    ]


def _draw_head(pen: Pen) -> None:
    """Two prongs rise from the ring and hold the stone below its girdle."""
    foot, claw = OUTER - 0.2, GIRDLE_LEVEL - 1.1
    pen.stroke(BRASS, 0.7)
    for side in (-1, 1):
        pen.curve(
            [
                (side * HEAD_FOOT, foot),
                (side * (HEAD_FOOT + 1.4), foot + 2.6),
                (side * (HEAD_TOP - 0.6), claw - 2.0),
                (side * (GIRDLE_HALF - 0.9), claw + 1.5),
            ]
        )
    pen.stroke(BRASS, 0.5)
    pen.line((-HEAD_FOOT - 1.1, foot + 2.4), (HEAD_FOOT + 1.1, foot + 2.4))


def _draw_stone(pen: Pen) -> None:
    tip = (0.0, TIP_LEVEL)
    table: list[Point] = [(-TABLE_HALF, TABLE_LEVEL), (TABLE_HALF, TABLE_LEVEL)]
    girdle: list[Point] = [(-GIRDLE_HALF, GIRDLE_LEVEL), (GIRDLE_HALF, GIRDLE_LEVEL)]
    waist = [(share * GIRDLE_HALF, GIRDLE_LEVEL) for share in FACET_SHARES]
    middle = (0.0, TABLE_LEVEL)
    faces = [
        ([girdle[0], table[0], waist[0]], 0.12),
        ([table[0], middle, waist[0]], 0.3),
        ([middle, waist[0], waist[2]], 0.08),
        ([middle, table[1], waist[2]], 0.42),
        ([table[1], girdle[1], waist[2]], 0.24),
        ([girdle[0], waist[0], tip], 0.2),
        ([waist[0], waist[2], tip], 0.1),
        ([waist[2], girdle[1], tip], 0.5),
    ]
    pen.stroke(INK, 0.4)
    for face, depth in faces:
        pen.polygon(face, tint(DIAMOND, depth))
    pen.stroke(INK, 0.55)
    pen.polygon([table[0], table[1], girdle[1], tip, girdle[0]])


def draw_words(pen: Pen, front: CardFront) -> None:
    draw_wish(pen, 103.5, front.wish or WISH, SIZE)
    draw_small_caps(pen, 38.0, front.line or SECOND, 11)
