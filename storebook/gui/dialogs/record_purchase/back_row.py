"""A line that comes back, on a ticket of exchange: settled already, so it is only shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.money import Cents
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase.line_row import WIDTHS
from storebook.gui.dialogs.record_purchase.piece_sign import PieceSign
from storebook.gui.layout import column
from storebook.gui.privacy import spoken
from storebook.gui.words import one_line, rule, show_amount
from storebook.sales.drafts import LineDraft
from storebook.sales.sums import line_sums


class BackRow(QWidget):
    """Its amounts are the exact share of what was paid."""

    def __init__(self, context: Context, line: LineDraft) -> None:
        super().__init__()
        self._context = context
        shop = context.shop()
        sums = line_sums(line, shop)
        self._amount: Cents = sums.total_cents if shop.prices_include_tax else sums.net_cents
        sign = PieceSign()
        sign.show_icon("arrow-u-up-left")
        many = f"{-line.quantity:,} " if line.quantity < -1 else ""
        why = f" · {line.reason}" if line.reason else ""
        words = one_line(line.description)
        self._said = f"{line.description}, {many}back{why}"
        fact = one_line(f"{many}back{why}", "small", role="second")
        self.pay = one_line("", "strong")
        self.pay.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pay.setFixedWidth(theme.px(WIDTHS["pay"]))
        self.show_amount()
        strip = QHBoxLayout()
        strip.setContentsMargins(0, 10, theme.px(WIDTHS["more"]), 10)
        strip.setSpacing(0)
        strip.addWidget(sign)
        strip.addSpacing(14)
        strip.addLayout(column(words, fact, spacing=0), 1)
        strip.addWidget(self.pay)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(strip)
        whole.addWidget(rule())

    def show_amount(self) -> None:
        """What is paid back for it, unless privacy is on."""
        show_amount(self.pay, self._context.money(self._amount, symbol=False))
        self.setAccessibleName(f"{self._said}, {spoken(self.pay.text())}")
