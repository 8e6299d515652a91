"""One line of the ticket as it is typed: what, its stock number, who wears it, and the amounts."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import possessive
from storebook.gui import theme
from storebook.gui.buttons import CrossButton
from storebook.gui.context import Context
from storebook.gui.dialogs.choice_or_other import ChoiceOrOther
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.dialogs.record_purchase.cells import AmountCell, LedgerCell
from storebook.gui.dialogs.record_purchase.details import Extras, LineDetails, said_of
from storebook.gui.dialogs.record_purchase.people import Person
from storebook.gui.dialogs.record_purchase.piece_sign import WIDE, PieceSign
from storebook.gui.dialogs.record_purchase.wearing import WITH_RING_SIZE, allergies, ring_size
from storebook.gui.fields import ChoiceField, Message, PickField
from storebook.gui.focus_chain import follow
from storebook.gui.form import tab_stops
from storebook.gui.layout import column, held, row
from storebook.gui.words import label, one_line, rule, show_amount
from storebook.people.called import name_of
from storebook.sales.categories import category_of, is_service, metal_of, purity_of
from storebook.sales.drafts import LineDraft, LineKind
from storebook.sales.sums import line_sums

LEAST_WORDS = 240
WIDTHS = {"stock": 94, "worn": 150, "price": 110, "less": 88, "pay": 100, "more": 34}
# Between cells whose outlines would touch.
GAP, GAPS_BEFORE = 6, ("price", "less")
NO_PRICE = "What does it cost?"
CELLS = {"description": "words", "stock_number": "stock", "price": "price", "discount": "less"}


def squeezed(room: int) -> float:
    """By how much the columns give way to the words, with large letters in a narrow window."""
    wanted = theme.px(sum(WIDTHS.values()) + GAP * len(GAPS_BEFORE))
    left = room - theme.px(WIDE) - theme.px(LEAST_WORDS)
    return min(1.0, max(0.6, left / wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """The wish that a line fulfills, as long as it is for the one who wished."""

    wish_id: int
    wisher_id: int


class LineRow(QWidget):
    """`entered` asks for the next new line; `removed` for this one to be taken off."""

    changed = Signal()
    entered = Signal()
    removed = Signal()

    def __init__(self, context: Context, extras: Extras, wished: Wished | None = None) -> None:
        super().__init__()
        self._context = context
        self._extras = extras
        self._wished = wished
        self._people: Sequence[Person] = ()
        self._details: LineDetails | None = None
        shop, currency = context.shop(), context.currency()
        self.sign = PieceSign()
        self.words = LedgerCell("What it is")
        self.words.setPlaceholderText("What is it?")
        self.stock = LedgerCell("Stock number")
        self.worn_by = ChoiceOrOther(
            ChoiceField("Worn by", []),
            PickField("Worn by", people_found(context)),
            "Somebody else…",
        )
        for part in (self.worn_by.choice, self.worn_by.other):
            part.hide_name()
        self.price = AmountCell("Price", currency, shop.locale)
        self.less = AmountCell("Less", currency, shop.locale)
        self.pay = one_line("", "strong")
        self.more = CrossButton("Details", "caret-down")
        self.alert = label("", "small", role="error")
        self.fact = one_line("", "small", role="second")
        self.message = Message()
        self._connect()
        self._lay_out()

    # -- making

    def _connect(self) -> None:
        for cell in (self.words, self.stock, self.price, self.less):
            cell.changed.connect(self._on_change)
            if cell is not self.words:
                cell.entered.connect(self.entered)
        self.words.entered.connect(self._after_words)
        self.words.editingFinished.connect(self._name_cells)
        self.worn_by.changed.connect(self._on_change)
        self.more.clicked.connect(self.toggle_details)

    def _lay_out(self) -> None:
        self.pay.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        facts = row(14, self.alert, self.fact, spacing=0)
        facts.setStretch(2, 1)
        self._facts = held(facts)
        self._strip = strip = QHBoxLayout()
        strip.setSpacing(0)
        strip.addWidget(self.sign)
        strip.addLayout(column(self.words, self._facts, spacing=0), 1)
        self._sized: dict[str, QWidget] = {
            "stock": self.stock,
            "worn": self.worn_by,
            "price": self.price,
            "less": self.less,
            "pay": self.pay,
            "more": self.more,
        }
        for name, part in self._sized.items():
            strip.addSpacing(GAP if name in GAPS_BEFORE else 0)
            strip.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._said = held(column(self.message))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(strip)
        self._whole.addWidget(self._said)
        self._whole.addWidget(rule())
        self._said.setContentsMargins(theme.px(WIDE) + 10, 0, 14, 8)
        self._said.hide()
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def fit(self, *, low: bool) -> None:
        """Closer to its neighbors in a low window."""
        air = 3 if low else 7
        self._strip.setContentsMargins(0, air, 0, air)

    def _measure(self) -> None:
        squeeze = squeezed(self.width())
        for name, part in self._sized.items():
            part.setFixedWidth(int(theme.px(WIDTHS[name]) * squeeze))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _name_cells(self) -> None:
        """Several lines are told apart by their words, aloud too."""
        words = self.words.text().strip() or "new line"
        self.words.setAccessibleName(f"What it is: {words}")
        self.stock.setAccessibleName(f"Stock number of {words}")
        self.price.setAccessibleName(f"Price of {words}")
        self.less.setAccessibleName(f"Discount on {words}")
        self.more.setAccessibleName(f"Details of {words}")
        self.worn_by.choice.set_name(f"{words} is worn by")
        self.worn_by.other.set_name(f"{words} is worn by")

    # -- what is filled in

    def show_line(self, words: str, stock_number: str, price: Cents | None) -> None:
        """Fill the cells of a new line."""
        self.words.setText(words)
        self.words.setCursorPosition(0)
        self.stock.setText(stock_number)
        self.price.set_value(price)
        self._name_cells()
        self.show_facts()

    def show_people(self, people: Sequence[Person], wearer_id: int | None) -> None:
        """Who may wear it, and who does; the shopper of the ticket stands first."""
        self._people = people
        choices = [(person.id, person.short) for person in people]
        self.worn_by.set_choices([*choices, (None, "Not known")], wearer_id)
        if wearer_id is not None and wearer_id not in dict(choices):
            self.worn_by.set_value(wearer_id, name_of(self._context.book, wearer_id))
        self.show_facts()

    @property
    def wish_id(self) -> int | None:
        """The wish it came from."""
        return self._wished.wish_id if self._wished else None

    @property
    def wearer_id(self) -> int | None:
        """Who will wear it; None when nobody knows."""
        found: int | None = self.worn_by.value()
        return found

    def kind(self) -> LineKind:
        """Work is told from a piece by its first word, unless the details say otherwise."""
        if self._extras.kind is not None:
            return self._extras.kind
        return LineKind.SERVICE if is_service(self.words.text()) else LineKind.PIECE

    def line(self) -> LineDraft:
        """The line; raises Refused with the field that is wrong or missing."""
        line = self._described()
        price, less = said_of("price", self.price.value), said_of("discount", self.less.value)
        if price is None:
            raise Refused(NO_PRICE, "price")
        return replace(line, price_cents=price, discount_cents=less or Cents(0))

    def _described(self) -> LineDraft:
        """Everything but the amounts; what the details leave open follows the words."""
        extras = self._details.value() if self._details is not None else self._extras
        words, wearer_id = self.words.text(), self.wearer_id
        wished = self._wished if self._wished and self._wished.wisher_id == wearer_id else None
        return LineDraft(
            description=words,
            price_cents=Cents(0),
            kind=self.kind(),
            quantity=extras.quantity,
            stock_number=self.stock.text(),
            category=extras.category or category_of(words),
            metal=extras.metal or metal_of(words),
            purity=extras.purity or purity_of(words),
            stones=extras.stones,
            cost_cents=extras.cost_cents,
            wearer_id=wearer_id,
            wearer_unknown=wearer_id is None,
            serial=extras.serial,
            certificate=extras.certificate,
            size=extras.size,
            engraving=extras.engraving,
            wish_id=wished.wish_id if wished else None,
        )

    def readable_line(self) -> LineDraft | None:
        """The line for the running sums; None while its amounts cannot be read."""
        try:
            return self.line()
        except Refused:
            return None

    def draft(self) -> dict[str, object]:
        """All that is typed, as something that JSON keeps."""
        extras = self._extras
        return {
            "words": self.words.text(),
            "stock": self.stock.text(),
            "price": self.price.text(),
            "less": self.less.text(),
            "wearer": self.wearer_id,
            "extras": extras.as_json(),
            "wish": [self._wished.wish_id, self._wished.wisher_id] if self._wished else None,
        }

    def set_draft(self, kept: Mapping[str, object]) -> None:
        """Type it again; the wearer is shown with the people."""
        for name in ("words", "stock", "price", "less"):
            getattr(self, name).setText(str(kept.get(name, "")))
        self._name_cells()
        self.show_facts()

    # -- what is shown beside it

    def show_facts(self) -> None:
        """The drawing, what is known of the wearer, and what the line comes to."""
        words, service = self.words.text(), self.kind() is LineKind.SERVICE
        self.sign.show_line(words, service=service)
        self.stock.setPlaceholderText("service" if service else "")
        line = self.readable_line()
        show_amount(self.pay, "" if line is None else self._to_pay(line))
        alert, size = self._wearer_facts()
        facts = [self._wish_fact(), size, self._many_fact(line)]
        said = " · ".join(fact for fact in facts if fact)
        self.alert.setText(f"{alert} · " if alert and said else alert)
        self.fact.setText(said)
        self.alert.setVisible(bool(alert))
        self._facts.setVisible(bool(alert or said))

    def _to_pay(self, line: LineDraft) -> str:
        shop = self._context.shop()
        sums = line_sums(line, shop)
        amount = sums.total_cents if shop.prices_include_tax else sums.net_cents
        return self._context.money(amount, symbol=False)

    def _wish_fact(self) -> str:
        wisher = self._person(self._wished.wisher_id) if self._wished else None
        if wisher is None or wisher.id != self.wearer_id:
            return ""
        return f"on {possessive(wisher.short)} wish list"

    def _wearer_facts(self) -> tuple[str, str]:
        """The allergy and the ring size of the one who is chosen beside it."""
        if self.wearer_id is None or self.kind() is LineKind.SERVICE:
            return "", ""
        book = self._context.book
        fits = category_of(self.words.text()) in WITH_RING_SIZE
        return allergies(book, self.wearer_id), ring_size(book, self.wearer_id) if fits else ""

    def _many_fact(self, line: LineDraft | None) -> str:
        if line is None or line.quantity == 1:
            return ""
        each = self._context.money(line.price_cents, symbol=False)
        return f"{line.quantity:,} at {each}"

    def _person(self, person_id: int | None) -> Person | None:
        return next((person for person in self._people if person.id == person_id), None)

    # -- what the user does

    def _on_change(self) -> None:
        self._say("")
        self.show_facts()
        self.changed.emit()

    def _after_words(self) -> None:
        """Enter goes on to the price while there is none."""
        if self.price.text().strip():
            self.entered.emit()
        else:
            self.price.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_details(self) -> None:
        """Show or hide what else is known of it."""
        if self._details is not None and self._details.isVisibleTo(self):
            self._details.hide()
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.open_details()
        if self._details is not None:
            self._details.kind.setFocus(Qt.FocusReason.TabFocusReason)

    def open_details(self) -> LineDetails:
        """The fields of the details, made now if they never were."""
        if self._details is None:
            shown = self._extras.completed(self._described())
            self._details = made = LineDetails(self._context, shown)
            self._whole.insertWidget(2, made)
            follow(self.more, tab_stops(made))
            made.changed.connect(self._on_details)
            made.removed.connect(self.removed)
        self._details.show()
        return self._details

    def _on_details(self) -> None:
        with suppress(Refused):  # half-typed: it is said beside the field once that is left
            self._extras = self.open_details().value()
        self._on_change()

    def show_refusal(self, refusal: Refused) -> None:
        """Say what is wrong under the line, and put the caret where it is."""
        name = refusal.field or ""
        if name == "wearer":
            self._say(str(refusal))
            self.worn_by.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in CELLS:
            cell: LedgerCell = getattr(self, CELLS[name])
            self._say(str(refusal))
            cell.mark_error(str(refusal))
            cell.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in (fields := self.open_details().fields()):
            fields[name].error(str(refusal))
            fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(str(refusal))

    def _say(self, sentence: str) -> None:
        if sentence:
            self.message.say("error", sentence)
        else:
            self.message.clear()
        self._said.setVisible(bool(sentence))
