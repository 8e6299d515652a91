"""What a window does while nobody presses a key takes nothing from the book."""

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.gui.memory import tidy


def test_after_an_idle_moment_the_work_goes_on(book: Book) -> None:
    with book.change("Noor came") as change:
        change.insert("associate", name="Noor", initials="N", role="clerk", active=True)

    tidy(book)
    with book.change("Omar came") as change:
        change.insert("associate", name="Omar", initials="O", role="clerk", active=True)
    tidy(book)
    undo_last(book)

    names = book.values("SELECT name FROM associate ORDER BY id")
    assert "Noor" in names
    assert "Omar" not in names
