"""Photos in the window: at the head of the page, on the pieces, and in their own form."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.book.history import undo_last
from storebook.gui import ask, camera, form, local_settings
from storebook.gui.context import Context
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.opener import Opener
from storebook.gui.scrim import Scrim
from storebook.people.photos import Subject, add_photos, of_shopper, photos_of
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, shown, spoken_name, type_text, unnamed_controls
from tests.make import make_shopper
from tests.nasty_pictures import SVG
from tests.photographs import as_file, photo, ring

CONTROL = Qt.KeyboardModifier.ControlModifier


class Room(QWidget):
    """A window over which the form opens."""

    def __init__(self) -> None:
        super().__init__()
        QVBoxLayout(self)
        self.scrim = Scrim(self)
        self.opener = Opener(self.scrim)


@pytest.fixture
def ann(book: Book) -> Subject:
    return of_shopper(book, make_shopper(book, "Ann Lee"))


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made)
    shown(made, 1200, 900)
    return made


@pytest.fixture
def open_photos(
    room: Room, context: Context, ann: Subject, qtbot: QtBot
) -> Callable[[], PhotosDialog]:
    def opened() -> PhotosDialog:
        dialog = PhotosDialog(context, ann, "Photos of Ann Lee")
        room.opener.open(dialog)
        qtbot.waitUntil(lambda: not context.jobs.busy())
        return dialog

    return opened


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two photos on a stick."""
    made = []
    for number, color in enumerate([(200, 30, 40), (30, 60, 200)], start=1):
        path = tmp_path / f"IMG_{number}.jpg"
        path.write_bytes(as_file(ring(color, (400, 300))))
        made.append(path)
    return made


def done(context: Context, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not context.jobs.busy())


def captions(book: Book, subject: Subject) -> list[str]:
    return [one.caption for one in photos_of(book, subject)]


# -- adding


def test_several_files_are_added_at_once_and_taken_back_at_once(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    files: list[Path],
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    dialog = open_photos()
    monkeypatch.setattr(ask, "open_files", lambda *_: files)

    dialog.files.click()
    done(context, qtbot)

    assert len(photos_of(context.book, ann)) == len(dialog.strip.parts()) == 2
    assert heard.said == ["2 photos added."]
    undo_last(context.book)
    assert photos_of(context.book, ann) == []


def test_what_is_no_photo_is_named_and_the_others_are_added(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    files: list[Path],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    drawing = tmp_path / "drawing.jpg"
    drawing.write_bytes(SVG)
    dialog = open_photos()

    dialog.add([files[0], drawing, tmp_path / "gone.png"])
    done(context, qtbot)

    assert len(photos_of(context.book, ann)) == 1
    assert "drawing.jpg: This is no picture" in dialog._problem.text()
    assert "gone.png: There is no such file" in dialog._problem.text()


def test_ctrl_v_takes_a_picture_that_was_copied(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, qtbot: QtBot
) -> None:
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    QGuiApplication.clipboard().setImage(picture)
    dialog = open_photos()

    press(dialog, Qt.Key.Key_V, CONTROL)
    done(context, qtbot)

    (kept,) = photos_of(context.book, ann)
    assert (kept.width, kept.height) == (60, 40)


def test_ctrl_v_in_the_caption_takes_a_picture_too_and_words_as_words(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, qtbot: QtBot
) -> None:
    add_photos(context.book, ann, [photo()], today=TODAY)
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    dialog = open_photos()
    dialog.caption.line.setFocus()

    QGuiApplication.clipboard().setImage(picture)
    press(dialog.caption.line, Qt.Key.Key_V, CONTROL)
    done(context, qtbot)
    dialog.caption.line.setFocus()
    QGuiApplication.clipboard().setText("At the opening")
    press(dialog.caption.line, Qt.Key.Key_V, CONTROL)

    assert len(photos_of(context.book, ann)) == 2
    assert dialog.caption.value() == "At the opening"


def test_nothing_to_paste_is_said(open_photos: Callable[[], PhotosDialog]) -> None:
    QGuiApplication.clipboard().setText("only words")
    dialog = open_photos()

    press(dialog, Qt.Key.Key_V, CONTROL)

    assert "no picture to paste" in dialog._problem.text()


def test_pictures_can_be_dropped(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    files: list[Path],
    qtbot: QtBot,
) -> None:
    dialog = open_photos()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])

    dialog.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    done(context, qtbot)

    assert len(photos_of(context.book, ann)) == 2


def test_photos_that_are_still_being_read_are_kept_when_the_form_is_closed(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    files: list[Path],
    heard: Heard,
    qtbot: QtBot,
) -> None:
    dialog = open_photos()

    dialog.add(files)
    press(dialog, Qt.Key.Key_Escape)
    done(context, qtbot)

    assert len(photos_of(context.book, ann)) == 2
    assert heard.said == ["2 photos added."]


# -- the camera, and folders


def test_a_computer_without_a_camera_says_so(
    open_photos: Callable[[], PhotosDialog],
) -> None:
    dialog = open_photos()

    dialog._camera.failed.emit(camera.NO_CAMERA)

    assert "No camera is connected" in dialog._problem.text()
    assert dialog.live.isHidden() is not camera.is_installed()
    assert dialog.take.isHidden()


def test_what_the_camera_sees_is_kept_when_the_photo_is_taken(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, qtbot: QtBot
) -> None:
    dialog = open_photos()
    frame = QImage(640, 480, QImage.Format.Format_RGB32)
    frame.fill(0x808080)

    dialog._camera.seen.emit(frame)
    dialog.take_photo()
    done(context, qtbot)

    assert [(one.width, one.height) for one in photos_of(context.book, ann)] == [(640, 480)]


def test_a_photo_that_arrives_in_a_folder_is_added_once_it_is_whole(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    files: list[Path],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    folder = tmp_path / "Camera Roll"
    folder.mkdir()
    (folder / "old.jpg").write_bytes(files[1].read_bytes())
    dialog = open_photos()
    dialog.watch_this(folder)
    whole = files[0].read_bytes()

    (folder / "new.jpg").write_bytes(whole[:2_000])
    assert dialog._arrivals is not None
    dialog._arrivals.look()
    (folder / "new.jpg").write_bytes(whole)
    dialog._arrivals.look()
    dialog._arrivals.look()
    done(context, qtbot)

    assert len(photos_of(context.book, ann)) == 1
    assert local_settings.photo_folder() == folder
    assert dialog.watch.words == "Stop watching"


# -- what is done with one


def test_a_removed_photo_is_offered_back(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, heard: Heard
) -> None:
    add_photos(context.book, ann, [photo(1), photo(2)], today=TODAY)
    dialog = open_photos()

    press(dialog.strip.parts()[0], Qt.Key.Key_Delete)

    assert len(photos_of(context.book, ann)) == 1
    assert heard.said == ["Photo removed."]


@pytest.mark.parametrize("by_key", [True, False])
def test_what_was_done_last_is_taken_back_where_it_was_done(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    ann: Subject,
    heard: Heard,
    by_key: bool,
) -> None:
    one, two = add_photos(context.book, ann, [photo(1), photo(2)], today=TODAY)
    dialog = open_photos()
    dialog.remove.click()

    if by_key:
        press(dialog.strip.parts()[0], Qt.Key.Key_Z, CONTROL)
    else:
        dialog.undo.click()

    assert [each.id for each in photos_of(context.book, ann)] == [one, two]
    assert len(dialog.strip.parts()) == 2
    assert heard.taken_back == [False, True]
    assert dialog.undo.isHidden()


def test_the_arrows_go_from_one_photo_to_the_next(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject
) -> None:
    _, two, _ = add_photos(context.book, ann, [photo(1), photo(2), photo(3)], today=TODAY)
    dialog = open_photos()

    press(dialog.strip.parts()[0], Qt.Key.Key_Right)

    chosen = dialog.strip.photo()
    assert chosen is not None
    assert chosen.id == two
    assert dialog.strip.parts()[1].hasFocus()


def test_the_chosen_photo_is_put_first(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject
) -> None:
    one, two = add_photos(context.book, ann, [photo(1), photo(2)], today=TODAY)
    dialog = open_photos()
    assert not dialog.first.isEnabled()

    dialog.strip.parts()[1].click()
    dialog.first.click()

    assert [each.id for each in photos_of(context.book, ann)] == [two, one]


def test_a_photo_is_turned(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, qtbot: QtBot
) -> None:
    add_photos(context.book, ann, [photo()], today=TODAY)
    dialog = open_photos()

    dialog.turn.click()
    done(context, qtbot)

    assert (photos_of(context.book, ann)[0].width, dialog.turn.isEnabled()) == (300, True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_caption_is_saved_by_enter_and_by_leaving(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject, key: Qt.Key
) -> None:
    add_photos(context.book, ann, [photo()], today=TODAY)
    dialog = open_photos()
    dialog.caption.line.setFocus()

    type_text(dialog.caption.line, "Schmuck für Zoë")
    press(dialog.caption.line, key)

    assert captions(context.book, ann) == ["Schmuck für Zoë"]


def test_every_control_has_a_name_and_everything_can_be_reached(
    open_photos: Callable[[], PhotosDialog], context: Context, ann: Subject
) -> None:
    add_photos(context.book, ann, [photo(1), photo(2)], today=TODAY)

    dialog = open_photos()
    QApplication.processEvents()

    assert unnamed_controls(dialog) == []
    assert dialog.strip.parts()[0].hasFocus()
    assert spoken_name(dialog.strip.parts()[0]) == "Photo 1 of 2: taken Nov 2, 2026"


def test_words_half_written_under_a_photo_are_there_again_after_a_crash(
    open_photos: Callable[[], PhotosDialog],
    context: Context,
    book: Book,
    ann: Subject,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(form, "DRAFT_EVERY_MS", 1)
    (first,) = add_photos(book, ann, [photo()], today=TODAY)
    dialog = open_photos()
    type_text(dialog.caption.line, "At the ope")
    about = f"{ann.about} photo {first}"
    qtbot.waitUntil(lambda: draft(book, "PhotosDialog", about) is not None)

    again = PhotosDialog(context, ann, "Photos of Ann Lee")
    begun = again.caption.value()
    again.keep_caption()

    assert begun == photos_of(book, ann)[0].caption == "At the ope"
    assert draft(book, "PhotosDialog", about) is None
