"""Recording a purchase, or what is taken in exchange for what comes back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import MARGIN, Dialog
from storebook.gui.dialogs.print_slip import slip_of_saved
from storebook.gui.dialogs.record_purchase.gift import GiftPart
from storebook.gui.dialogs.record_purchase.header import Buyer, When
from storebook.gui.dialogs.record_purchase.lines import LinesPanel
from storebook.gui.dialogs.record_purchase.people import occasions_near, people_near
from storebook.gui.dialogs.record_purchase.sums import SumsPart
from storebook.gui.form import Answer
from storebook.gui.layout import row
from storebook.gui.words import button
from storebook.people.called import name_of
from storebook.sales.drafts import PurchaseDraft, checked
from storebook.sales.recording import record_purchase
from storebook.sales.returns import Back, return_lines, returning

WIDTH = 1036
SUMS_WIDTH = 386
# So that with large text on a small screen a ticket with a line on it is seen whole.
ABOVE, BETWEEN, BELOW = 10, 10, 6
# What a refusal can be about that is no line's.
OF_THE_TICKET = frozenset({"day", "secret_until", "giver", "occasion", "shopper", "payments"})


class RecordPurchase(Dialog):
    """With `back` it is an exchange: those lines come back, and what is typed is taken instead."""

    def __init__(
        self, context: Context, shopper_id: int | None = None, *, back: Sequence[Back] = ()
    ) -> None:
        deed = "An exchange" if back else "A purchase"
        subject = "" if shopper_id is None else str(shopper_id)
        if back:
            subject = f"exchange {[(one.line_id, one.quantity) for one in back]}"
        super().__init__(
            context,
            "Record an exchange" if back else "Record a purchase",
            width=WIDTH,
            draft=subject,
        )
        self._back = tuple(back)
        shop = context.shop()
        backs = [returning(context.book, one, shop=shop) for one in back]
        self.buyer = Buyer(context, shopper_id, deed)
        self.when = When(context)
        self.panel = LinesPanel(context, backs)
        self.gift = GiftPart(context)
        self.sums = SumsPart(context)
        self._show_people()
        self._lay_out_ticket()
        self.buyer.changed.connect(self._show_people)
        for part in (self.panel, self.gift, self.sums):
            part.changed.connect(self._recount)
        self.ask_for(self._answers())
        words = "Save exchange" if back else "Save purchase"
        save = button(words, kind="primary", icon="check", key="save", density="counter")
        self.set_actions(save, fact="Undo stays open afterwards.")
        self._recount()

    def _answers(self) -> dict[str, Answer]:
        return {
            "shopper": self.buyer,
            "day": self.when.day,
            "associate": self.when.sold_by,
            "lines": self.panel,
            "giver": self.gift.giver,
            "occasion": self.gift.occasion,
            "secret": self.gift.is_secret,
            "secret_until": self.gift.until,
            "gift": self.gift,
            "paid": self.sums.kind,
            "cash": self.sums.cash,
            "only_deposit": self.sums.only_deposit,
            "deposit": self.sums.deposit,
        }

    def _lay_out_ticket(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addWidget(self.buyer, 1)
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        below = row(self.gift, self.sums, spacing=36)
        below.setStretch(0, 1)
        self.content.addLayout(head)
        self.content.addWidget(self.panel)
        self.content.addLayout(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sums.setFixedWidth(min(theme.px(SUMS_WIDTH), self.width() * 2 // 5))

    def fit(self, *, low: bool) -> None:
        super().fit(low=low)
        above, between, below = (ABOVE, BETWEEN, BELOW) if low else (22, 16, 16)
        self.content.setContentsMargins(MARGIN, above, MARGIN, below)
        self.content.setSpacing(between)
        self.panel.fit(low=low)
        self.sums.fit(low=low)

    # -- what follows what

    def _show_people(self) -> None:
        book, shop, today = self.context.book, self.context.shop(), self.context.today()
        people = people_near(book, self.buyer.shopper_id)
        days = occasions_near(book, people, today=today, shop=shop)
        self.gift.show_people(people, days)
        self.panel.show_people(self.buyer.shopper_id, people)
        self._recount()

    def _recount(self) -> None:
        self.sums.show_lines(self.panel.readable_lines())
        self.gift.show_wearers(self.panel.wearers(), self.buyer.shopper_id)

    def show_privacy(self) -> None:
        """What is typed into a price stays to be seen while it is typed; all sums are hidden."""
        super().show_privacy()
        self.panel.show_privacy()
        self._recount()

    # -- saving

    def accept(self) -> None:
        """What still stands in the entry becomes a line first; each line is looked at by itself."""
        if self.panel.take_typed() and self.form.check() and self._lines_will_do():
            super().accept()

    def _lines_will_do(self) -> bool:
        ticket = self._ticket()
        if ticket is None:
            return False
        for line_row, line in zip(self.panel.rows, ticket.lines, strict=True):
            try:
                checked(replace(ticket, lines=(line,)), today=self.context.today())
            except Refused as refusal:
                if refusal.field in OF_THE_TICKET:
                    self.refuse(refusal)
                else:
                    line_row.show_refusal(refusal)
                return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Beside the question it is about, also where that is more than one field."""
        places = {
            "giver": self.gift.giver.shown_field(),
            "occasion": self.gift.occasion.shown_field(),
            "payments": self.sums.cash,
            "shopper": self.buyer.pick,
        }
        field = places.get(refusal.field or "")
        if field is None or not field.isVisible():
            super().refuse(refusal)
            return
        field.refuse(refusal)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticket(self) -> PurchaseDraft | None:
        """All that is typed; None when a line will not do, which then says so itself."""
        lines = self.panel.drafts()
        if lines is None:
            return None
        ticket = PurchaseDraft(
            day=self.when.day.value() or self.context.today(),
            lines=tuple(lines),
            shopper_id=self.buyer.shopper_id,
            associate_id=self.when.sold_by.value(),
            payments=self.sums.payments(),
            on_deposit=self.sums.is_on_deposit(),
        )
        return self.gift.told_on(ticket)

    def save(self) -> None:
        ticket = self._ticket()
        if ticket is None:
            return
        book, shop, today = self.context.book, self.context.shop(), self.context.today()
        if self._back:
            purchase_id = return_lines(book, ticket, self._back, shop=shop, today=today)
        else:
            purchase_id = record_purchase(book, ticket, shop=shop, today=today)
        what = "Exchange" if self._back else "Purchase"
        for_whom = ""
        # The bar stays while the next page is opened, and that may be the wearer's.
        is_secret = any(line.secret_until is not None for line in ticket.lines)
        if ticket.shopper_id is not None and not is_secret:
            for_whom = f" for {name_of(book, ticket.shopper_id)}"
        self.context.say(
            f"{what} saved{for_whom}.", slip_of_saved(self.context, purchase_id, ticket.who_gives)
        )

    # -- keys

    def focus_first(self) -> None:
        """The caret waits for the tag."""
        self.panel.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.panel.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
