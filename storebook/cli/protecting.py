"""Commands for the key of a book: protect it, try its keys, change them, make it plain again."""

from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.making import refuse_place as refuse_new_place
from storebook.book.protection.first_backup import back_up_first
from storebook.book.protection.keychain import best_keychain
from storebook.book.protection.paper import new_paper
from storebook.book.protection.plain_copies import (
    out_of_reach,
    plain_copies_of,
    remove_plain_copies,
)
from storebook.book.protection.protecting import (
    Ways,
    begin_protected_book,
    change_paper_key,
    forget_this_computer,
    key_of,
    protect,
    refuse_protected,
    revoke,
    set_passphrase,
    slots_of,
    trust_this_computer,
    unprotect,
)
from storebook.book.protection.refusals import KeyNeeded, NotProtected
from storebook.book.protection.slots import checked_passphrase
from storebook.book.protection.unlocking import prove
from storebook.book.shop import Shop
from storebook.book.shop_saving import checked_shop
from storebook.cli.common import (
    PROGRAM,
    book_argument,
    by_option,
    json_option,
    reading,
    shop_of,
    writing,
)
from storebook.cli.handing_over import hand_over, taken_back_unless_used
from storebook.cli.key_fd import KEY_FD
from storebook.cli.key_options import ways_options
from storebook.cli.keys import (
    asked_until,
    from_descriptor,
    is_terminal,
    meta,
)
from storebook.cli.output import answer, in_columns
from storebook.cli.secret_input import secret

PASSPHRASE_FLAG = "--passphrase-fd"
KEEP_IT = "Keep the paper apart from the computer: without it and the passphrase the book is lost."


@click.command("protect")
@book_argument
@ways_options
@click.option(
    "--remove-plain-copies",
    "remove_plain",
    is_flag=True,
    help="Remove the backups that anybody can read.",
)
@by_option
@json_option
def protect_command(
    book_path: Path,
    key_out: Path | None,
    remove_plain: bool,
    by: str | None,
    as_json: bool,
    **ways: Any,
) -> None:
    """Encrypt a book, with a key for the owner’s paper.

    The key is shown once, in the terminal or as --key-out says, and typed back before anything is
    done. Backups from before stay as they are until --remove-plain-copies.

    JSON: {book, key_out, plain_copies (backups that anybody can read)}.
    """
    refuse_protected(book_path)
    with writing(book_path, by) as book:
        shop, associate_id = shop_of(book), book.associate_id
    paper = new_paper()
    with_ways = ways_from(**ways)
    written = hand_over(paper, book_path, shop, key_out)
    with taken_back_unless_used(written, book_path, paper):
        protect(book_path, paper, with_ways, by=associate_id, program=PROGRAM)
    trouble = back_up_first(book_path, paper.data_key)
    copies = plain_copies_of(book_path)
    if remove_plain:
        copies = remove_plain_copies(copies)
    document = {
        "book": str(book_path),
        "key_out": str(written) if written else None,
        "plain_copies": [str(copy) for copy in copies],
    }
    lines = [
        f"{book_path} is protected. {KEEP_IT}",
        *untried(book_path),
        *named(copies),
        *filter(None, [out_of_reach(book_path), trouble]),
    ]
    answer(document, lines, as_json=as_json)


@click.command("change-key")
@book_argument
@ways_options
@by_option
@json_option
def change_key_command(
    book_path: Path, key_out: Path | None, by: str | None, as_json: bool, **ways: Any
) -> None:
    """Give a protected book a new paper key.

    Everything that opened it before no longer does. Backups from before stay under the key that
    they were made with: keep the old paper for them.

    JSON: {book, key_out}.
    """
    with writing(book_path, by) as book:
        shop, associate_id, key = shop_of(book), book.associate_id, key_of(book)
    paper = new_paper()
    with_ways = ways_from(**ways)
    written = hand_over(paper, book_path, shop, key_out)
    with taken_back_unless_used(written, book_path, paper):
        change_paper_key(book_path, key, paper, with_ways, by=associate_id, program=PROGRAM)
    trouble = back_up_first(book_path, paper.data_key)
    document = {"book": str(book_path), "key_out": str(written) if written else None}
    lines = [
        f"{book_path} has a new key. {KEEP_IT}",
        "Keep the old paper for older backups, wherever they lie.",
        *untried(book_path),
        *filter(None, [trouble]),
    ]
    answer(document, lines, as_json=as_json)


@click.command("unprotect")
@book_argument
@by_option
@json_option
def unprotect_command(book_path: Path, by: str | None, as_json: bool) -> None:
    """Make a protected book plain.

    Whoever has the file can read it then.

    JSON: {book}.
    """
    with writing(book_path, by) as book:
        associate_id, key = book.associate_id, book.key
    if key is None:
        raise Refused(f"“{book_path.name}” is not protected. Nothing was changed.")
    unprotect(book_path, key, by=associate_id, program=PROGRAM)
    lines = [f"{book_path} is plain now: whoever has the file can read it."]
    answer({"book": str(book_path)}, lines, as_json=as_json)


@click.command("unlock-test")
@book_argument
@json_option
def unlock_test_command(book_path: Path, as_json: bool) -> None:
    """Try whether the paper opens a book.

    The passphrase can be tried too; the book is only read. This computer’s keychain is not asked:
    the test is of what would be left without it.

    JSON: {book, opened_by ("paper" or "passphrase")}.
    """
    refuse_plain(book_path)
    number = meta().get(KEY_FD)
    if number is not None:
        which = prove(book_path, from_descriptor(number))
    else:
        which = asked_until(book_path, lambda typed: prove(book_path, typed))
    lines = [f"The {which} opens {book_path}."]
    answer({"book": str(book_path), "opened_by": which}, lines, as_json=as_json)


@click.command("keys")
@book_argument
@click.option("--passphrase", "ask_passphrase", is_flag=True, help="Ask for a new passphrase.")
@click.option(
    "--passphrase-fd",
    type=int,
    metavar="N",
    help="Read a new passphrase from file descriptor N.",
)
@click.option("--trust", is_flag=True, help="This computer may open the book, by its keychain.")
@click.option("--forget", is_flag=True, help="This computer may no longer open the book.")
@click.option(
    "--revoke", "number", type=int, metavar="N", help="End the way in of this number in the list."
)
@by_option
@json_option
def keys_command(book_path: Path, by: str | None, as_json: bool, **wanted: Any) -> None:
    """List and change the ways into a protected book.

    The paper always opens it; besides it a passphrase can, and computers that are trusted.

    JSON: an array of {number, kind ("passphrase" or "computer"), who, made}.
    """
    if any(wanted.values()):
        with writing(book_path, by) as book:
            change_ways(book, **wanted)
    else:
        with reading(book_path) as book:
            key_of(book)
    rows = [
        {"number": number, "kind": slot.kind, "who": slot.who, "made": slot.made}
        for number, slot in enumerate(slots_of(book_path), 1)
    ]
    lines = in_columns([[str(cell) for cell in row.values()] for row in rows])
    answer(rows, lines or ["Only the paper opens this book."], as_json=as_json)


def change_ways(
    book: Book, *, trust: bool, forget: bool, number: int | None, **passphrase: Any
) -> None:
    said = passphrase_from(**passphrase)
    if said is not None:
        checked_passphrase(said)  # what is refused is refused before anything is done
    if trust:
        best_keychain()
    if number is not None:
        slots = slots_of(book.path)
        if not 1 <= number <= len(slots):
            raise Refused(f"There is no way in number {number}. Nothing was changed.")
        revoke(book, slots[number - 1])
    if forget:
        forget_this_computer(book)
    if said is not None:
        set_passphrase(book, said)
    if trust:
        trust_this_computer(book)


def begin_with_key(
    path: Path, shop: Shop, owner_name: str, *, key_out: Path | None, **ways: Any
) -> Book:
    """Make a new book that is protected, for `storebook new`."""
    paper, shop = new_paper(), checked_shop(shop)
    with_ways = ways_from(**ways)
    refuse_new_place(path)
    written = hand_over(paper, path, shop, key_out)
    with taken_back_unless_used(written, path, paper):
        return begin_protected_book(
            path, shop, paper, with_ways, owner_name=owner_name, program=PROGRAM
        )


# -- what a key is made of, and where it goes


def ways_from(*, trust: bool, **passphrase: Any) -> Ways:
    return Ways(passphrase=passphrase_from(**passphrase), computer=trust)


def passphrase_from(*, ask_passphrase: bool, passphrase_fd: int | None) -> str | None:
    """The passphrase that was asked for, if any."""
    if passphrase_fd is not None:
        return from_descriptor(passphrase_fd, PASSPHRASE_FLAG)
    if not ask_passphrase:
        return None
    return secret(
        "A passphrase of twelve characters or more", None, flag=PASSPHRASE_FLAG, twice=True
    )


def untried(book_path: Path) -> list[str]:
    """What is left to do where nobody typed the key back."""
    if is_terminal():
        return []
    return [f"Nobody typed the key back: try it by `storebook unlock-test {book_path}`."]


def named(copies: list[Path]) -> list[str]:
    """The backups that anybody can read, and how to be rid of them."""
    if not copies:
        return []
    return [
        f"{counted(len(copies), 'older backup is', 'older backups are')} plain: anybody can read "
        "what was in the book then.",
        *(f"  {copy}" for copy in copies),
        "Remove them when you have a new backup, or keep them locked away.",
    ]


def refuse_plain(path: Path) -> None:
    try:
        Book.open(path, mode="read", program=PROGRAM).close()
    except KeyNeeded:
        return
    raise NotProtected(path)
