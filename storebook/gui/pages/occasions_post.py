"""What the cards travel in: addresses on sheets of labels, or on envelopes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.gui import local_settings
from storebook.gui.context import Context
from storebook.gui.dialogs.label_options import LabelOptions
from storebook.gui.pages.occasions_envelopes import EnvelopesColumn
from storebook.gui.pages.occasions_labels import LabelsColumn
from storebook.gui.pages.occasions_pieces import envelope_choices, fitting_envelopes, sheets_for
from storebook.gui.printer_habits import habits_of
from storebook.gui.words import link, section_head
from storebook.outreach.choosing import Chosen
from storebook.outreach.runs import run_waiting
from storebook.printing.envelopes import (
    ENVELOPES,
    EnvelopePaper,
    EnvelopeSender,
    sender_warning,
)
from storebook.printing.press import CardPaper, envelope_paper
from storebook.printing.sheets import LabelSheet
from storebook.printing.stock_shelf import note_used, used_places


class PostColumn(QWidget):
    """Labels or envelopes: whichever the shop puts its addresses on."""

    changed = Signal()
    stock_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.labels = LabelsColumn(self._sheets(context.shop()))
        self.envelopes = EnvelopesColumn()
        self.on_envelopes = False
        self.other = link("", kind="small")
        self.head = section_head("", self.other)
        self.other.clicked.connect(self._take_other)
        self.envelopes.changed.connect(self.changed)
        self.labels.stock_changed.connect(self._on_stock)
        self.labels.options_wanted.connect(self._ask_how)
        self._show_used()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        # No stack: it would forget that a sheet is as tall as its width asks for.
        whole.addWidget(self.labels)
        whole.addWidget(self.envelopes)
        whole.addStretch()
        self._say_which()

    def _say_which(self) -> None:
        self.labels.setVisible(not self.on_envelopes)
        self.envelopes.setVisible(self.on_envelopes)
        self.head.set_title("Envelopes" if self.on_envelopes else "Labels")
        self.other.set_words("Labels" if self.on_envelopes else "Envelopes")
        self.other.setAccessibleName(f"{self.other.text()} instead")

    def envelope(self, shop: Shop, *, turned: bool) -> EnvelopePaper:
        """How the envelopes are addressed; for looking at them they are not turned."""
        kept = load(self._context.book, EnvelopeSender)
        turn = self.envelopes.degrees if turned else 0
        return envelope_paper(shop, ENVELOPES[self.envelopes.size_name], kept, turn=turn)

    def chosen(self, shop: Shop) -> LabelSheet | EnvelopePaper:
        """What the addresses go on now."""
        if self.on_envelopes:
            return self.envelope(shop, turned=False)
        return self.labels.chosen_stock

    def _sheets(self, shop: Shop) -> list[LabelSheet]:
        return sheets_for(self._context.book, shop.paper.value)

    def refresh(self, shop: Shop) -> None:
        """The shop may have described other sheets, or its printer, by now."""
        self.labels.show_stocks(self._sheets(shop))
        kept = load(self._context.book, EnvelopeSender)
        self.envelopes.show_warning(sender_warning(shop, kept))
        self.envelopes.show_turn(habits_of(local_settings.printer_name()).envelope_turn)

    def show_wanted(self, wanted: Sequence[Chosen], on: CardPaper, waiting: int | None) -> None:
        """So many addresses; `waiting` are those of a run that was printed, in their place."""
        many = len(wanted) if waiting is None else waiting
        self.labels.show_count(many)
        self.envelopes.show_sizes(envelope_choices(on), len(fitting_envelopes(on)))
        waits = run_waiting(self._context.book) if waiting is not None else None
        self.envelopes.show_kept((waits.envelope if waits is not None else None) or "")
        self.envelopes.show_count(many, sum(one.neutral_sender for one in wanted))

    def labels_went(self, sentence: str, labels: int) -> None:
        """Go on where the sheet is free, and remember it; a proof is on plain paper."""
        if self.labels.outlines:
            self.labels.say(sentence)
            return
        used = self.labels.printed(sentence, labels)
        note_used(self._context.book, self.labels.chosen_stock, used)

    def _take_other(self) -> None:
        """Labels instead of envelopes, or the other way round."""
        self.on_envelopes = not self.on_envelopes
        self._say_which()
        self.changed.emit()

    def _on_stock(self) -> None:
        self._show_used()
        self.stock_changed.emit()

    def _show_used(self) -> None:
        self.labels.show_used(used_places(self._context.book, self.labels.chosen_stock))

    def _ask_how(self) -> None:
        labels = self.labels
        now = labels.copies, labels.by_column, labels.outlines
        title = labels.chosen_stock.title
        self._context.dialogs.open(LabelOptions(self._context, now, title, self._lay))

    def _lay(self, copies: int, by_column: bool, outlines: bool, new: bool) -> None:
        self.labels.lay(copies=copies, by_column=by_column, outlines=outlines)
        if new:
            note_used(self._context.book, self.labels.chosen_stock, frozenset())
            self.labels.show_used(frozenset())


__all__ = ["PostColumn"]
