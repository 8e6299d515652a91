"""`storebook import` and `storebook export`: lists come in after a look, and go out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.cli.common import (
    FILE,
    book_argument,
    by_option,
    json_option,
    looking,
    new_place,
    reading,
    refuse_place,
    shop_of,
    today,
    who_option,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.cli.progress import telling
from storebook.exchange.exporting import export_purchases, export_shoppers
from storebook.exchange.fields import Kind, fields_of, read_map
from storebook.exchange.importing import ImportResult, plan_import, save_import
from storebook.exchange.looking import Look, look_at_file
from storebook.exchange.mending import save_problems

MOST_PROBLEMS = 20
KIND = click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default=Kind.SHOPPERS.value,
    show_default=True,
    help="What the list is about.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be brought in, and how the file is to be read."""

    book_path: Path
    file: Path
    kind: Kind
    mapping: dict[str, str]
    encoding: str | None
    delimiter: str | None
    dry_run: bool
    by: str | None


@click.command("import")
@click.argument("book_path", metavar="BOOK", type=FILE, required=False)
@click.argument("file", metavar="FILE", type=FILE, required=False)
@KIND
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar='"Their header=our field"',
    help="What a column is; may be given again.",
)
@click.option("--encoding", help="As in utf-8 or cp1252, when the guess is wrong.")
@click.option("--delimiter", help="The sign between cells, when the guess is wrong.")
@click.option("--dry-run", is_flag=True, help="Only look; save nothing.")
@click.option(
    "--problems", type=FILE, metavar="FILE", help="Write the refused rows into this new file."
)
@click.option("--fields", "list_fields", is_flag=True, help="List our fields and stop.")
@by_option
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    /,
    maps: tuple[str, ...],
    problems: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Bring in shoppers or purchases from a CSV file.

    Headings that are common are known; --map says what the others are. Who is in the book already
    is found and not written twice. The good rows are saved as one change, and undone as one. A day,
    a phone or an e-mail that can’t be read is told with its line, and kept as a note.

    JSON: {file, encoding, delimiter, mapping, unmapped, saved, kind, rows, imported, skipped,
    refused, problems: [{line, problem, row}], warnings, and how many of everything}. With --fields:
    an array of {name, words, several}.
    """
    kind = Kind(options.pop("kind"))
    if options.pop("list_fields"):
        found = fields_of(kind)
        answer(found, in_columns([(one.name, one.words) for one in found]), as_json=as_json)
        return
    if options["book_path"] is None or options["file"] is None:
        raise click.UsageError("Name the book and the file.", ctx=ctx)
    wanted = Wanted(kind=kind, mapping=read_map(maps, kind), **options)
    mended = None
    if problems is not None:
        mended = new_place(problems, wanted.book_path, or_else="Name another.", field="problems")
    look, result = bring_in(wanted)
    if mended is not None:
        save_problems(look, mended, result=result)
    told = [*lines(look, result), outcome(result, dry_run=wanted.dry_run)]
    answer(document(look, result, dry_run=wanted.dry_run), told, as_json=as_json)
    if result.refused and not result.imported and not result.skipped:
        raise Refused("No row could be imported. Nothing was saved.")


def bring_in(wanted: Wanted) -> tuple[Look, ImportResult]:
    """Look at the file, and save it unless only a look was wanted."""
    opened = (
        reading(wanted.book_path, wanted.by)
        if wanted.dry_run
        else writing(wanted.book_path, wanted.by)
    )
    with opened as book, telling() as tell:
        shop = shop_of(book)
        look = look_at_file(
            wanted.file,
            wanted.kind,
            mapping=wanted.mapping,
            encoding=wanted.encoding,
            delimiter=wanted.delimiter,
            shop=shop,
            today=today(),
            progress=lambda done, total: tell(done, total, "Reading"),
        )
        if wanted.dry_run:
            return look, plan_import(book, look, shop=shop, today=today()).result
        result = save_import(
            book,
            look,
            shop=shop,
            today=today(),
            progress=lambda done, total: tell(done, total, "Saving"),
        )
        return look, result


def document(look: Look, result: ImportResult, *, dry_run: bool) -> dict[str, object]:
    return {
        "file": str(look.path),
        "encoding": look.encoding.name,
        "delimiter": look.delimiter,
        "mapping": look.mapping,
        "unmapped": look.unmapped,
        "saved": not dry_run,
        **result.as_json(),
    }


def lines(look: Look, result: ImportResult) -> list[str]:
    how = f"{look.encoding.words}, cells parted by {look.delimiter_words}"
    told = [f"{counted(look.row_count, 'row')}, {how}."]
    told += in_columns([(header, f"= {field}") for header, field in look.mapping.items()])
    if look.unmapped:
        told.append(f"Left out: {', '.join(look.unmapped)}.")
    told += [f"Line {row.line}: {row.problem}" for row in result.problems[:MOST_PROBLEMS]]
    if len(result.problems) > MOST_PROBLEMS:
        told.append(f"…and {len(result.problems) - MOST_PROBLEMS:,} more rows with a problem.")
    return [*told, *result.warnings]


def outcome(result: ImportResult, *, dry_run: bool) -> str:
    return f"Nothing was saved. It would be: {result.sentence}" if dry_run else result.sentence


@click.command("export")
@book_argument
@KIND
@click.option("--out", required=True, type=FILE, metavar="FILE", help="The file to write.")
@click.option("--replace", is_flag=True, help="Write over the file if there is one.")
@click.option("--spreadsheet", is_flag=True, help="Guard cells that a spreadsheet would run.")
@who_option
@json_option
def export_command(
    book_path: Path, kind: str, out: Path, replace: bool, spreadsheet: bool, as_json: bool
) -> None:
    """Write shoppers or purchases into a CSV file.

    What is written can be imported again. A file that is there already, which may be a list that
    somebody worked on, is replaced only with --replace. Of purchases that are secret for now the
    words stay out. Allergies, tastes, wishes, days of other kinds, family but the spouse, and
    membership are not in the list of shoppers: a backup has everything.

    JSON: {out, kind, rows, withheld (tickets that are secret now)}.
    """
    place = refuse_place(out, book_path) if replace else new_place(out, book_path)
    write = export_shoppers if Kind(kind) is Kind.SHOPPERS else export_purchases
    with reading(book_path) as book, telling() as tell:
        made = write(
            book,
            place,
            viewer=looking(book),
            shop=shop_of(book),
            spreadsheet=spreadsheet,
            progress=lambda done, total: tell(done, total, "Writing"),
        )
    told = [f"Wrote {counted(made.rows, 'row')} into {out}"]
    if made.withheld:
        kept = counted(made.withheld, "purchase is", "purchases are")
        told.append(f"{kept} secret for now: the words stay out.")
    result = {"out": str(out), "kind": kind, "rows": made.rows, "withheld": made.withheld}
    answer(result, told, as_json=as_json)
