"""Taking what is left to pay on a purchase that was begun with a deposit."""

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.print_slip import slip_of_saved
from storebook.gui.fields import ChoiceField, MoneyField
from storebook.gui.layout import row
from storebook.gui.words import button, label
from storebook.sales.drafts import Payment, PaymentKind
from storebook.sales.payments import left_on, take_payment

KINDS = [
    (PaymentKind.CARD, "Card"),
    (PaymentKind.CASH, "Cash"),
    (PaymentKind.TRANSFER, "Transfer"),
    (PaymentKind.CHECK, "Check"),
    (PaymentKind.OTHER, "Another way"),
]


class TakePayment(Dialog):
    """All that is left stands there already: Enter takes it."""

    def __init__(
        self, context: Context, purchase_id: int, *, subject_id: int | None = None
    ) -> None:
        super().__init__(context, "Take a payment", width=700, draft=f"purchase {purchase_id}")
        self._purchase_id = purchase_id
        self._subject_id = subject_id
        self._left = left_on(context.book, purchase_id)
        shop = context.shop()
        self._words = label("", "heading", wrap=True)
        self.amount = MoneyField(
            "Paid now",
            context.currency(),
            locale=shop.locale,
            missing="Say how much was paid.",
        )
        self.amount.set_value(self._left)
        self.kind = ChoiceField("Paid by", KINDS)
        self.amount.setMinimumWidth(theme.px(180))
        self.content.addWidget(self._words)
        self.content.addLayout(row(self.amount, self.kind, "stretch", spacing=14))
        self.ask_for({"amount": self.amount, "paid": self.kind})
        self.set_actions(
            button("Take payment", kind="primary", icon="check", key="save"),
            fact="Undo stays open afterwards.",
        )
        self._say_left()

    def _say_left(self) -> None:
        self._words.setText(f"{self.context.money(self._left)} is left to pay.")

    def show_privacy(self) -> None:
        """What is typed stays to be seen; what is said is hidden."""
        super().show_privacy()
        self._say_left()

    def save(self) -> None:
        cents = self.amount.value()
        if cents is None:
            raise Refused("Say how much was paid.", "amount")
        payment = Payment(kind=self.kind.value(), amount_cents=Cents(cents))
        book, shop = self.context.book, self.context.shop()
        take_payment(book, self._purchase_id, payment, shop=shop)
        slip = slip_of_saved(self.context, self._purchase_id, self._subject_id)
        self.context.say("Payment taken.", slip)

    def focus_first(self) -> None:
        """The amount is there to be typed over."""
        self.amount.setFocus()
