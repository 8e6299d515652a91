"""Runs commands for the tests, in this process or in one of their own, and keeps what they say."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-m", "storebook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command ended with and said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document of a command that was done."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """What a command that was done told a person."""
        assert (self.code, self.err) == (0, "")
        return self.out.splitlines()

    @property
    def refusal(self) -> str:
        """The one sentence of a command that was refused."""
        assert self.code == 1, (self.code, self.out, self.err)
        assert self.err.count("\n") == 1
        assert self.err.endswith((".\n", "?\n")), self.err
        assert "mistake of its own" not in self.err
        return self.err.strip()

    @property
    def wrong_usage(self) -> str:
        """What a command says that was used wrongly: how it is used, and what was wrong."""
        assert (self.code, self.out) == (2, "")
        assert "Error:" in self.err
        return self.err


Command = Callable[..., Answer]


def in_its_own_process(
    *arguments: object, environment: dict[str, str] | None = None, **more: Any
) -> Answer:
    """The command as somebody starts it from a terminal."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
        **more,
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with what is in it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def people_in(storebook: Command, path: Path) -> set[str]:
    """Who of Ann and Bea is in the book."""
    listed = [storebook("find", path, name, "--json").document for name in ("ann", "bea")]
    return {one["name"] for each in listed for one in each}


def shape(document: Any) -> Any:
    """The names in a document, without what they stand for; of an array its first item's."""
    if isinstance(document, dict):
        return {name: shape(value) for name, value in document.items()}
    if isinstance(document, list):
        return [shape(document[0])] if document else []
    return None


def keys(documents: Sequence[dict[str, Any]]) -> set[str]:
    """The names that every one of these objects has."""
    assert documents
    (found,) = {frozenset(one) for one in documents}
    return set(found)
