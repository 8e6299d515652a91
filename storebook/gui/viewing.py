"""Notes in the worker whose page was looked at, so that no page waits for it."""

from datetime import UTC, datetime

from storebook.analysis.key_customers import note_view
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.gui.context import Context


def looked_at(context: Context, shopper_id: int) -> None:
    """The page of this shopper was opened; noted when it is a key customer's."""
    on, now = context.today(), datetime.now(UTC)

    def work(book: Book) -> bool:
        return note_view(book, shopper_id, on=on, now=now)

    context.jobs.read(work, lambda _: None, failed=_unless_trouble)


def _unless_trouble(error: BaseException) -> None:
    """A full or busy disk is told when something is saved; to look must always be possible."""
    if not isinstance(error, DatabaseError | Refused):
        raise error
