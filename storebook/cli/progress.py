"""How far a long command has come, on standard error and only for a person who looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int, str], None]


@contextmanager
def telling() -> Iterator[Tell]:
    """What shows "Selling: 20,000 of 29,606" on one line that changes, gone at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    shown = 0

    def tell(done: int, total: int, what: str) -> None:
        nonlocal shown
        line = f"{what}: {done:,} of {total:,}"
        sys.stderr.write("\r" + line.ljust(shown))
        sys.stderr.flush()
        shown = len(line)

    try:
        yield tell
    finally:
        sys.stderr.write("\r" + " " * shown + "\r")
        sys.stderr.flush()
