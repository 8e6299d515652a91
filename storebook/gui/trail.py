"""What was open before, for Back and Forward."""

from dataclasses import dataclass

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and the shopper it showed, if it showed one."""

    page: str
    shopper_id: int | None = None


class Trail:
    """Places in the order they were opened, and where in it we are."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def opened(self, place: Place) -> None:
        """Somewhere new: what lay ahead is forgotten."""
        if self._places and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def back(self) -> Place | None:
        """The place before this one, or None at the beginning."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """The place after this one, or None at the end."""
        if self._at >= len(self._places) - 1:
            return None
        self._at += 1
        return self._places[self._at]
