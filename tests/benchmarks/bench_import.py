"""How fast lists come in and go out, beside a csv reader with plain statements; run by hand.

    python tests/benchmarks/bench_import.py [--shoppers 100000] [--lines FILE.csv.gz]

Shoppers are made up; FILE is a list of purchases, such as the lines of a retailer, whose facts are
then asked of the book. Each part runs in a process of its own, so that its memory is known.
"""

import csv
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import click  # noqa: E402

from storebook.book.book import Book  # noqa: E402
from storebook.book.history import undo_last  # noqa: E402
from storebook.exchange.exporting import export_purchases, export_shoppers  # noqa: E402
from storebook.exchange.fields import Kind  # noqa: E402
from storebook.exchange.importing import save_import  # noqa: E402
from storebook.exchange.looking import look_at_file  # noqa: E402
from storebook.staff.viewer import Viewer  # noqa: E402
from tests.benchmarks import bare_import  # noqa: E402
from tests.make import SHOP, TODAY  # noqa: E402

HEADINGS = (
    "Name", "Given name", "Family name", "Phone", "E-mail", "Street", "City", "State", "ZIP",
    "Birthday", "Tags", "Notes", "Customer ID", "Source",
)  # fmt: skip
GIVEN = ["Ann", "Margaret", "Daniel", "Inês", "Łucja", "Zoë", "Bob", "Carla", "Edith", "Wei"]
FAMILY = ["Ashworth", "Lee", "Roe", "Moore", "Duarte", "Żółć", "Lefèvre", "O'Brien", "Kim"]
STREETS = ["Ocean Road", "Main Street", "Mill Lane", "Harbor View", "Elm Street"]
ONE_IN_BAD = 50


def make_shoppers(path: Path, count: int) -> None:
    """A list of so many, of which one in fifty has a day that never was."""
    chance = random.Random(1124)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        for number in range(count):
            rows.writerow(made_up(number, chance))


def made_up(number: int, chance: random.Random) -> list[str]:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    bad = number % ONE_IN_BAD == ONE_IN_BAD - 1
    day = f"{chance.randint(1930, 2008)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    return [
        "" if bad else f"{given} {family}",
        "" if bad else given,
        "" if bad else family,
        f"({chance.randint(201, 989)}) 555-{number % 10_000:04d}",
        f"person{number}@example.com",
        f"{chance.randint(1, 999)} {chance.choice(STREETS)}",
        "Portsmouth",
        "NH",
        f"0{chance.randint(3800, 3899)}",
        day,
        chance.choice(["", "VIP", "pearls; gold"]),
        chance.choice(["", "", "Likes sapphires, not opals"]),
        str(number),
        chance.choice(["", "Window", "Friend"]),
    ]


def timed(what: str, act: Callable[[], object]) -> float:
    start, used = time.perf_counter(), time.process_time()
    act()
    seconds, used = time.perf_counter() - start, time.process_time() - used
    click.echo(f"  {what:<28} {seconds:7.2f} s  ({used:6.2f} s of processor)")
    return seconds


def memory() -> str:
    """The most that this process came to; known on Linux only."""
    status = Path("/proc/self/status")
    if not status.exists():
        return "?"
    return f"{int(status.read_text().partition('VmHWM:')[2].split()[0]) // 1024} MB"


def new_book(folder: Path, name: str) -> Path:
    path = folder / name
    Book.create(path, owner_name="Ruth Hallam").close()
    return path


def bench(kind: Kind, path: Path, folder: Path) -> None:
    """Ours, then the bare side, then taking it back and sending it out."""
    click.echo(f"{kind.value} from {path.name}")
    book = Book.open(new_book(folder, "ours.book"))
    looks = []
    seconds = timed("look", lambda: looks.append(look_at_file(path, kind, shop=SHOP, today=TODAY)))
    seconds += timed(
        "save",
        lambda: click.echo(f"  {save_import(book, looks[0], shop=SHOP, today=TODAY).sentence}"),
    )
    click.echo(f"  memory {memory()}")
    bare_book = new_book(folder, "bare.book")
    bare = bare_import.import_shoppers if kind is Kind.SHOPPERS else bare_import.import_purchases
    bare_seconds = timed("bare: parse and insert", lambda: bare(bare_book, path))
    click.echo(f"  {seconds / bare_seconds:.2f} times the bare side")
    if kind is Kind.PURCHASES:
        facts(book)
    export = export_shoppers if kind is Kind.SHOPPERS else export_purchases
    viewer = Viewer(today=TODAY)
    timed("export", lambda: export(book, folder / "out.csv", viewer=viewer, shop=SHOP))
    if kind is Kind.SHOPPERS:
        timed("bare: export", lambda: bare_import.export_names(bare_book, folder / "bare.csv"))
    again = look_at_file(path, kind, shop=SHOP, today=TODAY)
    timed(
        "save the same list again",
        lambda: click.echo(f"  {save_import(book, again, shop=SHOP, today=TODAY).sentence}"),
    )
    timed("taken back", lambda: undo_last(book))
    click.echo(f"  memory at the end {memory()}")
    book.close()


FACTS = (
    ("tickets", "SELECT count(*) FROM purchase"),
    ("lines", "SELECT count(*) FROM line"),
    (
        "lines without customer",
        """
        SELECT count(*) FROM line JOIN purchase ON purchase.id = purchase_id
        WHERE shopper_id IS NULL
        """,
    ),
    ("customers", "SELECT count(*) FROM shopper"),
    ("net of customers", "SELECT sum(net_cents) / 100.0 FROM shopper_summary"),
    (
        "customers with positive lines",
        """
        SELECT count(DISTINCT shopper_id) FROM line JOIN purchase ON purchase.id = purchase_id
        WHERE line.net_cents > 0
        """,
    ),
    (
        "net of their positive lines",
        """
        SELECT sum(line.net_cents) / 100.0 FROM line JOIN purchase ON purchase.id = purchase_id
        WHERE shopper_id IS NOT NULL AND quantity > 0
        """,
    ),
    (
        "share of the top 20 and 1 %",
        """
        SELECT round(100.0 * sum(iif(place * 5 <= many, net, 0)) / sum(net), 2) || ' ' ||
               round(100.0 * sum(iif(place * 100 <= many, net, 0)) / sum(net), 1)
        FROM (
            SELECT sum(line.net_cents) AS net, count(*) OVER () AS many,
                   row_number() OVER (ORDER BY sum(line.net_cents) DESC) AS place
            FROM line JOIN purchase ON purchase.id = purchase_id
            WHERE shopper_id IS NOT NULL AND line.net_cents > 0
            GROUP BY shopper_id
        )
        """,
    ),
    (
        "share with one order",
        """
        SELECT round(100.0 * avg(orders = 1), 1) FROM (
            SELECT count(DISTINCT purchase_id) AS orders
            FROM line JOIN purchase ON purchase.id = purchase_id
            WHERE shopper_id IS NOT NULL AND line.net_cents > 0
            GROUP BY shopper_id
        )
        """,
    ),
    (
        "returns, and of them matched",
        """
        SELECT count(*) || ' ' || sum(returns_line_id IS NOT NULL) FROM line
        WHERE quantity < 0 AND kind = 'piece'
        """,
    ),
)


def facts(book: Book) -> None:
    for what, question in FACTS:
        click.echo(f"  {what:<30} {book.value(question)}")


@click.command()
@click.option("--shoppers", default=100_000, show_default=True)
@click.option("--lines", type=click.Path(path_type=Path, exists=True))
@click.option("--only", type=click.Choice([kind.value for kind in Kind]), hidden=True)
def main(shoppers: int, lines: Path | None, only: str | None) -> None:
    """Times both kinds of lists, each in a process of its own."""
    if only is None:
        for kind in Kind:
            if kind is Kind.SHOPPERS or lines is not None:
                subprocess.run([sys.executable, *sys.argv, "--only", kind.value], check=True)
        return
    folder = Path(tempfile.mkdtemp(prefix="bench-import-"))
    try:
        path = lines
        if only == Kind.SHOPPERS.value or path is None:
            path = folder / "shoppers.csv"
            make_shoppers(path, shoppers)
        bench(Kind(only), path, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
