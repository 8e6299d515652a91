"""Restoring by command what was made under an earlier paper of the book."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import change_paper_key
from storebook.book.protection.refusals import WrongKey
from storebook.book.protection.unlocking import key_from_paper
from tests.cli.running import Command
from tests.make import make_shopper


def backup_of(path: Path) -> Path:
    return kept_backups(backups_folder(path))[-1].path


def test_backups_under_an_earlier_paper_are_listed_as_such(
    storebook: Command, tmp_path: Path
) -> None:
    first, second = new_paper(), new_paper()
    path, key_path = tmp_path / "safe.book", tmp_path / "key.txt"
    key_path.write_text(f"{second.written}\n", encoding="utf-8")
    with Book.create(path, owner_name="Ruth Hallam", key=first.data_key) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    change_paper_key(path, first.data_key, second)
    before = backup_of(path)

    with key_path.open() as stream:
        (one,) = storebook(
            "restore", path, "--list", "--json", "--key-fd", stream.fileno()
        ).document
    with key_path.open() as stream:
        refused = storebook("restore", path, "--from", before, "--key-fd", stream.fileno()).refusal

    with key_path.open() as stream:
        none = storebook("restore", path, "--newest", "--key-fd", stream.fileno()).refusal

    assert "needs the key on another paper. Nothing was changed." in none
    assert one["needs_key"]
    assert "an earlier paper" in one["problem"]
    assert "an earlier paper" in refused

    path.unlink()
    with key_path.open() as stream:
        refused = storebook("restore", path, "--newest", "--key-fd", stream.fileno()).refusal
    assert "the paper that was in use when the backup was made" in refused


@pytest.mark.parametrize("opens", [True, False])
def test_a_backup_under_an_earlier_paper_takes_the_key_of_today(
    storebook: Command, tmp_path: Path, opens: bool
) -> None:
    first, second, key_path = new_paper(), new_paper(), tmp_path / "key.txt"
    path = tmp_path / "safe.book"
    with Book.create(path, owner_name="Ruth Hallam", key=first.data_key) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    change_paper_key(path, first.data_key, second)
    if not opens:
        body = path.read_bytes()
        path.write_bytes(body[:16] + bytes(8192 - 16) + body[8192:])
    key_path.write_text(f"{second.written}\n{first.written}\n", encoding="utf-8")

    with key_path.open() as stream:
        fd = stream.fileno()
        done = storebook("restore", path, "--from", backup_of(path), "--yes", "--key-fd", fd)

    assert done.code == 0, done.err
    with Book.open(path, mode="read", key=second.data_key) as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert key_from_paper(path, second.written) == second.data_key
    with pytest.raises(WrongKey, match="its key was changed"):
        key_from_paper(path, first.written)
