"""A section of the shopper's page: its head, its quiet ways to add, and its short list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from storebook.gui.buttons import LinkButton
from storebook.gui.cells import Cell, Column
from storebook.gui.layout import held, row
from storebook.gui.table import RecordTable
from storebook.gui.words import label, link, one_line, section_head
from storebook.people.known import Facts
from storebook.people.shoppers import Shopper

Deed = Callable[[], None]
GAP_AFTER = 22


def add_link(words: str, spoken: str, deed: Deed) -> LinkButton:
    """A quiet link whose whole name a screen reader says: “+ Add”, “Add a wish”."""
    made = link(words, kind="small")
    made.setAccessibleName(spoken)
    # Not `deed` itself: it may belong to a section that Qt does not know yet.
    made.clicked.connect(lambda: deed())
    return made


class Section(QWidget):
    """Insert does what the first link does, wherever in the section the focus is.

    The links stand at the right of the head, or `beneath` the list where there are several.
    """

    def __init__(
        self, title: str, *links: LinkButton, nothing: str = "", beneath: bool = False
    ) -> None:
        super().__init__()
        self._links = links
        self._beneath = beneath
        self.fact = one_line("", "small", role="second")
        beside = () if beneath else links
        self.head = section_head(title, held(row(self.fact, *beside, spacing=8)))
        self._nothing = label(nothing, "small", role="hint", wrap=True)
        self._nothing.setContentsMargins(0, 9, 0, 0)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, GAP_AFTER)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.head)
        self._lines.addWidget(self._nothing)
        # As tall as its lines want when they are wrapped, and no taller.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hold(self, *lists: QWidget) -> None:
        """Put the lists under the head."""
        for each in lists:
            self._lines.addWidget(each)
        if self._beneath:
            self._lines.addSpacing(6)
            self._lines.addWidget(held(row(*self._links, "stretch", spacing=8)))

    def show_list(self, table: RecordTable, records: Sequence[Any]) -> None:
        """Show the records; an empty list leaves its place to one quiet sentence."""
        table.show_records(records)
        table.setVisible(bool(records))
        self._nothing.setVisible(not records and bool(self._nothing.text()))
        self.updateGeometry()

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Show what was read for the whole page, and read what only this section shows."""
        raise NotImplementedError

    def say_nothing(self) -> QLabel:
        """The quiet sentence, for a section that words it anew."""
        return self._nothing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and self._links:
            self._links[0].click()
        else:
            super().keyPressEvent(event)


def named_columns(name: Callable[[Any], str], value: Callable[[Any], Cell]) -> list[Column[Any]]:
    """A word in quiet ink and what there is to say to it."""
    return [Column("", lambda one: Cell(text=name(one), color="ink2"), 62), Column("", value)]


def short_list(
    columns: Sequence[Column[Any]], name: str, row_height: int, **how: Any
) -> RecordTable:
    """A short list that stands on the page itself."""
    return RecordTable(columns, name, bare=True, fit=True, row_height=row_height, **how)
