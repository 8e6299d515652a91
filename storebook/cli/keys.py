"""The key of a protected book for a command: from this computer's keychain, from an open file, or
typed where nobody sees it; never an argument and never in the environment, where others read it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.refusals import KeyNeeded, NotProtected
from storebook.cli.key_fd import FLAG, KEY_FD
from storebook.cli.secret_input import line_of, secret
from storebook.cli.terminal import complain

KEYS = "storebook.keys"
TRIES = 3


@contextmanager
def opened(path: Path, open_book: Callable[[DataKey | None], Book]) -> Iterator[Book]:
    """The book, opened with its key where it has one, and closed at the end."""
    book = open_with_key(path, open_book)
    try:
        yield book
    finally:
        book.close()


def open_with_key(path: Path, open_book: Callable[[DataKey | None], Book]) -> Book:
    try:
        book = open_book(None)
    except KeyNeeded:
        return open_book(key_of(path))
    if meta().get(KEY_FD) is not None:
        book.close()
        raise NotProtected(path)
    return book


def key_of(path: Path) -> DataKey:
    """The key of this book, asked for once in a command."""
    known: dict[Path, DataKey] = meta().setdefault(KEYS, {})
    place = path.resolve()
    if place not in known:
        known[place] = found_key(path)
    return known[place]


def known_key(path: Path) -> DataKey | None:
    """The key of this book where the command has asked for it already."""
    known: dict[Path, DataKey] = meta().get(KEYS, {})
    return known.get(path.resolve())


def found_key(path: Path) -> DataKey:
    # Half of what encrypts is loaded here: most books on most days need it, plain ones never.
    from storebook.book.protection.unlocking import WasPlain, key_from_computer, key_from_text

    if meta().get(KEY_FD) is not None:
        return key_from_text(path, from_descriptor(meta()[KEY_FD]))[0]
    try:
        key = key_from_computer(path)
    except Refused as trouble:  # with the keychain or the key file: there are other ways in
        if is_terminal():
            complain(str(trouble))
        elif isinstance(trouble, WasPlain):  # a key is the last thing that would help
            raise
        key = None
    return key or asked_until(path, lambda typed: key_from_text(path, typed)[0])


def asked_until(path: Path, read: Callable[[str], Any]) -> Any:
    """What is typed, unseen, as soon as it will do; the last refusal after three tries."""
    for left in reversed(range(TRIES)):
        typed = secret(f"The passphrase or paper key of {path.name}", None, flag=FLAG)
        try:
            return read(typed)
        except Refused as refusal:
            if not left:
                raise
            complain(str(refusal))
    raise AssertionError("a command asks at least once")


def from_descriptor(number: int, flag: str = FLAG) -> str:
    """The next line of an open file, such as a pipe or a file that only its owner can read."""
    text = line_of(number, flag)
    if not text:
        raise Refused(f"There was nothing to read from {flag} {number}. Nothing was changed.")
    return text


def is_terminal() -> bool:
    """Whether somebody can be asked, and sees what is asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def meta() -> dict[str, Any]:
    """What belongs to the command that runs; nothing outside of one."""
    context = click.get_current_context(silent=True)
    return {} if context is None else context.meta
