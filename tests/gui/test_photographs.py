"""A photo on the screen: how it is read, and where it stands in place of a drawing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from storebook.base.dates import LeapDayRule
from storebook.book.book import Book
from storebook.gui.arriving import Arrivals
from storebook.gui.context import Context
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.dialogs.photos.sources import as_png, read_all
from storebook.gui.dialogs.photos.words import in_words
from storebook.gui.dialogs.record_purchase.header import Buyer
from storebook.gui.pages.counter import CounterPage
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.pages.shopper_mark import ShopperMark
from storebook.gui.pages.shoppers_rows import ShownShopper, ShownTo
from storebook.gui.photographs import unpacked
from storebook.people.photos import Subject, add_photos, first_of_shoppers, of_shopper
from storebook.people.search import rows_for
from storebook.people.shoppers import shopper
from storebook.sales.piece_photos import of_piece
from storebook.sales.pieces import PieceDraft, add_piece
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY
from tests.gui.hands import spoken_name
from tests.make import make_shopper
from tests.nasty_pictures import NASTY, SVG, TAKEN, hundred_megabytes, nasty_pictures
from tests.photographs import photo, portrait


@pytest.fixture
def ann(book: Book) -> Subject:
    return of_shopper(book, make_shopper(book, "Ann Lee"))


def test_of_many_refusals_only_the_first_are_said() -> None:
    assert in_words(["a.", "b.", "c.", "d.", "e."]) == "a. b. c. And 2 more like these."


def test_a_picture_from_elsewhere_is_read_in_the_worker_like_any_other() -> None:
    picture = QImage(30, 20, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.red)

    read = read_all([picture, as_png(picture), b"<svg/>"])

    assert [(one.width, one.height) for one in read.pictures] == [(30, 20), (30, 20)]
    assert len(read.refused) == 1


def test_of_twenty_nasty_pictures_the_honest_ones_are_taken(tmp_path: Path) -> None:
    read = read_all([*nasty_pictures(tmp_path), hundred_megabytes(tmp_path)])

    assert len(read.pictures) == len(TAKEN)
    assert len(read.refused) == len(NASTY) + 1 - len(TAKEN)


def test_our_own_pictures_are_read_as_jpegs_alone() -> None:
    assert unpacked(photo().jpeg).width() == 400
    assert unpacked(SVG).isNull()


def test_a_folder_that_goes_away_while_it_is_watched_is_quiet(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    arrivals = Arrivals(folder)

    folder.rmdir()

    arrivals.look()


# -- where they show


def test_the_face_stands_in_place_of_the_initials(
    context: Context, ann: Subject, qtbot: QtBot
) -> None:
    mark = ShopperMark(context)
    qtbot.addWidget(mark)
    assert ann.shopper_id is not None
    mark.refresh(shopper(context.book, ann.shopper_id))
    before = (mark.has_photo(), spoken_name(mark))

    add_photos(context.book, ann, [portrait()], today=TODAY)
    mark.refresh(shopper(context.book, ann.shopper_id))

    assert before == (False, "Photos of Ann Lee")
    assert (mark.has_photo(), spoken_name(mark)) == (True, "Photograph of Ann Lee")
    middle = mark.grab().toImage().pixelColor(mark.width() // 2, mark.height() // 2)
    assert middle.red() > middle.blue() + 30  # skin, not paper


def test_no_face_is_shown_while_a_shopper_can_see_the_screen(
    context: Context, ann: Subject, qtbot: QtBot
) -> None:
    add_photos(context.book, ann, [portrait()], today=TODAY)
    private = replace_viewer(context)
    mark = ShopperMark(private)
    qtbot.addWidget(mark)
    assert ann.shopper_id is not None

    mark.refresh(shopper(context.book, ann.shopper_id))

    assert not mark.has_photo()
    assert PhotosDialog(private, ann, "").is_for_the_shop()


def replace_viewer(context: Context) -> Context:
    return replace(context, viewer=lambda: Viewer(today=TODAY, private=True))


def test_the_photo_of_a_piece_stands_in_the_list(
    context: Context, ann: Subject, qtbot: QtBot
) -> None:
    book = context.book
    assert ann.shopper_id is not None
    draft = PieceDraft(description="Watch", wearer_id=ann.shopper_id)
    piece_id = add_piece(book, draft, today=TODAY)
    page = ShopperPage(context)
    qtbot.addWidget(page)
    one = of_piece(book, piece_id, ann.shopper_id, context.viewer())
    add_photos(book, one, [photo()], today=TODAY)

    page.open(ann.shopper_id)

    (row,) = page.pieces.table.records()
    assert page.pieces._cell(row).photo is not None


@pytest.mark.parametrize("private", [True, False])
def test_a_face_stands_in_lists_but_not_before_a_shopper(
    context: Context, ann: Subject, private: bool
) -> None:
    add_photos(context.book, ann, [portrait()], today=TODAY)
    assert ann.shopper_id is not None
    (row,) = rows_for(context.book, [ann.shopper_id], today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    picture_id = first_of_shoppers(context.book, [row.id])[row.id]
    shown = ShownShopper(id=row.id, row=row, picture_id=picture_id)

    cell = ShownTo(replace_viewer(context) if private else context).name(shown)

    assert (cell.photo is None) is private


def test_the_search_at_the_counter_shows_faces(
    context: Context, ann: Subject, qtbot: QtBot
) -> None:
    add_photos(context.book, ann, [portrait()], today=TODAY)
    page = CounterPage(context)
    qtbot.addWidget(page)

    (row,) = page._rows("ann")

    assert row.picture_id is not None


def test_the_purchase_shows_whose_it_is(context: Context, ann: Subject, qtbot: QtBot) -> None:
    add_photos(context.book, ann, [portrait()], today=TODAY)
    buyer = Buyer(context, ann.shopper_id, "A purchase")
    qtbot.addWidget(buyer)
    buyer.show_shopper(ann.shopper_id)

    middle = buyer.mark.grab().toImage().pixelColor(26, 26)

    assert middle.red() > middle.blue() + 30
