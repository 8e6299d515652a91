"""The list of the top fifth on paper, or as a PDF."""

import io
from pathlib import Path

from PySide6.QtCore import QObject

from storebook.analysis.pareto import TopFifth
from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.ways_out import note_printed
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.pages.owner_words import fine_percent, sentence, whole_money, window_words
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working
from storebook.gui.shown import whole_day
from storebook.printing.lists import TopRow, print_top_list
from storebook.printing.sheets import paper
from storebook.printing.tables import Heading
from storebook.staff.associates import associate

TITLE = "The top fifth"
DEEDS = ["Print", "Save as PDF"]


def top_list_pdf(context: Context, found: TopFifth) -> bytes:
    """The list as it will lie on the owner's desk."""
    shop = context.shop()
    who = associate(context.book, context.book.associate_id).name
    heading = Heading(
        title=TITLE,
        note=f"{' '.join(sentence(found, shop))} Counted: {window_words(found, shop)}.",
        made=f"{who}, {shop.name}, {whole_day(context.today(), shop.locale)}",
    )
    rows = [
        TopRow(
            rank=str(row.rank),
            name=row.name,
            amount=whole_money(row.amount_cents, shop),
            share=fine_percent(row.share),
        )
        for row in found.rows
    ]
    out = io.BytesIO()
    basis = found.basis.value.capitalize()
    print_top_list(out, heading, rows, paper(shop.paper.value), basis=basis)
    return out.getvalue()


class TopListPrinting(QObject):
    """Asks where it shall go, and sends it there."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def print_list(self, found: TopFifth) -> None:
        """On paper or into a PDF, as the user chooses."""
        if not found.rows:
            raise Refused(
                "Nobody is in the top fifth yet, so there is nothing to print.", harmless=True
            )
        window = self._context.window()
        deed = ask.choose(window, "The list of the top fifth", DEEDS)
        if deed is None:
            return
        if deed == 0 and printer.has_printer():
            self._to_printer(found)
        else:
            self._to_file(found)

    def _to_printer(self, found: TopFifth) -> None:
        window, paper_name = self._context.window(), self._context.shop().paper.value
        chosen = printer.choose_printer(window, TITLE, paper=paper_name)
        pages = PdfPages(top_list_pdf(self._context, found))
        if chosen is None or not may_print(window, chosen, pages):
            return
        # Of the window: it comes out whole though somebody else signs in, with other pages.
        job, sent_by = printer.print_job(pages, chosen, window), self._context.book.associate_id
        job.finished.connect(lambda done, _: self._on_printed(found, done, job, sent_by))
        job.start()

    def _on_printed(self, found: TopFifth, done: int, job: Job, sent_by: int) -> None:
        job.deleteLater()
        if not done:
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        with working(self._context.book, sent_by):
            self._note(found)

    def _note(self, found: TopFifth, path: Path | None = None) -> None:
        what = f"{TITLE} up to {found.window.end.isoformat()}"
        note_printed(self._context.book, what, pieces=len(found.rows), out=path, is_list=True)

    def _to_file(self, found: TopFifth) -> None:
        on = found.window.end.isoformat()
        suggested = Path.home() / f"Top fifth {on}.pdf"
        title = printer.save_title("Save the list")
        path = ask.save_file(self._context.window(), title, suggested, "PDF (*.pdf)")
        if path is None:
            return
        pdf = top_list_pdf(self._context, found)
        with written_whole(path) as stream:
            stream.write(pdf)
        self._note(found, path)
