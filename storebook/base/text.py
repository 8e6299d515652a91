"""Text as people type it: cleaned for keeping, folded for finding, taken apart into words."""

import re
import unicodedata

from storebook.base.errors import Refused

# Letters that have no accent to take off, yet are searched as plain ones.
PLAIN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
    "\u0131": "i", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ȷ": "j",
    "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ǥ": "g", "ƒ": "f", "ɛ": "e", "ɔ": "o", "ɨ": "i",
    "ʉ": "u", "ɫ": "l", "ƶ": "z",
}  # fmt: skip
# Every apostrophe, quotation mark and dash is the one on the keyboard.
PLAIN_SIGNS = (
    ("'", "\u2018\u2019\u201b\u2032\u02bc\u02bb\u02b9\u02be\u02bf"),
    ('"', "\u201c\u201d\u201e\u2033"),
    ("-", "\u2010\u2012\u2013\u2014\u2015\u2212"),
)
PLAIN = PLAIN_LETTERS | {sign: plain for plain, signs in PLAIN_SIGNS for sign in signs}

# Seen by nobody: joiners, direction marks, variation selectors, blanks that pass for letters.
INVISIBLE = frozenset(
    [
        *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x2800, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE01F0),
    ]
)
# These would turn round the sentence that a name is shown in, and nobody types them on purpose.
TURNING = frozenset([0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# Below 10 are marks that make another letter (the voiced kana, Indian signs), above are accents.
FIRST_ACCENT_CLASS = 10

HAN_KANA_HANGUL = (
    "\u1100-\u11ff\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs of India and South-East Asia are part of the word, though no letters to Python.
SOUTHERN_SIGNS = "\u0900-\u0963\u0966-\u0e3a\u0e40-\u0e4e\u0e80-\u0f03\u0f18-\u109f\u1780-\u17d3"
ASCII_WORD = re.compile(r"[a-z0-9]+")
APOSTROPHE = re.compile(r"(?<=\w)'")
# Compiled by `re` when a text beyond ASCII comes: these take longer than all the others together.
WORD = f"[{HAN_KANA_HANGUL}]|(?:(?![{HAN_KANA_HANGUL}])[^\\W_]|[{SOUTHERN_SIGNS}])+"
EAST_ASIAN = f"[{HAN_KANA_HANGUL}]"


class _Kept(dict[int, int | None]):
    """For `str.translate`: what a saved text may not hold becomes nothing."""

    def __missing__(self, code: int) -> int | None:
        unfit = unicodedata.category(chr(code)) in {"Cc", "Cs"} or code in TURNING
        self[code] = None if unfit and chr(code) not in "\n\t" else code
        return self[code]


class _Folded(dict[int, int | str | None]):
    """For `str.translate`: accents become nothing, letters and digits plain ones; filled by use."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = _folded_letter(chr(code))
        return self[code]


def _folded_letter(letter: str) -> int | str | None:
    if ord(letter) in INVISIBLE or unicodedata.combining(letter) >= FIRST_ACCENT_CLASS:
        return None
    if letter in PLAIN:
        return PLAIN[letter]
    digit = unicodedata.decimal(letter, None)
    return ord(letter) if digit is None else str(digit)


_KEPT = _Kept()
_FOLDED = _Folded()


def clean(text: str) -> str:
    """As typed, fit to be kept: NFC, lines and tabs only for control characters, no outer spaces.

    Marks that turn the direction of the writing go too: they come along unseen when a number or a
    name is copied from elsewhere.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", lines.translate(_KEPT)).strip()


def one_line(text: str) -> str:
    """Cleaned, with every run of spaces and line breaks as one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """How a text is compared and searched: blind to case, accents and the width of letters.

    Folding twice changes nothing. Words stay where they are: this cuts no spaces.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    # Once more, since a decorated capital only now is a plain one.
    return unicodedata.normalize("NFC", decomposed.casefold().translate(_FOLDED))


def words(text: str) -> list[str]:
    """The folded words; a hanzi, kana or hangul syllable is a word of its own."""
    if text.isascii():
        return ASCII_WORD.findall(text.lower())
    return re.findall(WORD, fold(text))


def digits(text: str) -> str:
    """Only the digits, in any script's form, as 0 to 9."""
    if text.isascii():
        return "".join(filter(str.isdigit, text))
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def is_east_asian(text: str) -> bool:
    """Whether any of it is written in hanzi, kana or hangul."""
    return not text.isascii() and re.search(EAST_ASIAN, text) is not None


def is_blank(text: str) -> bool:
    """Whether nobody would see anything: spaces, joiners and lone accents are nothing."""
    return not fold(clean(text)).strip()


def required(text: str, field: str, sentence: str, limit: int = 200) -> str:
    """The cleaned text; refused with `sentence` when there is nothing to see in it."""
    if is_blank(text):
        raise Refused(sentence, field)
    kept = clean(text)
    too_long = f"At most {limit:,} letters fit here, and this has {len(kept):,}."
    return limited(kept, limit, field, too_long)


def limited(text: str, limit: int, field: str, sentence: str) -> str:
    """The cleaned text, which may be empty; refused with `sentence` over `limit` letters."""
    kept = clean(text)
    if len(kept) > limit:
        raise Refused(sentence, field)
    return kept


def quoted(text: str, most: int = 30) -> str:
    """What was typed, in quotation marks on one line, shortened to be shown in a sentence."""
    shown = one_line(text)
    return f"“{shown}”" if len(shown) <= most else f"“{shown[:most].rstrip()}…”"


def counted(number: int, one: str, more: str = "") -> str:
    """ "1 ticket", "1,204 tickets"; `more` is said where an s is not enough."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 21st."""
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def possessive(name: str, *, plural: bool = False) -> str:
    """James’s, Margaret’s; for a family in the plural the Ashworths’. A shop that is called
    Macy’s stays that.
    """
    bare = name.rstrip()
    if not bare or bare.endswith(("’s", "'s")):
        return bare
    return f"{bare}’" if plural and bare[-1] in "sS" else f"{bare}’s"


def typographic(text: str) -> str:
    """With the apostrophes of a printer: O’Brien, the Ashworths’; for what people keep."""
    return APOSTROPHE.sub("’", text)


def family_plural(family: str) -> str:
    """The Ashworths, the Joneses, the Kellys; names in other scripts stay as they are."""
    bare = family.rstrip()
    if not bare or not ASCII_WORD.search(fold(bare[-1])):
        return bare
    hissing = fold(bare).endswith(("s", "x", "z", "ch", "sh"))
    return f"{bare}es" if hissing else f"{bare}s"
