"""What the person at work may not do is not offered; one sentence says so in its place."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from storebook.book.history import may_take_back
from storebook.gui.context import Context
from storebook.staff.rights import DEEDS, Right

Offer = tuple[QWidget, Iterable[Right]]


def offer(context: Context, *offers: Offer) -> str:
    """Show each part to who has all rights that it needs, and hide it from others.

    Returns the sentence for what is hidden: “You may not bring in lists.”, or
    nothing. The service refuses all the same.
    """
    viewer = context.viewer()
    lacking: list[Right] = []
    for part, rights in offers:
        missing = [right for right in rights if not viewer.may(right)]
        part.setVisible(not missing)
        lacking += [right for right in missing if right not in lacking]
    return f"You may not {_either([DEEDS[right] for right in lacking])}." if lacking else ""


def _either(deeds: list[str]) -> str:
    *most, last = deeds
    return f"{', '.join(most)} or {last}" if most else last


class TakenBack:
    """Which changes are offered to be taken back; asked once for each, until somebody else looks
    or the book was written.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[int, bool] = {}

    def forget(self) -> None:
        """Ask anew."""
        self._known.clear()

    def offers(self, change_id: int) -> bool:
        """Whether it is for who is at work to take this one back."""
        if change_id not in self._known:
            self._known[change_id] = may_take_back(self._context.book, change_id)
        return self._known[change_id]
