"""Every command opens a protected book, by a key that is given where nobody else reads it."""

from pathlib import Path

import click
import pytest

from storebook.book.book import Book
from storebook.book.protection.protecting import trust_this_computer
from storebook.cli.main import COMMANDS
from storebook.cli.main import storebook as program
from tests.book.protection.keychains import LOCKED, MemoryKeychain
from tests.cli.keys import OTHER, PAPER, PASSPHRASE, saying, with_key
from tests.cli.running import Command, files_of

pytestmark = pytest.mark.usefixtures("keychain")


# -- every command, with a key


@pytest.mark.parametrize("key", [PASSPHRASE, PAPER.written, PAPER.characters.lower()])
def test_a_command_opens_a_protected_book_by_either_key(
    storebook: Command, protected: Path, key: str
) -> None:
    assert "Margaret Ashworth" in with_key(storebook, "find", protected, "ashw", key=key)


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "finch"),
        ("show", "1"),
        ("today",),
        ("enroll", "--name", "Noor El-Amin"),
        ("sell", "1", "--line", "Ring;100.00"),
        ("top",),
        ("history",),
        ("undo",),
        ("check",),
        ("keys",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_command_works_on_a_protected_book(
    storebook: Command, protected: Path, arguments: tuple[str, ...]
) -> None:
    name, *more = arguments

    with_key(storebook, name, protected, *more)

    assert not protected.read_bytes().startswith(b"SQLite")


def test_every_command_that_opens_a_book_takes_a_key() -> None:
    without = {"open", "new", "demo"}
    named = [
        (name, one)
        for name in COMMANDS
        if (top := program.get_command(click.Context(program), name)) is not None
        for one in (top.commands.values() if isinstance(top, click.Group) else [top])
    ]
    opening = [
        (name, one)
        for name, one in named
        if name not in without and any(param.name == "book_path" for param in one.params)
    ]

    assert len(opening) > 20
    for name, one in opening:
        assert [param.opts for param in one.params].count(["--key-fd"]) == 1, (name, one.name)


def test_a_backup_of_a_protected_book_is_protected(
    storebook: Command, protected: Path, tmp_path: Path
) -> None:
    out = with_key(storebook, "backup", protected, "--to", tmp_path)
    made = Path(out.removeprefix("Backed up to ").strip())

    assert b"Ashworth" not in made.read_bytes()
    assert "Margaret" in with_key(storebook, "find", made, "ashw")


def test_an_export_cannot_replace_the_key_file(storebook: Command, protected: Path) -> None:
    with saying(PASSPHRASE) as fd:
        answer = storebook(
            "export", protected, "--kind", "shoppers", "--out", f"{protected}.keys", "--key-fd", fd
        )

    assert "belongs to" in answer.refusal


# -- without the right key


def test_where_nobody_can_be_asked_it_is_said_how_to_give_the_key(
    storebook: Command, protected: Path
) -> None:
    before = files_of(protected.parent)

    for arguments in (("find", protected, "x"), ("check", protected), ("undo", protected)):
        refusal = storebook(*arguments).refusal
        assert "--key-fd" in refusal
        assert protected.name in refusal
    assert files_of(protected.parent) == before


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("wrong horse battery", "That is neither the passphrase of"),
        (PAPER.written.replace("E209", "E208"), "typo in the fourth group"),
        (PAPER.written[:-4], "33 characters, and 30 were typed"),
        (OTHER.written, "belongs to another book"),
        ("", "nothing to read from --key-fd"),
    ],
)
def test_a_wrong_key_is_one_sentence(
    storebook: Command, protected: Path, key: str, told: str
) -> None:
    before = files_of(protected.parent)

    with saying(key) as fd:
        answer = storebook("find", protected, "ashw", "--key-fd", fd)

    assert told in answer.refusal
    assert answer.out == ""
    assert files_of(protected.parent) == before


def test_a_descriptor_that_is_not_open_is_told(storebook: Command, protected: Path) -> None:
    assert "it is not open" in storebook("find", protected, "x", "--key-fd", "99").refusal


def test_a_key_for_a_plain_book_is_refused(storebook: Command, shop: Path) -> None:
    with saying(PASSPHRASE) as fd:
        assert "is not protected" in storebook("find", shop, "ashw", "--key-fd", fd).refusal
    assert "is not protected" in storebook("unlock-test", shop).refusal
    for name in ("unprotect", "change-key"):
        assert "is not protected" in storebook(name, shop).refusal


# -- this computer


def test_a_trusted_computer_asks_for_nothing(
    storebook: Command, protected: Path, keychain: MemoryKeychain
) -> None:
    out = with_key(storebook, "keys", protected, "--trust")
    assert "computer" in out

    assert "Margaret" in storebook("find", protected, "ashw").out

    keychain.trouble = LOCKED
    assert "--key-fd" in storebook("find", protected, "ashw").refusal
    keychain.trouble = None
    assert storebook("keys", protected, "--forget").code == 0
    assert "--key-fd" in storebook("find", protected, "ashw").refusal


def test_the_drill_does_not_ask_the_computer(storebook: Command, protected: Path) -> None:
    with Book.open(protected, key=PAPER.data_key) as book:
        trust_this_computer(book)

    assert "--key-fd" in storebook("unlock-test", protected).refusal
    assert "The paper opens" in with_key(storebook, "unlock-test", protected, key=PAPER.written)
    assert "The passphrase opens" in with_key(storebook, "unlock-test", protected)


def test_a_way_in_is_ended_by_its_number(storebook: Command, protected: Path) -> None:
    with saying(PASSPHRASE) as fd:
        assert (
            "no way in number 2"
            in storebook("keys", protected, "--revoke", 2, "--key-fd", fd).refusal
        )

    with saying(PASSPHRASE) as fd, saying("short") as new:
        both = ("--revoke", 1, "--passphrase-fd", new, "--key-fd", fd)
        assert "12 characters" in storebook("keys", protected, *both).refusal
    # It is there still: what is refused of two is refused before either is done.
    assert "Only the paper opens" in with_key(storebook, "keys", protected, "--revoke", 1)
    with saying(PASSPHRASE) as fd:
        answer = storebook("find", protected, "ashw", "--key-fd", fd)
    assert "no passphrase opens it" in answer.refusal


def test_a_new_passphrase_is_set(storebook: Command, protected: Path) -> None:
    with saying(PAPER.written) as fd, saying("seven small sapphires") as new:
        answer = storebook("keys", protected, "--passphrase-fd", new, "--key-fd", fd)

    assert answer.code == 0, answer.err
    assert "Margaret" in with_key(storebook, "find", protected, "ashw", key="seven small sapphires")
