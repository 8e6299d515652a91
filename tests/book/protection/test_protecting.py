"""A plain book becomes protected, gets another key, becomes plain again: nothing is lost, nothing
readable is left, and whenever it is interrupted the old book or the new one is there.
"""

import os
import shutil
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.check import check_file
from storebook.book.export_plain import write_plain_copy
from storebook.book.history import undo_last
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.own_backup import back_up_into
from storebook.book.protection.key_file import key_file_path, read_key_file, spare_path
from storebook.book.protection.keychain import KeychainTrouble
from storebook.book.protection.paper import PaperTypo, new_paper
from storebook.book.protection.plain_copies import plain_copies_of, remove_plain_copies
from storebook.book.protection.protecting import (
    Ways,
    begin_protected_book,
    change_paper_key,
    check_typed_back,
    protect,
    trust_this_computer,
    unprotect,
)
from storebook.book.protection.refusals import KeyNeeded, WrongKey
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_computer,
    key_from_paper,
    key_from_passphrase,
    prove,
)
from storebook.book.rights import NotAllowed
from storebook.staff.associates import Role, add_associate
from tests.book.protection.comparing import rows
from tests.book.protection.conftest import OTHER_PAPER, PAPER, QUICK, Protected
from tests.book.protection.keychains import LOCKED, MemoryKeychain
from tests.make import SHOP, make_shopper

MARKER = b"Quartz"
WAYS = Ways(passphrase="opal garnet pearl jade", cost=QUICK)


def everything_under(*folders: Path) -> bytes:
    return b"".join(
        path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def test_a_protected_book_is_the_same_book(shop: Path) -> None:
    before = rows(shop)

    key = protect(shop, PAPER, WAYS)

    assert key == PAPER.data_key
    assert rows(shop, key) == before
    assert all(result.good for result in check_file(shop, key))
    with pytest.raises(KeyNeeded):
        Book.open(shop)
    with Book.open(shop, key=key) as book:
        assert not verify(book)
        assert book.value("PRAGMA application_id") == 0x53_54_42_4B
        assert book.value("SELECT what FROM event") == "The book protected with a key"
        make_shopper(book, "Dora Quartz")
        assert undo_last(book).what == "Taken back: Dora Quartz written down"
    assert prove(shop, PAPER.written) == "paper"
    assert prove(shop, "opal garnet pearl jade") == "passphrase"


def test_a_book_that_was_in_use_for_long_can_be_protected(shop: Path) -> None:
    """At each close SQLite counts anew what has grown, and its numbers of rows get gaps."""
    with Book.open(shop) as book, book.unlogged() as connection:
        connection.execute("ANALYZE")
        connection.execute("ANALYZE associate")
        gaps = "SELECT max(rowid) > count(*) FROM sqlite_stat1"
        assert connection.execute(gaps).fetchall() == [(1,)]
    before = rows(shop)

    key = protect(shop, PAPER, WAYS)

    assert rows(shop, key) == before


def test_nothing_readable_is_left_anywhere(shop: Path, tmp_path: Path, user_folders: Path) -> None:
    assert MARKER in shop.read_bytes()

    key = protect(shop, PAPER, WAYS)
    with Book.open(shop, key=key) as book:
        make_shopper(book, "Dora Quartz")
        keep_backup(book, backups_folder(shop))
        assert MARKER not in everything_under(tmp_path, user_folders)  # the log beside it too
    assert MARKER not in everything_under(tmp_path, user_folders)
    assert key.raw not in everything_under(tmp_path, user_folders)
    assert key.hex.encode() not in everything_under(tmp_path, user_folders)
    assert {path.name for path in tmp_path.iterdir()} == {
        "plain.book", "plain.book.keys", "plain.book.lock"
    }  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="Windows lets no open file be replaced")
def test_the_bytes_of_the_plain_file_are_overwritten(shop: Path) -> None:
    with shop.open("rb") as old:
        protect(shop, PAPER)

        assert MARKER not in old.read()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_who_could_read_the_book_still_can_and_nobody_else(shop: Path) -> None:
    shop.chmod(0o640)

    protect(shop, PAPER)

    assert shop.stat().st_mode & 0o777 == 0o640


def test_a_book_that_is_protected_or_in_use_is_refused(shop: Path) -> None:
    with (
        Book.open(shop, mode="read"),
        pytest.raises(Refused, match="is open in another program"),
    ):
        protect(shop, PAPER)
    with Book.open(shop), pytest.raises(Refused, match="is open in"):
        protect(shop, PAPER)
    assert not key_file_path(shop).exists()

    protect(shop, PAPER)

    with pytest.raises(Refused, match="is protected already"):
        protect(shop, OTHER_PAPER)
    assert prove(shop, PAPER.written) == "paper"


def test_only_who_may_change_rights_protects_and_unprotects(shop: Path) -> None:
    with Book.open(shop) as book:
        clerk = add_associate(book, "Jun Halloran", Role.CLERK)
    before = rows(shop)

    with pytest.raises(NotAllowed):
        protect(shop, PAPER, by=clerk)
    assert rows(shop) == before

    key = protect(shop, PAPER)
    for deed in (
        lambda: unprotect(shop, key, by=clerk),
        lambda: change_paper_key(shop, key, OTHER_PAPER, by=clerk),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert rows(shop, key) == before


def test_a_way_in_that_cannot_be_had_leaves_the_book_plain(
    shop: Path, keychain: MemoryKeychain
) -> None:
    keychain.trouble = LOCKED

    with pytest.raises(KeychainTrouble):
        protect(shop, PAPER, Ways(computer=True))
    with pytest.raises(Refused, match="at least 12"):
        protect(shop, PAPER, Ways(passphrase="short", cost=QUICK))

    Book.open(shop).close()
    assert not key_file_path(shop).exists()
    assert not keychain.kept


def test_a_book_becomes_plain_again(shop: Path, keychain: MemoryKeychain) -> None:
    before = rows(shop)
    key = protect(shop, PAPER, Ways(passphrase=WAYS.passphrase, cost=QUICK, computer=True))
    assert len(keychain.kept) == 1

    with pytest.raises(WrongKey):
        unprotect(shop, OTHER_PAPER.data_key)
    unprotect(shop, key)

    assert rows(shop) == before
    assert all(result.good for result in check_file(shop))
    assert not key_file_path(shop).exists()
    assert not spare_path(shop).exists()
    assert not keychain.kept
    with Book.open(shop) as book:
        assert not verify(book)
        assert book.values("SELECT what FROM event ORDER BY id") == [
            "The book protected with a key", "The book is no longer protected"
        ]  # fmt: skip


def test_a_new_book_is_protected_from_its_first_page(
    tmp_path: Path, user_folders: Path, keychain: MemoryKeychain
) -> None:
    path = tmp_path / "new.book"
    ways = Ways(passphrase="opal garnet pearl jade", computer=True, cost=QUICK)

    with begin_protected_book(path, SHOP, PAPER, ways, owner_name="Ruth Hallam") as book:
        assert book.key == PAPER.data_key
        make_shopper(book, "Ann Quartz")
        assert not verify(book)

    assert MARKER not in everything_under(tmp_path, user_folders)
    assert b"Hallam" not in everything_under(tmp_path, user_folders)
    assert key_from_computer(path) == PAPER.data_key
    assert prove(path, "opal garnet pearl jade") == "passphrase"


def test_the_key_is_typed_back() -> None:
    check_typed_back(PAPER, PAPER.written.lower())

    with pytest.raises(Refused, match="another paper’s key"):
        check_typed_back(PAPER, OTHER_PAPER.written)
    with pytest.raises(PaperTypo):
        check_typed_back(PAPER, PAPER.written[1:])


# -- another key


def test_a_new_paper_opens_the_book_and_the_old_one_only_older_backups(
    ours: Protected, tmp_path: Path, keychain: MemoryKeychain
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with Book.open(ours.path, key=ours.key) as book:
        trust_this_computer(book)
        older = book.back_up(folder)
    before = rows(ours.path, ours.key)

    key = change_paper_key(
        ours.path, ours.key, OTHER_PAPER, Ways(passphrase="seven small sapphires", cost=QUICK)
    )

    assert rows(ours.path, key) == before
    assert all(result.good for result in check_file(ours.path, key))
    assert prove(ours.path, OTHER_PAPER.written) == "paper"
    assert prove(ours.path, "seven small sapphires") == "passphrase"
    with pytest.raises(WrongKey, match=r"was changed on 20.* still opens backups"):
        key_from_paper(ours.path, ours.paper.written)
    with pytest.raises(WrongPassphrase):
        key_from_passphrase(ours.path, ours.passphrase)
    assert key_from_computer(ours.path) is None
    assert not keychain.kept
    assert prove(older, ours.paper.written) == "paper"
    assert prove(older, ours.passphrase) == "passphrase"
    with Book.open(ours.path, key=key) as book:
        assert not verify(book)
        assert keep_backup(book, folder) is not None


# -- copies


def test_plain_backups_from_before_are_named_and_removed(
    shop: Path, tmp_path: Path, user_folders: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    other = tmp_path / "plain backup of mine.book"
    shutil.copyfile(shop, other)
    with Book.open(shop) as book:
        plain = {
            book.back_up(tmp_path),
            book.back_up(tmp_path, label="before-upgrade"),
            back_up_into(book, stick),
            book.back_up(backups_folder(shop), label="kept"),
        }
    key = protect(shop, PAPER)
    with Book.open(shop, key=key) as book:
        kept = book.back_up(tmp_path)

    assert set(plain_copies_of(shop)) == plain

    assert remove_plain_copies([*plain, kept, shop]) == []
    assert plain_copies_of(shop) == []
    assert kept.exists()
    assert shop.exists()
    other.unlink()
    assert MARKER not in everything_under(tmp_path, user_folders)


def test_a_plain_log_that_was_set_aside_is_a_plain_copy_too(shop: Path) -> None:
    with Book.open(shop) as book:
        make_shopper(book, MARKER.decode())
        old = Path(shutil.copyfile(f"{shop}-wal", f"{shop}.old-log"))
    key = protect(shop, PAPER)
    with Book.open(shop, key=key) as book:
        make_shopper(book)
        shutil.copyfile(f"{shop}-wal", f"{shop}.old-log-2")

    assert plain_copies_of(shop) == [old]
    assert remove_plain_copies([old]) == []
    assert not old.exists()


def test_the_plain_copy_of_a_protected_book_is_plain(ours: Protected, tmp_path: Path) -> None:
    """The owner may take the list out: as an export, not by way of the book."""
    out = tmp_path / "open.sqlite"

    with Book.open(ours.path, key=ours.key) as book:
        write_plain_copy(book, out)

    assert MARKER in out.read_bytes()
    assert MARKER not in ours.path.read_bytes()


def test_thinned_backups_take_their_key_files_along(ours: Protected, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    with Book.open(ours.path, key=ours.key) as book:
        keep_backup(book, folder)
        assert keep_backup(book, folder) is None
        (first,) = folder.glob("*.book")
        old = first.with_name("shop kept 2020-01-01 100000.book")
        first.rename(old)
        key_file_path(first).rename(key_file_path(old))
        shutil.copyfile(old, old.with_name("shop kept 2020-01-01 110000.book"))
        make_shopper(book, "Ann Lee")
        keep_backup(book, folder)
    orphans = [path for path in folder.glob("*.keys") if not path.with_suffix("").exists()]
    assert not orphans
    assert read_key_file(key_file_path(next(folder.glob("shop kept 2026*.book")))) is not None


def test_two_papers_are_two_keys() -> None:
    assert new_paper().data_key != new_paper().data_key
