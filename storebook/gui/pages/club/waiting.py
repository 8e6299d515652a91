"""Membership cards on sheets that wait for an answer, or for their backs."""

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.ways_out import note_printed
from storebook.club.cards import mark_cards_printed, members_waiting
from storebook.club.cards_waiting import CardsWaiting, cards_waiting, forget_waiting
from storebook.gui import printer
from storebook.gui.answer_bar import AnswerBar
from storebook.gui.context import Context
from storebook.gui.dialogs.member_sheets import TITLE, cards_of, draw
from storebook.gui.pages.occasions_backs import as_before, is_there
from storebook.gui.paper_out import PaperOut
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_habits import habits_of
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working
from storebook.gui.turn_bar import TurnBar
from storebook.printing.card_sheets import CardSheet
from storebook.printing.filling import Filling
from storebook.printing.folds import Edge
from storebook.printing.membership_cards import Code
from storebook.printing.sheets import LabelSheet
from storebook.printing.stock_shelf import all_stock, note_cards_printed

BACKS = "backs of membership cards"
ON_THE_WAY = "The last sheets are still on their way to the printer."
NO_PRINTER = "There is no printer here. The backs wait until there is one."
NOT_AS_BEFORE = (
    "The backs can’t be printed as they were: one of these members, or the sheet of cards, is not "
    "in the book any more. Take the sheets out, and press Stop here."
)


class WaitingBars(QWidget):
    """Under the list of members, until it is answered; also after a restart."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._waiting: CardsWaiting | None = None
        self.backs = MemberBacks(context, self)
        self.turn_bar = TurnBar("backs")
        self.turn_bar.serve(self.backs)
        self.answer_bar = AnswerBar(piece_by_piece=False)
        self.answer_bar.fine.connect(self.printed_fine)
        self.answer_bar.not_printed.connect(self.not_printed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.turn_bar)
        whole.addWidget(self.answer_bar)
        self.refresh()

    def refresh(self) -> None:
        """Ask about those that wait, if any do."""
        self._waiting = waiting = cards_waiting(self._context.book)
        half = waiting is not None and waiting.fronts_only
        self.turn_bar.setVisible(half)
        self.answer_bar.setVisible(waiting is not None and not half)
        self.setVisible(waiting is not None)
        if waiting is not None and half:
            self.turn_bar.ask(habits_of(waiting.printer), waiting.words)
        elif waiting is not None:
            were = "were" if len(waiting.members) > 1 else "was"
            self.answer_bar.ask(f"{waiting.words} {were} saved as a PDF.", saved=True)

    def answer(self) -> None:
        """What the great button of the bar does that is there."""
        if not self.turn_bar.press_on() and not self.answer_bar.isHidden():
            self.printed_fine()

    def printed_fine(self) -> None:
        """The file came out well."""
        if self._waiting is not None:
            confirm(self._context, self._waiting)
            self._context.say(f"{self._waiting.words} printed.")

    def not_printed(self) -> None:
        """They stay among those whose card was never printed."""
        forget_waiting(self._context.book)


class MemberBacks(QObject):
    """The backs of sheets whose fronts lie there from before; see `turn_bar.Printing`.

    Their job is the window’s: they come out whole though somebody else signs in, with other pages.
    """

    began = Signal(str)
    turning = Signal(object, str)
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def go_on(self) -> None:
        """The stack is back in the printer."""
        context = self._context
        waiting = cards_waiting(context.book)
        if self._is_busy():
            self._offer(waiting)
            raise Refused(ON_THE_WAY, harmless=True)
        if waiting is None:
            return
        self._offer(waiting)  # whatever keeps them from being printed now
        if not printer.has_printer():
            raise Refused(NO_PRINTER, harmless=True)
        pages, stock = sheets_again(context, waiting)
        chosen = self._printer(waiting, stock)
        if chosen is None or not may_print(context.window(), chosen, pages):
            return
        as_before(chosen, waiting)
        window, sent_by = context.window(), context.book.associate_id
        job = printer.backs_job(pages, chosen, window, turn=Edge(waiting.turn), stock=stock.name)
        job.setObjectName(BACKS)
        job.finished.connect(
            lambda done, total: self._on_backs(job, waiting, sent_by, all_out=done == total)
        )
        self.began.emit(TITLE)
        job.start()

    def leave(self) -> None:
        """The backs are not wanted."""
        forget_waiting(self._context.book)

    def _is_busy(self) -> bool:
        window = self._context.window()
        under_way = window.findChild(QObject, BACKS) is not None
        return under_way or any(one.busy() for one in window.findChildren(PaperOut))

    def _offer(self, waiting: CardsWaiting | None) -> None:
        if waiting is not None:
            self.turning.emit(habits_of(waiting.printer), waiting.words)

    def _printer(self, waiting: CardsWaiting, stock: LabelSheet) -> QPrinter | None:
        if is_there(waiting):
            return printer.printer_on(waiting.printer, TITLE, stock.paper.name)
        return printer.choose_printer(self._context.window(), TITLE, paper=stock.paper.name)

    def _on_backs(self, job: Job, waiting: CardsWaiting, sent_by: int, *, all_out: bool) -> None:
        job.deleteLater()
        if not all_out:
            if shiboken6.isValid(self):
                self._offer(waiting)
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        with working(self._context.book, sent_by):
            note_printed(self._context.book, TITLE, pieces=len(waiting.members))
            confirm(self._context, waiting)
        self._context.say(f"{TITLE} went to the printer.")


def sheets_again(context: Context, waiting: CardsWaiting) -> tuple[PdfPages, LabelSheet]:
    """The same sheets; refused when they would not be, and backs lie behind the wrong fronts."""
    members, stock = members_waiting(context.book, waiting), stock_of(context, waiting)
    if stock is None or len(members) < len(waiting.members):
        raise Refused(NOT_AS_BEFORE, harmless=True)
    how = CardSheet(
        stock=stock,
        filling=filling_of(waiting),
        mono=waiting.mono,
        code=Code(waiting.code),
        turn=Edge(waiting.turn),
    )
    drawn = draw(members, cards_of(members, context.shop()), how)
    if not drawn.pdf or drawn.problems:
        raise Refused(NOT_AS_BEFORE, harmless=True)
    return PdfPages(drawn.pdf), stock


def confirm(context: Context, waiting: CardsWaiting) -> None:
    """They are on paper: marked as printed, and their places gone from the sheet."""
    book, members = context.book, members_waiting(context.book, waiting)
    stock = stock_of(context, waiting)
    if not members:
        forget_waiting(book)
    elif stock is None:
        mark_cards_printed(book, members, today=context.today())
    else:
        used = filling_of(waiting).used_after(stock, len(waiting.members))
        note_cards_printed(book, members, stock, used, today=context.today())


def stock_of(context: Context, waiting: CardsWaiting) -> LabelSheet | None:
    """The sheet they lie on; the shop may have taken its own away meanwhile."""
    return next((one for one in all_stock(context.book) if one.name == waiting.stock), None)


def filling_of(waiting: CardsWaiting) -> Filling:
    return Filling(start=waiting.start, used=frozenset(waiting.used))
