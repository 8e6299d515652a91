"""Photos of people: added, put first, described, turned and removed, and each taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.base.pictures import turned
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.export_plain import write_plain_copy
from storebook.book.history import changes, changes_of, redo_last, take_back, undo_last
from storebook.book.kept_pictures import jpeg, room_of_pictures, thumb
from storebook.people.photos import (
    MOST_AT_ONCE,
    Subject,
    add_photos,
    caption_photo,
    first_of_shoppers,
    make_first,
    of_shopper,
    photos_of,
    remove_photo,
    turn_photo,
)
from tests.make import TODAY, make_shopper
from tests.photographs import photo


@pytest.fixture
def ann(book: Book) -> Subject:
    return of_shopper(book, make_shopper(book, "Ann Lee"))


def ids(book: Book, subject: Subject) -> list[int]:
    return [one.id for one in photos_of(book, subject)]


# -- adding


def test_a_photo_is_kept_whole_with_its_day_and_its_small_square(book: Book, ann: Subject) -> None:
    add_photos(book, ann, [photo()], today=TODAY)

    (kept,) = photos_of(book, ann)
    assert jpeg(book, kept.picture_id) == photo().jpeg
    assert thumb(book, kept.picture_id) == photo().thumb
    assert (kept.width, kept.height) == (400, 300)
    assert (kept.taken_on, kept.added_on, kept.caption) == (date(2026, 11, 2), TODAY, "")


def test_several_photos_are_one_change_in_their_order(book: Book, ann: Subject) -> None:
    added = add_photos(book, ann, [photo(1), photo(2), photo(3)], today=TODAY)

    assert ids(book, ann) == added
    assert changes(book)[0].what == "3 photos added to Ann Lee"
    assert ann.shopper_id is not None
    assert changes_of(book, ann.shopper_id)[0].what == "3 photos added to Ann Lee"


def test_the_same_photo_is_not_added_twice(book: Book, ann: Subject) -> None:
    add_photos(book, ann, [photo()], today=TODAY)

    with pytest.raises(Refused, match="here already"):
        add_photos(book, ann, [photo()], today=TODAY)
    add_photos(book, ann, [photo(), photo(2), photo(2)], today=TODAY)

    assert len(ids(book, ann)) == 2


def test_one_picture_of_two_people_is_kept_once(book: Book, ann: Subject) -> None:
    bob = of_shopper(book, make_shopper(book, "Bob Lee"))

    add_photos(book, ann, [photo()], today=TODAY)
    add_photos(book, bob, [photo()], today=TODAY)

    assert room_of_pictures(book).pictures == 1
    assert photos_of(book, ann)[0].picture_id == photos_of(book, bob)[0].picture_id


def test_a_camera_whose_clock_is_ahead_dates_nothing(book: Book, ann: Subject) -> None:
    ahead = replace(photo(), taken_on=TODAY + timedelta(days=1))

    add_photos(book, ann, [ahead], today=TODAY)

    assert photos_of(book, ann)[0].taken_on is None


def test_more_photos_than_anybody_means_are_refused(book: Book, ann: Subject) -> None:
    with pytest.raises(Refused, match="At most 20"):
        add_photos(book, ann, [photo()] * (MOST_AT_ONCE + 1), today=TODAY)


def test_nobody_has_no_photos(book: Book) -> None:
    with pytest.raises(Refused, match="no shopper 77"):
        of_shopper(book, 77)
    with pytest.raises(LookupError):
        jpeg(book, 77)


# -- what is done with them


def test_the_one_that_is_put_first_stands_for_the_shopper(book: Book, ann: Subject) -> None:
    one, two, three = add_photos(book, ann, [photo(1), photo(2), photo(3)], today=TODAY)

    make_first(book, ann, three)

    assert ids(book, ann) == [three, one, two]
    first = photos_of(book, ann)[0].picture_id
    assert ann.shopper_id is not None
    assert first_of_shoppers(book, [ann.shopper_id, 77]) == {ann.shopper_id: first}


def test_putting_first_what_is_first_changes_nothing(book: Book, ann: Subject) -> None:
    one, _ = add_photos(book, ann, [photo(1), photo(2)], today=TODAY)

    make_first(book, ann, one)

    assert changes(book)[0].what == "2 photos added to Ann Lee"


def test_a_caption_says_what_is_to_be_seen(book: Book, ann: Subject) -> None:
    (one,) = add_photos(book, ann, [photo()], today=TODAY)

    caption_photo(book, ann, one, "  At the opening,\nNovember ")
    said = photos_of(book, ann)[0].caption
    caption_photo(book, ann, one, "")

    assert said == "At the opening, November"
    assert photos_of(book, ann)[0].caption == ""


def test_a_turned_photo_stands_where_it_was(book: Book, ann: Subject) -> None:
    one, two = add_photos(book, ann, [photo(1), photo(2)], today=TODAY)

    turn_photo(book, ann, one, turned(photo(1).jpeg, 1))

    assert ids(book, ann) == [one, two]
    assert (photos_of(book, ann)[0].width, photos_of(book, ann)[0].height) == (300, 400)
    undo_last(book)
    assert jpeg(book, photos_of(book, ann)[0].picture_id) == photo(1).jpeg


def test_a_removed_photo_comes_back_whole(book: Book, ann: Subject) -> None:
    one, two = add_photos(book, ann, [photo(1), photo(2)], today=TODAY)
    remove_photo(book, ann, one)
    assert ids(book, ann) == [two]

    undo_last(book)

    assert ids(book, ann) == [one, two]
    assert jpeg(book, photos_of(book, ann)[0].picture_id) == photo(1).jpeg


def test_an_added_photo_can_be_taken_back_and_added_again(book: Book, ann: Subject) -> None:
    add_photos(book, ann, [photo()], today=TODAY)

    undo_last(book)
    without = ids(book, ann)
    redo_last(book)

    assert without == []
    assert jpeg(book, photos_of(book, ann)[0].picture_id) == photo().jpeg


def test_an_older_step_is_taken_back_by_itself(book: Book, ann: Subject) -> None:
    (one,) = add_photos(book, ann, [photo()], today=TODAY)
    remove_photo(book, ann, one)
    removed = changes(book)[0].id
    add_photos(book, ann, [photo(2)], today=TODAY)

    take_back(book, removed)

    assert len(ids(book, ann)) == 2


def test_the_log_keeps_no_picture_a_second_time(book: Book, ann: Subject) -> None:
    (one,) = add_photos(book, ann, [photo()], today=TODAY)
    caption_photo(book, ann, one, "At the opening")
    remove_photo(book, ann, one)
    undo_last(book)

    longest = book.value("SELECT max(length(before)) FROM change_row")

    assert longest < 400


@pytest.mark.parametrize("deed", [make_first, remove_photo])
def test_a_photo_that_has_gone_is_refused(book: Book, ann: Subject, deed: object) -> None:
    (one,) = add_photos(book, ann, [photo()], today=TODAY)
    remove_photo(book, ann, one)

    with pytest.raises(Refused, match="removed meanwhile"):
        deed(book, ann, one)  # type: ignore[operator]


def test_a_photo_of_somebody_else_is_left_alone(book: Book, ann: Subject) -> None:
    (one,) = add_photos(book, ann, [photo()], today=TODAY)
    bob = of_shopper(book, make_shopper(book, "Bob Lee"))

    with pytest.raises(Refused):
        remove_photo(book, bob, one)


# -- the file


def test_the_book_says_what_its_pictures_take(book: Book, ann: Subject) -> None:
    assert room_of_pictures(book).bytes == 0

    (one,) = add_photos(book, ann, [photo()], today=TODAY)
    remove_photo(book, ann, one)

    assert room_of_pictures(book).bytes == len(photo().jpeg) + len(photo().thumb)


def test_a_plain_copy_has_the_pictures(book: Book, ann: Subject) -> None:
    add_photos(book, ann, [photo()], today=TODAY)
    copy = book.path.parent / "plain.db"

    write_plain_copy(book, copy)

    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("SELECT jpeg, thumb FROM picture").fetchall() == [
            (photo().jpeg, photo().thumb)
        ]


def test_a_backup_has_the_pictures(book: Book, ann: Subject, tmp_path: Path) -> None:
    add_photos(book, ann, [photo()], today=TODAY)

    copy = book.back_up(tmp_path)

    with Book.open(copy) as again:
        assert jpeg(again, photos_of(again, ann)[0].picture_id) == photo().jpeg
        assert [result for result in check_book(again) if not result.good] == []


def test_a_book_opened_again_has_the_pictures(book: Book, ann: Subject) -> None:
    add_photos(book, ann, [photo()], today=TODAY)

    with book.another("read") as again:
        assert jpeg(again, photos_of(again, ann)[0].picture_id) == photo().jpeg


@pytest.mark.parametrize("asked", ["photos", "firsts"])
def test_photos_are_found_by_an_index(book: Book, ann: Subject, asked: str) -> None:
    add_photos(book, ann, [photo()], today=TODAY)
    statements: list[str] = []
    book._db.set_trace_callback(statements.append)
    assert ann.shopper_id is not None
    _ = photos_of(book, ann) if asked == "photos" else first_of_shoppers(book, [ann.shopper_id])
    book._db.set_trace_callback(None)

    steps = [step for (*_, step) in book.rows(f"EXPLAIN QUERY PLAN {statements[0]}")]

    assert not [step for step in steps if step.startswith("SCAN ph")], steps
