"""Monday's cards, with a husband on the list who has died: who is left out, why; printed fine."""

from datetime import date
from pathlib import Path

from PySide6.QtPdf import QPdfDocument

from storebook.gui.pages.occasions import OccasionsPage
from storebook.outreach.choosing import LeftOut
from storebook.outreach.runs import PieceState, pieces_of_run, runs
from tests.films.stage import CONTROL, Key, stage

NAME = "monday"
MONDAY = date(2026, 11, 23)
FILE = "cards.pdf"


def film(folder: Path) -> None:
    """Walter Finch died in August: his birthday comes on Monday, and no card goes out."""
    with stage(folder, NAME, today=MONDAY) as scene:
        scene.press(Key.Key_3, CONTROL)
        page = scene.window.stack.current()
        assert isinstance(page, OccasionsPage)
        walter = left_out(page, "Walter Finch")
        assert (walter.why, walter.detail) == ("Died", "his son told us in August")
        couple = left_out(page, "Harriet & Walter Finch")
        assert couple.why == "Partner died"
        due = [one.name_line for one in page.due.table.records()]
        assert due
        assert not [name for name in due if "Finch" in name]
        scene.picture("Ctrl 3: who is due, and beside it who is left out, the dead first.")

        saved = folder / FILE
        saved.unlink(missing_ok=True)
        scene.name_file(saved, "Ctrl P, on a computer without a printer: a PDF takes its place.")
        scene.press(Key.Key_P, CONTROL)
        assert saved.exists()
        assert scene.sees("look through the cards before you confirm.")
        scene.picture("They went out; nothing counts as sent yet, the bar waits for an answer.")
        assert "Walter" not in text_of(saved)

        (run,) = runs(scene.book, limit=5)
        assert run.sent_on is None
        scene.press(Key.Key_Return, CONTROL)
        (run,) = runs(scene.book, limit=5)
        assert run.sent_on == MONDAY
        pieces = pieces_of_run(scene.book, run.id)
        sent = [piece for piece in pieces if piece.state is PieceState.SENT]
        assert len(sent) == run.pieces
        kept = "SELECT name_line, why FROM run_piece WHERE run_id = :id AND state = 'left out'"
        assert ("Walter Finch", "Died") in scene.book.rows(kept, id=run.id)
        assert scene.sees("count as sent")
        scene.picture("Ctrl Enter, printed fine: now they count as sent, and stand on the pages.")

        scene.press(Key.Key_K, CONTROL)
        scene.type("walter finch")
        scene.picture("Walter Finch in the search: he died.")
        scene.press(Key.Key_Return)
        assert "card mailed" not in scene.words()
        scene.picture("His page says so too, and no card ever went to it.")
        saved.unlink()


def left_out(page: OccasionsPage, name: str) -> LeftOut:
    """The line of that name in the list of those who get nothing."""
    return next(one.one for one in page.left_out.lines() if one.one and one.one.name == name)


def text_of(pdf: Path) -> str:
    """Every word on its pages."""
    document = QPdfDocument()
    document.load(str(pdf))
    pages = range(document.pageCount())
    return "\n".join(document.getAllText(page).text() for page in pages)
