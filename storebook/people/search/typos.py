"""Forgives a slip of the finger: words that nobody has become the nearest words that somebody
has.
"""

from storebook.book.book import Book
from storebook.book.kept import kept
from storebook.book.words import words_in
from storebook.people.search.query import Query

SHORTEST = 3
TWO_SLIPS_FROM = 8  # letters
MOST_WORDS_EACH = 12


def corrected(book: Book, query: Query) -> str | None:
    """The question for the word index with each unknown word as its nearest known ones; None when
    none is near.
    """
    unknown = [word for word in query.words if not any_starts_with(book, word)]
    if not unknown or any(len(word) < SHORTEST for word in unknown):
        return None
    known = vocabulary(book)
    asked = []
    for word in query.words:
        if word not in unknown:
            asked.append(f'"{word}"*')
            continue
        near = nearest(word, known)
        if not near:
            return None
        asked.append("(" + " OR ".join(f'"{one}"' for one in near) + ")")
    return " AND ".join(asked)


def any_starts_with(book: Book, word: str) -> bool:
    found = book.value(
        "SELECT rowid FROM shopper_word WHERE shopper_word MATCH :asked LIMIT 1", asked=f'"{word}"*'
    )
    return found is not None


def nearest(word: str, known: list[str]) -> list[str]:
    """The known words within one slip (two in long words), nearest first."""
    # Most searches end before this, and the window opens without one.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= TWO_SLIPS_FROM else 1
    found = process.extract(
        word, known, scorer=OSA.distance, score_cutoff=slips, limit=MOST_WORDS_EACH
    )
    return [one for one, _, _ in found]


def vocabulary(book: Book) -> list[str]:
    """Every word of every name, once; read again only when the book has changed."""
    return kept(book, "words of names", lambda: words_in(book, "shopper_word"))
