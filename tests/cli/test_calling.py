"""Call sheets and the birthdays of a month from the command line."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from storebook.base.dates import in_letters
from storebook.book.book import Book
from storebook.cli.common import today
from tests.cli.running import Command
from tests.printing.reading import pages

WALTER = 3


def lines_of(path: Path) -> list[list[str]]:
    return [[line.text for line in page.texts] for page in pages(path.read_bytes())]


def value(path: Path, sql: str) -> Any:
    with Book.open(path, mode="read") as book:
        return book.value(sql)


def test_a_call_sheet_of_a_selection_says_who_is_left_out(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"

    sheet = storebook("call-sheet", shop, "--select", "town=Rye", "--out", out, "--json").document

    assert sheet.keys() == {"out", "rows", "left_out", "problems"}
    assert [row["name"] for row in sheet["rows"]] == ["Margaret Ashworth"]
    assert {one["name"]: one["why"] for one in sheet["left_out"]} == {
        "Daniel Ashworth": "No phone",
        "Walter Finch": "No phone",
    }
    assert "Daniel Ashworth, spouse" in " ".join(lines_of(out)[0])


@pytest.mark.parametrize(
    "asked", [("--days", "5"), ("--run", "1"), ("--run", "monday"), ("--shopper", "1")]
)
def test_a_call_sheet_is_for_days_for_a_run_or_for_one(
    storebook: Command, shop: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    storebook("print", "cards", shop, "--run", "Monday", "--out", tmp_path / "c.pdf")

    sheet = storebook("call-sheet", shop, *asked, "--out", tmp_path / "c.csv", "--json").document

    assert [row["name"] for row in sheet["rows"]] == ["Margaret Ashworth"]
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Name"], row["Made by"]) == ("Margaret Ashworth", "Ruth Hallam")


@pytest.mark.parametrize(
    "asked", [("call-sheet", "--select", "town=Rye", "--days", "5"), ("print list",)]
)
def test_days_on_paper_are_written_as_the_shop_writes_them(
    storebook: Command, shop: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    words, *more = asked
    out = tmp_path / "c.pdf"

    storebook(*words.split(), shop, *more, "--out", out)

    text = " ".join(line for page in lines_of(out) for line in page)
    assert in_letters(today()) in text
    assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)


def test_a_call_sheet_for_nobody_is_refused(storebook: Command, shop: Path, tmp_path: Path) -> None:
    answer = storebook("call-sheet", shop, "--shopper", WALTER, "--out", tmp_path / "c.pdf")

    assert "Nobody of these is to be called" in answer.refusal
    assert "No phone" in answer.out
    assert storebook("call-sheet", shop, "--out", tmp_path / "c.pdf").code == 2


def test_a_clerk_prints_no_call_sheet(storebook: Command, shop: Path, tmp_path: Path) -> None:
    answer = storebook(
        "call-sheet", shop, "--select", "all", "--by", "Jun Halloran", "--out", tmp_path / "c.pdf"
    )

    assert "may not print lists" in answer.refusal
    assert not (tmp_path / "c.pdf").exists()


def test_birthdays_of_a_month_go_on_paper_and_into_a_table(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    month = value(shop, "SELECT month FROM occasion WHERE kind = 'birthday' AND shopper_id = 1")
    asked = f"{today().year + 1}-{month:02}"

    paper = storebook(
        "birthdays", shop, "--month", asked, "--out", tmp_path / "b.pdf", "--json"
    ).document
    storebook("birthdays", shop, "--month", asked, "--out", tmp_path / "b.csv")

    assert paper["month"] == asked
    assert "Margaret Ashworth" in [row["name"] for row in paper["rows"]]
    assert "Margaret Ashworth" in (tmp_path / "b.csv").read_text("utf-8-sig")
    for nonsense in ("13", "2026-13", "9" * 30 + "-01"):
        answer = storebook("birthdays", shop, "--month", nonsense, "--out", tmp_path / "b.pdf")
        assert "is no month" in answer.refusal
