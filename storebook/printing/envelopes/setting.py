"""Where on an envelope what stands: address, sender, and the boxes of a Chinese postcode."""

import re
from dataclasses import dataclass
from functools import lru_cache

from storebook.base.text import one_line
from storebook.printing.blocks import Block, Room, set_block
from storebook.printing.envelopes.sizes import Envelope
from storebook.printing.envelopes.zones import (
    CHINESE_BLANK,
    CHINESE_CORNER,
    CLEAR,
    is_chinese_inland,
    zone_of,
)
from storebook.printing.sheets import Box

LARGEST, SMALLEST = 12.0, 8.0
# The address begins here, as a share of the width; a wider one stands in the middle of its zone.
INDENT = 0.42
NEAR_THE_EDGE = 0.95
WINDOW_LETTERS = (11.0, 8.0)
SENDER_LARGEST, SENDER_SMALLEST = 8.5, 6.5
SENDER_LEFT, SENDER_TOP = 10.0, 9.0
SENDER_SHARE = 0.5

# Six boxes within the corner that the Chinese post reads.
POSTCODE = re.compile(r"\d{6}")
DIGIT_BOX = (8.0, 9.5)
DIGIT_PITCH = 9.5
DIGITS_LEFT, DIGITS_TOP = 12.0, 10.0
DIGIT_SIZE = 15.0
DIGITS = 6
TO = "收"
CHINESE_ADDRESS = (14.0, 9.0)
CHINESE_NAME = (18.0, 11.0)
CHINESE_SENDER = (9.5, 7.0)
CHINESE_LEFT, CHINESE_SHARE, NAME_SHARE = 0.17, 0.72, 0.7
EDGE = 8.0
GAP = 4.0
WHERE = "envelope"
SENDER_TOO_LONG = "The sender does not fit into the corner of this envelope: shorten it."


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeText:
    """What stands on one envelope: the lines of the address, name included, as the post of its
    country wants them; `name` is the same name as it stands among them.

    `country` is that of the address by its ISO code, "" the shop's own. `neutral` hides who sends
    it: a surprise is waiting there.
    """

    lines: tuple[str, ...]
    name: str = ""
    country: str = ""
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of lines and the point from which it hangs, by the top left of its capitals."""

    block: Block
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetEnvelope:
    """One envelope ready to be drawn. `digits` is None where no boxes are."""

    placed: tuple[Placed, ...]
    digits: str | None = None


def set_envelope(
    text: EnvelopeText, sender: tuple[str, ...], envelope: Envelope, post: str
) -> SetEnvelope | str:
    """The envelope as it will print, or the sentence that says why it can't."""
    if envelope.window is not None:
        return _in_window(text, envelope.window)
    if is_chinese_inland(post, text.country, text.lines):
        return _chinese(text, sender, envelope)
    area = zone_of(envelope, post).address
    block = set_block(text.lines, _room((area.width, area.height), (LARGEST, SMALLEST)))
    corner = _corner(sender, envelope, area)
    if isinstance(block, str):
        return block
    if isinstance(corner, str):
        return corner
    left = envelope.width * INDENT
    if left + block.width > area.x + area.width * NEAR_THE_EDGE:
        left = area.x + (area.width - block.width) / 2
    top = area.y + (area.height + block.height) / 2
    return SetEnvelope(placed=(*corner, Placed(block, left, top)))


def _in_window(text: EnvelopeText, seen: Box) -> SetEnvelope | str:
    """The address alone: who sends it is on the envelope already."""
    where = "window of this envelope"
    block = set_block(text.lines, _room((seen.width, seen.height), WINDOW_LETTERS, where))
    if isinstance(block, str):
        return block
    top = seen.y + (seen.height + block.height) / 2
    return SetEnvelope(placed=(Placed(block, seen.x, top),))


def _room(size: tuple[float, float], letters: tuple[float, float], where: str = WHERE) -> Room:
    return Room(width=size[0], height=size[1], largest=letters[0], smallest=letters[1], where=where)


# All envelopes of a run have one of two senders.
@lru_cache(maxsize=16)
def _corner(sender: tuple[str, ...], envelope: Envelope, area: Box) -> tuple[Placed, ...] | str:
    """The sender at the upper left, clear of the address wherever that stands in its zone."""
    if not sender:
        return ()
    top = envelope.height - SENDER_TOP
    size = envelope.width * SENDER_SHARE - SENDER_LEFT, top - (area.y + area.height) - CLEAR
    block = set_block(sender, _room(size, (SENDER_LARGEST, SENDER_SMALLEST)))
    return _of_sender(block) or (Placed(_kept(block), SENDER_LEFT, top),)


def _of_sender(block: Block | str) -> str:
    """What is wrong with the sender's own lines; empty when nothing is."""
    if isinstance(block, Block):
        return ""
    return SENDER_TOO_LONG if "does not fit" in block else f"The sender: {block}"


def _kept(block: Block | str) -> Block:
    assert isinstance(block, Block)
    return block


def _chinese(text: EnvelopeText, sender: tuple[str, ...], envelope: Envelope) -> SetEnvelope | str:
    digits, address, name = _parts(text)
    back = _chinese_sender(sender, envelope)
    if isinstance(back, str):
        return back
    floor = CHINESE_BLANK[2]
    floor = max([floor, *(one.y for one in back)]) + CLEAR
    top = envelope.height - CHINESE_CORNER[1] - CLEAR
    named = set_block(name, _room((envelope.width * NAME_SHARE, (top - floor) / 2), CHINESE_NAME))
    if isinstance(named, str):
        return named
    size = envelope.width * CHINESE_SHARE, top - floor - named.height - GAP
    where = set_block(address, _room(size, CHINESE_ADDRESS))
    if isinstance(where, str):
        return where
    below = top - where.height - GAP
    middle = (envelope.width - named.width) / 2
    name_top = below - max(0.0, below - floor - named.height) / 2
    placed = Placed(where, envelope.width * CHINESE_LEFT, top), Placed(named, middle, name_top)
    return SetEnvelope(placed=(*placed, *back), digits=digits)


def _parts(text: EnvelopeText) -> tuple[str, list[str], list[str]]:
    """The postcode for the boxes, the lines of the address, and the name with "to" after it."""
    names = {one_line(line) for line in text.name.splitlines()}
    digits = ""
    address: list[str] = []
    for line in text.lines:
        code = line.replace(" ", "")
        if not digits and POSTCODE.fullmatch(code) and code.isascii():
            digits = code
        elif one_line(line) not in names:
            address.append(line)
    name = [line for line in text.lines if one_line(line) in names]
    if not name:
        name, address = address[-1:], address[:-1]
    if name and not name[-1].endswith((TO, "启", "啟")):
        name[-1] = f"{name[-1]} {TO}"
    return digits, address, name


@lru_cache(maxsize=16)
def _chinese_sender(sender: tuple[str, ...], envelope: Envelope) -> tuple[Placed, ...] | str:
    """At the lower right: beside the strip that stays blank where it is narrow, else above it."""
    if not sender:
        return ()
    beside = _room((CHINESE_BLANK[0] - EDGE, CHINESE_BLANK[2]), CHINESE_SENDER)
    block, bottom = set_block(sender, beside), EDGE
    if isinstance(block, str):
        above = _room((envelope.width * CHINESE_SHARE, CHINESE_BLANK[2]), CHINESE_SENDER)
        block, bottom = set_block(sender, above), CHINESE_BLANK[2] + 1.0
    if isinstance(block, str):
        return _of_sender(block)
    return (Placed(block, envelope.width - EDGE - block.width, bottom + block.height),)


def digit_boxes(envelope: Envelope) -> list[Box]:
    """The six boxes of the postcode."""
    wide, high = DIGIT_BOX
    bottom = envelope.height - DIGITS_TOP - high
    return [Box(DIGITS_LEFT + place * DIGIT_PITCH, bottom, wide, high) for place in range(DIGITS)]
