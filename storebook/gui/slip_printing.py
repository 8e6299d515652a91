"""Slips on their way to paper: which paper and printer, the PDF, and what was printed, noted."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.places import file_stem
from storebook.book.shop import Paper, Shop
from storebook.gui import ask, local_settings, printer
from storebook.gui.context import Context
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working
from storebook.gui.shown import whole_day
from storebook.sales.slips import Slip, SlipKind, note_printed

PDF = "PDF (*.pdf)"
INTO_A_FILE = "A PDF file"
ROLL = "roll80"
# The names and titles of the papers, so that the press is not loaded with the window.
PAPERS = (
    ("a5", "A5"),
    ("a6", "A6"),
    ("letter-half", "Half Letter"),
    (ROLL, "Roll, 80 mm"),
)
OF_THE_SHOP = {Paper.A4: "a5", Paper.LETTER: "letter-half"}
TITLES = {
    SlipKind.PURCHASE: "Purchase slip",
    SlipKind.GIFT: "Gift receipt",
    SlipKind.RETURN: "Return slip",
    SlipKind.DEPOSIT: "Deposit slip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipJob:
    """What goes where: a printer by its name, or an empty name for a file."""

    purchase_id: int
    kind: SlipKind
    number: str
    pdf: bytes
    paper: str
    printer: str
    copies: int


def usual_paper(shop: Shop) -> str:
    """The one that was used here last, else a half of the paper in the shop's printer."""
    kept = local_settings.slip_paper()
    return kept if kept in dict(PAPERS) else OF_THE_SHOP[shop.paper]


def printer_choices() -> list[tuple[str, str]]:
    """The printers by name, and a file, which is always there."""
    return [*((name, name) for name in printer.printer_names()), ("", INTO_A_FILE)]


def usual_printer() -> str:
    """The one that slips went to last, else the computer's own; a file when there is none."""
    names = printer.printer_names()
    kept = local_settings.slip_printer() or local_settings.printer_name()
    return kept if kept in names else next(iter(names), "")


def slips_pdf(shop: Shop, slips: Sequence[Slip], paper_name: str) -> tuple[bytes, list[str]]:
    """The slips as they will be printed, and what about them a person should look at."""
    # Loaded with the first slip: the press takes longer to come in than a form to open.
    from storebook.printing.slips import Writer, print_slips, slip_paper

    out = io.BytesIO()
    writer = Writer(shop=shop, show_day=lambda day: whole_day(day, shop.locale))
    problems = print_slips(out, slips, writer, slip_paper(paper_name))
    return out.getvalue(), [problem.sentence for problem in problems]


class SlipPrinting(QObject):
    """Sends one job and is gone; a child of the window, so that it outlives the dialog."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window())
        self._context = context
        self._sent_by = context.book.associate_id
        self._job: Job | None = None

    def send(self, job: SlipJob) -> Callable[[], None] | None:
        """What sends it; None when the user wants no file after all."""
        local_settings.remember_slip_paper(job.paper)
        if job.printer:
            local_settings.remember_slip_printer(job.printer)
            return lambda: self._to_printer(job)
        stem = file_stem(f"{TITLES[job.kind]} {job.number}")
        suggested = Path.home() / f"{stem}.pdf"
        path = ask.save_file(self._context.window(), "Save the slip", suggested, PDF)
        if path is None:
            self.deleteLater()
            return None
        path = path if path.suffix else path.with_suffix(".pdf")
        return lambda: self._to_file(job, path)

    def _to_file(self, job: SlipJob, path: Path) -> None:
        with written_whole(path) as stream:
            stream.write(job.pdf)
        self.deleteLater()
        self._note(job, {"file": path.name})
        self._context.say(f"{TITLES[job.kind]} saved as “{path.name}”.")

    def _to_printer(self, job: SlipJob) -> None:
        pages = PdfPages(job.pdf)
        sizes = [pages.size_mm(page) for page in range(pages.count)]
        tallest = max(sizes, key=lambda size: size[1])
        chosen = printer.printer_for(job.printer, TITLES[job.kind], page=tallest, copies=job.copies)
        if not may_print(self._context.window(), chosen, pages, cut=job.paper == ROLL):
            self.deleteLater()
            return
        self._job = printer.print_job(pages, chosen, self)
        self._job.finished.connect(lambda printed, total: self._on_printed(job, printed, total))
        self._job.start()

    def _on_printed(self, job: SlipJob, printed: int, total: int) -> None:
        self._job = None
        self.deleteLater()
        if printed < total:
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        self._note(job, {"printer": job.printer, "copies": job.copies})
        self._context.say(f"{TITLES[job.kind]} went to the printer.")

    def _note(self, job: SlipJob, where: Mapping[str, str | int | None]) -> None:
        with working(self._context.book, self._sent_by):
            detail = {"paper": job.paper, **where}
            note_printed(self._context.book, job.purchase_id, job.kind, detail)
