"""Tying and untying: a new husband is a new shopper, and a couple that ends loses its line."""

from dataclasses import replace
from datetime import date

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, possessive
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.called import called, called_as, name_of
from storebook.people.households import (
    derive_couple,
    household_of,
    ids_of,
    join,
    leave,
    start_household,
    strike_couple_line,
)
from storebook.people.occasions import join_weddings, write_wedding
from storebook.people.relations import (
    COUPLES,
    Ending,
    Gender,
    Relation,
    read_relation,
    relation_word,
    reverse,
)
from storebook.people.shoppers import ShopperDraft, Standing, write_shopper

# Somebody new who is this to a shopper lives with them, as far as is known.
UNDER_ONE_ROOF = COUPLES | {Relation.CHILD}
ENDED = {Ending.DIVORCE: "are divorced", Ending.SEPARATION: "are separated"}


def add_kin(  # noqa: PLR0913 - two people, what they are, and the shop's day
    book: Book,
    shopper_id: int,
    other: int | str | ShopperDraft,
    relation: Relation | str,
    *,
    wedding: PartialDate | None = None,
    shop: Shop,
    today: date,
) -> int:
    """Say who belongs to the shopper, and return the id of the other one.

    A name makes a new shopper, a prospect until they buy; a new spouse, partner or child lives in
    the same household. Two who are now a couple under one roof get a couple line, and a wedding
    day that one of them had is the day of both, unless `wedding` tells it.
    """
    with book.change(f"Family of {called(book, shopper_id)} written down", [shopper_id]) as change:
        other_id = write_kin(change, shopper_id, other, relation, shop=shop, today=today)
        if wedding is not None:
            write_wedding(change, shopper_id, wedding, partner_id=other_id)
        return other_id


def end_tie(  # noqa: PLR0913 - two people, how and when, and who moves out
    book: Book,
    shopper_id: int,
    other_id: int,
    ending: Ending,
    *,
    on: date,
    leaves: int | None = None,
) -> None:
    """A couple parted; `leaves` is the one who moved out. Their couple line is struck out."""
    first, second = called(book, shopper_id), called(book, other_id)
    if ending is Ending.DEATH:
        raise Refused("Mark the one who died as deceased; that ends the tie.", "ending")
    if leaves not in (None, shopper_id, other_id):
        raise Refused("Only one of the two can leave the household here.", "leaves")
    what = f"{first} and {second} {ENDED[ending]}"
    with book.change(what, [shopper_id, other_id]) as change:
        kin_id = couple_tie(book, shopper_id, other_id, only_live=True)
        if kin_id is None:
            raise Refused(f"{first} and {second} are not a couple in this book.", "other")
        strike_couple_line(change, shopper_id, f"{what}.")
        change.update("kin", kin_id, ended_on=on, ended_by=ending)
        if leaves is not None:
            leave(change, leaves)


def remove_kin(book: Book, kin_id: int) -> None:
    """Take away a tie that was a mistake; the people stay, and what they had of it goes."""
    found = book.rows("SELECT shopper_id, other_id, relation FROM kin WHERE id = :id", id=kin_id)
    if not found:
        raise Refused("This tie was removed meanwhile. Open the shopper again.", "other")
    one, other, relation = found[0]
    what = f"Family of {called(book, one)} corrected"
    with book.change(what, [one, other]) as change:
        if Relation(relation) in COUPLES:
            strike_couple_line(
                change, one, f"{called(book, one)} and {called(book, other)} parted."
            )
            _unlink_weddings(change, one, other)
        change.delete("kin", kin_id)


# -- steps


def write_kin(  # noqa: PLR0913 - as `add_kin`
    change: Change,
    shopper_id: int,
    other: int | str | ShopperDraft,
    relation: Relation | str,
    *,
    shop: Shop,
    today: date,
) -> int:
    """The step of `add_kin`."""
    told, gender = _told(relation)
    name_of(change.book, shopper_id)
    if isinstance(other, int):
        other_id = other
        name_of(change.book, other_id)
    else:
        newcomer = _newcomer(change.book, shopper_id, other, gender)
        other_id = write_shopper(change, newcomer, shop=shop, today=today)
    _learn_gender(change, other_id, gender)
    write_tie(change, shopper_id, other_id, told)
    if told in COUPLES:
        join_weddings(change, shopper_id, other_id)
    if told in COUPLES or (told in UNDER_ONE_ROOF and not isinstance(other, int)):
        _bring_together(change, shopper_id, other_id, shop)
    return other_id


def write_tie(change: Change, shopper_id: int, other_id: int, relation: Relation) -> int:
    """Write one tie and return its id; a couple that found together again is no second tie."""
    book = change.book
    change.about(shopper_id, other_id)
    if shopper_id == other_id:
        raise Refused("Nobody is their own kin. Choose somebody else.", "other")
    if relation in COUPLES:
        _refuse_a_second(book, shopper_id, other_id)
    ended_on = _parted_by_death(book, shopper_id, other_id) if relation in COUPLES else None
    ended_by = None if ended_on is None else Ending.DEATH
    before = _tie(book, shopper_id, other_id, relation)
    if before is None:
        return change.insert(
            "kin",
            shopper_id=shopper_id,
            other_id=other_id,
            relation=relation,
            ended_on=ended_on,
            ended_by=ended_by,
        )
    change.update("kin", before, relation=relation, ended_on=ended_on, ended_by=ended_by)
    return before


def couple_tie(book: Book, one: int, other: int, *, only_live: bool = False) -> int | None:
    """The tie that makes, or made, these two a couple."""
    found = book.value(
        """
        SELECT id FROM kin
        WHERE relation IN ('spouse', 'partner') AND (ended_on IS NULL OR NOT :only_live)
          AND ((shopper_id = :one AND other_id = :other)
            OR (shopper_id = :other AND other_id = :one))
        ORDER BY ended_on IS NOT NULL, id
        """,
        one=one,
        other=other,
        only_live=only_live,
    )
    return None if found is None else int(found)


def _told(relation: Relation | str) -> tuple[Relation, Gender | None]:
    return (relation, None) if isinstance(relation, Relation) else read_relation(relation)


def _newcomer(
    book: Book, shopper_id: int, other: str | ShopperDraft, gender: Gender | None
) -> ShopperDraft:
    """A prospect of that name; two words that end in the family's name are no guess."""
    if isinstance(other, ShopperDraft):
        return other
    draft = ShopperDraft(name=other, standing=Standing.PROSPECTIVE, gender=gender)
    family = called_as(book, shopper_id).family or ""
    given, _, last = one_line(other).partition(" ")
    if family and fold(last) == fold(family):
        return replace(draft, given=given, family=last)
    return draft


def _learn_gender(change: Change, shopper_id: int, gender: Gender | None) -> None:
    """A wife is a woman; what is on file already stays."""
    known = change.book.value("SELECT gender FROM shopper WHERE id = :id", id=shopper_id)
    if gender is not None and known is None:
        change.update("shopper", shopper_id, gender=gender)


def _refuse_a_second(book: Book, one: int, other: int) -> None:
    for shopper_id, with_whom in ((one, other), (other, one)):
        third = book.value(
            """
            SELECT iif(shopper_id = :id, other_id, shopper_id) FROM kin
            WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL
              AND ((shopper_id = :id AND other_id <> :other)
                OR (other_id = :id AND shopper_id <> :other))
            """,
            id=shopper_id,
            other=with_whom,
        )
        if third is not None:
            pair = f"{called(book, shopper_id)} and {called(book, third)}"
            raise Refused(f"{pair} are a couple in this book. End that tie first.", "other")


def _tie(book: Book, shopper_id: int, other_id: int, relation: Relation) -> int | None:
    """The row that says so already, from either end; refused when it still holds."""
    if relation in COUPLES:
        found = couple_tie(book, shopper_id, other_id)
    else:
        found = book.value(
            """
            SELECT id FROM kin
            WHERE (shopper_id = :one AND other_id = :other AND relation = :relation)
               OR (shopper_id = :other AND other_id = :one AND relation = :turned)
            """,
            one=shopper_id,
            other=other_id,
            relation=relation,
            turned=reverse(relation),
        )
    if found is None:
        return None
    known, ended = book.rows("SELECT relation, ended_on FROM kin WHERE id = :id", id=found)[0]
    if ended is None and known in (relation, reverse(relation)):
        gender = book.value("SELECT gender FROM shopper WHERE id = :id", id=other_id)
        word = relation_word(relation, None if gender is None else Gender(gender))
        whose = possessive(called(book, shopper_id))
        raise Refused(f"{called(book, other_id)} is {whose} {word} already.", "other")
    return int(found)


def _parted_by_death(book: Book, one: int, other: int) -> date | None:
    day = book.value(
        "SELECT max(deceased_on) FROM shopper WHERE id IN (:one, :other)", one=one, other=other
    )
    return None if day is None else date.fromisoformat(day)


def _bring_together(change: Change, shopper_id: int, other_id: int, shop: Shop) -> None:
    """One roof over both, unless each already lives with somebody else; the line of a couple."""
    book = change.book
    here, there = household_of(book, shopper_id), household_of(book, other_id)
    if here is None and there is None:
        start_household(change, [shopper_id, other_id], shop=shop)
    elif here is not None and there is not None and here.id == there.id:
        if here.couple_line is None:
            derive_couple(change, here.id, shop=shop)
    elif here is not None and (there is None or ids_of(book, there.id) == [other_id]):
        join(change, other_id, here.id, shop=shop)
    elif there is not None and (here is None or ids_of(book, here.id) == [shopper_id]):
        join(change, shopper_id, there.id, shop=shop)


def _unlink_weddings(change: Change, one: int, other: int) -> None:
    for row_id in change.book.values(
        """
        SELECT id FROM occasion
        WHERE kind = 'wedding' AND ((shopper_id = :one AND partner_id = :other)
                                 OR (shopper_id = :other AND partner_id = :one))
        ORDER BY id
        """,
        one=one,
        other=other,
    ):
        change.update("occasion", row_id, partner_id=None)
