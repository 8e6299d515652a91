"""Whose membership cards are still to be printed, and that they were."""

import json
from collections.abc import Collection
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.club.cards_waiting import CardsWaiting, write_answered
from storebook.club.members import Member


def members_without_card(book: Book) -> list[Member]:
    """Members whose card has never been printed, in the order they joined; nobody who died."""
    return book.all(
        Member,
        """
        SELECT member.id, shopper_id, shopper.name, number, enrolled_on,
               associate.name AS associate, left_on, card_printed_on
        FROM member
        JOIN shopper ON shopper.id = member.shopper_id
        JOIN associate ON associate.id = member.associate_id
        WHERE card_printed_on IS NULL AND left_on IS NULL
          AND deceased_on IS NULL AND archived_on IS NULL
        ORDER BY enrolled_on, member.id
        """,
    )


def members_to_print(book: Book, shopper_ids: Collection[int] | None = None) -> list[Member]:
    """Members who may have a card, in the order they joined: these, or all of them.

    Whoever left the club, died or was archived is not among them.
    """
    return book.all(
        Member,
        """
        SELECT member.id, shopper_id, shopper.name, number, enrolled_on,
               associate.name AS associate, left_on, card_printed_on
        FROM member
        JOIN shopper ON shopper.id = member.shopper_id
        JOIN associate ON associate.id = member.associate_id
        WHERE left_on IS NULL AND deceased_on IS NULL AND archived_on IS NULL
          AND (:everybody OR shopper_id IN (SELECT value FROM json_each(:shopper_ids)))
        ORDER BY enrolled_on, member.id
        """,
        everybody=shopper_ids is None,
        shopper_ids=json.dumps(sorted(shopper_ids or ())),
    )


def members_waiting(book: Book, cards: CardsWaiting) -> list[Member]:
    """Whose cards they are, in the order of the sheets, without whoever was erased meanwhile."""
    return book.all(
        Member,
        """
        SELECT member.id, shopper_id, shopper.name, number, enrolled_on,
               associate.name AS associate, left_on, card_printed_on
        FROM json_each(:members) AS wanted
        JOIN member ON member.id = wanted.value
        JOIN shopper ON shopper.id = member.shopper_id
        JOIN associate ON associate.id = member.associate_id
        ORDER BY wanted.key
        """,
        members=json.dumps(cards.members),
    )


def mark_cards_printed(book: Book, members: Collection[Member], *, today: date) -> None:
    """The cards went to paper; Refused when there are none."""
    with book.change(cards_printed(members)) as change:
        write_printed(change, members, today=today)


def write_printed(change: Change, members: Collection[Member], *, today: date) -> None:
    """The same as a step of something larger, such as noting what is left of a sheet."""
    change.about(*(member.shopper_id for member in members))
    for member in members:
        change.update("member", member.id, card_printed_on=today)
    write_answered(change, {member.id for member in members})


def cards_printed(members: Collection[Member]) -> str:
    """The change that says so, in words; Refused when there are no cards."""
    if not members:
        raise Refused("There are no cards to mark as printed.")
    return f"{counted(len(members), 'membership card', 'membership cards')} printed"
