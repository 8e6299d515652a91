"""What is printed of the page, and the run that waits until somebody says how it came out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.gui import ask
from storebook.gui.context import Context, FollowUp
from storebook.gui.dialogs.mail_came_back import MailCameBack
from storebook.gui.dialogs.more_lists import MoreLists
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.dialogs.print_again import PrintAgain
from storebook.gui.dialogs.run_pieces import RunPieces
from storebook.gui.dropped_words import dropped_words, left_out_words
from storebook.gui.pages.occasions_orders import Order, Source, Went, counted
from storebook.gui.pages.occasions_pieces import with_request
from storebook.gui.pages.occasions_printing import RunPrinting
from storebook.gui.shown import days_as_written, short_day, time_of_day
from storebook.outreach.choosing import Fold, RunKind, RunLook
from storebook.outreach.runs import (
    PieceState,
    Run,
    drop_run,
    dropped_since,
    mark_sent,
    pieces_of_run,
    run,
    run_waiting,
)
from storebook.printing.envelopes import ENVELOPES, EnvelopePaper
from storebook.printing.filling import Filling
from storebook.printing.press import CardPaper
from storebook.printing.sheets import LabelSheet
from storebook.staff.rights import Right

LIST_DEEDS = ["Print", "Save as PDF", "Save for a spreadsheet"]
ON_THE_WAY = "Pages are still on their way to the printer. Wait for them, or press Stop."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the page asks for at this moment. `problems` are those of the checked ones."""

    look: RunLook
    without: frozenset[int]
    count: int
    problems: tuple[str, ...]
    on: CardPaper
    stock: LabelSheet
    filling: Filling
    outlines: bool
    envelope: EnvelopePaper
    days: str


class Paperwork(QObject):
    """`wanted` is asked each time; `changed` comes when the page should look again."""

    changed = Signal()
    went = Signal(object)

    def __init__(self, context: Context, wanted: Callable[[], Wanted], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._went: Went | None = None
        self.waiting: Run | None = None
        self.on_envelopes: Callable[[], bool] = lambda: False
        """Whether the shop puts its addresses onto envelopes."""
        self.printing = RunPrinting(context, self)
        self.printing.went.connect(self._on_went)

    # -- the run that waits

    def read_waiting(self) -> None:
        """Ask the book which run still waits, also one from before a restart."""
        self.waiting = run_waiting(self._context.book)
        self.printing.offer_backs()

    def count_waiting(self) -> int:
        """How many pieces of it are not answered for."""
        return self._count(self.waiting.id) if self.waiting is not None else 0

    def _count(self, run_id: int) -> int:
        pieces = pieces_of_run(self._context.book, run_id)
        there = (PieceState.DUE, PieceState.SENT)
        return sum(1 for piece in pieces if piece.state in there)

    def waiting_words(self) -> str:
        """ "19 cards went to the printer at 2:14 PM."; a run from before is named."""
        run = self.waiting
        if run is None:
            return ""
        locale, today = self._context.shop().locale, self._context.today()
        many = counted(RunKind.CARDS, self.count_waiting(), locale)
        just_now = self._went if self._went is not None and self._went.run_id == run.id else None
        if just_now is None:
            many = f"{many} of “{days_as_written(run.name, locale)}”"
        states = [piece.state for piece in pieces_of_run(self._context.book, run.id)]
        if PieceState.SENT in states:
            due = states.count(PieceState.DUE)
            return f"{due} of {many} {'is' if due == 1 else 'are'} not confirmed yet."
        if just_now is not None:
            return f"{many} {just_now.how} at {time_of_day(just_now.at, locale)}."
        if run.printed_on is None or run.printed_on == today:
            return f"{many} went to paper today."
        return f"{many} went to paper on {short_day(run.printed_on, today, locale)}."

    def is_saved(self) -> bool:
        """Whether what waits was saved, by this window, to be printed from there."""
        run, went = self.waiting, self._went
        return run is not None and went is not None and went.run_id == run.id and went.saved

    def printed_fine(self) -> None:
        """All of them came out: they count as sent, and stand on the timelines."""
        run = self.waiting
        if run is None:
            return
        before = pieces_of_run(self._context.book, run.id)
        sent = mark_sent(self._context.book, run.id, today=self._context.today())
        many = counted(RunKind.CARDS, sent, self._context.shop().locale)
        self._context.say(
            f"{many} now {'counts' if sent == 1 else 'count'} as sent.", self._addresses(run)
        )
        if dropped := dropped_since(self._context.book, run.id, before):
            self._context.trouble(dropped_words(dropped))
        self.changed.emit()

    def _addresses(self, run: Run) -> FollowUp:
        """What is printed next for the same people."""
        source = Source(run_id=run.id)
        if self.on_envelopes():
            return FollowUp(
                words="Print their envelopes",
                do=lambda: self.print_envelopes(source),
                icon="printer",
            )
        return FollowUp(
            words="Print their labels", do=lambda: self.print_labels(source), icon="printer"
        )

    def not_printed(self) -> None:
        """Nothing came out: the run is put away."""
        if self.waiting is None:
            return
        drop_run(self._context.book, self.waiting.id, today=self._context.today())
        self._context.say("The run was put away: its days are due again.")
        self.changed.emit()

    def print_again(self) -> None:
        """After a jam, from a card on; the bar stays until it is answered."""
        run = self.waiting
        if run is not None:
            self._context.dialogs.open(
                PrintAgain(self._context, run.id, lambda first: self._reprint(run, first))
            )

    def _reprint(self, run: Run, first: int) -> None:
        on = replace(self._wanted().on, paper=run.paper.value, fold=(run.fold or Fold.HALF).value)
        count = max(0, self._count(run.id) - first + 1)
        source = Source(run_id=run.id, first=first)
        self._to_printer(self.printing.orders.cards(on, count), source)

    # -- what goes to paper

    def source(self, kind: RunKind) -> Source:
        """The run that waits, so that labels and list keep its order; else what is checked."""
        if self.waiting is not None:
            return Source(run_id=self.waiting.id)
        wanted = self._wanted()
        look = with_request(
            wanted.look,
            kind=kind,
            sheet=wanted.stock.name,
            start_place=wanted.filling.start,
            # Labels that are printed before their cards leave them the name.
            name=wanted.look.request.name if kind is RunKind.CARDS else "",
        )
        return Source(look=look, without=wanted.without)

    def print_cards(self) -> None:
        """Those that are checked."""
        order, source = self._cards()
        self._to_printer(order, source)

    def save_cards(self) -> None:
        """The same into a PDF."""
        order, source = self._cards()
        self.printing.to_file(order, source)

    def _cards(self) -> tuple[Order, Source]:
        if self.waiting is not None:
            raise Refused(
                "First say how the last cards came out: the bar at the foot asks.", harmless=True
            )
        if self.printing.is_half_done():
            raise Refused(
                "First the insides of the last cards: print them, or press Stop here.",
                harmless=True,
            )
        wanted = self._wanted()
        if wanted.count and len(wanted.problems) == wanted.count:
            # Nothing is frozen of which nothing can be printed.
            raise Refused(wanted.problems[0])
        return self.printing.orders.cards(wanted.on, wanted.count), self.source(RunKind.CARDS)

    def print_labels(self, source: Source | None = None) -> None:
        """From the first free label on."""
        source = source or self.source(RunKind.LABELS)
        self._to_printer(self._labels(source), source)

    def save_labels(self) -> None:
        """The same into a PDF."""
        source = self.source(RunKind.LABELS)
        self.printing.to_file(self._labels(source), source)

    def _labels(self, source: Source) -> Order:
        wanted = self._wanted()
        count = self._how_many(source, wanted)
        return self.printing.orders.labels(
            wanted.stock, wanted.filling, count, outlines=wanted.outlines
        )

    def _how_many(self, source: Source, wanted: Wanted) -> int:
        if source.run_id is None:
            return wanted.count
        return max(0, self._count(source.run_id) - source.first + 1)

    def print_envelopes(self, source: Source | None = None) -> None:
        """In the order of the cards."""
        source = source or self.source(RunKind.ENVELOPES)
        self._to_printer(self._envelopes(source), source)

    def save_envelopes(self) -> None:
        """The same into a PDF."""
        source = self.source(RunKind.ENVELOPES)
        self.printing.to_file(self._envelopes(source), source)

    def _envelopes(self, source: Source) -> Order:
        wanted = self._wanted()
        on = wanted.envelope
        is_past = source.run_id is not None and source.run_id != getattr(self.waiting, "id", None)
        if is_past and (size := ENVELOPES.get(self._size_before(source))) is not None:
            on = replace(on, envelope=size)
        return self.printing.orders.envelopes(on, self._how_many(source, wanted))

    def _size_before(self, source: Source) -> str:
        """What the envelopes of a past run were made in; the page shows that of the one that
        waits.
        """
        assert source.run_id is not None
        return run(self._context.book, source.run_id).envelope or ""

    def mailing_list(self, source: Source | None = None) -> None:
        """On paper, as a PDF or for a spreadsheet."""
        may_write = self._context.viewer().may(Right.EXPORT)
        deeds = LIST_DEEDS if may_write else LIST_DEEDS[:-1]
        deed = ask.choose(self._context.window(), "The mailing list", deeds)
        if deed is None:
            return
        source = source or self.source(RunKind.LIST)
        if deed == LIST_DEEDS.index("Save for a spreadsheet"):
            self.printing.to_spreadsheet(source)
            return
        order = self.printing.orders.mailing_list(self._wanted().days)
        if deed == 0:
            self._to_printer(order, source)
        else:
            self.printing.to_file(order, source)

    def more_lists(self) -> None:
        """Whom to call, whose birthday it is, and a month for the wall."""
        wanted = self._wanted()
        chosen = [one for one in wanted.look.chosen if one.key not in wanted.without]
        people = {one.shopper_id for one in chosen}
        people |= {one.partner_id for one in chosen if one.partner_id is not None}
        self._context.dialogs.open(MoreLists(self._context, people, wanted.days))

    def mail_came_back(self) -> None:
        """What the post brought back."""
        self._context.dialogs.open(MailCameBack(self._context))

    def show_past(self) -> None:
        """Every run there was; any of them can be printed again."""
        self._context.dialogs.open(
            PastRuns(self._context, self._print_past, self._show_pieces, self._ask_returned)
        )

    def _show_pieces(self, run: Run) -> None:
        """One run; cards are printed again from a piece on, of others their labels are."""
        again = self._reprint if run.kind is RunKind.CARDS else self._labels_from
        self._context.dialogs.open(
            RunPieces(self._context, run.id, lambda first: again(run, first))
        )

    def _ask_returned(self, run: Run) -> None:
        self._context.dialogs.open(MailCameBack(self._context, run.id))

    def _labels_from(self, run: Run, first: int) -> None:
        source = Source(run_id=run.id, first=first)
        kind = self._envelopes if run.kind is RunKind.ENVELOPES else self._labels
        self._to_printer(kind(source), source)

    def _print_past(self, kind: RunKind, run: Run) -> None:
        if kind is RunKind.CARDS:
            self._reprint(run, 1)
        elif kind is RunKind.LABELS:
            self.print_labels(Source(run_id=run.id))
        elif kind is RunKind.ENVELOPES:
            self.print_envelopes(Source(run_id=run.id))
        else:
            self.mailing_list(Source(run_id=run.id))

    def _to_printer(self, order: Order, source: Source) -> None:
        if self.printing.busy():
            raise Refused(ON_THE_WAY, harmless=True)
        self.printing.to_printer(order, source)

    def _on_went(self, went: Went) -> None:
        if went.kind is RunKind.CARDS:
            self._went = went
        wrong = left_out_words(went.problems, on_list=went.kind is RunKind.LIST)
        told = (dropped_words(went.dropped), wrong)
        if any(told):
            self._context.trouble(" ".join(filter(None, told)))
        self.went.emit(went)
        self.changed.emit()
