"""Puts a PDF that is ready onto the printer that is chosen, or into a file, and notes it once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtPrintSupport import QPrinter

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.places import file_stem
from storebook.book.ways_out import note_printed
from storebook.gui import ask, printer
from storebook.gui.by_hand import ByHandJob
from storebook.gui.context import Context
from storebook.gui.dialogs.turn_stack import TurnStack
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_habits import habits_of
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working
from storebook.printing.folds import Edge

PDF = "PDF (*.pdf)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """Pages that go out together. `title` names them for the printer's queue, the file, and who
    reads about it; `paper` is what they are for, and `done` is called with the file, or with None.

    `turn` is the edge about which a sheet is turned whose other side is printed as well: where a
    hand does it, `fronts_out` is told the printer when they are out, and `stopped` comes when the
    backs are not wanted. `stock`, a name of `sheets`, says which offsets were measured for it.
    `is_list` says that the names of many are on it: then a part of it is written down as well.
    """

    title: str
    pdf: bytes
    paper: str
    done: Callable[[Path | None], None]
    turn: Edge | None = None
    fronts_out: Callable[[QPrinter], None] | None = None
    stopped: Callable[[], None] | None = None
    stock: str = ""
    is_list: bool = False
    many: bool = False
    """Whether the title speaks of several things."""


class PaperOut(QObject):
    """Sends one and is gone; a child of the window, so that it outlives a dialog."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window())
        self._context = context
        self._sent_by = context.book.associate_id
        self._job: Job | None = None

    def to_printer(self, sheaf: Sheaf) -> None:
        """Through the printer the user chooses; where there is none, into a PDF."""
        if not printer.has_printer():
            self.to_file(sheaf)
            return
        window, pages = self._context.window(), PdfPages(sheaf.pdf)
        chosen = printer.choose_printer(window, sheaf.title, paper=sheaf.paper, turn=sheaf.turn)
        if chosen is None or not may_print(window, chosen, pages):
            self.deleteLater()
            return
        self._job = job = printer.print_job(pages, chosen, self, stock=sheaf.stock)
        if isinstance(job, ByHandJob):
            job.turn_wanted.connect(lambda: self._ask_to_turn(sheaf, job, chosen))
        job.finished.connect(lambda done, total: self._on_printed(sheaf, done, total))
        job.start()

    def busy(self) -> bool:
        """Whether pages are still on their way."""
        return self._job is not None

    def _ask_to_turn(self, sheaf: Sheaf, job: ByHandJob, chosen: QPrinter) -> None:
        """The fronts are out: a hand turns them, and says so."""
        if sheaf.fronts_out is not None:
            with working(self._context.book, self._sent_by):
                sheaf.fronts_out(chosen)
        dialog = TurnStack(self._context, habits_of(chosen.printerName()))
        if sheaf.stopped is not None:
            dialog.stopped.connect(sheaf.stopped)
        dialog.accepted.connect(lambda: QTimer.singleShot(0, job, job.go_on))
        dialog.rejected.connect(lambda: QTimer.singleShot(0, job, job.stop))
        self._context.dialogs.open(dialog)

    def _on_printed(self, sheaf: Sheaf, done: int, total: int) -> None:
        self._job = None
        self.deleteLater()
        if not done:
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        if done < total:
            self._note_part(sheaf, f"{sheaf.title}, {done} of {total} pages,")
            raise Refused(
                f"{sheaf.title}: only {done} of {total} pages went to the printer. It counts as "
                "not printed."
            )
        with working(self._context.book, self._sent_by):
            sheaf.done(None)
        self._context.say(f"{sheaf.title} went to the printer.")

    def _note_part(self, sheaf: Sheaf, what: str) -> None:
        if sheaf.is_list:
            with working(self._context.book, self._sent_by):
                note_printed(self._context.book, what, is_list=True)

    def to_file(self, sheaf: Sheaf) -> None:
        """Into a PDF that the user names."""
        self.deleteLater()
        path = file_for(self._context, sheaf.title, ".pdf", PDF)
        if path is None:
            return
        with written_whole(path) as stream:
            stream.write(sheaf.pdf)
        sheaf.done(path)
        were = "were" if sheaf.many else "was"
        self._context.say(f"{sheaf.title} {were} saved as “{path.name}”.")


def file_for(context: Context, title: str, ending: str, kinds: str) -> Path | None:
    """Where the user wants it; None when nowhere."""
    suggested = Path.home() / f"{file_stem(title.replace(',', ''))}{ending}"
    words = f"Save {title[:1].lower()}{title[1:]}"
    words = printer.save_title(words) if kinds == PDF else words
    path = ask.save_file(context.window(), words, suggested, kinds)
    if path is None:
        return None
    return path if path.suffix else path.with_suffix(ending)


__all__ = ["PaperOut", "Sheaf", "file_for"]
