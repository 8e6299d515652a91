"""The letters on paper: which font draws which letter, and which no font has."""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont, TTFontFace

from storebook.base.resources import resource
from storebook.base.text import INVISIBLE, is_east_asian


class Typeface(StrEnum):
    """The shipped fonts, by the names of their files."""

    SERIF = "EBGaramond12-Regular"
    ITALIC = "EBGaramond12-Italic"
    SMALL_CAPS = "EBGaramondSC12-Regular"
    SMALL_SERIF = "EBGaramond08-Regular"
    SANS = "SourceSansPro-Regular"
    SEMIBOLD = "SourceSansPro-Semibold"
    SANS_ITALIC = "SourceSansPro-It"
    HANZI = "LXGWWenKai-Light"


# Where a letter is looked for when the face itself has none; every chain has the same last links,
# so what one face cannot draw no face can.
LAST_LINKS = (Typeface.SERIF, Typeface.SANS, Typeface.HANZI)
FALLBACKS = {
    Typeface.SERIF: LAST_LINKS,
    Typeface.ITALIC: (Typeface.ITALIC, *LAST_LINKS),
    Typeface.SMALL_CAPS: (Typeface.SMALL_CAPS, *LAST_LINKS),
    Typeface.SMALL_SERIF: (Typeface.SMALL_SERIF, *LAST_LINKS),
    Typeface.SANS: (Typeface.SANS, Typeface.SERIF, Typeface.HANZI),
    Typeface.SEMIBOLD: (Typeface.SEMIBOLD, Typeface.SANS, Typeface.SERIF, Typeface.HANZI),
    Typeface.SANS_ITALIC: (Typeface.SANS_ITALIC, Typeface.SANS, Typeface.SERIF, Typeface.HANZI),
    Typeface.HANZI: (Typeface.HANZI, Typeface.SERIF, Typeface.SANS),
}
# Hanzi fill their square: beside the small letters of the serif they look a tenth too large.
HANZI_SCALE = 0.9
SANS_FACES = frozenset({Typeface.SANS, Typeface.SEMIBOLD, Typeface.SANS_ITALIC, Typeface.HANZI})

# Stands where a letter of a word is missing, as in Japanese and Chinese setting.
GETA_MARK = "\u3013"
MARKS = frozenset({"Mn", "Mc"})
BEFORE_CLOSING = re.compile(r" +(?=[,.;:!?)])")
NO_BREAK_SPACES = "\u00a0\u3000"
PRIVATE_USE = frozenset([*range(0xE000, 0xF900)])
FIRST_OWN_CODE = 0xF0000
ACCENT_GAP = 40
FEATURES = {"kern": True, "liga": True, "clig": True, "calt": True, "dlig": False, "hlig": False}


class LightFace(TTFontFace):
    """What reportlab has read of a font, without what it needs only while it writes a PDF.

    It keeps the whole file, and every number as an object of its own: 80 MB for the letters of
    East Asia. The file is read again for each PDF that has some of them, in 5 ms.
    """

    def grow_light(self) -> None:
        """Let go of the file, and keep equal numbers once."""
        known: dict[Any, Any] = {}
        self.glyphPos = array("L", self.glyphPos)
        self.hmetrics = [known.setdefault(pair, pair) for pair in self.hmetrics]
        widths = self.charWidths.items()
        self.charWidths = {code: known.setdefault(wide, wide) for code, wide in widths}
        self.glyphToChar: dict[int, list[int]] = {}
        self._subsetting = Lock()
        del self._ttf_data

    def __getattr__(self, name: str) -> Any:
        if name == "_ttf_data":
            return Path(self.filename).read_bytes()
        raise AttributeError(name)

    def makeSubset(self, subset: Any) -> Any:  # noqa: N802 (reportlab's name)
        with self._subsetting:
            self._ttf_data = Path(self.filename).read_bytes()
            try:
                return super().makeSubset(subset)
            finally:
                del self._ttf_data


class ShopFont(TTFont):
    """A shipped font that kerns, joins letters, and whose text can still be copied from the PDF.

    A joined or shortened glyph has no code point of its own: it gets one beyond the planes in use,
    and the PDF is told which letters it stands for.
    """

    def __init__(self, face: Typeface) -> None:
        path = resource("fonts", f"{face}.ttf")
        super().__init__(face.value, str(path), asciiReadable=False)
        self.letters = frozenset(self.face.charToGlyph) - PRIVATE_USE
        light: Any = self.face
        light.__class__ = LightFace
        light.grow_light()
        harfbuzz: Any = uharfbuzz
        self._shaper = uharfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(path)))
        self._scale = 1000 / self.face.unitsPerEm
        self._own_codes: dict[tuple[int, str], int] = {}
        self._spelled: dict[int, str] = {}

    def shape(self, text: str, *, lining: bool = False) -> tuple[str, float]:
        """The text with its kerning and ligatures, and its width at 1 pt.

        With `lining` figures stand as tall as capitals. What does not come out as one glyph for
        one or more letters is left as it is.
        """
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shaper, buffer, {**FEATURES, "lnum": lining})
        starts = [info.cluster for info in buffer.glyph_infos]
        if len(set(starts)) < len(starts) or starts != sorted(starts):
            return text, self.stringWidth(text, 1)
        ends = [*starts[1:], len(text)]
        codes, places = [], []
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, starts, ends, strict=True)
        base = 0
        for info, position, start, end in glyphs:
            codes.append(self._code(info.codepoint, text[start:end]))
            places.append(self._place(start, position, codes[-1]))
            if not unicodedata.combining(text[start]):
                base = info.codepoint
            elif position.x_offset == position.y_offset == 0:
                places[-1] = self._over(base, info.codepoint, places[-1])
        width = sum(place.x_advance for place in places) / 1000
        return ShapedStr("".join(map(chr, codes)), places), width  # type: ignore[arg-type]

    def _place(self, start: int, position: uharfbuzz.GlyphPosition, code: int) -> ShapeData:
        scale = self._scale
        return ShapeData(
            start,
            position.x_advance * scale,
            position.y_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
            self.face.charWidths[code],
        )

    def _over(self, base: int, mark: int, place: ShapeData) -> ShapeData:
        """An accent that the font has no place for: over the middle of its letter, clear of it."""
        letter, accent = map(self._shaper.get_glyph_extents, (base, mark))
        if letter is None or accent is None:
            return place
        middle = letter.x_bearing + letter.width / 2 - self._shaper.get_glyph_h_advance(base)
        x_offset = middle - accent.x_bearing - accent.width / 2
        foot = accent.y_bearing + accent.height
        y_offset = max(0, letter.y_bearing + ACCENT_GAP - foot) if foot > 0 else 0
        return place._replace(x_offset=x_offset * self._scale, y_offset=y_offset * self._scale)

    def _code(self, glyph: int, letters: str) -> int:
        if len(letters) == 1 and self.face.charToGlyph.get(ord(letters)) == glyph:
            return ord(letters)
        if (code := self._own_codes.get((glyph, letters))) is None:
            code = FIRST_OWN_CODE + len(self._own_codes)
            self._own_codes[glyph, letters] = code
            self._spelled[code] = letters
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.face.hmetrics[glyph][0] * self._scale
        return code

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        """As reportlab does, then the code points it cannot spell are put right."""
        super().addObjects(doc)
        own = f"+{self.face.name.decode()}"
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and name.endswith(own):
                stream.content = "\n".join(map(self._spell, stream.content.split("\n")))

    def _spell(self, line: str) -> str:
        """One line of a ToUnicode map, `<code> <letters>`, with its letters as UTF-16."""
        code, separator, letter = line.partition("> <")
        if not separator or len(letter) < len("F0000>"):
            return line
        number = int(letter.rstrip(">"), 16)
        letters = self._spelled.get(number) or chr(number)
        return f"{code}{separator}{letters.encode('utf-16-be').hex().upper()}>"


@cache
def font(face: Typeface) -> ShopFont:
    """The font, read from its file and made known to reportlab when first asked for."""
    shop_font = ShopFont(face)
    pdfmetrics.registerFont(shop_font)
    return shop_font


@lru_cache(maxsize=512)
def shaped(face: Typeface, text: str, *, lining: bool = False) -> tuple[str, float]:
    """The text kerned and joined, and its width at 1 pt; the shop's own words come again often."""
    return font(face).shape(text, lining=lining)


class _Printable(dict[int, int | str | None]):
    """For `str.translate`: what takes no ink becomes nothing, every blank a space."""

    def __missing__(self, code: int) -> int | str | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        if letter.isspace() and letter not in NO_BREAK_SPACES:
            self[code] = " "
        elif code in INVISIBLE or category in {"Cc", "Cs", "Cf"}:
            self[code] = None
        else:
            self[code] = code
        return self[code]


_PRINTABLE = _Printable()


def printable(text: str) -> str:
    """The text on one line, composed, in letters that there are, without signs that nobody sees.

    An emoji, or another sign that no font has, is left out, and so is a word in a script that none
    has where there is another word to read. What is left without a font is a geta mark.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = _composed(text)
    return composed if all(map(_DRAWN.__getitem__, composed)) else _in_known_letters(composed)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_PRINTABLE))


class _Drawn(dict[str, bool]):
    """Whether any font has this letter; filled by use."""

    def __missing__(self, letter: str) -> bool:
        drawn = any(ord(letter) in font(face).letters for face in LAST_LINKS)
        self[letter] = drawn
        return drawn


_DRAWN = _Drawn()


@lru_cache(maxsize=512)
def _in_known_letters(text: str) -> str:
    spelled = "".join(letter if _DRAWN[letter] else _otherwise(letter) for letter in text)
    words = spelled.split()
    known = [word for word in words if all(map(_DRAWN.__getitem__, word)) or _is_partly_read(word)]
    if any(letter.isalpha() for word in known for letter in word):
        words = known
    kept = BEFORE_CLOSING.sub("", " ".join(words))
    return "".join(letter if _DRAWN[letter] else GETA_MARK for letter in kept)


def _otherwise(letter: str) -> str:
    """How else it is written: a letter in a fancy form as the plain one, a sign not at all."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", letter))
    if plain != letter and all(map(_DRAWN.__getitem__, plain)):
        return plain
    is_letter = unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) in MARKS
    return letter if is_letter or is_east_asian(letter) else ""


def _is_partly_read(word: str) -> bool:
    return any(letter.isalnum() and _DRAWN[letter] for letter in word)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters next to one another that one font draws; `scale` is of the size of the line."""

    text: str
    face: Typeface
    scale: float = 1.0


def runs(text: str, face: Typeface) -> list[Run]:
    """The text cut where the font changes; a letter that no font has becomes a geta mark."""
    if font(face).letters.issuperset(map(ord, text)):
        return [Run(text, face)] if text else []
    found = [(drawn_by, letter) for letter, drawn_by in _faces(text, face)]
    parts = groupby(found, key=lambda pair: pair[0])
    return [
        Run("".join(letter for _, letter in part), drawn_by, _scale(drawn_by, face))
        for drawn_by, part in parts
    ]


def _faces(text: str, face: Typeface) -> Iterator[tuple[str, Typeface]]:
    """Each letter with the face that draws it; marks and blanks stay with the letter before.

    So do figures behind hanzi: the old-style ones of the serif are as small as commas there.
    """
    before = face
    for letter in text:
        figure = letter.isdecimal() and before is Typeface.HANZI and face not in SANS_FACES
        stays = figure or letter.isspace() or unicodedata.combining(letter)
        chain = (before, *FALLBACKS[face]) if stays else FALLBACKS[face]
        drawn_by = next((one for one in chain if ord(letter) in font(one).letters), None)
        before = drawn_by or Typeface.HANZI
        yield (letter if drawn_by else GETA_MARK), before


def _scale(drawn_by: Typeface, face: Typeface) -> float:
    return HANZI_SCALE if drawn_by is Typeface.HANZI and face not in SANS_FACES else 1.0


def missing_glyphs(text: str) -> str:
    """The letters of the text that no shipped font has, each once; nothing when all can be drawn.

    Arabic, Hebrew, the Indian scripts, emoji and the rarest hanzi and Hangul are among them.
    """
    if text.isascii():
        return ""
    letters = dict.fromkeys(_composed(text))
    return "".join(one for one in letters if not _DRAWN[one] and not _is_drawn_otherwise(one))


def _is_drawn_otherwise(letter: str) -> bool:
    return _otherwise(letter) not in {"", letter}
