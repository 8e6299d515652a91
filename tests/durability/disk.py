"""A disk that can lose its power: what a program did to its files is written down by a shim (see
`shim.c`), and the disk is built as it may have been at any moment of that.

What was synced is on it. What was written since may be kept, lost, kept out of order, or torn at
512 bytes. Of names made, changed and removed since their folder was synced, the first few are.
"""

import ctypes
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]
SECTOR = 512
HEAD = struct.Struct("=4Q")


@cache
def shim() -> Path | None:
    """The shim, compiled; None where that can't be done."""
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if sys.platform != "linux" or compiler is None:
        return None
    built = Path(mkdtemp(prefix="shim")) / "shim.so"
    source = Path(__file__).with_name("shim.c")
    done = subprocess.run(
        [compiler, "-O1", "-shared", "-fPIC", "-o", str(built), str(source), "-ldl"],
        capture_output=True,
        check=False,
    )
    return built if done.returncode == 0 else None


def run_with_shim(
    arguments: Sequence[str | Path],
    folder: Path,
    *,
    log: Path | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run a module of the tests with the shim between it and the folder.

    That a file is synced is written down or made to fail; nothing waits for the real disk.
    """
    variables = {
        "LD_PRELOAD": str(shim()),
        "SHIM_FOLDER": str(folder.resolve()),
        "SHIM_NOSYNC": "1",
    }
    if log is not None:
        variables["SHIM_LOG"] = str(log)
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


# -- for the program that runs with it


def mark(text: str) -> None:
    """Say something in its place among what is written down; nothing where no shim is loaded."""
    if "SHIM_FOLDER" in os.environ:
        ctypes.CDLL(None).shim_mark(text.encode())


def fail(at: int, error: int, *, sticky: bool = False) -> None:
    """The `at`-th call from now on fails with this errno, and all after it when it is `sticky`."""
    ctypes.CDLL(None).shim_fail(ctypes.c_ulong(at), error, int(sticky))


def calls() -> int:
    """How many calls could have failed since."""
    count = ctypes.CDLL(None).shim_calls
    count.restype = ctypes.c_ulong
    return int(count())


# -- what was written down


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was done. `what` is a letter of `shim.c`; `name` is a path in the folder."""

    what: str
    number: int = 0
    at: int = 0
    data: bytes = b""
    name: str = ""
    other: str = ""


def steps_of(log: Path) -> list[Step]:
    """Everything that a program did, in its order."""
    raw, at, found = log.read_bytes(), 0, []
    while at + HEAD.size <= len(raw):
        what, one, two, length = HEAD.unpack_from(raw, at)
        text = raw[at + HEAD.size : at + HEAD.size + length]
        at += HEAD.size + length
        letter = chr(what)
        if letter in "CFURLM!":
            name, other = (text[:two], text[two:]) if letter != "!" else (text, b"")
            step = Step(what=letter, number=one, name=name.decode(), other=other.decode())
        else:
            step = Step(what=letter, number=one, at=two, data=text)
        found.append(step)
    return found


@dataclass(slots=True, eq=False)
class File:
    """What of one file is on the disk for certain, and what may be."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.pending:
            apply(self.synced, step)
        self.pending.clear()


Names = dict[str, File]


def apply(content: bytearray, step: Step) -> None:
    end = step.at + len(step.data)
    if step.what == "T":
        content[step.at :] = bytes(max(0, step.at - len(content)))
        return
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[step.at : end] = step.data


class Disk:
    """The folder as it stood before the program ran; `do` takes it on by a step."""

    def __init__(self, folder: Path) -> None:
        self.names: Names = {}
        self.now: Names = {}
        self.folders = {""}
        self.pending: list[Step] = []
        self.numbers: dict[int, File] = {}
        self.folder_numbers: dict[int, str] = {}
        self.made: dict[int, File] = {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir():
                self.folders.add(name)
            elif path.is_file():
                number = path.stat().st_ino
                known = self.numbers.setdefault(number, File(bytearray(path.read_bytes())))
                self.names[name] = self.now[name] = known

    def do(self, step: Step) -> None:
        """What happens on the disk when the program does this."""
        match step.what:
            case "C":
                self.numbers[step.number] = self.made[id(step)] = File()
                self._rename(step)
            case "U" | "R" | "L":
                self._rename(step)
            case "W" | "T":
                self.numbers[step.number].pending.append(step)
            case "S":
                self.numbers[step.number].sync()
            case "F":
                self.folder_numbers[step.number] = step.name
            case "M":
                self.folders.add(step.name)
            case "D":
                self._sync_folder(self.folder_numbers[step.number])

    def _rename(self, step: Step) -> None:
        self.pending.append(step)
        self._name(self.now, step)

    def _name(self, names: Names, step: Step) -> None:
        """Change the names; what never got its name on the disk can't be given another there."""
        if step.what == "C":
            names[step.name] = self.made[id(step)]
        elif step.what == "U":
            names.pop(step.name, None)
        elif step.name in names:
            names[step.other] = names.pop(step.name) if step.what == "R" else names[step.name]

    def _sync_folder(self, folder: str) -> None:
        left = []
        for step in self.pending:
            target = step.other if step.what in "RL" else step.name
            if target.rpartition("/")[0] == folder:
                self._name(self.names, step)
            else:
                left.append(step)
        self.pending = left

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """What a power cut may leave just now: the content of each file by its name."""
        names = dict(self.names)
        for step in self.pending[: chance.randint(0, len(self.pending))]:
            self._name(names, step)
        manner = chance.choice(("kept", "lost", "some", "some", "torn", "first"))
        contents: dict[int, bytes] = {}
        for file in names.values():
            if id(file) not in contents:
                contents[id(file)] = bytes(left_of(file, manner, chance))
        return {name: contents[id(file)] for name, file in names.items()}

    def whole(self) -> dict[str, bytes]:
        """What the program itself sees now."""
        contents = {}
        for name, file in self.now.items():
            content = bytearray(file.synced)
            for step in file.pending:
                apply(content, step)
            contents[name] = bytes(content)
        return contents


def left_of(file: File, manner: str, chance: random.Random) -> bytearray:
    content = bytearray(file.synced)
    for step in kept_of(file.pending, manner, chance):
        apply(content, step)
    return content


def kept_of(pending: list[Step], manner: str, chance: random.Random) -> Iterator[Step]:
    """What of the writes since the last sync arrives on the disk."""
    if manner == "first":
        yield from pending[: chance.randint(0, len(pending))]
        return
    for step in pending:
        if manner == "kept" or (manner == "some" and chance.random() < 0.5):
            yield step
        elif manner == "torn":
            yield from sectors_of(step, chance)


def sectors_of(step: Step, chance: random.Random) -> Iterator[Step]:
    if step.what == "T":
        if chance.random() < 0.5:
            yield step
        return
    for start in range(0, len(step.data), SECTOR):
        if chance.random() < 0.7:
            part = step.data[start : start + SECTOR]
            yield Step(what="W", number=step.number, at=step.at + start, data=part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A disk after a power cut, and what the program had said by then."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    step: int


def cuts(before: Disk, steps: list[Step], count: int, seed: int) -> Iterator[Cut]:
    """So many power cuts at random moments, of which half are near a sync or a name."""
    chance = random.Random(seed)
    marked = [number for number, step in enumerate(steps) if step.what in "SDCURL!"]
    moments = sorted(
        min(len(steps), chance.choice(marked) + chance.randint(0, 2))
        if chance.random() < 0.5
        else chance.randint(0, len(steps))
        for _ in range(count)
    )
    said: list[str] = []
    done = 0
    for moment in moments:
        for step in steps[done:moment]:
            if step.what == "!":
                said.append(step.name)
            else:
                before.do(step)
        done = moment
        yield Cut(files=before.cut(chance), said=tuple(said), step=moment)


def lay_out(files: dict[str, bytes], folder: Path, folders: set[str]) -> Path:
    """The files on a real disk; what is one file under two names is that again."""
    for name in sorted(folders):
        (folder / name).mkdir(parents=True, exist_ok=True)
    twins: dict[int, Path] = {}
    for name, content in files.items():
        path = folder / name
        twin = twins.setdefault(id(content), path)
        if twin == path or not content:
            path.write_bytes(content)
        else:
            path.hardlink_to(twin)
    return folder
