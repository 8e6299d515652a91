"""What can't be printed is refused before anything is done: no file, and no run left behind."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.remembered import backups_folder, remember, remembered
from tests.cli.running import Command, files_of

MARGARET = 1


def runs(path: Path) -> int:
    with Book.open(path, mode="read") as book:
        return int(book.value("SELECT count(*) FROM run"))


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("labels", ("--start", 0)),
        ("labels", ("--start", 31)),
        ("labels", ("--start", -4)),
        ("labels", ("--sheet", "avery-9999")),
        ("labels", ("--sheet", "")),
        ("labels", ("--sheet", "l7160", "--start", 22)),
        ("labels", ("--sheet", "avery-5160", "--paper", "a4")),
        ("cards", ("--design", "unicorns")),
        ("cards", ("--shopper", 99)),
        ("cards", ("--from", "2026-02-30")),
        ("cards", ("--by", "Nobody")),
        ("list", ("--shopper", 10**30)),
    ],
)
def test_what_can_not_be_printed_leaves_no_run_behind(
    storebook: Command, shop: Path, tmp_path: Path, command: str, more: tuple[object, ...]
) -> None:
    out = tmp_path / "good.pdf"
    out.write_bytes(b"good")
    before = files_of(tmp_path)

    assert storebook("print", command, shop, *more, "--out", out).refusal

    assert files_of(tmp_path) == before
    assert runs(shop) == 0


@pytest.mark.parametrize("what", ["cards", "labels", "list", "member-card"])
@pytest.mark.parametrize("out", ["", "nowhere/c.pdf", "shop.book", "other.book", "shop.book-wal"])
def test_where_no_file_can_be_written_nothing_is_done(
    storebook: Command, shop: Path, tmp_path: Path, what: str, out: str
) -> None:
    storebook("enroll", shop, "--shopper", MARGARET)
    before = files_of(tmp_path)

    answer = storebook(
        "print", what, shop, "--shopper", MARGARET, "--out", tmp_path / out if out else tmp_path
    )

    assert answer.refusal
    assert files_of(tmp_path) == before
    assert runs(shop) == 0


def test_what_is_remembered_beside_the_backups_is_not_printed_over(
    storebook: Command, shop: Path
) -> None:
    """Else the owner would not be told what left the book, and no stick would be asked for."""
    known = remember(shop, warned_of="Dropbox")
    out = backups_folder(shop) / "remembered.json"

    refused = storebook("print", "cards", shop, "--shopper", MARGARET, "--out", out).refusal

    assert "belongs to one" in refused
    assert remembered(shop) == known


@pytest.mark.small_files(40 * 1024)
@pytest.mark.parametrize(
    "what", [("cards",), ("labels", "--copies", 3000)], ids=["cards", "labels"]
)
def test_a_file_that_can_not_be_finished_replaces_nothing(
    storebook: Command, shop: Path, tmp_path: Path, what: tuple[object, ...]
) -> None:
    """As on a disk that is full half way."""
    out = tmp_path / "c.pdf"
    out.write_bytes(b"good")

    assert storebook("print", *what, shop, "--out", out).refusal

    assert out.read_bytes() == b"good"
    assert {path.name for path in tmp_path.iterdir()} <= {"c.pdf", "shop.book", "shop.book.lock"}
    assert runs(shop) == 0


def test_a_table_is_no_file_of_one_spreadsheet(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "list.xlsx"

    assert "written as .csv" in storebook("print", "list", shop, "--out", out).refusal
    assert not out.exists()
