"""Runs for tests: looked at, frozen and sent, in one line each."""

from datetime import date, timedelta
from typing import Any

from storebook.book.book import Book
from storebook.outreach.choosing import CardKind, RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import freeze_run, mark_printed, mark_sent
from tests.make import SHOP, TODAY

HOLIDAY = date(2026, 12, 18)
DAYS = {
    CardKind.THANKS: (TODAY - timedelta(days=30), TODAY),
    CardKind.HOLIDAY: (HOLIDAY, HOLIDAY),
    CardKind.MONTHLY: (TODAY, TODAY),
}


def look(book: Book, card_kind: CardKind | None, *, on: date = TODAY, **wanted: Any) -> RunLook:
    start, end = DAYS.get(card_kind, (TODAY, TODAY + timedelta(days=14)))  # type: ignore[arg-type]
    asked = {"kind": RunKind.CARDS, "start": start, "end": end, "card_kind": card_kind, **wanted}
    return look_at_run(book, RunRequest(**asked), shop=SHOP, today=on)


def send(book: Book, found: RunLook, *, on: date = TODAY) -> int:
    """Freeze it, print it, and confirm that it was printed fine."""
    run_id = freeze_run(book, found, today=on)
    mark_printed(book, run_id, today=on)
    mark_sent(book, run_id, today=on)
    return run_id


def names(found: RunLook) -> list[str]:
    return [one.name for one in found.chosen]


def reasons(found: RunLook) -> list[tuple[str, str, str]]:
    return [(one.name, one.why, one.detail) for one in found.left_out]
