"""Trouble with disk or file: what happened, is my data safe, what now; and nothing is lost."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storebook.book.book import Book
from storebook.book.codes import SAID_WITHOUT_CODE
from storebook.book.engine import DatabaseError, IntegrityError, OperationalError
from storebook.book.trouble import FILE_SENTENCES, SENTENCES, sentence

ABOUT_SAFETY = ("safe", "Nothing was changed", "Nothing else was changed")
WORDS_OF_PROGRAMS = ("SQLITE", "Error", "errno", "database", "exception", "{", "None")


def all_sentences() -> dict[str, str]:
    told = dict(SENTENCES)
    for number in FILE_SENTENCES:
        text = sentence(OSError(number, os.strerror(number), "shop backup.book"))
        assert text is not None
        told[errno.errorcode[number]] = text
    return told


@pytest.mark.parametrize(("code", "text"), all_sentences().items())
def test_every_sentence_says_what_happened_if_it_is_safe_and_what_now(code: str, text: str) -> None:
    parts = text.split(". ")

    assert len(parts) >= 3, code
    assert any(words in text for words in ABOUT_SAFETY)
    assert not any(word in text for word in WORDS_OF_PROGRAMS)
    assert text.endswith(".")
    assert text[0].isupper() or text[0] == "“"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_and_its_longer_forms_have_a_sentence(code: str) -> None:
    for name in (code, f"{code}_SOMETHING"):
        error = OperationalError("disk I/O error")
        error.sqlite_errorname = name

        assert sentence(error) is not None


@pytest.mark.parametrize(("words", "code"), SAID_WITHOUT_CODE.items())
def test_trouble_without_a_code_is_known_by_its_words(words: str, code: str) -> None:
    assert sentence(OperationalError(words)) == SENTENCES[code]


def test_text_that_can_t_be_read_is_damage() -> None:
    connection = dbapi2.connect(":memory:")

    with pytest.raises(OperationalError) as error:
        connection.execute("SELECT CAST(x'ff41' AS TEXT)").fetchall()

    assert sentence(error.value) == SENTENCES["SQLITE_CORRUPT"]
    connection.close()


def test_trouble_with_a_file_names_the_file() -> None:
    assert "“cards.pdf”" in (sentence(OSError(errno.ENOSPC, "full", Path("/x/cards.pdf"))) or "")
    assert "the file" in (sentence(OSError(errno.ENOSPC, "full")) or "")
    assert "(it is a trap)" in (sentence(OSError(9999, "It is a trap", "shop.book")) or "")


@pytest.mark.parametrize(
    "bug", [ValueError("x"), KeyError("x"), IntegrityError("UNIQUE constraint failed: tag.name")]
)
def test_our_own_bugs_are_not_trouble(bug: Exception) -> None:
    assert sentence(bug) is None


def save(book: Book, size: int = 100) -> None:
    with book.change("A setting") as change:
        change.insert("setting", name=os.urandom(8).hex(), value=f'"{"x" * size}"')


@contextmanager
def disk_full_by_page_count(book: Book) -> Iterator[None]:
    book.rows("PRAGMA max_page_count = 10")  # SQLite takes as many as there are
    yield
    book.rows("PRAGMA max_page_count = 1000000")


@contextmanager
def disk_full_by_file_size(book: Book) -> Iterator[None]:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = book.path.with_name(book.path.name + "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("full_disk", [disk_full_by_page_count, disk_full_by_file_size])
def test_on_a_full_disk_the_saved_is_safe_and_saving_goes_on_when_there_is_room(
    book: Book, full_disk: Callable[[Book], AbstractContextManager[None]]
) -> None:
    save(book)
    before = book.rows("SELECT * FROM setting"), book.rows("SELECT * FROM change")

    with full_disk(book):
        with pytest.raises(DatabaseError) as error:
            save(book, size=500_000)
        assert sentence(error.value) in {SENTENCES["SQLITE_FULL"], SENTENCES["SQLITE_IOERR"]}
        assert (book.rows("SELECT * FROM setting"), book.rows("SELECT * FROM change")) == before

    save(book)
    assert book.value("SELECT count(*) FROM setting") == 2
    assert book.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_book_that_is_busy_is_said_to_be_busy(book: Book) -> None:
    book.rows("PRAGMA busy_timeout = 10")
    with book.another("write") as worker, worker.change("A long import") as change:
        change.insert("setting", name="x", value="1")

        with pytest.raises(DatabaseError) as error:
            save(book)

    assert sentence(error.value) == SENTENCES["SQLITE_BUSY"]
    save(book)


def test_a_reader_that_writes_is_told_so(book: Book) -> None:
    with book.another() as reader, pytest.raises(DatabaseError) as error:
        save(reader)

    assert sentence(error.value) == SENTENCES["SQLITE_READONLY"]
