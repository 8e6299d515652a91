"""Recording a purchase, history and undo included, beside the bare statements; and its syncs.

    python tests/benchmarks/bench_purchase.py             sizes S and X, then the syncs by strace
    python tests/benchmarks/bench_purchase.py --only S    one size, without strace

Goals: at most 2.5 times the bare side at the median, exactly one sync a purchase, the slowest of
400 at most ten times the median.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase, write_purchases
from tests.benchmarks import bare_purchase

SHOP = Shop(tax_rate_bp=850)
TODAY = date(2026, 11, 20)
SIZES = {"S": (2_000, 10_000), "X": (100_000, 1_000_000)}
ROUNDS = 400
IDLE_AFTER = 50
LINES_A_TICKET = 2
SOLD = 60
IDLE_EACH = 10
MARK = b"a purchase"
IDLE = b"an idle moment"
NAMES = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]


def lines() -> tuple[LineDraft, ...]:
    return tuple(
        LineDraft(
            stock_number=stock,
            description=words,
            category=category,
            metal=metal,
            price_cents=Cents(price),
        )
        for stock, words, category, metal, price, _ in bare_purchase.LINES
    )


def make_book(path: Path, shoppers: int, line_count: int) -> None:
    """A book of this size, every shopper with tickets of two lines."""
    book = Book.create(path, owner_name="Ruth Hallam")
    with book.change("A shop of this size") as change:
        change.insert_many("shopper", NAMES, [[f"Shopper {n}"] * 5 for n in range(shoppers)])
        tickets = line_count // LINES_A_TICKET
        drafts = (
            PurchaseDraft(
                shopper_id=1 + (n * 7919) % shoppers,
                day=date.fromordinal(TODAY.toordinal() - 3650 + 3650 * n // tickets),
                lines=lines(),
            )
            for n in range(tickets)
        )
        start = perf_counter()
        write_purchases(change, drafts, shop=SHOP)
        print(f"  {line_count:,} lines written in bulk in {perf_counter() - start:.1f} s")
    book.close()


def bare_sync(folder: Path) -> float:
    """Milliseconds of one fdatasync after 8 KiB, at the median."""
    times = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(ROUNDS):
            file.write(os.urandom(8192))
            start = perf_counter()
            os.fdatasync(file.fileno())
            times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def measure(size: str) -> None:
    """Bare and ours take turns, each on its copy of the same book; checkpoints fall between."""
    shoppers, line_count = SIZES[size]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print(f"{size}: {shoppers:,} shoppers")
        make_book(folder / "ours.book", shoppers, line_count)
        shutil.copyfile(folder / "ours.book", folder / "bare.book")
        bare = bare_purchase.connect(folder / "bare.book")
        ours = Book.open(folder / "ours.book")
        times: dict[str, list[float]] = {"bare": [], "ours": []}
        for turn in range(ROUNDS):
            shopper_id = 1 + (turn * 104_729) % shoppers
            draft = PurchaseDraft(shopper_id=shopper_id, day=TODAY, lines=lines())
            start = perf_counter()
            bare_purchase.record(bare, shopper_id, TODAY.isoformat())
            between = perf_counter()
            record_purchase(ours, draft, shop=SHOP, today=TODAY)
            end = perf_counter()
            times["bare"].append((between - start) * 1000)
            times["ours"].append((end - between) * 1000)
            if turn % IDLE_AFTER == 0:
                bare.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                ours.checkpoint()
        report(times, bare_sync(folder))
        bare.close()
        ours.close()


def report(times: dict[str, list[float]], sync: float) -> None:
    for side, taken in times.items():
        ordered = sorted(taken)
        print(
            f"  {side}: median {statistics.median(taken):.2f} ms,"
            f" 99 of 100 under {ordered[len(ordered) * 99 // 100]:.2f}, slowest {ordered[-1]:.2f}"
        )
    ours, bare = statistics.median(times["ours"]), statistics.median(times["bare"])
    print(f"  ours / bare {ours / bare:.2f} (goal 2.5); bare / one 8 KiB sync {bare / sync:.1f}")
    print(f"  slowest / median {max(times['ours']) / ours:.1f} (goal 10)")


def sell(path: Path, count: int, *, rested: bool) -> None:
    """What runs under strace: opening, selling, idle moments as the window has them, leaving.

    `rested`: the window was open for a moment before the first purchase.
    """
    book = Book.open(path)
    for turn in range(count):
        if (rested or turn) and turn % IDLE_EACH == 0:
            os.write(2, IDLE)
            book.checkpoint()
        draft = PurchaseDraft(shopper_id=1, day=TODAY, lines=lines())
        os.write(2, MARK)
        record_purchase(book, draft, shop=SHOP, today=TODAY)
    os.write(2, IDLE)
    book.close()


def count_syncs() -> None:
    """How often the disk is waited for, purchase by purchase."""
    if shutil.which("strace") is None:
        print("strace is not here: the syncs were not counted")
        return
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "shop.book"
        make_book(path, 100, 200)
        rested, at_once = syncs_of(path, "rested"), syncs_of(path, "at once")
    print(
        f"syncs of each of {len(rested)} purchases, idle moments between: "
        f"{min(rested)} to {max(rested)} (goal exactly 1)"
    )
    print(f"  of one that is made within three seconds of opening: {at_once[0]}")


def syncs_of(path: Path, how: str) -> list[int]:
    calls = "trace=fsync,fdatasync,sync_file_range,msync,write"
    traced = ["strace", "-f", "-e", calls, sys.executable, __file__, "--sell", str(path), how]
    done = subprocess.run(traced, check=True, capture_output=True, text=True)
    moments = re.split(r"write\(2, \"(?=a purchase|an idle moment)", done.stderr)
    return [
        len(re.findall(r"\b(?:f(?:data)?sync|msync|sync_file_range)\(", moment))
        for moment in moments
        if moment.startswith(MARK.decode())
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=sorted(SIZES))
    asked.add_argument("--sell", nargs=2, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.sell:
        sell(Path(options.sell[0]), SOLD, rested=options.sell[1] == "rested")
        return
    for size in [options.only] if options.only else SIZES:
        measure(size)
    if not options.only:
        count_syncs()


if __name__ == "__main__":
    main()
