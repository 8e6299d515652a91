"""A restore brings work back, and nobody's old PIN, rights or place."""

import errno
from pathlib import Path
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.restoring import restore, restore_open
from storebook.book.working_here import STAYS, working_here
from storebook.staff.associates import (
    Role,
    add_associate,
    associate_named,
    associates,
    let_go,
)
from storebook.staff.locking import set_quiet_minutes
from storebook.staff.pins import needs_pin, set_pin
from storebook.staff.signing_in import sign_in
from tests.book.damaging import without_pages
from tests.make import make_shopper
from tests.staff.people import CHEAP, NOW


def kept(book: Book) -> Path:
    """The backup that the program makes now."""
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    return made.path


@pytest.fixture
def shop_with_pins(book: Book) -> Path:
    """A backup of the day before anybody had a PIN; since then one left and one was hired."""
    sol = add_associate(book, "Sol Whitcombe")
    marta = add_associate(book, "Marta Oyelaran", Role.MANAGER)
    before = kept(book)
    for who, pin in ((book.associate_id, "4711"), (marta, "5822")):
        set_pin(book, who, pin, now=NOW, cost=CHEAP)
    let_go(book, sol)
    add_associate(book, "Jun Halloran")
    set_quiet_minutes(book, 1)
    return before


@pytest.mark.parametrize("opens", [True, False])
def test_a_restore_brings_back_no_old_pins_rights_or_people(
    book: Book, shop_with_pins: Path, opens: bool
) -> None:
    """Else a manager would be the owner by it, and who left would be back."""
    was = working_here(book)
    if opens:
        book.associate_id = associate_named(book, "Marta").id
        restore_open(book, shop_with_pins)
    else:
        kept(book)
        book.close()
        book.path.write_bytes(b"lost" * 5000)
        restore(book.path, shop_with_pins)

    with Book.open(book.path) as restored:
        assert working_here(restored) == was
        assert changes(restored, limit=1)[0].what == STAYS
        with pytest.raises(Refused, match="signs in with a PIN"):
            sign_in(restored, restored.associate_id, None, now=NOW)


def test_nobody_comes_back_whose_hiring_was_taken_back(book: Book) -> None:
    """Without a PIN, as a manager: anybody could sign in as them."""
    sol = add_associate(book, "Sol Whitcombe", Role.MANAGER)
    before = kept(book)
    undo_last(book)
    make_shopper(book, "Ann Lee")
    restore_open(book, before)

    with Book.open(book.path) as restored:
        assert sol not in [one.id for one in associates(restored)]


@pytest.mark.parametrize("opens", [True, False])
def test_pins_that_are_damaged_are_taken_from_the_newest_backup(
    book: Book, shop_with_pins: Path, tmp_path: Path, opens: bool
) -> None:
    kept(book)
    was = working_here(book)
    page = book.value("SELECT rootpage FROM sqlite_schema WHERE name = 'pin'")
    book.close()
    book.path.write_bytes(without_pages(book.path, tmp_path / "damaged", [page]).read_bytes())
    if opens:
        restore_open(Book.open(book.path), shop_with_pins)
    else:
        restore(book.path, shop_with_pins)

    with Book.open(book.path) as restored:
        assert working_here(restored) == was


def test_a_disk_that_does_not_answer_for_once_brings_no_old_pins_back(
    book: Book, shop_with_pins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No backup was made since there are PINs: the book alone knows of them."""
    was = working_here(book)
    book.close()
    reading, failed = Book.all, list[str]()

    def failing_once(self: Book, *asked: Any, **values: Any) -> Any:
        if not failed:
            failed.append("once")
            raise OSError(errno.EIO, "Input/output error")
        return reading(self, *asked, **values)

    monkeypatch.setattr(Book, "all", failing_once)
    restore(book.path, shop_with_pins)

    assert failed
    with Book.open(book.path) as restored:
        assert working_here(restored) == was


def test_an_old_backup_as_a_book_of_its_own_asks_for_the_pins_of_today(
    book: Book, shop_with_pins: Path, tmp_path: Path
) -> None:
    """Else a clerk would look at what everybody spent, in the day before there were PINs."""
    kept(book)

    restore(tmp_path / "copy.book", shop_with_pins)

    with Book.open(tmp_path / "copy.book") as copy:
        assert needs_pin(copy)
        assert working_here(copy) == working_here(book)


def test_an_older_backup_has_no_say_in_who_works_here(book: Book) -> None:
    """As on a computer that has not been used for a while: the newer one comes from a stick."""
    kept(book)
    make_shopper(book, "Ann Lee")
    set_pin(book, book.associate_id, "4711", now=NOW, cost=CHEAP)
    stick = book.back_up(book.path.parent)
    book.close()
    book.path.unlink()

    restore(book.path, stick)

    with Book.open(book.path) as restored:
        assert needs_pin(restored)
