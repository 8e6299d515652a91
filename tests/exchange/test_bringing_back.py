"""What a return in a list does not bring back."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.exchange.fields import Kind
from tests.exchange.make import bring_in, make_list

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SOLD_LATER = "C1,A,Bead,-1,2011-01-04,5.00,17850,x\n2,A,Bead,1,2011-01-06,5.00,17850,x\n"
ON_ITS_OWN_TICKET = "1,A,Bead,1,2011-01-04,5.00,17850,x\n1,A,Bead,-1,2011-01-04,5.00,17850,x\n"


@pytest.mark.parametrize("lines", [SOLD_LATER, ON_ITS_OWN_TICKET])
def test_nothing_comes_back_that_was_sold_later_or_on_the_same_ticket(
    book: Book, tmp_path: Path, lines: str
) -> None:
    result = bring_in(book, make_list(tmp_path, HEAD + lines), Kind.PURCHASES)

    assert (result.returns, result.unmatched_returns) == (1, 1)
