"""Keeps an answer until the book changes, so that a second look costs nothing."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from storebook.book.book import Book

Answer = TypeVar("Answer")

_answers: WeakKeyDictionary[Book, tuple[int, dict[Hashable, Any]]] = WeakKeyDictionary()


def kept(book: Book, question: Hashable, find: Callable[[], Answer]) -> Answer:
    """The answer to `question`, found anew only when the book has changed since.

    `question` must hold everything that the answer depends on besides the book.
    """
    count = book.changed_count
    known = _answers.get(book)
    if known is None or known[0] != count:
        known = (count, {})
        _answers[book] = known
    if question not in known[1]:
        known[1][question] = find()
    answer: Answer = known[1][question]
    return answer
