"""Merging two files as one change, which is taken back as one."""

from collections.abc import Mapping
from datetime import date

from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.kept_backups import ONE_SITTING, keep_before
from storebook.book.rows import point_elsewhere
from storebook.book.shop import Shop
from storebook.people.called import called, called_as
from storebook.people.households import follow_name, household_of, leave
from storebook.people.merging.days import bring_days_together, meetings
from storebook.people.merging.facts import Lost, Row, in_one, row_of
from storebook.people.merging.lists import bring_answers_together, bring_lists_together
from storebook.people.merging.records import Pick
from storebook.people.merging.refusing import refuse_merge
from storebook.people.merging.telling import kept_in_words, lost_in_words
from storebook.people.merging.ties import (
    bring_cards_together,
    bring_confidants_together,
    bring_kin_together,
    bring_pieces_together,
    bring_runs_together,
    hold_the_stricter_consent,
    tell_apart_no_longer,
)
from storebook.people.notes import NoteClass
from storebook.staff.rights import Right, require


def merge(  # noqa: PLR0913 - two files, what was chosen, and the shop's day
    book: Book,
    keep_id: int,
    other_id: int,
    pick: Mapping[str, Pick],
    *,
    shop: Shop,
    today: date,
) -> None:
    """Make one file of two: the other one's number and card lead to the one from now on.

    `pick` chooses by `Contradiction.key`; without a choice the answer of the file that stays holds,
    and the other answer is kept in a note. Refused when they can't be one person.
    """
    require(book, Right.MERGE)
    refuse_merge(book, keep_id, other_id, today)
    keep_before(book, "merge", at_most_every=ONE_SITTING)
    what = f"Merged {called(book, other_id)} into {called(book, keep_id)}"
    with book.change(what, [keep_id, other_id]) as change:
        refuse_merge(book, keep_id, other_id, today)
        write_merge(change, keep_id, other_id, pick, shop=shop, today=today)


def write_merge(  # noqa: PLR0913 - as `merge`
    change: Change,
    keep_id: int,
    other_id: int,
    pick: Mapping[str, Pick],
    *,
    shop: Shop,
    today: date,
) -> None:
    """The step of `merge`: what both say first, then everything that points at the other file."""
    book = change.book
    mine, theirs = row_of(book, keep_id), row_of(book, other_id)
    row, lost = in_one(mine, theirs, pick, shop)
    lost = lost_in_words(book, lost)
    lost += _move_house(change, mine, theirs, row["household_id"])
    met = meetings(book, keep_id, other_id)
    lost += kept_in_words(bring_days_together(change, met, pick))
    lost += bring_answers_together(change, keep_id, other_id, pick)
    bring_lists_together(change, keep_id, other_id)
    bring_kin_together(change, keep_id, other_id)
    bring_confidants_together(change, keep_id, other_id)
    card_number = bring_cards_together(change, keep_id, other_id)
    tell_apart_no_longer(change, keep_id, other_id)
    bring_pieces_together(change, keep_id, other_id)
    bring_runs_together(change, keep_id, other_id)
    hold_the_stricter_consent(change, keep_id, other_id, today=today)
    _rewrite(change, mine, row, shop)
    point_elsewhere(change, "shopper", other_id, keep_id)
    change.delete("shopper", other_id)
    change.insert("merged", gone_id=other_id, shopper_id=keep_id, card_number=card_number)
    _keep_what_was_lost(change, keep_id, theirs, lost, today)


def _rewrite(change: Change, mine: Row, row: Row, shop: Shop) -> None:
    """The row of the one file; nobody sent themselves."""
    before = called_as(change.book, mine["id"])
    change.update("shopper", mine["id"], **row)
    after = called_as(change.book, mine["id"])
    if after != before:
        follow_name(change, mine["id"], before, after, shop=shop)


def _move_house(change: Change, mine: Row, theirs: Row, household_id: int | None) -> list[Lost]:
    """Who lived in two households lives in one; the other one goes on without them."""
    lost = []
    for one in (mine, theirs):
        if one["household_id"] not in (None, household_id):
            at = household_of(change.book, one["id"])
            assert at is not None
            lost.append(Lost(title="Lived with", text=at.name))
            leave(change, one["id"])
    return lost


def _keep_what_was_lost(
    change: Change, keep_id: int, theirs: Row, lost: list[Lost], today: date
) -> None:
    """What the one file does not say stands in a note, what the owner alone reads in another."""
    for kind, for_the_owner in ((NoteClass.COUNTER, False), (NoteClass.OWNER, True)):
        lines = [f"{one.title}: {one.text}" for one in lost if one.for_the_owner is for_the_owner]
        if lines:
            head = f"Merged with the file of {theirs['name']} ({theirs['id']}). What differed:"
            change.insert(
                "note",
                shopper_id=keep_id,
                associate_id=change.book.associate_id,
                day=today,
                text="\n".join([head, *lines]),
                **{"class": kind},
            )
