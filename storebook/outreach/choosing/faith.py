"""Who asked to be wished well on the day of a faith: everybody else reads of the season."""

import json
from collections.abc import Collection

from storebook.book.book import Book
from storebook.outreach.gift_days import title_key
from storebook.outreach.wording import FAITHS, moment_of_title


def who_keeps(book: Book, people: Collection[int], title: str) -> set[int]:
    """Those of them with a tag that is called like the day, such as “Christmas”; nobody where the
    day is of no faith.
    """
    day = moment_of_title(title)
    if day not in FAITHS:
        return set()
    tags = book.values("SELECT DISTINCT folded FROM tag ORDER BY folded")
    return set(
        book.values(
            """
            SELECT DISTINCT shopper_id
            FROM json_each(:people) AS wanted JOIN tag ON tag.shopper_id = wanted.value
            WHERE folded IN (SELECT value FROM json_each(:tags))
            ORDER BY shopper_id
            """,
            people=json.dumps(sorted(people)),
            tags=json.dumps([tag for tag in tags if title_key(tag) == day]),
        )
    )
