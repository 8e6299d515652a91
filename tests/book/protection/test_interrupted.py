"""Whenever protecting or a change of key is interrupted, the old book or the new one is there."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.protection.paper import PaperKey
from storebook.book.protection.protecting import (
    Ways,
    change_paper_key,
    protect,
)
from storebook.book.protection.refusals import KeyNeeded, WrongKey
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_paper,
    key_from_passphrase,
    prove,
)
from tests.book.protection.comparing import rows
from tests.book.protection.conftest import OTHER_PAPER, PAPER, QUICK, Protected

if sys.platform != "win32":
    import resource

EVENTS = {"open", "os.rename", "os.remove", "os.chmod", "sqlite3.connect", "os.mkdir"}


def interrupted(act: Callable[[], object], number: int) -> bool:
    """Whether a program that is killed at its step `number` was still at work."""
    child = os.fork()
    if child == 0:
        left = number

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in EVENTS:
                left -= 1
                if left == 0:
                    os._exit(9)

        sys.addaudithook(count)
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def steps_of(folder: Path, act: Callable[[Path], object], path: Path) -> list[Path]:
    """The book as each possible interruption of the deed leaves it, with the files beside it."""
    found: list[Path] = []
    for number in range(1, 500):
        place = folder / f"cut {number}"
        shutil.copytree(path.parent, place)
        if not interrupted(lambda book=place / path.name: act(book), number):  # type: ignore[misc]
            assert len(found) > 10
            return found
        found.append(place / path.name)
    raise AssertionError("it never came to its end")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is forked to be killed")
def test_protecting_that_is_interrupted_leaves_the_plain_book_or_the_protected_one(
    shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = rows(shop)
    plain = protected = 0

    for path in steps_of(tmp_path_factory.mktemp("cuts"), lambda book: protect(book, PAPER), shop):
        try:
            assert rows(path) == before
            plain += 1
            if plain % 8 == 0:  # and it can be begun again
                assert rows(path, protect(path, OTHER_PAPER)) == before
        except KeyNeeded:
            assert rows(path, key_from_paper(path, PAPER.written)) == before
            protected += 1

    assert plain > 5
    assert protected > 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is forked to be killed")
def test_a_change_of_key_that_is_interrupted_leaves_one_key_that_opens(
    ours: Protected, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = rows(ours.path, ours.key)
    ways = Ways(passphrase="seven small sapphires", cost=QUICK)
    opened_by = []

    for path in steps_of(
        tmp_path_factory.mktemp("cuts"),
        lambda book: change_paper_key(book, ours.key, OTHER_PAPER, ways),
        ours.path,
    ):
        old = opens(path, ours.paper, ours.passphrase)
        new = opens(path, OTHER_PAPER, "seven small sapphires")
        assert old != new
        opened_by.append("new" if new else "old")
        assert rows(path, (OTHER_PAPER if new else ours.paper).data_key) == before

    assert opened_by == sorted(opened_by, reverse=True)
    assert {"old", "new"} == set(opened_by)


def opens(path: Path, paper: PaperKey, passphrase: str) -> bool:
    """Whether the passphrase opens the book, and the paper too."""
    try:
        key_from_passphrase(path, passphrase)
    except WrongPassphrase:
        with pytest.raises(WrongKey):
            key_from_paper(path, paper.written)
        return False
    return prove(path, paper.written) == "paper"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a program is forked to have a small disk")
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_full_disk_leaves_the_plain_book_and_nothing_else(shop: Path, share: float) -> None:
    before, names = rows(shop), {one.name for one in shop.parent.iterdir()}
    room = int(shop.stat().st_size * share)

    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        said = ""
        try:
            protect(shop, PAPER)
        except Refused as refusal:
            said = str(refusal)
        finally:
            os._exit(0 if "Check the disk" in said or "disk is full" in said else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert rows(shop) == before
    assert {one.name for one in shop.parent.iterdir()} == names
