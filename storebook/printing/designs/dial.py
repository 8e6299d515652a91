"""Dial: the twelve stones of the year as the hours of a watch, the month's own set larger."""

from storebook.printing.designs.cuts import draw_octagon
from storebook.printing.designs.inks import BRASS, STONES, WATCH_LINE, WHITE, tint
from storebook.printing.designs.pearls import PEARL_MONTH, draw_month_stone, draw_pearl
from storebook.printing.designs.pen import Pen, around
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 107.0)
HOURS = 38.0
INNER = 30.0
TRACK = 47.4
RIM = 48.6
STONE = 3.7
SET_STONE = 6.4
SETTING = 7.9
BEADS = 120
# The month inside the ring, and its stone.
INNER_ROOM = 52.0
WISH = "Many happy returns"
LINE = "on your birthday"


def draw_art(pen: Pen, month: int) -> None:
    for radius, line in ((TRACK, 0.4), (RIM, 0.25), (INNER, 0.25)):
        pen.stroke(BRASS, line)
        pen.circle(CENTER, radius)
    for hour, stone in STONES.items():
        place = around(CENTER, HOURS, 90 - 30 * hour)
        if hour == month:
            pen.stroke(BRASS, 0.5)
            pen.circle(place, SETTING, WHITE)
            draw_month_stone(pen, place, SET_STONE, month, edge=0.35)
        elif hour == PEARL_MONTH:
            draw_pearl(pen, place, STONE * 0.96, edge=0.35)
        else:
            pen.stroke(WATCH_LINE, 0.35)
            draw_octagon(pen, place, STONE, tint(stone.ink, 0.6))


def _draw_minutes(pen: Pen) -> None:
    for minute in range(60):
        on_the_hour = minute % 5 == 0
        pen.stroke(BRASS, 0.4 if on_the_hour else 0.25)
        inner = TRACK - (2.4 if on_the_hour else 1.4)
        pen.line(around(CENTER, inner, 6 * minute), around(CENTER, TRACK, 6 * minute))


def _draw_beads(pen: Pen) -> None:
    """What the rim is made of where a clock would be no kind present: milled beads."""
    pen.stroke(BRASS, 0.3)
    for bead in range(BEADS):
        pen.circle(around(CENTER, TRACK - 1.3, bead * 360 / BEADS), 0.62)


def draw_words(pen: Pen, front: CardFront) -> None:
    if front.clocks:
        _draw_minutes(pen)
    else:
        _draw_beads(pen)
    stone = STONES[front.month]
    draw_wish(pen, CENTER[1] + 1.5, front.month_word or stone.month, 27, INNER_ROOM)
    draw_small_caps(pen, CENTER[1] - 7, front.stone_word or stone.stone, 11, room=INNER_ROOM)
    draw_wish(pen, 36, front.wish or WISH, 28)
    draw_small_caps(pen, 27, front.line or LINE, 11)
