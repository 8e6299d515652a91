"""Hands a PDF to the print queue of Linux and macOS as it is, so that lines and letters stay sharp.

CUPS takes PDF; painted through Qt the page would become a picture. Windows has no such queue: there
`printer.PrintJob` paints.
"""

import shutil
import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from storebook.gui.print_preview import PdfPages

COMMAND = "lp"
# Names of PWG 5101.1, which every queue knows; the short side first, in millimeters.
MEDIA = {
    (210, 297): "iso_a4_210x297mm",
    (148, 210): "iso_a5_148x210mm",
    (105, 148): "iso_a6_105x148mm",
    (216, 279): "na_letter_8.5x11in",
    (140, 216): "na_invoice_5.5x8.5in",
    (110, 220): "iso_dl_110x220mm",
    (114, 162): "iso_c6_114x162mm",
    (162, 229): "iso_c5_162x229mm",
    (105, 241): "na_number-10_4.125x9.5in",
    (98, 190): "na_monarch_3.875x7.5in",
    (111, 146): "na_a2_4.375x5.75in",
}
SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}
ONE_SIDE = "one-sided"
TRAYS = {
    QPrinter.PaperSource.Lower: "bottom",
    QPrinter.PaperSource.Middle: "middle",
    QPrinter.PaperSource.Manual: "manual",
    QPrinter.PaperSource.Envelope: "envelope",
    QPrinter.PaperSource.EnvelopeManual: "envelope",
    QPrinter.PaperSource.LargeCapacity: "large-capacity",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the queue is told besides the pages. `page` is width and height in millimeters."""

    printer: str
    title: str
    page: tuple[float, float]
    copies: int = 1
    sides: str = ONE_SIDE
    tray: str = ""
    color: bool = True
    first_page: int = 0
    last_page: int = 0


def words(sending: Sending) -> list[str]:
    """The arguments of `lp`; the pages themselves come through its standard input."""
    media = medium(sending.page)
    options = [
        f"media={media},{sending.tray}" if sending.tray else f"media={media}",
        f"sides={sending.sides}",
        # Never made to fit: labels would sit beside their labels.
        "print-scaling=none",
        f"print-color-mode={'color' if sending.color else 'monochrome'}",
    ]
    pages = ["-P", f"{sending.first_page}-{sending.last_page}"] if sending.first_page else []
    told = [part for option in options for part in ("-o", option)]
    return [
        *("-d", sending.printer, "-t", sending.title, "-n", str(sending.copies)),
        *pages,
        *told,
        *("--", "-"),
    ]


def medium(page: tuple[float, float]) -> str:
    """The name of the paper for the queue; one without a name by its size, upright."""
    short, long = sorted(page)
    for (width, height), name in MEDIA.items():
        if abs(short - width) < 1.5 and abs(long - height) < 1.5:
            return name
    return f"Custom.{short:.1f}x{long:.1f}mm"


def sending_of(printer: QPrinter, pages: PdfPages) -> Sending:
    """What was chosen for the printer, in the words of the queue."""
    black = printer.colorMode() is QPrinter.ColorMode.GrayScale
    return Sending(
        printer=printer.printerName(),
        title=printer.docName(),
        page=pages.size_mm(0),
        copies=printer.copyCount(),
        sides=SIDES.get(printer.duplex(), ONE_SIDE),
        tray=TRAYS.get(printer.paperSource(), ""),
        color=not black,
        first_page=printer.fromPage(),
        last_page=printer.toPage(),
    )


def has_queue(printer: QPrinter) -> bool:
    """Whether this printer is a queue that takes a PDF as it is."""
    return (
        sys.platform != "win32"
        and printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
        and bool(printer.printerName())
        and shutil.which(COMMAND) is not None
    )


class QueueJob(QObject):
    """One PDF on its way to the queue. `finished` tells all pages, or none when it was refused."""

    progressed = Signal(int, int)
    finished = Signal(int, int)

    def __init__(self, pages: PdfPages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._words = words(sending_of(printer, pages)) if pages.count else []
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._ended = False

    def start(self) -> None:
        """Begin; the rest follows by itself."""
        if not self._pages.count:
            QTimer.singleShot(0, self, self._on_nothing)
            return
        self._process.start(COMMAND, self._words)
        self._process.write(self._pages.pdf)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Nothing is handed over any more; what the queue has is the queue's."""
        self._process.kill()

    def _on_nothing(self) -> None:
        self._end(0)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(0)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        taken = code == 0 and status is QProcess.ExitStatus.NormalExit
        self._end(self._pages.count if taken else 0)

    def _end(self, done: int) -> None:
        if self._ended:
            return
        self._ended = True
        if done:
            self.progressed.emit(done, self._pages.count)
        self.finished.emit(done, self._pages.count)
