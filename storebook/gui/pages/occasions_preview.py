"""The chosen card as it will leave the printer."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.text import one_line as on_one_line
from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.pages.occasions_pieces import (
    card_pages,
    envelope_pages,
    label_pages,
    label_shown,
    panel_shown,
)
from storebook.gui.print_preview import PrintPreview, Shown
from storebook.gui.words import link, section_head
from storebook.outreach.choosing import Chosen
from storebook.printing.envelopes import EnvelopePaper
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Panel
from storebook.printing.press import CardPaper
from storebook.printing.sheets import LabelSheet

WIDEST = 290


class Side(StrEnum):
    """What of a card is looked at."""

    FRONT = "front"
    INSIDE = "inside"
    LABEL = "label"
    """The address: on a label, or on the envelope itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """In whose name, on which paper, labels and envelopes it will be printed."""

    shop: Shop
    on: CardPaper
    stock: LabelSheet
    envelope: EnvelopePaper
    on_envelopes: bool = False


class PreviewColumn(QWidget):
    """The paper, which side of it, and whose it is."""

    side_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._one: Chosen | None = None
        self.head = section_head("Preview")
        self.paper = PrintPreview("Preview")
        self.sides = Segments(
            "Side",
            [(Side.FRONT, "Front"), (Side.INSIDE, "Inside"), (Side.LABEL, "Address")],
        )
        self.whose = link("", kind="small")
        self.whose.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.whose.clicked.connect(self._open)
        self.sides.chosen.connect(lambda _: self.side_changed.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.head)
        whole.addWidget(self.paper, 100)
        whole.addLayout(row(self.sides, "stretch"))
        whole.addWidget(self.whose)
        whole.addStretch(1)

    def show_one(self, one: Chosen | None, place: str, how: Printed, problem: str) -> None:
        """The card or label of one of them; `problem` says why it can't be printed right."""
        self._one = one
        self.head.set_fact(place)
        self.whose.setVisible(one is not None)
        self.sides.setVisible(one is not None)
        if one is None:
            self.paper.show_nothing("Nobody is chosen.")
            return
        name = on_one_line(one.name_line)
        self.whose.set_words(name)
        self.whose.setAccessibleName(f"Open {name}")
        side: Side = self.sides.value()
        try:
            shown = self._shown(one, side, how)
        except Refused as refusal:
            self.paper.show_nothing(problem or str(refusal))
            return
        self.paper.show_part(shown, self._words(one, side))
        self._measure()

    def _measure(self) -> None:
        """The sides stand right under a card, and stay there while a label is looked at."""
        tall = round(min(self.width(), theme.px(WIDEST)) * PANEL_HEIGHT / PANEL_WIDTH)
        self.paper.setMaximumHeight(max(tall, theme.px(90)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _shown(self, one: Chosen, side: Side, how: Printed) -> Shown:
        if side is Side.LABEL and how.on_envelopes:
            return Shown(pages=envelope_pages(one, how.envelope))
        if side is Side.LABEL:
            return label_shown(label_pages(one, how.stock), how.stock)
        panel = Panel.FRONT if side is Side.FRONT else Panel.INSIDE_RIGHT
        return panel_shown(card_pages(one, how.shop, how.on), how.on, panel)

    def _words(self, one: Chosen, side: Side) -> str:
        if side is Side.LABEL:
            return ", ".join(one.address_block)
        if side is Side.FRONT:
            return f"Front of the card for {on_one_line(one.name_line)}, {one.occasion_text}"
        return f"{one.words.greeting} {one.words.wish} {one.words.signature}"

    def _open(self) -> None:
        if self._one is not None:
            self._context.open_shopper(self._one.shopper_id)


__all__ = ["PreviewColumn", "Side"]
