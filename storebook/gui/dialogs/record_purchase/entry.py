"""The line at the foot of the ticket: scan or type, look what it may mean, take it with Enter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase.offers import (
    Offer,
    amount_of,
    first_line,
    offers,
    second_line,
    wish_of,
)
from storebook.gui.dialogs.record_purchase.piece_sign import PieceSign, sign_of
from storebook.gui.fields import LineEdit
from storebook.gui.fields.text import MOVES
from storebook.gui.form import focus_next
from storebook.gui.shown import plural
from storebook.gui.table import RecordTable
from storebook.gui.timers import after
from storebook.gui.words import area
from storebook.sales.categories import is_service

PLACEHOLDER = "Scan a tag, or type a stock number or a few words"
PAUSE_MS = 120
ROW = 48
MOST_ROWS = 6


class EntryLine(LineEdit):
    """A line that hands the keys of the list on; it keeps the caret while the list is open."""

    moved = Signal(object)
    entered = Signal()
    escaped = Signal()
    unfocused = Signal()

    def __init__(self) -> None:
        super().__init__(PLACEHOLDER, key="new_line")
        self.offers_shown = False
        theme.set_letters(self, "body")

    def event(self, event: QEvent) -> bool:
        """Esc is for the list while that is open."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.offers_shown
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in MOVES:
            self.moved.emit(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.offers_shown:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.unfocused.emit()


class LineEntry(QWidget):
    """`taken` says what the clerk took; the list stands over what is below, never a window."""

    taken = Signal(object)
    changed = Signal()

    def __init__(
        self,
        context: Context,
        shopper_id: Callable[[], int | None],
        wish_ids: Callable[[], set[int]],
    ) -> None:
        super().__init__()
        self._context = context
        self._shopper_id = shopper_id
        self._wish_ids = wish_ids
        self.line = EntryLine()
        self.list = RecordTable(
            self._columns(), "What it may be", headings=False, row_height=ROW, sentence=first_line
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup = area("popup")
        self.popup.setParent(self)
        inside = QVBoxLayout(self.popup)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        self.popup.hide()
        self._wishes = ""
        self._pause = after(self, PAUSE_MS, self.look)
        self._connect()
        sign = PieceSign()
        sign.show_icon("barcode")
        self._strip = QHBoxLayout(self)
        self._strip.setSpacing(0)
        self._strip.addWidget(sign)
        self._strip.addWidget(self.line, 1)
        self.fit(low=False)
        self.setFocusProxy(self.line)

    def fit(self, *, low: bool) -> None:
        """Closer to its neighbors in a low window."""
        air = 4 if low else 8
        self._strip.setContentsMargins(0, air, 12, air)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_typed)
        self.line.moved.connect(self._on_moved)
        self.line.entered.connect(self._on_entered)
        self.line.escaped.connect(self.close_list)
        self.line.unfocused.connect(self.close_list)
        self.list.opened.connect(self._take)

    def _columns(self) -> list[Column[Offer]]:
        today, locale = self._context.today(), self._context.shop().locale

        def words(offer: Offer) -> Cell:
            return Cell(text=first_line(offer), second=second_line(offer, today, locale))

        def sign(offer: Offer) -> Cell:
            name = first_line(offer)
            glyph, icon = sign_of(name, service=is_service(name))
            return Cell(glyph=glyph, icon=icon)

        return [
            Column("", sign, 68),
            Column("What it is", words),
            Column("Price", lambda offer: self._price(offer), 120, right=True),
        ]

    def _price(self, offer: Offer) -> str:
        return self._context.money(amount_of(offer), symbol=False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def show_wishes(self) -> None:
        """Say how many wishes may be told to whoever buys; Down shows them."""
        known = self._offers("")
        locale = self._context.shop().locale
        self._wishes = f"{plural(len(known), 'wish', 'wishes', locale)} ↓" if known else ""
        self.line.set_fact("" if self.line.text() else self._wishes)

    def _offers(self, text: str) -> list[Offer]:
        """What it may mean, without the wishes that are on the ticket already."""
        found, on_it = offers(self._context, text, self._shopper_id()), self._wish_ids()
        return [one for one in found if one.suggestion is None or wish_of(one) not in on_it]

    # -- typing

    def text(self) -> str:
        """What stands in the line."""
        return self.line.text().strip()

    def look(self) -> None:
        """Show what the text may mean, as soon as one pauses."""
        self._pause.stop()
        found = self._offers(self.line.text())
        self.list.show_records(found)
        self.list.choose_first()
        if found and self.line.hasFocus():
            self._open_list(len(found))
        else:
            self.close_list()

    def take(self) -> bool:
        """Take the chosen reading of the text; False when nothing is typed."""
        if not self.text():
            return False
        if self._pause.isActive() or self.popup.isHidden():
            self.look()
        self._take(self.list.chosen())
        return True

    def _take(self, offer: Offer) -> None:
        self._pause.stop()
        self.line.clear()
        self.line.set_fact(self._wishes)
        self.close_list()
        self.changed.emit()
        self.taken.emit(offer)

    def _on_typed(self, text: str) -> None:
        self.changed.emit()
        self.line.set_fact("" if text else self._wishes)
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.close_list()

    def _on_moved(self, key: int) -> None:
        if self.popup.isHidden():
            self.look()
        else:
            self.list.move_by(key)

    def _on_entered(self) -> None:
        if not self.popup.isHidden() and not self._pause.isActive():
            self._take(self.list.chosen())
        elif not self.take():
            focus_next(self.line)

    # -- the list

    def _open_list(self, rows: int) -> None:
        over = self._over()
        if over is None:
            return
        if self.popup.parentWidget() is not over:
            self.popup.setParent(over)
        tall = theme.px(ROW) * min(rows, MOST_ROWS) + 4
        at = self.line.mapTo(over, QPoint(0, self.line.height() + 2))
        if at.y() + tall > over.height() - 8:
            above = self.line.mapTo(over, QPoint(0, 0)).y() - tall - 2
            at.setY(max(8, above))
        self.popup.setGeometry(QRect(at, QPoint(at.x() + self.line.width(), at.y() + tall)))
        self.popup.raise_()
        self.popup.show()
        self.line.offers_shown = True

    def _over(self) -> QWidget | None:
        """The dialog, over whose lower part the list stands."""
        step = self.parentWidget()
        while step is not None and step.property("area") != "dialog":
            step = step.parentWidget()
        return step

    def close_list(self) -> None:
        """Take the list away; what is typed stays."""
        self._pause.stop()
        self.popup.hide()
        self.line.offers_shown = False
