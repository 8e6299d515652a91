"""Whom the associate at work has opened today, as round chips on the counter."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from storebook.book.engine import DatabaseError
from storebook.book.opened_today import keep_opened, opened_on
from storebook.gui.buttons import Chip
from storebook.gui.context import Context
from storebook.gui.focus_chain import follow
from storebook.gui.marks import initials
from storebook.gui.timers import after
from storebook.gui.words import small_capitals
from storebook.people.search import ShopperRow

MOST = 12
GAP = 12
KEPT_AFTER_MS = 2_000


class OpenedToday(QObject):
    """Remembers it for whoever works, in the book; on a new day it begins anew.

    It is written a moment after the last one was opened: to look at somebody waits for no disk.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.window())
        self._book = context.book
        self._of: tuple[int, date] | None = None
        self._ids: list[int] = []
        self._soon = after(self, KEPT_AFTER_MS, self.keep)

    def opened(self, shopper_id: int, today: date) -> None:
        """This shopper's page was opened."""
        before = [each for each in self.ids(today) if each != shopper_id]
        self._ids = [shopper_id, *before][:MOST]
        self._soon.start()
        self.changed.emit()

    def ids(self, today: date) -> list[int]:
        """Whom the associate at work opened, the last one first."""
        of = self._book.associate_id, today
        if self._of != of:
            self.keep_now()
            self._of, self._ids = of, opened_on(self._book, today)
        return list(self._ids)

    def keep_now(self) -> None:
        """Somebody else works, or the page is left: what is not written yet is written."""
        if self._soon.isActive():
            self._soon.stop()
            self.keep()

    def keep(self) -> None:
        """A full or busy disk is told when something is saved."""
        if self._of is not None:
            whose, day = self._of
            with suppress(DatabaseError):
                keep_opened(self._book, self._ids, day=day, whose=whose)


def opened_today(context: Context) -> OpenedToday:
    """The one list of this window."""
    found = context.window().findChild(OpenedToday)
    return found if found is not None else OpenedToday(context)


class OpenedChips(QWidget):
    """One row of chips, as many as there is room for; the latest first."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title = small_capitals("Opened today")
        self.chips: list[Chip] = []
        self.after: QWidget | None = None
        """Where Tab is before it comes to the chips."""
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP)
        self._line.addWidget(self._title)
        self._line.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_shoppers(self, rows: Sequence[ShopperRow], *, names: bool = True) -> None:
        """Show these; without names only their initials."""
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(row, names=names) for row in rows]
        for place, chip in enumerate(self.chips):
            self._line.insertWidget(1 + place, chip)
        if self.after is not None:
            follow(self.after, self.chips)
        self.setVisible(bool(rows))
        self._fit()

    def _chip(self, row: ShopperRow, *, names: bool) -> Chip:
        letters = initials(row.name, row.given or "", row.family or "")
        chip = Chip(row.name if names else "", letters)
        chip.clicked.connect(lambda: self.opened.emit(row.id))
        return chip

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._title.sizeHint().width()
        for chip in self.chips:
            room -= chip.sizeHint().width() + GAP
            chip.setVisible(room >= 0)
