"""Erasing is asked beforehand: what goes, what stays, and Cancel is where the keys are."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import changes
from storebook.book.kept_backups import backups_folder
from storebook.gui import ask
from storebook.gui.after_change import LastDeed
from storebook.gui.context import Context
from storebook.gui.dialogs.erase import EraseShopper
from storebook.gui.pages.shopper_rare import file_name, hand_out, rare_deeds
from storebook.staff.associates import Role, add_associate
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, unnamed_controls
from tests.make import make_purchase, make_shopper


@pytest.fixture
def ann(book: Book) -> int:
    ann_id = make_shopper(book, "Ann Lee", phone="(603) 555-0142")
    make_purchase(book, ann_id)
    return ann_id


def opened(context: Context, shopper_id: int) -> EraseShopper:
    dialog = EraseShopper(context, shopper_id)
    if (at := QApplication.focusWidget()) is not None:  # of a window that was closed
        at.clearFocus()
    context.dialogs.open(dialog)
    QApplication.processEvents()
    return dialog


def words_of(dialog: QWidget) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_it_tells_what_goes_and_what_stays(context: Context, ann: int) -> None:
    folder = backups_folder(context.book.path)
    stamp = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H%M%S")
    (folder / f"shop kept {stamp}.book").write_bytes(b"")

    dialog = opened(context, ann)

    said = words_of(dialog)
    assert "Erase Ann Lee?" in said
    assert "This can’t be undone" in said
    assert "1 purchase in the accounts: day and amount, without a name." in said
    assert "1 backup made before today, until they age out" in said
    assert dialog.erase_button.text().startswith("Erase Ann Lee for good")
    assert unnamed_controls(dialog) == []


def test_enter_cancels(context: Context, ann: int) -> None:
    dialog = opened(context, ann)
    assert context.window().focusWidget() is dialog.leave_button

    press(dialog.leave_button, Qt.Key.Key_Return)

    assert context.book.value("SELECT count(*) FROM shopper") == 1


def test_the_button_that_names_the_deed_does_it(
    context: Context, heard: Heard, ann: int, qtbot: QtBot
) -> None:
    dialog = opened(context, ann)

    with qtbot.waitSignal(dialog.finished):
        click(dialog.erase_button)

    assert heard.said == [f"Shopper {ann} was erased."]
    assert context.book.value("SELECT count(*) FROM shopper") == 0
    assert changes(context.book)[0].what == f"Shopper {ann} erased"


def test_nothing_is_offered_to_take_it_back(context: Context, ann: int, qtbot: QtBot) -> None:
    deed = LastDeed(context.book)
    dialog = opened(context, ann)
    with qtbot.waitSignal(dialog.finished):
        click(dialog.erase_button)
    deed.written()

    assert deed.speak("Shopper 1 was erased.") == ("Shopper 1 was erased.", False)


def test_everything_is_written_first(
    context: Context, ann: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ann.json"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    dialog = opened(context, ann)

    click(dialog.copy)

    assert json.loads(out.read_text("utf-8"))["shopper"]["name"] == "Ann Lee"
    assert dialog.copy.words == "Written into ann.json"


def test_a_copy_is_handed_out_to_be_read(
    context: Context,
    heard: Heard,
    ann: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "ann")

    hand_out(context, ann)

    assert (tmp_path / "ann.pdf").read_bytes().startswith(b"%PDF")
    assert heard.said == ["Everything about Ann Lee was written into ann.pdf."]


def test_a_name_makes_a_name_of_a_file() -> None:
    assert file_name("Ann/Lee: <b>") == "Ann Lee b’s data.pdf"
    assert len(file_name("𠮷" * 200).encode()) <= 255


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.OWNER, 3),
        (Role.MANAGER, 2),
        (Role.CLERK, 0),
    ],
)
def test_only_what_may_be_done_is_offered(
    book: Book, make_context: Callable[[Book], Context], ann: int, role: Role, offered: int
) -> None:
    book.associate_id = add_associate(book, "Kim Quill", role)

    assert len(rare_deeds(make_context(book), ann)) == offered
