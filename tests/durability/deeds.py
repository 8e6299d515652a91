"""Deeds that a power cut, a kill or a bad disk may come in the middle of, each with its beginning
and with what tells the book before it from the book after it.

    python -m tests.durability.deeds NAME FOLDER [SYNCHRONOUS]
"""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfile, copytree, rmtree

from storebook.base.pictures import Picture
from storebook.book import engine
from storebook.book.book import Book
from storebook.book.kept_backups import keep_backup, kept_backups
from storebook.book.moving import move_book
from storebook.book.opening import steps_applied
from storebook.book.protection.protecting import (
    Ways,
    begin_protected_book,
    change_paper_key,
    protect,
    set_passphrase,
    unprotect,
)
from storebook.book.protection.refusals import KeyNeeded, WrongKey
from storebook.book.protection.unlocking import (
    WrongPassphrase,
    key_from_paper,
    key_from_passphrase,
)
from storebook.book.restoring import restore
from storebook.exchange.fields import Kind
from storebook.exchange.importing import save_import
from storebook.exchange.looking import look_at_file
from storebook.people.erasing import erase
from storebook.people.merging import merge
from storebook.people.photos import add_photos, of_shopper
from storebook.staff.leaving import let_go
from tests.book.dumping import NOT_COMPARED
from tests.book.protection.conftest import OTHER_PAPER, PAPER, QUICK
from tests.durability.disk import mark
from tests.make import SHOP, make_line, make_purchase, make_shopper
from tests.staff.people import give_pin, make_clerk

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 20)
OLD, NEW = "opal garnet pearl jade", "seven small sapphires"
KEY = PAPER.data_key
ANN, ANNE, OLGA = 1, 2, 2
PHOTO = Picture(jpeg=bytes(range(256)) * 300, thumb=b"small", width=1600, height=900)
# What is derived, and the key with which the log goes on after a change of key.
BESIDE = {*NOT_COMPARED, "chain_key", "draft"}

Act = Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`act` does it to the book in a folder; `state` says how the book there is, and raises when
    it is in no state at all.
    """

    act: Act
    begin: Act | None = None
    state: Callable[[Path], str]


def book_in(folder: Path) -> Path:
    return folder / "shop" / "shop.book"


def backups_in(folder: Path) -> Path:
    return folder / "backups"


def opened(folder: Path) -> Book:
    return Book.open(book_in(folder), key=KEY)


def begin(folder: Path) -> None:
    """A protected book with Ann, who is there twice, a clerk and a ticket."""
    for made in (book_in(folder).parent, backups_in(folder)):
        made.mkdir(parents=True)
    ways = Ways(passphrase=OLD, cost=QUICK)
    with begin_protected_book(book_in(folder), SHOP, PAPER, ways, owner_name="Ruth Hallam") as book:
        make_shopper(book, "Ann Lee", phone="(603) 555-0142", street="12 Ocean Road")
        make_shopper(book, "Anne Lee", street="12 Ocean Road")
        make_clerk(book)
        make_purchase(book, ANN)


# -- how a book is


def rows_of(book: Book) -> str:
    """Every row of every table, but the log's and what is derived."""
    tables = book.values(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'shopper_word%'
          AND name NOT LIKE 'shopper_inside%'
        ORDER BY name
        """
    )
    return "\n".join(
        f"{table} {row!r}"
        for table in tables
        if table not in BESIDE
        for row in sorted(book.rows(f'SELECT * FROM "{table}"'), key=repr)  # noqa: S608
    )


def faults(book: Book, *, protected: bool = True) -> list[str]:
    """What the file itself says is wrong with it."""
    pragmas = ["quick_check", "foreign_key_check"]
    if protected:
        pragmas.append("cipher_integrity_check")
    found = [str(row[0]) for name in pragmas for row in book.rows(f"PRAGMA {name}")]
    return [fault for fault in found if fault != "ok"]


def state_of_rows(folder: Path) -> str:
    """The rows of the book, which opens for writing and is whole."""
    with opened(folder) as book:
        assert faults(book) == []
        return rows_of(book)


def state_of_backups(folder: Path) -> str:
    """Each backup is whole and has all that the book has."""
    with opened(folder) as book:
        assert faults(book) == []
        now = rows_of(book)
    found = kept_backups(backups_in(folder))
    for kept in found:
        with Book.open(kept.path, mode="read", key=KEY) as backup:
            assert faults(backup) == []
            assert rows_of(backup) == now
    return f"{len(found)} backups"


def state_of_keys(folder: Path) -> str:
    """Which paper opens the book: just one does, and its passphrase too."""
    open_by = []
    for paper, passphrase in ((PAPER, OLD), (OTHER_PAPER, NEW)):
        try:
            key = key_from_paper(book_in(folder), paper.written)
        except WrongKey:
            continue
        assert key_from_passphrase(book_in(folder), passphrase) == key
        with Book.open(book_in(folder), key=key) as book:
            assert faults(book) == []
            open_by.append(f"{passphrase}\n{rows_of(book)}")
    (state,) = open_by
    return state


def state_of_passphrases(folder: Path) -> str:
    """Which passphrase opens the book: just one does, and the paper too."""
    assert key_from_paper(book_in(folder), PAPER.written) == KEY
    open_by = []
    for passphrase in (OLD, NEW):
        try:
            assert key_from_passphrase(book_in(folder), passphrase) == KEY
        except WrongPassphrase:
            continue
        open_by.append(passphrase)
    (state,) = open_by
    return state + state_of_rows(folder)


def state_of_old_book(folder: Path) -> str:
    """Which steps the book has seen, and its rows; nothing of it is changed by looking."""
    with closing(engine.connect(book_in(folder), "read")) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        steps = sorted(steps_applied(connection))
        rows = connection.execute("SELECT * FROM shopper ORDER BY id").fetchall()
        return f"{steps} {[row[:5] for row in rows]}"


# -- deeds


def save(folder: Path) -> None:
    """Tickets of two lines, each said when it is saved, with a checkpoint now and then."""
    with opened(folder) as book:
        for number in range(60):
            lines = [make_line(price=100 + number), make_line("Chain", price=200)]
            ticket = make_purchase(book, ANN, *lines)
            mark(f"saved {ticket}")
            if number % 9 == 8:
                book.checkpoint()


def back_up(folder: Path) -> None:
    with opened(folder) as book:
        keep_backup(book, backups_in(folder))


def with_backup(folder: Path) -> None:
    """The book was backed up, then more was done, and then the program was killed."""
    shop, left = book_in(folder).parent, folder / "left"
    with opened(folder) as book:
        keep_backup(book, backups_in(folder))
        make_purchase(book, ANNE)
        make_shopper(book, "Cleo Moss")
        copytree(shop, left)
    rmtree(shop)
    left.rename(shop)


def restore_backup(folder: Path) -> None:
    (kept,) = kept_backups(backups_in(folder))
    restore(book_in(folder), kept.path, key=KEY)


def write_list(folder: Path) -> Path:
    """A list of 300 people, to be brought in."""
    file = folder / "theirs.csv"
    lines = ["Name,Phone", *(f"Noor {n} El-Amin,(603) 555-{n:04}" for n in range(300))]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def bring_in_open(book: Book, folder: Path) -> None:
    look = look_at_file(folder / "theirs.csv", Kind.SHOPPERS, shop=SHOP, today=TODAY)
    save_import(book, look, shop=SHOP, today=TODAY)


def bring_in(folder: Path) -> None:
    write_list(folder)
    with opened(folder) as book:
        bring_in_open(book, folder)


def in_book(act: Callable[[Book], object]) -> Act:
    """A deed that is done in the open book."""

    def deed(folder: Path) -> None:
        with opened(folder) as book:
            act(book)
            mark("done")

    return deed


def put_old_book(folder: Path) -> None:
    copyfile(ROOT / "tests" / "books" / "0.1.0.book", book_in(folder))


def change_key(folder: Path) -> None:
    ways = Ways(passphrase=NEW, cost=QUICK)
    change_paper_key(book_in(folder), KEY, OTHER_PAPER, ways)


def make_plain(folder: Path) -> None:
    unprotect(book_in(folder), KEY)


def state_of_protection(folder: Path) -> str:
    """The book is plain, or the paper and the passphrase open it."""
    try:
        book, kind = Book.open(book_in(folder)), "plain"
    except KeyNeeded:
        assert key_from_passphrase(book_in(folder), OLD) == KEY
        book, kind = opened(folder), "protected"
    with book:
        assert faults(book, protected=kind == "protected") == []
        return f"{kind}\n{rows_of(book)}"


def moved_to(folder: Path) -> Path:
    return folder / "backups" / "moved.book"


def state_of_place(folder: Path) -> str:
    """Where the book is; whatever is there is whole, and its passphrase opens it."""
    found = []
    for path in (book_in(folder), moved_to(folder)):
        if path.exists():
            assert key_from_passphrase(path, OLD) == KEY
            with Book.open(path, key=KEY) as book:
                assert faults(book) == []
                found.append(rows_of(book))
    assert len(set(found)) == 1
    return f"{'moved' if moved_to(folder).exists() else 'here'}\n{found[0]}"


def merge_both(book: Book) -> None:
    merge(book, ANN, ANNE, {}, shop=SHOP, today=TODAY)


def add_photo(book: Book) -> None:
    add_photos(book, of_shopper(book, ANN), [PHOTO], today=TODAY)


DEEDS = {
    "save": Deed(act=save, state=state_of_rows),
    "backup": Deed(act=back_up, state=state_of_backups),
    "restore": Deed(act=restore_backup, begin=with_backup, state=state_of_rows),
    "upgrade": Deed(
        act=lambda folder: Book.open(book_in(folder)).close(),
        begin=put_old_book,
        state=state_of_old_book,
    ),
    "change of key": Deed(act=change_key, state=state_of_keys),
    "key file": Deed(
        act=in_book(lambda book: set_passphrase(book, NEW, QUICK)), state=state_of_passphrases
    ),
    "protect": Deed(
        act=lambda folder: protect(book_in(folder), PAPER, Ways(passphrase=OLD, cost=QUICK)),
        begin=make_plain,
        state=state_of_protection,
    ),
    "move": Deed(
        act=lambda folder: move_book(opened(folder), moved_to(folder)), state=state_of_place
    ),
    "leaver": Deed(act=in_book(lambda book: let_go(book, OLGA)), state=state_of_rows),
    "PIN": Deed(
        act=in_book(lambda book: give_pin(book, book.associate_id, "4812")), state=state_of_rows
    ),
    "photo": Deed(act=in_book(add_photo), state=state_of_rows),
    "erasure": Deed(act=in_book(lambda book: erase(book, ANNE, today=TODAY)), state=state_of_rows),
    "merge": Deed(act=in_book(merge_both), state=state_of_rows),
    "import": Deed(act=bring_in, state=state_of_rows),
}


def use_synchronous(mode: str) -> None:
    """The recipe with one word changed: what the harness has to find out."""
    assert "PRAGMA synchronous = FULL" in engine.WRITING
    engine.WRITING = tuple(
        pragma.replace("synchronous = FULL", f"synchronous = {mode}") for pragma in engine.WRITING
    )


def main(name: str, folder: str, synchronous: str = "FULL") -> None:
    """Do it, and mark when it is done."""
    os.environ["XDG_DATA_HOME"] = str(Path(folder) / "data")
    if synchronous != "FULL":
        use_synchronous(synchronous)
    DEEDS[name].act(Path(folder))
    mark("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
