"""Rows 3 to 5: the power goes at any moment of what the program does. Nothing that it had said to
be saved is lost, and every deed was done or was not.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.engine import DatabaseError, connect
from tests.durability.deeds import DEEDS, KEY, begin, faults, opened
from tests.durability.disk import (
    Cut,
    Disk,
    Step,
    cuts,
    lay_out,
    run_with_shim,
    shim,
    steps_of,
)
from tests.durability.length import many, reached

pytestmark = [
    pytest.mark.skipif(shim() is None, reason="power cuts want Linux and a C compiler"),
    pytest.mark.timeout(7200),
]

DONE_OR_NOT = [name for name in DEEDS if name != "save"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A deed that was done once: the disk before it, what it did there, and both states."""

    disk: Disk
    steps: list[Step]
    folder: Path
    old: str
    new: str


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beginning") / "folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        begin(folder)
    return folder


@pytest.fixture
def trace(beginning: Path, tmp_path: Path) -> Callable[..., Traced]:
    """Does a deed, and writes down all that it does to the files."""

    def done(name: str, synchronous: str = "FULL") -> Traced:
        folder, log = tmp_path / "folder", tmp_path / "log"
        shutil.copytree(beginning, folder)
        deed = DEEDS[name]
        if deed.begin is not None:
            deed.begin(folder)
        old = deed.state(Path(shutil.copytree(folder, tmp_path / "before")))
        disk = Disk(folder)
        ran = run_with_shim(["tests.durability.deeds", name, folder, synchronous], folder, log=log)
        assert ran.returncode == 0, ran.stderr
        steps = steps_of(log)
        return Traced(disk=disk, steps=steps, folder=folder, old=old, new=deed.state(folder))

    return done


def disks_after(traced: Traced, place: Path, count: int, seed: int) -> Iterator[tuple[Cut, Path]]:
    """Folders as so many power cuts leave them, one after another."""
    for cut in cuts(traced.disk, traced.steps, count, seed):
        folder = place / "cut"
        shutil.rmtree(folder, ignore_errors=True)
        yield cut, lay_out(cut.files, folder, traced.disk.folders)


def loss_in(folder: Path, cut: Cut) -> str:
    """What is wrong with the tickets after the cut: "lost", "damaged", or nothing."""
    confirmed = {int(words.split()[1]) for words in cut.said if words.startswith("saved")}
    try:
        with opened(folder) as book:
            if faults(book):
                return "damaged"
            tickets = set(book.values("SELECT id FROM purchase"))
            half = book.value(
                """
                SELECT count(*) FROM purchase
                WHERE id > 1 AND total_cents IS NOT
                    (SELECT sum(price_cents) FROM line WHERE purchase_id = purchase.id)
                """
            )
    except (Refused, DatabaseError):
        return "damaged"
    if half:
        return "half"
    return "" if confirmed <= tickets else "lost"


def losses(traced: Traced, place: Path, count: int) -> Counter[str]:
    return Counter(loss_in(folder, cut) for cut, folder in disks_after(traced, place, count, 3))


# -- row 3


def test_the_disk_that_is_written_down_is_the_real_one(trace: Callable[..., Traced]) -> None:
    traced = trace("save")

    for step in traced.steps:
        traced.disk.do(step)

    real = {
        path.relative_to(traced.folder).as_posix(): path
        for path in traced.folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }
    written = traced.disk.whole()
    assert written.keys() == real.keys()
    book = "shop/shop.book"
    assert len(written[book]) == real[book].stat().st_size


def test_no_power_cut_loses_a_ticket_that_was_confirmed(
    trace: Callable[..., Traced], tmp_path: Path
) -> None:
    count = many(250, 100_000)

    found = losses(trace("save"), tmp_path, count)

    reached(3, f"{count:,} power cuts: {count - found['']} with anything lost, half or damaged")
    assert found == {"": count}


# -- row 4


@pytest.mark.parametrize(("synchronous", "finds"), [("NORMAL", "lost"), ("OFF", "damaged")])
def test_the_same_cuts_find_what_is_wrong_with_a_careless_recipe(
    trace: Callable[..., Traced], tmp_path: Path, synchronous: str, finds: str
) -> None:
    count = many(40, 300)

    found = losses(trace("save", synchronous), tmp_path, count)

    reached(4, f"synchronous = {synchronous}: of {count} cuts {dict(found)}")
    assert found[finds] >= count // 20


# -- row 5


@pytest.mark.parametrize("name", DONE_OR_NOT)
def test_a_power_cut_leaves_the_deed_done_or_not_done(
    trace: Callable[..., Traced], tmp_path: Path, name: str
) -> None:
    traced = trace(name)
    assert traced.old != traced.new
    count, found = many(15, 3000), Counter[str]()

    for cut, folder in disks_after(traced, tmp_path, count, 5):
        state = DEEDS[name].state(folder)
        assert state in {traced.old, traced.new}, cut.step
        assert state == traced.new or "done" not in cut.said, cut.step
        assert_others_are_whole(folder)
        found["new" if state == traced.new else "old"] += 1

    reached(5, f"{name}: {count:,} cuts, {found['old']:,} old, {found['new']:,} new, 0 neither")


def assert_others_are_whole(folder: Path) -> None:
    """What has the name of a book or a backup beside the book is one."""
    for path in folder.rglob("*.book"):
        if path.name in {"shop.book", "moved.book"}:
            continue
        if "before-upgrade" in path.name:
            with closing(connect(path, "read")) as backup:
                assert backup.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        else:
            with Book.open(path, mode="read", key=KEY) as other:
                assert faults(other) == []
