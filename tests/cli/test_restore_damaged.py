"""A book that opens and is not what it was, from a terminal: damaged further in, or older."""

import shutil
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.working_here import working_here
from storebook.staff.pins import needs_pin, set_pin
from tests.book.another_shop import another_shop
from tests.book.damaging import without_table
from tests.cli.running import Command, people_in
from tests.make import make_shopper
from tests.staff.people import CHEAP, NOW


@pytest.fixture
def damaged_within(path: Path) -> Path:
    """A book of Ann and Bea, and a backup that has Ann alone; who works in it can't be read."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
        make_shopper(book, "Bea Moss")
    without_table(path, "associate")
    return path


def test_damage_that_is_met_with_further_in_stops_no_restore(
    storebook: Command, damaged_within: Path
) -> None:
    assert "damaged" in storebook("find", damaged_within, "ann").refusal

    assert "can’t be told" in storebook("restore", damaged_within, "--list").lines[0]
    assert storebook("restore", damaged_within, "--newest").code == 0

    assert people_in(storebook, damaged_within) == {"Ann Lee"}


def test_damage_that_is_met_with_further_in_is_salvaged(
    storebook: Command, damaged_within: Path
) -> None:
    new = damaged_within.with_name("new.book")

    storebook("salvage", damaged_within, "--to", new)

    assert people_in(storebook, new) == {"Ann Lee", "Bea Moss"}


def test_of_an_older_copy_the_list_says_what_would_come_back(
    storebook: Command, path: Path
) -> None:
    with Book.open(path) as book:
        for name in ("Ann Lee", "Bea Moss"):
            make_shopper(book, name)
            keep_backup(book, backups_folder(path))
    shutil.copyfile(kept_backups(backups_folder(path))[-1].path, path)

    line = storebook("restore", path, "--list").lines[0]

    assert "nothing would be lost; 1 step that the book has no more would come back" in line


def test_the_book_that_stood_here_before_is_listed_and_comes_back(
    storebook: Command, path: Path, tmp_path: Path
) -> None:
    """Another shop's was copied over it."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        made = keep_backup(book, backups_folder(path))
        assert made is not None
        set_pin(book, book.associate_id, "4711", now=NOW, cost=CHEAP)
        keep_backup(book, backups_folder(path))
    newest = kept_backups(backups_folder(path))[0].path
    shutil.copyfile(another_shop(tmp_path / "rye.book"), path)

    (one,) = storebook("restore", path, "--list", "--json").document
    assert one["path"] == str(newest)
    assert "that stood here before this one: --from with --yes" in one["problem"]
    assert "stood here before" in storebook("restore", path, "--from", newest).refusal
    assert people_in(storebook, path) == {"Bea Rye"}

    done = storebook("restore", path, "--from", newest, "--yes", "--json").document

    with Book.open(path, mode="read") as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
        assert [one.name for one in working_here(book).workers] == ["Ruth Hallam"]
        assert needs_pin(book)
    assert people_in(storebook, Path(done["replaced"])) == {"Bea Rye"}


def test_a_folder_in_the_place_of_the_book_is_told_as_that(storebook: Command, path: Path) -> None:
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    path.unlink()
    path.mkdir()

    refusal = storebook("restore", path, "--newest").refusal
    assert "is a folder, not a book. Nothing was changed." in refusal
    assert refusal.endswith("move the folder away and restore.")
    assert "kept" in storebook("restore", path, "--list").lines[1]

    path.rmdir()
    assert storebook("restore", path, "--newest").code == 0
    assert people_in(storebook, path) == {"Ann Lee"}


@pytest.mark.parametrize(
    ("state", "now"),
    [
        ("gone", "else choose a backup kept elsewhere."),
        ("damaged", "Bring back what can be read, or choose a backup kept elsewhere."),
        ("whole", "Nothing was changed. Choose a backup kept elsewhere."),
    ],
)
def test_without_a_backup_it_is_said_what_can_be_done_about_this_book(
    storebook: Command, path: Path, state: str, now: str
) -> None:
    if state == "damaged":
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    elif state == "gone":
        path.unlink()

    refusal = storebook("restore", path, "--newest").refusal

    assert refusal.startswith("There is no good backup of this book")
    assert refusal.endswith(now)


def test_a_plain_book_that_was_written_over_asks_nobody_for_a_key(
    storebook: Command, path: Path
) -> None:
    """As by a program that holds files to ransom; its backups need none."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    path.write_bytes(bytes(range(1, 256)) * 400)

    for command in (("find", path, "ann"), ("check", path)):
        refusal = storebook(*command).refusal
        assert "its backups on this computer need no key: it was overwritten" in refusal

    assert storebook("restore", path, "--newest").code == 0
    assert people_in(storebook, path) == {"Ann Lee"}
