"""Both sides on a printer that knows only one: fronts, a hand that turns the stack, backs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storebook.gui.print_preview import PdfPages
from storebook.gui.print_queue import QueueJob

if TYPE_CHECKING:
    from storebook.gui.printer import PrintJob


class ByHandJob(QObject):
    """Prints the fronts, says `turn_wanted`, and after `go_on` the backs.

    `finished` tells how many of all pages went to the printer: fewer when it was stopped between.
    """

    progressed = Signal(int, int)
    finished = Signal(int, int)
    turn_wanted = Signal()

    def __init__(
        self,
        fronts: PdfPages,
        backs: PdfPages,
        send: "Callable[[PdfPages, QObject], PrintJob | QueueJob]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sides = [fronts, backs]
        self._total = fronts.count + backs.count
        self._send = send
        self._job: PrintJob | QueueJob | None = None
        self._done = 0

    def start(self) -> None:
        """The fronts; the rest follows when somebody says so."""
        self._print(self._sides.pop(0))

    def waits(self) -> bool:
        """Whether the fronts are out, and a hand is waited for."""
        return self._job is None and 0 < self._done < self._total

    def go_on(self) -> None:
        """The stack is back in the tray: the backs."""
        if self._job is None and self._sides:
            self._print(self._sides.pop(0))

    def stop(self) -> None:
        """No more pages; between the two sides it ends there."""
        self._sides.clear()
        if self._job is not None:
            self._job.stop()
        else:
            self.finished.emit(self._done, self._total)

    def _print(self, pages: PdfPages) -> None:
        before = self._done
        self._job = self._send(pages, self)
        self._job.progressed.connect(
            lambda done, _: self.progressed.emit(before + done, self._total)
        )
        self._job.finished.connect(self._on_side)
        self._job.start()

    def _on_side(self, done: int, total: int) -> None:
        self._job = None
        self._done += done
        if done == total and self._sides:
            self.turn_wanted.emit()
        else:
            self.finished.emit(self._done, self._total)
