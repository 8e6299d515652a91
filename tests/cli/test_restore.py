"""The day on which the book is lost, from a terminal."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.engine import connect
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.protection.key_file import KeyFile, save_key_file
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import protect
from storebook.people.erasing import erase
from tests.book.damaging import without_pages
from tests.cli.running import Command, files_of, keys
from tests.make import TODAY, make_shopper
from tests.staff.people import OWNERS_PIN, give_pin


@pytest.fixture
def lost(path: Path) -> Path:
    """A closed book of Ann and Bea; its backup has Ann alone."""
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
        make_shopper(book, "Bea Moss")
    return path


def backup_of(path: Path) -> Path:
    return kept_backups(backups_folder(path))[-1].path


def names(storebook: Command, path: Path) -> set[str]:
    found = storebook("find", path, "ann", "--json").document
    found += storebook("find", path, "bea", "--json").document
    return {one["name"] for one in found}


def test_the_list_says_what_would_be_lost(storebook: Command, lost: Path) -> None:
    lines = storebook("restore", lost, "--list").lines
    (one,) = storebook("restore", lost, "--list", "--json").document

    assert "1 step would be lost" in lines[0]
    assert lines[1].strip() == str(backup_of(lost))
    assert lines[2].endswith("Bea Moss written down")
    assert keys([one]) == {
        "path", "at", "size_bytes", "where", "lost", "newest_lost", "gained", "problem",
        "needs_key", "is_plain",
    }  # fmt: skip
    assert (one["path"], one["lost"], one["where"]) == (str(backup_of(lost)), 1, "this computer")
    assert [step["what"] for step in one["newest_lost"]] == ["Bea Moss written down"]


def test_a_book_without_backups_says_so(storebook: Command, path: Path) -> None:
    assert storebook("restore", path, "--list").lines == [
        "There is none that the program made of this book and can find. Name one of your own with "
        "--from FILE."
    ]
    assert "no good backup" in storebook("restore", path, "--newest").refusal


def test_a_book_is_no_backup_of_itself(storebook: Command, lost: Path) -> None:
    assert "is the book itself" in storebook("restore", lost, "--from", lost).refusal


def test_the_newest_is_restored_and_what_it_replaced_is_kept(
    storebook: Command, lost: Path
) -> None:
    done = storebook("restore", lost, "--newest", "--yes", "--json").document

    assert (done["lost"], [step["what"] for step in done["newest_lost"]]) == (
        1,
        ["Bea Moss written down"],
    )
    assert done["backup"] == str(backup_of(lost))
    assert done["skipped"] == done["erased_again"] == []
    assert names(storebook, lost) == {"Ann Lee"}
    assert names(storebook, Path(done["replaced"])) == {"Ann Lee", "Bea Moss"}
    assert len(kept_backups(backups_folder(lost))) == 2  # it was backed up first


@pytest.mark.parametrize("way", ["--newest", "--from"])
def test_nothing_is_lost_before_it_was_told(storebook: Command, lost: Path, way: str) -> None:
    which = [way] if way == "--newest" else [way, backup_of(lost)]
    before = files_of(lost.parent)

    refusal = storebook("restore", lost, *which).refusal

    assert refusal.startswith("1 step came after the backup of ")
    assert "“Bea Moss written down”" in refusal
    assert refusal.endswith("Nothing was changed. Say --yes to do it.")
    assert files_of(lost.parent) == before

    lines = storebook("restore", lost, *which, "--yes").lines
    assert lines[-2] == "Lost with it, since: 1 step"
    assert lines[-1].endswith("Bea Moss written down")
    assert names(storebook, lost) == {"Ann Lee"}


def test_where_nothing_would_be_lost_nobody_has_to_say_yes(storebook: Command, lost: Path) -> None:
    with Book.open(lost) as book:
        keep_backup(book, backups_folder(lost))

    assert storebook("restore", lost, "--newest", "--json").document["lost"] == 0


def test_a_backup_in_a_folder_of_ones_own_is_found_again(
    storebook: Command, lost: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("own")
    made = storebook("backup", lost, "--to", folder, "--json").document["backup"]
    Path(made).with_name("shop of another backup 2026-11-26 120000.book").write_bytes(b"")

    first, _ = storebook("restore", lost, "--list", "--json").document
    assert (first["path"], first["where"], first["lost"]) == (made, "your own folder", 0)

    lost.unlink()
    assert storebook("restore", lost, "--newest", "--json").document["backup"] == made
    folder.rename(folder.with_name("own, away"))
    assert len(storebook("restore", lost, "--list", "--json").document) == 1


@pytest.mark.parametrize("state", ["gone", "empty", "damaged"])
def test_a_book_that_does_not_open_is_restored(storebook: Command, lost: Path, state: str) -> None:
    if state == "gone":
        lost.unlink()
    else:
        lost.write_bytes(b"" if state == "empty" else bytes(4096) + lost.read_bytes()[4096:])

    storebook("restore", lost, "--newest")

    assert names(storebook, lost) == {"Ann Lee"}


def test_a_damaged_newest_is_passed_over_with_its_date(storebook: Command, lost: Path) -> None:
    with Book.open(lost) as book:
        newest = keep_backup(book, backups_folder(lost))
    assert newest is not None
    newest.path.write_bytes(newest.path.read_bytes()[:20_000])

    lines = storebook("restore", lost, "--newest", "--yes").lines

    assert lines[0].startswith(f"Passed over, of {newest.at:%Y-%m-%d %H:%M}: ")
    assert "damaged" in lines[0]
    assert names(storebook, lost) == {"Ann Lee"}


def stranger(folder: Path) -> Path:
    """A backup of another shop's book."""
    with Book.create(folder / "other.book", owner_name="Sol Rye") as book:
        with book.change("Long ago") as change:
            change.insert("setting", name="A", value="1")
        with book.unlogged() as connection:
            connection.execute("DROP TRIGGER change_stays")
            connection.execute("UPDATE change SET at = '2001-01-01T00:00:00+00:00'")
        return book.back_up(folder)


def newer(backup: Path) -> Path:
    connection = connect(backup, "write")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('storebook', 'm999_later', '')"
    )
    connection.close()
    return backup


def half_copied(backup: Path) -> Path:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    return backup


def test_bad_backups_are_each_refused_in_one_sentence(
    storebook: Command, lost: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "list.csv").write_text("Name\nAnn\n", encoding="utf-8")
    bad = {
        "another book": stranger(folder),
        "newer Storebook": newer(copied(backup_of(lost), folder / "newer.book")),
        "damaged or no": half_copied(copied(backup_of(lost), folder / "half.book")),
        "no Storebook backup": folder / "list.csv",
        "no book": folder / "gone.book",
    }
    before = files_of(lost.parent)

    for words, backup in bad.items():
        refusal = storebook("restore", lost, "--from", backup).refusal
        assert words in refusal
        assert files_of(lost.parent) == before


def copied(backup: Path, copy: Path) -> Path:
    copy.write_bytes(backup.read_bytes())
    return copy


def test_one_way_must_be_said(storebook: Command, lost: Path) -> None:
    assert "Say one of" in storebook("restore", lost).wrong_usage
    assert "Say one of" in storebook("restore", lost, "--list", "--newest").wrong_usage


def test_a_file_that_is_no_book_is_never_replaced(storebook: Command, lost: Path) -> None:
    other = lost.with_name("list.csv")
    other.write_text("Name\nAnn\n", encoding="utf-8")

    assert (
        "is not a Storebook book" in storebook("restore", other, "--from", backup_of(lost)).refusal
    )
    assert other.read_text(encoding="utf-8") == "Name\nAnn\n"


def test_a_book_that_is_open_is_not_replaced(storebook: Command, lost: Path) -> None:
    with Book.open(lost):
        assert "is open in Storebook on" in storebook("restore", lost, "--newest").refusal


def test_a_clock_set_back_a_year_still_finds_the_backup(storebook: Command, lost: Path) -> None:
    backup = backup_of(lost)
    year = backup.name.split(" kept ")[1][:4]
    backup.rename(backup.with_name(backup.name.replace(f" kept {year}", f" kept {int(year) + 1}")))

    storebook("restore", lost, "--newest", "--yes")

    assert names(storebook, lost) == {"Ann Lee"}


def test_a_protected_book_is_restored_and_read_with_its_paper(
    storebook: Command, tmp_path: Path
) -> None:
    paper = new_paper()
    path, key_path = tmp_path / "safe.book", tmp_path / "key.txt"
    key_path.write_text(paper.written + "\n", encoding="utf-8")
    with Book.create(path, owner_name="Ruth Hallam", key=paper.data_key) as book:
        save_key_file(path, KeyFile(mark=paper.data_key.mark))
        make_shopper(book, "Ann Lee")
        keep_backup(book, backups_folder(path))
    damaged = without_pages(path, tmp_path / "damaged.book", [1])

    with key_path.open() as stream:
        lines = storebook(
            "salvage", damaged, "--to", tmp_path / "new.book", "--key-fd", stream.fileno()
        ).lines
    assert lines[-1] == "Nothing is known to be missing."

    path.unlink()
    with key_path.open() as stream:
        storebook("restore", path, "--newest", "--key-fd", stream.fileno())
    for one in (path, tmp_path / "new.book"):
        with Book.open(one, mode="read", key=paper.data_key) as book:
            assert book.values("SELECT name FROM shopper") == ["Ann Lee"]


# -- salvage


def test_a_damaged_book_is_brought_back_into_a_new_one(storebook: Command, lost: Path) -> None:
    without_pages(lost, lost.with_name("damaged.book"), [1])

    done = storebook(
        "salvage", lost.with_name("damaged.book"), "--to", lost.with_name("new"), "--json"
    ).document

    assert done["path"] == str(lost.with_name("new.book"))
    assert done["faults"] == []
    assert {table["table"]: table["rows"] for table in done["tables"]}["shopper"] == 2
    assert names(storebook, lost.with_name("new.book")) == {"Ann Lee", "Bea Moss"}


def test_what_can_t_be_brought_back_is_told(storebook: Command, lost: Path) -> None:
    (lost.with_name("list.csv")).write_text("Name\nAnn\n", encoding="utf-8")
    new = lost.with_name("new.book")

    assert (
        "not a Storebook book"
        in storebook("salvage", lost.with_name("list.csv"), "--to", new).refusal
    )
    assert "already a file" in storebook("salvage", lost, "--to", lost).refusal
    assert not new.exists()


# -- the second place


def test_a_backup_goes_to_the_second_place(
    storebook: Command, lost: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stick = tmp_path_factory.mktemp("stick")
    assert "no second place yet" in storebook("backup", lost, "--second-place").refusal

    made = storebook("backup", lost, "--second-place", "--to", stick, "--json").document
    again = storebook("backup", lost, "--second-place").lines

    assert Path(made["backup"]).is_relative_to(stick)
    assert again == ["The second place has the newest backup already."]
    stick.rename(stick.with_name("away"))
    assert "is not there" in storebook("backup", lost, "--second-place").refusal
    assert "Say --to FOLDER" in storebook("backup", lost).wrong_usage


# -- what a list and a lost book must not give away


def test_what_would_be_lost_is_told_to_nobody_without_their_pin(
    storebook: Command, lost: Path
) -> None:
    with Book.open(lost) as book:
        give_pin(book, book.associate_id, OWNERS_PIN)

    refused = storebook("restore", lost, "--list").refusal

    assert "PIN" in refused
    assert "Bea" not in refused


def test_who_was_erased_stays_erased_when_the_book_itself_is_lost(
    storebook: Command, lost: Path
) -> None:
    before = backup_of(lost)
    with Book.open(lost) as book:
        erase(book, 1, today=TODAY)
        keep_backup(book, backups_folder(lost))
    lost.unlink()

    done = storebook("restore", lost, "--from", before, "--json").document

    assert done["erased_again"] == [1]
    assert names(storebook, lost) == set()


def test_a_plain_backup_in_the_place_of_a_protected_book_is_told(
    storebook: Command, lost: Path
) -> None:
    protect(lost, new_paper())
    lost.unlink()

    lines = storebook("restore", lost, "--newest").lines

    assert "whoever has the file can read it now" in lines[-1]
    assert names(storebook, lost) == {"Ann Lee"}


def test_a_backup_from_before_the_book_was_protected_is_protected_again(
    storebook: Command, lost: Path, tmp_path: Path
) -> None:
    paper, key_path = new_paper(), tmp_path / "key.txt"
    key_path.write_text(f"{paper.written}\n", encoding="utf-8")
    protect(lost, paper)

    with key_path.open() as stream:
        (one,) = storebook(
            "restore", lost, "--list", "--json", "--key-fd", stream.fileno()
        ).document
    with key_path.open() as stream:
        lines = storebook("restore", lost, "--newest", "--yes", "--key-fd", stream.fileno()).lines

    assert (one["problem"], one["lost"], one["is_plain"]) == ("", 1, True)
    assert "it was protected again, with the same key." in " ".join(lines)
    with Book.open(lost, mode="read", key=paper.data_key) as book:
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_a_backup_from_before_there_were_pins_is_no_way_round_them(
    storebook: Command, lost: Path, tmp_path: Path
) -> None:
    """Restored as a book of its own it asks for those of today."""
    backup, own = backup_of(lost), tmp_path / "own.book"
    assert storebook("find", backup, "ann").lines
    with Book.open(lost) as book:
        give_pin(book, book.associate_id, OWNERS_PIN)
        keep_backup(book, backups_folder(lost))

    assert "from before there were PINs" in storebook("find", backup, "ann").refusal
    assert storebook("restore", own, "--from", backup).code == 0

    assert "--pin-fd" in storebook("find", own, "ann").refusal


def test_where_pins_are_used_nobody_looks_into_a_backup_with_a_pin_of_its_day(
    storebook: Command, lost: Path
) -> None:
    """Who left since would be let in by it, and wrong PINs would not be counted in the book."""
    with Book.open(lost) as book:
        give_pin(book, book.associate_id, OWNERS_PIN)
        made = keep_backup(book, backups_folder(lost))
    assert made is not None
    before = made.path.read_bytes()

    refused = storebook("find", made.path, "ann").refusal

    assert "Restore it as a book of its own" in refused
    assert made.path.read_bytes() == before
