"""Photos as the book keeps them: decoded by what they are, made small, and told apart from traps.

A picture comes from anywhere: a telephone, a stick, a page of the web. What kind it is its first
bytes say, never its name; how large it is its head says, before anything is unpacked; and what is
kept is painted anew, so that nothing but the picture itself comes into the book.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from storebook.base.errors import Refused

LONGEST_SIDE = 1_600
MOST_BYTES = 300_000
THUMB_SIDE = 240
LARGEST_FILE = 60_000_000
LONGEST_SIDE_READ = 12_000

DAMAGED = "This picture is damaged, or only a part of it is there. Copy it again, or take another."
EMPTY = "This file is empty. Copy the picture again, or take another."
NO_PICTURE = "This is no picture that can be read. Take a JPEG, a PNG or a WebP."
TOO_HEAVY = "This file is larger than 60 MB. Save the picture smaller, and take that."
TOO_LARGE = "This picture is larger than can be read here. Save it smaller, and take that."
NO_FILE = "There is no such file any more. Choose it again."
FROM_A_TELEPHONE = (
    "Pictures in the HEIC form can’t be read here. Send it from the telephone as a JPEG, or choose "
    "there Settings, Camera, Formats, Most Compatible."
)
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


class Kind(StrEnum):
    """What can be read, by the names that Pillow gives them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo as it is kept: a JPEG of at most 1,600 px and 300 kB, and a small square of it.

    `taken_on` is the day that the camera wrote into it, if it wrote one that can be.
    """

    jpeg: bytes
    thumb: bytes
    width: int
    height: int
    taken_on: date | None = None


def read_picture_file(path: Path) -> Picture:
    """The photo in a file; refused when it is none, or is one that nobody should unpack.

    Trouble with the disk is raised as it comes.
    """
    return read_picture(read_whole(path))


def read_picture(data: bytes) -> Picture:
    """The photo in these bytes, upright, on white, in sRGB, without what the camera wrote into it.

    Of a moving picture the first frame is taken. Raises Refused with a sentence for whoever chose
    the file.
    """
    kind = kind_of(data[:64])
    if len(data) > LARGEST_FILE:
        raise Refused(TOO_HEAVY, "photo")
    from storebook.base import picture_making

    return picture_making.read(data, kind)


def turned(jpeg: bytes, quarters: int) -> Picture:
    """A photo of ours, turned to the right by so many quarters."""
    from storebook.base import picture_making

    return picture_making.turned(jpeg, quarters)


def read_logo_file(path: Path, room: tuple[int, int]) -> bytes:
    """A picture as a PNG within `room` (width and height in pixels), see-through where it was.

    Refused like a photo, and much sooner for its size: a logo is small.
    """
    data = read_whole(path)
    kind = kind_of(data[:64])
    from storebook.base import picture_making

    return picture_making.logo(data, kind, room)


def read_whole(path: Path) -> bytes:
    """What is in the file, once its first bytes say that it is a picture; refused otherwise."""
    if not path.is_file():
        raise Refused(NO_FILE, "photo")
    with path.open("rb") as stream:
        head = stream.read(64)
        kind_of(head)  # what is no picture is not read to its end
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(TOO_HEAVY, "photo")
        return head + stream.read(LARGEST_FILE)


def kind_of(head: bytes) -> Kind:
    """What the first bytes are of; refused, in words that help, when it is none of the three."""
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if not head:
        raise Refused(EMPTY, "photo")
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise Refused(FROM_A_TELEPHONE, "photo")
    raise Refused(NO_PICTURE, "photo")
