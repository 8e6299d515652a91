"""The shop's logo on paper: its own colors on a sheet, black dots for a printer without any."""

import base64
import binascii
import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from storebook.printing.designs.pen import Pen

KINDS = ("PNG", "JPEG")
MOST_DOTS = 4_000_000
# What receipt printers have; a finer dot would be lost.
DOTS_PER_INCH = 203
LARGEST = (46.0, 15.0)
LARGEST_SMALL = (34.0, 11.0)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture with the millimeters that it takes."""

    picture: Image.Image
    width: float
    height: float

    def draw(self, pen: Pen, middle: float, top: float) -> None:
        """Below `top`, around the middle."""
        picture = dotted(self) if pen.mono else self.picture
        place = ((middle - self.width / 2) * mm, (top - self.height) * mm)
        pen.canvas.drawImage(ImageReader(picture), *place, self.width * mm, self.height * mm)


@lru_cache(maxsize=2)
def logo_of(text: str, largest: tuple[float, float]) -> Logo | None:
    """The logo as the shop's settings keep it, as large as fits; None when it is no picture.

    Only PNG and JPEG are looked at, and nothing that would open into a huge picture.
    """
    try:
        found = Image.open(io.BytesIO(base64.b64decode(text, validate=True)), formats=KINDS)
        if not 0 < found.width * found.height <= MOST_DOTS:
            return None
        picture = on_white(found)
    except (binascii.Error, OSError, SyntaxError, ValueError):
        return None
    scale = min(largest[0] / picture.width, largest[1] / picture.height)
    return Logo(picture, picture.width * scale, picture.height * scale)


def on_white(picture: Image.Image) -> Image.Image:
    """Without anything to see through: white paper is behind it."""
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def dotted(logo: Logo) -> Image.Image:
    """In black dots as fine as a receipt printer has them."""
    dots = (
        max(1, round(logo.width / 25.4 * DOTS_PER_INCH)),
        max(1, round(logo.height / 25.4 * DOTS_PER_INCH)),
    )
    return logo.picture.convert("L").resize(dots).convert("1")
