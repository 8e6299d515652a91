"""The card beside the words: the inside as it will be printed, for somebody who is not in the book.

It is set and measured in the worker, so that typing never waits for it.
"""

import io
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.layout import row
from storebook.gui.pages.occasions_pieces import panel_shown
from storebook.gui.print_preview import PdfPages, PrintPreview
from storebook.gui.words import label, section_head
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.designs import DESIGNS, drawn_as
from storebook.outreach.templates import Fits, Problem, problems_of
from storebook.outreach.wording import (
    CardWords,
    Facts,
    Template,
    filled,
    longest_facts,
    sample_facts,
    sender_of,
)
from storebook.printing.cards import words_problem
from storebook.printing.folds import Panel
from storebook.printing.press import CardPaper, Piece, print_run_cards

ORDINARY, LONG = "ordinary", "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the press says of a text: its pages, or why there are none, and what is wrong where."""

    draft: Template
    pdf: bytes
    words: CardWords | None
    why: str
    problems: tuple[Problem, ...]


def look_at(book: Book, draft: Template, shop: Shop, *, long: bool) -> Looked:
    """Set the words as a card for a made-up person; nothing is saved."""
    sender = sender_of(book)
    problems = tuple(problems_of(draft, sender, fits_of(shop)))
    facts = longest_facts(draft) if long else sample_facts(draft)
    words = filled(draft, facts, sender)
    if not isinstance(words, CardWords):
        why = problems[0].sentence if problems else f"{words.reason}."
        return Looked(draft=draft, pdf=b"", words=None, why=why, problems=problems)
    try:
        pdf, why = card_pdf(words, draft, facts, shop)
    except Refused as refusal:
        pdf, why = b"", str(refusal)
    return Looked(draft=draft, pdf=pdf, words=words, why=why, problems=problems)


def card_pdf(words: CardWords, draft: Template, facts: Facts, shop: Shop) -> tuple[bytes, str]:
    """The card, or why it can't be printed right."""
    out = io.BytesIO()
    piece = Piece(
        position=1,
        name=facts.couple,
        address_lines=(),
        occasion="",
        day="",
        greeting=words.greeting,
        wish_lines=tuple(words.wish.splitlines()),
        signature=words.signature,
        design=DESIGNS[drawn_as(draft.kind)][0],
        month=facts.month,
        years=facts.years,
        child=draft.kind is CardKind.CHILD,
    )
    found = print_run_cards(out, [piece], shop, paper_of(shop))
    return (b"", found[0].sentence) if found else (out.getvalue(), "")


def paper_of(shop: Shop) -> CardPaper:
    """A card as most are printed."""
    return CardPaper(fold="half", paper=shop.paper.value)


def fits_of(shop: Shop) -> Fits:
    """Measures words inside the smallest card of this shop."""

    def measured(words: CardWords) -> tuple[str, str] | None:
        return words_problem(words.greeting, words.wish, words.signature, shop_name=shop.name)

    return measured


class _Inside(PrintPreview):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(410))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(240))


class CardBeside(QWidget):
    """The inside, for an ordinary name or a long one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = section_head("The card")
        self.paper = _Inside("The card inside")
        names = [(ORDINARY, "Ordinary names"), (LONG, "Long names")]
        self.names = Segments("Names on the card", names)
        self.names.chosen.connect(lambda _: self.changed.emit())
        made_up = label("The names are made up.", "small", role="second", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.head)
        whole.addWidget(self.paper, 100)
        whole.addLayout(row(self.names, "stretch"))
        whole.addWidget(made_up)
        whole.addStretch(1)

    @property
    def is_long(self) -> bool:
        """Whether it is looked at with long names."""
        return bool(self.names.value() == LONG)

    def show_looked(self, looked: Looked, shop: Shop) -> None:
        """Show the card, or say why there is none."""
        if not looked.pdf or looked.words is None:
            self.paper.show_nothing(looked.why)
            return
        pages = PdfPages(looked.pdf)
        words = looked.words
        said = f"{words.greeting} {words.wish} {words.signature}"
        self.paper.show_part(panel_shown(pages, paper_of(shop), Panel.INSIDE_RIGHT), said)


__all__ = ["CardBeside", "Looked", "fits_of", "look_at"]
