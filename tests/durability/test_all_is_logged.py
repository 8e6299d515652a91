"""Row 38: whatever writes in the book goes through the door that logs it; the rest is known."""

import ast
import re
from functools import cache
from pathlib import Path

import storebook
from storebook.book.book import Book
from storebook.book.change import UNLOGGED, WRITTEN_ONCE
from tests.durability.length import reached

PACKAGE = Path(storebook.__file__).parent
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|CREATE)\s", re.IGNORECASE)
# Steps outside the log, and why that is right.
PAST_THE_LOG = {
    "book/asked.py": "what was asked is no fact of the shop",
    "book/chain.py": "the key of the log's own chain",
    "book/drafts.py": "half-typed forms",
    "book/forgetting.py": "the search index written anew, after an erasure that is logged",
    "book/opened_today.py": "whose pages were opened today, kept as half-typed forms are",
}
WRITES_BY_NOTE = "analysis/key_customers.py"  # the list that is found anew each day
# Each with a trace of another kind, or rebuilt from what is logged.
NO_LOG_OF_THEIR_OWN = {
    "asked": "what was asked is no fact of the shop",
    "chain_key": "the key of the log's own chain",
    "change": "the log",
    "change_row": "the log",
    "change_shopper": "the log",
    "draft": "half-typed forms",
    "event": "the log",
    "key_list": "who the key customers are, found anew each day",
    "log_erasure": "the log",
    "pin": "an event tells that it was changed; the history must not bring an old one back",
    "shopper_summary": "kept by triggers",
}


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Every file of the program, taken apart."""
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def test_only_known_steps_pass_by_the_log() -> None:
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "unlogged"
    }

    assert found == set(PAST_THE_LOG)


def test_nobody_but_the_book_writes_with_statements_of_their_own() -> None:
    wrong = [
        f"{name}:{node.lineno} {node.value.strip()[:60]}"
        for name, tree in modules()
        if not name.startswith("book/") and name != WRITES_BY_NOTE
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and WRITES.match(node.value)
        and node.value.split()[0].isupper()
    ]

    assert wrong == []


def test_every_table_is_logged_or_has_its_reason(book: Book) -> None:
    tables = book.values(
        """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
          AND name <> '_sqlite_migrations'
        ORDER BY name
        """
    )

    assert set(tables) >= UNLOGGED
    assert set(NO_LOG_OF_THEIR_OWN) == UNLOGGED
    logged = [name for name in tables if name not in UNLOGGED | WRITTEN_ONCE]
    assert len(logged) > 25
    reached(38, f"{len(logged)} tables by the one door, {len(UNLOGGED)} others with their reasons")
