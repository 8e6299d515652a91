"""What this computer remembers of one book, beside its backups: never in the book itself.

Where the second place is, when it was last seen, how the last whole check went. A damaged book must
not be written to, and another computer has another second place.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from storebook.base.files import written_whole
from storebook.book.places import default_folder

NAME = "remembered.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """All of it; what was never said is empty or None. Moments are aware, faults are sentences.

    `warned_of` is the service that syncs the book's folder and that the owner has been told of.
    """

    second_place: str = ""
    chosen_at: datetime | None = None
    seen_at: datetime | None = None
    checked_at: datetime | None = None
    faults: tuple[str, ...] = ()
    warned_of: str = ""


def backups_folder(book_path: Path) -> Path:
    """Where the backups of this book are kept on this computer; the folder is made."""
    whose = sha256(str(book_path.resolve()).encode()).hexdigest()[:8]
    folder = default_folder() / "Backups" / f"{book_path.stem[:60]} {whose}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def remembered(book_path: Path) -> Remembered:
    """What is remembered of the book; nothing where that can't be read."""
    try:
        kept = json.loads((backups_folder(book_path) / NAME).read_text(encoding="utf-8"))
        return from_kept(kept)
    except (OSError, ValueError, TypeError, AttributeError):
        return Remembered()


def from_kept(kept: dict[str, Any]) -> Remembered:
    """Fields of another version's are passed over."""
    known = {field.name for field in fields(Remembered)}
    values = {name: value for name, value in kept.items() if name in known and value is not None}
    for name in ("chosen_at", "seen_at", "checked_at"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    return Remembered(**{**values, "faults": tuple(values.get("faults", ()))})


def remember(book_path: Path, **values: Any) -> Remembered:
    """Remember these as well; trouble with the disk is raised as it comes."""
    fresh = replace(remembered(book_path), **values)
    text = json.dumps(asdict(fresh), default=datetime.isoformat, ensure_ascii=False, indent=1)
    with written_whole(backups_folder(book_path) / NAME) as stream:
        stream.write(text.encode())
    return fresh
