"""Twenty pictures that are none, or are made to break whoever unpacks them; each is made here."""

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    b'<image xlink:href="file:///etc/hostname" width="9" height="9"/>'
    b'<image xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>'
)
HTML = b"<!DOCTYPE html><html><body><img src='file:///etc/hostname'>not a picture</body></html>"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes) -> bytes:
    """One part of a PNG, with the sum that its reader looks at."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *between: bytes, color: int = 2, data: bytes = b"") -> bytes:
    """A PNG that says it is so large, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)
    body = chunk(b"IDAT", data or zlib.compress(bytes((width * 3 + 1) * min(height, 4))))
    return PNG_HEAD + chunk(b"IHDR", head) + b"".join(between) + body + chunk(b"IEND", b"")


def saved(kind: str, image: Image.Image | None = None, **how: object) -> bytes:
    """An honest picture in the form of `kind`."""
    stream = BytesIO()
    made = image or Image.radial_gradient("L").resize((320, 240)).convert("RGB")
    made.save(stream, kind, **how)
    return stream.getvalue()


def svg_bomb() -> bytes:
    """A kilobyte that asks for a billion circles."""
    uses = "".join(
        f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    )
    return SVG[:-6] + f'<g id="g0"><circle r="1"/></g>{uses}</svg>'.encode()


def rows(width: int, height: int, depth: int = 1) -> bytes:
    """All the rows of a picture that is nothing but black, packed to almost nothing.

    The same packed megabyte again and again, which is quicker than packing a gigabyte.
    """
    whole, rest = divmod((width * depth + 1) * height, 1_000_000)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = pack.compress(bytes(1_000_000)) + pack.flush(zlib.Z_FULL_FLUSH)
    last = pack.compress(bytes(rest)) + pack.flush()
    check = ((whole * 1_000_000 + rest) % 65_521) << 16 | 1
    return b"\x78\xda" + megabyte * whole + last + struct.pack(">I", check)


def exif_bomb() -> bytes:
    """Notes of a camera that claim four billion entries, and lead back into themselves."""
    entries = struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x9003, 2, 2**32 - 1, 8)
    notes = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 65_535) + entries * 2_000
    plain = saved("JPEG")
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + plain[2:]


def many_passes() -> bytes:
    """A JPEG that paints the same square ten thousand times."""
    whole = saved("JPEG", progressive=True)
    start = whole.rindex(b"\xff\xda")
    last = whole[start:-2]
    return whole[:start] + last * 10_000 + b"\xff\xd9"


def damaged_inside() -> bytes:
    """A JPEG with noise in the place of its middle."""
    whole = bytearray(saved("JPEG", quality=95))
    middle = len(whole) // 2
    whole[middle : middle + 200] = bytes(range(200))
    return bytes(whole)


def text_bomb() -> bytes:
    """Words beside a PNG that unpack to a hundred megabytes, and a color profile that does too."""
    long = zlib.compress(bytes(100_000_000), 9)
    return png(4, 4, chunk(b"iCCP", b"p\0\0" + long), chunk(b"zTXt", b"Comment\0\0" + long))


def moving() -> bytes:
    """A WebP of thirty frames."""
    frames = [Image.new("RGB", (64, 48), (8 * n, 90, 40)) for n in range(30)]
    return saved("WEBP", frames[0], save_all=True, append_images=frames[1:], duration=40)


NASTY: dict[str, Callable[[], bytes]] = {
    "svg.jpg": lambda: SVG,
    "svg bomb.png": svg_bomb,
    "page.png": lambda: HTML,
    "moving.gif": lambda: saved("GIF", save_all=True, append_images=[Image.new("RGB", (9, 9))]),
    "moving.webp": moving,
    "bomb 30000.png": lambda: png(30_000, 30_000, data=rows(30_000, 30_000)),
    "bomb 12000.png": lambda: png(12_000, 12_000, data=rows(12_000, 12_000, 3)),
    "gray bomb.png": lambda: png(9_000, 5_500, color=0, data=rows(9_000, 5_500)),
    "head of 4 billion.png": lambda: png(2**31 - 1, 2**31 - 1, data=b"x"),
    "no size.png": lambda: png(0, 0),
    "exif bomb.jpg": exif_bomb,
    "many passes.jpg": many_passes,
    "text bomb.png": text_bomb,
    "half.jpg": lambda: saved("JPEG")[:3_000],
    "half.png": lambda: saved("PNG")[:3_000],
    "damaged.jpg": damaged_inside,
    "archive behind.jpg": lambda: saved("JPEG") + b"PK\x03\x04" + HTML * 50,
    "profile of nonsense.jpg": lambda: saved("JPEG", icc_profile=b"ICC?" * 50_000),
    "nothing.jpg": lambda: b"",
    "head alone.webp": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff\x2f",
    "one point.png": lambda: png(1, 1),
    "telephone.jpg": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400),
}
# Photos all the same: what is there is taken, and nothing of what is hidden in it.
TAKEN = {
    "moving.webp",
    "gray bomb.png",
    "exif bomb.jpg",
    "damaged.jpg",
    "archive behind.jpg",
    "profile of nonsense.jpg",
    "one point.png",
}


def nasty_pictures(folder: Path) -> Iterator[Path]:
    """Each of them as a file of its name."""
    for name in NASTY:
        path = folder / name
        path.write_bytes(nasty(name))
        yield path


@cache
def nasty(name: str) -> bytes:
    """One of them, made once: a bomb takes its second."""
    return NASTY[name]()


def hundred_megabytes(folder: Path) -> Path:
    """A file of nothing at all that takes no room on the disk."""
    path = folder / "zeros.jpg"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    return path
