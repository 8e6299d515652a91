"""Lines of an imported list that are work and no pieces."""

from pathlib import Path

from storebook.book.book import Book
from storebook.exchange.fields import Kind
from tests.exchange.make import bring_in, make_list


def test_work_is_told_from_pieces_as_at_the_counter(book: Book, tmp_path: Path) -> None:
    lines = "Date,Description,Category,Price\n"
    lines += "2026-11-02,Resize,,40.00\n2026-11-03,New clasp,Repair,55.00\n"
    lines += "2026-11-04,Repair kit,,20.00\n"

    bring_in(book, make_list(tmp_path, lines, "sold.csv"), Kind.PURCHASES)

    assert book.values("SELECT kind FROM line ORDER BY id") == ["service", "service", "piece"]
