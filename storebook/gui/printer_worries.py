"""What to say before paper is wasted: a printer that is off, paper it lacks, ink out of reach."""

import os
import re
import shutil
import subprocess
import sys

from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from storebook.gui import ask
from storebook.gui.print_preview import PdfPages

ASK_QUEUE = "lpstat"
PATIENCE_S = 2.0
DOTS_PER_INCH = 50
MOST_PAGES = 12
# A dot of the picture is half a millimeter: nearer is not told.
NEAR_MM = 0.6
SAME_MM = 1.5
ALERTS = {
    "offline": "is not connected, or off",
    "connecting-to-device": "does not answer",
    "media-empty": "has no paper",
    "media-needed": "has no paper",
    "media-jam": "has a paper jam",
    "door-open": "is open",
    "cover-open": "is open",
    "toner-empty": "has no toner",
    "marker-supply-empty": "has no ink",
    "paused": "is paused",
}


def may_print(
    window: QWidget | None, printer: QPrinter, pages: PdfPages, *, cut: bool = False
) -> bool:
    """Say what is likely to go wrong, and ask; True when nothing is, or it is wanted all the same.

    Files have nothing to worry about. Of what is `cut` from its paper, a slip from a roll or a card
    from a sheet, only the printer itself is looked at.
    """
    if printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat or not pages.count:
        return True
    worries = worries_about(printer, pages, cut=cut)
    if not worries:
        return True
    return ask.confirm(window, worries[0], "Print all the same", fact="\n".join(worries[1:]))


def worries_about(printer: QPrinter, pages: PdfPages, *, cut: bool = False) -> list[str]:
    """One sentence each, the weightiest first."""
    name = printer.printerName()
    found = [trouble_of(name)]
    if not cut:
        found += [paper_trouble(name, pages.size_mm(0)), ink_trouble(printer, pages)]
    return [sentence for sentence in found if sentence]


# -- the printer itself


def trouble_of(name: str) -> str:
    """Why nothing would come out now; empty when it is ready, or nobody knows."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        return f"“{name}” is not among the printers of this computer any more."
    stopped = info.state() is QPrinter.PrinterState.Error
    told = _asked_of_queue(name)
    for alert, words in ALERTS.items():
        if alert in told.alerts and (alert != "paused" or not told.stopped):
            return f"“{name}” {words}. What is sent to it waits until that is put right."
    if stopped or told.stopped:
        return f"“{name}” is stopped. What is sent to it waits until somebody starts it again."
    return ""


class _Told:
    """What the queue says of a printer."""

    def __init__(self, words: str = "") -> None:
        first, _, rest = words.partition("\n")
        self.stopped = bool(re.search(r"\bdisabled\b", first))
        found = re.search(r"^\s+Alerts:\s*(.*)$", rest, re.MULTILINE)
        self.alerts = found[1] if found else ""


def _asked_of_queue(name: str) -> _Told:
    """Linux and macOS have one; it is not waited for long."""
    if sys.platform == "win32" or shutil.which(ASK_QUEUE) is None or name.startswith("-"):
        return _Told()
    try:
        done = subprocess.run(
            [ASK_QUEUE, "-l", "-p", name],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return _Told()
    return _Told(done.stdout)


# -- its paper


def paper_trouble(name: str, size: tuple[float, float]) -> str:
    """Why the paper is not one of this printer's; empty when it is, or it lists none."""
    info = QPrinterInfo.printerInfo(name)
    sizes = [one.size(QPageSize.Unit.Millimeter) for one in info.supportedPageSizes()]
    if not sizes or any(_same(size, (one.width(), one.height())) for one in sizes):
        return ""
    least = info.minimumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
    most = info.maximumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
    short, long = sorted(size)
    if info.supportsCustomPageSizes() and (
        least.width() <= short <= most.width() and least.height() <= long <= most.height()
    ):
        return ""
    if info.supportsCustomPageSizes() and not most.isValid():
        return ""
    return f"“{name}” does not list paper of {short:.0f} × {long:.0f} mm among those it takes."


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(abs(a - b) < SAME_MM for a, b in pairs)


# -- the edges it leaves white


def ink_trouble(printer: QPrinter, pages: PdfPages) -> str:
    """How far the ink reaches into what the printer leaves white; empty when it does not."""
    white = printer.pageLayout().minimumMargins()
    unit = printer.pageLayout().units()
    margins = _in_millimeters(white, unit)
    if not any(margins):
        return ""
    reach = max(_reach(pages, page, margins) for page in range(min(pages.count, MOST_PAGES)))
    if reach <= NEAR_MM:
        return ""
    return (
        f"“{printer.printerName()}” leaves up to {max(margins):.0f} mm at the edges white: "
        f"{reach:.1f} mm of what is printed there will be missing."
    )


def _in_millimeters(margins: QMarginsF, unit: QPageLayout.Unit) -> tuple[float, ...]:
    points = {QPageLayout.Unit.Point: 25.4 / 72, QPageLayout.Unit.Millimeter: 1.0,
              QPageLayout.Unit.Inch: 25.4}.get(unit, 25.4 / 72)  # fmt: skip
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    return tuple(side * points for side in sides)


def _reach(pages: PdfPages, page: int, margins: tuple[float, ...]) -> float:
    """How far, in millimeters, ink reaches into the margins of a standing sheet."""
    width, height = pages.size_mm(page)
    left, top, right, bottom = margins
    if width > height:  # it goes in turned a quarter to the left
        left, top, right, bottom = bottom, left, top, right
    white = white_edges(pages, page)
    if white is None:
        return 0.0
    return max(a - b for a, b in zip((left, top, right, bottom), white, strict=True))


def white_edges(pages: PdfPages, page: int) -> tuple[float, float, float, float] | None:
    """Millimeters without ink at the left, top, right and bottom; None for an empty page."""
    width, height = pages.size_mm(page)
    dots = DOTS_PER_INCH / 25.4
    size = QSize(max(1, round(width * dots)), max(1, round(height * dots)))
    gray = pages.picture(page, size).convertToFormat(QImage.Format.Format_Grayscale8)
    wide = gray.width()
    dots_of_all, step = bytes(gray.constBits()), gray.bytesPerLine()
    lines = [dots_of_all[y * step : y * step + wide] for y in range(gray.height())]
    inked = [y for y, line in enumerate(lines) if line.strip(b"\xff")]
    if not inked:
        return None
    left = min(wide - len(lines[y].lstrip(b"\xff")) for y in inked)
    right = min(wide - len(lines[y].rstrip(b"\xff")) for y in inked)
    below = gray.height() - 1 - inked[-1]
    return left / dots, inked[0] / dots, right / dots, below / dots
