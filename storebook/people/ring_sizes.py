"""Sizes of fingers, wrists and necks: kept as hundredths of a millimeter, with what was entered.

A ring is measured by its inner circumference. Charts in public contradict one another, so a size
in another system than the one that was entered is always "about".
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from storebook.base.errors import Refused
from storebook.base.text import fold, is_blank, limited, one_line, quoted
from storebook.people.reference import indian_ring_sizes

FIELD = "size"
LONGEST = 40
HUNDREDTHS_PER_INCH = 2540
HUNDREDTHS_PER_CM = 1000
HUNDREDTHS_PER_MM = 100


class SizeSystem(StrEnum):
    """How a size is told; the last three are lengths."""

    US = "us"
    UK = "uk"
    ISO = "iso"
    JAPAN = "japan"
    SWISS = "swiss"
    INDIA = "india"
    INCH = "inch"
    CM = "cm"
    MM = "mm"


LENGTHS = {
    SizeSystem.INCH: HUNDREDTHS_PER_INCH,
    SizeSystem.CM: HUNDREDTHS_PER_CM,
    SizeSystem.MM: HUNDREDTHS_PER_MM,
}
LABELS = {
    SizeSystem.US: "US and Canada",
    SizeSystem.UK: "UK, Ireland, Australia",
    SizeSystem.ISO: "Europe (ISO 8653)",
    SizeSystem.JAPAN: "Japan",
    SizeSystem.SWISS: "Switzerland, Italy, Spain",
    SizeSystem.INDIA: "India",
    SizeSystem.INCH: "inches",
    SizeSystem.CM: "centimeters",
    SizeSystem.MM: "millimeters",
}
SYSTEM_OF_COUNTRY = {
    **dict.fromkeys(("US", "CA", "PR"), SizeSystem.US),
    **dict.fromkeys(("GB", "IE", "AU", "NZ", "ZA", "JE", "GG", "IM"), SizeSystem.UK),
    **dict.fromkeys(("CH", "LI", "IT", "ES"), SizeSystem.SWISS),
    "JP": SizeSystem.JAPAN,
    "IN": SizeSystem.INDIA,
}
INCH_COUNTRIES = {"US", "GB", "IE", "PR", "JE", "GG", "IM"}

# US: inner diameter 0.458 in + 0.032 in a size. UK (BS 6820): A is 37.5 mm, 1.25 mm a letter.
# Japan: 1 is 13 mm across, a third of a millimeter a size. Switzerland: circumference less 40 mm.
US_START, US_STEP = 0.458 * HUNDREDTHS_PER_INCH * math.pi, 0.032 * HUNDREDTHS_PER_INCH * math.pi
UK_START, UK_STEP = 3750, 125
JAPAN_START, JAPAN_STEP = 1300 * math.pi, 100 * math.pi / 3
SWISS_START = 4000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LARGEST_AFTER_Z = 6

SMALLEST_RING, LARGEST_RING = 3000, 9000
SMALLEST_LENGTH, LARGEST_LENGTH = 3000, 200000

WRITTEN_BEFORE = {
    SizeSystem.US: "us|u\\.s\\.|usa|american",
    SizeSystem.UK: "uk|u\\.k\\.|au|british",
    SizeSystem.ISO: "iso ?8653|iso|eu|european",
    SizeSystem.JAPAN: "jp|jcs|japanese|japan",
    SizeSystem.SWISS: "ch|swiss|italian|spanish",
    SizeSystem.INDIA: "india|indian",
}
WRITTEN_AFTER = {
    SizeSystem.MM: "mm|millimet(?:er|re)s?",
    SizeSystem.CM: "cm|centimet(?:er|re)s?",
    SizeSystem.INCH: "in\\.?|inch|inches|\"|''",
    SizeSystem.JAPAN: "号|go",
}
NUMBER = re.compile(
    r"(?:([0-9]{1,4})(?:[.,]([0-9]{1,4}))?)?(?:(?:^|[ -])([0-9]{1,2})/([0-9]{1,2}))?"
)
LETTER = re.compile(r"([a-z])(?: ?\+? ?([1-9])| ?([1-9]/[1-9]|[.,][0-9]{1,2}))?")
FRACTIONS = {1: "⅛", 2: "¼", 3: "⅜", 4: "½", 5: "⅝", 6: "¾", 7: "⅞"}
EXAMPLES = {
    SizeSystem.US: "6¼ or 6.25",
    SizeSystem.UK: "N or N½",
    SizeSystem.ISO: "54",
    SizeSystem.JAPAN: "14",
    SizeSystem.SWISS: "14 or 14½",
    SizeSystem.INDIA: "12",
    SizeSystem.INCH: "6½ or 18 in",
    SizeSystem.CM: "16.5 or 45 cm",
    SizeSystem.MM: "165 mm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What is kept: the circumference or length, the system it was told in, the text as entered."""

    hundredths_mm: int
    system: SizeSystem
    entered: str


def system_of(country: str) -> SizeSystem:
    """The ring system that a shop in that country works with."""
    return SYSTEM_OF_COUNTRY.get(country.upper(), SizeSystem.ISO)


def length_unit_of(country: str) -> SizeSystem:
    """The unit in which a shop in that country sells chains and bracelets."""
    return SizeSystem.INCH if country.upper() in INCH_COUNTRIES else SizeSystem.CM


def read_size(text: str, system: SizeSystem) -> Measurement:
    """A size as people write it: "6¼", "6 1/4", "N½", "54", "52.5 mm", "18 in", "45 cm", "JP 14".

    A system or unit named in the text goes before `system`. Refused when it fits no finger, or no
    neck when `system` is a length.
    """
    entered = one_line(limited(text, LONGEST, FIELD, "That is too long to be a size."))
    if is_blank(entered):
        raise Refused(f"Give a size, such as {EXAMPLES[system]}.", FIELD)
    told, bare = _told(_plain(entered), system)
    exact = _uk_hundredths(bare) if told is SizeSystem.UK else _hundredths(_number(bare), told)
    if exact is None:
        sentence = f"{quoted(entered)} is not a size ({LABELS[told]}). Write {EXAMPLES[told]}."
        raise Refused(sentence, FIELD)
    hundredths = math.floor(exact + 0.5)
    if system in LENGTHS:
        _refuse_what_fits_no_neck(hundredths, entered)
    else:
        _refuse_what_fits_no_finger(hundredths, told, entered, system)
    return Measurement(hundredths_mm=hundredths, system=told, entered=entered)


def show_size(hundredths_mm: int, system: SizeSystem) -> str:
    """The nearest size of a system: "6¼", "N½", "54", "14½"; lengths with their unit: "6½ in"."""
    if system in LENGTHS:
        return _shown_length(hundredths_mm, system)
    if system is SizeSystem.UK:
        return _shown_uk(hundredths_mm)
    if system is SizeSystem.INDIA:
        table = indian_ring_sizes()
        return str(min(table, key=lambda size: abs(table[size] - hundredths_mm)))
    if system is SizeSystem.JAPAN:
        return _shown_japanese((hundredths_mm - JAPAN_START) / JAPAN_STEP + 1)
    if system is SizeSystem.US:
        return _in_parts((hundredths_mm - US_START) / US_STEP, 4)
    if system is SizeSystem.SWISS:
        return _in_parts((hundredths_mm - SWISS_START) / HUNDREDTHS_PER_MM, 2)
    return str(math.floor(hundredths_mm / HUNDREDTHS_PER_MM + 0.5))


def show_millimeters(hundredths_mm: int) -> str:
    """ "52.5 mm", "54 mm"."""
    return _shown_length(hundredths_mm, SizeSystem.MM)


def describe_size(measurement: Measurement, system: SizeSystem) -> str:
    """For the page: "6¼ · 52.5 mm"; "about N½ · 54.4 mm" when it was told in another system."""
    shown = show_size(measurement.hundredths_mm, system)
    about = "" if _is_exact(measurement, shown, system) else "about "
    if system in LENGTHS:
        return about + shown
    return f"{about}{shown} · {show_millimeters(measurement.hundredths_mm)}"


def _is_exact(measurement: Measurement, shown: str, system: SizeSystem) -> bool:
    if measurement.system is not system:
        return False
    told, bare = _told(_plain(shown), system)
    exact = _uk_hundredths(bare) if told is SizeSystem.UK else _hundredths(_number(bare), told)
    return exact is not None and abs(exact - measurement.hundredths_mm) <= 1


def _plain(entered: str) -> str:
    """Folded, with "¼" as " 1/4", which folding alone would run into the number before it."""
    spread = ""
    for letter in entered:
        kind, _, codes = unicodedata.decomposition(letter).partition(" ")
        if kind == "<fraction>":
            spread += " " + "".join(chr(int(code, 16)) for code in codes.split())
        else:
            spread += letter
    return " ".join(fold(spread.replace("\u2044", "/")).replace("\u2044", "/").split())


def _told(plain: str, system: SizeSystem) -> tuple[SizeSystem, str]:
    """The system that the text names, else `system`, and the text without its name."""
    bare = plain.removeprefix("size ").strip()
    for named, pattern in WRITTEN_AFTER.items():
        if found := re.search(rf"(?<=[0-9 ])(?:{pattern})$", bare):
            return named, bare[: found.start()].strip()
    for named, pattern in WRITTEN_BEFORE.items():
        if found := re.match(rf"(?:{pattern})(?![a-z])[ :-]*", bare):
            return named, bare[found.end() :].strip()
    return system, bare


def _number(bare: str) -> Fraction | None:
    """6, 6.25, 6,25, 6 1/4 and 1/4."""
    found = NUMBER.fullmatch(bare)
    if not bare or not found:
        return None
    whole, decimals, above, below = found.groups()
    if (decimals and below) or (below and int(above) >= int(below)):
        return None
    return Fraction(f"{whole or 0}.{decimals or 0}") + Fraction(int(above or 0), int(below or 1))


def _hundredths(number: Fraction | None, system: SizeSystem) -> float | None:
    if number is None:
        return None
    if system is SizeSystem.INDIA:
        return indian_ring_sizes().get(int(number)) if number.denominator == 1 else None
    if system in LENGTHS:
        return float(number * LENGTHS[system])
    start, step, first = {
        SizeSystem.US: (US_START, US_STEP, 0),
        SizeSystem.JAPAN: (JAPAN_START, JAPAN_STEP, 1),
        SizeSystem.SWISS: (SWISS_START, HUNDREDTHS_PER_MM, 0),
        SizeSystem.ISO: (0, HUNDREDTHS_PER_MM, 0),
    }[system]
    return start + step * float(number - first)


def _uk_hundredths(bare: str) -> float | None:
    found = LETTER.fullmatch(bare)
    if not found:
        return None
    letter, after, part = found.groups()
    if after and (letter != "z" or int(after) > LARGEST_AFTER_Z):
        return None
    number = _number(part if "/" in part else f"0{part}") if part else Fraction(0)
    if number is None:
        return None
    return UK_START + UK_STEP * float(LETTERS.index(letter.upper()) + int(after or 0) + number)


def _refuse_what_fits_no_neck(hundredths: int, entered: str) -> None:
    if not SMALLEST_LENGTH <= hundredths <= LARGEST_LENGTH:
        raise Refused(f"{quoted(entered)} would fit nobody. Check the number and unit.", FIELD)


def _refuse_what_fits_no_finger(
    hundredths: int, told: SizeSystem, entered: str, system: SizeSystem
) -> None:
    if SMALLEST_RING <= hundredths <= LARGEST_RING:
        return
    around = math.floor(hundredths * math.pi + 0.5)
    if told in LENGTHS and SMALLEST_RING <= around <= LARGEST_RING:
        sentence = f"{quoted(entered)} is across the ring; around it, it is about "
        raise Refused(f"{sentence}{show_millimeters(around)}. Give that.", FIELD)
    sentence = f"{quoted(entered)} would fit no finger. Write a size such as {EXAMPLES[system]}."
    raise Refused(sentence, FIELD)


def _in_parts(number: float, parts: int) -> str:
    """To the nearest half, quarter or eighth, as a whole number and one sign: "6¼"."""
    whole, rest = divmod(max(0, math.floor(number * parts + 0.5)), parts)
    fraction = FRACTIONS.get(rest * 8 // parts, "")
    return (str(whole) if whole or not fraction else "") + fraction


def _shown_japanese(number: float) -> str:
    """Whole numbers are usual; a half is said only in the middle third between two."""
    whole = math.floor(max(0.0, number))
    rest = number - whole
    if 1 / 3 <= rest <= 2 / 3:
        return f"{whole or ''}½"
    return str(whole + (rest > 1 / 2))


def _shown_uk(hundredths_mm: int) -> str:
    whole, half = divmod(max(0, math.floor((hundredths_mm - UK_START) / UK_STEP * 2 + 0.5)), 2)
    after = whole - len(LETTERS) + 1
    if after > 0:
        return f"Z+{after}"
    return LETTERS[whole] + ("½" if half else "")


def _shown_length(hundredths_mm: int, system: SizeSystem) -> str:
    if system is SizeSystem.INCH:
        return f"{_in_parts(hundredths_mm / HUNDREDTHS_PER_INCH, 8)} in"
    tenths = math.floor(hundredths_mm / LENGTHS[system] * 10 + 0.5)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest} {system.value}" if rest else f"{whole} {system.value}"
