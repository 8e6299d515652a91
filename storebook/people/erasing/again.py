"""Erasing again: what a list or an older backup brought back of somebody who was erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.forgetting import take_out_traces
from storebook.people.erasing.names import names_of
from storebook.people.erasing.saving import erase_memory, write_erasure
from storebook.people.erasing.suppression import (
    Known,
    Suppression,
    known_of_all,
    suppression,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasure as it travels from book to book: when, and by what the person is known again."""

    shopper_id: int
    at: str
    salt: str
    digests: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Everybody who was erased from a book."""

    erasures: tuple[Erasure, ...] = ()


def forgotten_in(book: Book) -> Forgotten:
    """Who was erased from this book: asked of the one that a restore is about to replace."""
    return Forgotten(
        erasures=tuple(
            Erasure(
                shopper_id=shopper_id,
                at=at,
                salt=salt,
                digests=frozenset(
                    book.values(
                        "SELECT digest FROM suppression WHERE erasure_id = :id ORDER BY id",
                        id=erasure_id,
                    )
                ),
            )
            for erasure_id, shopper_id, at, salt in book.rows(
                "SELECT id, shopper_id, at, salt FROM erasure ORDER BY id"
            )
        )
    )


def erase_again_after(book: Book, forgotten: Forgotten | None = None, *, today: date) -> list[int]:
    """Erase whoever was erased before and is in the book again; returns their numbers now.

    To be called after a restore, with what was `forgotten_in` the replaced book, and after an
    import. It asks for no right: it only keeps what was promised. One change, which can't be taken
    back; where nobody has come back, and nothing is new, there is none.
    """
    back = known_again(book, forgotten)
    missing = missing_in(book, forgotten)
    if not back and not missing and not known_in_the_log(book, forgotten):
        return []
    with book.change("Erased again, as asked before") as change:
        for one in missing:
            write_down(change, one)
        for shopper_id in back:
            write_erasure(change, shopper_id, today=today)
            change.about(shopper_id)
        for shopper_id in known_in_the_log(book, forgotten):
            erase_memory(change, shopper_id)
    take_out_traces(book)
    return back


def known_again(book: Book, forgotten: Forgotten | None = None) -> list[int]:
    """The shoppers of this book who were erased once, from it or from the one it replaces."""
    asked = both(suppression(book), forgotten)
    if not asked.digests:
        return []
    names: dict[int, Collection[str]] = {
        row[0]: tuple(name for name in row[1:] if name)
        for row in book.rows("SELECT id, name, native_name, romanized FROM shopper ORDER BY id")
    }
    everybody: dict[int, Known] = known_of_all(book, names)
    return [shopper_id for shopper_id, known in everybody.items() if asked.knows(known)]


def known_in_the_log(book: Book, forgotten: Forgotten | None = None) -> list[int]:
    """Who was erased once, and stands in the history alone: their arrival was taken back."""
    asked = both(suppression(book), forgotten)
    if not asked.digests:
        return []
    gone = book.values(
        """
        SELECT DISTINCT first_id FROM change_row
        WHERE table_name = 'shopper' AND before ->> 'name' IS NOT NULL
          AND first_id NOT IN (SELECT id FROM shopper)
        ORDER BY first_id
        """
    )
    return [
        shopper_id
        for shopper_id in gone
        if asked.knows(Known(names=names_of(book, [shopper_id]).of_theirs, files=[shopper_id]))
    ]


def both(here: Suppression, forgotten: Forgotten | None) -> Suppression:
    digests = dict(here.digests)
    for one in () if forgotten is None else forgotten.erasures:
        digests[one.salt] = digests.get(one.salt, frozenset()) | one.digests
    return Suppression(digests=digests)


def missing_in(book: Book, forgotten: Forgotten | None) -> list[Erasure]:
    """The erasures that the book does not know of: it is older than they are."""
    there = {(one.shopper_id, one.at, one.salt) for one in forgotten_in(book).erasures}
    return [
        one
        for one in (() if forgotten is None else forgotten.erasures)
        if (one.shopper_id, one.at, one.salt) not in there
    ]


def write_down(change: Change, one: Erasure) -> None:
    erasure_id = change.insert(
        "erasure",
        shopper_id=one.shopper_id,
        at=one.at,
        associate_id=change.book.associate_id,
        salt=one.salt,
    )
    change.insert_many(
        "suppression",
        ("erasure_id", "digest"),
        [(erasure_id, digest) for digest in sorted(one.digests)],
    )
