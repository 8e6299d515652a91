"""`storebook demo`: a believable shop to try things in."""

from datetime import date
from pathlib import Path

import click

from storebook.cli.common import DAY, book_argument, json_option, today
from storebook.cli.output import answer
from storebook.demo.build import make_demo


@click.command("demo")
@book_argument
@click.option("--shoppers", default=6000, show_default=True, type=int)
@click.option("--seed", default=1, show_default=True, type=int)
@click.option("--today", "day", type=DAY, help="The day it is in the demo shop.")
@json_option
def demo_command(
    book_path: Path, shoppers: int, seed: int, day: date | None, as_json: bool
) -> None:
    """Make a demo shop as a new book; the same for the same seed."""

    def progress(done: int, total: int, what: str) -> None:
        if not as_json:
            click.echo(f"\r{what}: {done:,} of {total:,}   ", nl=False, err=True)

    made = make_demo(
        book_path, shoppers=shoppers, seed=seed, today=day or today(), progress=progress
    )
    if not as_json:
        click.echo("", err=True)
    lines = [f"Made {book_path}: {made.shoppers:,} shoppers, {made.purchases:,} purchases."]
    answer(
        {"book": str(book_path), **{name: getattr(made, name) for name in made.__slots__}},
        lines,
        as_json=as_json,
    )
