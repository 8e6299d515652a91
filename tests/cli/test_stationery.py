"""What there is to print on and in is listed without a book, by the names that print takes."""

from pathlib import Path

from storebook.cli.common import today
from tests.cli.running import Command, keys
from tests.printing.reading import pages


def test_label_sheets_are_listed_with_their_numbers(storebook: Command) -> None:
    stocks = storebook("stocks", "--json").document

    assert keys(stocks) == {
        "name", "title", "paper", "columns", "rows", "places", "width", "height", "left", "top",
        "pitch_x", "pitch_y", "corner", "also", "cards", "own", "used",
    }  # fmt: skip
    assert {"avery-5160", "avery-l7651", "zweckform-3474"} <= {one["name"] for one in stocks}
    assert stocks[0]["places"] == 30
    assert stocks[0]["paper"] == "letter"


def test_label_sheets_are_listed_for_people(storebook: Command) -> None:
    lines = storebook("stocks").lines

    assert lines[0].startswith("avery-5160 ")
    assert lines[0].endswith(
        "Letter  3 × 10  66.68 × 25.4 mm   also 8160, 5260, 5520, 5960, 8460, 18160"
    )


def test_designs_are_listed_by_what_they_are_for(storebook: Command) -> None:
    designs = storebook("designs", "--json").document

    assert keys(designs) == {"name", "title", "kind", "note", "monthly"}
    assert [one["name"] for one in designs if one["kind"] == "anniversary"] == [
        "bands",
        "laurel",
        "engine-turned",
    ]
    assert len(storebook("designs").lines) == len(designs)


def test_labels_print_on_every_sheet_that_is_listed(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    for stock in storebook("stocks", "--json").document:
        out = tmp_path / f"{stock['name']}.pdf"
        printed = storebook(
            "print", "labels", shop, "--sheet", stock["name"], "--out", out, "--json"
        )

        assert printed.document["printed"] == 3, stock["name"]


def test_cards_print_in_every_design_that_is_listed(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    first = today().isoformat()
    storebook("sell", shop, 3, "--line", "Signet ring;640", "--json")  # there is somebody to thank
    for design in storebook("designs", "--json").document:
        out = tmp_path / f"{design['name']}.pdf"
        days = ["--days", 14] if design["kind"] in {"birthday", "anniversary"} else []
        printed = storebook(
            "print", "cards", shop, "--from", first, *days, "--kind", design["kind"],
            "--design", design["name"], "--out", out, "--json",
        )  # fmt: skip

        assert printed.document["printed"] > 0, design["name"]
        assert len(pages(out.read_bytes())) == 2 * printed.document["printed"]


def test_one_design_of_each_kind_may_be_named(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"

    storebook(
        "print", "cards", shop, "--design", "dial", "--design", "bands", "--out", out, "--json"
    )

    said = {line.text for page in pages(out.read_bytes()) for line in page.texts}
    assert {"Many happy returns", "Happy Anniversary"} <= said


def test_a_design_of_another_kind_is_refused(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    answer = storebook(
        "print",
        "cards",
        shop,
        "--kind",
        "birthday",
        "--design",
        "bands",
        "--out",
        tmp_path / "c.pdf",
    )

    assert "“bands” is for anniversaries" in answer.refusal


def test_an_envelope_that_the_cards_do_not_go_into_is_said(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("print", "cards", shop, "--out", tmp_path / "c.pdf")
    asked = ("envelopes", shop, "--run", 1, "--out", tmp_path / "e.pdf", "--json")

    assert not any("do not go" in one for one in storebook(*asked).document["remarks"])
    small = storebook(*asked, "--size", "monarch").document["remarks"]

    assert any("do not go well into Monarch" in one and "holds them" in one for one in small)
