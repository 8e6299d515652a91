"""Membership cards on sheets that nobody has confirmed yet: saved as a file, or their fronts alone
on paper. Kept until somebody says what became of them, also when the program is closed.
"""

import json
from dataclasses import dataclass

from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.settings import load, save


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsWaiting:
    """Whose cards, in the order of the sheets, and how they lie on them; nobody's where none wait.

    `members` are numbers of memberships. `stock`, `code` and `turn` are names that the press knows.
    Of `fronts_only` the backs are still to come, from this printer; `tray` is the number by which
    it knows its paper.
    """

    members: tuple[int, ...] = ()
    stock: str = ""
    start: int = 1
    used: tuple[int, ...] = ()
    mono: bool = False
    code: str = ""
    turn: str = ""
    fronts_only: bool = False
    printer: str = ""
    copies: int = 1
    tray: int | None = None
    color: bool = True

    @property
    def words(self) -> str:
        """ "12 membership cards"."""
        return counted(len(self.members), "membership card")


def cards_waiting(book: Book) -> CardsWaiting | None:
    """Those that wait; None when none do."""
    kept = load(book, CardsWaiting)
    return kept if kept.members else None


def keep_waiting(book: Book, cards: CardsWaiting) -> None:
    """Ask about these from now on."""
    became = "fronts printed" if cards.fronts_only else "saved as a file, not confirmed yet"
    with book.change(f"{cards.words}: {became}") as change:
        save(change, cards)


def forget_waiting(book: Book) -> None:
    """They were not printed, or their backs are not wanted."""
    cards = cards_waiting(book)
    if cards is not None:
        with book.change(f"{cards.words}: not printed") as change:
            save(change, CardsWaiting())


def write_answered(change: Change, printed: set[int]) -> None:
    """These memberships’ cards are on paper: those that waited for it wait no more."""
    cards = cards_waiting(change.book)
    if cards is not None and printed.issuperset(still_there(change.book, cards)):
        save(change, CardsWaiting())


def still_there(book: Book, cards: CardsWaiting) -> set[int]:
    """The memberships among them that nobody erased."""
    return set(
        book.values(
            "SELECT id FROM member WHERE id IN (SELECT value FROM json_each(:members))",
            members=json.dumps(cards.members),
        )
    )
