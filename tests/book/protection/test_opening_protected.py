"""A protected book says what is wrong: the key is missing, is another's, or the book is damaged."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.key_file import key_file_path, spare_path
from storebook.book.protection.paper import new_paper
from storebook.book.protection.refusals import Damaged, KeyNeeded, NotProtected, WrongKey
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_paper,
    key_from_passphrase,
    prove,
)
from storebook.book.rescue import Trouble, look_at
from tests.book.protection.conftest import PAPER, Protected
from tests.book.protection.sentences import said

# -- a protected book without the right key


def test_without_a_key_the_book_says_that_it_needs_one(ours: Protected) -> None:
    before = ours.path.read_bytes()

    with pytest.raises(KeyNeeded, match="is protected") as refused:
        Book.open(ours.path)

    assert "paper" in said(refused.value)
    assert refused.value.path == ours.path
    assert ours.path.read_bytes() == before


@pytest.mark.parametrize("mode", ["read", "write"])
def test_the_key_opens_the_book(ours: Protected, mode: str) -> None:
    with Book.open(ours.path, mode=mode, key=ours.key) as book:  # type: ignore[arg-type]
        assert book.value("SELECT count(*) FROM shopper") == 40
        with book.another() as second:
            assert second.value("SELECT count(*) FROM shopper") == 40


def test_another_books_key_is_told_as_that(ours: Protected, theirs: Protected) -> None:
    before = ours.path.read_bytes()

    with pytest.raises(WrongKey, match="belongs to another book") as refused:
        Book.open(ours.path, key=theirs.key)

    assert "The book is safe" in said(refused.value)
    assert ours.path.read_bytes() == before


def test_a_key_for_a_plain_book_is_refused(plain: Path) -> None:
    with pytest.raises(NotProtected, match="is not protected") as refused:
        Book.open(plain, key=PAPER.data_key)

    said(refused.value)


# -- a damaged book


@pytest.mark.parametrize(
    ("first", "last"), [(0, 16), (3, 4), (16, 17), (20, 21), (4000, 4001), (0, 4096)]
)
def test_a_damaged_beginning_is_told_apart_from_a_wrong_key(
    ours: Protected, theirs: Protected, first: int, last: int
) -> None:
    body = bytearray(ours.path.read_bytes())
    body[first:last] = bytes(255 - byte for byte in body[first:last])
    ours.path.write_bytes(body)

    for key in (ours.key, key_from_paper(ours.path, ours.paper.written)):
        with pytest.raises(Damaged, match="is damaged; the key is right") as refused:
            Book.open(ours.path, key=key)
        assert "backup" in said(refused.value)
    assert key_from_passphrase(ours.path, ours.passphrase) == ours.key
    with pytest.raises(WrongKey):
        Book.open(ours.path, key=theirs.key)
    with pytest.raises(KeyNeeded):
        Book.open(ours.path)
    assert ours.path.read_bytes() == bytes(body)


@pytest.mark.parametrize("left", [16, 100, 4096, 9000, 4096 * 30])
def test_a_book_that_was_cut_off_is_told(ours: Protected, left: int) -> None:
    ours.path.write_bytes(ours.path.read_bytes()[:left])

    with pytest.raises(Refused) as refused:
        Book.open(ours.path, key=ours.key).close()

    assert "damaged" in said(refused.value)
    assert ours.path.stat().st_size == left


def test_half_a_book_that_came_without_its_key_file_asks_for_its_key(ours: Protected) -> None:
    """As a copy on a stick that was pulled out: it is no file of somebody else's."""
    ours.path.write_bytes(ours.path.read_bytes()[: 4096 * 30 + 1])
    ours.key_file.unlink()
    spare_path(ours.path).unlink(missing_ok=True)

    with pytest.raises(KeyNeeded):
        Book.open(ours.path)
    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    found = look_at(ours.path, ours.key)
    assert found is not None
    assert found.trouble is Trouble.DAMAGED


@pytest.mark.parametrize("seed", range(5))
def test_what_looks_like_chance_is_never_taken_for_a_new_book(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "noise.book"
    noise = random.Random(seed).randbytes(4096 * 3 + seed % 2)
    path.write_bytes(noise)

    for key in (None, PAPER.data_key):
        with pytest.raises(Refused) as refused:
            Book.open(path, key=key)
        said(refused.value)
    assert path.read_bytes() == noise
    assert {one.name for one in tmp_path.iterdir()} == {"noise.book"}


# -- while the book is open in the same program


OTHER_PROCESS = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], timeout=0, isolation_level=None)
connection.execute(f"PRAGMA key = \\"x'{sys.stdin.read()}'\\"")
try:
    connection.execute("BEGIN IMMEDIATE")
except dbapi2.OperationalError as error:
    print(error)
else:
    print("the lock is gone")
"""


def test_the_drill_works_while_the_book_is_open_and_takes_no_lock_away(ours: Protected) -> None:
    with Book.open(ours.path, key=ours.key) as book, book.change("Begun"):
        assert prove(ours.path, ours.paper.written) == "paper"
        with pytest.raises(WrongKey):
            prove(ours.path, new_paper().written)
        with pytest.raises(WrongPassphrase):
            prove(ours.path, "amber and amethyst")

        other = subprocess.run(
            [sys.executable, "-c", OTHER_PROCESS, str(ours.path)],
            input=ours.key.hex,
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout.strip() == "database is locked"


def test_a_backup_has_its_own_key_file(ours: Protected, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with Book.open(ours.path, key=ours.key) as book:
        made = book.back_up(folder)
    ours.path.unlink()

    assert key_file_path(made).is_file()
    assert key_from_passphrase(made, ours.passphrase) == ours.key
    with Book.open(made, mode="read", key=ours.key) as backup:
        assert backup.value("SELECT count(*) FROM shopper") == 40
    with pytest.raises(KeyNeeded):
        Book.open(made)
