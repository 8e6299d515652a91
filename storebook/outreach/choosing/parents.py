"""A card for the birthday of a child, addressed to one of the parents."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing.errands import Errand
from storebook.outreach.gate import Gate
from storebook.people.reachable import Reason, WhyNot


def with_parents(book: Book, errands: Sequence[Errand], today: date) -> list[Errand]:
    """The birthdays of children know to whom they might go."""
    birthdays = {one.shopper_id for one in errands if one.kind is CardKind.BIRTHDAY}
    parents = parents_of(book, birthdays)
    gate = Gate(book, parents, [CardKind.CHILD], today)
    return [
        replace(one, parents=tuple(parents[one.shopper_id]))
        if one.kind is CardKind.BIRTHDAY and gate.is_a_child(one.shopper_id)
        else one
        for one in errands
    ]


def to_parents(errands: Sequence[Errand], gate: Gate) -> list[Errand]:
    """The birthdays of children are for their parents; all other cards stay as they are."""
    return [
        to_a_parent(one, gate)
        if one.kind is CardKind.BIRTHDAY and gate.is_a_child(one.shopper_id)
        else one
        for one in errands
    ]


def to_a_parent(one: Errand, gate: Gate) -> Errand:
    """The card goes to the first parent who may be written to; where none may, the reason of the
    first is told. What is against anything about the child comes before.
    """
    child_id = one.shopper_id
    theirs = replace(one, kind=CardKind.CHILD, child_id=child_id)
    refusal = gate.why_nothing_about(child_id, CardKind.CHILD)
    if refusal is not None:
        return replace(theirs, refusal=refusal)
    if not one.parents:
        nobody = WhyNot(reason=Reason.CHILD, detail="no parent in the book")
        return replace(theirs, refusal=nobody)
    able = [each for each in one.parents if gate.why_not(each, CardKind.CHILD) is None]
    return replace(theirs, shopper_id=(able or one.parents)[0])


def parents_of(book: Book, people: Collection[int]) -> dict[int, list[int]]:
    """The parents of each of them who are in the book: who lives with the child first, and who
    bought something before who did not.
    """
    rows = book.rows(
        """
        WITH wanted AS (SELECT value AS id FROM json_each(:people)),
        tie AS (
            SELECT wanted.id AS child_id, kin.shopper_id AS parent_id
            FROM wanted JOIN kin ON kin.other_id = wanted.id
            WHERE relation = 'child' AND ended_on IS NULL
            UNION
            SELECT wanted.id, kin.other_id
            FROM wanted JOIN kin ON kin.shopper_id = wanted.id
            WHERE relation = 'parent' AND ended_on IS NULL
        )
        SELECT child.id, parent.id
        FROM tie
        JOIN shopper AS child ON child.id = tie.child_id
        JOIN shopper AS parent ON parent.id = tie.parent_id
        ORDER BY child.id, parent.household_id IS NOT child.household_id,
                 parent.standing = 'prospective', parent.id
        """,
        people=json.dumps(sorted(people)),
    )
    found: dict[int, list[int]] = {}
    for child_id, parent_id in rows:
        found.setdefault(child_id, []).append(parent_id)
    return found
