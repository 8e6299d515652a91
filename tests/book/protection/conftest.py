"""A protected book of Ruth Hallam's, made once, and a keychain in memory for each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import key_file_path
from storebook.book.protection.paper import PaperKey
from storebook.book.protection.protecting import Ways, begin_protected_book
from storebook.book.protection.stretching import Cost
from tests.book.protection.keychains import MemoryKeychain, keychain_in_memory
from tests.make import SHOP, make_couple, make_line, make_purchase, make_shopper

# The least that Argon2 can be asked: tests are about what happens, not about how long it takes.
QUICK = Cost(passes=1, memory_kib=16, lanes=1)
PASSPHRASE = "opal garnet pearl jade"
PAPER = PaperKey(secret=bytes(range(20)))
OTHER_PAPER = PaperKey(secret=bytes(range(50, 70)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A protected book that nobody has open, and what opens it."""

    path: Path
    paper: PaperKey
    passphrase: str

    @property
    def key(self) -> DataKey:
        return self.paper.data_key

    @property
    def key_file(self) -> Path:
        return key_file_path(self.path)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two protected books with their key files: ours and another shop's."""
    folder = tmp_path_factory.mktemp("protected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        for name, paper in (("ours", PAPER), ("theirs", OTHER_PAPER)):
            ways = Ways(passphrase=f"{PASSPHRASE} {name}", cost=QUICK)
            path = folder / f"{name}.book"
            with begin_protected_book(path, SHOP, paper, ways, owner_name="Ruth Hallam") as book:
                for number in range(40):
                    make_shopper(book, f"Verena Quartz {number}")
    return folder


@pytest.fixture
def ours(templates: Path, tmp_path: Path) -> Protected:
    return copied(templates, "ours", tmp_path / "shop.book", PAPER)


@pytest.fixture
def theirs(templates: Path, tmp_path: Path) -> Protected:
    folder = tmp_path / "other"
    folder.mkdir()
    return copied(templates, "theirs", folder / "other.book", OTHER_PAPER)


def copied(templates: Path, name: str, path: Path, paper: PaperKey) -> Protected:
    source = templates / f"{name}.book"
    shutil.copyfile(source, path)
    shutil.copyfile(key_file_path(source), key_file_path(path))
    return Protected(path=path, paper=paper, passphrase=f"{PASSPHRASE} {name}")


@pytest.fixture
def plain(empty_book: Path, tmp_path: Path) -> Path:
    """A plain book with somebody in it."""
    path = tmp_path / "plain.book"
    shutil.copyfile(empty_book, path)
    with Book.open(path) as book:
        for number in range(40):
            make_shopper(book, f"Verena Quartz {number}")
    return path


@pytest.fixture
def shop(plain: Path) -> Path:
    """A plain book with a past."""
    with Book.open(plain) as book:
        ann, _ = make_couple(book, "Ann Quartz", "Ben Quartz", phone="(603) 555-0142")
        make_purchase(book, ann, make_line("Quartz ring"))
        make_shopper(book, "Cleo Quartz")
        undo_last(book)
    return plain


@pytest.fixture(autouse=True)
def keychain() -> Iterator[MemoryKeychain]:
    """This computer's keychain."""
    with keychain_in_memory() as one:
        yield one
