"""What runs are called: a name that somebody gave, or what they are and for which days."""

from storebook.base.dates import in_letters
from storebook.base.dates.partial import MONTHS
from storebook.base.errors import Refused
from storebook.base.text import fold, limited, one_line, quoted
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import RunKind, RunRequest
from storebook.outreach.runs.reading import run
from storebook.outreach.runs.records import Run

LONGEST_NAME = 80
LONGEST_NUMBER = 18  # digits that a number of the book can have
WHAT = {
    RunKind.CARDS: "cards",
    RunKind.LABELS: "labels",
    RunKind.LIST: "mailing list",
    RunKind.ENVELOPES: "envelopes",
}
OPENINGS = {
    None: "Occasion",
    CardKind.BIRTHDAY: "Birthday",
    CardKind.WEDDING: "Anniversary",
    CardKind.CHILD: "Children’s birthday",
    CardKind.THANKS: "Thank-you",
}


def run_name(book: Book, request: RunRequest) -> str:
    """What the run is called: never after a person, never after a piece, unless somebody did."""
    day_first = load(book, Shop).day_first
    if request.name:
        return request.name
    what, start, end = WHAT[request.kind], request.start, request.end
    first, last = (in_letters(day, day_first=day_first) for day in (start, end))
    if request.card_kind is CardKind.MONTHLY:
        return f"Monthly {what}, {MONTHS[start.month - 1]} {start.year}"
    if request.card_kind is CardKind.HOLIDAY:
        return f"{request.title}: {what}, {last}"
    return f"{OPENINGS[request.card_kind]} {what}, {first} to {last}"


def printed_name(found: Run, kind: RunKind) -> str:
    """What went out, when a run is printed as something else than it was frozen for."""
    return found.name if kind is found.kind else f"{found.name}: its {WHAT[kind]}"


def name_to_give(book: Book, name: str) -> str:
    """The name as it will stand; empty when none was given.

    Refused when it is a number, which would be taken for the run's own, or when it is taken.
    """
    given = limited(one_line(name), LONGEST_NAME, "name", "The name of the run is too long.")
    if not given:
        return ""
    if not any(letter.isalpha() for letter in given):
        raise Refused("The name of a run needs a letter: runs have numbers of their own.", "name")
    taken = [one for one in runs_called(book, given) if one.dropped_on is None]
    if taken:
        made_on = in_letters(taken[0].made_on, day_first=load(book, Shop).day_first)
        raise Refused(
            f"There is a run “{taken[0].name}” already, run {taken[0].id} of "
            f"{made_on}. Give the new one another name.",
            "name",
        )
    return given


def runs_called(book: Book, name: str) -> list[Run]:
    """Every run of this name, the newest first; blind to case and accents."""
    names = book.rows("SELECT id, name FROM run ORDER BY id DESC")
    return [run(book, run_id) for run_id, one in names if fold(one) == fold(name)]


def run_meant(book: Book, text: str) -> Run:
    """The run of this number or name; Refused when there is none, or more than one."""
    if text.strip().isascii() and text.strip().isdecimal():
        if len(text.strip()) > LONGEST_NUMBER:
            raise Refused(f"There is no run {quoted(text)} in this book.", "run")
        return run(book, int(text))
    found = runs_called(book, one_line(text))
    if len(found) > 1:
        numbers = ", ".join(str(one.id) for one in found)
        raise Refused(f"More than one run is called {quoted(text)}: {numbers}. Give the number.")
    if not found:
        raise Refused(f"There is no run {quoted(text)} in this book.", "run")
    return found[0]
