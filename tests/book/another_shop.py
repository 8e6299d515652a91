"""The book of another shop, such as somebody copies to where ours was."""

from pathlib import Path

from storebook.book.shop import Shop
from storebook.book.shop_saving import begin_book
from tests.make import make_shopper


def another_shop(path: Path) -> Path:
    """That of Sol Rye, begun long before ours, with Bea Rye in it."""
    with begin_book(path, Shop(name="Rye & Co"), owner_name="Sol Rye") as book:
        make_shopper(book, "Bea Rye")
        with book.unlogged() as connection:
            connection.execute("DROP TRIGGER change_stays")
            connection.execute("UPDATE change SET at = '2001-01-01T00:00:00+00:00'")
    return path
