"""Builders for lists: a file of text or bytes, looked at and saved the way the shop does."""

from pathlib import Path
from typing import Any

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.exchange.fields import Kind
from storebook.exchange.importing import ImportResult, save_import
from storebook.exchange.looking import Look, look_at_file
from tests.make import SHOP, TODAY


def make_list(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """A file in the folder; text is UTF-8."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def look_at(path: Path, kind: Kind = Kind.SHOPPERS, *, shop: Shop = SHOP, **options: Any) -> Look:
    """A look at the file, on the day of the tests."""
    return look_at_file(path, kind, shop=shop, today=TODAY, **options)


def bring_in(
    book: Book, path: Path, kind: Kind = Kind.SHOPPERS, *, shop: Shop = SHOP, **options: Any
) -> ImportResult:
    """Look at the file and save it."""
    return save_import(book, look_at(path, kind, shop=shop, **options), shop=shop, today=TODAY)


def accounted(result: ImportResult) -> bool:
    """Whether every row is in exactly one of imported, skipped and refused."""
    return result.imported + result.skipped + result.refused == result.rows
