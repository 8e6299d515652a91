"""What commands share: the book they name, who they work for, the days and numbers they are
given.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from storebook.base.dates import in_letters
from storebook.base.errors import Refused
from storebook.base.money import Cents, currency, format_money
from storebook.base.text import quoted
from storebook.book.backup_places import STAMP
from storebook.book.book import Book
from storebook.book.clock import clock_doubt, newest_step
from storebook.book.engine import DatabaseError
from storebook.book.files import is_of_a_book
from storebook.book.second_place import NotElsewhere, keep_when_due
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.trouble import sentence
from storebook.cli.keys import opened
from storebook.cli.secret_input import secret
from storebook.cli.terminal import complain
from storebook.staff.associates import Associate, Role, associate_named, associates
from storebook.staff.pins import has_pin
from storebook.staff.signing_in import sign_in
from storebook.staff.viewer import Viewer, viewer_of

Function = TypeVar("Function", bound=Callable[..., Any])

PROGRAM = "the command line"
LARGEST_NUMBER = 2**63 - 1
# Windows of a year, and of a hundred years back, stay inside the calendar from here to there.
FIRST_YEAR, LAST_YEAR = 1900, 2199
WORKING = "Who is working, the owner if left out; a PIN is asked for."
OTHER_TABLES = frozenset({".xlsx", ".xls", ".ods", ".tsv", ".numbers"})


class Day(click.ParamType[date]):
    """A day written as 2026-12-20; an impossible one is refused with a sentence."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value).strip())
        except ValueError:
            raise Refused(f"{quoted(str(value))} is no day. Write it as 2026-12-20.") from None
        return in_calendar(day)


class Month(click.ParamType[date]):
    """A month written as 2026-12, as its first day; an impossible one is refused."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        year, _, month = str(value).strip().partition("-")
        try:
            first = date(int(year), int(month), 1)
        except (ValueError, OverflowError):
            raise Refused(f"{quoted(str(value))} is no month. Write it as 2026-12.") from None
        return in_calendar(first)


def in_calendar(day: date) -> date:
    """The day; refused where a window of years around it would leave the calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(f"{day.isoformat()} lies outside {FIRST_YEAR} to {LAST_YEAR}.")
    return day


class Number(click.ParamType[int]):
    """The number of a row of the book; one that no book can have is refused with a sentence."""

    name = "number"

    def __init__(self, what: str) -> None:
        self._what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip()
        if not text.lstrip("-").isascii() or not text.lstrip("-").isdecimal():
            self.fail(f"{quoted(text)} is not the number of a {self._what}.", param, ctx)
        if len(text) > len(str(LARGEST_NUMBER)) or not 0 < int(text) <= LARGEST_NUMBER:
            raise Refused(f"There is no {self._what} {quoted(text)} in this book.")
        return int(text)


class FilePath(click.ParamType[Path]):
    """A file or folder; a name that no file can have is refused with a sentence."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        try:
            path.resolve()
            path.exists()
        except (OSError, RuntimeError, ValueError) as error:
            if isinstance(error, PermissionError):
                return path
            raise Refused(f"{quoted(str(value))} can’t be the name of a file.") from None
        if "\0" in str(value):
            raise Refused(f"{quoted(str(value))} can’t be the name of a file.")
        return path


DAY = Day()
FILE = FilePath()
SHOPPER = Number("shopper")
MONO = click.option("--mono", is_flag=True, help="For a printer that has only black.")
OUT = click.option(
    "--out",
    required=True,
    type=FILE,
    metavar="FILE",
    help="The file to write; an older one is replaced.",
)


def book_argument(function: Function) -> Function:
    return click.argument("book_path", metavar="BOOK", type=FILE)(function)


def by_option(function: Function) -> Function:
    """Who is working, for a command that writes: it hands `by` to `writing`."""
    return click.option("--by", metavar="NAME", help=WORKING)(pin_option(function))


def who_option(function: Function) -> Function:
    """Who is working, for a command that only reads: `reading` finds it by itself."""
    option = click.option(
        "--by", metavar="NAME", help=WORKING, expose_value=False, callback=remembered
    )
    return option(pin_option(function))


def pin_option(function: Function) -> Function:
    return click.option(
        "--pin-fd",
        metavar="N",
        type=click.IntRange(0),
        help="Read the PIN from this file descriptor.",
        expose_value=False,
        callback=remembered,
    )(function)


def remembered(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Keep what was given for `at_work`."""
    ctx.meta[f"{__name__}.{param.name}"] = value
    return value


def given(name: str) -> Any:
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else ctx.meta.get(f"{__name__}.{name}")


def json_option(function: Function) -> Function:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(
        function
    )


def now() -> datetime:
    """The moment, in UTC; the only place of the command line that asks the clock."""
    return datetime.now(UTC)


def today() -> date:
    """The store's day."""
    return now().astimezone().date()


@contextmanager
def reading(path: Path, by: str | None = None) -> Iterator[Book]:
    """The book, open for reading, with somebody at work; others may have it open as well.

    Where PINs are used a backup is refused, see `refuse_round_pins`.
    """
    with opened(path, lambda key: Book.open(path, mode="read", program=PROGRAM, key=key)) as book:
        if STAMP.search(book.path.name):
            # Only backups need it, and it takes a tenth as long to load as a whole command.
            from storebook.book.later_copies import refuse_round_pins

            refuse_round_pins(book)
        at_work(book, by or given("by"))
        yield book


@contextmanager
def writing(path: Path, by: str | None) -> Iterator[Book]:
    """The book, held for writing, with somebody at work; a clock that may be wrong is told.

    Once an hour what was written is backed up, as while the window is open.
    """
    with opened(path, lambda key: Book.open(path, program=PROGRAM, key=key)) as book:
        doubt = clock_doubt(newest_step(book), now().astimezone())
        at_work(book, by)
        if doubt:
            complain(doubt)
        yield book
        keep(book)


def keep(book: Book) -> None:
    """What was done is saved: trouble with the backup is told, and is no refusal."""
    try:
        keep_when_due(book, now())
    except NotElsewhere as trouble:
        complain(str(trouble))
    except (Refused, DatabaseError, OSError) as error:
        complain(f"The book could not be backed up. {sentence(error) or error}")


def at_work(book: Book, by: str | None) -> None:
    """Sign in who was named, or the owner; whoever has a PIN is asked for it."""
    person = associate_named(book, by) if by is not None else owner_of(book)
    pin = pin_of(person) if has_pin(book, person.id) else None
    sign_in(book, person.id, pin, now=now())


def owner_of(book: Book) -> Associate:
    """Whom the book opens for; where PINs are used, the first owner who has one."""
    owners = [one for one in associates(book) if one.role is Role.OWNER]
    signing = [one for one in owners if has_pin(book, one.id)]
    return (signing or owners)[0]


def pin_of(person: Associate) -> str:
    """The PIN that was given; asked for once in a command."""
    ctx = click.get_current_context(silent=True)
    known: dict[int, str] = {} if ctx is None else ctx.meta.setdefault(f"{__name__}.pins", {})
    if person.id not in known:
        known[person.id] = secret(f"PIN of {person.name}", given("pin_fd"), flag="--pin-fd")
    return known[person.id]


def looking(book: Book) -> Viewer:
    """What who is working may see, today."""
    return viewer_of(book, today())


def named_as_book(path: Path) -> Path:
    """Where a new book goes: its file ends in .book, so that everybody sees what it is."""
    if path.suffix.lower() == ".book" or path.is_dir():
        return path
    return path.with_name(f"{path.name}.book")


def refuse_place(out: Path, book_path: Path | None = None) -> Path:
    """Where a file may be written, links followed; refused before anything is done otherwise.

    Never over a book or what belongs to one, nor over what is no ordinary file: it would be
    replaced. `book_path` is the book at hand, whatever it is called.
    """
    path = out.resolve()
    if path.is_dir():
        raise Refused(f"“{out}” is a folder. Name a file in it.", field="out")
    if not path.parent.is_dir():
        raise Refused(f"The folder “{path.parent}” is not there. Make it first.", field="out")
    if is_of_a_book(path, None if book_path is None else book_path.resolve()):
        raise Refused(f"“{out}” is a book or belongs to one. Name another file.", field="out")
    if path.exists() and not path.is_file():
        raise Refused(f"“{out}” is no ordinary file. Name another.", field="out")
    if path.suffix.lower() in OTHER_TABLES:
        raise Refused("Tables are written as .csv, which spreadsheets open. Name it so.", "out")
    return path


def new_place(
    out: Path,
    book_path: Path,
    *,
    or_else: str = "Name another, or add --replace.",
    field: str = "out",
) -> Path:
    """The same for a list: people work on lists, so one that is there is not replaced unasked.

    What is printed takes the place of what was printed before.
    """
    path = refuse_place(out, book_path)
    if path.exists():
        raise Refused(f"There is already a file “{out}”. {or_else}", field=field)
    return path


def shop_of(book: Book) -> Shop:
    return load(book, Shop)


def day_writer(shop: Shop) -> Callable[[date], str]:
    """How a day reads on the paper of this shop."""
    return partial(in_letters, day_first=shop.day_first)


def money(book: Book) -> Callable[[Cents | int | None], str]:
    """How this shop writes amounts; unknown is empty."""
    shop = shop_of(book)
    unit = currency(shop.currency)

    def written(cents: Cents | int | None) -> str:
        return "" if cents is None else format_money(Cents(cents), unit, locale=shop.locale)

    return written
