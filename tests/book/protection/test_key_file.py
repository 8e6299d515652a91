"""The key file can be lost, damaged or swapped: one sentence each, and the paper mends it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.key_file import (
    KeyFileTrouble,
    sum_of,
)
from storebook.book.protection.protecting import (
    set_passphrase,
)
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_paper,
    key_from_passphrase,
    key_from_text,
    ways_in,
)
from storebook.book.putting_back import key_file_to_come
from tests.book.protection.conftest import QUICK, Protected
from tests.book.protection.sentences import said

# -- the key file


Spoil = Callable[[Path], None]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def one_letter(path: Path) -> None:
    path.write_text(path.read_text().replace('"salt": "', '"salt": "0', 1))


def not_json(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00{" * 99)


def a_list(path: Path) -> None:
    path.write_text("[1, 2]")


def nested(path: Path) -> None:
    path.write_text("[" * 100_000)


def too_large(path: Path) -> None:
    path.write_bytes(bytes(2_000_000))


def other_fields(path: Path) -> None:
    rewritten(path, slots=[{"kind": "passphrase"}])


def other_kind(path: Path) -> None:
    rewritten(path, slots=[{"kind": "fingerprint"}])


def rewritten(path: Path, **changes: object) -> None:
    """Changed by somebody who knows how the file is made."""
    body = json.loads(path.read_text())
    body.pop("sum")
    body.update(changes)
    path.write_text(json.dumps({**body, "sum": sum_of(body)}))


@pytest.mark.parametrize(
    "spoil",
    [
        cut, emptied, one_letter, not_json, a_list, nested, too_large, other_fields, other_kind
    ],
)  # fmt: skip
def test_a_damaged_key_file_is_told_and_the_paper_mends_it(ours: Protected, spoil: Spoil) -> None:
    spoil(ours.key_file)

    assert "is damaged" in ways_in(ours.path).trouble
    with pytest.raises(KeyFileTrouble, match=r"is damaged\. The book is safe") as refused:
        key_from_passphrase(ours.path, ours.passphrase)
    said(refused.value)

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    assert ways_in(ours.path).trouble == ""


@pytest.mark.parametrize("spoil", [cut, emptied, one_letter, not_json, Path.unlink])
def test_this_computers_copy_stands_in_for_a_lost_key_file(ours: Protected, spoil: Spoil) -> None:
    with Book.open(ours.path, key=ours.key) as book:
        set_passphrase(book, ours.passphrase, QUICK)
    whole = ours.key_file.read_bytes()
    spoil(ours.key_file)

    assert key_from_passphrase(ours.path, ours.passphrase) == ours.key
    assert ours.key_file.read_bytes() == whole


def test_a_lost_key_file_is_told(ours: Protected) -> None:
    ours.key_file.unlink()

    with pytest.raises(KeyFileTrouble, match=r"is not there\. The book is safe") as refused:
        key_from_passphrase(ours.path, ours.passphrase)

    assert "paper" in said(refused.value)


def test_a_newer_key_file_is_told(ours: Protected) -> None:
    rewritten(ours.key_file, format=2)

    with pytest.raises(KeyFileTrouble, match="made by a newer Storebook") as refused:
        key_from_passphrase(ours.path, ours.passphrase)

    said(refused.value)


def test_a_newer_key_file_is_never_written_over(ours: Protected) -> None:
    """The newer Storebook, once it is back, opens the book by it as before."""
    rewritten(ours.key_file, format=2, slots=[{"kind": "fingerprint"}])
    newer = ours.key_file.read_bytes()

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    assert ours.key_file.read_bytes() == newer
    with Book.open(ours.path, key=ours.key) as book:
        set_passphrase(book, "topaz beryl amber", QUICK)

    assert key_from_passphrase(ours.path, "topaz beryl amber") == ours.key
    kept = ours.key_file.with_name(f"{ours.key_file.name}-of-a-newer-storebook")
    assert kept.read_bytes() == newer


@pytest.mark.parametrize("typed", ["opal garnet pearl jade ours", "opal garnet pearl jade theirs"])
def test_a_swapped_key_file_is_told(ours: Protected, theirs: Protected, typed: str) -> None:
    shutil.copyfile(theirs.key_file, ours.key_file)

    with pytest.raises(KeyFileTrouble, match="belongs to another book") as refused:
        key_from_passphrase(ours.path, typed)
    said(refused.value)

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    aside = ours.key_file.with_name(f"{ours.key_file.name}-of-another-book")
    assert aside.read_bytes() == theirs.key_file.read_bytes()
    with pytest.raises(Refused, match="no passphrase opens it"):
        key_from_passphrase(ours.path, typed)


def test_no_foreign_key_file_takes_the_place_of_another(ours: Protected, theirs: Protected) -> None:
    """Each may be the only one of its book."""
    first, second = theirs.key_file.read_bytes(), theirs.key_file.read_bytes() + b"\n"
    for foreign in (first, second):
        ours.key_file.write_bytes(foreign)
        assert key_from_paper(ours.path, ours.paper.written) == ours.key

    aside = sorted(ours.path.parent.glob("*-of-another-book*"))
    assert [one.read_bytes() for one in aside] == [first, second]


def test_while_a_book_of_another_key_is_restored_the_key_file_opens_both(
    ours: Protected, theirs: Protected
) -> None:
    """The power went before it was in its place, or just after; and the passphrase stays."""
    key_file_to_come(ours.path, theirs.path)
    assert key_from_passphrase(ours.path, ours.passphrase) == ours.key
    key_file_to_come(ours.path, theirs.path)
    shutil.copyfile(theirs.path, ours.path)

    for _ in range(2):
        assert key_from_passphrase(ours.path, theirs.passphrase) == theirs.key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "computer"),
        ("who", "somebody else"),
        ("made", "2020-01-01"),
        ("rounds", 2),
        ("rounds", 10**9),
        ("memory_kib", 10**9),
        ("lanes", 0),
        ("salt", "00" * 16),
        ("salt", "zz"),
        ("nonce", "00" * 12),
        ("nonce", ""),
        ("sealed", "00" * 48),
        ("sealed", None),
    ],
)
def test_a_slot_that_somebody_changed_opens_nothing(
    ours: Protected, field: str, value: object
) -> None:
    (slot,) = json.loads(ours.key_file.read_text())["slots"]
    rewritten(ours.key_file, slots=[{**slot, field: value}])

    with pytest.raises(Refused) as refused:
        key_from_text(ours.path, ours.passphrase)

    said(refused.value)
    assert key_from_text(ours.path, ours.paper.written) == (ours.key, "paper")


def test_slots_that_changed_places_open_nothing(ours: Protected, theirs: Protected) -> None:
    (slot,) = json.loads(theirs.key_file.read_text())["slots"]
    rewritten(ours.key_file, slots=[{**slot, "mark": ours.key.mark}])

    with pytest.raises(WrongPassphrase):
        key_from_passphrase(ours.path, theirs.passphrase)
