"""What comes back from a ticket: which lines, how many, why, and what is paid back for it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.choice_or_other import ChoiceOrOther
from storebook.gui.dialogs.print_slip import slip_of_saved
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.record_purchase.sums import KINDS, payments
from storebook.gui.fields import CheckLine, ChoiceField, CountField, DayField, Message, TextField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import column, row
from storebook.gui.shown import whole_day
from storebook.gui.words import area, button, label, one_line, rule, show_amount
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.purchases import Ticket
from storebook.sales.returns import Back, Returnable, return_lines, returnable, returning
from storebook.sales.sums import line_sums

REASONS = ("It does not fit", "Not liked", "A fault", "They changed their mind", "Our mistake")
NOTHING = "Which line comes back? Check it first."


class ReturnRow(QWidget):
    """One sold line: a box to check, how many of it, why, and the refund."""

    changed = Signal()

    def __init__(self, context: Context, line: Returnable, *, on: bool) -> None:
        super().__init__()
        self._context = context
        self.line = line
        self.check = CheckLine(line.description, fact=self._fact(), on=on)
        self.many = CountField(f"How many of {line.description}", 1, max(1, line.left), line.left)
        self.why = ChoiceOrOther(
            ChoiceField(f"Why {line.description} comes back", []),
            TextField(f"Why {line.description} comes back"),
            "In other words…",
        )
        self.why.set_choices([("", "Why was not said"), *((each, each) for each in REASONS)], "")
        self.refund = one_line("", "strong")
        for part in (self.many, self.why.choice, self.why.other):
            part.hide_name()
        self.check.changed.connect(self._on_check)
        self.many.changed.connect(self._on_change)
        self.why.changed.connect(self.changed)
        enter_goes_on(self.check, self.many)
        self._lay_out()
        self.show_line()

    def _lay_out(self) -> None:
        self.refund.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        strip = QHBoxLayout(self)
        strip.setContentsMargins(14, 6, 14, 6)
        strip.setSpacing(12)
        strip.addWidget(self.check, 1)
        strip.addWidget(self.many, 0, Qt.AlignmentFlag.AlignTop)
        strip.addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        strip.addWidget(self.refund)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.many.setFixedWidth(theme.px(76))
        self.why.setFixedWidth(theme.px(230))
        self.refund.setFixedWidth(theme.px(110))

    def _fact(self) -> str:
        if self.line.left <= 0:
            return "came back already"
        if self.line.left < self.line.quantity:
            return f"{self.line.left:,} of {self.line.quantity:,} left"
        return ""

    def _on_check(self) -> None:
        self.show_line()
        self.changed.emit()

    def _on_change(self) -> None:
        self.show_line()
        self.changed.emit()

    def show_line(self) -> None:
        """Ask only what belongs to the answer, and say what is paid back."""
        on = self.check.is_on()
        self.check.box.setEnabled(self.line.left > 0)
        self.many.setVisible(on and self.line.left > 1)
        self.why.setVisible(on)
        cents = self.cents()
        show_amount(self.refund, "" if cents is None else self._context.money(cents, symbol=False))

    def back(self) -> Back | None:
        """What comes back of it; None when nothing does. Raises Refused for an odd number."""
        if not self.check.is_on():
            return None
        many = self.many.value() if self.line.left > 1 else 1
        return Back(line_id=self.line.line_id, quantity=many or 1, reason=self.why.value() or "")

    def cents(self) -> Cents | None:
        """What is paid back for it; None while that cannot be said."""
        try:
            back = self.back()
            if back is None:
                return None
            shop = self._context.shop()
            sums = line_sums(returning(self._context.book, back, shop=shop), shop)
        except Refused:
            return None
        return Cents(-sums.total_cents)

    def draft(self) -> object:
        """Whether it comes back, how many, and why."""
        return [self.check.draft(), self.many.draft(), self.why.draft()]

    def set_draft(self, kept: object) -> None:
        """Check it again."""
        if isinstance(kept, list) and len(kept) == 3:
            self.check.set_draft(kept[0])
            self.many.set_draft(kept[1])
            self.why.set_draft(kept[2])
            self.show_line()


class ReturnLines(Dialog):
    """Saved as a ticket of its own; for an exchange the purchase that follows is one with it."""

    def __init__(self, context: Context, ticket: Ticket, *, exchange: bool = False) -> None:
        title = "Exchange" if exchange else "Return"
        super().__init__(context, title, width=860, draft=f"{title} {ticket.id}")
        self._ticket = ticket
        self._exchange = exchange
        shop = context.shop()
        lines = returnable(context.book, ticket.id)
        only = sum(line.left > 0 for line in lines) == 1
        self.rows = [ReturnRow(context, line, on=only and line.left > 0) for line in lines]
        self.message = Message()
        self.day = DayField(
            "Day",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
            missing="On which day was it?",
        )
        self.kind = ChoiceField("Paid back by", KINDS)
        self.total = label("", "figure")
        self._show_ticket()
        answers = {f"line {row.line.line_id}": row for row in self.rows}
        self.ask_for({**answers, "day": self.day, "paid": self.kind})
        words = "Choose what is taken instead" if exchange else "Save return"
        self.set_actions(
            button(words, kind="primary", icon="check", key="save"),
            fact="Undo stays open afterwards." if not exchange else "",
        )
        self._recount()

    def _show_ticket(self) -> None:
        ticket, locale = self._ticket, self.context.shop().locale
        whose = f" by {ticket.shopper}" if ticket.shopper else " by a walk-in"
        bought = f"Of the purchase{whose} on {whole_day(ticket.day, locale)}."
        fact = label(bought, "small", role="second", wrap=True)
        self.content.addLayout(column(label("What comes back?", "heading"), fact, spacing=3))
        panel = area("panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for each in self.rows:
            if inside.count():
                inside.addWidget(rule())
            inside.addWidget(each)
            each.changed.connect(self._recount)
        self.content.addWidget(panel)
        self.content.addWidget(self.message)
        self.day.setMaximumWidth(theme.px(190))
        self.kind.setMaximumWidth(theme.px(230))
        words = label("To pay back")
        foot = row(self.day, self.kind, "stretch", words, 10, self.total, spacing=16)
        self.content.addLayout(foot)
        self.kind.setVisible(not self._exchange)
        self.day.setVisible(not self._exchange)

    def _recount(self) -> None:
        self.message.clear()
        total = Cents(sum(each.cents() or 0 for each in self.rows))
        show_amount(self.total, self.context.money(total))

    def show_privacy(self) -> None:
        super().show_privacy()
        for each in self.rows:
            each.show_line()
        self._recount()

    def backs(self) -> list[Back]:
        """What comes back; raises Refused when nothing does."""
        found = [back for back in (each.back() for each in self.rows) if back is not None]
        if not found:
            raise Refused(NOTHING, "lines")
        return found

    def accept(self) -> None:
        """An exchange goes on in the purchase; a return is saved."""
        if not all(each.many.check() for each in self.rows if each.check.is_on()):
            return
        if not self._exchange:
            super().accept()
            return
        try:
            backs = self.backs()
        except Refused as refusal:
            self.refuse(refusal)
            return
        opened = RecordPurchase(self.context, self._ticket.shopper_id, back=backs)
        self.context.dialogs.open(opened)
        if self.keeper is not None:
            self.keeper.drop()

    def refuse(self, refusal: Refused) -> None:
        """That nothing is checked is said under the lines."""
        if refusal.field == "lines":
            self.message.say("error", str(refusal))
            self.focus_first()
        else:
            super().refuse(refusal)

    def save(self) -> None:
        backs = self.backs()
        total = Cents(-sum(each.cents() or 0 for each in self.rows))
        draft = PurchaseDraft(
            day=self.day.value() or self.context.today(),
            lines=(),
            shopper_id=self._ticket.shopper_id,
            payments=payments(self.kind.value(), None, total),
        )
        book, shop, today = self.context.book, self.context.shop(), self.context.today()
        purchase_id = return_lines(book, draft, backs, shop=shop, today=today)
        for_whom = f" for {self._ticket.shopper}" if self._ticket.shopper else ""
        slip = slip_of_saved(self.context, purchase_id, self._ticket.shopper_id)
        self.context.say(f"Return saved{for_whom}.", slip)

    def focus_first(self) -> None:
        """The first line that can come back has the keys."""
        able = [each for each in self.rows if each.line.left > 0]
        if able:
            able[0].check.setFocus(Qt.FocusReason.TabFocusReason)
