"""What a screen reader is told of what the eye sees: rows, charts, tips and hidden amounts."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QListView, QWidget

from storebook.book.book import Book
from storebook.gui import privacy
from storebook.gui.cells import Cell
from storebook.gui.dialogs.record_purchase.entry import EntryLine
from storebook.gui.fields import LineEdit, PickField, TextField
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.owner_curve import ParetoCurve
from storebook.gui.pictures import wait_until
from storebook.gui.words import button, tip
from tests.gui.hands import shown, spoken_description, spoken_name, type_text, unnamed_controls
from tests.hostile import HostileShop
from tests.make import TODAY

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def window(
    hostile: HostileShop, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    with Book.open(hostile.copy(tmp_path_factory.mktemp("spoken"))) as book:
        made = MainWindow(book, today=lambda: TODAY)
        shown(made, 1440, 900)
        yield made
        made.hide()
        made.let_go()
        made.deleteLater()


def rows(view: QAbstractItemView) -> list[str]:
    """What is read of each row."""
    model = view.model()
    assert isinstance(model, QAbstractItemModel)
    parent = QModelIndex()
    return [str(model.data(model.index(row, 0), SPOKEN)) for row in range(model.rowCount(parent))]


def lists(whole: QWidget) -> list[QAbstractItemView]:
    found = whole.findChildren(QAbstractItemView)
    return [view for view in found if view.isVisible() and view.accessibleName()]


def pages(window: MainWindow, hostile: HostileShop) -> Iterator[str]:
    for entry in window.entries:
        window.context.go(entry.key)
        wait_until(lambda: not window.jobs.busy())
        QApplication.processEvents()
        yield entry.key
    window.context.open_shopper(hostile.people[3].shopper_id)
    wait_until(lambda: not window.jobs.busy())
    QApplication.processEvents()
    yield "shopper"


def test_every_row_of_every_page_is_read(window: MainWindow, hostile: HostileShop) -> None:
    silent, read = [], 0
    for page in pages(window, hostile):
        silent += [(page, name) for name in unnamed_controls(window, shown_only=True)]
        for view in lists(window):
            said = rows(view)
            silent += [(page, view.accessibleName()) for each in said if not each.strip()]
            read += len(said)

    assert silent == []
    assert read > 200


def test_hidden_amounts_are_read_as_hidden(window: MainWindow, hostile: HostileShop) -> None:
    privacy.turn(True)
    dots, hidden = [], 0
    for page in pages(window, hostile):
        for view in lists(window):
            model = view.model()
            columns = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
            for row in range(model.rowCount(QModelIndex())):
                for column in range(columns):
                    said = str(model.data(model.index(row, column), SPOKEN) or "")
                    hidden += privacy.SPOKEN in said
                    if privacy.HIDDEN in said:
                        dots.append((page, view.accessibleName(), said))

    assert dots == []
    assert hidden > 20


def test_the_chart_of_the_owner_is_read_with_its_numbers(
    window: MainWindow, hostile: HostileShop
) -> None:
    window.context.go("owner")
    wait_until(lambda: not window.jobs.busy())
    (chart,) = window.findChildren(ParetoCurve)

    assert spoken_name(chart) == "Curve of the shares"
    assert "%" in spoken_description(chart)
    assert str(len(hostile.people)) in spoken_description(chart)


def test_a_date_on_a_ticket_is_read_as_a_date() -> None:
    assert Cell(text="Ann Lee", ticket=("26", "nov")).spoken() == "Nov 26, Ann Lee"
    assert Cell(text="Daniel", ticket=("", "")).spoken() == "Daniel"


def test_a_tip_is_read_as_it_opens() -> None:
    made = button("Save")

    tip(made, "Smith & Sons <b>")

    assert spoken_description(made) == "Smith & Sons <b>"


FIELDS: dict[str, Callable[[], TextField | PickField]] = {
    "words": lambda: TextField("Name"),
    "one of many": lambda: PickField("Who wears it", find=lambda text: []),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_what_was_dictated_counts_as_typed(kind: str, sheet: Callable[..., QWidget]) -> None:
    field = FIELDS[kind]()
    sheet(field)
    changes: list[str] = []
    field.changed.connect(lambda: changes.append(field.line.text()))

    QLineEdit.setText(field.line, "Ann")  # as speech and braille keyboards do, past our own
    type_text(field.line, "e")
    field.line.setText("as it is in the book")
    field.line.clear()

    assert changes == ["Ann", "Anne"]


def test_what_was_dictated_into_a_ticket_is_looked_up(sheet: Callable[..., QWidget]) -> None:
    line = EntryLine()
    sheet(line)
    heard: list[str] = []
    line.textEdited.connect(heard.append)

    QLineEdit.setText(line, "Ring 1420")

    assert heard == ["Ring 1420"]


def test_a_letter_that_is_typed_is_told_of_once(sheet: Callable[..., QWidget]) -> None:
    line = LineEdit("Search")
    sheet(line)
    heard: list[str] = []
    line.textEdited.connect(heard.append)

    type_text(line, "a")
    type_text(line, "b")
    line.undo()

    assert heard[:2] == ["a", "ab"]
    assert len(heard) == 3
