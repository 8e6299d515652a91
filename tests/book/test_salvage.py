"""What can be read of a damaged book comes back, and nothing that was never in it."""

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import head, verify
from storebook.book.check import check_file
from storebook.book.engine import Connection, connect
from storebook.book.events import EventKind, events
from storebook.book.lock import BookHeld
from storebook.book.protection.data_key import DataKey, hex_of
from storebook.book.protection.key_file import KeyFile, copy_key_file, load_key_file, save_key_file
from storebook.book.protection.paper import new_paper
from storebook.book.salvage import SalvageReport, open_pages, salvage
from storebook.book.salvage.reading import look_through
from storebook.book.statements import quoted
from storebook.demo.build import make_demo
from storebook.people.search import find_shoppers
from tests.book.damaging import pages_of, without_pages
from tests.make import make_purchase, make_shopper

KEY = new_paper().data_key
# What is made anew or put in so that the rest has its place says nothing of what was read.
NOT_READ = ("sqlite_%", "_sqlite%", "shopper_word%", "shopper_inside%", "occasion_order", "event")
SAID = 7  # columns of a change, before those of the chain, which is made anew where it is broken

Rows = dict[str, set[tuple[object, ...]]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop: nearly every table has rows, and its history is long in few steps."""
    path = tmp_path_factory.mktemp("demo") / "demo.book"
    make_demo(path, shoppers=200, seed=5, today=date(2026, 11, 20))
    return path


@pytest.fixture(scope="module", params=["plain", "protected"])
def daily(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> tuple[Path, DataKey | None]:
    """A book of 100 shoppers and tickets, written one by one as at the counter."""
    path = tmp_path_factory.mktemp("daily") / "daily.book"
    key = KEY if request.param == "protected" else None
    with Book.create(path, owner_name="Ruth Hallam", key=key) as book:
        for number in range(100):
            ann = make_shopper(
                book, f"Ann {number} Lee", phone=f"(603) 555-{number:04}", street=f"{number} Ocean"
            )
            make_purchase(book, ann)
    if key is not None:
        save_key_file(path, KeyFile(mark=key.mark))
    return path, key


def rows_of(path: Path, key: DataKey | None = None) -> Rows:
    """Every row by table, but for what is made anew."""
    with closing(connect(path, "read", key_hex=hex_of(key))) as connection:
        return {table: set(rows(connection, table)) for table in tables(connection)}


def tables(connection: Connection) -> list[str]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return [
        name
        for (name,) in names
        if not any(
            name == pattern or (pattern.endswith("%") and name.startswith(pattern[:-1]))
            for pattern in NOT_READ
        )
        and name != "shopper_summary"
    ]


def rows(connection: Connection, table: str) -> Iterator[tuple[object, ...]]:
    yield from connection.execute(f"SELECT * FROM {quoted(table)}").fetchall()  # noqa: S608


def brought_back(
    path: Path, pages: list[int], key: DataKey | None = None
) -> tuple[SalvageReport, Rows]:
    """The book with these pages gone, and what comes back of it."""
    damaged = without_pages(path, path.with_name("damaged.book"), pages)
    if key is not None:
        copy_key_file(path, damaged)
    before = damaged.read_bytes()
    target = path.with_name("new.book")
    for ending in ("", ".lock", ".keys"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    report = salvage(damaged, target, key=key)
    assert damaged.read_bytes() == before
    return report, rows_of(target, key)


def share(found: Rows, truth: Rows) -> float:
    """How much of what was there came back; what a row belongs to may be lost, stand-ins count not.

    A table without numbers has rows that are all number.
    """
    back = 0
    for table, all_rows in truth.items():
        known = {row if table == "change_shopper" else row[0]: row for row in all_rows}
        for row in found[table]:
            was = known.get(row if table == "change_shopper" else row[0], ())
            told = SAID if table == "change" else len(row)
            back += bool(was) and all(a in {None, b} for a, b in zip(row[:told], was, strict=False))
    return back / sum(map(len, truth.values()))


def strangers(found: Rows, truth: Rows) -> dict[str, int]:
    """How many rows of each table were never in the book."""
    strange = {table: len(found[table] - truth[table]) for table in truth}
    return {table: some for table, some in strange.items() if some}


def test_a_book_without_damage_comes_back_as_it_was(shop: Path) -> None:
    report, found = brought_back(shop, [])

    assert found == rows_of(shop)
    assert (report.missing, report.lines, report.faults) == (0, [], ())


def test_without_its_first_page_everything_comes_back(
    daily: tuple[Path, DataKey | None],
) -> None:
    path, key = daily

    report, found = brought_back(path, [1], key)

    assert found == rows_of(path, key)
    assert (report.missing, report.faults) == (0, ())
    if key is not None:
        assert load_key_file(report.path) == KeyFile(mark=key.mark)


def test_without_the_list_of_tables_nearly_everything_comes_back(shop: Path) -> None:
    """The first page and those that follow it hold the list of tables in a book of today."""
    truth = rows_of(shop)
    listed = [
        number
        for number in range(2, pages_of(shop) + 1)
        if any(word in page(shop, number) for word in (b"CREATE TABLE", b"CREATE TRIGGER"))
    ]

    _, found = brought_back(shop, [1, *listed])

    assert share(found, truth) >= 0.9
    assert strangers(found, truth) == {}


def page(path: Path, number: int) -> bytes:
    with path.open("rb") as file:
        file.seek((number - 1) * 4096)
        return file.read(4096)


@pytest.mark.parametrize("seed", range(3))
def test_without_one_page_nearly_all_comes_back(shop: Path, seed: int) -> None:
    truth = rows_of(shop)
    gone = random.Random(seed).randint(2, pages_of(shop))

    report, found = brought_back(shop, [gone])

    assert share(found, truth) >= 0.98
    assert report.faults == ()


@pytest.mark.parametrize("seed", range(2))
def test_without_a_twentieth_of_all_pages_nine_tenths_come_back(shop: Path, seed: int) -> None:
    truth = rows_of(shop)
    gone = random.Random(seed).sample(range(2, pages_of(shop) + 1), pages_of(shop) // 20)

    report, found = brought_back(shop, gone)

    assert share(found, truth) >= 0.9
    assert report.faults == ()
    assert report.damaged_pages >= len(gone)
    assert bool(report.missing) == bool(report.lines)


def without_a_page_of(path: Path, key: DataKey | None, table: str) -> tuple[SalvageReport, Rows]:
    """The book without the last page with rows of a table."""
    with closing(open_pages(path, key)) as pages:
        found = look_through(pages)
        found.shapes.close()
    gone = found.placed.pages[table][-1]
    return brought_back(path, [gone], key)


def test_what_is_missing_is_listed_by_table_and_number(
    daily: tuple[Path, DataKey | None],
) -> None:
    path, key = daily
    truth = rows_of(path, key)
    report, found = without_a_page_of(path, key, "shopper")
    lost = {int(str(row[0])) for row in truth["shopper"] - found["shopper"]}

    assert set(report.table("shopper").missing_ids) == lost
    assert report.table("shopper").put_in == len(lost)
    assert any("shoppers could not be brought back" in line for line in report.lines)
    with Book.open(report.path, key=key) as book:
        stand_in = min(lost)
        name = book.value("SELECT name FROM shopper WHERE id = :id", id=stand_in)
        assert name == f"Shopper {stand_in}, brought back without the name"
        assert book.value("SELECT count(*) FROM phone WHERE shopper_id = :id", id=stand_in) == 1
        make_shopper(book, "New Face")
        assert book.value("SELECT max(id) FROM shopper") == 101
        (event,) = [one for one in events(book) if one.kind is EventKind.SALVAGED]
        assert event.what == "Brought back from the damaged book damaged"


def test_a_lost_ticket_is_put_together_again_from_its_lines_and_the_history(
    daily: tuple[Path, DataKey | None],
) -> None:
    path, key = daily
    truth = {row[0]: row for row in rows_of(path, key)["purchase"]}
    report, found = without_a_page_of(path, key, "purchase")

    again = {row[0]: row for row in found["purchase"]}
    assert again.keys() == truth.keys()
    stand_ins = set(report.table("purchase").missing_ids)
    with Book.open(report.path, mode="read", key=key) as book:
        for purchase_id in stand_ins:
            buyer, total, note = book.rows(
                "SELECT shopper_id, total_cents, note FROM purchase WHERE id = :id", id=purchase_id
            )[0]
            assert (buyer, total) == (purchase_id, 9_400_00)
            assert "put together again" in note


def test_the_new_book_is_searched_as_the_old_one_was(daily: tuple[Path, DataKey | None]) -> None:
    path, key = daily
    report, _ = brought_back(path, [1], key)

    with Book.open(report.path, key=key) as book:
        hits = find_shoppers(book, "ann 77", today=date(2026, 11, 20))
        assert [hit.shopper_id for hit in hits] == [78]


def test_what_lay_in_the_log_beside_it_comes_back_too(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")
    crashed = tmp_path / "crashed.book"
    for ending in ("", "-wal"):
        shutil.copy(f"{book.path}{ending}", f"{crashed}{ending}")

    salvage(crashed, tmp_path / "new.book")

    with Book.open(tmp_path / "new.book", mode="read") as new:
        assert new.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_a_half_of_a_file_gives_what_it_has(shop: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.book"
    half.write_bytes(shop.read_bytes()[: shop.stat().st_size // 2 + 100])

    report = salvage(half, tmp_path / "new.book")

    assert report.rows > 500
    assert report.faults == ()
    assert [one for one in check_file(report.path) if not one.good] == []


@pytest.mark.parametrize("content", [b"name,phone\nAnn,1\n" * 2000, bytes(40960), b"x"])
def test_a_file_that_was_never_a_book_gives_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.book").write_bytes(content)

    with pytest.raises(Refused, match="Nothing of a Storebook book can be read"):
        salvage(tmp_path / "list.book", tmp_path / "new.book")

    assert not (tmp_path / "new.book").exists()
    assert not list(tmp_path.glob("*.making*"))


def test_a_book_at_work_and_a_name_that_is_taken_are_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BookHeld):
        salvage(book.path, tmp_path / "new.book")
    book.close()

    with pytest.raises(Refused, match="already a file"):
        salvage(book.path, book.path)


def test_an_older_book_comes_back_as_one_and_is_brought_up_to_date(
    shop: Path, tmp_path: Path
) -> None:
    old = Path(__file__).parent.parent / "books" / "0.1.0.book"

    report = salvage(old, tmp_path / "new.book")

    assert report.missing == 0
    assert [one for one in check_file(report.path) if not one.good] == []


def test_random_garbage_in_a_page_brings_nothing_wrong_back(shop: Path, tmp_path: Path) -> None:
    truth = rows_of(shop)
    chance = random.Random(3)
    damaged = tmp_path / "garbage.book"
    shutil.copyfile(shop, damaged)
    with damaged.open("r+b") as file:
        for number in chance.sample(range(2, pages_of(shop) + 1), 10):
            file.seek((number - 1) * 4096)
            file.write(chance.randbytes(4096))

    salvage(damaged, tmp_path / "new.book")

    found = rows_of(tmp_path / "new.book")
    assert share(found, truth) >= 0.9
    untouched = ("shopper", "phone", "address", "occasion", "note", "change_row")
    assert {
        table: [row for row in found[table] - truth[table] if "brought back" not in str(row)]
        for table in untouched
    } == {table: [] for table in untouched}


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_fifty_books_with_a_page_gone_and_fifty_with_a_twentieth(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The figures on a shop of the usual size; each page that can go matters as much as another."""
    path = tmp_path_factory.mktemp("usual") / "usual.book"
    make_demo(path, shoppers=2000, seed=1, today=date(2026, 11, 20))
    truth, count, chance = rows_of(path), pages_of(path), random.Random(11)

    for _ in range(50):
        report, found = brought_back(path, [chance.randint(1, count)])
        assert share(found, truth) >= 0.98
        assert report.faults == ()
    for _ in range(50):
        report, found = brought_back(path, chance.sample(range(1, count + 1), count // 20))
        assert share(found, truth) >= 0.9
        assert report.faults == ()


def test_a_log_that_lost_steps_is_chained_anew_and_says_how_many(
    daily: tuple[Path, DataKey | None],
) -> None:
    path, key = daily
    report, _ = without_a_page_of(path, key, "change")

    assert report.table("change").missing > 0
    assert report.faults == ()
    with Book.open(report.path, mode="read", key=key) as book:
        assert verify(book) == []
        (event,) = [one for one in events(book) if one.kind is EventKind.SALVAGED]
        assert json.loads(event.detail)["resealed"] == report.resealed > 0


def test_a_log_that_is_whole_keeps_its_chain(daily: tuple[Path, DataKey | None]) -> None:
    path, key = daily
    with Book.open(path, mode="read", key=key) as book:
        before = head(book)

    report, _ = without_a_page_of(path, key, "address")

    assert report.resealed == 0
    with Book.open(report.path, mode="read", key=key) as book:
        assert verify(book, [before]) == []
