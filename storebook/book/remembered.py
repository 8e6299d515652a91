"""What this computer remembers of one book, beside its backups: never in the book itself.

Where the second place is, when it was last seen, how the last whole check went. A damaged book must
not be written to, and another computer has another second place.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from storebook.base.files import written_whole
from storebook.book.backup_places import BACKUPS
from storebook.book.files import flush_folder
from storebook.book.places import own_folder

NAME = "remembered.json"
# While a book is moved: in the folder of its new place, and in that of its old one.
MOVED_FROM, MOVED_TO = "moved-from", "moved-to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """All of it; what was never said is empty or None. Moments are aware, faults are sentences.

    `warned_of` is the service that syncs the book's folder and that the owner has been told of.
    `shown_to` is up to where each who is over the staff was shown what left the book: the number
    and the moment of the newest event then, by the number of the associate. `shown_event` is what
    earlier versions kept for all of them together.
    `own_folders` are those that somebody had a backup made into, the newest first.
    `apart` says that the second place was on another disk than the book when it was chosen,
    `asked_at` when one was asked for, `protected_at` when the book was protected, until no copy of
    before that anybody can read is found any more.
    """

    shown_event: int | None = None
    shown_to: dict[str, tuple[int, str]] = field(default_factory=dict)
    second_place: str = ""
    own_folders: tuple[str, ...] = ()
    apart: bool = False
    asked_at: datetime | None = None
    protected_at: datetime | None = None
    chosen_at: datetime | None = None
    seen_at: datetime | None = None
    checked_at: datetime | None = None
    faults: tuple[str, ...] = ()
    warned_of: str = ""


def backups_folder(book_path: Path) -> Path:
    """Where the backups of this book are kept on this computer; the folder is made."""
    folder = folder_to_look_in(book_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def folder_to_look_in(book_path: Path) -> Path:
    """The same folder for who only looks: where nothing was ever kept it is not there.

    Those of a book that was moved are brought along, also when the power went in the middle.
    """
    folder = folder_of(book_path)
    if (folder / MOVED_FROM).exists():
        bring_along(folder)
    return folder


def folder_of(book_path: Path) -> Path:
    whose = sha256(str(book_path.resolve()).encode()).hexdigest()[:8]
    return own_folder() / BACKUPS / f"{book_path.stem[:60]} {whose}"


# -- a book that is moved takes its backups along


def begin_move(path: Path, target: Path) -> None:
    """Note it before the first step, so that a move that is cut short loses sight of nothing."""
    for folder, name, other in (
        (backups_folder(target), MOVED_FROM, path),
        (backups_folder(path), MOVED_TO, target),
    ):
        with written_whole(folder / name) as stream:
            stream.write(str(other.resolve()).encode())
        flush_folder(folder)


def forget_move(path: Path, target: Path) -> None:
    """The book stays where it is."""
    (folder_of(target) / MOVED_FROM).unlink(missing_ok=True)
    (folder_of(path) / MOVED_TO).unlink(missing_ok=True)


def moved_to(path: Path) -> Path | None:
    """Where a book went whose move was cut short when all but its backups was there."""
    try:
        target = Path((folder_of(path) / MOVED_TO).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return target if not path.exists() and target.exists() else None


def bring_along(after: Path) -> None:
    """Once no book is in the old place any more: what is kept of it belongs to the new one."""
    with suppress(OSError, ValueError):
        path = Path((after / MOVED_FROM).read_text(encoding="utf-8"))
        if path.exists():
            return
        before = folder_of(path)
        for one in before.iterdir() if before.is_dir() else ():
            if one.name != MOVED_TO and not (after / one.name).exists():
                one.rename(after / one.name)
        (before / MOVED_TO).unlink(missing_ok=True)
        (after / MOVED_FROM).unlink()
        before.rmdir()  # unless something was there under the same name


def remembered(book_path: Path) -> Remembered:
    """What is remembered of the book; nothing where that can't be read."""
    try:
        kept = json.loads((folder_to_look_in(book_path) / NAME).read_text(encoding="utf-8"))
        return from_kept(kept)
    except (OSError, ValueError, TypeError, AttributeError):
        return Remembered()


def from_kept(kept: dict[str, Any]) -> Remembered:
    """Fields of another version's are passed over."""
    known = {one.name for one in fields(Remembered)}
    values = {name: value for name, value in kept.items() if name in known and value is not None}
    for name in ("chosen_at", "seen_at", "checked_at", "asked_at", "protected_at"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    lists = {name: tuple(values.get(name, ())) for name in ("faults", "own_folders")}
    shown = {who: (int(number), str(at)) for who, (number, at) in kept.get("shown_to", {}).items()}
    return Remembered(**{**values, **lists, "shown_to": shown})


def remember(book_path: Path, **values: Any) -> Remembered:
    """Remember these as well; trouble with the disk is raised as it comes."""
    fresh = replace(remembered(book_path), **values)
    text = json.dumps(asdict(fresh), default=datetime.isoformat, ensure_ascii=False, indent=1)
    with written_whole(backups_folder(book_path) / NAME) as stream:
        stream.write(text.encode())
    return fresh
