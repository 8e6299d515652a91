"""How long the demo shop takes, and the commands on it; run by hand.

    python tests/benchmarks/bench_demo.py [--shoppers 6000] [--shoppers 100000] [--times 7]

For each size: seconds of the clock and of the processor, memory of the process, size of the book,
lines for each shopper. Then for each command the best and the middle of some runs, in seconds, each
a process of its own, beside a Python that does nothing.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import click  # noqa: E402

TODAY = "2026-11-20"
PROGRAM = (sys.executable, "-m", "storebook")
MAKE = """
import resource, sys, time
from datetime import date
from pathlib import Path
from storebook.demo.build import make_demo
started = time.perf_counter()
made = make_demo(Path(sys.argv[1]), shoppers=int(sys.argv[2]), seed=1, today=date(2026, 11, 20))
used = resource.getrusage(resource.RUSAGE_SELF)
print(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024,
      made.lines)
"""
COMMANDS = (
    ("find", "{book}", "ashw"),
    ("find", "{book}", "0142"),
    ("show", "{book}", "1"),
    ("today", "{book}", "--on", "2026-12-20", "--days", "30"),
    ("top", "{book}", "--on", TODAY),
    ("history", "{book}"),
    ("sell", "{book}", "1", "--line", "Ring, platinum;9400.00"),
    ("enroll", "{book}", "--name", "Ann Lee"),
    ("undo", "{book}"),
    ("print", "labels", "{book}", "--from", TODAY, "--days", "14", "--out", "{folder}/l.pdf"),
    ("print", "cards", "{book}", "--from", TODAY, "--days", "14", "--out", "{folder}/c.pdf"),
    ("--help",),
)


def make(folder: Path, shoppers: int) -> Path:
    book = folder / f"demo{shoppers}.book"
    told = subprocess.run(
        [sys.executable, "-c", MAKE, str(book), str(shoppers)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    wall, cpu, memory, lines = told.stdout.split()
    size = book.stat().st_size / 1e6
    print(
        f"{shoppers:>7,} shoppers  {float(wall):6.1f} s  cpu {float(cpu):6.1f} s  {memory:>4} MB"
        f"  book {size:6.1f} MB  {int(lines) / shoppers:4.1f} lines each"
    )
    return book


def measured(command: tuple[str, ...], times: int) -> tuple[float, float]:
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - started)
    return min(taken), median(taken)


def measure_commands(book: Path, times: int) -> None:
    best, middle = measured((sys.executable, "-c", "pass"), times)
    print(f"  {'nothing':<14} {best:5.2f} {middle:5.2f}")
    for words in COMMANDS:
        filled = [word.format(book=book, folder=book.parent) for word in words]
        best, middle = measured((*PROGRAM, *filled), times)
        print(f"  {' '.join(words[:2]).replace(' {book}', ''):<14} {best:5.2f} {middle:5.2f}")


@click.command()
@click.option("--shoppers", "sizes", type=int, multiple=True, default=[6000])
@click.option("--times", default=7)
def main(sizes: tuple[int, ...], times: int) -> None:
    """Make the demo shop and run commands on it."""
    with tempfile.TemporaryDirectory() as folder:
        for shoppers in sizes:
            measure_commands(make(Path(folder), shoppers), times)


if __name__ == "__main__":
    main()
