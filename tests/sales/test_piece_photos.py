"""A photo of a piece is as secret as the piece."""

from datetime import timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes_of
from storebook.people.photos import add_photos, photos_of
from storebook.sales.piece_photos import first_of_pieces, of_piece
from storebook.sales.pieces import PieceDraft, add_piece
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_couple, make_line, make_purchase
from tests.photographs import photo

NOW = Viewer(today=TODAY)
DAY = TODAY + timedelta(days=6)


@pytest.fixture
def couple(book: Book) -> tuple[int, int]:
    """Margaret, and Daniel who gives."""
    return make_couple(book)


@pytest.fixture
def secret_ring(book: Book, couple: tuple[int, int]) -> int:
    """A ring of Daniel's for Margaret with two photos, secret until a day."""
    margaret, daniel = couple
    make_purchase(book, daniel, make_line("Ring", wearer_id=margaret, secret_until=DAY))
    piece_id = int(book.value("SELECT max(id) FROM piece"))
    add_photos(book, of_piece(book, piece_id, daniel, NOW), [photo(1), photo(2)], today=TODAY)
    return piece_id


def test_its_photos_are_on_the_page_of_the_giver(
    book: Book, couple: tuple[int, int], secret_ring: int
) -> None:
    _, daniel = couple

    photos = photos_of(book, of_piece(book, secret_ring, daniel, NOW))

    assert len(photos) == 2
    assert first_of_pieces(book, [secret_ring], daniel, NOW) == {secret_ring: photos[0].picture_id}


def test_the_wearer_sees_none_before_the_day(
    book: Book, couple: tuple[int, int], secret_ring: int
) -> None:
    margaret, _ = couple

    assert first_of_pieces(book, [secret_ring], margaret, NOW) == {}
    with pytest.raises(Refused, match="not on this page"):
        of_piece(book, secret_ring, margaret, NOW)


def test_the_wearer_sees_them_from_the_day_on(
    book: Book, couple: tuple[int, int], secret_ring: int
) -> None:
    margaret, _ = couple
    then = Viewer(today=DAY)

    assert len(photos_of(book, of_piece(book, secret_ring, margaret, then))) == 2
    assert secret_ring in first_of_pieces(book, [secret_ring], margaret, then)


def test_the_history_tells_the_giver_alone(
    book: Book, couple: tuple[int, int], secret_ring: int
) -> None:
    margaret, daniel = couple

    told = "2 photos added to a piece of Daniel Ashworth"
    assert told in [change.what for change in changes_of(book, daniel)]
    assert "photo" not in str([change.what for change in changes_of(book, margaret)])


def test_a_piece_bought_elsewhere_has_photos_like_any(book: Book, couple: tuple[int, int]) -> None:
    margaret, _ = couple
    piece_id = add_piece(book, PieceDraft(description="Watch", wearer_id=margaret), today=TODAY)

    watch = of_piece(book, piece_id, margaret, NOW)
    add_photos(book, watch, [photo()], today=TODAY)

    assert len(photos_of(book, watch)) == 1
