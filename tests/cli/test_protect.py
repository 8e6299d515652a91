"""Commands that protect a book, change its key and make it plain again."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from pypdf import PdfReader

from storebook.book.book import Book
from storebook.book.protection.drill import drill
from storebook.book.protection.paper import read_paper
from storebook.book.protection.protecting import protect
from tests.cli.keys import PAPER, PASSPHRASE, saying, with_key
from tests.cli.running import Command, files_of

pytestmark = pytest.mark.usefixtures("keychain")


# -- protecting and unprotecting


def test_a_book_is_protected_and_its_key_written_into_a_file(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("backup", shop, "--to", tmp_path)
    key_out = tmp_path / "key.txt"

    answer = storebook("protect", shop, "--key-out", key_out, "--json")

    (plain,) = answer.document["plain_copies"]
    assert Path(plain).parent == tmp_path
    assert key_out.stat().st_mode & 0o077 == 0 or os.name == "nt"
    paper = read_paper(key_out.read_text())
    assert "Margaret" in with_key(storebook, "find", shop, "ashw", key=paper.written)
    assert paper.characters not in shop.with_name("shop.book.keys").read_text()


def test_the_first_backup_under_a_key_is_made_at_once(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    """Else the paper of today would bring nothing back for an hour."""
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    storebook("protect", shop, "--key-out", first)
    assert drill(shop, first.read_text()).shoppers > 0

    with_key(storebook, "change-key", shop, "--key-out", second, key=first.read_text())

    assert drill(shop, second.read_text()).shoppers > 0


def test_plain_backups_are_removed_when_asked(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("backup", shop, "--to", tmp_path)
    key_out = tmp_path / "key.txt"

    answer = storebook("protect", shop, "--key-out", key_out, "--remove-plain-copies", "--json")

    assert answer.document["plain_copies"] == []
    assert [path.name for path in tmp_path.glob("*.book")] == ["shop.book"]


def test_plain_backups_in_the_second_place_are_told_and_removed_too(
    storebook: Command, shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("stick")
    made = storebook("backup", shop, "--second-place", "--to", stick, "--json").document
    key_out = shop.with_name("key.txt")

    storebook("protect", shop, "--key-out", key_out, "--remove-plain-copies")

    assert not Path(made["backup"]).exists()


def test_a_second_place_that_is_away_is_told_of(
    storebook: Command, shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("stick")
    storebook("backup", shop, "--second-place", "--to", stick)
    shutil.rmtree(stick)

    lines = storebook("protect", shop, "--key-out", shop.with_name("key.txt")).lines

    assert any("is not connected: older backups there are plain" in line for line in lines)


def test_the_key_is_a_page_to_print(storebook: Command, shop: Path, tmp_path: Path) -> None:
    key_out = tmp_path / "key.pdf"

    lines = storebook("protect", shop, "--key-out", key_out).lines

    assert any("unlock-test" in line for line in lines)
    text = PdfReader(key_out).pages[0].extract_text()
    assert "Hallam & Rye" in text
    assert "what this is" in text.lower()
    shown = re.search(r"(?:[0-9A-Z]{4}\s+){8}[0-9A-Z]\b", text)
    assert shown is not None, text
    assert "The paper opens" in with_key(
        storebook, "unlock-test", shop, key=" ".join(shown[0].split())
    )


def test_without_a_place_for_the_key_nothing_is_protected(storebook: Command, shop: Path) -> None:
    before = files_of(shop.parent)

    assert "--key-out" in storebook("protect", shop).refusal
    assert files_of(shop.parent) == before


def test_no_file_is_replaced_by_the_key(storebook: Command, shop: Path, tmp_path: Path) -> None:
    taken = tmp_path / "key.txt"
    taken.write_text("something else")

    assert "already a file" in storebook("protect", shop, "--key-out", taken).refusal
    assert "is a book" in storebook("protect", shop, "--key-out", shop).refusal
    assert taken.read_text() == "something else"
    Book.open(shop).close()


def test_a_key_of_a_book_that_could_not_be_protected_is_taken_back(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    key_out = tmp_path / "key.txt"
    with Book.open(shop, mode="read"):
        refusal = storebook("protect", shop, "--key-out", key_out).refusal

    assert "is open in another program" in refusal
    assert not key_out.exists()


def full_at(file: str, line: int) -> Callable[[FrameType, str, Any], Any]:
    """A disk that is full from the so-manieth line of this file on, once."""
    left = [line]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.endswith(file):
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
        return trace

    return trace


@pytest.mark.parametrize("was_protected", [False, True])
def test_wherever_the_disk_is_full_a_key_that_opens_the_book_is_never_taken_away(
    storebook: Command, shop: Path, tmp_path: Path, was_protected: bool
) -> None:
    """Only the file that was written has the key: without it the book would be lost."""
    if was_protected:
        protect(shop, PAPER)
    whole, kept_key = shop.read_bytes(), tmp_path / "key.txt"
    command = "change-key" if was_protected else "protect"
    for line in count(1, 5):
        shop.write_bytes(whole)
        kept_key.unlink(missing_ok=True)
        with saying(PAPER.written) as fd:
            by_key = ("--key-fd", fd) if was_protected else ()
            sys.settrace(full_at("book/protection/protecting.py", line))
            try:
                done = storebook(command, shop, "--key-out", kept_key, *by_key).code == 0
            finally:
                sys.settrace(None)
        before = PAPER.data_key if was_protected else None
        key = read_paper(kept_key.read_text()).data_key if kept_key.exists() else before
        Book.open(shop, mode="read", key=key).close()
        if done:
            break
    assert line > 20


def test_a_protected_book_is_not_protected_again(
    storebook: Command, protected: Path, tmp_path: Path
) -> None:
    key_out = tmp_path / "key.txt"

    assert "protected already" in storebook("protect", protected, "--key-out", key_out).refusal
    assert not key_out.exists()


def test_a_new_key_ends_the_old_ones(storebook: Command, protected: Path, tmp_path: Path) -> None:
    key_out = tmp_path / "key.txt"

    with_key(storebook, "change-key", protected, "--key-out", key_out)

    assert "The paper opens" in with_key(
        storebook, "unlock-test", protected, key=key_out.read_text().strip()
    )
    for old in (PASSPHRASE, PAPER.written):
        with saying(old) as fd:
            assert storebook("find", protected, "ashw", "--key-fd", fd).refusal


def test_a_plain_book_is_not_said_to_be_opened_by_a_paper(storebook: Command, shop: Path) -> None:
    assert "is not protected" in storebook("keys", shop).refusal


def test_a_book_becomes_plain_again(storebook: Command, protected: Path) -> None:
    assert "plain now" in with_key(storebook, "unprotect", protected)

    assert "Margaret" in storebook("find", protected, "ashw").out
    assert not protected.with_name("shop.book.keys").exists()


def test_a_new_book_is_protected_when_asked(storebook: Command, tmp_path: Path) -> None:
    path, key_out = tmp_path / "new.book", tmp_path / "key.txt"
    with saying(PASSPHRASE) as fd:
        answer = storebook(
            "new", path, "--name", "Hallam & Rye", "--protect", "--key-out", key_out,
            "--passphrase-fd", fd, "--json",
        )  # fmt: skip

    assert answer.document["shop"]["name"] == "Hallam & Rye"
    assert b"Hallam" not in path.read_bytes()
    assert "The passphrase opens" in with_key(storebook, "unlock-test", path)
    assert "The paper opens" in with_key(
        storebook, "unlock-test", path, key=key_out.read_text().strip()
    )


def test_a_new_book_that_cannot_be_made_leaves_no_key(storebook: Command, shop: Path) -> None:
    key_out = shop.with_name("key.txt")

    answer = storebook("new", shop, "--name", "X", "--protect", "--key-out", key_out)

    assert "already a file" in answer.refusal
    assert not key_out.exists()
    assert "no key" in storebook("new", "x.book", "--name", "X", "--trust").refusal
