"""What a clerk does with the purchase dialog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.record_purchase.line_row import LineRow
from storebook.gui.fields import PickField
from storebook.sales.purchases import Ticket, purchase
from storebook.sales.returns import Back
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY
from tests.gui.hands import press, shown, type_text

Enter = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


def sell(
    context: Context, shopper_id: int | None = None, *, back: tuple[Back, ...] = ()
) -> RecordPurchase:
    """Open the dialog in a window of the usual size."""
    window = context.window()
    if not window.isVisible():
        shown(window, 1440, 900)
    dialog = RecordPurchase(context, shopper_id, back=back)
    context.dialogs.open(dialog)
    QApplication.processEvents()
    return dialog


def type_line(dialog: RecordPurchase, text: str) -> LineRow:
    """Type it into the entry and take it as typed."""
    type_text(dialog.panel.entry.line, text)
    press(dialog.panel.entry.line, Enter)
    return dialog.panel.rows[-1]


def save(dialog: RecordPurchase) -> None:
    """Ctrl Enter, from the entry."""
    press(dialog.panel.entry.line, Enter, CONTROL)


def saved(book: Book, subject_id: int | None = None) -> Ticket:
    """The last ticket of the book, as on that page."""
    last = book.value("SELECT max(id) FROM purchase")
    return purchase(book, last, Viewer(today=TODAY), subject_id=subject_id)


def tickets(book: Book) -> int:
    """How many there are."""
    return int(book.value("SELECT count(*) FROM purchase"))


def find(field: PickField, text: str) -> None:
    """Type a scrap and press Enter, which the open list gets."""
    type_text(field.line, text)
    found = field.line.completer().popup()
    assert found is not None
    press(found, Enter)


def wear(row: LineRow, wearer_id: int | None) -> None:
    """Choose who will wear it, as from the list."""
    row.worn_by.choice.set_value(wearer_id)
    row.worn_by.choice.picked.emit(wearer_id)
