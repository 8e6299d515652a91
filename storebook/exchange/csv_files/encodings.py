"""In which letters a list is written: by rule, never guessed in silence."""

import codecs
import locale
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import quoted
from storebook.exchange.csv_files.opening import called, opened
from storebook.exchange.csv_files.scanning import LONGEST_LINE, Scan, wide_encoding

FIELD = "encoding"
UTF_8 = "utf-8"
UTF_8_MARKED = "utf-8-sig"
UTF_8_TWICE = "utf-8-twice"
MOST_LINES = 20
LONGEST_SHOWN = 200
WESTERN = "cp1252"
# The Windows code pages that are for one writing; where Windows says another, Western is taken.
WINDOWS_PAGES = frozenset(
    ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
     "cp874", "cp932", "cp936", "cp949", "cp950"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodingChoice:
    """One entry of the pick list; `name` is also what the command line takes."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureLine:
    """A line that reads differently in different encodings, by the name of the encoding.

    The first reading is the one that is used. `line` counts from 1.
    """

    line: int
    readings: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The answer: `words` say it and why. When it is not `sure`, look at the `unsure_lines`."""

    name: str
    words: str
    sure: bool
    unsure_lines: tuple[UnsureLine, ...] = ()


ENCODINGS = tuple(
    EncodingChoice(name=name, words=words)
    for name, words in (
        ("utf-8", "UTF-8"),
        ("cp1252", "Western European (Windows)"),
        ("cp1250", "Central European (Windows)"),
        ("cp1251", "Cyrillic (Windows)"),
        ("cp1253", "Greek (Windows)"),
        ("cp1254", "Turkish (Windows)"),
        ("cp1255", "Hebrew (Windows)"),
        ("cp1256", "Arabic (Windows)"),
        ("cp1257", "Baltic (Windows)"),
        ("cp1258", "Vietnamese (Windows)"),
        ("cp874", "Thai (Windows)"),
        ("gb18030", "Chinese, simplified (GB)"),
        ("big5hkscs", "Chinese, traditional (Big5)"),
        ("cp932", "Japanese (Shift-JIS)"),
        ("euc_jp", "Japanese (EUC)"),
        ("cp949", "Korean"),
        ("mac_roman", "Western European (old Mac)"),
        ("cp437", "Western European (DOS, US)"),
        ("cp850", "Western European (DOS)"),
        ("cp852", "Central European (DOS)"),
        ("cp866", "Cyrillic (DOS)"),
        ("koi8_r", "Cyrillic (KOI8)"),
        ("iso8859_15", "Western European (ISO, with €)"),
        ("iso8859_2", "Central European (ISO)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16, without its mark"),
        ("utf-16-be", "UTF-16, turned round"),
        ("utf-32", "UTF-32"),
        ("utf-7", "UTF-7"),
        (UTF_8_TWICE, "UTF-8, encoded twice"),
    )
)
WORDS = {choice.name: choice.words for choice in ENCODINGS}
ALSO_CALLED = {
    UTF_8_MARKED: UTF_8, "windows-1252": WESTERN, "ansi": WESTERN, "latin-1": WESTERN,
    "iso8859-1": WESTERN, "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
# Whoever wrote more bytes than one for a letter gives them away; these are tried one after another.
GUESSES = tuple(choice.name for choice in ENCODINGS if not choice.name.startswith("utf-"))


def find_encoding(path: Path, found: Scan, wanted: str | None) -> Encoding:
    """The encoding that was asked for, else by rule: mark, UTF-8 throughout, the system's page."""
    if wanted is not None:
        return _wanted(wanted)
    if found.start.startswith(codecs.BOM_UTF8):
        return Encoding(name=UTF_8_MARKED, words="UTF-8, said by the file", sure=True)
    wide = wide_encoding(found.start)
    if wide is not None:
        return Encoding(name=wide, words=_words_of(wide), sure=True)
    if found.is_ascii and not found.looks_utf7:
        return Encoding(name=UTF_8, words="plain letters", sure=True)
    if found.is_utf8:
        return _utf_8(path, found)
    page = system_page()
    return Encoding(
        name=page,
        words=f"{_words_of(page)}, guessed",
        sure=False,
        unsure_lines=_unsure_lines(path, page, GUESSES),
    )


def system_page() -> str:
    """What this computer's older programs write; Western European where it has no such page."""
    page = codecs.lookup(locale.getencoding()).name if sys.platform == "win32" else WESTERN
    return ALSO_CALLED.get(page, page) if page in WINDOWS_PAGES else WESTERN


def reading(line: bytes, encoding: str) -> str | None:
    """One line as this encoding reads it; None when it can't, or reads marks instead of letters."""
    try:
        twice = encoding == UTF_8_TWICE
        text = once_less(line.decode(UTF_8)) if twice else line.decode(encoding)
    except UnicodeError:
        return None
    shown = "".join(text.split())
    return text if shown.isprintable() or encoding == WESTERN else None


def once_less(text: str) -> str:
    """Text that was encoded twice, decoded once more; refused with UnicodeError when it was not."""
    return text.encode(WESTERN).decode(UTF_8)


def _wanted(wanted: str) -> Encoding:
    name = wanted.strip().lower()
    if name not in WORDS:
        try:
            name = codecs.lookup(name).name
        except (LookupError, ValueError):
            name = ""
        name = ALSO_CALLED.get(name, name.replace("-", "_") if name not in WORDS else name)
    if name not in WORDS:
        names = ", ".join(choice.name for choice in ENCODINGS)
        raise Refused(f"{quoted(wanted)} is not an encoding that is read here: {names}.", FIELD)
    chosen = UTF_8_MARKED if name == UTF_8 else name
    return Encoding(name=chosen, words=f"{WORDS[name]}, as chosen", sure=True)


def _utf_8(path: Path, found: Scan) -> Encoding:
    """UTF-8, unless its letters make better sense when they are decoded once more."""
    suspect = "utf-7" if found.looks_utf7 else UTF_8_TWICE
    lines = _unsure_lines(path, UTF_8, (suspect,))
    if not lines:
        words = "plain letters" if found.is_ascii else "UTF-8 throughout"
        return Encoding(name=UTF_8, words=words, sure=True)
    words = f"UTF-8, but perhaps {WORDS[suspect]}"
    return Encoding(name=UTF_8, words=words, sure=False, unsure_lines=lines)


def _unsure_lines(path: Path, used: str, others: tuple[str, ...]) -> tuple[UnsureLine, ...]:
    """The first lines that could be read differently, each as the others read it."""
    marked = list(_marked_lines(path, plain=used == UTF_8 and others == ("utf-7",)))
    able = [name for name in others if all(reading(line, name) is not None for _, line in marked)]
    unsure = []
    for number, line in marked:
        first = line.decode(used, errors="replace")
        readings = {used: first.strip()[:LONGEST_SHOWN]}
        for name in able:
            other = reading(line, name)
            if other is not None and other != first:
                readings[name] = other.strip()[:LONGEST_SHOWN]
        if len(readings) > 1 or "\ufffd" in first:
            unsure.append(UnsureLine(line=number, readings=readings))
    return tuple(unsure)


def _marked_lines(path: Path, *, plain: bool) -> Iterator[tuple[int, bytes]]:
    """The first lines with letters beyond the plain ones, or, of plain letters, with a plus."""
    with opened(path) as file:
        found = 0
        for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE), b""), 1):
            if (b"+" in line) if plain else not line.isascii():
                yield number, line.rstrip(b"\r\n")
                found += 1
                if found == MOST_LINES:
                    return


def _words_of(name: str) -> str:
    said = {"utf-16": "UTF-16, said by the file", "utf-32": "UTF-32, said by the file"}
    if name in {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}:
        return f"{name[:6].upper()}, by its empty bytes"
    return said.get(name) or WORDS.get(name, name)


def encoding_refusal(path: Path, encoding: str) -> Refused:
    """What to say when bytes turn up that the encoding does not have."""
    words = WORDS.get(ALSO_CALLED.get(encoding, encoding), encoding)
    return Refused(f"{called(path)} can’t be read as {words}. Choose another encoding.", FIELD)
