"""A shop at work in a process of its own, on a protected book: everything that is written down has
a marker in it. Says "ready" once a lot was saved, and goes on until it is stopped or killed.

    python -m tests.durability.living BOOK STEPS
"""

import sys
from datetime import date
from pathlib import Path
from random import Random

from storebook.book.book import Book
from storebook.book.drafts import keep_draft
from storebook.book.history import undo_last
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.data_key import DataKey
from storebook.people.erasing import erase
from storebook.people.merging import look_at_merge, merge
from storebook.people.notes import add_note
from storebook.people.search import find_shoppers
from storebook.staff.viewer import Viewer
from tests.make import SHOP, make_line, make_purchase, make_shopper

KEY = DataKey(raw=b"k" * 32)
TODAY = date(2026, 11, 20)
MARKER = "Wobblethorpe"


class Shop:
    """The same steps for the same seed."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book = book
        self.folder = folder
        self.random = Random(33)
        self.count = 0

    def people(self) -> list[int]:
        return self.book.values("SELECT id FROM shopper ORDER BY id")

    def arrive(self) -> None:
        make_shopper(
            self.book,
            f"{MARKER} Person{self.count}",
            email=f"{MARKER}{self.count}@example.com",
            street=f"{self.count} {MARKER} Road",
            tags=(MARKER,),
        )

    def buy(self) -> None:
        who = self.random.choice(self.people())
        make_purchase(self.book, who, make_line(f"Ring {MARKER}", engraving=MARKER), note=MARKER)

    def note(self) -> None:
        add_note(self.book, self.random.choice(self.people()), f"Likes {MARKER}", day=TODAY)

    def draft(self) -> None:
        keep_draft(self.book, "Note", str(self.count), {"text": f"Half typed {MARKER}"})

    def search(self) -> None:
        find_shoppers(self.book, MARKER.lower(), today=TODAY)

    def merge(self) -> None:
        keep, other = self.random.sample(self.people(), 2)
        if not look_at_merge(self.book, keep, other, Viewer(today=TODAY)).refusal:
            merge(self.book, keep, other, {}, shop=SHOP, today=TODAY)

    def erase(self) -> None:
        erase(self.book, self.random.choice(self.people()), today=TODAY)

    def undo(self) -> None:
        undo_last(self.book)

    def back_up(self) -> None:
        keep_backup(self.book, self.folder)

    def step(self) -> None:
        self.count += 1
        deeds = [self.arrive] * 8 + [self.buy] * 4 + [self.note] * 4 + [self.draft] * 3
        deeds += [self.search] * 3 + [self.merge, self.undo]
        if self.count % 100 == 0:
            deeds = [self.back_up]
        if self.count % 100 == 50:
            deeds = [self.erase]
        self.random.choice(deeds if self.count > 10 else [self.arrive])()


def main(path: Path, steps: int) -> None:
    with Book.create(path, owner_name="Ruth Hallam", key=KEY) as book:
        shop = Shop(book, backups_folder(path))
        while True:
            shop.step()
            if shop.count == steps:
                sys.stdout.write("ready\n")
                sys.stdout.flush()
                if not sys.stdin.readline():
                    return


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
