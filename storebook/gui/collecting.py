"""What refers to itself in circles is let go of by the window's thread, and by no other."""

import gc

from PySide6.QtCore import QObject

from storebook.gui.timers import every

LOOK_MS = 500
NEWEST, MIDDLE = 0, 1


class Collector(QObject):
    """Collects in place of Python, as long as `parent` lives.

    Python collects in whichever thread allocates. A page or dialog that is closed is such a circle,
    and a widget that a worker lets go of takes the program down with it. So nothing is collected by
    itself any more: the young here, twice a second and only when there are as many as Python would
    wait for, the old in an idle moment (`collect_all`).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what is there before the first window stays; nobody has to look at it again
        every(self, LOOK_MS, collect_young).start()


def collect_young() -> None:
    """A few milliseconds at most, however much there is in all."""
    young, middle, _old = gc.get_count()
    at_least, in_turn, _ = gc.get_threshold()
    if young > at_least:
        gc.collect(MIDDLE if middle > in_turn else NEWEST)


def collect_all() -> None:
    """All of it: only when nobody works, and never in a worker."""
    gc.collect()
