"""The sheet that a printer is measured with, and PDFs put right for it, from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import Command, keys
from tests.printing.reading import page_sizes, pages


def test_the_sheet_is_written_for_the_paper_that_is_named(
    storebook: Command, tmp_path: Path
) -> None:
    out = tmp_path / "sheet.pdf"

    answer = storebook("calibrate", "--out", out, "--paper", "letter", "--both-sides", "--json")

    assert keys([answer.document]) == {"out", "calibration", "in_words"}
    assert page_sizes(out.read_bytes()) == [pytest.approx((215.9, 279.4), abs=0.1)] * 2
    front, back = pages(out.read_bytes())
    assert front.text("FRONT")
    assert back.text("BACK")


def test_what_was_measured_is_told_and_put_right_on_the_next_sheet(
    storebook: Command, tmp_path: Path
) -> None:
    plain, right = tmp_path / "plain.pdf", tmp_path / "right.pdf"
    storebook("calibrate", "--out", plain)

    answer = storebook("calibrate", "--out", right, "--measured", "21,19.5,170,230")

    assert answer.lines == [
        "Prints 1.0 mm too far right and 0.5 mm too high.",
        f"Wrote the calibration sheet into {right}",
    ]
    before, after = (pages(path.read_bytes())[0].text("FRONT") for path in (plain, right))
    assert after.x == pytest.approx(before.x - 1, abs=0.02)
    assert after.y == pytest.approx(before.y - 0.5, abs=0.02)


def test_a_saved_pdf_is_put_right_only_when_that_is_asked_for(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    labels, right = tmp_path / "labels.pdf", tmp_path / "right.pdf"
    storebook("print", "labels", shop, "--out", labels)

    answer = storebook(
        "calibrate", "--pdf", labels, "--measured", "20,22,170,230", "--out", right, "--json"
    )

    assert answer.document["calibration"]["offset_y"] == 2
    before, after = (pages(path.read_bytes())[0].texts[0] for path in (labels, right))
    assert after.text == before.text
    assert after.x == pytest.approx(before.x, abs=0.02)
    assert after.y == pytest.approx(before.y + 2, abs=0.02)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [("60,20,170,230", "A should be near 20 mm"), ("20,20,160,230", "100 %")],
)
def test_numbers_that_cannot_be_are_refused_and_nothing_is_written(
    storebook: Command, tmp_path: Path, numbers: str, words: str
) -> None:
    out = tmp_path / "sheet.pdf"
    out.write_bytes(b"a good one")

    answer = storebook("calibrate", "--out", out, "--measured", numbers)

    assert words in answer.refusal
    assert out.read_bytes() == b"a good one"


@pytest.mark.parametrize(
    "wrong",
    [
        ["--measured", "20,20"],
        ["--measured", "a,b,c,d"],
        ["--pdf", "labels.pdf"],
        ["--paper", "a3"],
    ],
)
def test_wrong_usage_ends_with_two(storebook: Command, tmp_path: Path, wrong: list[str]) -> None:
    assert storebook("calibrate", "--out", tmp_path / "sheet.pdf", *wrong).code == 2


def test_a_file_that_is_no_pdf_is_refused(storebook: Command, tmp_path: Path) -> None:
    text = tmp_path / "list.pdf"
    text.write_text("Ann Lee")

    answer = storebook(
        "calibrate", "--pdf", text, "--measured", "20,20,170,230", "--out", tmp_path / "out.pdf"
    )

    assert answer.refusal == "That file is no PDF that can be read."


@pytest.mark.parametrize(("fold", "sides"), [("quarter", 1), ("half", 2), ("5x7", 2)])
def test_cards_are_printed_in_every_fold(
    storebook: Command, shop: Path, tmp_path: Path, fold: str, sides: int
) -> None:
    out = tmp_path / "cards.pdf"

    printed = storebook("print", "cards", shop, "--fold", fold, "--out", out, "--json").document

    assert len(pages(out.read_bytes())) == sides * printed["printed"]


def test_two_cards_share_a_sheet_also_when_they_are_printed_again(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "cards.pdf", tmp_path / "again.pdf"

    printed = storebook("print", "cards", shop, "--fold", "two-up", "--out", out, "--json").document
    storebook("reprint", shop, str(printed["run_id"]), "--out", again)

    assert printed["printed"] == 3
    assert len(pages(out.read_bytes())) == 4
    assert len(pages(again.read_bytes())) == 4


@pytest.mark.parametrize("name", ["", "other.book", "other.book.keys", "folder/sheet.pdf"])
def test_the_sheet_takes_the_place_of_no_book_and_makes_no_folder(
    storebook: Command, shop: Path, name: str
) -> None:
    out = shop.parent / (name or shop.name)
    before = out.read_bytes() if out.exists() else None

    answer = storebook("calibrate", "--out", out)

    assert "Name another file." in answer.refusal or "Make it first." in answer.refusal
    assert (out.read_bytes() if out.exists() else None) == before
