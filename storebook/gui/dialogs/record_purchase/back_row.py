"""A line that comes back, on a ticket of exchange: settled already, so it is only shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.money import Cents
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase.line_row import WIDTHS
from storebook.gui.dialogs.record_purchase.piece_sign import PieceSign
from storebook.gui.layout import column
from storebook.gui.words import one_line, rule
from storebook.sales.drafts import LineDraft
from storebook.sales.sums import line_sums


class BackRow(QWidget):
    """Its amounts are the exact share of what was paid."""

    def __init__(self, context: Context, line: LineDraft) -> None:
        super().__init__()
        shop = context.shop()
        sums = line_sums(line, shop)
        amount: Cents = sums.total_cents if shop.prices_include_tax else sums.net_cents
        sign = PieceSign()
        sign.show_icon("arrow-u-up-left")
        many = f"{-line.quantity:,} " if line.quantity < -1 else ""
        why = f" · {line.reason}" if line.reason else ""
        words = one_line(line.description)
        fact = one_line(f"{many}back{why}", "small", role="second")
        pay = one_line(context.money(amount, symbol=False), "strong")
        pay.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        pay.setFixedWidth(theme.px(WIDTHS["pay"]))
        self.setAccessibleName(f"{line.description}, {fact.text()}, {pay.text()}")
        strip = QHBoxLayout()
        strip.setContentsMargins(0, 10, theme.px(WIDTHS["more"]), 10)
        strip.setSpacing(0)
        strip.addWidget(sign)
        strip.addSpacing(14)
        strip.addLayout(column(words, fact, spacing=0), 1)
        strip.addWidget(pay)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(strip)
        whole.addWidget(rule())
