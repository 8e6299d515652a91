"""A book that does not open: what happened, is my data safe, what now."""

import os
import shutil
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import disks
from storebook.book.book import Book
from storebook.book.engine import connect
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.key_file import KeyFile, save_key_file
from storebook.book.protection.paper import new_paper
from storebook.book.rescue import HAPPENED, NOW, Rescue, Trouble, WayOut, look_at
from tests.book.damaging import PAGE, pages_of, without_pages
from tests.book.ordinary_user import folder_for_everyone, only_read
from tests.make import make_shopper

KEY = new_paper().data_key
BOOKS = Path(__file__).parents[1] / "books"


@pytest.fixture
def closed(book: Book) -> Path:
    """A closed book of Ann's with one backup."""
    make_shopper(book, "Ann Lee")
    keep_backup(book, backups_folder(book.path))
    book.close()
    return book.path


def seen(path: Path, **more: object) -> Rescue:
    found = look_at(path, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_good_book_needs_no_rescue(closed: Path) -> None:
    before = sorted(closed.parent.iterdir())

    assert look_at(closed) is None
    assert sorted(closed.parent.iterdir()) == before


def test_a_book_that_is_gone_offers_its_newest_backup(closed: Path) -> None:
    closed.unlink()

    found = seen(closed)

    assert found.trouble is Trouble.MISSING
    assert found.newest is not None
    assert found.ways == (WayOut.RESTORE, WayOut.TRY_AGAIN, WayOut.OPEN_ANOTHER)
    assert f"There is a good backup of {found.newest.at:%Y-%m-%d %H:%M}." in found.sentence
    assert not closed.exists()


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (lambda _: b"", Trouble.EMPTY),
        (lambda whole: bytes(4096) + whole[4096:], Trouble.DAMAGED),
        (lambda whole: b"SQLite format 3\0" + bytes(4080) + whole[4096:], Trouble.DAMAGED),
        (lambda whole: whole[: len(whole) // 2], Trouble.DAMAGED),
        (lambda _: b"name,phone\nAnn,1\n", Trouble.DAMAGED),  # it has backups, so it was a book
    ],
)
def test_a_book_that_was_damaged_is_told_from_the_ways_out(
    closed: Path, content: object, trouble: Trouble
) -> None:
    assert callable(content)
    closed.write_bytes(content(closed.read_bytes()))
    before = closed.read_bytes()

    found = seen(closed, met_with=Trouble.DAMAGED)

    assert found.trouble is trouble
    assert found.ways[0] is WayOut.RESTORE
    assert (WayOut.SALVAGE in found.ways) == (trouble is Trouble.DAMAGED)
    assert closed.read_bytes() == before


def test_a_letter_that_can_t_be_read_is_damage_and_no_trouble_with_the_disk(closed: Path) -> None:
    closed.write_bytes(closed.read_bytes().replace(b"m015_by_parents", b"m015_by\xffparents"))

    found = seen(closed)

    assert found.trouble is Trouble.DAMAGED
    assert found.ways[0] is WayOut.RESTORE


def test_a_damaged_book_without_backups_can_still_be_read_page_by_page(book: Book) -> None:
    make_shopper(book, "Ann Lee")
    book.close()
    damaged = without_pages(book.path, book.path.with_name("damaged.book"), [1])

    found = seen(damaged)

    assert (found.trouble, found.newest) == (Trouble.DAMAGED, None)
    assert found.ways == (WayOut.SALVAGE, WayOut.OPEN_ANOTHER)
    assert "No good backup was found" in found.safe
    assert found.now == "Bring back what can be read, or choose a backup kept elsewhere."


def test_an_older_book_that_can_t_be_copied_whole_is_damaged(tmp_path: Path) -> None:
    """It opens, but is not brought up to date without a good copy of it."""
    (released,) = BOOKS.glob("0.1.0.book")
    older = tmp_path / "shop.book"
    content = bytearray(released.read_bytes())
    for page in range(pages_of(released) // 2, pages_of(released)):
        content[page * PAGE + 200 : page * PAGE + 264] = b"\xff" * 64
    older.write_bytes(content)
    with pytest.raises(Refused, match="could not be read back whole"):
        Book.open(older)

    found = seen(older)

    assert found.trouble is Trouble.DAMAGED
    assert WayOut.SALVAGE in found.ways


@pytest.mark.parametrize("content", [b"name,phone\nAnn,1\n", b"PK\x03\x04" + bytes(9000), b"\x00"])
def test_what_was_never_a_book_is_told_as_such(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.csv").write_bytes(content)

    found = seen(tmp_path / "list.csv")

    assert found.trouble is Trouble.FOREIGN
    assert found.ways == (WayOut.OPEN_ANOTHER,)


def test_another_program_s_file_and_a_folder_are_no_books(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    connection = connect(other, "create")
    connection.execute("CREATE TABLE song (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()

    assert seen(other).trouble is Trouble.FOREIGN
    assert seen(tmp_path).trouble is Trouble.FOLDER


def test_a_newer_book_wants_a_newer_program(closed: Path) -> None:
    connection = connect(closed, "write")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('storebook', 'm999_later', '')"
    )
    connection.close()

    found = seen(closed)

    assert found.trouble is Trouble.NEWER
    assert "The book is safe." in found.sentence
    assert found.ways == (WayOut.OPEN_ANOTHER,)


def test_a_protected_book_asks_for_its_key_and_is_never_given_up(tmp_path: Path) -> None:
    path = tmp_path / "safe.book"
    with Book.create(path, owner_name="Ruth Hallam", key=KEY) as book:
        make_shopper(book, "Ann Lee")
    save_key_file(path, KeyFile(mark=KEY.mark))

    assert look_at(path, KEY) is None
    assert seen(path).trouble is Trouble.KEY_NEEDED
    assert seen(path, key=new_paper().data_key).trouble is Trouble.WRONG_KEY
    assert seen(path).ways == (WayOut.GIVE_KEY, WayOut.OPEN_ANOTHER)

    without_pages(path, path.with_name("damaged.book"), [1, 2, pages_of(path) // 2])
    assert seen(path.with_name("damaged.book"), key=KEY).trouble is Trouble.DAMAGED


def test_a_key_for_a_plain_book_is_said_to_be_too_much(closed: Path) -> None:
    assert seen(closed, key=KEY).trouble is Trouble.NOT_PROTECTED


def test_a_book_that_is_open_elsewhere_says_where(book: Book) -> None:
    found = seen(book.path)

    assert found.trouble is Trouble.HELD
    assert "is open in Storebook on" in found.happened
    assert found.ways == (WayOut.TRY_AGAIN, WayOut.OPEN_ANOTHER)


def test_a_backup_copied_beside_an_old_log_offers_to_set_it_aside(
    book: Book, tmp_path: Path
) -> None:
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    make_shopper(book, "Bea Moss")
    by_hand = tmp_path / "by hand.book"
    shutil.copy(made.path, by_hand)
    shutil.copy(f"{book.path}-wal", f"{by_hand}-wal")

    found = seen(by_hand)

    assert found.trouble is Trouble.OLD_LOG
    assert found.ways[0] is WayOut.SET_LOG_ASIDE


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_folder_that_can_only_be_read_is_told(closed: Path) -> None:
    with folder_for_everyone() as folder:
        shutil.copyfile(closed, folder / "shop.book")
        with only_read(folder):
            assert seen(folder / "shop.book").trouble is Trouble.READ_ONLY


def test_a_network_share_is_told(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = closed.parent / "mounts"
    mounts.write_text(f"server:/shop {closed.parent} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(disks, "MOUNTS", mounts)

    assert seen(closed).trouble is Trouble.NETWORK


def test_every_trouble_has_its_sentences() -> None:
    assert set(HAPPENED) == set(NOW) == set(Trouble)
    assert all(text.endswith((".", "}")) for text in [*HAPPENED.values(), *NOW.values()])
