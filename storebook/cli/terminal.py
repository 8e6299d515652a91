"""The terminal a command speaks to: signs it cannot show, and a reader who has gone away."""

import codecs
import errno
import os
import sys
import unicodedata
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from storebook.base.errors import Refused
from storebook.base.text import PLAIN

PLAIN_SIGNS = "plain signs"
UNKNOWN = "?"
# How systems say that nobody reads any more; Windows calls it an invalid argument.
GONE = {errno.EPIPE, errno.ESHUTDOWN} | ({errno.EINVAL} if os.name == "nt" else set())


def prepare() -> None:
    """Let a terminal that knows few letters show what it can, instead of failing."""
    codecs.register_error(PLAIN_SIGNS, plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=PLAIN_SIGNS)


def plainly(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that the terminal's encoding does not have: Zoë becomes Zoe."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    return "".join(plain_letter(letter) for letter in letters), error.end


def plain_letter(letter: str) -> str:
    """The letter in ASCII: without its accent, or a question mark."""
    parts = unicodedata.normalize("NFKD", letter)
    plain = "".join(PLAIN.get(part, part) for part in parts if not unicodedata.combining(part))
    if plain.isascii():
        return plain
    small = PLAIN.get(letter.lower(), "")
    return small.upper() if small.isascii() and small else UNKNOWN


def knows_every_letter(stream: TextIO) -> bool:
    """Whether anything can be written to the stream as it is."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name.startswith("utf")


def write_out(text: str) -> None:
    """Write the answer; harmless when whoever read it has gone, as `head` does.

    Raises Refused when it could not be written for another reason, such as a full disk.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        hush(sys.stdout)
        if error.errno not in GONE:
            reason = (error.strerror or str(error)).lower()
            raise Refused(f"It was done, but the answer could not be written: {reason}.") from error


def complain(text: str) -> None:
    """Say something on standard error, as far as anybody listens."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Lead a stream that is gone into nothing, so that the end of the program is quiet too."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
