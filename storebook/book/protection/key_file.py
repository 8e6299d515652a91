"""The small file beside a protected book that says which ways open it besides the paper.

There is no key in it in the clear: each slot holds the book's key sealed with a passphrase, or with
a secret that one computer keeps. Who loses this file loses nothing: the paper opens the book, and
the file is made anew. A copy lies beside each backup, and one in this computer's own folder.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from shutil import copymode
from typing import Any

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.files import beside, flush_folder, free_beside, rename_patiently
from storebook.book.places import own_folder

FORMAT = 1
ENDING = ".keys"
NEWER = "-of-a-newer-storebook"
LARGEST_BYTES = 1024 * 1024
PAPER_OPENS = "The book is safe: the key on the owner’s paper opens it, and the file is made anew."


class SlotKind(StrEnum):
    """By what a slot is opened."""

    PASSPHRASE = "passphrase"
    COMPUTER = "computer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way in. `who` is a name for people, `mark` the key that is sealed in it.

    `made` is the day in ISO form; bytes are hexadecimal. A passphrase is stretched with `salt`, so
    many `rounds`, `memory_kib` and `lanes`; for a computer `salt` names its entry in the keychain.
    """

    kind: SlotKind
    who: str
    mark: str
    made: str
    salt: str
    nonce: str
    sealed: str
    rounds: int = 0
    memory_kib: int = 0
    lanes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPaper:
    """A paper that opened the book until a day (ISO); it still opens the backups of that time."""

    mark: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All of the file. `mark` is the key that the book has now.

    While the key is changed, `coming` is the mark of the next one, and slots of both are there.
    """

    mark: str
    slots: tuple[Slot, ...] = ()
    former: tuple[FormerPaper, ...] = ()
    coming: str = ""

    @property
    def marks(self) -> frozenset[str]:
        """Of the keys that the book may have."""
        return frozenset(filter(None, (self.mark, self.coming)))

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind is kind)


class KeyFileTrouble(Refused):
    """The key file can't be used; the sentence says why, and that the paper opens the book."""


class NewerKeyFile(KeyFileTrouble):
    """A newer Storebook made it: there may be ways in that only that one knows."""


def key_file_path(book_path: Path) -> Path:
    """Where the key file of this book, or of this backup, lies."""
    return beside(book_path, ENDING)


def spare_path(book_path: Path) -> Path:
    """Where this computer keeps a copy, for the case that the one beside the book is lost."""
    whose = sha256(str(book_path.resolve()).encode()).hexdigest()[:8]
    return own_folder() / "Keys" / f"{book_path.stem[:60]} {whose}.book{ENDING}"


def load_key_file(book_path: Path) -> KeyFile | None:
    """The key file beside the book or, when that is lost or damaged, this computer's copy of it.

    None when there is neither. Raises KeyFileTrouble when what there is can't be read.
    """
    path = key_file_path(book_path)
    try:
        found = read_key_file(path)
    except KeyFileTrouble:
        with suppress(KeyFileTrouble):
            if spare := read_key_file(spare_path(book_path)):
                return spare
        raise
    if found is None:
        with suppress(KeyFileTrouble):
            return read_key_file(spare_path(book_path))
    return found


def marks_beside(book_path: Path) -> frozenset[str]:
    """The marks of the keys that the key file names, where there is one that can be read."""
    with suppress(KeyFileTrouble):
        if found := load_key_file(book_path):
            return found.marks
    return frozenset()


def read_key_file(path: Path) -> KeyFile | None:
    """What one such file says; None when it is not there, KeyFileTrouble when it can't be read."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise damaged(path)
        body = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyFileTrouble(f"The key file “{path.name}” can’t be read. {PAPER_OPENS}") from error
    except (ValueError, RecursionError) as error:
        raise damaged(path) from error
    return key_file_from(body, path)


def is_of_newer(path: Path) -> bool:
    try:
        read_key_file(path)
    except KeyFileTrouble as trouble:
        return isinstance(trouble, NewerKeyFile)
    return False


def key_file_from(body: Any, path: Path) -> KeyFile:
    if not isinstance(body, dict) or not isinstance(body.get("format"), int):
        raise damaged(path)
    if body["format"] > FORMAT:
        raise NewerKeyFile(
            f"The key file “{path.name}” was made by a newer Storebook. Nothing was changed. "
            "Install the newer version, or open the book with the key on the owner’s paper."
        )
    if body.pop("sum", None) != sum_of(body):
        raise damaged(path)
    try:
        return KeyFile(
            mark=body["mark"],
            slots=tuple(Slot(**{**slot, "kind": SlotKind(slot["kind"])}) for slot in body["slots"]),
            former=tuple(FormerPaper(**paper) for paper in body["former"]),
            coming=body["coming"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> KeyFileTrouble:
    return KeyFileTrouble(f"The key file “{path.name}” is damaged. {PAPER_OPENS}")


def save_key_file(book_path: Path, key_file: KeyFile) -> None:
    """Write the file beside the book, whole or not at all, and the copy in this computer's folder.

    The copy is a convenience: where it can't be written, the book is kept all the same.
    """
    path = key_file_path(book_path)
    write_key_file(path, key_file)
    with suppress(OSError):
        copymode(book_path, path)  # who may open the book may open it by its key file
    with suppress(OSError):
        spare = spare_path(book_path)
        spare.parent.mkdir(parents=True, exist_ok=True)
        write_key_file(spare, key_file)
        spare.chmod(0o600)


def write_key_file(path: Path, key_file: KeyFile) -> None:
    if is_of_newer(path):
        rename_patiently(path, free_beside(path, NEWER))
    body = {"format": FORMAT, **asdict(key_file)}
    text = json.dumps({**body, "sum": sum_of(body)}, ensure_ascii=False, indent=1)
    with written_whole(path) as stream:
        stream.write(text.encode())
    flush_folder(path.parent)


def sum_of(body: dict[str, Any]) -> str:
    """Tells a damaged file from a wrong passphrase; it keeps nobody from changing the file."""
    told = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def remove_key_file(book_path: Path) -> None:
    """Take the key file and this computer's copy away: the book is no longer protected."""
    key_file_path(book_path).unlink(missing_ok=True)
    with suppress(OSError):
        spare_path(book_path).unlink(missing_ok=True)


def copy_key_file(book_path: Path, backup_path: Path) -> None:
    """Put the key file beside a backup; where there is none to be read, the paper opens it."""
    with suppress(KeyFileTrouble):
        if found := load_key_file(book_path):
            write_key_file(key_file_path(backup_path), found)
            with suppress(OSError):
                copymode(backup_path, key_file_path(backup_path))


def today() -> str:
    """The day that a way in is made or given up, as the file notes it."""
    return datetime.now().astimezone().date().isoformat()
