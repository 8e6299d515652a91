"""Membership cards on sheets of card: whose, on which sheet, from which place, front and back."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtPrintSupport import QPrinter

from storebook.base.errors import Refused
from storebook.book.shop import Shop
from storebook.book.ways_out import note_printed
from storebook.club.cards import members_to_print, members_without_card
from storebook.club.cards_waiting import (
    CardsWaiting,
    cards_waiting,
    forget_waiting,
    keep_waiting,
)
from storebook.club.members import Member
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import column, held, row
from storebook.gui.pages.occasions_labels import LabelSheetView
from storebook.gui.paper_out import PaperOut, Sheaf
from storebook.gui.print_preview import PdfPages, PrintPreview, Shown
from storebook.gui.shown import plural
from storebook.gui.words import button, label
from storebook.printing.card_sheets import CardSheet, print_member_sheets
from storebook.printing.folds import Edge
from storebook.printing.membership_cards import Code, MemberCard
from storebook.printing.press import member_card
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet
from storebook.printing.stock_shelf import all_stock, note_cards_printed, used_places

NEW, ALL, ONE = "new", "all", "one"
CODES = [(Code.BARS, "Bars"), (Code.QR, "QR code")]
EDGES = [(Edge.LONG, "About the long edge"), (Edge.SHORT, "About the short edge")]
SIDES = [(0, "Fronts"), (1, "Backs")]
TITLE = "Membership cards"
BACKS_FIRST = (
    "First the backs of the last cards: under the list of members, print them or press Stop here."
)
# More of them take longer than a click may, and are drawn in the worker.
AT_ONCE = 20
DRAWING = "The cards are being drawn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The sheets of these members' cards; without a PDF `sentence` says why there is none."""

    members: list[Member]
    pdf: bytes = b""
    problems: Sequence[Problem] = ()
    sentence: str = ""

    @property
    def printed(self) -> list[Member]:
        """Whose card is on a sheet."""
        left_out = {one.place for one in self.problems}
        return [one for place, one in enumerate(self.members, 1) if place not in left_out]


class _Sheet(PrintPreview):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(310), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(260))


class MemberSheets(Dialog):
    """`chosen` is the member whose row is chosen in the list, who may be printed alone."""

    def __init__(self, context: Context, chosen: Member | None = None) -> None:
        super().__init__(context, TITLE, width=980)
        self._chosen = chosen
        self._drawn = Drawn(members=[])
        self._asked = 0
        self._stocks = {one.name: one for one in stock_for_cards(context)}
        self.who = ChoiceField("Whose", self._choices(), NEW)
        if not members_without_card(context.book):
            self.who.set_value(ALL if chosen is None else ONE)
        sheets = [(one.name, one.title) for one in self._stocks.values()]
        self.sheet = ChoiceField("Sheet of cards", sheets)
        self.code = ChoiceField("What a scanner reads", CODES)
        self.turn = ChoiceField("How the printer turns the sheet", EDGES)
        self.black = CheckLine("In black")
        self.proof = CheckLine("A proof on plain paper", fact="with edges; nothing is marked")
        self.places = LabelSheetView(self._stock())
        self.places.setAccessibleName("First free card")
        self._fact = label("", role="second", wrap=True)
        self._wrong = label("", "small", role="warning", wrap=True)
        self.preview = _Sheet("The sheet of cards")
        self.sides = Segments("Side of the sheet", SIDES)
        self.file_button = button("Save as PDF")
        self._lay_out_cards()
        self._connect_all()
        self.ask_for({"sheet": self.sheet})
        enter_goes_on(self.who, self.code, self.turn, self.black, self.proof)
        self.set_actions(
            button("Print", kind="primary", icon="printer", key="print"), self.file_button
        )
        self._on_sheet()

    def _lay_out_cards(self) -> None:
        self.places.setMaximumWidth(theme.px(130))
        both_ways = row(self.code, self.turn, spacing=12)
        both_ways.setStretch(1, 1)
        choices = column(
            label("Which cards?", "heading"),
            self.who,
            self.sheet,
            held(row(self.places, held(column(self._fact, self._wrong, "stretch")), spacing=16)),
            held(both_ways),
            self.black,
            self.proof,
            "stretch",
            spacing=12,
        )
        seen = column(self.preview, held(row(self.sides, "stretch")), spacing=8)
        both = row(held(choices), held(seen), spacing=32)
        both.setStretch(0, 1)
        self.content.addLayout(both)

    def _connect_all(self) -> None:
        self.sheet.picked.connect(lambda _: self._on_sheet())
        for choice in (self.who, self.code, self.turn):
            choice.picked.connect(lambda _: self._draw())
        for check in (self.black, self.proof):
            check.changed.connect(lambda _: self._draw())
        self.places.valueChanged.connect(lambda _: self._draw())
        self.sides.chosen.connect(lambda _: self._show())
        self.file_button.clicked.connect(self._save_file)

    def is_for_the_shop(self) -> bool:
        """Names and card numbers."""
        return True

    def _choices(self) -> list[tuple[str, str]]:
        new = len(members_without_card(self.context.book))
        everybody = len(members_to_print(self.context.book))
        found = [(NEW, f"Not printed yet ({new})"), (ALL, f"All members ({everybody})")]
        if self._chosen is not None:
            found.append((ONE, self._chosen.name))
        return found

    def members(self) -> list[Member]:
        """Who gets a card, in the order they joined."""
        who, book = self.who.value(), self.context.book
        if who == NEW:
            return members_without_card(book)
        if who == ONE and self._chosen is not None:
            return members_to_print(book, [self._chosen.shopper_id])
        return members_to_print(book)

    def _stock(self) -> LabelSheet:
        return self._stocks[str(self.sheet.value())]

    def _on_sheet(self) -> None:
        stock = self._stock()
        self.places.show_stock(stock)
        self.places.show_used(used_places(self.context.book, stock))
        self._draw()

    # -- the pages

    def _draw(self) -> None:
        members, how = self.members(), self._how()
        cards = cards_of(members, self.context.shop())
        self.places.show_labels(len(members))
        self._asked += 1
        if not members:
            self._show_drawn(Drawn(members=[], sentence=self._nobody()))
        elif len(members) <= AT_ONCE:
            self._show_drawn(draw(members, cards, how))
        else:
            self._show_drawn(Drawn(members=members, sentence=DRAWING))
            self._draw_in_worker(members, cards, how)

    def _draw_in_worker(
        self, members: list[Member], cards: list[MemberCard], how: CardSheet
    ) -> None:
        """What was asked for since makes an answer stale, also what is drawn at once."""
        asked = self._asked

        def done(drawn: Drawn) -> None:
            if asked == self._asked:
                self._show_drawn(drawn)

        self.context.jobs.read(
            lambda _: draw(members, cards, how), done, owner=self, lane="member sheets"
        )

    def _show_drawn(self, drawn: Drawn) -> None:
        self._drawn = drawn
        if drawn.pdf:
            self._say(len(drawn.printed))
            self._show()
        else:
            self.preview.show_nothing(drawn.sentence)
            self._fact.setText("")
        wrong = [f"{one.name}: {one.sentence}" for one in drawn.problems[:3]]
        self._wrong.setText(" ".join(wrong))
        for each in (self.primary, self.file_button):
            if each is not None:
                each.setEnabled(bool(drawn.pdf))

    def _nobody(self) -> str:
        if self.who.value() == NEW:
            return "Every member’s card was printed."
        return "There is no member to print a card for."

    def _say(self, cards: int) -> None:
        sheets = self.places.filling().sheets(self._stock(), cards)
        many, on = plural(cards, "card", "cards"), plural(sheets, "sheet", "sheets")
        self._fact.setText(f"{many} on {on}, printed on both sides. Click the first free one.")

    def _how(self) -> CardSheet:
        return CardSheet(
            stock=self._stock(),
            filling=self.places.filling(),
            mono=self.black.is_on(),
            code=self.code.value(),
            turn=self.turn.value(),
            outlines=self.proof.is_on(),
        )

    def _show(self) -> None:
        if self._drawn.pdf:
            words = f"The {'backs' if self.sides.value() else 'fronts'} of the first sheet"
            self.preview.show_part(
                Shown(pages=PdfPages(self._drawn.pdf), page=int(self.sides.value())), words
            )

    # -- where it goes

    def save(self) -> None:
        if not self._drawn.pdf:
            raise Refused(self._drawn.sentence)
        sheaf = self._sheaf()
        self.finished.connect(lambda: PaperOut(self.context).to_printer(sheaf))

    def _save_file(self) -> None:
        if self._drawn.pdf:
            sheaf = self._sheaf()
            self.finished.connect(lambda: PaperOut(self.context).to_file(sheaf))
            self.leave()

    def _refuse_over_fronts(self) -> None:
        """One stack at a time is asked about, and this one lies in the printer."""
        before = cards_waiting(self.context.book)
        if before is not None and before.fronts_only and not self.proof.is_on():
            raise Refused(BACKS_FIRST, harmless=True)

    def _sheaf(self) -> Sheaf:
        self._refuse_over_fronts()
        printed, context = self._drawn.printed, self.context
        stock, proof = self._stock(), self.proof.is_on()
        used = self.places.filling().used_after(stock, len(printed))
        waiting = self._waiting(printed)

        def done(path: Path | None) -> None:
            note_printed(context.book, TITLE, pieces=len(printed), out=path)
            if proof:
                return
            if path is None:
                note_cards_printed(context.book, printed, stock, used, today=context.today())
            else:
                keep_waiting(context.book, waiting)

        def fronts_out(chosen: QPrinter) -> None:
            keep_waiting(context.book, fronts_of(waiting, chosen))

        return Sheaf(
            title=TITLE,
            pdf=self._drawn.pdf,
            paper=stock.paper.name,
            done=done,
            turn=self.turn.value(),
            fronts_out=None if proof else fronts_out,
            stopped=None if proof else partial(forget_waiting, context.book),
            stock=stock.name,
            many=True,
        )

    def _waiting(self, printed: Sequence[Member]) -> CardsWaiting:
        """What has to be known of them until somebody says what became of them."""
        filling = self.places.filling()
        return CardsWaiting(
            members=tuple(one.id for one in printed),
            stock=self._stock().name,
            start=filling.start,
            used=tuple(sorted(filling.used)),
            mono=self.black.is_on(),
            code=self.code.value().value,
            turn=self.turn.value().value,
        )

    def focus_first(self) -> None:
        """Enter prints."""
        if self.primary is not None:
            self.primary.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        may = self.primary is not None and self.primary.isEnabled()
        if event.matches(QKeySequence.StandardKey.Print) and may:
            self.accept()
        else:
            super().keyPressEvent(event)


def cards_of(members: Sequence[Member], shop: Shop) -> list[MemberCard]:
    """What stands on their cards."""
    return [
        member_card(shop, name=one.name, number=one.number, since=one.enrolled_on.year)
        for one in members
    ]


def draw(members: list[Member], cards: Sequence[MemberCard], how: CardSheet) -> Drawn:
    """The sheets of these members, whose cards stand in their order."""
    out = io.BytesIO()
    try:
        problems = print_member_sheets(out, cards, how)
    except Refused as refusal:
        return Drawn(members=members, sentence=str(refusal))
    return Drawn(members=members, pdf=out.getvalue(), problems=problems)


def fronts_of(waiting: CardsWaiting, chosen: QPrinter) -> CardsWaiting:
    """The same when their fronts went to this printer, and a hand has to turn them."""
    return replace(
        waiting,
        fronts_only=True,
        printer=chosen.printerName(),
        copies=chosen.copyCount(),
        tray=chosen.paperSource().value,
        color=chosen.colorMode() is QPrinter.ColorMode.Color,
    )


def stock_for_cards(context: Context) -> list[LabelSheet]:
    """The sheets of cards there are, those on the shop's own paper first."""
    paper = context.shop().paper.value
    cards = [one for one in all_stock(context.book) if one.cards]
    return sorted(cards, key=lambda one: one.paper.name != paper)
