"""Each way into a protected book, and whatever can go wrong with it: one right answer each."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringError, NoKeyringError

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.key_file import (
    KeyFileTrouble,
    key_file_path,
    read_key_file,
    spare_path,
    sum_of,
)
from storebook.book.protection.keychain import KeychainTrouble, has_keychain
from storebook.book.protection.paper import PaperKey, PaperTypo, new_paper
from storebook.book.protection.protecting import (
    forget_this_computer,
    protect,
    revoke,
    set_passphrase,
    slots_of,
    trust_this_computer,
)
from storebook.book.protection.refusals import Damaged, KeyNeeded, NotProtected, WrongKey
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_computer,
    key_from_paper,
    key_from_passphrase,
    key_from_text,
    prove,
    ways_in,
)
from tests.book.protection.conftest import PAPER, QUICK, Protected
from tests.book.protection.keychains import LOCKED, Forgetful, MemoryKeychain

NEVER_SAID = ("delete", "start afresh", "start anew", "new book", "reset")


def said(refusal: BaseException) -> str:
    """The one sentence or two of a refusal, which never offer to give the book up."""
    text = str(refusal)
    assert text.endswith(".")
    assert not any(word in text.lower() for word in NEVER_SAID), text
    return text


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


# -- the paper


def test_the_paper_alone_opens_the_book_and_makes_the_key_file_anew(ours: Protected) -> None:
    ours.key_file.unlink()
    shutil.rmtree(spare_path(ours.path).parent, ignore_errors=True)

    assert key_from_paper(ours.path, ours.paper.written.lower()) == ours.key
    made = read_key_file(ours.key_file)
    assert made is not None
    assert (made.mark, made.slots) == (ours.key.mark, ())


@pytest.mark.parametrize("place", range(33))
def test_a_typo_is_told_with_its_group(ours: Protected, place: int) -> None:
    characters = list(ours.paper.characters)
    characters[place] = "X" if characters[place] != "X" else "Y"

    with pytest.raises(PaperTypo, match="There is a typo in the") as refused:
        key_from_paper(ours.path, "".join(characters))

    assert refused.value.group == place // 4 + 1
    said(refused.value)


@pytest.mark.parametrize("lost", ["key file", "nothing"])
def test_another_books_paper_is_not_a_typo(ours: Protected, theirs: Protected, lost: str) -> None:
    if lost == "key file":
        ours.key_file.unlink()

    with pytest.raises(WrongKey, match="another book") as refused:
        key_from_paper(ours.path, theirs.paper.written)

    said(refused.value)


# -- the passphrase


@pytest.mark.parametrize(
    "typed",
    [
        "opal garnet pearl jade ours",
        "  opal garnet pearl jade ours ",
        "\uff4fpal garnet pearl jade ours",
    ],
)
def test_the_passphrase_opens_the_book(ours: Protected, typed: str) -> None:
    assert key_from_passphrase(ours.path, typed) == ours.key
    assert prove(ours.path, typed) == "passphrase"


@pytest.mark.parametrize(
    "typed",
    ["", "opal", "Opal garnet pearl jade ours", "opal garnet pearl jade theirs", "1234", "\ud800"],
)
def test_a_wrong_passphrase_is_told_as_that(ours: Protected, typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="That is not the passphrase") as refused:
        key_from_passphrase(ours.path, typed)

    assert "paper" in said(refused.value)


@pytest.mark.parametrize("typed", ["short words", "a" * 40, "abababababababab", " " * 20])
def test_a_passphrase_that_would_be_guessed_is_refused(ours: Protected, typed: str) -> None:
    with (
        Book.open(ours.path, key=ours.key) as book,
        pytest.raises(Refused, match="passphrase") as refused,
    ):
        set_passphrase(book, typed, QUICK)

    assert refused.value.field == "passphrase"
    assert prove(ours.path, ours.passphrase) == "passphrase"


def test_a_new_passphrase_takes_the_place_of_the_old(ours: Protected) -> None:
    with Book.open(ours.path, key=ours.key) as book:
        set_passphrase(book, "seven small sapphires", QUICK)

    assert prove(ours.path, "seven small sapphires") == "passphrase"
    with pytest.raises(WrongPassphrase):
        key_from_passphrase(ours.path, ours.passphrase)
    assert prove(ours.path, ours.paper.written) == "paper"


def test_either_is_taken_for_what_it_is(ours: Protected) -> None:
    assert key_from_text(ours.path, ours.paper.written) == (ours.key, "paper")
    assert key_from_text(ours.path, ours.passphrase) == (ours.key, "passphrase")
    with pytest.raises(PaperTypo):
        key_from_text(ours.path, ours.paper.written[:-3])
    with pytest.raises(WrongPassphrase):
        key_from_text(ours.path, "amber and amethyst")
    with pytest.raises(WrongKey):
        key_from_text(ours.path, new_paper().written)


def test_a_passphrase_that_looks_like_a_paper_opens_the_book_all_the_same(ours: Protected) -> None:
    looks = PaperKey(secret=b"a shop's own words..").written
    with Book.open(ours.path, key=ours.key) as book:
        set_passphrase(book, looks, QUICK)

    assert key_from_text(ours.path, looks) == (ours.key, "passphrase")


def test_without_a_passphrase_the_paper_is_asked_for(plain: Path) -> None:
    protect(plain, PAPER)

    for typed in ("opal garnet pearl jade", "x"):
        with pytest.raises(Refused, match="No passphrase was set") as refused:
            key_from_text(plain, typed)
        assert "paper" in said(refused.value)


# -- this computer


def trusted(book: Protected) -> Protected:
    with Book.open(book.path, key=book.key) as opened:
        trust_this_computer(opened)
    return book


def test_a_computer_that_is_trusted_opens_the_book(
    ours: Protected, keychain: MemoryKeychain
) -> None:
    assert key_from_computer(ours.path) is None

    trusted(ours)

    assert key_from_computer(ours.path) == ours.key
    assert len(keychain.kept) == 1
    assert ours.key.hex not in keychain.kept.values()
    assert ours.key.hex not in ours.key_file.read_text()


def test_the_keychain_of_a_new_computer_has_nothing(
    ours: Protected, keychain: MemoryKeychain
) -> None:
    trusted(ours)
    keychain.kept.clear()

    assert key_from_computer(ours.path) is None
    assert prove(ours.path, ours.passphrase) == "passphrase"


@pytest.mark.parametrize("found", ["", "not hex", "00", "ff" * 32])
def test_a_keychain_with_something_else_in_it_opens_nothing(
    ours: Protected, keychain: MemoryKeychain, found: str
) -> None:
    trusted(ours)
    keychain.kept = dict.fromkeys(keychain.kept, found)

    assert key_from_computer(ours.path) is None


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (LOCKED, "keychain is locked"),
        (NoKeyringError("none"), "has no keychain"),
        (InitError("no bus"), "did not answer"),
        (KeyringError("odd"), "did not answer"),
        (OSError(5, "I/O error"), "did not answer"),
        (RuntimeError("of a library that nobody knows"), "did not answer"),
    ],
)
def test_a_keychain_in_trouble_has_the_passphrase_asked(
    ours: Protected, keychain: MemoryKeychain, trouble: Exception, told: str
) -> None:
    trusted(ours)
    keychain.trouble = trouble

    with pytest.raises(KeychainTrouble, match=told) as refused:
        key_from_computer(ours.path)

    assert "passphrase or with the key on paper" in said(refused.value)
    assert prove(ours.path, ours.passphrase) == "passphrase"
    with Book.open(ours.path, key=ours.key) as book, pytest.raises(KeychainTrouble, match=told):
        trust_this_computer(book)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_computer_without_a_keychain_is_never_trusted(
    ours: Protected, backend: type[keyring.backend.KeyringBackend]
) -> None:
    keyring.set_keyring(backend())

    assert not has_keychain()
    with (
        Book.open(ours.path, key=ours.key) as book,
        pytest.raises(KeychainTrouble, match="has no keychain"),
    ):
        trust_this_computer(book)


def test_a_keychain_that_loses_what_it_is_given_is_noticed(ours: Protected) -> None:
    keyring.set_keyring(Forgetful())

    with Book.open(ours.path, key=ours.key) as book, pytest.raises(KeychainTrouble):
        trust_this_computer(book)
    assert not ways_in(ours.path).computer


def test_a_computer_can_be_forgotten_and_trusted_again(
    ours: Protected, keychain: MemoryKeychain
) -> None:
    trusted(ours)
    with Book.open(ours.path, key=ours.key) as book:
        forget_this_computer(book)

    assert key_from_computer(ours.path) is None
    assert not keychain.kept
    assert ways_in(ours.path).passphrase

    trusted(trusted(ours))

    assert key_from_computer(ours.path) == ours.key
    assert len(keychain.kept) == 1


def test_one_way_in_can_be_ended_and_the_others_stay(ours: Protected) -> None:
    trusted(ours)
    passphrase, computer = slots_of(ours.path)
    with Book.open(ours.path, key=ours.key) as book:
        revoke(book, passphrase)

    assert slots_of(ours.path) == (computer,)
    assert key_from_computer(ours.path) == ours.key
    with pytest.raises(Refused, match="No passphrase was set"):
        key_from_passphrase(ours.path, ours.passphrase)


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


@pytest.mark.parametrize("typed", ["opal garnet pearl jade ours", "opal garnet pearl jade theirs"])
def test_a_swapped_key_file_is_told(ours: Protected, theirs: Protected, typed: str) -> None:
    shutil.copyfile(theirs.key_file, ours.key_file)

    with pytest.raises(KeyFileTrouble, match="belongs to another book") as refused:
        key_from_passphrase(ours.path, typed)
    said(refused.value)

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    aside = ours.key_file.with_name(f"{ours.key_file.name}-of-another-book")
    assert aside.read_bytes() == theirs.key_file.read_bytes()
    with pytest.raises(Refused, match="No passphrase was set"):
        key_from_passphrase(ours.path, typed)


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
