"""The check finds what is wrong, names it, and never ends in a traceback."""

import random
import shutil
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from storebook.book.book import Book
from storebook.book.check import CheckResult, check_book, check_file
from storebook.book.engine import connect
from storebook.book.files import beside
from storebook.book.history import redo_last, undo_last
from storebook.book.protection.data_key import DataKey
from storebook.book.salvage.log_beside import committed_pages
from tests.make import make_couple, make_line, make_purchase, make_shopper

PAGE = 4096


@pytest.fixture
def shop(book: Book) -> Book:
    """A book with something in every corner that the check looks into."""
    ann = make_shopper(book, "Ann O’Brien", phone="(603) 555-0142", email="ann@example.com")
    make_shopper(book, "王小明")
    make_purchase(book, ann)
    make_shopper(book, "Bea Poe")
    undo_last(book)
    redo_last(book)
    return book


def faults(results: list[CheckResult]) -> dict[str, str]:
    return {result.name: result.found for result in results if not result.good}


def test_a_good_book_passes_every_check_by_name(shop: Book) -> None:
    results = check_book(shop)

    assert faults(results) == {}
    assert [result.name for result in results][:5] == [
        "quick check",
        "integrity check",
        "references",
        "search index, words",
        "search index, inside of words",
    ]
    assert len({result.name for result in results}) == len(results) >= 12


def test_a_reader_checks_the_book_while_a_window_has_it(shop: Book) -> None:
    before = shop.path.read_bytes()

    results = check_file(shop.path)

    assert faults(results) == {}
    assert results[0].name == "opening"
    assert shop.path.read_bytes() == before


def test_checking_leaves_a_reader_a_reader(shop: Book) -> None:
    with shop.another() as reader:
        check_book(reader)
        check_book(reader)

        assert reader.value("PRAGMA query_only") == 1


WRONG = {
    "a shopper whose words are not in the index": (
        "INSERT INTO shopper_word (shopper_word, rowid, folded)"
        " SELECT 'delete', id, folded FROM shopper WHERE id = 1",
        "search index, words",
    ),
    "a shopper found by words that are not theirs": (
        "INSERT INTO shopper_word (rowid, folded) VALUES (1, 'somebody else')",
        "search index, words",
    ),
    "a shopper lost to the search inside of words": (
        "INSERT INTO shopper_inside (shopper_inside, rowid, folded)"
        " SELECT 'delete', id, folded FROM shopper WHERE id = 1",
        "search index, inside of words",
    ),
    "a folded name changed behind the index": (
        "UPDATE shopper SET folded = folded || ' 2'",
        "search index, words",
    ),
    "a line whose ticket is gone": ("UPDATE line SET purchase_id = 99", "references"),
    "a ticket that is not its lines": (
        "UPDATE line SET net_cents = net_cents + 1",
        "every ticket is the sum of its lines",
    ),
    "a payment that is off": (
        "UPDATE payment SET amount_cents = amount_cents - 1",
        "payments come to what the ticket does",
    ),
    "a secret that its ticket tells": (
        "UPDATE piece SET secret_until = '2199-12-13', giver_id = 1, wearer_id = 2",
        "every ticket is as secret as what is on it",
    ),
    "a running sum that is off": (
        "UPDATE shopper_summary SET net_cents = net_cents + 1",
        "every shopper’s running sum is that of the tickets",
    ),
    "a running sum of nobody": (
        "INSERT INTO shopper_summary VALUES (2, '2026-01-01', '2026-01-01', 1, 1)",
        "no running sum without a ticket",
    ),
    "a phone that is not found by its last digits": (
        "UPDATE phone SET backwards = substr(backwards, 2)",
        "every phone is found backwards",
    ),
    "an undo of nothing": (
        "UPDATE change SET is_undo = 0 WHERE takes_back_id IS NOT NULL",
        "every undo follows what it undoes",
    ),
    "a log in disorder": (
        "UPDATE change_row SET change_id = 1 WHERE id = (SELECT max(id) FROM change_row)",
        "the log was written one change after another",
    ),
    "a log of rows that never were": (
        "UPDATE change_row SET last_id = 5000 WHERE id = 1",
        "the log speaks of numbers that were given out",
    ),
    "a log that remembers another row": (
        "UPDATE change_row SET before = json_set(before, '$.id', 77) WHERE before IS NOT NULL",
        "the log says for each row what it was",
    ),
    "a change without a log": (
        "DELETE FROM change_row WHERE change_id = 1",
        "every change that is in the log did something",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_does_not_agree_is_found_and_named(shop: Book, kind: str) -> None:
    sql, name = WRONG[kind]
    behind_our_back(shop, sql)

    assert name in faults(check_book(shop))
    assert name in faults(check_file(shop.path))


@pytest.mark.parametrize("until", ["NULL", "'2026-12-12'"])
@pytest.mark.parametrize("ticket", [1, 2], ids=["bought", "brought back"])
def test_a_ticket_that_tells_a_secret_before_its_day_is_found(
    book: Book, ticket: int, until: str
) -> None:
    margaret, daniel = make_couple(book)
    ring = make_line(wearer_id=margaret, secret_until=date(2026, 12, 13))
    make_purchase(book, daniel, ring)
    make_purchase(book, daniel, make_line(quantity=-1, returns_line_id=1))
    good = faults(check_book(book))

    behind_our_back(book, f"UPDATE purchase SET secret_until = {until} WHERE id = {ticket}")  # noqa: S608

    assert good == {}
    assert list(faults(check_book(book))) == ["every ticket is as secret as what is on it"]


def behind_our_back(book: Book, sql: str) -> None:
    """As some other program would do it: without triggers, references unwatched."""
    connection = connect(book.path, "write")
    connection.execute("PRAGMA foreign_keys = OFF")
    for trigger in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger[0]}")
    connection.execute(sql)
    connection.close()


@pytest.mark.parametrize("shoppers", [60, pytest.param(200, marks=pytest.mark.slow)])
def test_a_destroyed_page_anywhere_is_found_or_refused(shop: Book, shoppers: int) -> None:
    for number in range(shoppers):
        make_shopper(shop, f"Shopper {number}", phone=f"(603) 555-{number:04d}")
    shop.close()
    whole = shop.path.read_bytes()
    missed = []
    for page in range(len(whole) // PAGE):
        junk = random.Random(page).randbytes(PAGE)
        shop.path.write_bytes(whole[: page * PAGE] + junk + whole[(page + 1) * PAGE :])

        if not faults(check_file(shop.path)):
            missed.append(page)

    assert missed == free_pages(shop.path, whole)


def free_pages(path: Path, whole: bytes) -> list[int]:
    """Pages with nothing on them: what stands there harms nobody."""
    path.write_bytes(whole)
    with Book.open(path, mode="read") as book:
        assert book.value("PRAGMA freelist_count") == 0
    return []


def test_a_flipped_bit_anywhere_ends_in_no_traceback(shop: Book) -> None:
    shop.close()
    whole = shop.path.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        place = chance.randrange(len(whole))
        flipped = bytes([whole[place] ^ 1 << chance.randrange(8)])
        shop.path.write_bytes(whole[:place] + flipped + whole[place + 1 :])

        for result in check_file(shop.path):
            assert result.good == (result.found == "")


def test_what_is_no_book_fails_its_opening(tmp_path: Path) -> None:
    (tmp_path / "shop.book").write_text("a letter")

    (result,) = check_file(tmp_path / "shop.book")

    assert (result.name, result.good) == ("opening", False)
    assert "not a Storebook book" in result.found


def test_an_encrypted_book_has_its_cipher_checked(tmp_path: Path) -> None:
    path, key = tmp_path / "shop.book", DataKey(raw=b"Z" * 32)
    Book.create(path, owner_name="Ruth Hallam", key=key).close()

    def check() -> dict[str, CheckResult]:
        return {result.name: result for result in check_file(path, key)}

    assert check()["cipher check"].good
    assert faults(list(check().values())) == {}

    whole = path.read_bytes()
    place = len(whole) // 2
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
    assert not check()["cipher check"].good
    assert "1 page is damaged" in check()["cipher check"].found


def cut_while_the_log_was_moved(path: Path, folder: Path, key: DataKey) -> Path:
    """The book at work and its log, with each page torn in the file that the log has as well."""
    with Book.open(path, key=key) as book:
        make_shopper(book, "Ann Lee")
        left = folder / "left.book"
        shutil.copyfile(path, left)
        shutil.copyfile(beside(path, "-wal"), beside(left, "-wal"))
    content = bytearray(left.read_bytes())
    torn = committed_pages(beside(left, "-wal"))
    for page in torn:
        middle = (page - 1) * PAGE + PAGE // 2
        content[middle : page * PAGE] = bytes(PAGE // 2)
    left.write_bytes(content)
    assert len(torn) > 3
    return left


@pytest.mark.parametrize("mode", ["read", "write"])
def test_pages_that_a_power_cut_tore_are_whole_where_the_log_has_them(
    tmp_path: Path, mode: Literal["read", "write"]
) -> None:
    path, key = tmp_path / "shop.book", DataKey(raw=b"Z" * 32)
    Book.create(path, owner_name="Ruth Hallam", key=key).close()
    left = cut_while_the_log_was_moved(path, tmp_path, key)

    with Book.open(left, mode=mode, key=key) as book:
        assert faults(check_book(book)) == {}
        assert book.values("SELECT name FROM shopper") == ["Ann Lee"]
        log = beside(left, "-wal").stat().st_size
        assert (log == 0) == (mode == "write")  # whoever may write puts it in order at once
    assert faults(check_file(left, key)) == {}


def test_a_page_that_the_log_does_not_have_is_damaged(tmp_path: Path) -> None:
    path, key = tmp_path / "shop.book", DataKey(raw=b"Z" * 32)
    Book.create(path, owner_name="Ruth Hallam", key=key).close()
    left = cut_while_the_log_was_moved(path, tmp_path, key)
    in_log = committed_pages(beside(left, "-wal"))
    content = bytearray(left.read_bytes())
    page = next(page for page in range(2, len(content) // PAGE) if page not in in_log)
    content[page * PAGE - 1000] ^= 1
    left.write_bytes(content)

    found = {result.name: result.found for result in check_file(left, key)}

    assert found["cipher check"].startswith("1 page is damaged")
