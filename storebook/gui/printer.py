"""The printers of this computer: choosing one, and putting the pages of a PDF on its paper."""

from PySide6.QtCore import QMarginsF, QObject, QPointF, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from storebook.gui import local_settings
from storebook.gui.by_hand import ByHandJob
from storebook.gui.print_preview import PdfPages
from storebook.gui.print_queue import QueueJob, has_queue
from storebook.gui.printer_habits import (
    PrinterHabits,
    calibration_of_printer,
    habits_of,
    tray_of,
    turned_by_hand,
)
from storebook.printing.calibration import Calibration
from storebook.printing.folds import Edge

DOTS_PER_INCH = 300
NOTHING_TAKEN = "The printer took nothing. Look whether it is on, and print again."
PAPERS = {
    "a4": QPageSize.PageSizeId.A4,
    "letter": QPageSize.PageSizeId.Letter,
}
DUPLEX = {
    Edge.SHORT: QPrinter.DuplexMode.DuplexShortSide,
    Edge.LONG: QPrinter.DuplexMode.DuplexLongSide,
}
EDGES = {mode: edge for edge, mode in DUPLEX.items()}


def has_printer() -> bool:
    """Whether this computer can print at all; without one there is still the PDF."""
    return bool(QPrinterInfo.availablePrinterNames())


def save_title(words: str) -> str:
    """What stands over the question where a PDF goes: `words`, and why it is asked at all where
    printing, too, leads there.
    """
    return words if has_printer() else f"No printer is set up here. {words} as a PDF"


def choose_printer(
    parent: QWidget | None,
    title: str,
    *,
    paper: str,
    turn: Edge | None = None,
) -> QPrinter | None:
    """Let the user choose printer, copies and tray; None when nothing is to be printed.

    `title` is what the printer's queue shows: never a name, never a piece. `turn` is the edge about
    which a sheet is turned that is printed on both sides.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    remembered = local_settings.printer_name()
    if remembered in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(remembered)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(PAPERS[paper]))
    # A queue without a description of its printer would be taken for a black one.
    printer.setColorMode(QPrinter.ColorMode.Color)
    printer.setDuplex(DUPLEX[turn] if turn is not None else QPrinter.DuplexMode.DuplexNone)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    local_settings.remember_printer(printer.printerName())
    return printer


def printer_names() -> list[str]:
    """All printers of this computer, the one that it uses by itself first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: (name != usual, name.casefold()))


def printer_for(name: str, title: str, *, page: tuple[float, float], copies: int) -> QPrinter:
    """The printer of this name, asked for nothing more; `page` is width and height in millimeters.

    `title` is what the printer's queue shows: never a name, never a piece.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(QSizeF(*page), QPageSize.Unit.Millimeter, title))
    printer.setColorMode(QPrinter.ColorMode.Color)
    printer.setCopyCount(copies)
    return printer


def printer_on(name: str, title: str, paper: str) -> QPrinter:
    """The printer of this name, asked for nothing more, with "a4" or "letter" in it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageSize(QPageSize(PAPERS[paper]))
    return printer


def page_size(page: tuple[float, float], title: str) -> QPageSize:
    """A page of so many millimeters, width and height, such as an envelope."""
    return QPageSize(QSizeF(*page), QPageSize.Unit.Millimeter, title)


def print_job(
    pages: PdfPages,
    printer: QPrinter,
    parent: QObject,
    *,
    stock: str = "",
    off: Calibration | None = None,
) -> "Job":
    """What sends these pages: handed to the queue as they are, or painted where there is none.

    They are put right by what was measured of the printer, with its tray and this `stock` (a name
    of `sheets`), or by `off`. A printer that prints one side at a time gets the fronts first, then
    the backs.
    """
    name = printer.printerName()
    habits, edge = habits_of(name), EDGES.get(printer.duplex())
    if off is None:
        off = calibration_of_printer(name, tray=tray_of(printer), stock=stock)
    if edge is None:
        return _send(put_right(pages, off), printer, parent)
    if not turned_by_hand(name) or not has_a_name(printer) or pages.count < 2:
        printer.setDuplex(DUPLEX[edge.other if habits.upside_down else edge])
        return _send(put_right(pages, off, both_sides=True), printer, parent)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    printer.setFromTo(0, 0)
    fronts, backs = parted(pages, off, habits, edge)
    return ByHandJob(fronts, backs, lambda side, of: _send(side, printer, of), parent)


def has_a_name(printer: QPrinter) -> bool:
    """Whether it is a printer, and not a file."""
    return printer.outputFormat() is QPrinter.OutputFormat.NativeFormat


def backs_job(
    pages: PdfPages, printer: QPrinter, parent: QObject, *, turn: Edge, stock: str
) -> "Job":
    """What sends the backs alone of pages whose fronts lie turned in the printer already."""
    name = printer.printerName()
    off = calibration_of_printer(name, tray=tray_of(printer), stock=stock)
    printer.setDuplex(QPrinter.DuplexMode.DuplexNone)
    return _send(parted(pages, off, habits_of(name), turn)[1], printer, parent)


def put_right(pages: PdfPages, off: Calibration, *, both_sides: bool = False) -> PdfPages:
    """The same pages, each where this printer puts it in its place."""
    if off.is_exact:
        return pages
    from storebook.printing.pages_out import all_pages, pages_out

    return PdfPages(pages_out(pages.pdf, all_pages(pages.count, both_sides=both_sides), off))


def parted(
    pages: PdfPages, off: Calibration, habits: PrinterHabits, edge: Edge
) -> tuple[PdfPages, PdfPages]:
    """The fronts, and the backs as the turned stack needs them: pages that turn about another edge
    than the hand does are printed the other way up.
    """
    from storebook.printing.pages_out import backs, fronts, pages_out

    turned = edge is not habits.turn_over
    behind = backs(pages.count, last_first=habits.last_first, turned=turned)
    return (
        PdfPages(pages_out(pages.pdf, fronts(pages.count), off)),
        PdfPages(pages_out(pages.pdf, behind, off)),
    )


def _send(pages: PdfPages, printer: QPrinter, parent: QObject) -> "PrintJob | QueueJob":
    return (QueueJob if has_queue(printer) else PrintJob)(pages, printer, parent)


class PrintJob(QObject):
    """Puts one page after another on the printer, so that the window stays alive meanwhile.

    `finished` tells how many pages went to it: all, or fewer when it was stopped or refused more.
    """

    progressed = Signal(int, int)
    finished = Signal(int, int)
    """pages that went to the printer, pages there are"""

    def __init__(self, pages: PdfPages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        self._painter = QPainter()
        self._done = 0
        self._stopped = False

    def start(self) -> None:
        """Begin; the rest follows by itself."""
        self._set_side(0)
        if not self._pages.count or not self._painter.begin(self._printer):
            self.finished.emit(0, self._pages.count)
            return
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        QTimer.singleShot(0, self, self._print_one)

    def stop(self) -> None:
        """No more pages after the one that is being printed."""
        self._stopped = True

    def _set_side(self, page: int) -> None:
        """Upright or lying, as the page is, with no margins: the page has its own."""
        width, height = self._pages.size_mm(page)
        lying = width > height
        side = QPageLayout.Orientation
        self._printer.setFullPage(True)
        self._printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._printer.setPageOrientation(side.Landscape if lying else side.Portrait)

    def _print_one(self) -> None:
        total = self._pages.count
        if self._done and not self._stopped and not self._printer.newPage():
            self._stopped = True
        if self._stopped:
            self._end()
            return
        width, height = self._pages.size_mm(self._done)
        dots = self._printer.resolution() / 25.4
        picture = self._pages.picture(self._done, QSize(round(width * dots), round(height * dots)))
        self._painter.drawImage(QPointF(0, 0), picture)
        self._done += 1
        self.progressed.emit(self._done, total)
        if self._done == total:
            self._end()
        else:
            QTimer.singleShot(0, self, self._print_one)

    def _end(self) -> None:
        self._painter.end()
        self.finished.emit(self._done, self._pages.count)


Job = PrintJob | QueueJob | ByHandJob
