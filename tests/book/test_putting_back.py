"""A backup takes the place of the book with all that belongs into it, or not at all."""

import errno
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import Fault, Head, head, verify
from storebook.book.events import EventKind, events, note_event
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.kept_heads import verify_against_backups
from storebook.book.later_copies import Known, is_later, known_to
from storebook.book.own_backup import back_up_into
from storebook.book.protection.key_file import key_file_path
from storebook.book.restorable import Log, log_of
from storebook.book.restoring import Restored, restore, restore_open
from storebook.book.second_place import choose_second_place, keep_everywhere
from storebook.staff.associates import add_associate
from storebook.staff.pins import needs_pin, set_pin
from tests.make import make_shopper
from tests.staff.people import CHEAP, NOW

Tracer = Callable[[FrameType, str, Any], Any]
NOTHING_IS_CLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
STEPS = {"restoring.py", "putting_back.py", "aside.py", "files.py"}
# They take no room by themselves: what they call does, or they only look.
WITHOUT_ROOM = {"restore", "restored", "look_too", "is_alone", "put_back", "beside", "has_log"}


class Stopped(BaseException):
    """The program was ended just here."""


@pytest.fixture
def with_ann(book: Book) -> Path:
    """A backup of the book when Ann was in it and nobody had a PIN; since then Bea came."""
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    make_shopper(book, "Bea Moss")
    set_pin(book, book.associate_id, "4711", now=NOW, cost=CHEAP)
    book.close()
    return made.path


def ended_at(line: int, trouble: BaseException) -> Tracer:
    """What happens at the so-manieth line of what restores and puts files in place."""
    left, passed = [line], WITHOUT_ROOM if isinstance(trouble, OSError) else ()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        if Path(code.co_filename).name not in STEPS or code.co_name in passed:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                raise trouble
        return trace

    return trace


def restored_but(
    path: Path, backup: Path, line: int, trouble: BaseException
) -> tuple[Restored | None, bool]:
    """What came of a restore with that trouble at that line, None when it was not done; and whether
    there was such a line.
    """
    done = None
    sys.settrace(ended_at(line, trouble))
    try:
        done = restore(path, backup)
    except (Stopped, Refused, OSError):
        pass
    finally:
        sys.settrace(None)
    came = trouble.__traceback__ is not None
    trouble.__traceback__ = None  # as the end of a program does, it lets go of the lock
    return done, came


def found_in(path: Path) -> tuple[list[str], bool, bool]:
    """Who is in the book, whether it asks for a PIN, and whether it says that it was restored."""
    with Book.open(path) as book:
        noted = EventKind.RESTORED in {one.kind for one in events(book)}
        return book.values("SELECT name FROM shopper ORDER BY id"), needs_pin(book), noted


OLD = (["Ann Lee", "Bea Moss"], True, False)
NEW = (["Ann Lee"], True, True)


@NOTHING_IS_CLOSED
def test_wherever_restoring_is_stopped_the_book_is_the_old_or_the_new(
    book: Book, with_ann: Path
) -> None:
    """Never the new one with the PINs of then, or without a word of it in its log."""
    whole = book.path.read_bytes()
    seen = []

    for line in count(1, 7):
        book.path.write_bytes(whole)
        done, _ = restored_but(book.path, with_ann, line, Stopped())
        seen.append(found_in(book.path))
        for twin in book.path.parent.glob("shop replaced *"):
            twin.unlink()
        if done:
            break

    assert all(one in (OLD, NEW) for one in seen)
    assert OLD in seen
    assert line > 60


@NOTHING_IS_CLOSED  # where the trouble comes between opening a file and holding it
def test_a_disk_that_is_full_leaves_the_book_as_it_was_and_says_so(
    book: Book, with_ann: Path
) -> None:
    key_file_path(book.path).write_text("of an earlier time")
    whole, files = book.path.read_bytes(), {one.name for one in book.path.parent.iterdir()}

    for line in count(1, 9):
        book.path.write_bytes(whole)
        full = OSError(errno.ENOSPC, "No space left on device")
        done, came = restored_but(book.path, with_ann, line, full)
        assert found_in(book.path) == (OLD if done is None else NEW)
        if done is None:
            assert {one.name for one in book.path.parent.iterdir()} <= files
        for twin in book.path.parent.glob("shop replaced *"):
            twin.unlink()
        if not came:
            break
    assert line > 150


def test_a_full_disk_is_said_of_the_book_and_the_book_is_let_go(book: Book, with_ann: Path) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(Refused, match=r"so “shop\.book” was not"):
            restore(book.path, with_ann)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert restore(book.path, with_ann).replaced is not None


def test_what_was_moved_out_of_the_way_of_a_restore_that_was_cut_comes_back(
    book: Book, tmp_path: Path
) -> None:
    """The log could not be moved into the book: the disk was full."""
    make_shopper(book, "Ann Lee")
    cut = tmp_path / "cut.book"
    shutil.copy(book.path, cut)
    twin = cut.with_name("cut replaced 2026-11-02 090000.book")
    twin.hardlink_to(cut)
    shutil.copy(f"{book.path}-wal", f"{twin}-wal")

    with Book.open(cut) as opened:
        assert opened.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert not twin.exists()


# -- who works here, as others know it


@pytest.mark.parametrize("is_second_place", [True, False])
def test_pins_that_only_a_stick_knows_are_not_lost(
    book: Book, with_ann: Path, tmp_path: Path, is_second_place: bool
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Book.open(book.path) as again:
        if is_second_place:
            choose_second_place(again, stick, NOW)
            here = keep_everywhere(again, NOW, at_the_end=True)
            assert here is not None
            here.path.unlink()
        else:
            back_up_into(again, stick)
    book.path.unlink()

    done = restore(book.path, with_ann)

    assert found_in(book.path) == NEW
    assert not done.working_as_then


@pytest.mark.parametrize("with_others", [True, False])
def test_that_nobody_knows_who_works_here_now_is_told(book: Book, with_others: bool) -> None:
    """Not in a shop of one without a PIN: there nothing can have been lost."""
    if with_others:
        add_associate(book, "Sol Whitcombe")
    make_shopper(book, "Ann Lee")
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    book.close()
    book.path.unlink()

    assert restore(book.path, made.path).working_as_then == with_others


@pytest.mark.parametrize(("year", "later"), [(2020, True), (2099, False)])
@pytest.mark.parametrize("shoppers", [1, 2])
def test_a_copy_that_a_restore_parted_from_the_backup_knows_more_when_it_is_later(
    book: Book, year: int, later: bool, shoppers: int
) -> None:
    """As for a shop that restored the wrong backup, gave PINs, and restores another one."""
    for number in range(shoppers):
        make_shopper(book, f"Ann {number}")
    set_pin(book, book.associate_id, "4711", now=NOW, cost=CHEAP)
    begun, *_ = log_of(book).marks
    other = (2, f"{year}-05-14T09:00:00+00:00", book.associate_id)
    backup = Known(log=Log((begun, other)), link=2, until=other[1])

    assert is_later(known_to(book.path, None), backup) is later


# -- the log


def test_a_restore_never_looks_like_a_log_that_was_edited(book: Book, tmp_path: Path) -> None:
    """Also where a backup was kept of just the step at which the restored book goes on."""
    make_shopper(book, "Ann Lee")
    first = back_up_into(book, tmp_path)
    assert keep_backup(book, backups_folder(book.path)) is not None
    set_pin(book, book.associate_id, "4711", now=NOW, cost=CHEAP)
    add_associate(book, "Sol Whitcombe")

    restore_open(book, first)

    with Book.open(book.path) as restored:
        assert verify_against_backups(restored, backups_folder(restored.path)) == []


@pytest.mark.parametrize(("before", "faults"), [(2, []), (3, [Fault.REWRITTEN])])
def test_a_restore_explains_no_more_than_it_can_have_noted_before(
    book: Book, before: int, faults: list[Fault]
) -> None:
    """Whatever it says of itself: that it was protected again and who works here are two steps."""
    for number in range(5):
        make_shopper(book, f"Ann {number}")
    said = {"replaced_link": None, "first_link": 1}
    note_event(book, EventKind.RESTORED, "Backup restored", detail=said)
    other = Head(link=head(book).link - before, mark="0" * 16)

    assert [one.fault for one in verify(book, [other])] == faults
