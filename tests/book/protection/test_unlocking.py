"""Each way into a protected book, and whatever can go wrong with it: one right answer each."""

import random
import shutil
from contextlib import suppress
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringError, NoKeyringError

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.places import own_folder
from storebook.book.protection.key_file import (
    read_key_file,
    spare_path,
)
from storebook.book.protection.keychain import KeychainTrouble, has_keychain
from storebook.book.protection.paper import PaperKey, PaperTypo, new_paper, read_paper
from storebook.book.protection.protecting import (
    begin_protected_book,
    change_paper_key,
    forget_this_computer,
    protect,
    revoke,
    set_passphrase,
    slots_of,
    trust_this_computer,
)
from storebook.book.protection.refusals import WrongKey
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
from tests.book.protection.sentences import said
from tests.make import SHOP, make_shopper

# -- the paper


def test_the_paper_alone_opens_the_book_and_makes_the_key_file_anew(ours: Protected) -> None:
    ours.key_file.unlink()
    shutil.rmtree(spare_path(ours.path).parent, ignore_errors=True)

    assert key_from_paper(ours.path, ours.paper.written.lower()) == ours.key
    made = read_key_file(ours.key_file)
    assert made is not None
    assert (made.mark, made.slots) == (ours.key.mark, ())


def test_the_book_opens_though_this_computer_can_keep_nothing_of_it(
    ours: Protected,
) -> None:
    """As where nobody may write in the user's own folder."""
    shutil.rmtree(own_folder(), ignore_errors=True)
    own_folder().write_text("no folder", encoding="utf-8")

    assert key_from_paper(ours.path, ours.paper.written) == ours.key
    assert key_from_passphrase(ours.path, ours.passphrase) == ours.key
    with Book.open(ours.path, key=ours.key) as book:
        make_shopper(book, "Ann Lee")


def test_a_typo_that_happens_to_pass_the_check_is_told_as_a_typo(tmp_path: Path) -> None:
    """Not as another book's key: two groups that changed places pass it once in 32 times."""
    chance = random.Random(7)
    made = (PaperKey(secret=chance.randbytes(20)) for _ in range(1000))
    paper, swapped = next((one, typed) for one in made if passes(typed := first_two_swapped(one)))
    path = tmp_path / "shop.book"
    begin_protected_book(path, SHOP, paper, owner_name="Ruth Hallam").close()

    with pytest.raises(PaperTypo, match="There is a typo in the first group"):
        key_from_paper(path, swapped)


def first_two_swapped(paper: PaperKey) -> str:
    first, second, *rest = paper.groups
    return " ".join([second, first, *rest])


def passes(typed: str) -> bool:
    with suppress(PaperTypo):
        read_paper(typed)
        return True
    return False


@pytest.mark.parametrize("place", range(33))
def test_a_typo_is_told_with_its_group(ours: Protected, place: int) -> None:
    characters = list(ours.paper.characters)
    characters[place] = "X" if characters[place] != "X" else "Y"

    with pytest.raises(PaperTypo, match="There is a typo in the") as refused:
        key_from_paper(ours.path, "".join(characters))

    assert refused.value.group == place // 4 + 1
    said(refused.value)


def test_an_earlier_paper_is_not_said_to_be_another_books(ours: Protected) -> None:
    """Where nothing is left that knows of it, as on another computer."""
    today = new_paper()
    change_paper_key(ours.path, ours.key, today)
    ours.key_file.unlink()
    spare_path(ours.path).unlink()

    with pytest.raises(WrongKey, match="or to another paper of this one") as refused:
        key_from_paper(ours.path, ours.paper.written)

    said(refused.value)


@pytest.mark.parametrize("half", [slice(16), slice(4, 33)])
def test_a_paper_of_which_a_part_is_missing_is_told_as_more_than_a_wrong_passphrase(
    ours: Protected, half: slice
) -> None:
    with pytest.raises(WrongPassphrase, match="nor the 33 characters on its paper"):
        key_from_text(ours.path, ours.paper.characters[half])


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
    with pytest.raises(WrongPassphrase, match="That is neither the passphrase") as refused:
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
        with pytest.raises(Refused, match="no passphrase opens it") as refused:
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


def test_a_computer_that_can_t_be_trusted_anew_stays_trusted(
    ours: Protected, keychain: MemoryKeychain
) -> None:
    trusted(ours)
    full = Forgetful()
    full.kept = keychain.kept
    keyring.set_keyring(full)

    with Book.open(ours.path, key=ours.key) as book, pytest.raises(KeychainTrouble):
        trust_this_computer(book)

    assert key_from_computer(ours.path) == ours.key


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
    with pytest.raises(Refused, match="no passphrase opens it"):
        key_from_passphrase(ours.path, ours.passphrase)
