"""The lines of the ticket under one heading, with the line for a new one at the foot."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase.back_row import BackRow
from storebook.gui.dialogs.record_purchase.details import Extras, extras_from
from storebook.gui.dialogs.record_purchase.entry import LineEntry
from storebook.gui.dialogs.record_purchase.line_row import (
    GAP,
    GAPS_BEFORE,
    WIDTHS,
    LineRow,
    Wished,
    squeezed,
)
from storebook.gui.dialogs.record_purchase.offers import Offer, amount_of, first_line
from storebook.gui.dialogs.record_purchase.people import Person
from storebook.gui.dialogs.record_purchase.piece_sign import WIDE
from storebook.gui.fields import Message
from storebook.gui.focus_chain import follow
from storebook.gui.form import stop_before, tab_stops
from storebook.gui.words import area, small_capitals
from storebook.sales.categories import is_service
from storebook.sales.drafts import LineDraft, LineKind

HEADS = (("Stock", "stock"), ("Worn by", "worn"), ("Price", "price"), ("Less", "less"))


class LinesHead(QFrame):
    """What each column is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("area", "dialoghead")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addSpacing(theme.px(WIDE) + 14)
        line.addWidget(small_capitals("Piece"), 1)
        self._sized: list[tuple[QWidget, str]] = []
        for title, name in (*HEADS, ("To pay", "pay"), ("", "more")):
            head = small_capitals(title)
            right = name in ("price", "less", "pay")
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            head.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            head.setIndent(14 if name in ("price", "less", "stock") else 0 if right else 1)
            self._sized.append((head, name))
            line.addSpacing(GAP if name in GAPS_BEFORE else 0)
            line.addWidget(head)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(theme.px(32))
        squeeze = squeezed(self.width())
        for head, name in self._sized:
            head.setFixedWidth(int(theme.px(WIDTHS[name]) * squeeze))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()


class LinesPanel(QWidget):
    """`changed` comes with every letter. As an answer of the form it keeps its own draft."""

    changed = Signal()

    def __init__(self, context: Context, backs: Sequence[LineDraft] = ()) -> None:
        super().__init__()
        self._context = context
        self.backs = tuple(backs)
        self.rows: list[LineRow] = []
        self._people: Sequence[Person] = ()
        self._shopper_id: int | None = None
        self._low = False
        self.entry = LineEntry(context, lambda: self._shopper_id, self._wish_ids)
        self.message = Message()
        self.entry.taken.connect(self._add)
        self.entry.changed.connect(self._on_typed)
        panel = area("panel")
        self._column = QVBoxLayout(panel)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(LinesHead())
        for back in self.backs:
            self._column.addWidget(BackRow(context, back))
        self._column.addWidget(self.entry)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(panel)
        whole.addWidget(self.message)
        self.setFocusProxy(self.entry)

    def fit(self, *, low: bool) -> None:
        """In a low window the lines stand closer."""
        self._low = low
        self.entry.fit(low=low)
        for each in self.rows:
            each.fit(low=low)

    # -- what is on the ticket

    def show_people(self, shopper_id: int | None, people: Sequence[Person]) -> None:
        """Somebody else buys: what was for the buyer is for the new one."""
        before, self._shopper_id, self._people = self._shopper_id, shopper_id, people
        for each in self.rows:
            same = each.wearer_id == before and each.kind() is LineKind.PIECE
            each.show_people(people, shopper_id if same else each.wearer_id)
        self.entry.show_wishes()

    def readable_lines(self) -> list[LineDraft]:
        """The lines of which the amounts can be read, for the running sums."""
        found = [row.readable_line() for row in self.rows]
        return [*self.backs, *(line for line in found if line is not None)]

    def show_privacy(self) -> None:
        """Write every amount anew."""
        for back in self.findChildren(BackRow):
            back.show_amount()
        for row in self.rows:
            row.show_facts()
        self.entry.close_list()

    def wearers(self) -> list[int]:
        """Everybody who is known to wear something of it, each once."""
        found = [row.wearer_id for row in self.rows]
        return list(dict.fromkeys(each for each in found if each is not None))

    def take_typed(self) -> bool:
        """Make a line of what still stands in the entry; False when it needs a price first."""
        if not self.entry.take():
            return True
        row = self.rows[-1]
        try:
            row.line()
        except Refused as refusal:
            row.show_refusal(refusal)
            return False
        return True

    def drafts(self) -> list[LineDraft] | None:
        """The new lines; None when one will not do, which is then said under it."""
        if not self.rows and not self.backs:
            self.message.say("error", "What was bought? Type it above, with its price.")
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        made = []
        for row in self.rows:
            try:
                made.append(row.line())
            except Refused as refusal:
                row.show_refusal(refusal)
                return None
        return made

    def draft(self) -> object:
        """All that is typed, also what still stands in the entry."""
        return {"rows": [row.draft() for row in self.rows], "entry": self.entry.line.text()}

    def set_draft(self, kept: object) -> None:
        """Type it all again."""
        if not isinstance(kept, dict):
            return
        for row in list(self.rows):
            self._drop(row)
        for each in kept.get("rows", []):
            wish = each.get("wish")
            wished = Wished(wish_id=wish[0], wisher_id=wish[1]) if wish else None
            row = self._insert(extras_from(each.get("extras", {})), wished)
            row.show_people(self._people, each.get("wearer"))
            row.set_draft(each)
        self.entry.line.setText(str(kept.get("entry", "")))
        self.changed.emit()

    def _wish_ids(self) -> set[int]:
        """The wishes that are on the ticket already."""
        return {row.wish_id for row in self.rows if row.wish_id is not None}

    # -- lines come and go

    def _add(self, offer: Offer) -> None:
        """A new line from what was taken; the caret goes to what is missing."""
        one, typed = offer.suggestion, offer.typed
        extras, wished, wearer_id = Extras(quantity=typed.quantity), None, self._usual_wearer(offer)
        stock = typed.stock_number
        if one is not None:
            extras = replace(
                extras,
                category=one.category or "",
                metal=one.metal or "",
                purity=one.purity or "",
                stones=one.stones or "",
            )
            stock = one.stock_number or ""
            if one.wish_id is not None and one.wisher_id is not None:
                wished = Wished(wish_id=one.wish_id, wisher_id=one.wisher_id)
        row = self._insert(extras, wished)
        words = "" if one is None and typed.stock_number else first_line(offer)
        row.show_line(words, stock, amount_of(offer))
        row.show_people(self._people, wearer_id)
        self._go_on_from(row, words)
        self.entry.show_wishes()
        self.changed.emit()

    def _go_on_from(self, row: LineRow, words: str) -> None:
        missing = row.words if not words else row.price if not row.price.text() else self.entry
        missing.setFocus(Qt.FocusReason.TabFocusReason)

    def _usual_wearer(self, offer: Offer) -> int | None:
        """Who wished it; of work, whoever wears the piece before it; else the shopper."""
        if offer.suggestion is not None and offer.suggestion.wisher_id is not None:
            return offer.suggestion.wisher_id
        if is_service(first_line(offer)):
            return self.rows[-1].wearer_id if self.rows else None
        return self._shopper_id

    def _insert(self, extras: Extras, wished: Wished | None) -> LineRow:
        row = LineRow(self._context, extras, wished)
        row.fit(low=self._low)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        if (before := stop_before(self.entry.line, row)) is not None:
            follow(before, tab_stops(row))
        row.changed.connect(self.changed)
        row.entered.connect(lambda: self.entry.setFocus(Qt.FocusReason.TabFocusReason))
        row.removed.connect(lambda: self._take_off(row))
        self.message.clear()
        return row

    def _take_off(self, row: LineRow) -> None:
        self._drop(row)
        self.entry.show_wishes()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: LineRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_typed(self) -> None:
        self.message.clear()
        self.changed.emit()
