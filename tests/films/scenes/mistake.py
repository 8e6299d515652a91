"""A purchase is written down for the wrong person, taken back, done again, and taken back."""

from pathlib import Path

from storebook.book.book import Book
from tests.films.stage import CONTROL, SHIFT, Key, stage

NAME = "mistake"


def film(folder: Path) -> None:
    """Ctrl Z takes the whole purchase back, Ctrl Shift Z does it again."""
    with stage(folder, NAME) as scene:
        book = scene.book
        before = tickets(book)
        scene.type("ashw")
        assert scene.sees("Margaret Ashworth", "Daniel Ashworth")
        scene.picture("More than one Ashworth; in a hurry the clerk takes the first.")

        scene.press(Key.Key_Return)
        scene.press(Key.Key_R, CONTROL)
        scene.type("Moonstone hair comb 1420")
        scene.picture("Ctrl R, and the line in one go: what it is, and its price.")
        scene.press(Key.Key_Return)
        scene.press(Key.Key_Return, CONTROL)
        assert tickets(book) == before + 1
        assert scene.sees("Purchase saved for", "Undo")
        scene.picture("Saved, and at once seen to be wrong: the bar at the foot offers Undo.")

        scene.press(Key.Key_Z, CONTROL)
        assert tickets(book) == before
        assert scene.sees("Taken back")
        assert "Moonstone hair comb" not in scene.words()
        scene.picture("Ctrl Z: ticket, line, piece and sum are gone, as if they had never been.")

        scene.press(Key.Key_Z, CONTROL | SHIFT)
        assert tickets(book) == before + 1
        assert scene.sees("Moonstone hair comb")
        scene.picture("Ctrl Shift Z: the same purchase stands there again.")

        scene.press(Key.Key_Z, CONTROL)
        assert tickets(book) == before
        scene.picture("Taken back after all.")

        scene.tab_to("History")
        scene.press(Key.Key_Space)
        assert scene.sees("Taken back: Purchase recorded for", "Done again: Purchase recorded for")
        scene.picture("The history of the shopper keeps every step, and who took it.")


def tickets(book: Book) -> int:
    """How many tickets stand in the book."""
    return int(book.value("SELECT count(*) FROM purchase"))
