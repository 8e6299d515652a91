"""A person's data as a PDF file, from the book to the paper."""

from pathlib import Path

from storebook.base.dates import in_letters
from storebook.base.files import written_whole
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.book.shop import Shop
from storebook.exchange.everything import everything_about, facts, note_everything
from storebook.printing.everything import print_everything
from storebook.printing.sheets import PAPERS
from storebook.printing.tables import Heading
from storebook.staff.viewer import Viewer

NOTE = "Everything that this shop has on file."


def write_everything_pdf(
    book: Book, shopper_id: int, out: Path, viewer: Viewer, *, shop: Shop
) -> int:
    """Write everything about this shopper as a PDF, note that it was done, and return how many
    lines it has. Needs the right to export.
    """
    require(book, Right.EXPORT)
    found = everything_about(book, shopper_id, viewer, shop=shop)
    lines = facts(found, shop)
    heading = Heading(
        title=found.shopper.name,
        note=NOTE,
        made=f"{shop.name}, {found.made_by}, {in_letters(viewer.today, day_first=shop.day_first)}",
    )
    with written_whole(out) as stream:
        print_everything(stream, heading, lines, PAPERS[shop.paper.value])
    note_everything(book, shopper_id, out, found, shop)
    return len(lines)
