"""The few questions: the deed stands on its button, Cancel is the default, names are plain."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton

from storebook.base.errors import Refused
from storebook.gui import ask
from tests.gui.hands import press


def when_open(answer: Callable[[QMessageBox], None]) -> None:
    """Answer the box that opens next."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        answer(box)

    QTimer.singleShot(0, look)


def button(box: QMessageBox, words: str) -> QPushButton:
    return next(each for each in box.findChildren(QPushButton) if each.text() == words)


def test_what_cannot_be_undone_is_done_when_its_button_is_pressed() -> None:
    when_open(lambda box: button(box, "Erase Ann Lee").click())

    assert ask.confirm(None, "Erase Ann Lee for good?", "Erase Ann Lee")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_both_leave_things_as_they_are(key: Qt.Key) -> None:
    when_open(lambda box: press(box.focusWidget() or box, key))

    assert not ask.confirm(None, "Erase Ann Lee for good?", "Erase Ann Lee")


def test_one_of_several_deeds_is_chosen() -> None:
    when_open(lambda box: button(box, "Print the rest").click())

    assert ask.choose(None, "60 sheets are left.", ["Print all", "Print the rest"]) == 1


def test_none_of_several_deeds_is_chosen() -> None:
    when_open(lambda box: button(box, "Cancel").click())

    assert ask.choose(None, "60 sheets are left.", ["Print all", "Print the rest"]) is None


def test_names_are_shown_as_typed() -> None:
    said: list[str] = []
    formats: set[Qt.TextFormat] = set()

    def look(box: QMessageBox) -> None:
        for part in box.findChildren(QLabel):
            if part.text():
                said.append(part.text())
                formats.add(part.textFormat())
        button(box, "Cancel").click()

    when_open(look)
    ask.confirm(None, "Erase Tom & <b>Jo</b>?", "Erase", fact="<i>All</i> & everything.")

    assert said == ["Erase Tom & <b>Jo</b>?", "<i>All</i> & everything."]
    assert formats == {Qt.TextFormat.PlainText}


def test_the_details_of_a_bug_can_be_copied_before_going_on() -> None:
    def look(box: QMessageBox) -> None:
        button(box, "Copy details").click()
        assert box.isVisible()
        button(box, "Go on").click()

    when_open(look)
    ask.tell_bug(None, "Something went wrong.", "Traceback: here")

    assert QGuiApplication.clipboard().text() == "Traceback: here"


@pytest.mark.parametrize("name", ["shop.book", "shop.book.keys"])
def test_a_page_to_print_never_takes_the_place_of_a_book(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), "PDF (*.pdf)")
    )

    with pytest.raises(Refused, match="belongs to one"):
        ask.save_file(None, "Save the cards", tmp_path / "cards.pdf", "PDF (*.pdf)")
