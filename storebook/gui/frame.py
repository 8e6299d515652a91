"""What stands around every page: rail, top bar, trouble, undo bar and status line."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui.bars import TroubleBar
from storebook.gui.lock.clearing import close_lists
from storebook.gui.places import PageEntry
from storebook.gui.rail import Rail
from storebook.gui.stack import PageStack
from storebook.gui.status_line import StatusLine
from storebook.gui.top_bar import TopBar
from storebook.gui.undo_bar import UndoBar

NARROW_BELOW = 1280


class Frame(QWidget):
    """Only the places; what happens in them is the window's business.

    Tab goes through the top bar and the page, and round by way of the rail. It begins in its own
    place: put there when it is full, everything in it would be dressed a second time.
    """

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self.rail = Rail(entries)
        self.top_bar = TopBar()
        self.trouble_bar = TroubleBar()
        self.stack = PageStack(entries)
        self.undo_bar = UndoBar()
        self.status_line = StatusLine()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.trouble_bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.undo_bar)
        column.addWidget(self.status_line)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(column, 1)

    def take_over(self) -> None:
        """Somebody else works from here on: what was said to one alone is not for them."""
        self.undo_bar.close_bar()
        self.trouble_bar.take_over()

    def show_privacy(self) -> None:
        """What was said in the open, and the menus and lists that are open over it."""
        close_lists()
        self.undo_bar.show_privacy()
        self.trouble_bar.show_privacy()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_BELOW)
