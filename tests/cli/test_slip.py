"""Slips from the command line: written whole, noted, and secrets kept."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from storebook.base.dates import in_letters
from storebook.book.book import Book
from storebook.book.settings import save
from storebook.cli.common import today
from tests.cli.running import Command
from tests.make import SHOP

MARGARET, DANIEL = 1, 2
NOT_THERE = (
    "There is no purchase 99 to open here. One with a secret gift opens only with --for ID, the "
    "number of the shopper who gives or bought it."
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "slip.pdf"


@pytest.fixture
def sold(storebook: Command, shop: Path) -> Path:
    """The shop, where Daniel bought a band for Margaret, and somebody a pin on deposit."""
    storebook("sell", shop, DANIEL, "--line", "Band, platinum;2400.00", "--wearer", MARGARET)
    storebook("sell", shop, "walk-in", "--line", "Pin;400.00", "--deposit", "150.00")
    return shop


def words(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return "\n".join(page.extract_text() for page in pages)


def test_a_purchase_slip_goes_into_a_file(storebook: Command, sold: Path, out: Path) -> None:
    done = storebook("slip", sold, 1, "--out", out)

    assert done.lines == [f"Purchase slip of purchase 1 printed into {out}"]
    assert "$2,400.00" in words(out)
    assert in_letters(today(), day_first=False) in words(out)


@pytest.mark.parametrize(
    ("paper", "wide"), [("a5", 148.0), ("a6", 105.0), ("letter-half", 139.7), ("roll80", 80.0)]
)
def test_each_paper_has_its_size(
    storebook: Command, sold: Path, out: Path, paper: str, wide: float
) -> None:
    storebook("slip", sold, 1, "--paper", paper, "--out", out)

    box = PdfReader(io.BytesIO(out.read_bytes())).pages[0].mediabox
    assert float(box.width) / 72 * 25.4 == pytest.approx(wide, abs=0.05)


def test_a_gift_receipt_has_no_price(storebook: Command, sold: Path, out: Path) -> None:
    storebook("slip", sold, 1, "--kind", "gift", "--out", out)

    assert "Band, platinum" in words(out)
    assert "2,400" not in words(out)
    assert "Ashworth" not in words(out)


def test_a_deposit_is_paid_in_parts(storebook: Command, sold: Path, out: Path) -> None:
    before = storebook("slip", sold, 2, "--kind", "deposit", "--out", out)
    slip = words(out)
    first = storebook("pay", sold, 2, "100.00")
    last = storebook("pay", sold, 2, "150.00", "--kind", "card", "--json")
    after = storebook("slip", sold, 2, "--kind", "deposit", "--out", out)
    more = storebook("pay", sold, 2, "1.00")

    assert before.code == 0
    assert "$250.00" in slip
    assert first.lines == ["Payment on purchase 2 taken. $150.00 is left to pay."]
    assert last.document == {"purchase_id": 2, "left_cents": 0}
    assert after.refusal == "Nothing is left to pay on this ticket. Print its purchase slip."
    assert more.refusal == "Nothing is left to pay on this purchase."
    assert storebook("check", sold).code == 0


def test_a_deposit_is_a_part_of_the_total(storebook: Command, shop: Path) -> None:
    answer = storebook("sell", shop, DANIEL, "--line", "Pin;400.00", "--deposit", "400.00")

    assert answer.refusal == "A deposit is less than the total: save it as paid."


def test_a_return_has_a_slip_of_its_own(storebook: Command, sold: Path, out: Path) -> None:
    storebook("sell", sold, DANIEL, "--returns", 1)

    as_purchase = storebook("slip", sold, 3, "--out", out)
    as_return = storebook("slip", sold, 3, "--kind", "return", "--out", out)

    assert as_purchase.refusal == "Nothing was bought on this ticket. Print its return slip."
    assert as_return.code == 0
    assert "Refund" in words(out)


def test_a_secret_has_a_slip_only_for_who_knows_of_it(
    storebook: Command, shop: Path, out: Path
) -> None:
    soon = today() + timedelta(days=9)
    storebook(
        "sell", shop, DANIEL, "--line", "Opal ring;900.00", "--wearer", MARGARET,
        "--secret-until", soon, "--deposit", "100.00",
    )  # fmt: skip

    for subject in ((), ("--for", MARGARET)):
        kept = storebook("slip", shop, 1, *subject, "--out", out).refusal
        assert kept == storebook("pay", shop, 1, "1", *subject).refusal
        # What is not there is refused in the same words: they tell nobody of a secret.
        assert kept.replace("purchase 1", "purchase 99") == NOT_THERE
    assert not out.exists()
    storebook("slip", shop, 1, "--kind", "gift", "--for", DANIEL, "--out", out)
    assert "Opal" not in words(out)
    storebook("slip", shop, 1, "--kind", "gift", "--for", DANIEL, "--named", "--out", out)
    assert "Opal ring" in words(out)


def test_what_it_did_is_one_document(storebook: Command, sold: Path, out: Path) -> None:
    document = storebook("slip", sold, 1, "--kind", "gift", "--out", out, "--json").document

    assert document == {
        "out": str(out),
        "purchase_id": 1,
        "kind": "gift",
        "paper": "a5",
        "slips": 1,
        "problems": [],
    }


def test_a_slip_is_noted(storebook: Command, sold: Path, out: Path) -> None:
    storebook("slip", sold, 1, "--kind", "gift", "--out", out)

    with Book.open(sold, mode="read") as book:
        noted = book.rows("SELECT what, shopper_id FROM event WHERE kind = 'printed' ORDER BY id")
    assert noted == [("Gift receipt printed", DANIEL)]


def test_what_cannot_be_printed_leaves_no_file(storebook: Command, sold: Path, out: Path) -> None:
    assert storebook("slip", sold, 99, "--out", out).refusal == NOT_THERE
    assert "book" in storebook("slip", sold, 1, "--out", sold).refusal
    assert not out.exists()


def test_letters_that_no_font_has_are_told(storebook: Command, shop: Path, out: Path) -> None:
    storebook("sell", shop, DANIEL, "--line", "Ring 💍;900.00")

    assert storebook("slip", shop, 1, "--out", out).lines[1:] == [
        "Look: No font has the letters 💍: they are left out on the slip."
    ]


def test_days_read_as_the_shop_writes_them(storebook: Command, sold: Path, out: Path) -> None:
    with Book.open(sold) as book, book.change("Set up") as change:
        save(change, type(SHOP)(name="Hallam & Rye", locale="en_GB", currency="USD"))

    storebook("slip", sold, 1, "--out", out)

    assert in_letters(today(), day_first=True) in words(out)
