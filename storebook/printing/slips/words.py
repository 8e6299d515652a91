"""The words of a slip: what it is called, how its amounts, lines and payments read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents, currency, format_money
from storebook.base.text import counted
from storebook.book.shop import Shop
from storebook.book.shop_saving import show_percent
from storebook.sales.drafts import PaymentKind
from storebook.sales.slip_taxes import SlipTax
from storebook.sales.slips import Slip, SlipKind, SlipLine

TITLES = {
    SlipKind.PURCHASE: "Your purchase",
    SlipKind.GIFT: "Gift receipt",
    SlipKind.RETURN: "Your return",
    SlipKind.DEPOSIT: "Deposit",
}
# What a viewer's window and a printer's queue show: never for whom, never what.
DOCUMENTS = {
    SlipKind.PURCHASE: "Purchase slip",
    SlipKind.GIFT: "Gift receipt",
    SlipKind.RETURN: "Return slip",
    SlipKind.DEPOSIT: "Deposit slip",
}
PAID = {
    PaymentKind.CASH: "in cash",
    PaymentKind.CARD: "by card",
    PaymentKind.TRANSFER: "by transfer",
    PaymentKind.CHECK: "by check",
    PaymentKind.OTHER: "",
}
COLLECT = "The pieces are kept for you. Bring this slip when you collect them."
BY_CODE = "To exchange it or bring it back, show this receipt: its code says the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes as the shop does; `show_day` says how a day reads there."""

    shop: Shop
    show_day: Callable[[date], str]

    def money(self, cents: Cents | None, *, symbol: bool = False) -> str:
        if cents is None:
            return ""
        unit = currency(self.shop.currency)
        return format_money(cents, unit, symbol=symbol, locale=self.shop.locale)

    def head_facts(self) -> list[str]:
        """Where the shop is and how it is reached, by the words of its settings."""
        address = ", ".join(self.shop.address.splitlines())
        tax = f"Tax no. {self.shop.tax_number}" if self.shop.tax_number else ""
        return [part for part in (address, self.shop.phone, tax) if part]

    def facts(self, slip: Slip) -> list[tuple[str, str]]:
        """What is told beside the title, each with its name; on a gift receipt nobody."""
        if slip.kind is SlipKind.GIFT:
            return [("day", self.show_day(slip.day)), ("number", slip.number)]
        told = [
            ("for", slip.shopper),
            ("day", self.show_day(slip.day)),
            ("number", slip.number),
            ("served by", slip.associate),
            ("came back from", self._origins(slip)),
        ]
        return [(name, words) for name, words in told if words]

    def _origins(self, slip: Slip) -> str:
        return "\n".join(f"number {one.number}, {self.show_day(one.day)}" for one in slip.came_from)

    def line_facts(self, line: SlipLine, *, with_stock: bool) -> list[str]:
        """What stands under the words of a line."""
        many = abs(line.quantity) != 1
        price = self.money(line.price_cents)
        less = self.money(Cents(abs(line.discount_cents))) if line.discount_cents else ""
        parts = [
            f"{abs(line.quantity):,} at {price}" if many else price if less else "",
            f"less {less}" if less else "",
            "came back" if line.quantity < 0 else "",
            f"stock {line.stock_number}" if line.stock_number and with_stock else "",
            f"serial {line.serial}" if line.serial else "",
            f"certificate {line.certificate}" if line.certificate else "",
        ]
        return [part for part in parts if part]

    def taxes(self, slip: Slip) -> list[tuple[str, str]]:
        """Each rate and what it came to."""
        return [(self._tax(slip, tax), self.money(tax.tax_cents)) for tax in slip.taxes]

    def _tax(self, slip: Slip, tax: SlipTax) -> str:
        rate = "" if tax.rate_bp is None else f", {show_percent(tax.rate_bp)}%"
        return f"Tax in it{rate}" if slip.prices_include_tax else f"Tax{rate}"

    def before_tax(self, slip: Slip) -> str:
        count = counted(len(slip.lines), "line")
        return f"{count}, with tax" if slip.prices_include_tax else f"{count}, before tax"

    def total(self, slip: Slip) -> tuple[str, str]:
        """The words of the total, and the amount with its sign of money."""
        total = slip.total_cents or Cents(0)
        if slip.kind is SlipKind.RETURN:
            return "Refund", self.money(total, symbol=True)
        if total < 0:
            return "Paid back to you", self.money(Cents(-total), symbol=True)
        return "Total", self.money(total, symbol=True)

    def payments(self, slip: Slip) -> list[tuple[str, str]]:
        """How it was paid, and paid back."""
        back = slip.kind is SlipKind.RETURN
        told = []
        for one in slip.payments:
            given = back or one.amount_cents < 0
            cents = one.amount_cents if back else Cents(abs(one.amount_cents))
            words = f"{'Paid back' if given else 'Paid'} {PAID[one.kind]}"
            told.append((words.strip(), self.money(cents)))
        return told

    def left(self, slip: Slip) -> tuple[str, str] | None:
        """What is still to be paid."""
        if slip.left_cents is None:
            return None
        return "Left to pay", self.money(slip.left_cents, symbol=True)

    def notes(self, slip: Slip) -> list[str]:
        """The words at the foot: what to do with the slip, then the shop's own."""
        told = {SlipKind.GIFT: BY_CODE, SlipKind.DEPOSIT: COLLECT}.get(slip.kind, "")
        return [part for part in (told, self.shop.slip_note) if part]


def gift_words(line: SlipLine) -> str:
    """A gift by its name, or by nothing but that it is one."""
    if line.description:
        many = f"{line.quantity:,} × " if line.quantity > 1 else ""
        return f"{many}{line.description}"
    return "A piece chosen for you" if line.quantity == 1 else f"{line.quantity:,} pieces for you"


def all_words(slip: Slip, shop: Shop) -> list[str]:
    """Whatever of a slip somebody has typed: for finding letters that no font has."""
    lines = [
        text
        for line in slip.lines
        for text in (line.description, line.stock_number, line.serial, line.certificate)
    ]
    own = (shop.name, shop.strapline, shop.address, shop.phone, shop.tax_number, shop.slip_note)
    return [slip.shopper, slip.associate, slip.number, *lines, *own]
