"""Row 12: the way back is tried from the newest backup, the oldest, and past a damaged one; on this
computer, and on a new one with nothing but the stick and the paper.
"""

import shutil
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.protecting import Ways, begin_protected_book
from storebook.book.protection.unlocking import key_from_paper
from storebook.book.restorable import restorables
from storebook.book.restoring import newest_good, restore
from storebook.book.shop_saving import begin_book
from tests.book.protection.conftest import PAPER, QUICK
from tests.durability.deeds import faults, rows_of
from tests.durability.length import reached
from tests.make import SHOP, make_purchase, make_shopper

BACKUPS = 4
CHOICES = ("newest", "oldest", "past a damaged one")
TROUBLES = ("gone", "empty", "damaged", "half", "new computer")
DRILLS = list(product(("protected", "plain"), CHOICES, TROUBLES))


@dataclass(frozen=True, slots=True)
class Past:
    """A book with its backups, and the rows of each of them, the oldest first."""

    folder: Path
    states: list[str]


@pytest.fixture(scope="module")
def pasts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Past]:
    """A protected book and a plain one, each backed up after every step."""
    with pytest.MonkeyPatch.context() as patch:
        found = {}
        for kind in ("protected", "plain"):
            folder = tmp_path_factory.mktemp(kind)
            patch.setenv("XDG_DATA_HOME", str(folder / "data"))
            found[kind] = Past(folder, lived(folder, kind))
    return found


def lived(folder: Path, kind: str) -> list[str]:
    path, states = folder / "shop.book", []
    if kind == "protected":
        ways = Ways(cost=QUICK)
        book = begin_protected_book(path, SHOP, PAPER, ways, owner_name="Ruth Hallam")
    else:
        book = begin_book(path, SHOP, owner_name="Ruth Hallam")
    (folder / "stick").mkdir()
    with book:
        for number in range(BACKUPS):
            make_purchase(book, make_shopper(book, f"Ann {number} Lee"))
            keep_backup(book, folder / "stick")
            states.append(rows_of(book))
        make_shopper(book, "Too late for any backup")
    return states


def in_trouble(path: Path, trouble: str) -> None:
    content = path.read_bytes()
    match trouble:
        case "gone" | "new computer":
            for file in path.parent.glob("shop.book*"):
                file.unlink()
        case "empty":
            path.write_bytes(b"")
        case "damaged":
            path.write_bytes(bytes(8192) + content[8192:])
        case "half":
            path.write_bytes(content[: len(content) // 2])


def order(path: Path) -> int:
    return path.stat().st_mtime_ns


def drill(past: Past, place: Path, kind: str, choice: str, trouble: str) -> None:
    """Somebody whose book is in trouble gets back what they ask for."""
    place.mkdir()
    path = place / "shop.book"
    for file in past.folder.glob("shop.book*"):
        shutil.copy2(file, place)
    kept = backups_folder(path)
    for file in (past.folder / "stick").iterdir():
        shutil.copy2(file, kept)
    backups = sorted(kept.glob("*.book"), key=order)
    assert len(backups) == BACKUPS
    if choice == "past a damaged one":
        content = bytearray(backups[-1].read_bytes())
        content[20_000:29_000] = bytes(9000)
        backups[-1].write_bytes(content)
    in_trouble(path, trouble)
    key: DataKey | None = None
    if kind == "protected":  # the paper is all that there is
        key = key_from_paper(backups[0], PAPER.written)

    found = restorables(path, key=key)
    good, skipped = newest_good(found, key)
    chosen = backups[0] if choice == "oldest" else good.path
    done = restore(path, chosen, key=key)

    assert [one.path for one, _ in skipped] == (
        [backups[-1]] if choice == "past a damaged one" else []
    )
    assert all("damaged" in why for _, why in skipped)
    assert (done.replaced is None) == (trouble in {"gone", "new computer"})
    wanted = {"newest": -1, "oldest": 0, "past a damaged one": -2}[choice]
    with Book.open(path, key=key) as book:
        assert faults(book, protected=key is not None) == []
        assert rows_of(book) == past.states[wanted]
    if kind == "protected":
        assert key_from_paper(path, PAPER.written) == key


@pytest.mark.parametrize(("kind", "choice", "trouble"), DRILLS)
def test_the_way_back_is_found(
    pasts: dict[str, Past], tmp_path: Path, kind: str, choice: str, trouble: str
) -> None:
    drill(pasts[kind], tmp_path / "shop", kind, choice, trouble)


def test_there_are_thirty_drills() -> None:
    reached(12, f"{len(DRILLS)} drills of the services; those by clicks stand in tests/gui")
    assert len(DRILLS) == 30
