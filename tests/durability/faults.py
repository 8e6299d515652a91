"""A disk that does not answer, or is full, at each call of a deed: run with the shim.

    python -m tests.durability.faults DEED TEMPLATE FOLDER ERRNO EVERY

Prints what was found as JSON: how many calls failed, the sentences, and what was wrong.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from shutil import copytree, rmtree

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.kept_backups import keep_backup, kept_backups
from storebook.book.trouble import sentence
from storebook.cli.terminal import write_out
from tests.durability.deeds import (
    ANN,
    KEY,
    add_photo,
    backups_in,
    bring_in_open,
    faults,
    merge_both,
    opened,
    rows_of,
)
from tests.durability.disk import calls, fail
from tests.make import make_purchase

ABOUT_SAFETY = ("safe", "Nothing was changed", "Nothing else was changed", "was not touched")
MOST_CALLS = 5000
Act = Callable[[Book, Path], object]


@dataclass(slots=True)
class Found:
    """What came of all the calls that failed."""

    points: int = 0
    raised: int = 0
    sentences: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


ACTS: dict[str, Act] = {
    "save": lambda book, _: make_purchase(book, ANN),
    "import": bring_in_open,
    "merge": lambda book, _: merge_both(book),
    "photo": lambda book, _: add_photo(book),
    "backup": lambda book, folder: keep_backup(book, backups_in(folder)),
    "checkpoint": lambda book, _: book.checkpoint(),
}


class Trial:
    """The deed, with the call of this number failing."""

    def __init__(self, name: str, template: Path, folder: Path, found: Found) -> None:
        self.name, self.template, self.folder, self.found = name, template, folder, found
        self.new = ""

    def at(self, number: int, error: int, *, sticky: bool) -> bool:
        """Whether there was such a call."""
        rmtree(self.folder, ignore_errors=True)
        copytree(self.template, self.folder)
        book = None if self.name == "open" else opened(self.folder)
        old = "" if book is None else rows_of(book)
        fail(number, error, sticky=sticky)
        said = None
        try:
            if book is None:
                book = opened(self.folder)
            else:
                ACTS[self.name](book, self.folder)
        except BaseException as trouble:  # what it was is looked at below
            said = trouble
        count = calls()
        fail(0, 0)
        if said is not None:
            self.raised(number, said)
        if book is None:
            book = opened(self.folder)  # it opens as soon as the disk answers
        try:
            self.look(number, book, old, done=said is None)
        except BaseException as trouble:  # a finding too
            self.found.wrong.append(f"{number}: after {said!r}: {trouble!r}")
            with suppress(DatabaseError):
                book.close()
        return count >= number

    def raised(self, number: int, trouble: BaseException) -> None:
        self.found.raised += 1
        words = str(trouble) if isinstance(trouble, Refused) else sentence(trouble)
        if words is None:
            self.found.wrong.append(f"{number}: no sentence for {trouble!r}")
            return
        if words not in self.found.sentences:
            self.found.sentences.append(words)

    def look(self, number: int, book: Book, old: str, *, done: bool) -> None:
        """The book has all or nothing of the deed, and takes the next save without a restart."""
        wrong = self.found.wrong
        if old and (how := self.how_it_is(rows_of(book), old, done=done)):
            wrong.append(f"{number}: {how}")
        ticket = make_purchase(book, ANN)
        book.close()
        with opened(self.folder) as again:
            if again.value("SELECT 1 FROM purchase WHERE id = :id", id=ticket) is None:
                wrong.append(f"{number}: the next save was lost")
            wrong += [f"{number}: {fault}" for fault in faults(again)]
        for kept in kept_backups(backups_in(self.folder)):
            with Book.open(kept.path, mode="read", key=KEY) as backup:
                wrong += [f"{number}: of a backup: {fault}" for fault in faults(backup)]

    def how_it_is(self, now: str, old: str, *, done: bool) -> str:
        """What is wrong with the rows; nothing when they are as before, or all that they became."""
        if self.name in {"backup", "checkpoint"}:
            return "the book changed" if now != old else ""
        if now == old:
            return "said to be done, and was not" if done else ""
        return "" if self.is_new(now) else "half of it is there"

    def is_new(self, rows: str) -> bool:
        """The deed always comes to the same: but for the moments that are written down."""
        self.new = self.new or without_moments(rows)
        return without_moments(rows) == self.new


def without_moments(rows: str) -> str:
    return "\n".join(
        " ".join(word for word in line.split() if "+00:00" not in word)
        for line in rows.splitlines()
    )


def main(name: str, template: str, folder: str, error: str, every: str) -> None:
    """Let each so-manieth call fail, once and from then on, until there is none left to fail."""
    os.environ["XDG_DATA_HOME"] = str(Path(folder) / "data")
    found = Found()
    trial = Trial(name, Path(template), Path(folder), found)
    trial.at(MOST_CALLS, 0, sticky=False)  # so that what is loaded late is loaded
    for sticky in (False, True):
        for number in range(1, MOST_CALLS, int(every)):
            found.points += 1
            if not trial.at(number, int(error), sticky=sticky):
                break
    write_out(json.dumps(asdict(found)))
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
