"""Sends a run to paper: freezes it, has the press make it, and says in the book what came of it."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.places import file_stem
from storebook.book.ways_out import note_printed
from storebook.gui import ask, printer
from storebook.gui.by_hand import ByHandJob
from storebook.gui.context import Context
from storebook.gui.pages.occasions_pieces import with_request
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_habits import habits_of
from storebook.gui.printer_worries import may_print
from storebook.gui.shown import plural, short_day, whole_day
from storebook.outreach.choosing import RunKind, RunLook
from storebook.outreach.runs import (
    Press,
    Run,
    RunPiece,
    drop_run,
    dropped_since,
    mark_printed,
    pieces_of_run,
    pieces_to_print,
    print_run,
    printed_name,
    require_to_print,
    run,
)
from storebook.printing.envelopes import EnvelopePaper
from storebook.printing.filling import Filling
from storebook.printing.folds import Edge, Fold, impose
from storebook.printing.press import (
    CardPaper,
    Piece,
    from_position,
    pieces_of,
    print_on_stock,
    print_run_cards,
    print_run_envelopes,
    print_run_list,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet, paper
from storebook.printing.tables import Heading
from storebook.staff.associates import associate

MOST_SHEETS_UNASKED = 50
PDF = "PDF (*.pdf)"
CSV = "Spreadsheet (*.csv)"
WHAT = {
    RunKind.CARDS: ("card", "cards"),
    RunKind.LABELS: ("label", "labels"),
    RunKind.ENVELOPES: ("envelope", "envelopes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be printed, made and told in the same words wherever it goes."""

    kind: RunKind
    title: str
    sheets: int
    paper: str
    draw: Callable[[io.BytesIO, Sequence[Piece]], list[Problem]]
    page: tuple[float, float] | None = None
    """Width and height in millimeters, of what is not a sheet of paper."""
    turn: Edge | None = None
    """The edge about which the sheets are turned over, where they have two sides."""
    stock: str = ""
    """What lies in the tray, by which it was measured where the printer prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Out of what the pieces come: a look that is frozen now, or a run that was frozen before.

    `first` is the position from which on it is printed again after a jam.
    """

    look: RunLook | None = None
    without: frozenset[int] = frozenset()
    run_id: int | None = None
    first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What went to paper, or into a file: told by the page until the next one goes."""

    run_id: int
    kind: RunKind
    pieces: int
    how: str
    at: datetime
    problems: tuple[Problem, ...] = ()
    dropped: tuple[RunPiece, ...] = ()


class RunPrinting(QObject):
    """One at a time. `went` comes when it is out; `moved` how many pages are with the printer.

    `turning` says, with the habits of the printer, that the fronts are out and a hand has to turn
    them; the backs follow after `go_on`.
    """

    went = Signal(object)
    moved = Signal(int, int)
    began = Signal(str)
    ended = Signal()
    turning = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def busy(self) -> bool:
        """Whether pages are still on their way to the printer."""
        return self._job is not None

    def stop(self) -> None:
        """No more pages; what came out by then is confirmed like any other run."""
        if self._job is not None:
            self._job.stop()

    def go_on(self) -> None:
        """The stack is back in the printer: the insides."""
        if isinstance(self._job, ByHandJob):
            self._job.go_on()

    # -- orders

    def cards(self, on: CardPaper, count: int) -> Order:
        """Greeting cards, as many on a sheet as are cut from one."""
        shop = self._context.shop()
        imposition = impose(Fold(on.fold), paper(on.paper))
        return Order(
            kind=RunKind.CARDS,
            title="Greeting cards",
            sheets=ceil(count / imposition.cards),
            paper=on.paper,
            turn=imposition.turn,
            stock=on.paper,
            draw=lambda out, pieces: print_run_cards(out, pieces, shop, on),
        )

    def labels(
        self, stock: LabelSheet, filling: Filling, count: int, *, outlines: bool = False
    ) -> Order:
        """Address labels on the places that are free."""
        return Order(
            kind=RunKind.LABELS,
            title=f"Labels, {stock.title}",
            sheets=filling.sheets(stock, count),
            paper=stock.paper.name,
            stock=stock.name,
            draw=lambda out, pieces: print_on_stock(
                out, pieces, stock, filling=filling, outlines=outlines
            ),
        )

    def envelopes(self, on: EnvelopePaper, count: int) -> Order:
        """Envelopes as the post reads them."""
        size = on.envelope.width, on.envelope.height
        return Order(
            kind=RunKind.ENVELOPES,
            title=f"Envelopes, {on.envelope.title}",
            sheets=count,
            paper=self._context.shop().paper.value,
            draw=lambda out, pieces: print_run_envelopes(out, pieces, on),
            page=size if on.turn in (0, 180) else (size[1], size[0]),
        )

    def mailing_list(self, note: str) -> Order:
        """Names, addresses and days on the shop's paper."""
        shop, locale = self._context.shop(), self._context.shop().locale
        who = associate(self._context.book, self._context.book.associate_id).name
        made = f"{who}, {shop.name}, {whole_day(self._context.today(), locale)}"
        heading = Heading(title="Mailing list", note=note, made=made)
        return Order(
            kind=RunKind.LIST,
            title="Mailing list",
            sheets=1,
            paper=shop.paper.value,
            draw=lambda out, pieces: print_run_list(
                out, pieces, heading, paper_name=shop.paper.value
            ),
        )

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
        self._job = job
        if isinstance(job, ByHandJob):
            job.turn_wanted.connect(lambda: self.turning.emit(habits_of(chosen.printerName())))
        job.progressed.connect(self.moved)
        job.finished.connect(lambda done, total: self._on_finished(order, made, done, total))
        self.began.emit(f"Sending {order.title.lower()} to the printer…")
        job.start()

    def _on_finished(self, order: Order, made: "Made", done: int, total: int) -> None:
        self._job = None
        self.ended.emit()
        book, today = self._context.book, self._context.today()
        if done == 0:
            self._forget(made)
            raise Refused("The printer took nothing. Look whether it is on, and print again.")
        if made.is_new:
            mark_printed(book, made.run_id, today=today)
        self._note(order, made)
        stopped = f", stopped after page {done} of {total}" if done < total else ""
        self._tell(order, made, f"went to the printer{stopped}")

    def _forget(self, made: "Made") -> None:
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
        self._tell(order, made, f"were saved as “{path.name}”")

    def to_spreadsheet(self, source: Source) -> None:
        """The mailing list as a file for a spreadsheet."""
        from storebook.exchange.exporting import mailing_list_csv

        require_to_print(self._context.book, RunKind.LIST, into_table=True)
        order = self.mailing_list("")
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
        path = ask.save_file(
            self._context.window(), f"Save {order.title.lower()}", suggested, kinds
        )
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
            return found.id
        assert source.look is not None
        look = with_request(source.look, kind=order.kind)
        return print_run(book, look, press, today=today, without=source.without, printed=printed)

    def _make(self, order: Order, source: Source, path: Path | None = None) -> "Made":
        """The paper of a run; with `path` it is saved there, which is all of the printing."""
        locale, today = self._context.shop().locale, self._context.today()
        out = io.BytesIO()
        problems: list[Problem] = []
        wanted: list[Piece] = []
        before = [] if source.run_id is None else pieces_of_run(self._context.book, source.run_id)

        def press(_: Run, run_pieces: list[RunPiece]) -> dict[int, str]:
            pieces = pieces_of(run_pieces, lambda day: short_day(day, today, locale))
            wanted.extend(from_position(pieces, source.first))
            problems.extend(order.draw(out, wanted))
            if path is not None:
                with written_whole(path) as stream:
                    stream.write(out.getvalue())
            return {problem.place: problem.sentence for problem in problems}

        run_id = self._through(press, order, source, printed=path is not None)
        dropped = dropped_since(self._context.book, run_id, before) if before else []
        return Made(
            run_id=run_id,
            is_new=source.run_id is None,
            pdf=out.getvalue(),
            pieces=len(wanted) - len(problems),
            problems=tuple(problems),
            dropped=tuple(dropped),
        )

    def _note(self, order: Order, made: "Made", path: Path | None = None) -> None:
        found = run(self._context.book, made.run_id)
        what = printed_name(found, order.kind)
        note_printed(self._context.book, what, pieces=made.pieces, out=path)

    def _tell(self, order: Order, made: "Made", how: str) -> None:
        went = self._went(made.run_id, order.kind, made.pieces, how)
        self.went.emit(replace(went, problems=made.problems, dropped=made.dropped))

    def _went(self, run_id: int, kind: RunKind, pieces: int, how: str) -> Went:
        now = datetime.now().astimezone()
        return Went(run_id=run_id, kind=kind, pieces=pieces, how=how, at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A PDF that is ready, of a run that is frozen; `is_new` where it was frozen for this."""

    run_id: int
    is_new: bool
    pdf: bytes
    pieces: int
    problems: tuple[Problem, ...]
    dropped: tuple[RunPiece, ...]


def counted(kind: RunKind, number: int, locale: str) -> str:
    """ "19 cards", "1 label"; a list has names."""
    one, many = WHAT.get(kind, ("name", "names"))
    return plural(number, one, many, locale)
