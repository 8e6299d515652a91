"""What the ticket comes to while it is typed, and how it is paid, the cash apart."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, ChoiceField, MoneyField
from storebook.gui.layout import row
from storebook.gui.shown import plural
from storebook.gui.words import label, show_amount
from storebook.sales.drafts import LineDraft, Payment, PaymentKind
from storebook.sales.sums import TicketSums, ticket_sums

KINDS = [
    (None, "Not written down"),
    (PaymentKind.CARD, "Card"),
    (PaymentKind.CASH, "Cash"),
    (PaymentKind.TRANSFER, "Transfer"),
    (PaymentKind.CHECK, "Check"),
    (PaymentKind.OTHER, "Another way"),
]
MORE_CASH = "The cash part can’t be more than the total."


def payments(kind: PaymentKind | None, cash: Cents | None, total: Cents) -> tuple[Payment, ...]:
    """The parts that make up the total; none when nobody noted how it was paid."""
    if kind is PaymentKind.CASH:
        return (Payment(kind=kind, amount_cents=total),)
    if kind is None and not cash:
        return ()
    part = cash or Cents(0)
    if part < 0 or part > max(total, 0):
        raise Refused(MORE_CASH, "cash")
    rest = Payment(kind=kind or PaymentKind.OTHER, amount_cents=Cents(total - part))
    return (Payment(kind=PaymentKind.CASH, amount_cents=part), rest)


def tax_words(shop: Shop) -> str:
    """ "Tax, none", "Tax, 8.25%", "Tax in it, 19%"."""
    rate = f"{shop.tax_rate_bp / 100:g}%" if shop.tax_rate_bp else "none"
    return f"Tax in it, {rate}" if shop.prices_include_tax and shop.tax_rate_bp else f"Tax, {rate}"


class SumsPart(QWidget):
    """Follows the lines; amounts that cannot be read yet are not in it."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sums: TicketSums = ticket_sums([], context.shop())
        self._lines = label("")
        self._net = label("")
        self._tax_words = label("")
        self._tax = label("")
        self._due = label("To pay")
        self.total = label("", "figure")
        shop = context.shop()
        self.kind = ChoiceField("Paid by", KINDS)
        self.cash = MoneyField("Part in cash", context.currency(), locale=shop.locale)
        self.only_deposit = CheckLine("Only a deposit is paid")
        self.deposit = MoneyField(
            "Deposit",
            context.currency(),
            locale=shop.locale,
            missing="Say how much the deposit is.",
        )
        self._lay_out()
        self.kind.picked.connect(lambda _: self._show_cash())
        self.kind.changed.connect(self.changed)
        self.cash.changed.connect(self.changed)
        self.cash.rule = self._check_cash
        self.only_deposit.changed.connect(self._on_deposit)
        self.deposit.changed.connect(self.changed)

    def _lay_out(self) -> None:
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        pairs = (
            (self._lines, self._net),
            (self._tax_words, self._tax),
        )
        for place, (words, amount) in enumerate(pairs):
            grid.addWidget(words, place, 0)
            grid.addWidget(amount, place, 1, Qt.AlignmentFlag.AlignRight)
        due = row(self._due, "stretch", self.total)
        self._column = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(grid)
        whole.addWidget(InkRule())
        whole.addLayout(due)
        whole.addSpacing(4)
        paid = row(self.kind, self.cash, spacing=14)
        paid.setStretch(0, 3)
        paid.setStretch(1, 2)
        whole.addLayout(paid)
        whole.addLayout(row(self.only_deposit, self.deposit, spacing=14))
        whole.addStretch()
        self.fit(low=False)

    def fit(self, *, low: bool) -> None:
        """Closer together in a low window."""
        self._grid.setVerticalSpacing(3 if low else 7)
        self._column.setSpacing(4 if low else 8)

    def show_lines(self, lines: Sequence[LineDraft]) -> None:
        """Add them up."""
        shop, money = self._context.shop(), self._context.money
        self.sums = sums = ticket_sums(lines, shop)
        gross = sums.total_cents if shop.prices_include_tax else sums.net_cents
        before = "with tax" if shop.prices_include_tax else "before tax"
        count = plural(len(lines), "line", "lines", shop.locale)
        self._lines.setText(f"{count}, {before}")
        show_amount(self._net, money(gross, symbol=False))
        self._tax_words.setText(tax_words(shop))
        show_amount(self._tax, money(sums.tax_cents, symbol=False))
        back = sums.total_cents < 0
        self._due.setText("To pay back" if back else "To pay")
        show_amount(self.total, money(Cents(abs(sums.total_cents))))
        self.kind.set_name("Paid back by" if back else "Paid by")
        self._show_cash()

    def _show_cash(self) -> None:
        """All of it is cash, or the shop pays back: no part is asked for."""
        back, on_deposit = self.sums.total_cents < 0, self.is_on_deposit()
        self.cash.setVisible(
            self.kind.value() is not PaymentKind.CASH and not back and not on_deposit
        )
        self.only_deposit.setVisible(not back)
        self.deposit.setVisible(on_deposit)

    def _on_deposit(self) -> None:
        self._show_cash()
        if self.is_on_deposit():
            self.deposit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def is_on_deposit(self) -> bool:
        """Whether only a part is paid now, and the rest is left to pay."""
        return self.only_deposit.is_on() and self.sums.total_cents >= 0

    def _check_cash(self) -> None:
        payments(self.kind.value(), self.cash.value(), self.sums.total_cents)

    def payments(self) -> tuple[Payment, ...]:
        """How it was paid; raises Refused where the parts do not come to the total."""
        if self.is_on_deposit():
            part = self.deposit.value() or Cents(0)
            return (Payment(kind=self.kind.value() or PaymentKind.OTHER, amount_cents=part),)
        cash = self.cash.value() if not self.cash.isHidden() else None
        return payments(self.kind.value(), cash, self.sums.total_cents)


class InkRule(QWidget):
    """The line under a sum, as in a ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("ink"))
