"""How long nobody has touched the window, by two clocks, since each of them can be wrong."""

import time
from collections.abc import Callable
from enum import Enum, auto

# Between two looks at the clocks lies half a second; with so many seconds between, by either
# clock, the computer was asleep, or its clock was set.
GAP_SECONDS = 10


class Why(Enum):
    """Why it is time to lock."""

    QUIET = auto()
    ASLEEP = auto()


class Quiet:
    """The clock on the wall goes on while the computer sleeps, but can be set back; the steady one
    is never set, but on Linux and macOS stands still meanwhile. What either of them says is due.

    Both count in seconds.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wall = wall
        self.steady = steady
        self._touched = self._looked = self._now()

    def _now(self) -> tuple[float, float]:
        return self.wall(), self.steady()

    def touched(self) -> None:
        """Somebody did something just now."""
        self._touched = self._now()

    def look(self, limit_seconds: float) -> Why | None:
        """Whether it is time to lock. To be asked every half a second."""
        now = self._now()
        gap, self._looked = _longest(self._looked, now), now
        if gap > GAP_SECONDS:
            return Why.ASLEEP
        return Why.QUIET if _longest(self._touched, now) >= limit_seconds else None


def _longest(since: tuple[float, float], now: tuple[float, float]) -> float:
    return max(now[0] - since[0], now[1] - since[1])
