"""Checks a book from end to end; each check is named with its result."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.agreements import AGREEMENTS
from storebook.book.backup import READING_BACK_KIB
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.damaged_pages import damaged_pages
from storebook.book.engine import DatabaseError, is_interrupted
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.refusals import KeyNeeded
from storebook.book.trouble import SENTENCES, sentence

MOST_FAULTS_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check: its name, whether it is all right, and what was found when it is not."""

    name: str
    good: bool
    found: str


def check_file(path: Path, key: DataKey | None = None) -> list[CheckResult]:
    """Every check of the book at `path`, which stays as it is; a book that won't open fails one.

    That a protected book needs its key is no fault of it: KeyNeeded is raised.
    """
    try:
        book = Book.open(path, mode="read", key=key)
    except KeyNeeded:
        raise
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
    if book.key is not None:
        # First: after one damaged page SQLCipher reads no other through the same connection.
        steps.insert(0, ("cipher check", cipher))
    steps += [(name, disagreeing(sql)) for name, sql in AGREEMENTS.items()]
    steps.append(("the log is as it was written", log_whole))
    return [run(name, step, book) for name, step in steps]


def run(name: str, step: Callable[[Book], str], book: Book) -> CheckResult:
    """One check; a damaged file fails its check instead of ending them all.

    One that is stopped (`Book.stop_reading`) ends them all, and raises: it says nothing.
    """
    try:
        found = step(book)
    except UnicodeDecodeError:  # what SQLite quotes of a damaged file is no text
        found = SENTENCES["SQLITE_CORRUPT"]
    except DatabaseError as error:
        if is_interrupted(error):
            raise
        found = sentence(error) or str(error)
    return CheckResult(name=name, good=not found, found=found)


def quick(book: Book) -> str:
    return told(book.values("PRAGMA quick_check"))


def integrity(book: Book) -> str:
    with much_kept(book):
        return told(book.values("PRAGMA integrity_check"))


@contextmanager
def much_kept(book: Book) -> Iterator[None]:
    """More of the file is kept in memory meanwhile: what each index says is looked up in its table,
    and that is all over the file.
    """
    kept = book.value("PRAGMA cache_size")
    book.rows(f"PRAGMA cache_size = -{READING_BACK_KIB}")
    try:
        yield
    finally:
        with suppress(DatabaseError):
            book.rows(f"PRAGMA cache_size = {kept}")


def told(rows: list[str]) -> str:
    if rows == ["ok"]:
        return ""
    more = "" if len(rows) <= MOST_FAULTS_TOLD else f"; {len(rows) - MOST_FAULTS_TOLD} more"
    return "; ".join(rows[:MOST_FAULTS_TOLD]) + more


def references(book: Book) -> str:
    rows = book.rows("PRAGMA foreign_key_check")
    if not rows:
        return ""
    return f"{counted(len(rows), 'row points', 'rows point')} nowhere, the first in {rows[0][0]}"


def words_found(book: Book) -> str:
    """Whether the index of words says what the shoppers' searched text says.

    FTS5's own test of this is spelled as an insert, which a reader can't do; so a fresh index is
    made beside the book. (Whether an index is whole in itself is part of the integrity check.)
    """
    return unlike_fresh(book, "shopper_word", "unicode61 remove_diacritics 0")


def insides_found(book: Book) -> str:
    """The same for the index of the insides of words."""
    return unlike_fresh(book, "shopper_inside", "trigram")


def unlike_fresh(book: Book, index: str, tokenizer: str) -> str:
    """How many words an index and a fresh one of the same text do not have in the same places."""
    with fresh_index(book, index, tokenizer):
        # A word's places as one sum: the sums of a million words are compared, not the places.
        found = book.value(
            """
            WITH kept AS (
                SELECT term, count(*), sum(doc * ("offset" + 1)) FROM place GROUP BY term
            ),
            fresh AS (
                SELECT term, count(*), sum(doc * ("offset" + 1)) FROM fresh_place GROUP BY term
            )
            SELECT (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM fresh))
                 + (SELECT count(*) FROM (SELECT * FROM fresh EXCEPT SELECT * FROM kept))
            """
        )
    return (
        "" if not found else f"{counted(found, 'word is', 'words are')} not found as it should be"
    )


@contextmanager
def fresh_index(book: Book, index: str, tokenizer: str) -> Iterator[None]:
    """Beside the book, `fresh_place` tells where each word is, as `place` tells what is kept."""
    with book.scratch() as connection:
        try:
            for statement in (
                "CREATE VIRTUAL TABLE temp.fresh "
                f"USING fts5 (folded, content = '', tokenize = '{tokenizer}')",
                "INSERT INTO temp.fresh (rowid, folded) SELECT id, folded FROM shopper",
                "CREATE VIRTUAL TABLE temp.fresh_place USING fts5vocab (temp, fresh, instance)",
                f"CREATE VIRTUAL TABLE temp.place USING fts5vocab (main, {index}, instance)",
            ):
                connection.execute(statement)
            yield
        finally:
            for table in ("place", "fresh_place", "fresh"):
                connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def disagreeing(sql: str) -> Callable[[Book], str]:
    """A check that counts the rows which do not agree."""

    def count(book: Book) -> str:
        found = book.value(sql)
        return "" if not found else counted(found, "does not agree", "do not agree")

    return count


def log_whole(book: Book) -> str:
    """Whether the chain of the log matches; see `chain`."""
    broken = verify(book)
    if not broken:
        return ""
    more = "" if len(broken) == 1 else f"; {len(broken) - 1} more"
    return f"{broken[0].sentence}{more}"


def cipher(book: Book) -> str:
    """Whether each page of the file is as it was encrypted."""
    with book.snapshot() as connection:
        lines = damaged_pages(connection)
    if not lines:
        return ""
    return f"{counted(len(lines), 'page is', 'pages are')} damaged, the first: {lines[0]}"
