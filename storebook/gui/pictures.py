"""Pictures of the window and of printed pages, for the tour, the README and the films."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QEventLoop,
    QIODevice,
    QSize,
    QTimer,
)
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from storebook.base.files import written_whole
from storebook.gui.main_window import MainWindow
from storebook.gui.print_preview import PdfPages

LONGEST_WAIT_MS = 20_000
STEP_MS = 10
# A preview follows the chosen row a moment later, and fields keep a draft when typing rests.
QUIET_MS = 120
DOTS_PER_INCH = 96


def settle(window: MainWindow) -> None:
    """Let the window finish what it is reading and drawing."""
    wait_until(lambda: not window.jobs.busy())
    wait(QUIET_MS)
    wait_until(lambda: not window.jobs.busy())


def wait(milliseconds: int) -> None:
    """Keep the window alive so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(ready: Callable[[], bool]) -> bool:
    """Keep the window alive until it is ready; False when it never was."""
    clock = QElapsedTimer()
    clock.start()
    while not ready():
        if clock.elapsed() > LONGEST_WAIT_MS:
            return False
        wait(STEP_MS)
    return True


def take(widget: QWidget, path: Path) -> Path:
    """A picture of the widget as it stands on the screen, as a PNG file."""
    return keep(widget.grab().toImage(), path)


def take_pages(pdf: Path, folder: Path, *, most: int) -> list[Path]:
    """Pictures of the first pages of a PDF, named after it: cards-1.png, cards-2.png."""
    pages = PdfPages(pdf.read_bytes())
    taken = []
    for page in range(min(most, pages.count)):
        width, height = (round(mm / 25.4 * DOTS_PER_INCH) for mm in pages.size_mm(page))
        picture = pages.picture(page, QSize(width, height))
        taken.append(keep(picture, folder / f"{pdf.stem}-{page + 1}.png"))
    return taken


def keep(picture: QImage, path: Path) -> Path:
    """Write the picture; trouble with the disk is raised as for any other file."""
    with written_whole(path) as stream:
        stream.write(as_png(picture))
    return path


def as_png(picture: QImage) -> bytes:
    """The picture in the form of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())
