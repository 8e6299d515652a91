"""Half-typed forms, kept so that a crash, a lock or a closed window loses nothing."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from storebook.book.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed into a form, and when (UTC)."""

    at: datetime
    body: dict[str, Any]


def keep_draft(
    book: Book, form: str, subject: str, body: dict[str, Any], *, whose: int | None = None
) -> None:
    """Keep what is in the form; `subject` tells two shoppers' forms apart.

    Each person has one draft of a form and subject; `whose` is the associate who typed it, else
    who works now. While a long import runs the book can't be
    written, and this raises `DatabaseError` (busy) like every save.
    """
    with book.unlogged() as connection:
        connection.execute(
            """
            INSERT INTO draft (form, subject, associate_id, at, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (form, subject, associate_id)
            DO UPDATE SET at = excluded.at, body = excluded.body
            """,
            [
                form,
                subject,
                whose or book.associate_id,
                datetime.now(UTC).isoformat(),
                json.dumps(body, ensure_ascii=False),
            ],
        )


def draft(book: Book, form: str, subject: str, *, whose: int | None = None) -> Draft | None:
    """What the same person had typed there, or None."""
    found = book.rows(
        """
        SELECT at, body FROM draft
        WHERE form = :form AND subject = :subject AND associate_id = :associate_id
        """,
        form=form,
        subject=subject,
        associate_id=whose or book.associate_id,
    )
    return (
        Draft(at=datetime.fromisoformat(found[0][0]), body=json.loads(found[0][1]))
        if found
        else None
    )


def drop_draft(book: Book, form: str, subject: str, *, whose: int | None = None) -> None:
    """Forget the draft: its form was saved, or begun anew."""
    if draft(book, form, subject, whose=whose) is None:
        return
    with book.unlogged() as connection:
        connection.execute(
            "DELETE FROM draft WHERE form = ? AND subject = ? AND associate_id = ?",
            [form, subject, whose or book.associate_id],
        )
