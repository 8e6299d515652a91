"""Two files become one, people are forgotten or told what is known of them, without a window."""

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from storebook.book.book import Book
from storebook.staff.associates import Role, add_associate
from tests.cli.running import Command, files_of, keys
from tests.make import make_purchase, make_shopper

MARGARET, DANIEL, WALTER = 1, 2, 3


@pytest.fixture
def twin(shop: Path) -> int:
    """Walter Finch again, with a phone and a purchase."""
    with Book.open(shop) as book:
        twin_id = make_shopper(
            book, "Walter Finch", street="9 Maplewood Avenue", occupation="Baker"
        )
        make_purchase(book, twin_id)
        with book.change("The other one too") as change:
            change.update("shopper", WALTER, occupation="Miller")
    return twin_id


def test_who_is_twice_in_the_book_is_listed(storebook: Command, shop: Path, twin: int) -> None:
    found = storebook("duplicates", shop, "--json").document

    assert keys(found) == {"shopper_id", "name", "other_id", "other", "why"}
    assert [(one["shopper_id"], one["other_id"]) for one in found] == [(WALTER, twin)]
    (line,) = storebook("duplicates", shop).lines
    assert line == f"3  Walter Finch  {twin}  Walter Finch  same name, same address"


def test_nobody_is_twice_in_the_book(storebook: Command, shop: Path) -> None:
    assert storebook("duplicates", shop).lines == ["Nobody seems to be in the book twice."]


def test_what_would_come_together_is_told_first(storebook: Command, shop: Path, twin: int) -> None:
    before = files_of(shop.parent)

    lines = storebook("merge", shop, WALTER, twin, "--dry-run").lines

    assert lines[0] == f"Walter Finch ({twin}) would go into Walter Finch."
    assert "occupation  Miller  or Baker" in lines
    assert "Purchases: 0 and 1, of which 0 the same" in lines
    assert files_of(shop.parent)["shop.book"] == before["shop.book"]


def test_a_merge_is_done_and_undone(storebook: Command, shop: Path, twin: int) -> None:
    done = storebook("merge", shop, WALTER, twin, "--take", "occupation", "--json").document

    assert storebook("show", shop, WALTER, "--json").document["shopper"]["occupation"] == "Baker"
    assert [one["id"] for one in storebook("find", shop, "finch", "--json").document] == [WALTER]
    storebook("undo", shop, done["change_id"])
    assert len(storebook("find", shop, "finch", "--json").document) == 2


def test_an_old_number_leads_to_the_file(storebook: Command, shop: Path, twin: int) -> None:
    storebook("merge", shop, WALTER, twin)

    assert storebook("show", shop, twin, "--json").document["shopper"]["id"] == WALTER


def test_a_couple_is_not_merged(storebook: Command, shop: Path) -> None:
    assert "are a couple" in storebook("merge", shop, MARGARET, DANIEL).refusal
    look = storebook("merge", shop, MARGARET, DANIEL, "--dry-run")
    assert (look.out, look.refusal) == ("", storebook("merge", shop, MARGARET, DANIEL).refusal)


def test_a_question_that_is_none_is_refused(storebook: Command, shop: Path, twin: int) -> None:
    refusal = storebook("merge", shop, WALTER, twin, "--take", "shoes").refusal

    assert refusal == "“shoes” is no question to choose in. They differ in: occupation."


# -- forgetting


def test_erasing_asks_first(storebook: Command, shop: Path, twin: int) -> None:
    refusal = storebook("erase", shop, twin).refusal

    assert "1 purchase stays in the accounts without a name" in refusal
    assert "Say --yes" in refusal
    assert storebook("show", shop, twin).code == 0


def test_who_is_erased_is_gone(storebook: Command, shop: Path, twin: int) -> None:
    done = storebook("erase", shop, twin, "--yes", "--json").document

    assert done == {
        "shopper_id": twin,
        "erased": True,
        "purchases": 1,
        "is_known_again": True,
        "backups": 0,
        "backups_until": None,
        "copies": [],
    }
    assert "no shopper" in storebook("show", shop, twin).refusal
    assert f"Shopper {twin} erased" in storebook("history", shop).out


def test_a_clerk_erases_nobody(storebook: Command, shop: Path, twin: int) -> None:
    with Book.open(shop) as book:
        add_associate(book, "Kim Clerk", Role.CLERK)

    assert "may not erase" in storebook("erase", shop, twin, "--yes", "--by", "Kim Clerk").refusal
    assert storebook("show", shop, twin).code == 0


# -- telling


def test_everything_about_somebody_is_written_for_programs(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "margaret.json"

    lines = storebook("everything", shop, MARGARET, "--out", out).lines

    found = json.loads(out.read_text("utf-8"))
    assert lines[0].endswith(f"facts written into {out}.")
    assert found["shopper"]["name"] == "Margaret Ashworth"
    assert found["phones"][0]["raw"] == "(603) 555-0142"
    assert found["made_by"] == "Ruth Hallam"


def test_everything_about_somebody_is_written_to_be_read(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "margaret.pdf"

    storebook("everything", shop, MARGARET, "--out", out)

    page = PdfReader(out).pages[0].extract_text()
    for words in ("Margaret Ashworth", "(603) 555-0142", "12 Ocean Road", "Daniel Ashworth"):
        assert words in page
    assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", page)


def test_another_kind_of_file_is_refused(storebook: Command, shop: Path, tmp_path: Path) -> None:
    refusal = storebook("everything", shop, MARGARET, "--out", tmp_path / "x.txt").refusal

    assert refusal == "Name a file that ends in .json or .pdf."
