"""Cards for the birthday of a child: to a parent, where the shop wants them, and never directly."""

from dataclasses import dataclass

from storebook.book.book import Book
from storebook.book.settings import load, set_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildrensCards:
    """Whether the birthday of a child makes a card that goes to a parent."""

    to_parents: bool = False


def cards_for_children(book: Book) -> bool:
    """What the shop chose; nothing is sent for a child unless it did."""
    return load(book, ChildrensCards).to_parents


def set_cards_for_children(book: Book, *, wanted: bool) -> None:
    """Offer such cards from now on, or none any more."""
    deed = "offered, to a parent" if wanted else "no longer offered"
    set_rule(book, f"Cards for children’s birthdays {deed}", ChildrensCards(to_parents=wanted))
