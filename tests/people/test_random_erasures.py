"""People are written down, merged, erased, and brought back by an old backup, at random: after each
step the book is whole, the money is the same, and who was erased is nowhere in it.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.check import check_book
from storebook.book.history import redo_last, undo_last
from storebook.people.erasing import erase, erase_again_after, forgotten_in
from storebook.people.merged import file_of, merged_numbers
from storebook.people.merging import Pick, look_at_merge, merge
from storebook.people.notes import add_note
from storebook.people.search import find_shoppers
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_shopper
from tests.people.random_files import bought, file

VIEWER = Viewer(today=TODAY)


class Town:
    """A book, under which name each file was begun, and who was erased."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book = book
        self.random = Random(seed)
        self.names: dict[int, str] = {}
        self.erased: set[str] = set()
        self.backup: Path | None = None
        self.friends = [make_shopper(book, f"Friend Number{index}") for index in range(3)]
        for _ in range(3):
            self.arrive()

    def people(self) -> list[int]:
        found = self.book.values("SELECT id FROM shopper ORDER BY id")
        return [one for one in found if one not in self.friends]

    def arrive(self) -> None:
        name = " ".join("Q" + "".join(self.random.choices(ascii_lowercase, k=9)) for _ in "ab")
        with self.book.change(f"{name} written down") as change:
            shopper_id = file(change, self.random, self.friends, name)
            change.about(shopper_id)
        self.names[shopper_id] = name
        bought(self.book, self.random, (shopper_id, self.friends[0]), self.friends)
        add_note(self.book, self.random.choice(self.friends), f"Knows {name} well", day=TODAY)

    def merge(self) -> None:
        if len(self.people()) < 2:
            return
        keep, other = self.random.sample(self.people(), 2)
        look = look_at_merge(self.book, keep, other, VIEWER)
        if look.refusal:
            return
        pick = {one.key: self.random.choice(list(Pick)) for one in look.contradictions}
        merge(self.book, keep, other, pick, shop=SHOP, today=TODAY)
        assert file_of(self.book, other) == keep

    def erase(self) -> None:
        if not self.people():
            return
        shopper_id = self.random.choice(self.people())
        files = [shopper_id, *merged_numbers(self.book, shopper_id)]
        assert erase(self.book, shopper_id, today=TODAY)
        self.erased |= {self.names[one] for one in files}

    def undo(self) -> None:
        self._turn(undo_last)

    def redo(self) -> None:
        self._turn(redo_last)

    def _turn(self, deed: Callable[[Book], object]) -> None:
        try:
            deed(self.book)
        except Refused:
            return

    def back_up(self) -> None:
        self.backup = self.book.back_up(self.book.path.parent)

    def restore(self) -> None:
        """The backup of an earlier day takes the place of the book."""
        if self.backup is None:
            return
        forgotten, path = forgotten_in(self.book), self.book.path
        self.book.close()
        shutil.copyfile(self.backup, path)
        self.book = Book.open(path)
        erase_again_after(self.book, forgotten, today=TODAY)

    def traces(self) -> list[str]:
        """Who was erased and is in the file all the same."""
        raw = self.book.path.read_bytes() + self.book.path.with_name("shop.book-wal").read_bytes()
        return [name for name in self.erased if name.encode() in raw]


def live(town: Town, steps: int) -> None:
    deeds = [
        town.arrive, town.arrive, town.merge, town.merge, town.erase, town.undo, town.redo,
        town.back_up, town.restore,
    ]  # fmt: skip
    for _ in range(steps):
        town.book.checkpoint()
        deed = town.random.choice(deeds)
        before = town.book.value("SELECT sum(total_cents) FROM purchase")
        deed()
        if deed in (town.merge, town.erase):
            assert town.book.value("SELECT sum(total_cents) FROM purchase") == before
        for name in town.erased:
            assert not find_shoppers(town.book, name, today=TODAY)
    assert [one for one in check_book(town.book) if not one.good] == []
    assert verify(town.book) == []
    town.book.rewrite_file()
    assert town.traces() == []
    town.book.close()


@pytest.mark.parametrize("seed", range(3))
def test_who_is_erased_stays_erased_whatever_happens(book: Book, seed: int) -> None:
    live(Town(book, seed), 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 125))
def test_who_is_erased_stays_erased_in_long_histories(book: Book, seed: int) -> None:
    live(Town(book, seed), 200)
