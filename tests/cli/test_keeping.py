"""A shop that works by commands has its backups too, an hour apart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.second_place import choose_second_place, folder_there, second_place
from tests.cli.running import Command
from tests.make import make_shopper


@pytest.fixture
def kept(path: Path) -> Path:
    """A closed book of Ann and Bea, backed up just now."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        make_shopper(book, "Bea Moss")
        keep_backup(book, backups_folder(path))
    return path


def backups(path: Path) -> list[Path]:
    return [one.path for one in kept_backups(backups_folder(path))]


def let_hours_pass(path: Path, hours: int) -> None:
    """As if the only backup had been made so long ago."""
    (one,) = kept_backups(backups_folder(path))
    then = one.at - timedelta(hours=hours)
    one.path.rename(one.path.with_name(f"{path.stem} kept {then:%Y-%m-%d %H%M%S}.book"))


def test_what_is_done_within_the_hour_waits_for_the_next_backup(
    storebook: Command, kept: Path
) -> None:
    storebook("undo", kept)

    assert len(backups(kept)) == 1


def test_a_command_an_hour_later_backs_up_what_it_did(storebook: Command, kept: Path) -> None:
    let_hours_pass(kept, 2)

    storebook("undo", kept)
    storebook("undo", kept)

    newest, _ = backups(kept)
    with Book.open(newest, mode="read") as backup:
        assert backup.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_a_refused_command_makes_no_backup(storebook: Command, kept: Path) -> None:
    let_hours_pass(kept, 2)

    assert storebook("undo", kept, 99).refusal

    assert len(backups(kept)) == 1


def test_a_new_book_has_its_first_backup_after_an_hour(storebook: Command, path: Path) -> None:
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        make_shopper(book, "Bea Moss")
    storebook("undo", path)
    assert backups(path) == []

    with Book.open(path) as book, book.unlogged() as connection:
        connection.execute("DROP TRIGGER change_stays")
        connection.execute("UPDATE change SET at = '2001-01-01T00:00:00+00:00'")
    storebook("undo", path)

    assert len(backups(path)) == 1


def test_trouble_in_the_second_place_is_told_and_the_command_is_done(
    storebook: Command, kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Book.open(kept) as book:
        choose_second_place(book, tmp_path_factory.mktemp("stick"), datetime.now(UTC))
    place = second_place(kept)
    assert place is not None
    folder_there(kept, place).write_bytes(b"in the way")
    let_hours_pass(kept, 2)

    done = storebook("undo", kept)

    assert (done.code, len(backups(kept))) == (0, 2)
    assert done.err.startswith("The book is backed up here, but not in the second place.")


def test_the_backup_after_an_erasure_does_not_count_as_one_that_holds_the_person(
    storebook: Command, kept: Path
) -> None:
    let_hours_pass(kept, 2)

    done = storebook("erase", kept, 1, "--yes", "--json").document

    assert (done["backups"], len(backups(kept))) == (1, 2)
