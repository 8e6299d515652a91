"""A change is found again by any words of it, however they are written."""

import pytest

from storebook.book import history_search
from storebook.book.book import Book
from storebook.book.history_search import find_changes
from tests.make import make_shopper


@pytest.fixture
def written(book: Book) -> Book:
    for name in ("Ann Lee", "Zoë Løvland", "王小明"):
        make_shopper(book, name)
    return book


@pytest.mark.parametrize("typed", ["lovland", "LØVLAND", "zoe ruth", "written zoe"])
def test_accents_capitals_and_order_do_not_matter(written: Book, typed: str) -> None:
    (found,) = find_changes(written, typed)

    assert "Zoë Løvland" in found.what


@pytest.mark.parametrize("typed", ["王小明", "小明"])
def test_every_script_is_found(written: Book, typed: str) -> None:
    assert len(find_changes(written, typed)) == 1


@pytest.mark.parametrize("typed", ["nobody", '"', "%", "_", "x" * 10_000])
def test_what_is_not_there_is_not_found(written: Book, typed: str) -> None:
    assert find_changes(written, typed) == []


def test_it_goes_on_through_all_the_pages(written: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_search, "AT_ONCE", 1)

    (found,) = find_changes(written, "ann lee")

    assert "Ann Lee" in found.what


def test_paging_goes_on_where_it_ended(written: Book) -> None:
    newest, *others = find_changes(written, "written")

    assert find_changes(written, "written", before_id=newest.id) == others
    assert find_changes(written, "written", limit=1) == [newest]
