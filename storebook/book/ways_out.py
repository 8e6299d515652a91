"""Whatever leaves the book as a file or on paper is written down: who, what, how many, which file.

The sha256 of a file says later whether a list that turned up somewhere is the one of that day.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storebook.base.text import counted, quoted
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.files import digest_of_file
from storebook.book.taken_out import OF_A_LIST, OF_THE_WHOLE

Detail = dict[str, str | int | None]


def note_exported(
    book: Book, what: str, *, rows: int, out: Path, shopper_id: int | None = None
) -> None:
    """Note a file for other programs: "Shoppers exported: 1,204 rows into “all.csv”".

    `what` is what was exported, in the plural, without its number. Called when the file is whole
    and has its name.
    """
    said = f"{what} exported: {counted(rows, 'row', 'rows')} into {quoted(out.name)}"
    with gone_unless_noted(out):
        detail: Detail = {"file": out.name, "rows": rows, "sha256": digest_of_file(out)}
        note_event(book, EventKind.EXPORTED, said, shopper_id, detail)


def note_printed(  # noqa: PLR0913 - what went out, how many, where, of whom, and whether of many
    book: Book,
    what: str,
    *,
    pieces: int | None = None,
    out: Path | None = None,
    shopper_id: int | None = None,
    is_list: bool = False,
) -> None:
    """Note paper, or the PDF of it: "Mailing list, May 1 to May 31, printed: 112 pieces".

    `what` is what was printed and for which days or filter, with the name for one shopper.
    `out` is the file, when it was one: whole, and under its name. `is_list` says that the names of
    many are on it, as on a mailing list: the owner is shown that.
    """
    number = "" if pieces is None else f": {counted(pieces, 'piece', 'pieces')}"
    into = "" if out is None else f", into {quoted(out.name)}"
    with gone_unless_noted(out):
        file: Detail = {} if out is None else {"file": out.name, "sha256": digest_of_file(out)}
        detail: Detail = {"pieces": 1 if pieces is None else pieces, **file}
        if is_list:
            detail[OF_A_LIST] = 1
        note_event(book, EventKind.PRINTED, f"{what} printed{number}{into}", shopper_id, detail)


def note_whole(book: Book, what: str, **detail: str) -> None:
    """Note that all of the book goes where somebody wants it, once or from now on: each owner is
    told. `detail` says where: the file, or the folder.
    """
    note_event(book, EventKind.BACKED_UP, what, detail={**detail, OF_THE_WHOLE: 1})


@contextmanager
def gone_unless_noted(out: Path | None) -> Iterator[None]:
    """Nothing leaves unnoted: a file that can't be written down (the disk with the book is full,
    the book is busy) does not stay.
    """
    try:
        yield
    except BaseException:
        if out is not None:
            with suppress(OSError):
                out.unlink(missing_ok=True)
        raise
