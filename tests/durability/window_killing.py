"""The program with its window is killed in the middle of whatever it does, and started again.

    python -m tests.durability.window_killing FOLDER KILLS

Prints what was found as JSON. Each window lives in a child of this program, so that what it needs
is loaded only once.
"""

import faulthandler
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book
from storebook.book.kept_backups import keep_backup, kept_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.restoring import restore
from storebook.cli.terminal import write_out
from storebook.gui import private_temp
from storebook.gui.app import application
from storebook.gui.errors import ErrorDesk
from storebook.gui.main_window import MainWindow
from storebook.gui.program import Program
from tests.durability.deeds import (
    ANN,
    KEY,
    backups_in,
    begin,
    book_in,
    bring_in_open,
    faults,
    merge_both,
    opened,
    put_old_book,
    with_backup,
    write_list,
)
from tests.make import make_line, make_purchase

LONGEST_LIFE_S = 1.2
LONGEST_START_S = 30  # a window that is not there by then waits for something, and never will be
STUCK_S = 20  # by then it says where it waits
DEEDS = ("save", "import", "merge", "backup", "upgrade", "restore")
Say = Callable[[str], object]


@dataclass(slots=True)
class Found:
    """What came of all the kills."""

    kills: int = 0
    confirmed: int = 0
    starts_ms: list[int] = field(default_factory=list)
    work_ms: list[int] = field(default_factory=list)
    killed_in: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


class Shop:
    """The program on one book, with somebody who does one thing again and again."""

    def __init__(self, folder: Path, deed: str, say: Say) -> None:
        self.folder, self.deed, self.say = folder, deed, say
        self.key: DataKey | None = None if deed == "upgrade" else KEY
        private_temp.begin()  # which removes what the one before left
        self.app = application(["storebook"])
        self.app.setQuitOnLastWindowClosed(False)
        desk = ErrorDesk()
        desk.install()
        self.program = Program(desk)
        self.program.open_book(book_in(folder), key=self.key)
        self.say("open")

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    def work(self) -> None:
        """Do it, let the window show it, and begin anew."""
        clock = QTimer()
        clock.timeout.connect(getattr(self, f"do_{self.deed}"))
        clock.start(0)
        self.app.exec()

    def do_save(self) -> None:
        lines = make_line(price=100), make_line("Chain", price=200)
        self.say(f"ticket {make_purchase(self.window.book, ANN, *lines)}")

    do_upgrade = do_save

    def do_import(self) -> None:
        self.do_save()
        with self.window.book.another("write") as book:
            bring_in_open(book, self.folder)

    def do_merge(self) -> None:
        book = self.window.book
        if book.value("SELECT count(*) FROM shopper WHERE id IN (1, 2)") == 2:
            merge_both(book)
        self.do_save()

    def do_backup(self) -> None:
        self.do_save()
        keep_backup(self.window.book, backups_in(self.folder))

    def do_restore(self) -> None:
        path = self.window.book.path
        self.window.close()
        restore(path, kept_backups(backups_in(self.folder))[-1].path, key=self.key)
        self.program.window = None
        self.program.open_book(path, key=self.key)

    def is_quiet(self) -> bool:
        """Whether the window stands there with its book and asks nothing."""
        return self.window.isVisible() and QApplication.activeModalWidget() is None


def forked(act: Callable[[Say], object]) -> tuple[int, int]:
    """A child that does this, and where what it says can be read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        act(lambda words: os.write(writing, f"{words}\n".encode()))
        os._exit(1)
    os.close(writing)
    return child, reading


def killed(folder: Path, deed: str, life_s: float) -> list[str]:
    """What the program said before it was killed."""
    child, reading = forked(lambda say: Shop(folder, deed, say).work())
    clock = threading.Timer(life_s, os.kill, [child, signal.SIGKILL])
    clock.start()
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    clock.join()
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError(f"the program ended by itself: {said[-300:]}")
    return said.split("\n")[:-1]


def started(folder: Path, deed: str) -> tuple[float, float, str]:
    """How many ms the program takes until its window is there again, by the clock and of the
    processor alone, and how it is then.
    """

    stuck = folder.with_name("stuck")

    def look(say: Say) -> None:
        faulthandler.dump_traceback_later(STUCK_S, file=stuck.open("w"))
        shop = Shop(folder, deed, say)
        shop.app.processEvents()
        say("quiet" if shop.is_quiet() else "asks something")
        os._exit(0)

    begun = time.perf_counter()
    child, reading = forked(look)
    clock = threading.Timer(LONGEST_START_S, os.kill, [child, signal.SIGKILL])
    clock.start()
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read().split()
    took = time.perf_counter() - begun
    clock.cancel()
    clock.join()  # before the child is waited for: its number may be another's then
    _, _, used = os.wait4(child, 0)
    if took > STUCK_S:
        said += [f"and stood at {stuck.read_text()}"]
    return took * 1000, (used.ru_utime + used.ru_stime) * 1000, " ".join(said)


def kill_once(place: Path, deed: str, chance: random.Random, found: Found) -> None:
    folder = place / "folder"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(place / deed, folder)
    said = killed(folder, deed, chance.uniform(0.05, LONGEST_LIFE_S))
    tickets = {int(line.split()[1]) for line in said if line.startswith("ticket")}
    found.kills += 1
    found.confirmed += len(tickets)
    found.killed_in[deed] = found.killed_in.get(deed, 0) + 1
    took, work, how = started(folder, deed)
    found.starts_ms.append(round(took))
    found.work_ms.append(round(work))
    if how != "open quiet":
        found.wrong.append(f"{deed}: after {took:.0f} ms the window said “{how}”")
    with opened(folder) if deed != "upgrade" else Book.open(book_in(folder)) as book:
        if lost := tickets - set(book.values("SELECT id FROM purchase")):
            found.wrong.append(f"{deed}: lost {sorted(lost)}")
        if wrong := faults(book, protected=deed != "upgrade"):
            found.wrong.append(f"{deed}: {wrong}")


def prepare(place: Path) -> None:
    """A folder for each deed to begin in."""
    begin(place / "save")
    write_list(place / "save")
    for deed in DEEDS[1:]:
        shutil.copytree(place / "save", place / deed)
    put_old_book(place / "upgrade")
    os.environ["XDG_DATA_HOME"] = str(place / "data")
    with_backup(place / "restore")


def main(folder: str, kills: str) -> None:
    """Kill so often, each deed in its turn, and say what was found."""
    place, found, chance = Path(folder), Found(), random.Random(2)
    prepare(place)
    for number in range(int(kills)):
        kill_once(place, DEEDS[number % len(DEEDS)], chance, found)
    write_out(json.dumps(asdict(found)))
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
