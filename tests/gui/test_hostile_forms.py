"""Whatever is typed into any form: it is saved or refused in a sentence, and nothing breaks."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from storebook.book.book import Book
from storebook.gui.dialog import Dialog
from storebook.gui.fields.base import Message
from storebook.gui.main_window import MainWindow
from storebook.gui.pictures import wait_until
from tests.gui.every_dialog import OPENED
from tests.gui.hands import press, shown, type_text
from tests.hostile import HostileShop
from tests.make import TODAY
from tests.nasty import NASTY
from tests.watching import nothing_opened

CONTROL = Qt.KeyboardModifier.ControlModifier
# Those with something to type that is saved, and that neither close the book nor leave the window.
FORMS = [
    "AddKin", "DepartureDialog", "EditShopper", "HouseholdDialog", "LogContact",
    "NewShopper", "NoteDialog", "OccasionDialog", "PhotosDialog", "PieceDialog",
    "PreferenceDialog", "RecordPurchase", "ReturnLines", "SizeDialog", "TakePayment", "TaskDialog",
    "WishDialog",
]  # fmt: skip
FEW = ["<b>Ann</b> <img src='/etc/hostname'>", "Robert'); DROP TABLE shopper;--", "1e400", "\x00"]
PAGES = ["counter", "shoppers", "purchases", "club"]


@pytest.fixture
def window(
    hostile: HostileShop, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The shop of the badly typed, in its window, whose forms write into a copy."""
    with Book.open(hostile.copy(tmp_path_factory.mktemp("forms"))) as book:
        made = MainWindow(book, today=lambda: TODAY)
        shown(made, 1440, 900)
        with nothing_opened(hostile.bait):
            yield made
        made.hide()
        made.let_go()
        made.deleteLater()


def lines_of(whole: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Whatever can be written in now."""
    found: list[QLineEdit | QPlainTextEdit] = [
        *whole.findChildren(QLineEdit),
        *whole.findChildren(QPlainTextEdit),
    ]
    return [each for each in found if each.isVisible() and each.isEnabled()]


def fill(whole: QWidget, value: str) -> int:
    """Type the value into every field, over what stands there; says how many there are."""
    lines = lines_of(whole)
    for line in lines:
        line.selectAll()
        type_text(line, value)
        line.clearFocus()
        if (found := QApplication.activePopupWidget()) is not None:
            found.hide()  # whoever was found has the keys otherwise
    QApplication.processEvents()
    return len(lines)


def said(dialog: Dialog) -> list[str]:
    """What the form says about the answers."""
    return [each.text() for each in dialog.findChildren(Message) if each.text()]


def save_with(window: MainWindow, name: str, hostile: HostileShop, values: list[str]) -> list[str]:
    """The values after which the form neither was saved nor said why it was not."""
    silent = []
    for place, value in enumerate(values):
        one = hostile.people[(place * 7) % len(hostile.people)]
        dialog = OPENED[name](window.context, one, hostile.run_id)
        window.context.dialogs.open(dialog)
        assert fill(dialog, value), name
        press(dialog, Qt.Key.Key_Return, CONTROL)
        QApplication.processEvents()
        if window.scrim.dialog is dialog and not said(dialog):
            silent.append(value)
        while window.scrim.dialog is not None:
            window.scrim.dialog.leave()
            QApplication.processEvents()
    return silent


@pytest.mark.parametrize("name", FORMS)
def test_a_form_saves_or_says_why_not(window: MainWindow, hostile: HostileShop, name: str) -> None:
    """Two of the few each, in turn; the slow test tries all that there is."""
    assert save_with(window, name, hostile, FEW[FORMS.index(name) % 2 :: 2]) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_saves_or_says_why_not_whatever_is_typed(
    window: MainWindow, hostile: HostileShop, name: str
) -> None:
    assert save_with(window, name, hostile, NASTY) == []


@pytest.mark.parametrize("share", [len(PAGES), pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", PAGES)
def test_the_lines_of_a_page_take_whatever_is_typed(
    window: MainWindow, page: str, share: int
) -> None:
    """Each page takes its share of it; in the slow form all."""
    window.context.go(page)
    whole = window.stack.current()
    assert whole is not None
    for value in NASTY[PAGES.index(page) % share :: share]:
        assert fill(whole, value), page
        QApplication.processEvents()
    wait_until(lambda: not window.jobs.busy())
    whole.grab()


def test_the_first_question_of_a_shopper_takes_whatever_is_typed(
    window: MainWindow, hostile: HostileShop
) -> None:
    window.context.open_shopper(hostile.people[0].shopper_id)
    whole = window.stack.current()
    assert whole is not None
    for value in NASTY[:20]:
        for line in lines_of(whole):
            line.selectAll()
            type_text(line, value)
            press(line, Qt.Key.Key_Return)
        QApplication.processEvents()


def test_the_shop_itself_takes_whatever_is_typed(window: MainWindow) -> None:
    window.context.go("shop")
    whole = window.stack.current()
    assert whole is not None
    for value in FEW:
        assert fill(whole, value)
        press(whole, Qt.Key.Key_S, CONTROL)
        QApplication.processEvents()
    window.grab()
