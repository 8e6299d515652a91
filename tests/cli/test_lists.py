"""Lists that come in and go out by the command line."""

import csv
import gzip
from pathlib import Path

import pytest

from storebook.book.book import Book
from tests.book.dumping import dump
from tests.cli.running import Command, files_of, keys

SHOPPERS = (
    "Name,Phone,Birthday,Ring tray\n"
    "Ann Lee,603-555-0101,1970-05-04,4\n"
    ",603-555-0102,1970-02-03,5\n"
    ",,,\n"
    "王小明,603-555-0103,,6\n"
)
PURCHASES = (
    "Ticket,Date,Customer,Description,Quantity,Price\n"
    "7,2026-01-05,Ann Lee,Pearl strand,1,420.00\n"
    "7,2026-01-05,Ann Lee,Resize,1,95.00\n"
    "8,2026-01-06,,Chain,2,120.00\n"
    "9,2026-01-07,Ann Lee,Ring,1,free\n"
)


@pytest.fixture
def shoppers(tmp_path: Path) -> Path:
    file = tmp_path / "shoppers.csv"
    file.write_text(SHOPPERS, encoding="utf-8")
    return file


@pytest.fixture
def purchases(tmp_path: Path) -> Path:
    file = tmp_path / "purchases.csv"
    file.write_text(PURCHASES, encoding="utf-8")
    return file


def state(path: Path) -> str:
    with Book.open(path, mode="read") as book:
        return dump(book)


def test_shoppers_are_brought_in_and_every_row_is_accounted_for(
    storebook: Command, path: Path, shoppers: Path
) -> None:
    done = storebook("import", path, shoppers, "--kind", "shoppers", "--json").document

    assert (done["rows"], done["imported"], done["skipped"], done["refused"]) == (4, 2, 1, 1)
    assert done["mapping"] == {"Name": "name", "Phone": "phone", "Birthday": "birthday"}
    assert done["unmapped"] == ["Ring tray"]
    assert [one["line"] for one in done["problems"]] == [3]
    assert (done["saved"], done["encoding"], done["delimiter"]) == (True, "utf-8", ",")
    assert storebook("find", path, "小明", "--json").document[0]["name"] == "王小明"


def test_a_person_is_told_the_same(storebook: Command, path: Path, shoppers: Path) -> None:
    told = storebook("import", path, shoppers).out

    for words in ("4 rows, UTF-8", "Phone", "= phone", "Left out: Ring tray.", "Line 3: "):
        assert words in told
    assert "2 shoppers imported" in told


def test_a_column_is_what_it_was_said_to_be(storebook: Command, path: Path, shoppers: Path) -> None:
    done = storebook(
        "import", path, shoppers, "--map", "Ring tray=own:Ring tray", "--map", "Birthday=", "--json"
    ).document

    assert done["mapping"]["Ring tray"] == "own:Ring tray"
    assert done["refused"] == 1
    page = storebook("show", path, 1, "--json").document
    assert [(one["name"], one["value"]) for one in page["own"]] == [("Ring tray", "4")]


@pytest.mark.parametrize("kind", ["shoppers", "purchases"])
def test_a_dry_run_writes_nothing(
    storebook: Command, path: Path, shoppers: Path, purchases: Path, kind: str
) -> None:
    before = files_of(path.parent)
    file = shoppers if kind == "shoppers" else purchases

    done = storebook("import", path, file, "--kind", kind, "--dry-run", "--json").document

    assert files_of(path.parent) == before
    assert (done["saved"], done["refused"]) == (False, 1)
    told = storebook("import", path, file, "--kind", kind, "--dry-run").lines
    assert told[-1].startswith("Nothing was saved. It would be: ")
    real = storebook("import", path, file, "--kind", kind, "--json").document
    assert {**real, "saved": False} == done


def test_a_cell_that_cannot_be_read_is_told_with_its_line_and_kept(
    storebook: Command, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name,Phone,Birthday\nAnn Lee,603-555-0101,1980\n", encoding="utf-8")

    told = storebook("import", path, file).lines

    assert (
        "Line 2: Birthday: Which month of 1980? A year alone is not enough. It is kept as a note."
        in told
    )
    assert told[-1].startswith("1 shopper imported")
    assert "Birthday: 1980" in storebook("show", path, 1).out


def test_what_an_import_warns_of_is_said_once(
    storebook: Command, path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "either.csv"
    file.write_text("Name,Birthday\nAnn Lee,5/6/1984\nBea Lee,7/8/1984\n", encoding="utf-8")

    told = storebook("import", path, file, "--dry-run").lines
    done = storebook("import", path, file, "--json").document

    assert len([line for line in told if "could be read either way" in line]) == 1
    assert len(done["warnings"]) == 1


@pytest.mark.parametrize("kind", ["shoppers", "purchases"])
def test_an_import_is_taken_back_whole(
    storebook: Command, shop: Path, shoppers: Path, purchases: Path, kind: str
) -> None:
    before = state(shop)
    storebook("import", shop, shoppers if kind == "shoppers" else purchases, "--kind", kind)
    assert state(shop) != before

    storebook("undo", shop)

    assert state(shop) == before


def test_purchases_are_brought_in(storebook: Command, path: Path, purchases: Path) -> None:
    done = storebook("import", path, purchases, "--kind", "purchases", "--json").document

    assert (done["purchases"], done["lines"], done["walk_ins"]) == (2, 3, 1)
    (ann,) = storebook("find", path, "ann lee", "--json").document
    assert storebook("show", path, ann["id"], "--json").document["spend"]["purchases"] == 1


def test_refused_rows_are_written_to_be_mended(
    storebook: Command, path: Path, shoppers: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"

    storebook("import", path, shoppers, "--problems", bad)

    with bad.open(encoding="utf-8-sig", newline="") as file:
        (heading, row) = csv.reader(file)
    assert (heading[-1], row[1]) == ("Problem", "603-555-0102")


def test_our_fields_are_listed(storebook: Command) -> None:
    fields = storebook("import", "--fields", "--json").document

    assert keys(fields) == {"name", "words", "several"}
    assert "birthday" in {one["name"] for one in fields}
    assert "price" in storebook("import", "--kind", "purchases", "--fields").out


@pytest.mark.parametrize(
    "more",
    [
        ("--map", "no sign"),
        ("--map", "Name=shoe size"),
        ("--map", "=name"),
        ("--map", "Nobody wrote this=name"),
        ("--encoding", "klingon"),
        ("--delimiter", "and"),
        ("--by", "Nobody"),
        ("--problems", "shop.book"),
        ("--problems", "nowhere/x.csv"),
    ],
)
def test_an_option_that_makes_no_sense_brings_nothing_in(
    storebook: Command, shop: Path, shoppers: Path, more: tuple[str, str], tmp_path: Path
) -> None:
    before = state(shop)
    option, value = more
    value = str(tmp_path / value) if option == "--problems" else value

    assert storebook("import", shop, shoppers, option, value).refusal

    assert state(shop) == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b"%PDF-1.4 nonsense",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"SQLite format 3\x00",
        b"PK\x03\x04" + bytes(100),
        gzip.compress(b"Name\nAnn\n")[:-6],
        b"\x00" * 1000,
        bytes(range(256)) * 40,
        b"<html><body>Ann</body></html>",
        b'{"name": "Ann"}',
        b"Dear Ann,\nthank you for the ring.\nRuth\n",
        "Größe;Farbe\n1;rot\n".encode("cp1252"),
        b"Name\n\n",
    ],
)
@pytest.mark.parametrize("kind", ["shoppers", "purchases"])
def test_what_is_no_list_is_refused(
    storebook: Command, path: Path, tmp_path: Path, content: bytes, kind: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    before = state(path)

    answer = storebook("import", path, file, "--kind", kind)

    assert "mistake of its own" not in answer.err
    assert answer.code == 1 or "0 shoppers" in answer.out or "0 purchases" in answer.out
    assert state(path) == before


def test_a_list_that_is_not_there_is_refused(storebook: Command, path: Path) -> None:
    assert storebook("import", path, path.with_name("none.csv")).refusal
    assert "folder" in storebook("import", path, path.parent).refusal
    assert storebook("import", path, path).refusal
    assert "file" in storebook("import", path).wrong_usage
    assert storebook("import").wrong_usage
    assert storebook("import", path, path, "--kind", "cats").wrong_usage


# -- out


@pytest.mark.parametrize("kind", ["shoppers", "purchases"])
def test_what_goes_out_comes_in_again(
    storebook: Command, shop: Path, tmp_path: Path, purchases: Path, kind: str
) -> None:
    storebook("import", shop, purchases, "--kind", "purchases")
    out = tmp_path / "out.csv"

    done = storebook("export", shop, "--kind", kind, "--out", out, "--json").document

    assert done.keys() == {"out", "kind", "rows", "withheld"}
    assert done["rows"] == (4 if kind == "shoppers" else 3)
    again = storebook("import", shop, out, "--kind", kind, "--dry-run", "--json").document
    assert (again["rows"], again["refused"], again["imported"]) == (done["rows"], 0, 0)


def test_a_list_that_is_there_is_replaced_only_when_that_is_said(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out, mended = tmp_path / "list.csv", tmp_path / "mended.csv"
    for one in (out, mended):
        one.write_text("Name,Birthday\n,1980\n", encoding="utf-8")
    before = files_of(tmp_path)

    assert "add --replace" in storebook("export", shop, "--out", out).refusal
    assert "already a file" in storebook("import", shop, mended, "--problems", mended).refusal

    assert files_of(tmp_path) == before
    assert storebook("export", shop, "--out", out, "--replace").code == 0
    assert b"Margaret Ashworth" in out.read_bytes()


@pytest.mark.parametrize("out", ["", "nowhere/x.csv", "shop.book", "shop.book.lock", "other.book"])
def test_nothing_goes_out_to_where_it_can_not(
    storebook: Command, shop: Path, tmp_path: Path, out: str
) -> None:
    before = files_of(tmp_path)

    assert storebook("export", shop, "--out", f"{tmp_path}/{out}").refusal

    assert files_of(tmp_path) == before


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
def test_a_device_is_never_replaced_by_a_file(storebook: Command, shop: Path) -> None:
    assert "no ordinary file" in storebook("export", shop, "--out", "/dev/null").refusal
    assert Path("/dev/null").is_char_device()
