"""Small answers on a form: each is cleaned, kept within its room, or refused beside its field."""

from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import is_blank, limited, one_line

MOST_SHOWN = 60


def optional(text: str | None, field: str, limit: int) -> str | None:
    """One line of text, or None where nothing was written."""
    if not text or is_blank(text):
        return None
    return one_line(limited(text, limit, field, too_long(limit)))


def optional_lines(text: str | None, field: str, limit: int) -> str | None:
    """Text of one or more lines without its empty ones, or None where nothing was written."""
    if not text or is_blank(text):
        return None
    kept = limited(text, limit, field, too_long(limit))
    return "\n".join(line for typed in kept.split("\n") if (line := one_line(typed)))


def too_long(limit: int) -> str:
    return f"At most {limit:,} letters fit here. Make it shorter, or put the rest into a note."


def not_after(day: date | None, today: date, field: str) -> date | None:
    """A day that has come; refused when it is still to come."""
    if day is not None and day > today:
        raise Refused("That day is still to come. Give today or an earlier day.", field)
    return day


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def shortened(name: str) -> str:
    """A name as it stands in a sentence of the history."""
    line = one_line(name)
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN].rstrip()}…"


def in_field(field: str, refusal: Refused) -> Refused:
    """The same refusal, about the field that the form knows."""
    return Refused(str(refusal), field)
