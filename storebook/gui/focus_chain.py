"""The order in which Tab goes through a window, one part after the other."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

QT_MADE = "qt_"


def beside(part: QWidget, *, forward: bool = True) -> QWidget:
    """What comes after this part of the window, or before it; at its end the window begins anew.

    PySide takes what it hands out here to belong to `part`, so that it forgets the window and all
    in it when a dialog is closed, and makes its records of them anew: 50 kB each time. To give it
    the parent that it has puts that right, and changes nothing else. A parent that Qt made itself,
    such as what holds a bar to scroll by, is known to nobody and would take its child along: it is
    given its own parent too.
    """
    step = part.nextInFocusChain() if forward else part.previousInFocusChain()
    assert step is not None  # it is a ring
    child = step
    while True:
        parent = child.parentWidget()
        child.setParent(parent)  # of a window too, which has none and would be the dialog's
        if parent is None or not parent.objectName().startswith(QT_MADE):
            return step
        child = parent


def follow(at: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from `at` through these: what is made later would come after all the rest."""
    for part in parts:
        QWidget.setTabOrder(at, part)
        at = part
