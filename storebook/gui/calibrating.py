"""The calibration sheet on its way to a printer, plain for measuring or put right for looking."""

import io
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from storebook.base.errors import Refused
from storebook.gui import printer
from storebook.gui.by_hand import ByHandJob
from storebook.gui.print_preview import PdfPages
from storebook.gui.print_queue import TRAYS
from storebook.gui.printer import Job
from storebook.printing.calibration import EXACT, Calibration
from storebook.printing.folds import Edge
from storebook.printing.sheets import Paper

TITLE = "Calibration sheet"
# Enough to see in which order the backs come.
SHEETS_BOTH_SIDES = 2
SOURCES = {words: source for source, words in reversed(TRAYS.items())}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWanted:
    """On which printer and paper; `off` puts it right, exact prints it as the printer does."""

    printer: str
    paper: Paper
    tray: str = ""
    both_sides: bool = False
    off: Calibration = EXACT


class SheetPrinting(QObject):
    """One sheet at a time. `turn_wanted` comes when a hand has to turn it for its back."""

    printed = Signal()
    turn_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    def busy(self) -> bool:
        """Whether a sheet is still on its way, or waits to be turned."""
        return self._job is not None

    def send(self, wanted: SheetWanted) -> None:
        """Print it; Refused when the printer is busy with the last one or takes nothing."""
        if self._job is not None:
            raise Refused("The last sheet is still on its way.", harmless=True)
        page = (wanted.paper.width, wanted.paper.height)
        chosen = printer.printer_for(wanted.printer, TITLE, page=page, copies=1)
        if wanted.tray:
            chosen.setPaperSource(SOURCES[wanted.tray])
        if wanted.both_sides:
            chosen.setDuplex(printer.DUPLEX[Edge.LONG])
        self._job = job = printer.print_job(sheet_pages(wanted), chosen, self, off=wanted.off)
        job.finished.connect(self._on_finished)
        if isinstance(job, ByHandJob):
            job.turn_wanted.connect(self.turn_wanted)
        job.start()

    def go_on(self) -> None:
        """The stack is turned."""
        if isinstance(self._job, ByHandJob):
            self._job.go_on()

    def stop(self) -> None:
        """No backs."""
        if self._job is not None:
            self._job.stop()

    def _on_finished(self, done: int, total: int) -> None:
        self._job = None
        if done == 0:
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        self.printed.emit()


def sheet_pages(wanted: SheetWanted) -> PdfPages:
    """The sheet as the press makes it."""
    from storebook.printing.calibration_sheet import print_calibration_sheet

    out = io.BytesIO()
    sheets = SHEETS_BOTH_SIDES if wanted.both_sides else 1
    print_calibration_sheet(out, wanted.paper, both_sides=wanted.both_sides, sheets=sheets)
    return PdfPages(out.getvalue())
