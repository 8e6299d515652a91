"""Rows 8 to 10: whatever happens to the file of a protected book is noticed, at the latest by the
daily check. It is told in plain words, nothing is changed, and no new book stands in its place.
"""

import hashlib
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.book.protection.data_key import DataKey
from storebook.book.rescue import Trouble, look_at
from tests.book.damaging import PAGE, pages_of, with_turned_bit
from tests.book.protection.conftest import OTHER_PAPER
from tests.durability.deeds import KEY, begin, book_in
from tests.durability.length import many, reached

LONGEST_S = 3.0
CLASS_NAMES = re.compile(r"Error|SQLITE|errno|Exception|Traceback|None|\{")
WRONG_FILES = {
    "a page of the web": b"<!DOCTYPE html><html><body>Ann Lee</body></html>" * 200,
    "an archive": b"PK\x03\x04" + bytes(9000),
    "a picture": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40,
    "a document": b"%PDF-1.7\n" + b"x" * 9000,
    "junk after SQLite's name": b"SQLite format 3\x00" + random.Random(1).randbytes(9000),
    "a lot of zeros": bytes(50_000),
    "random bytes": random.Random(2).randbytes(50_000),
    "one byte": b"x",
    "a list": b"Name,Phone\nNoor El-Amin,(603) 555-0193\n",
}


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A protected book that is closed, with its key file beside it."""
    folder = tmp_path_factory.mktemp("protected") / "folder"
    begin(folder)
    return book_in(folder)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def how_it_is_noticed(path: Path, key: DataKey | None = KEY) -> str:
    """ "rescue" or "check"; empty when it is not. It is only looked at, and in good time."""
    before, begun = digest(path), time.monotonic()
    try:
        with Book.open(path, mode="read", key=key):
            noticed = "check" if not all(one.good for one in check_file(path, key)) else ""
    except Refused as refusal:
        noticed = "rescue"
        assert_plain(str(refusal))
        with pytest.raises(Refused):
            Book.open(path, key=key)
    if noticed == "rescue":
        found = look_at(path, key)
        assert found is not None
        assert found.trouble is not Trouble.HELD
        for sentence in (found.happened, found.safe, found.now):
            assert_plain(sentence)
    assert digest(path) == before
    assert time.monotonic() - begun < LONGEST_S
    return noticed


def assert_plain(sentence: str) -> None:
    assert sentence.endswith(".")
    assert not CLASS_NAMES.search(sentence), sentence


# -- row 8


def test_a_changed_byte_at_the_beginning_is_noticed(protected: Path, tmp_path: Path) -> None:
    content, path = protected.read_bytes(), tmp_path / "shop.book"
    values = (0xFF, 0x01, 0x80)

    found = []
    for place in range(100):
        for value in values:
            path.write_bytes(
                content[:place] + bytes([content[place] ^ value]) + content[place + 1 :]
            )
            found.append(how_it_is_noticed(path))

    reached(8, f"{len(found)} changed bytes of the first 100, {found.count('rescue')} at opening")
    assert found == ["rescue"] * len(found)


# -- row 9


def test_a_turned_bit_anywhere_is_noticed(protected: Path, tmp_path: Path) -> None:
    chance, count = random.Random(9), many(100, 1000)

    found = [
        how_it_is_noticed(with_turned_bit(protected, tmp_path / "shop.book", chance))
        for _ in range(count)
    ]

    reached(9, f"{count} turned bits: {found.count('rescue')} at opening, the others by the check")
    assert "" not in found


# -- row 10


def damaged(content: bytes, chance: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    """So many files as disks, sticks and other programs leave them."""
    last = len(content) // PAGE - 1
    for _ in range(count):
        one, other = chance.sample(range(last + 1), 2)
        first, second = (content[n * PAGE : (n + 1) * PAGE] for n in (one, other))
        zeroed = bytearray(content)
        zeroed[one * PAGE : (one + 1) * PAGE] = bytes(PAGE)
        yield f"page {one + 1} zeroed", bytes(zeroed)
        swapped = bytearray(content)
        swapped[one * PAGE : (one + 1) * PAGE] = second
        swapped[other * PAGE : (other + 1) * PAGE] = first
        yield f"pages {one + 1} and {other + 1} swapped", bytes(swapped)
        length = chance.randrange(1, len(content))
        yield f"cut after {length}", content[:length]
        yield f"cut after page {one}", content[: max(1, one) * PAGE]


def test_what_happens_to_files_is_noticed(protected: Path, tmp_path: Path) -> None:
    content, path = protected.read_bytes(), tmp_path / "shop.book"
    chance = random.Random(10)

    count = 0
    for what, bad in damaged(content, chance, many(25, 50)):
        path.write_bytes(bad)
        assert how_it_is_noticed(path), what
        count += 1

    assert pages_of(protected) > 100
    reached(10, f"{count} damaged files, {len(WRONG_FILES) + 3} others: all told, none changed")


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_another_file_is_no_book(protected: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "shop.book"
    path.write_bytes(WRONG_FILES[kind])

    assert how_it_is_noticed(path) == "rescue"
    assert how_it_is_noticed(path, None) == "rescue"


def test_an_empty_file_is_no_new_book(tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    path.touch()

    assert how_it_is_noticed(path) == "rescue"
    assert path.stat().st_size == 0


def test_another_book_s_key_is_told_as_such(protected: Path) -> None:
    assert how_it_is_noticed(protected, OTHER_PAPER.data_key) == "rescue"
    found = look_at(protected, OTHER_PAPER.data_key)
    assert found is not None
    assert found.trouble is Trouble.WRONG_KEY


def test_a_book_without_damage_is_found_good(protected: Path) -> None:
    assert how_it_is_noticed(protected) == ""
