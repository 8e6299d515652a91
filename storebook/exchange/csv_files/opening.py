"""Opening a list from elsewhere: packed or not, never what is plainly something else."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storebook.base.errors import Refused
from storebook.base.text import quoted

FIELD = "file"
LONGEST_NAME = 60
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
START = 512

SAVE_AS_CSV = "Open it there, save it as CSV (UTF-8), and import that file."
# What a file of another kind begins with, and what it is called in a sentence.
OTHER_KINDS = (
    (b"%PDF", "a PDF. Ask whoever made it for the list as CSV."),
    (b"\x89PNG", "a picture, not a list."),
    (b"\xff\xd8\xff", "a picture, not a list."),
    (b"GIF8", "a picture, not a list."),
    (b"RIFF", "a picture or a sound, not a list."),
    (b"\xd0\xcf\x11\xe0", f"an old Excel or Word file. {SAVE_AS_CSV}"),
    (b"7z\xbc\xaf", "a packed folder. Unpack it first, and choose the list in it."),
    (b"Rar!", "a packed folder. Unpack it first, and choose the list in it."),
    (b"BZh", "packed in a way that is not read here. Unpack it first."),
    (b"\xfd7zXZ", "packed in a way that is not read here. Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "packed in a way that is not read here. Unpack it first."),
    (b"SQLite format 3", "a book or another database, not a list."),
    (b"{\\rtf", "a text document, not a list. Copy the table into a spreadsheet, save as CSV."),
    (b"\x7fELF", "a program, not a list."),
    (b"MZ\x90", "a program, not a list."),
)
# The same for files of letters, whose beginning may be spelled in any case.
OTHER_TEXTS = (
    (("<!doctype", "<html", "<head", "<table"), f"a web page, not a list. {SAVE_AS_CSV}"),
    (("<?xml", "<svg"), f"an XML file, not a list. {SAVE_AS_CSV}"),
    (("begin:vcard",), "a file of contact cards (vCard). Save the contacts as CSV there."),
    (("begin:vcalendar",), "a calendar, not a list."),
    (("[{", "[ {", '{"', "{ "), "a JSON file, not a list. Save it as CSV where it comes from."),
)
INSIDE_A_ZIP = (
    ("xl/", f"an Excel workbook. {SAVE_AS_CSV}"),
    ("word/", "a Word document, not a list."),
    ("content.xml", f"a spreadsheet or document of LibreOffice. {SAVE_AS_CSV}"),
)
PACKED_FOLDER = "a packed folder. Unpack it first, and choose the list in it."
DAMAGED = "It is packed, and damaged or cut off. Get the file once more."


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of the list, unpacked on the way; refused when the packing is damaged."""
    _check_is_file(path)
    with path.open("rb") as file:
        packed = file.read(len(GZIP)) == GZIP
        file.seek(0)
        if not packed:
            yield file
            return
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield unpacked  # type: ignore[misc]
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Refused(f"{called(path)} can’t be read. {DAMAGED}", FIELD) from None


def called(path: Path) -> str:
    """The name of the file as it stands in a sentence."""
    return quoted(path.name, LONGEST_NAME)


def refuse_other_kinds(path: Path, start: bytes) -> None:
    """Refuse what is plainly no list of letters, saying what it is and what to do."""
    if not start:
        raise Refused(f"{called(path)} is empty: there is no list in it.", FIELD)
    if start.startswith(ZIP):
        raise Refused(f"{called(path)} is {_inside_zip(path)}", FIELD)
    letters = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for opening, what in OTHER_KINDS:
        if start.startswith(opening):
            raise Refused(f"{called(path)} is {what}", FIELD)
    for openings, what in OTHER_TEXTS:
        if letters.startswith(tuple(opening.encode() for opening in openings)):
            raise Refused(f"{called(path)} is {what}", FIELD)


def _check_is_file(path: Path) -> None:
    if path.is_dir():
        raise Refused(f"{called(path)} is a folder. Choose the list in it.", FIELD)
    if not path.exists():
        raise Refused(f"There is no file {called(path)}. Check its name and folder.", FIELD)
    if not path.is_file():
        raise Refused(f"{called(path)} is not a file that can be read whole.", FIELD)


def _inside_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError, OverflowError):
        return PACKED_FOLDER
    for beginning, what in INSIDE_A_ZIP:
        if any(name.startswith(beginning) for name in names):
            return what
    return PACKED_FOLDER
