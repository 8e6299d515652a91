"""Row 12, any number of times: backups, restores, damage, papers, people who come and go, in any
order. A restored book always has the backup's shoppers and today's people, and no alarm is false.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import backup, change, events
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.events import EventKind, note_event
from storebook.book.history import redo_last, undo_last
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.kept_heads import verify_against_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import change_paper_key, protect, unprotect
from storebook.book.restoring import restore, restore_open
from storebook.book.shop_saving import begin_book
from storebook.book.working_here import working_here
from storebook.staff.associates import Role, add_associate, let_go
from tests.durability.length import many, reached
from tests.make import SHOP, make_shopper
from tests.staff.people import OWNERS_PIN, give_pin

pytestmark = pytest.mark.timeout(7200)

STEPS = 60
SPOILED = slice(16, 9000)


class Later(datetime):
    """A clock that moves on by a second whenever it is asked: steps are told apart by it."""

    passed = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Later":
        cls.passed += timedelta(seconds=1)
        return super().now(tz) + cls.passed


@dataclass(frozen=True, slots=True)
class Then:
    """How the book was when a backup was made of it."""

    key: DataKey | None
    shoppers: list[str]


@dataclass(slots=True)
class Shop:
    """The book, and what has become of it."""

    book: Book
    chance: random.Random
    key: DataKey | None = None
    kept: dict[Path, Then] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    restored: int = 0

    @property
    def path(self) -> Path:
        return self.book.path

    def open(self) -> None:
        self.book.close()
        self.book = Book.open(self.path, key=self.key)

    # -- what is done

    def shopper(self) -> None:
        make_shopper(self.book, f"Ann {len(self.done)}")

    def export(self) -> None:
        note_event(self.book, EventKind.EXPORTED, "List exported", detail={"file": "list.csv"})

    def pin(self) -> None:
        give_pin(self.book, self.book.associate_id, OWNERS_PIN)

    def hire(self) -> None:
        add_associate(self.book, f"Olga {len(self.done)}", self.chance.choice(list(Role)))

    def fire(self) -> None:
        others = self.book.values(
            "SELECT id FROM associate WHERE active AND id <> :me ORDER BY id",
            me=self.book.associate_id,
        )
        if others:
            let_go(self.book, self.chance.choice(others))

    def undo(self) -> None:
        undo_last(self.book)

    def redo(self) -> None:
        redo_last(self.book)

    def protect(self) -> None:
        if self.key is None:
            self.book.close()
            self.key = protect(self.path, new_paper())

    def new_paper(self) -> None:
        if self.key is not None:
            self.book.close()
            self.key = change_paper_key(self.path, self.key, new_paper())

    def unprotect(self) -> None:
        if self.key is not None:
            self.book.close()
            unprotect(self.path, self.key)
            self.key = None

    def back_up(self) -> None:
        made = keep_backup(self.book, backups_folder(self.path))
        if made is not None:
            self.kept[made.path] = Then(self.key, shoppers_of(self.book))

    def restore(self) -> None:
        """In the open book."""
        self.put_back(lambda backup, earlier: restore_open(self.book, backup, earlier=earlier))

    def restore_damaged(self) -> None:
        """In place of a book that no longer opens; there is a backup of just now."""

        def damaged(backup: Path, earlier: DataKey | None) -> None:
            self.book.close()
            content = bytearray(self.path.read_bytes())
            content[SPOILED] = self.chance.randbytes(SPOILED.stop - SPOILED.start)
            self.path.write_bytes(content)
            restore(self.path, backup, key=self.key, earlier=earlier)

        self.back_up()
        self.put_back(damaged)

    def put_back(self, way: Callable[[Path, DataKey | None], object]) -> None:
        there = [path for path in self.kept if path.exists()]
        if not there:
            return
        backup = self.chance.choice(there)
        then, working = self.kept[backup], who_works(self.book)
        earlier = then.key if then.key is not None and then.key != self.key else None
        way(backup, earlier)
        self.open()
        self.restored += 1
        assert shoppers_of(self.book) == then.shoppers
        assert who_works(self.book) == working

    # -- what must hold

    def step(self) -> None:
        what = self.chance.choice(DEEDS)
        self.done.append(what)
        try:
            getattr(self, what)()
        except Refused as refusal:
            self.done[-1] += f" ({refusal})"
        self.open()
        assert verify_against_backups(self.book, backups_folder(self.path)) == []


DEEDS = [
    "shopper", "shopper", "export", "pin", "hire", "fire", "undo", "redo", "back_up", "back_up",
    "restore", "restore", "restore_damaged", "protect", "new_paper", "unprotect",
]  # fmt: skip


def shoppers_of(book: Book) -> list[str]:
    return book.values("SELECT name FROM shopper ORDER BY name")


def who_works(book: Book) -> dict[str, tuple[str, str | None, str | None]]:
    """Everybody who may sign in, with their rights and PINs."""
    return {
        one.name: (one.role, one.rights, one.encoded)
        for one in working_here(book).workers
        if one.active
    }


@pytest.mark.parametrize("seed", range(many(1, 100)))
def test_going_back_and_forth_loses_nobody_and_alarms_nobody(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(Later, "passed", timedelta())
    for asks in (change, events, backup):
        monkeypatch.setattr(asks, "datetime", Later)
    book = begin_book(tmp_path / "shop.book", SHOP, owner_name="Ruth Hallam")
    shop = Shop(book, random.Random(seed))
    try:
        for _ in range(STEPS):
            shop.step()
        assert [result for result in check_book(shop.book) if not result.good] == []
    except AssertionError as error:
        error.add_note(f"seed {seed}: {shop.done}")
        raise
    finally:
        shop.book.close()

    reached(12, f"seed {seed}: {STEPS} steps, {shop.restored} restores")
