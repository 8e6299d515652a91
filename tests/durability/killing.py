"""A shop at work is killed again and again, in the middle of whatever it does.

    python -m tests.durability.killing FOLDER KILLS SEED

Prints what was found as JSON. The shop works in a child of this program, so that a kill costs no
start: about twelve a second.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.kept_backups import keep_backup, kept_backups
from storebook.cli.terminal import write_out
from storebook.people.notes import add_note
from storebook.people.photos import add_photos, of_shopper
from tests.durability.deeds import (
    ANN,
    KEY,
    PHOTO,
    TODAY,
    backups_in,
    faults,
    merge_both,
    opened,
)
from tests.make import make_line, make_purchase, make_shopper

LONGEST_LIFE_S = 0.12
Say = Callable[[str], object]


@dataclass(slots=True)
class Found:
    """What came of all the kills."""

    kills: int = 0
    confirmed: int = 0
    backups: int = 0
    slowest_ms: float = 0.0
    wrong: list[str] = field(default_factory=list)


def work(folder: Path, chance: random.Random, say: Say) -> None:
    """Sell, write down, merge, undo and back up until somebody ends it; each is said once saved."""
    with opened(folder) as book:
        say("open 0")
        between: list[Callable[[], object]] = [
            lambda: say(f"shopper {make_shopper(book, 'Noor El-Amin', phone='(603) 555-0193')}"),
            lambda: add_note(book, ANN, "Likes pearls", day=TODAY),
            lambda: photograph(book, chance),
            lambda: (make_shopper(book, "Cleo Moss"), undo_last(book)),
            book.checkpoint,
            lambda: keep_backup(book, backups_in(folder)),
            lambda: merge_once(book),
            lambda: None,
        ]
        while True:
            ticket = make_purchase(book, ANN, make_line(price=100), make_line("Chain", price=200))
            say(f"ticket {ticket}")
            chance.choice(between)()


def photograph(book: Book, chance: random.Random) -> None:
    """Somebody new, with a photo that nobody else has."""
    who = of_shopper(book, make_shopper(book, "Bea Moss"))
    picture = replace(PHOTO, jpeg=chance.randbytes(60_000))
    add_photos(book, who, [picture], today=TODAY)


def merge_once(book: Book) -> None:
    if book.value("SELECT count(*) FROM shopper WHERE id IN (1, 2)") == 2:
        merge_both(book)


def killed(folder: Path, chance: random.Random) -> list[str]:
    """What a shop said before it was killed, line by line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(folder, chance, lambda words: os.write(writing, f"{words}\n".encode()))
        os._exit(1)
    os.close(writing)
    life_s = chance.uniform(0.001, LONGEST_LIFE_S)
    clock = threading.Timer(life_s, os.kill, [child, signal.SIGKILL])
    with os.fdopen(reading, encoding="utf-8") as pipe:
        # Half of them live from when the book is open; the others may be killed before it is.
        said = pipe.readline() if chance.random() < 0.5 else ""
        clock.start()
        said += pipe.read()
    clock.join()
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError("the shop ended by itself")
    return said.split("\n")[:-1]  # a line that was cut was not said


class Trial:
    """One book, killed and opened again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.found = folder, Found()
        self.chance = random.Random(seed)
        self.said: dict[str, set[int]] = {"ticket": set(), "shopper": set()}

    def kill_once(self) -> None:
        for line in killed(self.folder, self.chance):
            what, number = line.split()
            if what in self.said:
                self.said[what].add(int(number))
                self.found.confirmed += 1
        self.found.kills += 1
        begun = time.perf_counter()
        with opened(self.folder) as book:
            took = (time.perf_counter() - begun) * 1000
            self.found.slowest_ms = max(self.found.slowest_ms, round(took, 1))
            self.look(book)

    def look(self, book: Book) -> None:
        tickets = set(book.values("SELECT id FROM purchase"))
        shoppers = set(book.values("SELECT id FROM shopper"))
        half = book.value(
            """
            SELECT count(*) FROM purchase
            WHERE id > 1 AND total_cents IS NOT
                (SELECT sum(net_cents) FROM line WHERE purchase_id = purchase.id)
            """
        )
        number = self.found.kills
        if lost := (self.said["ticket"] - tickets) | (self.said["shopper"] - shoppers):
            self.found.wrong.append(f"{number}: lost {sorted(lost)}")
        if half:
            self.found.wrong.append(f"{number}: {half} tickets are half")
        if wrong := faults(book):
            self.found.wrong.append(f"{number}: {wrong}")

    def look_at_backups(self) -> None:
        """Whatever is called a backup is whole."""
        for kept in kept_backups(backups_in(self.folder)):
            self.found.backups += 1
            with Book.open(kept.path, mode="read", key=KEY) as backup:
                if wrong := faults(backup):
                    self.found.wrong.append(f"{kept.path.name}: {wrong}")


def main(folder: str, kills: str, seed: str) -> None:
    """Kill so often, and say what was found."""
    os.environ["XDG_DATA_HOME"] = str(Path(folder) / "data")
    trial = Trial(Path(folder), int(seed))
    for _ in range(int(kills)):
        trial.kill_once()
        if len(trial.found.wrong) > 5:
            break
    trial.look_at_backups()
    write_out(json.dumps(asdict(trial.found)))
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
