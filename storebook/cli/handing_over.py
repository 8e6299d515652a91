"""The paper key of a book in the owner's hands before anything depends on it: shown or written into
a file, and typed back where somebody can be asked.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from storebook.base.dates import PartialDate, show_partial_date
from storebook.base.errors import Refused
from storebook.book.protection.paper import PaperKey
from storebook.book.protection.protecting import check_typed_back, is_written_with
from storebook.book.shop import Shop
from storebook.cli.common import refuse_place, today
from storebook.cli.keys import TRIES, is_terminal
from storebook.cli.terminal import complain

NO_PLACE = (
    "The paper key must be written down before the book is protected. Nothing was changed. "
    "Run this in a terminal, or have it written by --key-out FILE."
)


def hand_over(paper: PaperKey, book_path: Path, shop: Shop, key_out: Path | None) -> Path | None:
    """See that the owner has the key before anything depends on it: into a file, or on the
    terminal; where somebody can be asked it is typed back. The file that was written, if any.
    """
    if key_out is None and not is_terminal():
        raise Refused(NO_PLACE, field="key_out")
    written = None if key_out is None else write_out(paper, book_path, shop, key_out)
    try:
        if is_terminal():
            if key_out is None:
                complain(
                    f"The key of {book_path.name}. Write it on paper:\n\n    {paper.written}\n"
                )
            typed_back(paper)
    except BaseException:
        take_back(written)
        raise
    return written


def typed_back(paper: PaperKey) -> None:
    for left in reversed(range(TRIES)):
        typed = click.prompt("Type the key back from the paper", err=True)
        try:
            check_typed_back(paper, typed)
        except Refused as refusal:
            if not left:
                raise
            complain(str(refusal))
        else:
            return


def write_out(paper: PaperKey, book_path: Path, shop: Shop, key_out: Path) -> Path:
    """Write the paper into a new file that only its owner can read."""
    path = refuse_place(key_out, book_path)
    if path.exists():
        raise Refused(f"There is already a file “{key_out}”. Name another.", field="key_out")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            if path.suffix.lower() == ".pdf":
                draw_page(stream, paper, book_path, shop)
            else:
                stream.write(f"{paper.written}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        take_back(path)
        raise
    return path


def draw_page(stream: BinaryIO, paper: PaperKey, book_path: Path, shop: Shop) -> None:
    # Fonts and PDF take longer to load than the rest of a command.
    from storebook.printing.paper_key import KeyPage, print_paper_key
    from storebook.printing.sheets import PAPERS

    day = today()
    page = KeyPage(
        groups=tuple(paper.groups),
        book_name=book_path.name,
        shop_name=shop.name,
        day=show_partial_date(PartialDate(year=day.year, month=day.month, day=day.day)),
    )
    print_paper_key(stream, page, PAPERS[shop.paper.value])


@contextmanager
def taken_back_unless_used(
    written: Path | None, book_path: Path, paper: PaperKey
) -> Iterator[None]:
    """Where it fails, remove the key that opens nothing; where the book has it all the same, and
    the trouble came later, it is kept: nothing else may open the book.
    """
    try:
        yield
    except BaseException:
        if not is_written_with(book_path, paper.data_key):
            take_back(written)
        raise


def take_back(written: Path | None) -> None:
    """Remove a key that opens nothing."""
    if written is not None:
        with suppress(OSError):
            written.unlink()
