"""Cards of which only the fronts are on paper: a number, for whoever opens the book."""

from storebook.base.text import counted
from storebook.book.book import Book


def insides_to_come(book: Book) -> str:
    """What to say of them; "" when every card that was begun is finished."""
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
