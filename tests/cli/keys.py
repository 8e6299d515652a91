"""The keys of a protected book in tests of commands, and how they are given."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from storebook.book.protection.paper import PaperKey
from storebook.book.protection.stretching import Cost
from tests.cli.running import Command

PAPER = PaperKey(secret=bytes(range(20)))
OTHER = PaperKey(secret=bytes(range(1, 21)))
PASSPHRASE = "opal garnet pearl jade"
QUICK = Cost(passes=1, memory_kib=16, lanes=1)


@contextmanager
def saying(*lines: str) -> Iterator[int]:
    """An open file descriptor from which these lines can be read."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in lines).encode())
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def with_key(storebook: Command, *arguments: object, key: str = PASSPHRASE) -> str:
    with saying(key) as fd:
        answer = storebook(*arguments, "--key-fd", fd)
    assert answer.code == 0, answer.err
    return answer.out
