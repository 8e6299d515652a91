"""Whether a key belongs to a book that does not open: each page bears a proof of it.

So a wrong key is told apart from a damaged book. SQLCipher 4: pages of 4096 bytes that end in the
16 bytes with which their encrypting began and an HMAC-SHA512 over both and the page's number.
"""

import hmac
from collections import Counter
from enum import Enum
from hashlib import pbkdf2_hmac
from math import log2
from pathlib import Path
from typing import BinaryIO

from storebook.book.open_here import is_open_here
from storebook.book.protection.data_key import MARK_BYTES, DataKey

PAGE = 4096
PROOF = 64
PLAIN_HEAD = b"SQLite format 3\x00"
PAGES_TRIED = 24
# Random bytes have 7.95 bits or more in four thousand; text, numbers and packed files have less.
RANDOM_BITS = 7.9


class Fit(Enum):
    """What the pages say of a key."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def key_fits(path: Path, key: DataKey) -> Fit:
    """Whether any page of the file was written with this key.

    UNKNOWN when the file may not be looked at: closing it would give up the locks of the book that
    this program has open.
    """
    if is_open_here(path):
        return Fit.UNKNOWN
    with path.open("rb") as file:
        if file.read(MARK_BYTES).hex() == key.mark:
            return Fit.YES
        pages = path.stat().st_size // PAGE
        proof_key = proof_key_of(key)
        some = any(page_proves(file, number, proof_key) for number in spread(pages))
    return Fit.YES if some else Fit.NO


def proof_key_of(key: DataKey) -> bytes:
    salt = bytes(byte ^ 0x3A for byte in bytes.fromhex(key.mark))
    return pbkdf2_hmac("sha512", key.raw, salt, 2, 32)


def page_proves(file: BinaryIO, number: int, proof_key: bytes) -> bool:
    file.seek((number - 1) * PAGE)
    page = file.read(PAGE)
    begun = page[MARK_BYTES:] if number == 1 else page
    told = begun[:-PROOF] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(proof_key, told, "sha512"), page[-PROOF:])


def spread(pages: int) -> list[int]:
    """Some pages from the whole file; the first is where damage is looked for, so not only it."""
    if pages <= PAGES_TRIED:
        return list(range(1, pages + 1))
    return sorted({1, 2, *(1 + place * pages // PAGES_TRIED for place in range(PAGES_TRIED))})


def seems_protected(path: Path, marks: frozenset[str] = frozenset()) -> bool:
    """Whether a file that SQLite takes for none may be a protected book.

    It begins with the mark that a key file names, or it looks like chance from end to end; one that
    is called a book may have been copied by half.
    """
    if is_open_here(path):
        return True
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(MARK_BYTES)
        if head.hex() in marks:
            return True
        if head == PLAIN_HEAD or size < PAGE or (size % PAGE and path.suffix != ".book"):
            return False
        looked_at = [number for number in spread(size // PAGE) if number > 1] or [1]
        return sum(map(is_random, (read_page(file, number) for number in looked_at))) * 2 > len(
            looked_at
        )


def head_of(path: Path) -> str | None:
    """The mark that a protected book begins with; None when the file may not be looked at."""
    if is_open_here(path):
        return None
    with path.open("rb") as file:
        return file.read(MARK_BYTES).hex()


def read_page(file: BinaryIO, number: int) -> bytes:
    file.seek((number - 1) * PAGE)
    return file.read(PAGE)


def is_random(page: bytes) -> bool:
    """Whether no byte is more frequent than chance would have it."""
    counts = Counter(page).values()
    return -sum(count / len(page) * log2(count / len(page)) for count in counts) > RANDOM_BITS
