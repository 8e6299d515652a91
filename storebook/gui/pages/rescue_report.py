"""What was brought back from a damaged book, and what is missing."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.book.salvage import SalvageReport
from storebook.gui.front import breakable
from storebook.gui.layout import held, row
from storebook.gui.shown import count, plural
from storebook.gui.words import button, label, section_head

TOLD = ("shopper", "purchase", "piece", "note", "change")
MOST_LINES = 12
WHOLE = "Nothing is known to be missing."
FAULTS = "The new book is not in order yet: look at it before you work in it."
KEPT = "The damaged book was only read, and is kept as it was."
MORE = "A backup may still hold what is missing: Back leads to it."


class SalvageShown(QWidget):
    """`open_wanted` brings the path of the new book; `left` goes back to the ways out.

    What can be done about it, `deeds`, stands beneath it.
    """

    open_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self.heading = label("", "title", wrap=True)
        self.brought = label("", "heading", role="second", wrap=True)
        self.kept = label(KEPT, wrap=True)
        self.head = section_head("What is missing")
        self.missing = label("", wrap=True, selectable=True)
        self.faults = label("", role="error", wrap=True)
        self.open_button = button("Open the new book", kind="primary", icon="book-open")
        self.back_button = button("Back", kind="quiet", key="leave")
        self.open_button.clicked.connect(self._open)
        self.back_button.clicked.connect(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for part in (self.heading, self.brought, self.faults, self.kept, self.head, self.missing):
            whole.addWidget(part)
        self.deeds = held(row(self.open_button, self.back_button, "stretch"))

    def show_report(self, report: SalvageReport, locale: str) -> None:
        """The report of a salvage, in the shop's words."""
        self._path = report.path
        self.heading.setText(breakable(f"“{report.path.stem}”"))
        self.brought.setText(brought_words(report, locale))
        lines = report.lines
        shown = [f"{line[:1].upper()}{line[1:]}." for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            shown.append(f"And {plural(len(lines) - MOST_LINES, 'kind', 'kinds', locale)} more.")
        self.missing.setText("\n".join(shown) or WHOLE)
        self.kept.setText(f"{KEPT} {MORE}" if shown else KEPT)
        self.faults.setText("\n".join([FAULTS, *report.faults]) if report.faults else "")
        self.faults.setVisible(bool(report.faults))
        self.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self) -> None:
        if self._path is not None:
            self.open_wanted.emit(self._path)


def brought_words(report: SalvageReport, locale: str) -> str:
    """“Brought back: 2,000 shoppers, 6,000 purchases and 41,200 rows in all.”"""
    rows = {table.table: table.rows for table in report.tables}
    words = {
        "shopper": ("shopper", "shoppers"),
        "purchase": ("purchase", "purchases"),
        "piece": ("piece", "pieces"),
        "note": ("note", "notes"),
        "change": ("step of the history", "steps of the history"),
    }
    told = [plural(rows[name], *words[name], locale) for name in TOLD if rows.get(name)]
    total = f"{count(report.rows, locale)} rows in all"
    return f"Brought back: {', '.join(told)}; {total}." if told else f"Brought back: {total}."
