"""Sends a run to paper: freezes it, has the press make it, and says in the book what came of it."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.places import file_stem
from storebook.book.ways_out import note_printed
from storebook.gui import ask, printer
from storebook.gui.by_hand import ByHandJob
from storebook.gui.context import Context
from storebook.gui.pages.occasions_backs import Backs, as_before, backs_of, fronts_on, is_there
from storebook.gui.pages.occasions_orders import Made, Order, Orders, Source, Went, counted
from storebook.gui.pages.occasions_pieces import with_request
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_habits import habits_of
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working
from storebook.gui.shown import short_day
from storebook.outreach.choosing import RunKind
from storebook.outreach.runs import (
    Press,
    Run,
    RunPiece,
    drop_run,
    dropped_since,
    forget_fronts,
    keep_envelope,
    keep_fronts,
    mark_printed,
    pieces_of_run,
    pieces_to_print,
    print_run,
    printed_name,
    read_fronts,
    require_to_print,
    run,
    run_half_printed,
)
from storebook.printing.press import Piece, from_position, pieces_of
from storebook.printing.problems import Problem

MOST_SHEETS_UNASKED = 50
PDF = "PDF (*.pdf)"
CSV = "Spreadsheet (*.csv)"


class RunPrinting(QObject):
    """One at a time. `went` comes when it is out; `moved` how many pages are with the printer.

    `turning` says, with the habits of the printer, that the fronts are out and a hand has to turn
    them; the backs follow after `go_on`. What the fronts are of is said where they lie there from
    before the program was opened.

    What is on its way comes out whole though somebody else signs in meanwhile, whose pages are
    others: until then it belongs to the window.
    """

    went = Signal(object)
    moved = Signal(int, int)
    began = Signal(str)
    ended = Signal()
    turning = Signal(object, str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.orders = Orders(context)
        self._home = parent
        self._home.destroyed.connect(self._on_home_gone)
        self._job: Job | None = None
        self._sent_by = context.book.associate_id
        self._half: Run | None = None

    def _begin(self, job: Job, words: str) -> None:
        self._job, self._sent_by = job, self._context.book.associate_id
        self.setParent(self._context.window())
        self.began.emit(words)
        job.start()

    def _end(self) -> None:
        self._job = None
        if shiboken6.isValid(self._home):
            self.setParent(self._home)
            self.ended.emit()
        else:
            self.deleteLater()

    def _on_home_gone(self) -> None:
        """Nobody is told any more. Fronts that wait for a hand wait in the book."""
        self.blockSignals(True)
        if self._waits_for_hand():
            self.deleteLater()

    def busy(self) -> bool:
        """Whether pages are still on their way to the printer, also of who worked before."""
        others = self._context.window().findChildren(RunPrinting)
        return self._job is not None or any(one._sends() for one in others)

    def _sends(self) -> bool:
        return self._job is not None and not self._waits_for_hand()

    def _waits_for_hand(self) -> bool:
        return isinstance(self._job, ByHandJob) and self._job.waits()

    def is_half_done(self) -> bool:
        """Whether fronts lie there whose insides are to come."""
        return self._half is not None

    def stop(self) -> None:
        """No more pages; what came out by then is confirmed like any other run."""
        if self._job is not None:
            self._job.stop()

    def go_on(self) -> None:
        """The stack is back in the printer: the insides."""
        if isinstance(self._job, ByHandJob):
            self._job.go_on()
        elif self._half is not None and self._job is None:
            self._print_backs(self._half)

    def leave(self) -> None:
        """The insides are not wanted."""
        if self._half is not None and self._job is None:
            self._leave_half(self._half)
        else:
            self.stop()

    # -- backs that are still to come

    def offer_backs(self) -> None:
        """The fronts may lie there from before the program was closed."""
        if self.busy():
            return
        found = run_half_printed(self._context.book)
        if found is not None and found.fronts is not None:
            fronts, locale = read_fronts(found.fronts), self._context.shop().locale
            many = counted(RunKind.CARDS, len(fronts.positions), locale)
            self.turning.emit(habits_of(fronts.printer), many)
        elif self._half is not None:
            self.ended.emit()
        self._half = found

    def _print_backs(self, half: Run) -> None:
        self.offer_backs()  # whatever keeps them from being printed now
        if not printer.has_printer():
            raise Refused(
                "There is no printer here. The insides wait until there is one.", harmless=True
            )
        window, today = self._context.window(), self._context.today()
        shop = self._context.shop()
        made = backs_of(
            self._context.book, half, shop, today, lambda day: short_day(day, today, shop.locale)
        )
        order = self.orders.cards(made.on, made.pieces)
        fronts = made.fronts
        chosen = (
            printer.printer_on(fronts.printer, order.title, order.paper)
            if is_there(fronts)
            else printer.choose_printer(window, order.title, paper=order.paper)
        )
        if chosen is None or not may_print(window, chosen, made.pages):
            return
        as_before(chosen, fronts)
        assert order.turn is not None
        job = printer.backs_job(made.pages, chosen, self, turn=order.turn, stock=order.stock)
        job.progressed.connect(self.moved)
        job.finished.connect(lambda done, _: self._on_backs(order, half, made, done))
        self._begin(job, f"Sending {order.title.lower()} to the printer…")

    def _on_backs(self, order: Order, half: Run, made: Backs, done: int) -> None:
        self._end()
        if not done:
            self.offer_backs()
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        with working(self._context.book, self._sent_by):
            self._end_half(half)
            note_printed(self._context.book, printed_name(half, order.kind), pieces=made.pieces)
        went = self._went(half.id, order.kind, made.pieces, "went to the printer")
        self.went.emit(replace(went, dropped=made.dropped))

    def _leave_half(self, half: Run) -> None:
        """The fronts alone are out, and asked about like any other cards."""
        pieces = len(read_fronts(half.fronts or "").positions)
        self._end_half(half)
        how = "went to the printer, the fronts alone"
        self.went.emit(self._went(half.id, RunKind.CARDS, pieces, how))

    def _end_half(self, half: Run) -> None:
        """No backs are to come any more, because they came or are not wanted."""
        self._half = None
        if half.printed_on is None:
            mark_printed(self._context.book, half.id, today=self._context.today())
        else:
            forget_fronts(self._context.book, half.id)
        self.ended.emit()

    # -- sending them

    def to_printer(self, order: Order, source: Source) -> None:
        """Through the printer the user chooses; where there is none, into a PDF."""
        if not printer.has_printer():
            self.to_file(order, source)
            return
        window = self._context.window()
        if order.sheets > MOST_SHEETS_UNASKED:
            what = "sheets" if order.page is None else "envelopes"
            question = f"This takes {order.sheets} {what if order.page else 'sheets of paper'}."
            if not ask.confirm(window, question, f"Print {order.sheets} {what}"):
                return
        chosen = printer.choose_printer(window, order.title, paper=order.paper, turn=order.turn)
        if chosen is None:
            return
        if order.page is not None:
            chosen.setPageSize(printer.page_size(order.page, order.title))
        made = self._make(order, source)
        pages = PdfPages(made.pdf)
        if not may_print(window, chosen, pages):
            self._forget(made)
            return
        job = printer.print_job(pages, chosen, self, stock=order.stock)
        if isinstance(job, ByHandJob):
            job.turn_wanted.connect(lambda: self._on_turning(order, made, chosen))
        job.progressed.connect(self.moved)
        job.finished.connect(lambda done, total: self._on_finished(order, made, done, total))
        self._begin(job, f"Sending {order.title.lower()} to the printer…")

    def _on_turning(self, order: Order, made: Made, chosen: QPrinter) -> None:
        """Kept in the book: until the backs come the program may be closed."""
        assert order.on is not None
        fronts = fronts_on(chosen, order.on, made.positions)
        with working(self._context.book, self._sent_by):
            keep_fronts(self._context.book, made.run_id, fronts)
        if not shiboken6.isValid(self._home):
            self.deleteLater()
        self.turning.emit(habits_of(fronts.printer), "")

    def _on_finished(self, order: Order, made: Made, done: int, total: int) -> None:
        self._end()
        book, today = self._context.book, self._context.today()
        with working(book, self._sent_by):
            if done == 0:
                self._forget(made)
                raise Refused(printer.NOTHING_TAKEN, harmless=True)
            if made.is_new:
                mark_printed(book, made.run_id, today=today)
            else:
                forget_fronts(book, made.run_id)
            self._note(order, made)
        stopped = f", stopped after page {done} of {total}" if done < total else ""
        self._tell(order, made, f"went to the printer{stopped}")

    def _forget(self, made: Made) -> None:
        """Frozen for nothing: its days are due again."""
        if made.is_new:
            drop_run(self._context.book, made.run_id, today=self._context.today())

    def to_file(self, order: Order, source: Source) -> None:
        """Into a PDF that the user names."""
        path = self._file_name(order, source, ".pdf", PDF)
        if path is None:
            return
        made = self._make(order, source, path)
        self._note(order, made, path)
        self._tell(order, made, f"were saved as “{path.name}”", saved=True)

    def to_spreadsheet(self, source: Source) -> None:
        """The mailing list as a file for a spreadsheet."""
        from storebook.exchange.exporting import mailing_list_csv

        require_to_print(self._context.book, RunKind.LIST, into_table=True)
        order = self.orders.mailing_list("")
        path = self._file_name(order, source, ".csv", CSV)
        if path is None:
            return
        written: list[int] = []

        def press(frozen: Run, pieces: list[RunPiece]) -> dict[int, str]:
            mailing_list_csv(self._context.book, path, pieces, run=frozen)
            written.append(len(pieces))
            return {}

        run_id = self._through(press, order, source, printed=True)
        how = f"were saved as “{path.name}”"
        self.went.emit(self._went(run_id, order.kind, sum(written), how))

    def _file_name(self, order: Order, source: Source, ending: str, kinds: str) -> Path | None:
        days = self._days(source)
        stem = file_stem(f"{order.title.replace(',', '')} {days}".strip())
        suggested = Path.home() / f"{stem}{ending}"
        title = f"Save {order.title.lower()}"
        title = printer.save_title(title) if kinds == PDF else title
        path = ask.save_file(self._context.window(), title, suggested, kinds)
        if path is None:
            return None
        return path if path.suffix else path.with_suffix(ending)

    def _days(self, source: Source) -> str:
        if source.look is not None:
            request = source.look.request
            return f"{request.start.isoformat()} to {request.end.isoformat()}"
        if source.run_id is not None:
            found = run(self._context.book, source.run_id)
            return f"{found.from_day.isoformat()} to {found.to_day.isoformat()}"
        return ""

    # -- the steps

    def _through(self, press: Press, order: Order, source: Source, *, printed: bool) -> int:
        """Have the pieces made. A new run is frozen for it, whole or not at all."""
        book, today = self._context.book, self._context.today()
        require_to_print(book, order.kind)
        if source.run_id is not None:
            found = run(book, source.run_id)
            press(found, pieces_to_print(book, found.id, today=today))
            if order.envelope:
                keep_envelope(book, found.id, order.envelope)
            return found.id
        assert source.look is not None
        look = with_request(source.look, kind=order.kind, envelope=order.envelope or None)
        return print_run(book, look, press, today=today, without=source.without, printed=printed)

    def _make(self, order: Order, source: Source, path: Path | None = None) -> Made:
        """The paper of a run; with `path` it is saved there, which is all of the printing."""
        locale, today = self._context.shop().locale, self._context.today()
        out = io.BytesIO()
        problems: list[Problem] = []
        left_out: dict[int, str] = {}
        wanted: list[Piece] = []
        before = [] if source.run_id is None else pieces_of_run(self._context.book, source.run_id)

        def press(_: Run, run_pieces: list[RunPiece]) -> dict[int, str]:
            pieces = pieces_of(run_pieces, lambda day: short_day(day, today, locale))
            wanted.extend(from_position(pieces, source.first))
            problems.extend(order.draw(out, wanted))
            if path is not None:
                with written_whole(path) as stream:
                    stream.write(out.getvalue())
            # Who stands on a list stands on it, whatever is to be said of a letter.
            lost = [] if order.kind is RunKind.LIST else problems
            left_out.update((problem.place, problem.sentence) for problem in lost)
            return left_out

        run_id = self._through(press, order, source, printed=path is not None)
        dropped = dropped_since(self._context.book, run_id, before) if before else []
        return Made(
            run_id=run_id,
            is_new=source.run_id is None,
            pdf=out.getvalue(),
            pieces=len(wanted) - len(left_out),
            positions=tuple(one.position for one in wanted if one.position not in left_out),
            problems=tuple(problems),
            dropped=tuple(dropped),
        )

    def _note(self, order: Order, made: Made, path: Path | None = None) -> None:
        found = run(self._context.book, made.run_id)
        what = printed_name(found, order.kind)
        is_list = order.kind is RunKind.LIST
        note_printed(self._context.book, what, pieces=made.pieces, out=path, is_list=is_list)

    def _tell(self, order: Order, made: Made, how: str, *, saved: bool = False) -> None:
        went = self._went(made.run_id, order.kind, made.pieces, how)
        told = replace(went, saved=saved, problems=made.problems, dropped=made.dropped)
        self.went.emit(told)

    def _went(self, run_id: int, kind: RunKind, pieces: int, how: str) -> Went:
        now = datetime.now().astimezone()
        return Went(run_id=run_id, kind=kind, pieces=pieces, how=how, at=now)
