"""Dial: the twelve stones of the year as the hours of a watch, the month's own set larger."""

from storebook.printing.designs.cuts import draw_octagon
from storebook.printing.designs.inks import BRASS, STONES, WATCH_LINE, tint
from storebook.printing.designs.pen import Pen, around
from storebook.printing.designs.stones import draw_round
from storebook.printing.designs.words import MIDDLE, CardFront, draw_small_caps, draw_wish

CENTER = (MIDDLE, 107.0)
HOURS = 38.0
INNER = 30.0
TRACK = 47.4
RIM = 48.6
STONE = 3.7
SET_STONE = 6.4
SETTING = 8.1
# The month inside the ring, and its stone.
INNER_ROOM = 52.0
WISH = "Many happy returns"
LINE = "on your birthday"


def draw_art(pen: Pen, month: int) -> None:
    for radius, line in ((TRACK, 0.4), (RIM, 0.25), (INNER, 0.25)):
        pen.stroke(BRASS, line)
        pen.circle(CENTER, radius)
    for minute in range(60):
        on_the_hour = minute % 5 == 0
        pen.stroke(BRASS, 0.35 if on_the_hour else 0.25)
        inner = TRACK - (2.4 if on_the_hour else 1.4)
        pen.line(around(CENTER, inner, 6 * minute), around(CENTER, TRACK, 6 * minute))
    for hour, stone in STONES.items():
        place = around(CENTER, HOURS, 90 - 30 * hour)
        if hour == month:
            draw_round(pen, place, SET_STONE, stone.ink, edge=0.35)
            pen.stroke(BRASS, 0.4)
            pen.circle(place, SETTING)
        else:
            pen.stroke(WATCH_LINE, 0.35)
            draw_octagon(pen, place, STONE, tint(stone.ink, 0.42))


def draw_words(pen: Pen, front: CardFront) -> None:
    stone = STONES[front.month]
    draw_wish(pen, CENTER[1] + 1.5, front.month_word or stone.month, 27, INNER_ROOM)
    draw_small_caps(pen, CENTER[1] - 7, front.stone_word or stone.stone, 10, room=INNER_ROOM)
    draw_wish(pen, 36, front.wish or WISH, 28)
    draw_small_caps(pen, 27, front.line or LINE, 10)
