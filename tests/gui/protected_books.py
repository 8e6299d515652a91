"""Protected books, computers with and without a keychain, and the hand that counts its clicks."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import keyring
from keyring.backends.fail import Keyring as NoKeychain
from PySide6.QtWidgets import QWidget

from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import key_file_path
from storebook.book.protection.paper import PaperKey, new_paper
from storebook.book.protection.protecting import Ways, begin_protected_book
from storebook.book.protection.stretching import Cost
from storebook.book.shop import Shop
from storebook.gui import ask
from storebook.gui.program import Program
from tests.book.protection.keychains import MemoryKeychain
from tests.gui.hands import click
from tests.make import make_shopper

QUICK = Cost(passes=1, memory_kib=64, lanes=1)
PASSPHRASE = "garnet river morning 12"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A protected book, closed, with one shopper in it."""

    path: Path
    paper: PaperKey

    @property
    def key(self) -> DataKey:
        return self.paper.data_key


def protected_book(folder: Path, *, computer: bool = False) -> Kept:
    """Opened by its paper, by a passphrase and, where that is wanted, by this computer."""
    paper = new_paper()
    ways = Ways(passphrase=PASSPHRASE, computer=computer, cost=QUICK)
    path = folder / "Hallam & Rye.book"
    with begin_protected_book(
        path, Shop(name="Hallam & Rye"), paper, ways, owner_name="Ruth Hallam"
    ) as book:
        make_shopper(book, "Ann Lee")
    return Kept(path=path, paper=paper)


def copied(kept: Kept, folder: Path) -> Kept:
    """The same book in a folder of its own, its key file with it."""
    path = folder / kept.path.name
    shutil.copyfile(kept.path, path)
    shutil.copyfile(key_file_path(kept.path), key_file_path(path))
    return Kept(path=path, paper=kept.paper)


def with_keychain() -> MemoryKeychain:
    """A computer that can keep a secret."""
    keychain = MemoryKeychain()
    keyring.set_keyring(keychain)
    return keychain


def without_keychain() -> None:
    """A computer that can't."""
    keyring.set_keyring(NoKeychain())  # type: ignore[no-untyped-call]


def mistyped(paper: PaperKey, group: int) -> str:
    """What the paper says, with one wrong character in this group (from 1)."""
    characters = list(paper.characters)
    place = (group - 1) * 4
    characters[place] = "7" if characters[place] != "7" else "8"
    return "".join(characters)


def end(program: Program) -> None:
    """Close what is open, and leave no window behind that later tests would have to dress."""
    for window in (program.window, program.first):
        if window is not None:
            window.close()
            window.deleteLater()


class Hand:
    """Clicks, and counts; a file or an answer that is chosen counts as a click too."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        self.clicks += 1
        click(widget)

    def will_choose(self, patch: Callable[..., None], path: Path) -> None:
        """The next file that is asked for is this one."""

        def chosen(*_: object) -> Path:
            self.clicks += 1
            return path

        patch(ask, "open_file", chosen)

    def will_confirm(self, patch: Callable[..., None]) -> None:
        """The question is answered by its deed."""

        def yes(*_: object, **__: object) -> bool:
            self.clicks += 1
            return True

        patch(ask, "confirm", yes)
