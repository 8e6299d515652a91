"""Whatever leaves the book as a file or on paper is noted, whoever builds the next way out."""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.engine import IntegrityError
from storebook.book.events import EventKind, events
from storebook.book.export_plain import write_plain_copy
from storebook.book.files import digest_of_file
from storebook.book.own_backup import back_up_into
from storebook.book.ways_out import note_printed
from storebook.exchange import exporting
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import freeze_run, pieces_of_run, run
from storebook.staff.viewer import Viewer
from tests.make import NOVEMBER_26, SHOP, TODAY, make_purchase, make_shopper

ROOT = Path(__file__).resolve().parent.parent / "storebook"
# Through one of these every list, card, slip and picture goes out.
DOORS = {"PrintJob", "print_job", "PaperOut", "written_whole", "csv_out"}
# Where something is written that is no way out of the book, or that is noted one step above.
NOT_OUT = {
    "book/protection/key_file.py": "the key of the book itself",
    "book/remembered.py": "where this book's backups are, for the program itself",
    "exchange/mending.py": "rows of somebody's own file that could not be read",
    "cli/calibrate.py": "a sheet to measure a printer with, or somebody's own PDF put right for it",
    "cli/envelopes.py": "noted by `cli/pressing.py`, as everything that it prints",
    "cli/label_sheets.py": "noted by `cli/pressing.py`, as everything that it prints",
    "cli/stock.py": "an empty sheet of labels, without a word of the book",
    "gui/calibrating.py": "a sheet to measure a printer with, without a word of the book",
    "gui/paper_key.py": "the key of the book itself; that it became protected is noted",
    "gui/pictures.py": "a picture of the window, asked for on the command line",
    "gui/tour.py": "pictures of a shop that was made up",
    "gui/paper_out.py": "brings out what it is given; whoever gives it notes it",
    "gui/printer.py": "defines the printer; whoever starts it notes it",
    "base/files.py": "defines the file",
    "exchange/exporting/csv_out.py": "defines the list",
}


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)


def ways_out() -> list[str]:
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        if any(door in text for door in DOORS) and DOORS & set(calls(ast.parse(text))):
            found.append(name)
    return found


@pytest.mark.parametrize("name", ways_out())
def test_a_module_that_sends_something_out_notes_it(name: str) -> None:
    if name in NOT_OUT:
        return
    called = set(calls(ast.parse((ROOT / name).read_text("utf-8"))))

    assert any(one.startswith("note_") for one in called), (
        f"{name} calls {DOORS & called} and notes nothing: see book/ways_out.py"
    )


def test_the_list_of_what_is_no_way_out_is_no_longer_than_it_must_be() -> None:
    kept = {name for name in NOT_OUT if (ROOT / name).exists() and not name.endswith("csv_out.py")}

    assert kept - set(ways_out()) <= {"base/files.py", "gui/printer.py"}


# -- each export there is


def export_of(name: str, book: Book, out: Path) -> None:
    """Call an export by its name, whatever it wants to be told."""
    function: Callable[..., object] = getattr(exporting, name)
    request = RunRequest(kind=RunKind.LIST, start=TODAY, end=TODAY.replace(month=12))
    look = look_at_run(book, request, shop=SHOP, today=TODAY)
    run_id = freeze_run(book, look, today=TODAY)
    known = {
        "book": book,
        "out": out,
        "viewer": Viewer(today=TODAY),
        "shop": SHOP,
        "pieces": pieces_of_run(book, run_id),
        "run": run(book, run_id),
    }
    wanted = inspect.signature(function).parameters.values()
    function(**{one.name: known[one.name] for one in wanted if one.name in known})


EXPORTS = [name for name in exporting.__all__ if inspect.isfunction(getattr(exporting, name))]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_notes_who_wrote_what_and_which_file(
    book: Book, tmp_path: Path, name: str
) -> None:
    who = make_shopper(book, birthday=NOVEMBER_26, street="12 Ocean Road")
    make_purchase(book, who)
    out = tmp_path / "out.csv"

    export_of(name, book, out)

    (event,) = events(book)
    assert (event.kind, event.associate) == (EventKind.EXPORTED, "Ruth Hallam")
    assert "1 row into “out.csv”" in event.what
    assert digest_of_file(out) in event.detail
    assert "Ruth Hallam" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("plain", [True, False])
def test_a_file_that_can_t_be_written_down_does_not_stay(
    book: Book, tmp_path: Path, plain: bool
) -> None:
    """As where the disk with the book is full, and the list goes on a stick."""
    make_shopper(book, birthday=NOVEMBER_26, street="12 Ocean Road")
    out = tmp_path / "out"
    with book.unlogged() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END"
        )

    deed = write_plain_copy if plain else partial(export_of, "export_shoppers")

    with pytest.raises(IntegrityError):
        deed(book, out)

    assert not out.exists()


def test_every_export_there_is_is_tried() -> None:
    assert len(EXPORTS) >= 3


def test_a_plain_copy_is_noted(book: Book, tmp_path: Path) -> None:
    write_plain_copy(book, tmp_path / "plain.sqlite")

    (event,) = events(book)
    assert event.kind is EventKind.EXPORTED
    assert "plain.sqlite" in event.what


def test_a_backup_that_was_asked_for_is_noted(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    back_up_into(book, folder)

    assert [event.kind for event in events(book)] == [EventKind.BACKED_UP]


def test_paper_is_noted_with_how_many_pieces_there_were(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    out.write_bytes(b"%PDF")

    note_printed(book, "Birthday cards, May", pieces=19, out=out)
    note_printed(book, "Membership card of Ann Lee", shopper_id=1)

    assert [(event.what, event.shopper_id) for event in events(book)] == [
        ("Membership card of Ann Lee printed", 1),
        ("Birthday cards, May printed: 19 pieces, into “cards.pdf”", None),
    ]
