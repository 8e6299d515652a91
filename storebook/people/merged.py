"""Where the files are that were merged into others: an old number still leads to its person."""

import json
from collections.abc import Collection

from storebook.book.book import Book


def file_of(book: Book, shopper_id: int) -> int:
    """The number under which this shopper is in the book today; their own unless it was merged."""
    found = book.value("SELECT shopper_id FROM merged WHERE gone_id = :id", id=shopper_id)
    return shopper_id if found is None else int(found)


def merged_numbers(book: Book, shopper_id: int) -> list[int]:
    """The numbers of the files that went into this one, the earliest merge first."""
    return book.values(
        "SELECT gone_id FROM merged WHERE shopper_id = :id ORDER BY id", id=shopper_id
    )


def changes_while_merged(book: Book, shopper_ids: Collection[int]) -> list[int]:
    """The changes to a file into which one of these was merged, from that merge until it was taken
    back: both included.
    """
    return book.values(
        """
        SELECT DISTINCT told.change_id
        FROM change_row AS apart
        JOIN change_shopper AS told ON told.shopper_id = apart.before ->> 'shopper_id'
        WHERE apart.table_name = 'merged' AND apart.action = 'delete'
          AND apart.before ->> 'gone_id' IN (SELECT value FROM json_each(:ids))
          AND told.change_id BETWEEN (
              SELECT max(change_id) FROM change_row AS one
              WHERE one.table_name = 'merged' AND one.action = 'insert'
                AND apart.first_id BETWEEN one.first_id AND one.last_id
                AND one.change_id < apart.change_id
          ) AND apart.change_id
        ORDER BY told.change_id
        """,
        ids=json.dumps(list(shopper_ids)),
    )
