"""A new book is made whole, or not at all."""

from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import making
from storebook.book.book import Book
from storebook.book.files import beside


def make_book(path: Path) -> Path:
    Book.create(path, owner_name="Ruth Hallam").close()
    return path


def test_a_new_book_has_its_owner_and_nothing_else(tmp_path: Path) -> None:
    with Book.create(tmp_path / "shop.book", owner_name="  Ruth   Hallam ") as book:
        assert book.rows("SELECT id, name, initials, role, active FROM associate") == [
            (book.associate_id, "Ruth Hallam", "RH", "owner", 1)
        ]
        assert book.value("SELECT count(*) FROM change") == 0


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ruth Hallam", "RH"), ("Ruth Ann van Hallam", "RH"), ("Olga", "O"), ("王小明", "王")],
)
def test_initials_are_those_that_people_sign_with(name: str, initials: str) -> None:
    assert making.initials_of(name) == initials


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 5000])
def test_a_new_book_needs_a_name_for_its_owner(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        Book.create(tmp_path / "shop.book", owner_name=name)

    assert refusal.value.field == "owner_name"
    assert list(tmp_path.iterdir()) == []


def test_a_new_book_is_never_made_over_something(tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    path.write_text("a letter")

    with pytest.raises(Refused, match="already a file"):
        Book.create(path, owner_name="Ruth Hallam")

    assert path.read_text() == "a letter"


def test_a_new_book_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        Book.create(tmp_path / "nowhere" / "shop.book", owner_name="Ruth Hallam")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [250, 300])
def test_too_long_a_name_is_refused_in_a_sentence(tmp_path: Path, length: int) -> None:
    with pytest.raises(Refused, match="too long"):
        Book.create(tmp_path / ("x" * length), owner_name="Ruth Hallam")

    assert list(tmp_path.iterdir()) == []


def test_folders_that_are_too_deep_are_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 100] * 5)
    folder.mkdir(parents=True)

    with pytest.raises(Refused, match="too long"):
        Book.create(folder / "shop.book", owner_name="Ruth Hallam")


def test_what_a_crash_left_of_a_new_book_is_no_book_and_in_nobody_s_way(tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    half = beside(path, ".making")
    half.write_bytes(b"SQLite format 3\x00 and then the power went")
    beside(path, ".making-wal").write_bytes(b"...")

    with pytest.raises(Refused, match="There is no book"):
        Book.open(path)
    make_book(path)

    assert {file.name for file in tmp_path.iterdir()} == {"shop.book", "shop.book.lock"}


@pytest.mark.small_files(64 * 1024)
def test_a_new_book_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        Book.create(tmp_path / "shop.book", owner_name="Ruth Hallam")

    assert "disk" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []
