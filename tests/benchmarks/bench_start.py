"""From the start of the process until the window takes a key, beside a minimal window.

    python tests/benchmarks/bench_start.py [BOOK...]
    xvfb-run python tests/benchmarks/bench_start.py --platform xcb [BOOK...]

Each start is a process of its own, in an order that is drawn anew each round; Python's compiled
files are there, as after the first start. The window counts when its search was painted and then
took a letter, which for ours includes what that letter finds. Goals: at most 2.5 times the minimal
window; S and X within 20 percent of each other; at most 150 MB. The goals are judged by the work of
the processor, which is the time that passes when nothing else runs.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.shapes import measured_book
from tests.benchmarks.turns import SHARED

STARTED = Path(__file__).with_name("started.py")
ROUNDS = 12
GOAL = 2.5
MOST_MEGABYTES = 150


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until the window took a key, seconds of work until then, and memory."""

    ready: float
    work: float
    megabytes: float


Starts = dict[tuple[str, str], list[Start]]


def start(side: str, book: Path, environment: dict[str, str]) -> Start:
    """One process; the clock is the computer's, the same in both."""
    begun = time.monotonic()
    command = [sys.executable, str(STARTED), side, str(book)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{side}: {done.stderr}")
    ready, work, kilobytes = done.stdout.split()[-3:]
    return Start(float(ready) - begun, float(work), int(kilobytes) / 1024)


def measure(books: list[Path], platform: str, rounds: int) -> Starts:
    with tempfile.TemporaryDirectory() as temporary:
        environment = environment_in(Path(temporary), platform)
        places = [Path(shutil.copy(book, temporary)) for book in books]
        sides = [(side, place) for place in places for side in ("bare", "ours")]
        found: Starts = {(side, place.name): [] for side, place in sides}
        for side, place in sides:
            start(side, place, environment)
        for _ in range(rounds):
            for side, place in random.sample(sides, len(sides)):
                found[side, place.name].append(start(side, place, environment))
    for (side, name), starts in found.items():
        show(f"{side}, {name}", starts)
    return found


def environment_in(folder: Path, platform: str) -> dict[str, str]:
    """Settings of its own, and compiled files allowed."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    homes = {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "DATA", "STATE")}
    return kept | homes | {"QT_QPA_PLATFORM": platform}


def show(name: str, starts: list[Start]) -> None:
    ready = [one.ready * 1000 for one in starts]
    megabytes = max(one.megabytes for one in starts)
    print(
        f"  {name:<36} work {work_of(starts):4.0f} ms; by the clock {statistics.median(ready):4.0f}"
        f" (from {min(ready):.0f} to {max(ready):.0f}); {megabytes:.0f} MB"
        f"{'' if megabytes <= MOST_MEGABYTES else ' MISSED: at most 150'}"
    )


def work_of(starts: list[Start]) -> float:
    return statistics.median(one.work for one in starts) * 1000


def tell(found: Starts, names: list[str]) -> None:
    for name in names:
        ratio = work_of(found["ours", name]) / work_of(found["bare", name])
        quickest = min(one.ready for one in found["ours", name])
        clock = quickest / min(one.ready for one in found["bare", name])
        kept = "kept" if ratio <= GOAL else "MISSED"
        print(
            f"  {name}: {ratio:.2f} times the minimal window, the quickest of each {clock:.2f}"
            f" (goal {GOAL}: {kept})"
        )
    if len(names) == 2:
        small, large = (work_of(found["ours", name]) for name in names)
        kept = "kept" if 0.8 <= large / small <= 1.2 else "MISSED"
        print(f"  the second book / the first: {large / small:.2f} (goal 0.8 to 1.2: {kept})")


def main() -> None:
    """Every book, both sides."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("books", nargs="*", type=Path)
    asked.add_argument("--platform", default="offscreen")
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    options = asked.parse_args()
    books = options.books or [measured_book(size, SHARED) for size in ("S", "X")]
    tell(measure(books, options.platform, options.rounds), [book.name for book in books])


if __name__ == "__main__":
    main()
