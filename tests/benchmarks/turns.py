"""Two sides take turns on the same questions, so that a busy moment of the computer hits both.

The result is a ratio of medians; single milliseconds are not one. Goals are judged by the work of
the processor: on a quiet computer it is the time that passes, and on a busy one the longer side
would be interrupted more often. Books are given by their paths; without one the measured books of
sizes S and X are made, once, and read.
"""

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, thread_time
from typing import TypeVar

from tests.benchmarks.shapes import measured_book

Question = TypeVar("Question")
SHARED = Path(tempfile.gettempdir()) / "storebook-shapes"


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each question: as the clock saw it, and as the processor worked."""

    passed: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Half of the questions took less work."""
        return statistics.median(self.worked)

    @property
    def nearly_worst(self) -> float:
        """99 of 100 took less work."""
        return sorted(self.worked)[len(self.worked) * 99 // 100]


def take_turns(
    sides: Mapping[str, Callable[[Question], object]],
    questions: Iterable[Question],
    *,
    warm_up: int = 5,
) -> dict[str, Times]:
    """Each side answers each question, in an order that is drawn anew for each."""
    chance = random.Random(1)
    asked = list(questions)
    for question in asked[:warm_up]:
        for side in sides.values():
            side(question)
    times = {name: Times() for name in sides}
    for question in asked:
        for name in chance.sample(list(sides), len(sides)):
            begun, working = perf_counter(), thread_time()
            sides[name](question)
            times[name].worked.append((thread_time() - working) * 1000)
            times[name].passed.append((perf_counter() - begun) * 1000)
    return times


def show(times: Mapping[str, Times], pairs: Sequence[tuple[str, str, float | None]] = ()) -> None:
    """A line for each side, and for each pair (ours, bare, goal) how many times more ours took."""
    for name, one in times.items():
        passed = statistics.median(one.passed)
        print(
            f"  {name:<32} work p50 {one.middle:8.3f} ms, p99 {one.nearly_worst:8.3f}"
            f"   by the clock p50 {passed:8.3f}   of {len(one.worked):,}"
        )
    for ours, bare, goal in pairs:
        ratio = times[ours].middle / times[bare].middle
        worst = times[ours].nearly_worst / times[bare].nearly_worst
        kept = (
            "no goal" if goal is None else f"goal {goal}: {'kept' if ratio <= goal else 'MISSED'}"
        )
        print(f"  {ours} / {bare}: {ratio:.2f} times, p99 {worst:.2f} times ({kept})")


def asked_books(description: str | None) -> list[Path]:
    """The books named on the command line, or those of sizes S and X."""
    parser = argparse.ArgumentParser(description=description)
    given: list[Path] = add_books(parser).parse_args().books
    return books_of(given)


def add_books(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser, which asks for books too."""
    parser.add_argument("books", nargs="*", type=Path, help="books to measure; only read")
    return parser


def books_of(given: list[Path]) -> list[Path]:
    """The books that were given, or those of sizes S and X."""
    return given or [measured_book(size, SHARED) for size in ("S", "X")]
