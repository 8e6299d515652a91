"""What has become binding in a book, and can't be taken back: its beginning, and its currency."""

import json
from collections.abc import Container

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.shop_saving import refuse_other_currency

SHOP = Shop.__name__


def beginning(book: Book) -> int | None:
    """The first change of the book, where it is the one that says whose shop it is; else None.

    Without it the book would be nobody's, and in another currency than the one that was chosen.
    """
    found: int | None = book.value(
        """
        SELECT change_row.change_id
        FROM change_row
        JOIN setting ON setting.id = change_row.first_id AND setting.name = :shop
        WHERE change_row.table_name = 'setting' AND change_row.action = 'insert'
          AND change_row.change_id = (SELECT min(id) FROM change)
        ORDER BY change_row.id
        LIMIT 1
        """,
        shop=SHOP,
    )
    return found


def refuse_other_money(book: Book, tip: int, before: Shop, *, touched: Container[str]) -> None:
    """Refuse to have taken back the change `tip` when amounts would be in another currency by it.

    Asked within the change that takes back, which has written the tables `touched`; `before` is
    what the shop said of itself until then.
    """
    now = load(book, Shop)
    if "setting" in touched:
        refuse_other_currency(book, before, now)
    if "purchase" in touched and (sold_in := currency_of_gone(book, tip)) not in (
        None,
        now.currency,
    ):
        raise Refused(
            f"What was sold in it was in {sold_in}, and the shop counts in {now.currency} now, "
            "so it can’t be taken back. Nothing was changed."
        )


def currency_of_gone(book: Book, change_id: int) -> str | None:
    """In what currency the purchases were that this change took out of the book.

    None when it took none, and when the shop’s own details were not changed since.
    """
    text = book.value(
        """
        SELECT details.before
        FROM setting
        JOIN change_row AS details
          ON details.table_name = 'setting' AND details.first_id = setting.id
        WHERE setting.name = :shop AND details.action = 'update'
          AND details.change_id >= :change_id
          AND EXISTS (
              SELECT 1 FROM change_row
              WHERE change_id = :change_id AND table_name = 'purchase' AND action = 'delete'
          )
        ORDER BY details.id
        LIMIT 1
        """,
        shop=SHOP,
        change_id=change_id,
    )
    if text is None:
        return None
    kept = json.loads(json.loads(text)["value"])
    return str(kept.get("currency", Shop().currency))
