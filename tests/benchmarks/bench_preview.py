"""How soon the first card of a run of 1,000 is seen in the window; run by hand.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_preview.py [--cards 1000]

The window presses only the card that is looked at, and draws the part of its page that shows. The
second line is the whole run as one PDF: pressed, opened, and its first page drawn.
"""

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import click  # noqa: E402
from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from storebook.gui.lasting import make_constants_last  # noqa: E402
from storebook.gui.pages.occasions_pieces import panel_shown  # noqa: E402
from storebook.gui.print_preview import OVERSIZE, PdfPages, PrintPreview  # noqa: E402
from storebook.printing.cards import print_cards  # noqa: E402
from storebook.printing.folds import Fold, Panel  # noqa: E402
from storebook.printing.press import CardPaper  # noqa: E402
from storebook.printing.sheets import LETTER  # noqa: E402
from tests.benchmarks.bench_printing import made_cards  # noqa: E402

TIMES = 9
ON = CardPaper(fold="half", paper="letter")
SEEN = QSize(290, 406)


def middle(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds: the middle and the worst of a few, after the first."""
    work()
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1_000)
    return sorted(found)[TIMES // 2], max(found)


@click.command()
@click.option("--cards", "count", default=1_000, show_default=True)
def main(count: int) -> None:
    """Times the preview of the first of so many cards."""
    QApplication([])
    make_constants_last()
    cards = made_cards(count)
    preview = PrintPreview("Preview")
    preview.resize(SEEN)

    def first_alone() -> None:
        out = io.BytesIO()
        print_cards(out, cards[:1], Fold.HALF, LETTER)
        preview.show_part(panel_shown(PdfPages(out.getvalue()), ON, Panel.FRONT), "")
        preview.grab()

    def first_of_all() -> None:
        out = io.BytesIO()
        print_cards(out, cards, Fold.HALF, LETTER)
        PdfPages(out.getvalue()).picture(0, SEEN * OVERSIZE)

    start = time.perf_counter()
    first_alone()
    cold = (time.perf_counter() - start) * 1_000
    click.echo(f"first card ever seen, fonts read    {cold:7.1f} ms")
    for name, work in (
        ("first of the run, in the window", first_alone),
        (f"all {count:,} pressed, first page seen", first_of_all),
    ):
        usual, worst = middle(work)
        click.echo(f"{name:<35} {usual:7.1f} ms, worst {worst:.1f}")


if __name__ == "__main__":
    main()
