"""Couples of one household, who share a card that is for both."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from storebook.book.book import Book
from storebook.outreach.choosing.errands import Errand
from storebook.outreach.gate import Gate


def couples_among(book: Book, people: Collection[int]) -> dict[int, tuple[int, int]]:
    """Whom each of these people shares a card with: the two, in the order the tie was written
    down. The dead, the parted, and those who live apart share with nobody.
    """
    rows = book.rows(
        """
        WITH wanted AS (SELECT value AS id FROM json_each(:people)),
        tie AS (
            SELECT kin.id, kin.shopper_id, kin.other_id
            FROM wanted JOIN kin ON kin.shopper_id = wanted.id
            WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
            UNION
            SELECT kin.id, kin.shopper_id, kin.other_id
            FROM wanted JOIN kin ON kin.other_id = wanted.id
            WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
        )
        SELECT one.id, other.id
        FROM tie
        JOIN shopper AS one ON one.id = tie.shopper_id
        JOIN shopper AS other ON other.id = tie.other_id
        WHERE one.household_id = other.household_id
          AND one.deceased_on IS NULL AND other.deceased_on IS NULL
          AND one.archived_on IS NULL AND other.archived_on IS NULL
        ORDER BY tie.id
        """,
        people=json.dumps(sorted(people)),
    )
    found: dict[int, tuple[int, int]] = {}
    for one, other in rows:
        if one not in found and other not in found:
            found[one] = found[other] = (one, other)
    return found


def join_couples(
    errands: Sequence[Errand], couples: Mapping[int, tuple[int, int]], gate: Gate
) -> list[Errand]:
    """One card for two who live together; whoever was chosen as well is told to be joined.

    Where one of them said no, or has a card of their own that may go to one place alone, the other
    gets a card alone: one person, one line.
    """
    alone = {one.shopper_id for one in errands if one.address_id is not None}
    chosen = {one.shopper_id: one for one in errands}
    done: set[int] = set()
    joined: list[Errand] = []
    for one in errands:
        pair = couples.get(one.shopper_id)
        if pair is None or not alone.isdisjoint(pair) or not gate.may_share(pair, one.kind):
            joined.append(one)
        elif one.shopper_id in done:
            (partner,) = set(pair) - {one.shopper_id}
            joined.append(replace(one, joined_to=partner))
        else:
            done.update(pair)
            theirs = [chosen[person_id].purchases for person_id in pair if person_id in chosen]
            bought = tuple(sorted(chain(*theirs)))
            shared = replace(one, shopper_id=pair[0], partner_id=pair[1], purchases=bought)
            joined.append(shared)
    return joined
