"""What must not be seen, a PIN above all: typed unseen, or read from an open file descriptor.

Never an argument, which every program on the computer can read, and never the environment.
"""

import os
import sys

import click

from storebook.base.errors import Refused

LONGEST_BYTES = 1024


def secret(words: str, fd: int | None, *, flag: str, twice: bool = False) -> str:
    """Ask for it by these words, without showing it; or one line of the file descriptor `fd`.

    `twice` has it typed again when it is new. Refused with a sentence where nobody can type it:
    `flag` is the option that names the file descriptor.
    """
    if fd is not None:
        return line_of(fd, flag)
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        raise Refused(
            f"{words} is asked for, and nobody can type it here. Run this in a terminal, or name "
            f"an open file descriptor with {flag}."
        )
    typed: str = click.prompt(words, hide_input=True, err=True, confirmation_prompt=twice)
    return typed.strip()


def line_of(fd: int, flag: str) -> str:
    """The next line of the file descriptor; what follows is left for whoever reads on."""
    read = bytearray()
    try:
        while len(read) < LONGEST_BYTES and (byte := os.read(fd, 1)) not in (b"", b"\n"):
            read += byte
    except OSError:
        raise Refused(f"Nothing can be read from {flag} {fd}: it is not open.") from None
    return read.decode(errors="replace").strip()
