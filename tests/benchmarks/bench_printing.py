"""How fast labels and cards become a PDF, beside reportlab's bare canvas; run by hand.

    python tests/benchmarks/bench_printing.py [--labels 10000] [--cards 1000]

Each line: seconds of ours, of the bare side, how many times more, size of the file, and the memory
the process came to (ours).
"""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import click  # noqa: E402

from storebook.printing.cards import CardText, print_cards  # noqa: E402
from storebook.printing.folds import Fold  # noqa: E402
from storebook.printing.labels import LabelText, print_labels  # noqa: E402
from storebook.printing.sheets import LETTER, sheet  # noqa: E402
from tests.benchmarks.bare_printing import bare_cards, bare_labels, register  # noqa: E402
from tests.printing.make import ANNIVERSARY, CARD  # noqa: E402

TIMES = 5
# Counted from the start of the new process; what `resource` says is the parent's.
MEMORY = """
import pathlib, sys
sys.path[:0] = [{root!r}]
from tests.benchmarks.bench_printing import ours
ours({what!r}, {count})
status = pathlib.Path("/proc/self/status").read_text()
print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""


def made_labels(count: int) -> list[LabelText]:
    return [
        LabelText(
            lines=(
                f"Margaret Ashworth {number}",
                f"{number} Harbor Street",
                f"Portsmouth NH 0{3800 + number % 100}",
            )
        )
        for number in range(count)
    ]


def made_cards(count: int) -> list[CardText]:
    return [
        replace(
            (CARD, ANNIVERSARY)[number % 2],
            month=number % 12 + 1,
            years=number % 60 + 1,
            greeting=f"Dear Margaret {number},",
        )
        for number in range(count)
    ]


def ours(what: str, count: int) -> int:
    """Print so many into a file; its size."""
    with tempfile.TemporaryFile() as out:
        if what == "labels":
            print_labels(out, made_labels(count), sheet("avery-5160"))
        else:
            print_cards(out, made_cards(count), Fold.HALF, LETTER)
        return out.tell()


def quickest(write: Callable[[BinaryIO], object]) -> float:
    """Seconds of the quickest of a few runs, after one to warm up."""
    write(io.BytesIO())
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        write(io.BytesIO())
        found.append(time.perf_counter() - start)
    return min(found)


def memory(what: str, count: int) -> str:
    """Megabytes that a process of its own came to; known on Linux only."""
    code = MEMORY.format(root=str(ROOT), what=what, count=count)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return f"{done.stdout.strip()} MB" if done.returncode == 0 else "?"


def report(what: str, count: int, our_side: float, bare: float) -> None:
    size = ours(what, count) / 1e6
    click.echo(
        f"{count:>7,} {what:<7} ours {our_side:6.3f} s   bare {bare:6.3f} s   "
        f"{our_side / bare:4.2f} times   {size:5.2f} MB   memory {memory(what, count)}"
    )


def bench_labels(count: int) -> None:
    labels = made_labels(count)
    lines: Sequence[Sequence[str]] = [label.lines for label in labels]
    stock = sheet("avery-5160")
    our_side = quickest(lambda out: print_labels(out, labels, stock))
    report("labels", count, our_side, quickest(lambda out: bare_labels(out, lines)))


def bench_cards(count: int) -> None:
    cards = made_cards(count)
    greetings = [card.greeting for card in cards]
    our_side = quickest(lambda out: print_cards(out, cards, Fold.HALF, LETTER))
    report("cards", count, our_side, quickest(lambda out: bare_cards(out, greetings)))


@click.command()
@click.option("--labels", default=10_000, show_default=True)
@click.option("--cards", default=1_000, show_default=True)
def main(labels: int, cards: int) -> None:
    """Times a tenth, and the whole, of both."""
    register()
    for count in (labels // 10, labels):
        bench_labels(count)
    for count in (cards // 10, cards):
        bench_cards(count)


if __name__ == "__main__":
    main()
