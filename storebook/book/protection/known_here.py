"""Whether this computer knows a key as that of the book in a place, whatever lies there now.

So a book that was overwritten, by a program that holds files to ransom or by another book, is told
apart from a wrong key: of the file itself nothing is left that could tell.
"""

from contextlib import suppress
from pathlib import Path

from storebook.book.backup_places import STAMP
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import (
    KeyFile,
    KeyFileTrouble,
    key_file_path,
    read_key_file,
    spare_path,
)
from storebook.book.protection.page_proof import PLAIN_HEAD, head_of
from storebook.book.remembered import folder_to_look_in


def was_its_key(path: Path, key: DataKey) -> bool:
    """Whether the key opened the book that was here, by the newest backup on this computer, or by
    its copy of the key file; never an earlier paper's, nor where the key file beside it names the
    file that is there.
    """
    beside_it, copy_here = said(key_file_path(path)), said(spare_path(path))
    if beside_it is not None and head_of(path) in beside_it.marks:
        return False
    former = {paper.mark for one in (beside_it, copy_here) if one for paper in one.former}
    if key.mark in former:
        return False
    newest = newest_mark(path)
    if newest is not None:
        return newest == key.mark
    return copy_here is not None and key.mark in copy_here.marks


def was_plain(path: Path) -> bool:
    """Whether the book that was here had no key, by the newest backup on this computer: what looks
    like a protected book now may be one, or what is left after it was overwritten.
    """
    places = (key_file_path(path), spare_path(path))
    return newest_mark(path) == PLAIN_HEAD.hex() and not any(one.exists() for one in places)


def said(place: Path) -> KeyFile | None:
    with suppress(KeyFileTrouble):
        return read_key_file(place)
    return None


def newest_mark(path: Path) -> str | None:
    """With what the newest backup of this book begins that the program keeps on this computer."""
    found = [
        (stamp.groups()[1:], one)
        for one in folder_to_look_in(path).glob("*.book")
        if (stamp := STAMP.search(one.name))
    ]
    return head_of(max(found)[1]) if found else None
