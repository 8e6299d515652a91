"""What else is known of one line: how many, what kind, of what, its numbers, size and cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, CountField, Field, MoneyField, TextField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import row
from storebook.gui.words import link
from storebook.sales.categories import CATEGORIES, METALS
from storebook.sales.drafts import MOST_PIECES, LineDraft, LineKind
from storebook.sales.purchases import sees_cost

Answer = TypeVar("Answer")

KINDS = [(LineKind.PIECE, "A piece"), (LineKind.SERVICE, "A service")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """The answers behind “Details”; a category, metal or purity of "" follows the words."""

    kind: LineKind | None = None
    quantity: int = 1
    category: str = ""
    metal: str = ""
    purity: str = ""
    stones: str = ""
    serial: str = ""
    certificate: str = ""
    size: str = ""
    engraving: str = ""
    cost_cents: Cents | None = None

    def completed(self, line: LineDraft) -> "Extras":
        """As the fields show it: with what the words of the line already say."""
        return replace(
            self, kind=line.kind, category=line.category, metal=line.metal, purity=line.purity
        )

    def as_json(self) -> dict[str, object]:
        """For the draft."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def extras_from(kept: Mapping[str, object]) -> Extras:
    """What `as_json` gave; unknown names are passed over."""
    known = {each.name: kept[each.name] for each in fields(Extras) if each.name in kept}
    made = replace(Extras(), **known)  # type: ignore[arg-type]
    return replace(made, kind=LineKind(made.kind) if made.kind else None)


class LineDetails(QFrame):
    """The fields, in three rows under their line; made when they are first opened."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: Context, shown: Extras) -> None:
        super().__init__()
        self._shown = shown
        shop = context.shop()
        self.setProperty("area", "sunk")
        self.kind = ChoiceField("Piece or work", KINDS, shown.kind or LineKind.PIECE)
        self.quantity = CountField("How many", 1, MOST_PIECES, shown.quantity)
        self.category = ChoiceField(
            "Category", _with("", CATEGORIES, shown.category), shown.category
        )
        self.metal = ChoiceField("Metal", _with("", METALS, shown.metal), shown.metal)
        self.purity = TextField("Purity")
        self.stones = TextField("Stones")
        self.serial = TextField("Serial number")
        self.certificate = TextField("Certificate")
        self.size_told = TextField("Size")
        self.engraving = TextField("Engraving")
        self.cost = MoneyField("Cost of one", context.currency(), locale=shop.locale)
        self.cost.set_value(shown.cost_cents)
        self._knows_cost = sees_cost(context.viewer())
        self.take_off = link("Take this line off", kind="small")
        self.take_off.clicked.connect(self.removed)
        self.size_told.set_value(shown.size)
        for name in ("purity", "stones", "serial", "certificate", "engraving"):
            getattr(self, name).set_value(getattr(shown, name))
        self._lay_out()

    def fields(self) -> dict[str, Field]:
        """By the names that a refusal uses."""
        return {
            "kind": self.kind,
            "quantity": self.quantity,
            "category": self.category,
            "metal": self.metal,
            "purity": self.purity,
            "stones": self.stones,
            "size": self.size_told,
            "engraving": self.engraving,
            "serial": self.serial,
            "certificate": self.certificate,
            "cost": self.cost,
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        places: tuple[tuple[Field, ...], ...] = (
            (self.kind, self.quantity, self.category, self.metal, self.purity),
            (self.stones, self.size_told, self.engraving, self.serial, self.certificate),
        )
        for line, parts in enumerate(places):
            for place, part in enumerate(parts):
                grid.addWidget(part, line, place, alignment=top)
        for place in range(5):
            grid.setColumnStretch(place, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(10)
        whole.addLayout(grid)
        whole.addLayout(row(*self._last(), spacing=14))
        for field in self.fields().values():
            field.changed.connect(self.changed)
            enter_goes_on(field)

    def _last(self) -> tuple[QWidget | str, ...]:
        if not self._knows_cost:
            return (self.take_off, "stretch")
        self.cost.setMaximumWidth(180)
        return (self.cost, self.take_off, "stretch")

    def value(self) -> Extras:
        """What is filled in; raises Refused, with the field, where it cannot be read."""
        return Extras(
            kind=self.kind.value(),
            quantity=said_of("quantity", self.quantity.value) or 1,
            category=self.category.value() or "",
            metal=self.metal.value() or "",
            purity=self.purity.value(),
            stones=self.stones.value(),
            serial=self.serial.value(),
            certificate=self.certificate.value(),
            size=self.size_told.value(),
            engraving=self.engraving.value(),
            cost_cents=said_of("cost", self.cost.value),
        )


def said_of(field: str, read: Callable[[], Answer]) -> Answer:
    """What `read` gives; a refusal names the field that it is about."""
    try:
        return read()
    except Refused as refusal:
        raise Refused(str(refusal), field) from None


def _with(first: str, choices: tuple[str, ...], shown: str) -> list[tuple[str, str]]:
    """The choices as words, with what an older ticket calls it when that is none of them."""
    known = [first, *choices, *([shown] if shown and shown not in choices else [])]
    return [(each, each[:1].upper() + each[1:]) for each in known]
