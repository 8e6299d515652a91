"""F8 hides everything at once: what is copied, what was said, and what is open over the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QListView, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.gui import privacy
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.take_payment import TakePayment
from storebook.gui.errors import ErrorDesk
from storebook.gui.main_window import MainWindow
from storebook.sales.drafts import Payment, PaymentKind
from tests.gui.hands import press, shown, type_text
from tests.gui.marked import AMOUNTS, OTHERS, OWNERS, Known, make_known, typed_purchase
from tests.gui.seen import seen_of
from tests.make import TODAY, make_line, make_purchase

CONTROL = Qt.KeyboardModifier.ControlModifier
SECRETS = (*AMOUNTS, *OWNERS, *OTHERS)


@pytest.fixture
def known(book: Book) -> Known:
    return make_known(book)


@pytest.fixture
def window(book: Book, known: Known, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(book, today=lambda: TODAY)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def copied(window: MainWindow) -> str:
    """Everything that Ctrl C brings out of the lists and lines that can be seen, cell by cell."""
    clipboard, found = QGuiApplication.clipboard(), []

    def copy(part: QLineEdit | QAbstractItemView) -> None:
        clipboard.setText("nothing")
        press(part, Qt.Key.Key_C, CONTROL)
        found.append(clipboard.text())

    QApplication.processEvents()
    for line in window.findChildren(QLineEdit):
        if line.isVisible():
            line.setFocus()
            line.selectAll()
            copy(line)
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if not view.isVisible() or model is None:
            continue
        for row in range(model.rowCount()):
            for column in range(1 if isinstance(view, QListView) else model.columnCount()):
                view.setCurrentIndex(model.index(row, column))
                copy(view)
    return "\n".join(found)


def told(secrets: tuple[str, ...], text: str) -> list[str]:
    return [one for one in secrets if one in text]


def test_nothing_secret_can_be_copied_while_a_shopper_looks(
    window: MainWindow, known: Known
) -> None:
    def everywhere() -> str:
        found = []
        for page in ("counter", "purchases"):
            window.go(page)
            found.append(copied(window))
        window.open_shopper(known.ann)
        found.append(copied(window))
        window.opener.open(PurchaseDetail(window.context, known.ticket, subject_id=known.ann))
        found.append(copied(window))
        typed_purchase(window.context, known)
        found.append(copied(window))
        return "\n".join(found)

    in_the_open = everywhere()
    privacy.turn(True)
    covered = everywhere()

    assert told(SECRETS, covered) == []
    assert {"7,000.26", "6,543.21", "Wilhelmina"} <= set(told(SECRETS, in_the_open))


def test_an_amount_is_hidden_also_where_somebody_was_typing_it(
    window: MainWindow, known: Known
) -> None:
    dialog = typed_purchase(window.context, known)
    assert isinstance(dialog, RecordPurchase)
    price = dialog.panel.rows[0].price
    price.setFocus()
    QTest.keyClick(price, Qt.Key.Key_End)
    privacy.turn(True)
    at_once = seen_of(window)

    QTest.keyClicks(price, "0")
    typing = seen_of(window)
    price.selectAll()
    QGuiApplication.clipboard().setText("nothing")
    press(price, Qt.Key.Key_X, CONTROL)

    assert price.hasFocus()
    assert "6,543.21" not in at_once
    assert "6,543.210" in typing
    assert (QGuiApplication.clipboard().text(), price.text()) == ("nothing", "6,543.210")


def test_what_was_said_beside_a_field_and_in_the_bars_has_no_amount(
    window: MainWindow, known: Known, book: Book
) -> None:
    deposit = (Payment(kind=PaymentKind.CASH, amount_cents=Cents(100_00)),)
    line = make_line("Opal ring", 7_413_57)
    ticket = make_purchase(book, known.ann, line, payments=deposit, on_deposit=True)
    dialog = TakePayment(window.context, ticket)
    window.opener.open(dialog)
    dialog.amount.line.setText("9,000")
    dialog.accept()
    in_the_open = dialog.amount.message.text()
    privacy.turn(True)
    covered = seen_of(window)
    dialog.accept()
    again = seen_of(window)
    privacy.turn(False)

    assert in_the_open == "Only $7,313.57 is left to pay."
    assert told(SECRETS, covered + again) == []
    assert dialog.amount.message.text() == in_the_open
    dialog.leave()
    window.say_trouble("Wilhelmina Otherby owes $7,313.57.")
    privacy.turn(True)
    assert window.trouble_bar.text() == "Something is said here. F8 shows it again."
    privacy.turn(False)
    assert window.trouble_bar.text() == "Wilhelmina Otherby owes $7,313.57."


def test_a_refusal_that_names_nobody_is_read_while_a_shopper_looks(window: MainWindow) -> None:
    desk = ErrorDesk()
    desk.say = window.say_trouble
    privacy.turn(True)
    with pytest.raises(Refused) as harmless:
        window.redo()

    desk.take(harmless.value)
    said = window.trouble_bar.text()
    desk.take(Refused("Wilhelmina Otherby owes $7,313.57."))

    assert said == "There is nothing to do again."
    assert window.trouble_bar.text() == "Something is said here. F8 shows it again."


def test_a_refusal_of_the_whole_form_is_worded_anew(window: MainWindow, known: Known) -> None:
    dialog = HouseholdDialog(window.context, known.ann)
    window.opener.open(dialog)
    dialog.refuse(Refused("That is $7,313.57 too much.", covered="That is too much."))
    privacy.turn(True)

    assert told(SECRETS, seen_of(window)) == []
    assert "That is too much." in seen_of(window)


def test_lists_menus_and_tips_that_are_open_go(window: MainWindow, known: Known) -> None:
    dialog = HouseholdDialog(window.context, known.ann)
    window.opener.open(dialog)
    type_text(dialog.joins.line, "wilhelmina")
    QApplication.processEvents()
    list_was_open = QApplication.activePopupWidget() is not None
    QToolTip.showText(window.mapToGlobal(window.rect().center()), "$7,313.57", window)
    privacy.turn(True)
    QApplication.processEvents()
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]

    assert list_was_open
    assert over == []
    assert dialog.joins.typed() == "wilhelmina"


def test_f8_is_heard_over_an_open_menu(window: MainWindow) -> None:
    window.lock.watch.tick()
    window.open_menu()
    menu = QApplication.activePopupWidget()
    handle = window.windowHandle()
    assert isinstance(menu, QMenu)
    assert handle is not None

    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(handle, pressed)

    assert privacy.is_on()
    assert QApplication.activePopupWidget() is None


@pytest.mark.window  # elsewhere nobody owns what was copied
def test_what_was_copied_is_not_for_the_shopper_to_paste(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("$7,313.57")

    window.turning.show()

    assert QGuiApplication.clipboard().text() == ""
