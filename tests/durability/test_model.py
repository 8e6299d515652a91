"""Row 19: a shop that does anything in any order, crashes and restores, beside one of plain Python
that does the same: the book never says anything else.
"""

import copy
import shutil
import tempfile
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import redo_last, undo_last
from storebook.book.restoring import restore_open
from storebook.book.shop_saving import begin_book
from storebook.exchange.fields import Kind
from storebook.exchange.importing import save_import
from storebook.exchange.looking import look_at_file
from storebook.people.erasing import erase
from storebook.people.merging import look_at_merge, merge
from storebook.people.notes import add_note, edit_note, remove_note
from storebook.people.shoppers import edit_shopper
from storebook.people.wishes import WishDraft, add_wish
from storebook.staff.viewer import Viewer
from tests.durability.deeds import KEY
from tests.durability.length import LONG, many, reached
from tests.make import SHOP, add_tag, make_line, make_purchase, make_shopper, set_tags

pytestmark = pytest.mark.timeout(6 * 3600)

TODAY = date(2026, 11, 20)
NAMES = st.sampled_from(
    [
        "Ann Lee",
        "O'Brien",
        "王小明",
        "Smith & Sons",
        "=1+1",
        "<b>Bea</b>",
        "50%",
        "Zoë Ñandú",
        "א ב",
    ]
)
# What is no daily work: some of it is more frequent than other.
SELDOM = ["closed", "closed", "gone", "gone", "backed up", "put back", "a list", "erased"]
PLACES = st.integers(0, 10**6)
CENTS = st.integers(1, 10**7)


@dataclass(slots=True)
class Person:
    """What the model knows of a shopper."""

    name: str
    notes: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Model:
    """The shop in plain Python: people and tickets by their numbers."""

    people: dict[int, Person] = field(default_factory=dict)
    tickets: dict[int, tuple[int | None, int]] = field(default_factory=dict)


def told_by(book: Book) -> Model:
    """The same of the book."""
    people = {number: Person(name) for number, name in book.rows("SELECT id, name FROM shopper")}
    for number, text in book.rows("SELECT shopper_id, text FROM note ORDER BY id"):
        people[number].notes.append(text)
    for number, text in book.rows("SELECT shopper_id, description FROM wish"):
        people[number].wishes.append(text)
    for number, name in book.rows("SELECT shopper_id, name FROM tag"):
        people[number].tags.add(name)
    rows = book.rows("SELECT id, shopper_id, total_cents FROM purchase")
    for person in people.values():
        person.notes.sort()
        person.wishes.sort()
    return Model(people=people, tickets={ticket: (who, cents) for ticket, who, cents in rows})


class TwoShops(RuleBasedStateMachine):
    """The book and the model; `done` and `undone` are how the model was before each step."""

    template: Path
    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "shop" / "shop.book"
        path.parent.mkdir()
        shutil.copyfile(self.template, path)
        self.book = Book.open(path, key=KEY)
        self.model = Model()
        self.done: list[Model] = []
        self.undone: list[Model] = []
        self.backups: list[tuple[Path, Model]] = []
        self.moves = 0

    def act(self, change: Callable[[Model], object]) -> None:
        """The model does the same."""
        before = copy.deepcopy(self.model)
        change(self.model)
        if self.model != before:
            self.done.append(before)
            self.undone.clear()

    def one(self, place: int) -> int:
        return sorted(self.model.people)[place % len(self.model.people)]

    def noted(self) -> list[tuple[int, str]]:
        people = sorted(self.model.people.items())
        return [(number, text) for number, person in people for text in person.notes]

    def some_note(self, place: int) -> tuple[int, str]:
        return self.noted()[place % len(self.noted())]

    def note_id(self, number: int, text: str) -> int:
        """In the book; of two that say the same, any."""
        sql = "SELECT id FROM note WHERE shopper_id = :number AND text = :text"
        return int(self.book.value(sql, number=number, text=text))

    def replaced(self, texts: list[str], old: str, new: str) -> None:
        texts.remove(old)
        insort(texts, new)

    # -- what people do

    @rule(name=NAMES)
    def arrive(self, name: str) -> None:
        number = make_shopper(self.book, name, today=TODAY)
        self.act(lambda model: model.people.update({number: Person(name)}))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, name=NAMES)
    def rename(self, place: int, name: str) -> None:
        number = self.one(place)
        edit_shopper(self.book, number, shop=SHOP, today=TODAY, name=name)
        self.act(lambda model: setattr(model.people[number], "name", name))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, text=NAMES)
    def note(self, place: int, text: str) -> None:
        number = self.one(place)
        add_note(self.book, number, text, day=TODAY)
        self.act(lambda model: insort(model.people[number].notes, text))

    @precondition(lambda self: self.noted())
    @rule(place=PLACES, text=NAMES)
    def correct_a_note(self, place: int, text: str) -> None:
        number, said = self.some_note(place)
        edit_note(self.book, self.note_id(number, said), text, today=TODAY)
        self.act(lambda model: self.replaced(model.people[number].notes, said, text))

    @precondition(lambda self: self.noted())
    @rule(place=PLACES)
    def take_off_a_note(self, place: int) -> None:
        number, said = self.some_note(place)
        remove_note(self.book, self.note_id(number, said))
        self.act(lambda model: model.people[number].notes.remove(said))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, text=NAMES)
    def wish(self, place: int, text: str) -> None:
        number = self.one(place)
        add_wish(self.book, number, WishDraft(description=text))
        self.act(lambda model: insort(model.people[number].wishes, text))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, names=st.lists(NAMES, max_size=3))
    def tag_anew(self, place: int, names: list[str]) -> None:
        number = self.one(place)
        set_tags(self.book, number, *names)
        self.act(lambda model: setattr(model.people[number], "tags", set(names)))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, name=NAMES)
    def tag(self, place: int, name: str) -> None:
        number = self.one(place)
        add_tag(self.book, number, name)
        self.act(lambda model: model.people[number].tags.add(name))

    @precondition(lambda self: self.model.people)
    @rule(place=PLACES, cents=CENTS)
    def buy(self, place: int, cents: int) -> None:
        number = self.one(place)
        ticket = make_purchase(self.book, number, make_line(price=cents), day=TODAY)
        self.act(lambda model: model.tickets.update({ticket: (number, cents)}))

    @precondition(lambda self: len(self.model.people) > 1)
    @rule(place=PLACES, other=PLACES)
    def merge(self, place: int, other: int) -> None:
        keep, goes = self.one(place), self.one(other)
        look = keep == goes or look_at_merge(self.book, keep, goes, Viewer(today=TODAY)).refusal
        if not look:
            merge(self.book, keep, goes, {}, shop=SHOP, today=TODAY)
            self.act(lambda model: self.merged(model, keep, goes))

    def merged(self, model: Model, keep: int, goes: int) -> None:
        gone, stays = model.people.pop(goes), model.people[keep]
        now = told_by(self.book).people[keep]
        said = [*stays.notes, *gone.notes]
        assert all(now.notes.count(text) >= 1 for text in said)
        assert gone.name == stays.name or any(gone.name in text for text in now.notes)
        assert now.tags == stays.tags | gone.tags
        assert now.wishes == sorted([*stays.wishes, *gone.wishes])
        stays.notes, stays.wishes, stays.tags = now.notes, now.wishes, now.tags
        for ticket, (who, cents) in model.tickets.items():
            model.tickets[ticket] = (keep if who == goes else who, cents)

    # -- changing one's mind

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        undo_last(self.book)
        self.undone.append(self.model)
        self.model = self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        redo_last(self.book)
        self.done.append(self.model)
        self.model = self.undone.pop()

    # -- what is seldom: one rule, so that most steps are daily work

    @rule(what=st.sampled_from(SELDOM), place=PLACES, name=NAMES)
    def something_happens(self, what: str, place: int, name: str) -> None:
        path = self.book.path
        if what == "gone":
            self.crash()
        elif what == "backed up":
            copy_of_it = self.book.back_up(Path(self.folder.name))
            self.backups.append((copy_of_it, copy.deepcopy(self.model)))
        elif what == "put back" and self.backups:
            self.restore(place)
        elif what == "a list":
            self.bring_in(name, 1 + place % 6)
        elif what == "erased" and len(self.model.people) > 2:
            self.erase(self.one(place))
        else:
            self.book.close()
            self.book = Book.open(path, key=KEY)

    def bring_in(self, name: str, count: int) -> None:
        self.moves += 1
        names = [f"{name} {self.moves}-{number}" for number in range(count)]
        file = Path(self.folder.name) / "list.csv"
        rows = "\n".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in names)
        file.write_text(f"Name\n{rows}\n", encoding="utf-8")
        look = look_at_file(file, Kind.SHOPPERS, shop=SHOP, today=TODAY)
        save_import(self.book, look, shop=SHOP, today=TODAY)
        new = self.book.rows(
            "SELECT id, name FROM shopper ORDER BY id DESC LIMIT :count", count=count
        )
        assert sorted(one for _, one in new) == sorted(names)
        self.act(lambda model: model.people.update({n: Person(one) for n, one in new}))

    def erase(self, number: int) -> None:
        erase(self.book, number, today=TODAY)
        now = told_by(self.book)
        del self.model.people[number]
        for ticket, (who, cents) in self.model.tickets.items():
            self.model.tickets[ticket] = (None if who == number else who, cents)
        # Where their name stood in what was written of others there is another word now.
        for one, person in self.model.people.items():
            assert len(now.people[one].notes) == len(person.notes)
            assert len(now.people[one].wishes) == len(person.wishes)
            self.model.people[one] = replace(now.people[one], name=person.name)
        self.done.clear()
        self.undone.clear()
        self.backups.clear()

    def crash(self) -> None:
        """The program is gone; what is on the disk is opened again."""
        self.moves += 1
        path = self.book.path
        fresh = Path(self.folder.name) / f"after {self.moves}" / path.name
        fresh.parent.mkdir()
        for file in path.parent.glob(f"{path.name}*"):
            if file.suffix in {".book", ".book-wal"}:
                shutil.copyfile(file, fresh.with_name(file.name))
        self.book.close()
        shutil.rmtree(path.parent)
        self.book = Book.open(fresh, key=KEY)

    def restore(self, place: int) -> None:
        path, then = self.backups[place % len(self.backups)]
        book = self.book.path
        restore_open(self.book, path)
        self.book = Book.open(book, key=KEY)
        self.model = copy.deepcopy(then)
        self.done.clear()
        self.undone.clear()

    # -- what must hold

    @invariant()
    def the_book_says_the_same(self) -> None:
        type(self).steps += 1
        assert told_by(self.book) == self.model

    def teardown(self) -> None:
        faults = [result for result in check_book(self.book) if not result.good]
        self.book.close()
        self.folder.cleanup()
        assert faults == []


def test_the_book_and_a_model_of_it_never_differ(tmp_path: Path) -> None:
    class FromTemplate(TwoShops):
        template = tmp_path / "template.book"

    # As a shop begins: a book without any step is of no shop, and its backups are of any.
    begin_book(FromTemplate.template, SHOP, owner_name="Ruth Hallam", key=KEY).close()
    wanted = many(1_000, 2_000_000)
    while FromTemplate.steps < wanted:  # in parts: of each example it keeps a little
        run_state_machine_as_test(
            FromTemplate,
            settings=settings(
                max_examples=many(20, 400),
                stateful_step_count=50,
                deadline=None,
                derandomize=not LONG,  # else each part of the long form is the first one again
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

    reached(19, f"{FromTemplate.steps:,} steps, 0 differences")
