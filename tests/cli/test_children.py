"""Cards for children from the command line: for a parent, once the shop has chosen so."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.cli.common import today
from storebook.people.kin import add_kin
from storebook.people.shoppers import ShopperDraft, Standing
from tests.cli.conftest import in_days
from tests.cli.running import Command
from tests.make import SHOP
from tests.printing.reading import words

WALTER = 3
ASKED = ("--days", "9")


@pytest.fixture
def family(shop: Path) -> Path:
    """Walter Finch has a daughter, of whom the first name and the day are known."""
    with Book.open(shop) as book:
        lena = ShopperDraft(name="Lena", standing=Standing.PROSPECTIVE, birthday=in_days(5))
        add_kin(book, WALTER, lena, "daughter", shop=SHOP, today=today())
    return shop


def test_the_shop_chooses_that_a_parent_gets_the_card(
    storebook: Command, family: Path, tmp_path: Path
) -> None:
    asked = ("print", "cards", family, *ASKED, "--kind", "birthday", "--out", tmp_path / "c.pdf")
    chosen = ("wording", "children", family)
    before = storebook(*asked, "--json").document
    assert storebook(*chosen, "--json").document == {"children": "nobody"}
    assert [one["name"] for one in before["left_out"] if one["why"] == "A child"] == ["Lena"]

    storebook(*chosen, "--set", "to-parents")

    with_lena = storebook(*asked, "--json").document["pieces"]
    assert ("Walter Finch", "Birthday of daughter Lena") in [
        (one["name"], one["occasion"]) for one in with_lena
    ]
    without = storebook(*asked, "--no-children", "--json").document
    assert len(without["pieces"]) == len(with_lena) - 1


def test_the_cards_of_children_alone_are_printed_with_their_envelopes(
    storebook: Command, family: Path, tmp_path: Path
) -> None:
    out, envelopes = tmp_path / "c.pdf", tmp_path / "e.pdf"

    cards = storebook("print", "cards", family, *ASKED, "--kind", "child", "--out", out, "--json")
    storebook("envelopes", family, "--run", cards.document["run_id"], "--out", envelopes)

    assert cards.document["name"].startswith("Children’s birthday cards, ")
    assert "Lena" in words(out.read_bytes())
    assert "Walter Finch" in words(envelopes.read_bytes())
    assert "Lena" not in words(envelopes.read_bytes())


def test_holidays_have_no_children_of_their_own(
    storebook: Command, family: Path, tmp_path: Path
) -> None:
    answer = storebook(
        "print", "cards", family, "--kind", "holiday", "--children", "--out", tmp_path / "c.pdf"
    )

    assert answer.code == 2
    assert "--children is for birthdays" in answer.err
