"""Checks a book from end to end; each check is named with its result."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.agreements import AGREEMENTS
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.book.trouble import sentence

MOST_FAULTS_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check: its name, whether it is all right, and what was found when it is not."""

    name: str
    good: bool
    found: str


def check_file(path: Path) -> list[CheckResult]:
    """Every check of the book at `path`, which stays as it is; a book that won't open fails one."""
    try:
        book = Book.open(path, mode="read")
    except Refused as refusal:
        return [CheckResult(name="opening", good=False, found=str(refusal))]
    with book:
        return [CheckResult(name="opening", good=True, found=""), *check_book(book)]


def check_book(book: Book) -> list[CheckResult]:
    """Every check of an open book, which is only read: a reader's opening will do."""
    steps: list[tuple[str, Callable[[Book], str]]] = [
        ("quick check", quick),
        ("integrity check", integrity),
        ("references", references),
        ("search index, words", words_found),
        ("search index, inside of words", insides_found),
    ]
    results = [run(name, step, book) for name, step in steps]
    results += [run(name, disagreeing(sql), book) for name, sql in AGREEMENTS.items()]
    if is_encrypted(book):
        results.append(run("cipher check", cipher, book))
    return results


def run(name: str, step: Callable[[Book], str], book: Book) -> CheckResult:
    """One check; a damaged file fails its check instead of ending them all."""
    try:
        found = step(book)
    except DatabaseError as error:
        found = sentence(error) or str(error)
    return CheckResult(name=name, good=not found, found=found)


def quick(book: Book) -> str:
    return told(book.values("PRAGMA quick_check"))


def integrity(book: Book) -> str:
    return told(book.values("PRAGMA integrity_check"))


def told(rows: list[str]) -> str:
    if rows == ["ok"]:
        return ""
    more = "" if len(rows) <= MOST_FAULTS_TOLD else f"; {len(rows) - MOST_FAULTS_TOLD} more"
    return "; ".join(rows[:MOST_FAULTS_TOLD]) + more


def references(book: Book) -> str:
    rows = book.rows("PRAGMA foreign_key_check")
    return "" if not rows else f"{len(rows):,} rows point nowhere, the first in {rows[0][0]}"


def words_found(book: Book) -> str:
    """Whether the index of words holds what the shoppers' searched text holds, and no more.

    FTS5's own test of this is spelled as an insert, which a reader can't do. (Whether the index is
    whole in itself is part of SQLite's integrity check.)
    """
    with book.scratch() as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_place "
            "USING fts5vocab(main, shopper_word, instance)"
        )
    strangers = book.value(
        """
        SELECT count(*) FROM word_place
        LEFT JOIN shopper ON shopper.id = word_place.doc
        WHERE coalesce(instr(lower(shopper.folded), word_place.term), 0) = 0
        """
    )
    places = book.value("SELECT count(*) FROM word_place")
    return index_fault(
        book, strangers, places, book.rows("SELECT id, sz FROM shopper_word_docsize")
    )


def insides_found(book: Book) -> str:
    """The same for the index of the insides of words."""
    with book.scratch() as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.inside_place "
            "USING fts5vocab(main, shopper_inside, instance)"
        )
    strangers = book.value(
        """
        SELECT count(*) FROM inside_place
        LEFT JOIN shopper ON shopper.id = inside_place.doc
        WHERE coalesce(instr(lower(shopper.folded), inside_place.term), 0) = 0
        """
    )
    places = book.value("SELECT count(*) FROM inside_place")
    sizes = book.rows("SELECT id, sz FROM shopper_inside_docsize")
    return index_fault(book, strangers, places, sizes)


def index_fault(book: Book, strangers: int, places: int, sizes: list[tuple[int, bytes]]) -> str:
    """What is wrong with a search index, from what it holds and what it says that it holds."""
    if strangers:
        return f"{strangers:,} entries find what is not there"
    unequal = set(book.values("SELECT id FROM shopper")) ^ {shopper_id for shopper_id, _ in sizes}
    if unequal:
        return f"{len(unequal):,} shoppers are not found, or found and not there"
    if places != sum(varint(size) for _, size in sizes):
        return "some words of shoppers are not found"
    return ""


def varint(encoded: bytes) -> int:
    """SQLite's numbers of seven bits a byte, as FTS5 keeps how many words a text has."""
    number = 0
    for byte in encoded:
        number = number << 7 | byte & 0x7F
    return number


def disagreeing(sql: str) -> Callable[[Book], str]:
    """A check that counts the rows which do not agree."""

    def count(book: Book) -> str:
        found = book.value(sql)
        return "" if not found else f"{found:,} do not agree"

    return count


def is_encrypted(book: Book) -> bool:
    return book.values("PRAGMA cipher_status") == ["1"]


def cipher(book: Book) -> str:
    rows = book.values("PRAGMA cipher_integrity_check")
    return "" if not rows else f"{len(rows):,} pages are damaged, the first: {rows[0]}"
