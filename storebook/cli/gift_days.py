"""`storebook gift-days`: the days on which jewelry is given, and by when to mail the cards."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from storebook.base.text import counted
from storebook.book.book import Book
from storebook.cli.common import (
    DAY,
    Number,
    book_argument,
    by_option,
    json_option,
    reading,
    today,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.outreach.gift_days import LONGEST_WINDOW_DAYS, GiftDay
from storebook.outreach.own_gift_days import (
    KeptDay,
    add_own_day,
    coming_gift_days,
    keep_days,
    kept_days,
    remove_own_day,
    set_post_days,
)

DAYS, A_YEAR = 90, 366
OWN = Number("gift day")


@click.command("gift-days")
@book_argument
@click.option("--from", "start", type=DAY, help="The first day; today if left out.")
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(1, LONGEST_WINDOW_DAYS),
    help=f"How many days, the first included; {DAYS} if left out, of a new day a year.",
)
@click.option("--all", "every", is_flag=True, help="List which days the shop keeps instead.")
@click.option("--add", metavar="TITLE", help="Add a day of the shop’s own, with --on.")
@click.option("--on", "rule", metavar="RULE", help="“march 14”, “2nd sunday of may”, “lunar 8/15”.")
@click.option("--remove", type=OWN, metavar="N", help="Remove a day of the shop’s own.")
@click.option("--leave-out", multiple=True, metavar="KEY", help="Don’t keep this day.")
@click.option("--keep", multiple=True, metavar="KEY", help="Keep this day again.")
@click.option("--inland", type=int, metavar="DAYS", help="Working days that inland mail takes.")
@click.option("--abroad", type=int, metavar="DAYS", help="Working days that mail abroad takes.")
@by_option
@json_option
def gift_days_command(
    book_path: Path,
    start: date | None,
    days: int | None,
    every: bool,
    by: str | None,
    as_json: bool,
    **changes: Any,
) -> None:
    """List the gift days, and by when cards must be mailed.

    The days of the shop’s country, and those of its own. Mail-by days are working days.

    JSON: [{key, title, day, mail_by, mail_by_abroad, own}]; with --all [{key, title, kept, id,
    rule}], where `id` and `rule` are of the shop’s own.
    """
    if (changes["add"] is None) != (changes["rule"] is None):
        raise click.UsageError("--add and --on belong together.")
    if any(value not in (None, ()) for value in changes.values()):
        with writing(book_path, by) as book:
            change_days(book, **changes)
    with reading(book_path, by) as book:
        if every:
            kept = kept_days(book)
            answer(kept, in_columns(map(kept_columns, kept)), as_json=as_json)
            return
        first = start or today()
        days = days or (A_YEAR if changes["add"] is not None else DAYS)
        found = coming_gift_days(book, first, first + timedelta(days=days - 1))
    nothing = [f"No gift day in {counted(days, 'day')}."]
    answer(found, in_columns(map(columns, found)) or nothing, as_json=as_json)


def change_days(
    book: Book,
    *,
    add: str | None,
    rule: str | None,
    remove: int | None,
    leave_out: tuple[str, ...],
    keep: tuple[str, ...],
    inland: int | None,
    abroad: int | None,
) -> None:
    """Each as a change of its own, in this order."""
    if add is not None and rule is not None:
        add_own_day(book, add, rule)
    if remove is not None:
        remove_own_day(book, remove)
    if leave_out:
        keep_days(book, leave_out, kept=False)
    if keep:
        keep_days(book, keep, kept=True)
    if inland is not None or abroad is not None:
        set_post_days(book, inland_days=inland, abroad_days=abroad)


def columns(one: GiftDay) -> tuple[str, ...]:
    return (
        one.day.isoformat(),
        one.title,
        f"mail by {one.mail_by.isoformat()}",
        f"abroad by {one.mail_by_abroad.isoformat()}",
    )


def kept_columns(one: KeptDay) -> tuple[str, ...]:
    own = f"own {one.id}: {one.rule}" if one.id is not None else ""
    return one.key, one.title, "kept" if one.kept else "left out", own
