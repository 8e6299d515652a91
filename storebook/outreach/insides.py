"""Cards of which only the fronts are on paper: a number, for whoever opens the book."""

from storebook.base.text import counted
from storebook.book.book import Book
from storebook.club.cards_waiting import cards_waiting


def insides_to_come(book: Book) -> str:
    """What to say of them, of membership cards as well; "" when all that was begun is finished."""
    told = (_of_runs(book), _of_members(book))
    return " ".join(filter(None, told))


def _of_runs(book: Book) -> str:
    cards: int = book.value(
        """
        SELECT coalesce(sum(json_array_length(fronts, '$.positions')), 0) FROM run
        WHERE fronts IS NOT NULL AND dropped_on IS NULL
        """
    )
    if not cards:
        return ""
    fronts = f"The fronts of {counted(cards, 'card', 'cards')} are printed"
    return f"{fronts}, and the insides are to come: “Cards to send” offers them."


def _of_members(book: Book) -> str:
    cards = cards_waiting(book)
    if cards is None or not cards.fronts_only:
        return ""
    fronts = f"The fronts of {cards.words} are printed"
    return f"{fronts}, and the backs are to come: “Members of the club” offers them."
