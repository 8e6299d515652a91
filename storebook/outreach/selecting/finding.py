"""Who meets a selection: each condition is a question of its own, so that each has its index."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import fold, quoted
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.outreach.selecting.records import Selection
from storebook.staff.associates import associate_named


def settled(book: Book, selection: Selection) -> Selection:
    """The same in the words of the book: the tag, town and associate as they are written there.

    Refused when there is no such tag, town or associate, so that a slip of the pen selects nobody
    in silence.
    """
    named = selection
    if selection.tag:
        named = replace(named, tag=_tag(book, selection.tag))
    if selection.town:
        named = replace(named, town=_spellings(book, selection.town)[0])
    if selection.cared_for_by:
        person = associate_named(book, selection.cared_for_by, only_active=False)
        named = replace(named, cared_for_by=person.name)
    return named


def people_selected(book: Book, selection: Selection, *, today: date) -> set[int]:
    """The shoppers who meet every condition; who was archived is never among them.

    Who spent over an amount is for those alone who may see what shoppers spend: NotAllowed
    otherwise. A purchase that is a secret still has not been made, as far as a list is concerned.
    """
    if selection.spent_over is not None:
        require(book, Right.SEE_SPEND)
    found = list(_found(book, settled(book, selection), today))
    if not found:
        return set(book.values("SELECT id FROM shopper WHERE archived_on IS NULL ORDER BY id"))
    return set(
        book.values(
            """
            SELECT shopper.id
            FROM json_each(:people) AS wanted JOIN shopper ON shopper.id = wanted.value
            WHERE archived_on IS NULL
            ORDER BY shopper.id
            """,
            people=json.dumps(sorted(found[0].intersection(*found[1:]))),
        )
    )


def _found(book: Book, selection: Selection, today: date) -> Iterator[set[int]]:
    if selection.members:
        yield set(book.values("SELECT shopper_id FROM member WHERE left_on IS NULL ORDER BY id"))
    if selection.tag:
        yield _tagged(book, selection.tag)
    if selection.town:
        yield _living_in(book, selection.town)
    if selection.bought_since is not None:
        yield bought_since(book, selection.bought_since, today=today)
    if selection.spent_over is not None:
        yield spent_over(book, selection.spent_over, today=today)
    if selection.cared_for_by:
        yield _cared_for(book, selection.cared_for_by)


def _tag(book: Book, tag: str) -> str:
    name = book.value(
        "SELECT name FROM tag WHERE folded = :folded ORDER BY id DESC LIMIT 1", folded=fold(tag)
    )
    if name is None:
        raise Refused(f"Nobody wears a tag {quoted(tag)}.", "select")
    return str(name)


def _tagged(book: Book, tag: str) -> set[int]:
    return set(
        book.values(
            "SELECT shopper_id FROM tag WHERE folded = :folded ORDER BY shopper_id",
            folded=fold(tag),
        )
    )


def _spellings(book: Book, town: str) -> list[str]:
    """Every way in which the town is spelled in the book; searching is blind to case and accents.

    The towns are found one after the other in their index: there are few, and many addresses.
    """
    towns = book.values(
        """
        WITH RECURSIVE town (city) AS (
            SELECT min(city) FROM address WHERE city IS NOT NULL
            UNION ALL
            SELECT (SELECT min(city) FROM address WHERE city > town.city)
            FROM town WHERE town.city IS NOT NULL
        )
        SELECT city FROM town WHERE city IS NOT NULL ORDER BY city
        """
    )
    found = [one for one in towns if fold(one) == fold(town)]
    if not found:
        raise Refused(f"Nobody in this book lives in {quoted(town)}.", "select")
    return found


def _living_in(book: Book, town: str) -> set[int]:
    people: set[int] = set()
    for city in _spellings(book, town):
        people.update(
            book.values(
                """
                SELECT shopper_id FROM address WHERE city = :city AND left_on IS NULL
                UNION
                SELECT shopper.id FROM address
                JOIN household ON household.address_id = address.id
                JOIN shopper ON shopper.household_id = household.id
                WHERE city = :city AND left_on IS NULL AND moved_away_on IS NULL
                ORDER BY 1
                """,
                city=city,
            )
        )
    return people


def bought_since(book: Book, since: date, *, today: date) -> set[int]:
    """Who bought on that day or later, but for what nobody may know of yet; returns are no
    purchases.
    """
    return set(
        book.values(
            """
            SELECT shopper_id FROM purchase
            WHERE day >= :since AND shopper_id IS NOT NULL AND net_cents > 0
              AND coalesce(secret_until, '') <= :today
            ORDER BY day, id
            """,
            since=since,
            today=today,
        )
    )


def spent_over(book: Book, amount: Cents, *, today: date) -> set[int]:
    """Who spent more than that altogether, not counting what nobody may know of yet."""
    return set(
        book.values(
            """
            SELECT shopper_id
            FROM shopper_summary
            LEFT JOIN (
                SELECT shopper_id AS buyer_id, sum(net_cents) AS kept_cents FROM purchase
                WHERE secret_until > :today
                GROUP BY shopper_id
            ) AS secret ON buyer_id = shopper_id
            WHERE net_cents - coalesce(kept_cents, 0) > :amount
            ORDER BY shopper_id
            """,
            amount=amount,
            today=today,
        )
    )


def _cared_for(book: Book, name: str) -> set[int]:
    associate_id = associate_named(book, name, only_active=False).id
    return set(
        book.values(
            "SELECT id FROM shopper WHERE looked_after_by = :associate_id ORDER BY id",
            associate_id=associate_id,
        )
    )
