"""The letters of the window: a serif for what is said aloud, a sans for what is looked up."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from storebook.base.resources import resource

EAST_ASIAN_SERIF = [
    "Noto Serif CJK SC",
    "Noto Serif CJK TC",
    "Noto Serif CJK JP",
    "Noto Serif CJK KR",
    "Songti SC",
    "SimSun",
    "LXGW WenKai",
]
EAST_ASIAN_SANS = [
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Hiragino Sans",
    "Malgun Gothic",
    "LXGW WenKai",
]
LATIN_SERIF = ["EB Garamond 12", "EB Garamond", "Garamond", "Hoefler Text", "Georgia"]
LATIN_SANS = ["Source Sans Pro", "Source Sans 3", "Segoe UI", "SF Pro Text", "Noto Sans"]
SERIF = [*LATIN_SERIF, *EAST_ASIAN_SERIF, "serif"]
SANS = [*LATIN_SANS, *EAST_ASIAN_SANS, "sans-serif"]
SMALL_CAPITALS = ["EB Garamond SC 12", "EB Garamond SC", *SERIF]

FILES = [
    "EBGaramond12-Regular.ttf",
    "EBGaramond12-Italic.ttf",
    "EBGaramondSC12-Regular.ttf",
    "SourceSansPro-Regular.ttf",
    "SourceSansPro-Semibold.ttf",
    "SourceSansPro-It.ttf",
    "LXGWWenKai-Light.ttf",
    "phosphor-1.3.0.ttf",
]

# The serif's line is exactly as tall as its size and Qt would cut the ring of an Å; see `words`.
HEADROOM = 0.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """One kind of text: its families, its height in pixels at 100 % and how it is cut."""

    families: list[str]
    pixels: float
    weight: QFont.Weight = QFont.Weight.Normal
    italic: bool = False
    lining: bool = False
    tracking: int = 100
    serif: bool = False


def _serif(pixels: float, *, italic: bool = False, lining: bool = False) -> Letters:
    return Letters(families=SERIF, pixels=pixels, italic=italic, lining=lining, serif=True)


def _small_capitals(pixels: float) -> Letters:
    return Letters(families=SMALL_CAPITALS, pixels=pixels, tracking=107)


def _sans(pixels: float, *, strong: bool = False) -> Letters:
    weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
    return Letters(families=SANS, pixels=pixels, weight=weight)


KINDS: dict[str, Letters] = {
    "display": _serif(46),
    "display-italic": _serif(46, italic=True),
    "name": _serif(37),
    "title": _serif(32),
    "title-italic": _serif(32, italic=True),
    "figure": _serif(31, lining=True),
    "heading": _serif(23),
    "heading-italic": _serif(23, italic=True),
    "shopname": _serif(25),
    "shopname-italic": _serif(25, italic=True),
    "rowname": _serif(20),
    "rowname-italic": _serif(20, italic=True),
    "listname": _serif(18),
    "listname-italic": _serif(18, italic=True),
    "day": _serif(24, lining=True),
    "year": _serif(20),
    "label": _small_capitals(15),
    "tablehead": _small_capitals(14),
    "month": _small_capitals(12.5),
    "strapline": _small_capitals(11),
    "big": _sans(20),
    "digit": _sans(23),
    "body": _sans(15),
    "strong": _sans(15, strong=True),
    "small": _sans(13),
    "smallstrong": _sans(13, strong=True),
    "key": _sans(12.5),
}


def register() -> None:
    """Make the shipped letters known to Qt; once, before the first widget.

    Qt keeps the files mapped and reads glyphs when it draws them: all eight take 10 ms, the
    18 MB of East Asian letters among them half a millisecond.
    """
    for name in FILES:
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) == -1:
            raise FileNotFoundError(path)


@cache
def font(kind: str, factor: float = 1.0) -> QFont:
    """The letters of this kind at this text size. Treat as read only: it is shared."""
    letters = KINDS[kind]
    made = QFont()
    made.setFamilies(letters.families)
    made.setPixelSize(round(letters.pixels * factor))
    made.setWeight(letters.weight)
    made.setItalic(letters.italic)
    if letters.tracking != 100:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, letters.tracking)
    if letters.lining:
        made.setFeature(QFont.Tag("lnum"), 1)
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def serif_pixels(pixels: int) -> QFont:
    """The serif at a given height, for letters that follow a circle or a picture."""
    made = QFont()
    made.setFamilies(SERIF)
    made.setPixelSize(pixels)
    return made
