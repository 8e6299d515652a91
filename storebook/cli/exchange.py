"""`storebook import` and `storebook export`: lists come in after a look, and go out."""

from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.cli.common import (
    FILE,
    book_argument,
    by_option,
    json_option,
    reading,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.exchange.exporting import export_purchases, export_shoppers
from storebook.exchange.fields import Kind, fields_of, read_map
from storebook.exchange.importing import plan_import, save_import
from storebook.exchange.looking import Look, look_at_file
from storebook.staff.viewer import Viewer

KINDS = [kind.value for kind in Kind]
MOST_PROBLEMS = 20


@click.command("import")
@click.argument("book_path", metavar="BOOK", type=FILE, required=False)
@click.argument("file", metavar="FILE", type=FILE, required=False)
@click.option("--kind", type=click.Choice(KINDS), default=Kind.SHOPPERS.value, show_default=True)
@click.option("--map", "maps", multiple=True, metavar='"Their header=our field"')
@click.option("--encoding", help="As in utf-8 or cp1252, when the guess is wrong.")
@click.option("--delimiter", help="The sign between cells, when the guess is wrong.")
@click.option("--dry-run", is_flag=True, help="Only look; save nothing.")
@click.option("--fields", "list_fields", is_flag=True, help="List our fields and stop.")
@by_option
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    book_path: Path | None,
    file: Path | None,
    kind: str,
    maps: tuple[str, ...],
    encoding: str | None,
    delimiter: str | None,
    dry_run: bool,
    list_fields: bool,
    by: str | None,
    as_json: bool,
) -> None:
    """Bring in shoppers or purchases from a CSV file; saved whole, undone as one."""
    of_kind = Kind(kind)
    if list_fields:
        found = fields_of(of_kind)
        answer(found, in_columns([(one.name, one.words) for one in found]), as_json=as_json)
        return
    if book_path is None or file is None:
        raise click.UsageError("Name the book and the file.", ctx=ctx)
    opened = reading(book_path) if dry_run else writing(book_path, by)
    with opened as book:
        shop = shop_of(book)
        look = look_at_file(
            file,
            of_kind,
            mapping=read_map(maps, of_kind),
            encoding=encoding,
            delimiter=delimiter,
            shop=shop,
            today=today(),
        )
        if dry_run:
            result = plan_import(book, look, shop=shop, today=today()).result
        else:
            result = save_import(book, look, shop=shop, today=today())
    document = {**look_document(look), "saved": not dry_run, **result.as_json()}
    answer(document, [*look_lines(look), result.sentence], as_json=as_json)


def look_document(look: Look) -> dict[str, object]:
    return {
        "file": str(look.path),
        "encoding": look.encoding.name,
        "delimiter": look.delimiter,
        "mapping": look.mapping,
        "unmapped": look.unmapped,
        "problems": [{"line": row.line, "problem": row.problem} for row in look.problems],
        "warnings": look.warnings,
    }


def look_lines(look: Look) -> list[str]:
    how = f"{look.encoding.words}, cells parted by {look.delimiter_words}"
    lines = [f"{look.row_count} rows, {how}."]
    lines += in_columns([(header, f"= {field}") for header, field in look.mapping.items()])
    if look.unmapped:
        lines.append(f"Left out: {', '.join(look.unmapped)}.")
    lines += [f"Line {row.line}: {row.problem}" for row in look.problems[:MOST_PROBLEMS]]
    if len(look.problems) > MOST_PROBLEMS:
        lines.append(f"…and {len(look.problems) - MOST_PROBLEMS} more lines with a problem.")
    return lines + list(look.warnings)


@click.command("export")
@book_argument
@click.option("--kind", type=click.Choice(KINDS), default=Kind.SHOPPERS.value, show_default=True)
@click.option("--out", required=True, type=FILE, metavar="FILE")
@click.option("--spreadsheet", is_flag=True, help="Guard cells that a spreadsheet would run.")
@json_option
@click.pass_context
def export_command(
    ctx: click.Context, book_path: Path, kind: str, out: Path, spreadsheet: bool, as_json: bool
) -> None:
    """Write all shoppers or purchases into a CSV file; what is secret stays out."""
    if out.is_dir():
        raise Refused(f"“{out}” is a folder. Name a file in it.", field="out")
    write = export_shoppers if Kind(kind) is Kind.SHOPPERS else export_purchases
    with reading(book_path) as book:
        viewer = Viewer(today=today())
        made = write(book, out, viewer=viewer, shop=shop_of(book), spreadsheet=spreadsheet)
    lines = [f"Wrote {made.rows} rows into {out}"]
    if made.withheld:
        lines.append(f"{made.withheld} purchases are kept secret for now and were left out.")
    document = {"out": str(out), "kind": kind, "rows": made.rows, "withheld": made.withheld}
    answer(document, lines, as_json=as_json)
