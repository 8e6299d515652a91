"""The order in which Tab goes through a window, one part after the other."""

from PySide6.QtWidgets import QWidget


def beside(part: QWidget, *, forward: bool = True) -> QWidget:
    """What comes after this part of the window, or before it; at its end the window begins anew.

    PySide takes what it hands out here to belong to `part`, so that it forgets the window and all
    in it when a dialog is closed, and makes its records of them anew: 50 kB each time. To give it
    the parent that it has puts that right, and changes nothing else.
    """
    step = part.nextInFocusChain() if forward else part.previousInFocusChain()
    step.setParent(step.parentWidget())
    return step
