"""The file of an open book is deleted, moved or replaced."""

import os
import shutil
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps an open file where it is")
@pytest.mark.parametrize("event", ["deleted", "moved", "replaced"])
def test_a_book_whose_file_went_away_saves_nothing_and_says_so(book: Book, event: str) -> None:
    other = shutil.copy(book.path, book.path.with_name("other.book"))
    if event == "deleted":
        book.path.unlink()
    elif event == "moved":
        book.path.rename(book.path.with_name("moved.book"))
    else:
        Path(other).replace(book.path)

    with pytest.raises(Refused, match="moved, deleted or replaced"), book.change("A setting"):
        pytest.fail("the step must not begin")

    with pytest.raises(Refused, match="moved, deleted or replaced"):
        book.another()
