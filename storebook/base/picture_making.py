"""Paints a photo anew, small and upright: the one place that knows Pillow, loaded when needed.

What is unpacked is bounded before it begins: by the side and the number of pixels that the head
names, by kind, since each needs another amount of memory for a pixel; and by the passes of a JPEG
that comes in many.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin

from storebook.base.errors import Refused
from storebook.base.pictures import (
    DAMAGED,
    LONGEST_SIDE,
    LONGEST_SIDE_READ,
    MOST_BYTES,
    THUMB_SIDE,
    TOO_LARGE,
    Kind,
    Picture,
)

# In millions. A JPEG is shrunk while it is unpacked, but one that comes in passes needs 6 bytes a
# pixel and time for each pass; a PNG needs 4, and a WebP up to 16.
MOST_PIXELS = {Kind.JPEG: 100_000_000, Kind.PNG: 50_000_000, Kind.WEBP: 17_000_000}
MOST_PIXELS_OF_A_LOGO = 16_000_000
MOST_PIXELS_IN_PASSES = 32_000_000
MOST_PASSES = 40
START_OF_PASS = b"\xff\xda"
LARGEST_PROFILE = 4_000_000
BAND = 512  # lines that are made plain at a time
QUALITIES = (88, 82, 76, 68, 60)
SMALLER = 0.85
THUMB_QUALITY = 82
ABOVE_THE_MIDDLE = (0.5, 0.4)  # where faces are
ORIENTATION, EXIF, TAKEN, STORED = 0x0112, 0x8769, 0x9003, 0x0132
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
QUARTERS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
# Whatever Pillow has been seen to raise for files that are broken, or made to break it.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    EOFError, MemoryError, RecursionError, struct.error, zlib.error,
    Image.DecompressionBombError, ImageCms.PyCMSError,
)  # fmt: skip


def read(data: bytes, kind: Kind) -> Picture:
    """The photo in these bytes; refused when it is damaged, or larger than can be unpacked."""
    with as_damaged():
        image = Image.open(BytesIO(data), formats=[kind.value])
        refuse_larger(image, kind, data)
        taken_on, upright = taken_day(image), orientation(image)
        profile = image.info.get("icc_profile")
        plain = shrunk(in_srgb(made_plain(image), profile), LONGEST_SIDE)
        if upright in UPRIGHT:
            plain = plain.transpose(UPRIGHT[upright])
        return kept(plain, taken_on)


def turned(jpeg: bytes, quarters: int) -> Picture:
    """The same photo turned to the right, pressed as hard as before so that it stays as it was."""
    with as_damaged():
        image = Image.open(BytesIO(jpeg), formats=[Kind.JPEG.value])
        tables, sampling = image.quantization, JpegImagePlugin.get_sampling(image)  # type: ignore[attr-defined]
        made = bare(image.convert("RGB"))
        if quarters % 4:
            made = made.transpose(QUARTERS[quarters % 4])
        stream = BytesIO()
        made.save(stream, "JPEG", qtables=tables, subsampling=sampling, optimize=True)
        if len(stream.getvalue()) > MOST_BYTES:
            return kept(made, None)
        return as_picture(made, stream.getvalue(), None)


def logo(data: bytes, kind: Kind, room: tuple[int, int]) -> bytes:
    """As a PNG within `room`, in sRGB, see-through where it was."""
    with as_damaged():
        image = Image.open(BytesIO(data), formats=[kind.value])
        refuse_larger(image, kind, data)
        if image.width * image.height > MOST_PIXELS_OF_A_LOGO:
            raise Refused(TOO_LARGE, "photo")
        upright, profile = orientation(image), image.info.get("icc_profile")
        image.load()
        if image.has_transparency_data:
            made = image.convert("RGBA")
        else:
            made = in_srgb(made_plain(image), profile)
        if upright in UPRIGHT:
            made = made.transpose(UPRIGHT[upright])
        made.thumbnail(room, Image.Resampling.LANCZOS)
        stream = BytesIO()
        bare(made).save(stream, "PNG", optimize=True)
        return stream.getvalue()


@contextmanager
def as_damaged() -> Iterator[None]:
    """What Pillow raises over a file, as a sentence for whoever chose it."""
    # It warns of strangers' files on the terminal of nobody; what matters is looked at here.
    warnings.filterwarnings("ignore", module="PIL")
    try:
        yield
    except Image.DecompressionBombError as error:
        raise Refused(TOO_LARGE, "photo") from error
    except BROKEN as error:
        raise Refused(DAMAGED, "photo") from error


# -- before anything is unpacked


def refuse_larger(image: Image.Image, kind: Kind, data: bytes) -> None:
    """The head alone is read so far."""
    pixels = image.width * image.height
    if max(image.size) > LONGEST_SIDE_READ or pixels > MOST_PIXELS[kind]:
        raise Refused(TOO_LARGE, "photo")
    in_passes = kind is Kind.JPEG and "progressive" in image.info
    passes = data.count(START_OF_PASS) if in_passes else 0
    if in_passes and (pixels > MOST_PIXELS_IN_PASSES or passes > MOST_PASSES):
        raise Refused(TOO_LARGE, "photo")


def orientation(image: Image.Image) -> int:
    """How the camera was held: 1 to 8; 1 where that cannot be read."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except BROKEN:
        return 1


def taken_day(image: Image.Image) -> date | None:
    """The day that the camera wrote; None when it wrote none, or one before there were cameras."""
    try:
        exif = image.getexif()
        said = exif.get_ifd(EXIF).get(TAKEN) or exif.get(STORED)
        day = datetime.strptime(str(said)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a day
    except BROKEN:
        return None
    return day if day.year > 1980 else None


# -- unpacking


def made_plain(image: Image.Image) -> Image.Image:
    """The first frame on white, unpacked up to four times as large as it is kept; RGB or CMYK."""
    if image.format == Kind.JPEG and max(image.size) > 2 * LONGEST_SIDE:
        scale = LONGEST_SIDE / max(image.size)
        image.draft(image.mode, (round(image.width * scale), round(image.height * scale)))
    image.load()
    factor = max(1, max(image.size) // (2 * LONGEST_SIDE))
    if image.mode in {"RGB", "CMYK"} and "transparency" not in image.info:
        return image.reduce(factor) if factor > 1 else image
    size = (-(-image.width // factor), -(-image.height // factor))
    made = Image.new("RGB", size, "white")
    step = BAND * factor
    for top in range(0, image.height, step):
        band = image.crop((0, top, image.width, min(image.height, top + step)))
        band.info = image.info
        plain = on_white(band)
        made.paste(plain.reduce(factor) if factor > 1 else plain, (0, top // factor))
    return made


def on_white(image: Image.Image) -> Image.Image:
    """A part of a picture of any mode, in RGB, what can be seen through it being white."""
    if image.mode.startswith("I"):  # 16 bits of gray
        image = bare(image.convert("I").point(lambda value: value * (1 / 256)).convert("L"))
    if not image.has_transparency_data:
        return image.convert("RGB")
    through = image.convert("RGBA")
    made = Image.new("RGB", through.size, "white")
    made.paste(through, mask=through.getchannel("A"))
    return made


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """By the profile the picture came with; as it is where that one cannot be followed."""
    if isinstance(profile, bytes) and 0 < len(profile) <= LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except BROKEN:
            made = None
        if made is not None:
            return made
    return image.convert("RGB")


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """At most so long on its longer side, and never larger than it was."""
    if max(image.size) <= side:
        return bare(image)
    scale = side / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return bare(image.resize(size, Image.Resampling.LANCZOS))


def bare(image: Image.Image) -> Image.Image:
    """Without words of the camera: Pillow would write a comment out again."""
    image.info = {}
    return image


# -- keeping


def kept(image: Image.Image, taken_on: date | None) -> Picture:
    """As a JPEG that is small enough: pressed harder first, made smaller after that."""
    while True:
        for quality in QUALITIES:
            jpeg = as_jpeg(image, quality)
            if len(jpeg) <= MOST_BYTES:
                return as_picture(image, jpeg, taken_on)
        image = shrunk(image, round(max(image.size) * SMALLER))


def as_picture(image: Image.Image, jpeg: bytes, taken_on: date | None) -> Picture:
    side = min(THUMB_SIDE, *image.size)
    square = ImageOps.fit(image, (side, side), centering=ABOVE_THE_MIDDLE)
    return Picture(
        jpeg=jpeg,
        thumb=as_jpeg(square, THUMB_QUALITY),
        width=image.width,
        height=image.height,
        taken_on=taken_on,
    )


def as_jpeg(image: Image.Image, quality: int) -> bytes:
    stream = BytesIO()
    image.save(stream, "JPEG", quality=quality, optimize=True)
    return stream.getvalue()
