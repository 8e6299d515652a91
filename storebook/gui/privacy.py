"""Privacy: while a shopper can see this screen, amounts and other people's affairs are not on it.

It belongs to the computer, not to the book or to who works: the screen stays where it stands.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal

HIDDEN = "•••"
SPOKEN = "hidden"

TITLE = "Privacy is on"


class Notifier(QObject):
    """Says when privacy was turned on or off."""

    changed = Signal()


@dataclass(slots=True)
class _Current:
    on: bool = False


_current = _Current()


@cache
def notifier() -> Notifier:
    """The one notifier of the program."""
    return Notifier()


def is_on() -> bool:
    """Whether a shopper may be looking."""
    return _current.on


def turn(on: bool) -> None:
    """Turn it on or off; everything on screen follows at once."""
    if on is not _current.on:
        _current.on = on
        notifier().changed.emit()


def toggle() -> None:
    """What F8 and the button in the top bar do."""
    turn(not _current.on)


def spoken(words: str) -> str:
    """Hidden values as they are read aloud."""
    return words.replace(HIDDEN, SPOKEN)
