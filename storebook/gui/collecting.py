"""What refers to itself in circles is let go of by the window's thread, and by no other."""

import gc

from PySide6.QtCore import QObject

from storebook.gui.timers import every

LOOK_MS = 500
NEWEST, MIDDLE = 0, 1
# So often that what is let go of at a time is little: to take forty pages apart takes 50 ms.
YOUNG_IN_TURN = 2


class Collector(QObject):
    """Collects in place of Python, as long as `parent` lives.

    Python collects in whichever thread allocates. A page or dialog that is closed is such a circle,
    and a widget that a worker lets go of takes the program down with it. So nothing is collected by
    itself any more: what is new here, twice a second and only when there is as much as Python would
    wait for, the old in an idle moment (`collect_old`).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what is there before the first window stays; nobody has to look at it again
        every(self, LOOK_MS, collect_new).start()


def collect_young() -> None:
    """A few milliseconds at most, however much there is in all."""
    young, middle, _old = gc.get_count()
    at_least, in_turn, _ = gc.get_threshold()
    if young > at_least:
        gc.collect(MIDDLE if middle > in_turn else NEWEST)


def collect_new() -> None:
    """The same, and from time to time whatever is no older than the last such time, so that forms
    that were opened and left do not wait for an idle moment. What is still in use then is put aside
    for that, or at 100,000 shoppers each time would be felt for 70 ms, and not for 2.
    """
    _, middle, _ = gc.get_count()
    if middle <= YOUNG_IN_TURN:
        collect_young()
    else:
        collect_all()
        gc.freeze()


def collect_all() -> None:
    """All that was not put aside: only when nobody works, and never in a worker."""
    gc.collect()


def collect_old() -> None:
    """What was put aside as well, which takes a tenth of a second at 100,000 shoppers."""
    gc.unfreeze()
    collect_all()
    gc.freeze()
