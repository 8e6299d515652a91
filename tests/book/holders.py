"""What another computer leaves beside a book that it has open, or did not close."""

import json
from pathlib import Path

from storebook.book.files import beside


def leave_note_of(path: Path, computer: str) -> None:
    note = {
        "computer": computer,
        "program": "Storebook",
        "process": 1,
        "since": "2026-11-20T09:00:00+00:00",
    }
    beside(path, ".holder").write_text(json.dumps(note), encoding="utf-8")
