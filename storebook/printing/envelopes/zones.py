"""Where the post wants the address of a letter, and what it wants left blank.

It is the post of the country where a letter is handed in that has to read it, wherever it goes.
"""

from dataclasses import dataclass

from storebook.base.text import is_east_asian
from storebook.printing.envelopes.sizes import INCH, Envelope
from storebook.printing.sheets import Box

UNITED_STATES = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "UM"})
BRITAIN = frozenset({"GB", "JE", "GG", "IM"})
CHINA = "CN"

# United States: the machine reads from 5/8 to 2 3/4 inches above the lower edge, half an inch from
# the sides, and writes its bars below that, 4 3/4 inches from the right.
US_BOTTOM, US_TOP, US_SIDE = 0.625 * INCH, 2.75 * INCH, 0.5 * INCH
US_BARCODE = (4.75 * INCH, 0.625 * INCH)
# Elsewhere: room above for stamp and postmark, below for the sorting marks, a margin at the sides.
STAMP = 40.0
SIDE = 15.0
MARKS = 15.0
GERMAN_MARKS = (150.0, 15.0)
BRITISH_MARKS = 18.0
# China: the six boxes are read in the upper left corner; below, from 55 to 160 mm from the right,
# the lowest 20 mm stay blank.
CHINESE_CORNER = (90.0, 26.0)
CHINESE_BLANK = (55.0, 160.0, 20.0)
# Between what the shop writes in the corner and the address.
CLEAR = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Where an address may stand, and the places that stay blank; from the lower left corner."""

    address: Box
    blank: tuple[Box, ...] = ()


def zone_of(envelope: Envelope, post: str) -> Zone:
    """What the post of this country, by its ISO code, wants of an address in Western letters."""
    if envelope.window is not None:
        return Zone(address=envelope.window)
    wide, high = envelope.width, envelope.height
    if post in UNITED_STATES:
        barcode = Box(wide - US_BARCODE[0], 0.0, US_BARCODE[0], US_BARCODE[1])
        return Zone(address=_between(envelope, US_SIDE, US_BOTTOM, US_TOP), blank=(barcode,))
    if post in BRITAIN:
        marks = Box(0.0, 0.0, wide, BRITISH_MARKS)
        return Zone(address=_between(envelope, SIDE, BRITISH_MARKS, high - STAMP), blank=(marks,))
    if post == "DE":
        marked = min(wide, GERMAN_MARKS[0])
        marks = Box(wide - marked, 0.0, marked, GERMAN_MARKS[1])
        return Zone(address=_between(envelope, SIDE, MARKS, high - STAMP), blank=(marks,))
    if post == CHINA:
        zone = _between(envelope, SIDE, CHINESE_BLANK[2], high - STAMP)
        return Zone(address=zone, blank=(chinese_blank(envelope),))
    return Zone(address=_between(envelope, SIDE, MARKS, high - STAMP))


def chinese_blank(envelope: Envelope) -> Box:
    """The strip along the lower edge that the Chinese post keeps for itself."""
    near, far, high = CHINESE_BLANK
    left = max(0.0, envelope.width - far)
    return Box(left, 0.0, envelope.width - near - left, high)


def chinese_zone(envelope: Envelope) -> Zone:
    """What the Chinese post wants of a letter within China: the corner of the boxes stays free of
    all else, and the address stands below it.
    """
    wide, high = CHINESE_CORNER
    below = envelope.height - high
    floor = CHINESE_BLANK[2]
    corner = Box(0.0, below, wide, high)
    return Zone(
        address=Box(0.0, floor, envelope.width, below - floor),
        blank=(corner, chinese_blank(envelope)),
    )


def is_chinese_inland(post: str, country: str, lines: tuple[str, ...]) -> bool:
    """Whether a letter is addressed as within China: postcode in boxes, name below the address.

    An address in Western letters is not, although it goes to the same place.
    """
    return post == CHINA and country in {"", CHINA} and is_east_asian("".join(lines))


def _between(envelope: Envelope, side: float, bottom: float, top: float) -> Box:
    return Box(side, bottom, envelope.width - 2 * side, min(top, envelope.height - side) - bottom)
