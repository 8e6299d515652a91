"""The least a window can be: a search over a table of shoppers read from the same book.

    python tests/benchmarks/bare_start.py BOOK

No style sheet, no letters of its own, no check of the book; each key asks the bare question of
`bare_search` and fills the table with twenty rows of plain cells.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.benchmarks import bare_search

FIRST = "SELECT id, name, given, family, since FROM shopper ORDER BY sort_key LIMIT 50"
COLUMNS = (1, 5, 6, 8, 9)


class BareWindow(QMainWindow):
    """The caret is in the search; `table` shows who is found."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._connection = sqlcipher3.connect(str(path))
        self.search, self.table = QLineEdit(), QTableWidget(0, len(COLUMNS))
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.addWidget(self.search)
        lines.addWidget(self.table)
        self.setCentralWidget(body)
        self.resize(1440, 900)
        self.search.textEdited.connect(self._find)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill(self._connection.execute(FIRST).fetchall(), range(1, 5))

    def _find(self, typed: str) -> None:
        self._fill(bare_search.find_shown(self._connection, typed), COLUMNS)

    def _fill(self, rows: list[bare_search.Row], places: range | tuple[int, ...]) -> None:
        self.table.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, place in enumerate(places):
                self.table.setItem(line, column, QTableWidgetItem(row[place] or ""))


def main() -> None:
    """Show it until it is closed."""
    app = QApplication(sys.argv[:1])
    window = BareWindow(Path(sys.argv[1]))
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
