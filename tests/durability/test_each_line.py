"""Row 17: whatever goes wrong at whatever line of a deed, the book is as before it or as after it,
and the next change is saved.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import storebook
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import redo_last, undo_last
from storebook.outreach.choosing import look_at_run
from storebook.outreach.runs import freeze_run
from storebook.people.kin import Relation, add_kin
from storebook.staff.associates import Role, give_role, welcome_back
from storebook.staff.leaving import let_go
from storebook.staff.pins import remove_pin
from tests.book.dumping import dump
from tests.durability.deeds import add_photo
from tests.durability.length import many, reached
from tests.make import NOVEMBER_26, SHOP, TODAY, make_purchase, make_shopper
from tests.staff.people import give_pin, make_clerk
from tests.staff.test_rights import ANN, DEEDS_BY_RIGHT, LIST, Deed

pytestmark = pytest.mark.timeout(7200)

PACKAGE = str(Path(storebook.__file__).parent)
MAX = 2
# What only writes a file, and what would find nothing to do in this book.
LEFT_OUT = re.compile(
    r"export|see_spend|backup|print_lists: (again|as a file|print)"
    r"|take_back: redo|import: what an import would do|staff: (role|hand over|welcome|pin|no pin)"
)
# What has to be done before, and the deed.
MORE: dict[str, tuple[Callable[[Book], object] | None, Deed]] = {
    "redo": (undo_last, lambda book, _: redo_last(book)),
    "role": (None, lambda book, _: give_role(book, MAX, Role.MANAGER)),
    "welcome back": (lambda book: let_go(book, MAX), lambda book, _: welcome_back(book, MAX)),
    "PIN": (None, lambda book, _: give_pin(book, 1, "4812")),
    "no PIN": (lambda book: give_pin(book, 1, "4812"), lambda book, _: remove_pin(book, 1)),
    "photo": (None, lambda book, _: add_photo(book)),
    "husband": (
        None,
        lambda book, _: add_kin(book, ANN, "Max Lee", Relation.SPOUSE, shop=SHOP, today=TODAY),
    ),
}
DEEDS = MORE | {
    name: (None, deed)
    for right, word, deed in DEEDS_BY_RIGHT
    if not LEFT_OUT.match(name := f"{right.value}: {word}")
}
Place = tuple[str, int]


class Wrong(BaseException):
    """Something that nobody could know of."""


@dataclass(slots=True)
class Tracer:
    """Notes the lines of the program that are run, and raises at one of them."""

    raise_at: int = 0
    count: int = 0
    places: list[Place] | None = None

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        if event == "line":
            self.count += 1
            if self.places is not None:
                self.places.append((frame.f_code.co_filename, frame.f_lineno))
            if self.count == self.raise_at:
                raise Wrong
        return self


def traced(tracer: Tracer, act: Callable[[], object]) -> bool:
    """Whether the deed came to its end."""
    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        act()
    except Wrong:
        return False
    finally:
        sys.settrace(before)
    return True


@pytest.fixture(scope="module")
def template(empty_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann (1) and Anne (2), both the same person; Max (2) works there; a list was made (1)."""
    path = tmp_path_factory.mktemp("template") / "shop.book"
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee", street="12 Ocean Road", birthday=NOVEMBER_26)
        make_shopper(book, "Anne Lee", street="12 Ocean Road")
        make_clerk(book, "Max Roe")
        freeze_run(book, look_at_run(book, LIST, shop=SHOP, today=TODAY), today=TODAY)
        make_purchase(book, ANN)
    return path


class Shop:
    """A fresh copy of the book for each try."""

    def __init__(self, template: Path, folder: Path, name: str) -> None:
        first, self.deed = DEEDS[name]
        self.folder, self.template = folder, folder.with_name("begun.book")
        self.path = folder / "book" / "shop.book"
        shutil.copyfile(template, self.template)
        if first is not None:
            with Book.open(self.template) as book:
                first(book)

    def fresh(self) -> Book:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "out").mkdir(parents=True)
        self.path.parent.mkdir()
        shutil.copyfile(self.template, self.path)
        return Book.open(self.path)

    def act(self, book: Book) -> Callable[[], object]:
        return lambda: self.deed(book, self.folder / "out")


def all_of(book: Book) -> str:
    """Every row, and how long the log is."""
    log = [book.value(f"SELECT count(*) FROM {name}") for name in ("change", "change_row")]  # noqa: S608
    return f"{log}\n{dump(book)}"


def alike(text: str) -> str:
    """Without moments, and what is drawn by lot."""
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]*|\$argon2id[^']*", "", text)
    return re.sub(r"b'.*?'|b\".*?\"|[0-9a-f]{16,}|\d{5,}", "", text)


def places_of(shop: Shop) -> tuple[str, str, list[int]]:
    """The book before and after the deed, and when each line of it is run for the first time."""
    with shop.fresh() as book:
        traced(Tracer(), shop.act(book))  # so that what is loaded late is loaded
    with shop.fresh() as book:
        old = all_of(book)
        tracer = Tracer(places=[])
        assert traced(tracer, shop.act(book))
        new = all_of(book)
    first: dict[Place, int] = {}
    for number, place in enumerate(tracer.places or (), start=1):
        first.setdefault(place, number)
    return old, new, sorted(first.values())


def chosen(numbers: list[int], name: str) -> Iterator[int]:
    """All of them, or some in the short form: others for each deed."""
    step = many(6, 1)
    yield from numbers[len(name) % step :: step]


@pytest.mark.parametrize("name", DEEDS)
def test_an_error_at_any_line_leaves_all_or_nothing(
    template: Path, tmp_path: Path, name: str
) -> None:
    shop = Shop(template, tmp_path / "shop", name)
    old, new, numbers = places_of(shop)
    assert alike(old) != alike(new)

    tried, undone = 0, 0
    book = shop.fresh()
    for number in chosen(numbers, name):
        if traced(Tracer(raise_at=number), shop.act(book)):
            continue
        now = all_of(book)
        with book.unlogged():
            pass
        tried += 1
        undone += now == old
        if now != old:
            assert alike(now) == alike(new), number
            book.close()
            book = shop.fresh()
    assert [result for result in check_book(book) if not result.good] == []
    book.close()

    assert tried
    reached(17, f"{name}: {tried} lines, {undone} as before, {tried - undone} as after, 0 half")
