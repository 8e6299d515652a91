"""What is asked again is not planned again, or each question would take ten times as long."""

from collections.abc import Iterator

import pytest

from storebook.book.book import Book
from storebook.book.statements import prepared_once, quoted

FIRST = "SELECT id FROM shopper WHERE sort_key > :after ORDER BY sort_key LIMIT :most"


@pytest.fixture
def planned(book: Book) -> Iterator[list[str]]:
    """Grows with each thing that SQLite asks leave for, which it does only while it plans."""
    asked: list[str] = []

    def allow(*what: object) -> int:
        asked.append(str(what))
        return 0

    book._db.set_authorizer(allow)
    yield asked
    book._db.set_authorizer(None)


def test_a_question_with_a_limit_is_planned_once(book: Book, planned: list[str]) -> None:
    book.values(FIRST, after="", most=1)
    assert planned
    planned.clear()

    book.values(FIRST, after="b", most=20)

    assert planned == []


def test_sqlite_itself_would_plan_it_each_time(book: Book, planned: list[str]) -> None:
    """When this fails it no longer does, and `prepared_once` can go."""
    for most in (1, 20):
        planned.clear()
        book._db.execute(FIRST, {"after": "", "most": most}).fetchall()

    assert planned


def test_what_a_page_asks_stays_planned_while_other_pages_are_looked_at(
    book: Book, planned: list[str]
) -> None:
    questions = [f"SELECT name FROM shopper WHERE id = :id -- {number}" for number in range(300)]  # noqa: S608
    for question in questions:
        book.values(question, id=1)
    planned.clear()

    for question in questions:
        book.values(question, id=2)

    assert planned == []


def test_the_limit_still_holds(book: Book) -> None:
    sql = """
        WITH RECURSIVE number (n) AS (SELECT 1 UNION SELECT n + 1 FROM number LIMIT :all)
        SELECT n FROM number ORDER BY n DESC LIMIT :most
        """

    assert book.values(sql, all=9, most=2) == [9, 8]
    assert book.values(sql, all=9, most=-1) == list(range(9, 0, -1))
    assert prepared_once("SELECT 1 LIMIT 5") == "SELECT 1 LIMIT 5"


def test_a_name_that_could_be_more_than_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="not the name of a table"):
        quoted('shopper" --')
