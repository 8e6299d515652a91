"""Photos as a shop takes them, drawn: a ring on a cloth, and somebody's face."""

from datetime import date
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from storebook.base.pictures import Picture, read_picture

Color = tuple[int, int, int]
GOLD: Color = (206, 160, 78)
SKIN: Color = (232, 190, 160)


def as_file(image: Image.Image, kind: str = "JPEG", *, taken: date | None = None) -> bytes:
    """The picture as a camera would save it."""
    exif = Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d} 11:20:00"
    stream = BytesIO()
    image.save(stream, kind, exif=exif, quality=92)
    return stream.getvalue()


def ring(stone: Color = (196, 30, 58), size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """A ring with one stone, on a gray cloth."""
    wide, tall = size
    image = Image.linear_gradient("L").resize(size).point(lambda value: 120 + value // 3)
    made = Image.merge("RGB", (image, image, image.point(lambda value: min(255, value + 8))))
    draw = ImageDraw.Draw(made)
    middle, radius = (wide // 2, tall * 6 // 10), tall // 4
    for shade in range(radius // 7):
        edge = (middle[0] - radius + shade, middle[1] - radius + shade,
                middle[0] + radius - shade, middle[1] + radius - shade)  # fmt: skip
        draw.ellipse(edge, outline=tuple(min(255, part + shade * 2) for part in GOLD), width=3)
    top = middle[1] - radius
    half = radius // 3
    corners = [(-half, 0), (-half // 2, -half // 2), (half // 2, -half // 2), (half, 0), (0, half)]
    draw.polygon(
        [(middle[0] + x, top + y) for x, y in corners], fill=stone, outline=(255, 255, 255)
    )
    return made.filter(ImageFilter.GaussianBlur(1.2))


def face(hair: Color = (70, 48, 36), size: tuple[int, int] = (900, 1200)) -> Image.Image:
    """Somebody before a wall, a little above the middle."""
    wide, tall = size
    made = Image.new("RGB", size, (126, 146, 150))
    draw = ImageDraw.Draw(made)
    x, y, r = wide // 2, tall * 2 // 5, wide // 4
    draw.ellipse((x - r * 2, y + r, x + r * 2, tall + r), fill=(58, 70, 92))
    draw.ellipse((x - r * 6 // 5, y - r * 3 // 2, x + r * 6 // 5, y + r * 4 // 3), fill=hair)
    draw.ellipse((x - r * 5 // 6, y - r, x + r * 5 // 6, y + r * 5 // 4), fill=SKIN)
    for side in (-1, 1):
        draw.ellipse(
            (x + side * r // 3 - 14, y - 10, x + side * r // 3 + 14, y + 18), fill=(40, 30, 30)
        )
    draw.arc(
        (x - r // 3, y + r // 5, x + r // 3, y + r * 3 // 4), 20, 160, fill=(150, 60, 60), width=9
    )
    return made.filter(ImageFilter.GaussianBlur(2))


@cache
def photo(number: int = 1) -> Picture:
    """A photo of a ring as the book keeps it; another number, another stone."""
    random = Random(number)
    stone = (random.randrange(30, 230), random.randrange(30, 230), random.randrange(30, 230))
    return read_picture(as_file(ring(stone, (400, 300)), taken=date(2026, 11, 2)))


@cache
def portrait() -> Picture:
    """Somebody's face as the book keeps it."""
    return read_picture(as_file(face()))
