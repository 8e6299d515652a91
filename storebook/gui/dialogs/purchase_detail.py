"""A ticket as it was written down: its lines, what was paid; bring back, exchange, take back."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.history import take_back
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.print_slip import PrintSlip
from storebook.gui.dialogs.record_purchase.piece_sign import sign_of
from storebook.gui.dialogs.record_purchase.sums import InkRule
from storebook.gui.dialogs.return_lines import ReturnLines
from storebook.gui.dialogs.take_payment import TakePayment
from storebook.gui.layout import column, held, row
from storebook.gui.marks import InitialsMark, initials
from storebook.gui.photographs import small
from storebook.gui.privacy import HIDDEN
from storebook.gui.shown import day_of_week, plural, whole_day
from storebook.gui.table import RecordTable
from storebook.gui.words import area, button, label, link, show_amount
from storebook.people.photos import first_of_shoppers
from storebook.people.shoppers import shopper
from storebook.sales.drafts import LineKind, PaymentKind
from storebook.sales.payments import left_on
from storebook.sales.purchases import TicketLine, purchase
from storebook.sales.recording import change_that_recorded
from storebook.sales.returns import returnable
from storebook.sales.slips import left_to_pay

PAID = {
    PaymentKind.CASH: "in cash",
    PaymentKind.CARD: "by card",
    PaymentKind.TRANSFER: "by transfer",
    PaymentKind.CHECK: "by check",
    PaymentKind.OTHER: "in another way",
}
ROOM_IN_ROW = 48
NOT_ALONE = "It came with others, and is taken back with them on the Shop page."


class PurchaseDetail(Dialog):
    """`subject_id` is whose page it is opened from: a secret opens only for who knows of it."""

    def __init__(
        self, context: Context, purchase_id: int, *, subject_id: int | None = None
    ) -> None:
        super().__init__(context, "Purchase", width=900)
        self._subject_id = subject_id
        book = context.book
        self.ticket = purchase(book, purchase_id, context.viewer(), subject_id=subject_id)
        self._change_id = change_that_recorded(book, purchase_id)
        left = any(line.left > 0 for line in returnable(book, purchase_id))
        self.table = RecordTable(self._columns(), "Lines", fit=True, row_height=58)
        self.more = label("", "small", role="second", wrap=True)
        self.table.picked.connect(self._say_more)
        self.table.show_records(self.ticket.lines)
        self._make_buttons()
        self._show()
        self.set_actions(
            self.pay,
            self.bring_back,
            self.exchange,
            self.print_button,
            self.take_back,
        )
        unpaid = left_on(book, purchase_id) > 0
        self.pay.setVisible(unpaid)
        self.bring_back.setVisible(left and not unpaid)
        self.exchange.setVisible(left and not unpaid)
        self.take_back.setVisible(self._change_id is not None)

    def _make_buttons(self) -> None:
        self.bring_back = button("Return a line…", icon="arrow-u-up-left")
        self.exchange = button("Exchange…", icon="arrows-clockwise")
        self.print_button = button("Print slip", icon="printer", key="print")
        self.take_back = button("Take back", kind="quiet", icon="arrow-counter-clockwise")
        self.bring_back.clicked.connect(lambda: self._open_return(exchange=False))
        self.exchange.clicked.connect(lambda: self._open_return(exchange=True))
        self.pay = button("Take payment…", icon="receipt")
        self.pay.clicked.connect(self._take_payment)
        self.print_button.clicked.connect(self.print_it)
        self.take_back.clicked.connect(self._take_back)

    # -- what is shown

    def _show(self) -> None:
        ticket = self.ticket
        words = column(label(self._title(), "heading", wrap=True), spacing=3)
        words.addWidget(label(self._facts(), "small", role="second", wrap=True))
        head = row(spacing=18)
        if ticket.shopper_id is not None:
            who = shopper(self.context.book, ticket.shopper_id)
            letters = initials(who.name, who.given or "", who.family or "")
            self._mark = InitialsMark(letters, 52)
            head.addWidget(self._mark)
        head.addLayout(words, 1)
        if ticket.shopper_id is not None:
            opened = link("Open their page")
            opened.clicked.connect(self._open_shopper)
            head.addWidget(opened)
        self.content.addLayout(head)
        if ticket.secret_until is not None:
            self.content.addWidget(self._secret())
        self.content.addWidget(self.table)
        self.content.addWidget(self.more)
        self._payments = self._paid()
        self.content.addWidget(self._payments)

    def _show_face(self) -> None:
        """Their photograph, unless somebody may be looking over the counter."""
        shopper_id, private = self.ticket.shopper_id, self.context.is_private()
        if shopper_id is None:
            return
        found = {} if private else first_of_shoppers(self.context.book, [shopper_id])
        picture_id = found.get(shopper_id)
        self._mark.set_photo(None if picture_id is None else small(self.context.book, picture_id))

    def _paid(self) -> QWidget:
        sums = held(self._sums())
        sums.setFixedWidth(theme.px(300))
        below = row(held(self._left()), sums, spacing=36)
        below.setStretch(0, 1)
        return held(below)

    def show_privacy(self) -> None:
        """Read the ticket again, as it may be seen now."""
        super().show_privacy()
        self._show_face()
        book, ticket, viewer = self.context.book, self.ticket, self.context.viewer()
        self.ticket = purchase(book, ticket.id, viewer, subject_id=self._subject_id)
        self.table.show_records(self.ticket.lines)
        old, self._payments = self._payments, self._paid()
        self.content.replaceWidget(old, self._payments)
        old.hide()
        old.deleteLater()

    def _title(self) -> str:
        back = [line.quantity < 0 for line in self.ticket.lines]
        deed = "A return" if all(back) else "An exchange" if any(back) else "A purchase"
        return f"{deed} by {self.ticket.shopper or 'a walk-in'}"

    def _facts(self) -> str:
        ticket, locale = self.ticket, self.context.shop().locale
        parts = [
            f"{day_of_week(ticket.day, locale)}, {ticket.day.year}",
            f"sold by {ticket.associate}",
            f"for: {ticket.occasion_text}" if ticket.occasion_text else "",
            f"number {ticket.number}" if ticket.number else "",
        ]
        return " · ".join(part for part in parts if part)

    def _secret(self) -> QWidget:
        block = area("secret")
        inside = QVBoxLayout(block)
        inside.setContentsMargins(18, 2, 0, 2)
        assert self.ticket.secret_until is not None
        until = whole_day(self.ticket.secret_until, self.context.shop().locale)
        words = f"A secret until {until}. Until then it opens only from here."
        inside.addWidget(label(words, wrap=True))
        return block

    def _columns(self) -> list[Column[TicketLine]]:
        return [
            Column("", self._sign_cell, 70),
            Column("Piece", self._piece_cell),
            Column("Stock", lambda line: line.stock_number or "", 96, color="ink2"),
            Column("Price", lambda line: self._money(line.price_cents), 100, right=True),
            Column("Less", self._less, 90, right=True),
            Column("To pay", self._pay_cell, 116, right=True),
        ]

    def _piece_cell(self, line: TicketLine) -> Cell:
        many = f"{abs(line.quantity):,} × " if abs(line.quantity) > 1 else ""
        return Cell(
            text=f"{many}{line.description}",
            second=self._line_facts(line),
        )

    def _say_more(self, line: TicketLine | None) -> None:
        """All that is known of the chosen line, where its row has no room for it."""
        facts = "" if line is None else self._line_facts(line)
        self.more.setText(facts if len(facts) > ROOM_IN_ROW else "")
        self.more.setVisible(bool(self.more.text()))

    def _sign_cell(self, line: TicketLine) -> Cell:
        if line.quantity < 0:
            return Cell(icon="arrow-u-up-left")
        glyph, icon = sign_of(line.description, service=line.kind is LineKind.SERVICE)
        return Cell(glyph=glyph, icon=icon)

    def _line_facts(self, line: TicketLine) -> str:
        locale = self.context.shop().locale
        came = line.brought_back
        parts = [
            f"back: {line.reason}" if line.quantity < 0 and line.reason else "",
            "came back" if line.quantity < 0 and not line.reason else "",
            f"{came:,} of {line.quantity:,} came back since" if came else "",
            f"worn by {line.wearer}" if line.wearer else "",
            f"from {line.giver}" if line.giver and self._gave_another(line) else "",
            f"size {line.size}" if line.size else "",
            f"engraved {line.engraving}" if line.engraving else "",
            f"serial {line.serial}" if line.serial else "",
            f"certificate {line.certificate}" if line.certificate else "",
            line.stones or "",
            f"secret until {whole_day(line.secret_until, locale)}" if line.secret_until else "",
        ]
        return " · ".join(part for part in parts if part)

    def _gave_another(self, line: TicketLine) -> bool:
        """The giver is named where it is neither the buyer nor the wearer."""
        return line.giver_id not in (self.ticket.shopper_id, line.wearer_id)

    def _less(self, line: TicketLine) -> str:
        return self._money(line.discount_cents) if line.discount_cents != 0 else ""

    def _pay_cell(self, line: TicketLine) -> Cell:
        net, tax = line.net_cents, line.tax_cents
        gross = None if net is None or tax is None else Cents(net + tax)
        amount = gross if self.ticket.prices_include_tax else net
        return Cell(text=self._money(amount), kind="strong")

    def _money(self, cents: Cents | None, *, symbol: bool = False) -> str:
        if cents is None:
            return HIDDEN
        return self.context.money(cents, symbol=symbol)

    def _left(self) -> QVBoxLayout:
        """How it was paid, the note, and what it cost the shop for who may know."""
        paid = [f"{self._money(one.amount_cents)} {PAID[one.kind]}" for one in self.ticket.payments]
        how = f"Paid {', '.join(paid)}." if paid else "How it was paid was not written down."
        parts: list[QWidget] = [label(how, wrap=True)]
        if left := left_to_pay(self.ticket):
            parts.append(label(f"{self._money(left)} is left to pay.", "strong", wrap=True))
        if self.ticket.cost_cents is not None:
            cost = f"It cost the shop {self._money(self.ticket.cost_cents)}."
            parts.append(label(cost, role="second", wrap=True))
        if self.ticket.note:
            parts.append(label(self.ticket.note, role="second", wrap=True))
        if self._change_id is None:
            parts.append(label(NOT_ALONE, "small", role="second", wrap=True))
        return column(*parts, "stretch", spacing=6)

    def _sums(self) -> QVBoxLayout:
        ticket, locale = self.ticket, self.context.shop().locale
        gross = ticket.total_cents if ticket.prices_include_tax else ticket.net_cents
        before = "with tax" if ticket.prices_include_tax else "before tax"
        many = plural(len(ticket.lines), "line", "lines", locale)
        tax = "Tax in it" if ticket.prices_include_tax else "Tax"
        back = ticket.total_cents is not None and ticket.total_cents < 0
        total = amount(self._money(ticket.total_cents, symbol=True), "figure")
        made = column(
            held(row(label(f"{many}, {before}"), "stretch", amount(self._money(gross)))),
            held(row(label(tax), "stretch", amount(self._money(ticket.tax_cents)))),
            InkRule(),
            held(row(label("Paid back" if back else "In all"), "stretch", total)),
            spacing=7,
        )
        made.addStretch()
        return made

    # -- deeds

    def _open_shopper(self) -> None:
        self.leave()
        if self.ticket.shopper_id is not None:
            self.context.open_shopper(self.ticket.shopper_id)

    def _open_return(self, *, exchange: bool) -> None:
        self.context.dialogs.open(ReturnLines(self.context, self.ticket, exchange=exchange))

    def _take_payment(self) -> None:
        opened = TakePayment(self.context, self.ticket.id, subject_id=self._subject_id)
        self.context.dialogs.open(opened)

    def print_it(self) -> None:
        """Its slip; the form of it takes the place of this one."""
        self.context.dialogs.open(
            PrintSlip(self.context, self.ticket.id, subject_id=self._subject_id)
        )

    def _take_back(self) -> None:
        """Undo the change that wrote it, also when others came after."""
        if self._change_id is None:
            return
        try:
            taken = take_back(self.context.book, self._change_id)
        except Refused as refusal:
            self.refuse(refusal)
            return
        self.leave()
        self.context.say(f"{taken.what}.", taken_back=True)

    def key_deeds(self) -> dict[str, Callable[[], object]]:
        """What its buttons do, as far as they are there."""
        deeds = {
            "return_line": self.bring_back,
            "exchange": self.exchange,
            "payment": self.pay,
            "take_back": self.take_back,
        }
        return {name: each.click for name, each in deeds.items() if each.isVisibleTo(self)}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Print):
            self.print_it()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Nothing here is typed, so there is nothing to save."""

    def focus_first(self) -> None:
        """The lines have the keys."""
        self.table.setFocus()


def amount(words: str, kind: str = "body") -> QLabel:
    """An amount beside what it is of."""
    made = label("", kind)
    show_amount(made, words)
    return made
