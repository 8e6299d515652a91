"""Printing from the command line: what is frozen, what is refused before, what counts as sent."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storebook.book.book import Book
from storebook.cli.common import today
from storebook.people.contact_points import addresses, leave_address
from storebook.people.departures import mark_deceased
from storebook.people.shoppers import edit_shopper
from tests.cli.running import Command, keys
from tests.make import SHOP, make_shopper
from tests.printing.reading import page_sizes, pages

MARGARET, DANIEL, WALTER = 1, 2, 3
PRINTED = {
    "run_id", "name", "out", "printed", "pieces", "left_out", "problems", "dropped", "waiting",
    "twice", "remarks",
}  # fmt: skip


def pdf_words(path: Path) -> str:
    return "\n".join(one.text for page in pages(path.read_bytes()) for one in page.texts)


def runs(path: Path) -> int:
    with Book.open(path, mode="read") as book:
        return int(book.value("SELECT count(*) FROM run"))


def names(printed: dict[str, Any]) -> list[str]:
    return [one["name"] for one in printed["pieces"]]


@pytest.mark.parametrize("what", ["cards", "labels", "list"])
def test_the_coming_fortnight_is_printed(
    storebook: Command, shop: Path, tmp_path: Path, what: str
) -> None:
    printed = storebook("print", what, shop, "--out", tmp_path / "out.pdf", "--json").document

    assert printed.keys() == PRINTED
    assert printed["printed"] == 3
    assert keys(printed["pieces"]) == {
        "position", "shopper_id", "partner_id", "name", "day", "occasion",
    }  # fmt: skip
    assert [one["occasion"] for one in printed["pieces"]] == [
        "Birthday",
        "Anniversary",
        "Birthday",
    ]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_a_window_is_its_first_day_and_so_many_days(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    def printed(start: int, days: int, *more: object) -> list[str]:
        first = (today() + timedelta(days=start)).isoformat()
        answer = storebook(
            "print", "list", shop, "--from", first, "--days", days, "--out",
            tmp_path / "l.pdf", "--json", *more,
        )  # fmt: skip
        return names(answer.document)

    assert printed(3, 1) == ["Margaret Ashworth"]
    assert printed(3, 5)[-1] == "Walter Finch"
    assert printed(0, 14, "--kind", "anniversary") == ["Margaret Ashworth & Daniel Ashworth"]
    assert printed(0, 14, "--kind", "birthday") == ["Margaret Ashworth", "Walter Finch"]


def test_for_one_shopper_it_is_the_next_day(storebook: Command, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"

    printed = storebook("print", "cards", shop, "--shopper", DANIEL, "--out", out, "--json")

    (piece,) = printed.document["pieces"]
    assert (piece["shopper_id"], piece["partner_id"]) == (MARGARET, DANIEL)
    assert piece["day"] == (today() + timedelta(days=5)).isoformat()


def test_who_gets_nothing_is_told_with_the_reason(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today(), note="his son told us")

    printed = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document

    (left,) = printed["left_out"]
    assert (left["name"], left["why"]) == ("Walter Finch", "Died")
    alone = storebook("print", "cards", shop, "--shopper", WALTER, "--out", tmp_path / "w.pdf")
    assert (alone.code, alone.err) == (
        1,
        "Nobody is left in this run, so there is nothing to print.\n",
    )
    assert "Walter Finch" in alone.out
    assert not (tmp_path / "w.pdf").exists()


def test_where_nobody_has_a_day_nothing_is_printed(
    storebook: Command, path: Path, tmp_path: Path
) -> None:
    with Book.open(path) as book:
        make_shopper(book, "Ann Lee")

    assert "Nobody" in storebook("print", "cards", path, "--out", tmp_path / "c.pdf").refusal
    answer = storebook("print", "cards", path, "--shopper", 1, "--out", tmp_path / "c.pdf")
    assert "This shopper has no birthday" in answer.refusal
    assert runs(path) == 0


# -- sent


def test_printing_sends_nothing_and_sent_does(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    first = storebook("print", "cards", shop, "--out", out, "--json").document
    again = storebook("print", "cards", shop, "--out", out, "--json").document
    assert names(again) == names(first)

    sent = storebook("sent", shop, first["run_id"], "--json").document

    told = {"run_id": first["run_id"], "name": first["name"], "sent": 3, "dropped": []}
    assert sent == told
    offered = storebook("print", "cards", shop, "--out", out, "--json")
    assert offered.code == 1
    assert offered.out.count("Card sent already") == 3
    assert "Birthday card mailed" in storebook("show", shop, MARGARET).out
    assert "already" in storebook("sent", shop, first["run_id"]).refusal


def test_what_did_not_come_out_is_offered_again(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    run = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document

    storebook("sent", shop, run["run_id"], "--without", 2)

    offered = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document
    assert names(offered) == [run["pieces"][1]["name"]]


def test_labels_do_not_keep_cards_from_being_offered(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    run = storebook("print", "labels", shop, "--out", tmp_path / "l.pdf", "--json").document
    storebook("sent", shop, run["run_id"])

    cards = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document

    assert cards["printed"] == 3


def test_a_run_that_is_none_is_not_sent(storebook: Command, shop: Path) -> None:
    assert "no run 99" in storebook("sent", shop, 99).refusal
    assert "no run “first”" in storebook("sent", shop, "first").refusal
    assert "no run" in storebook("sent", shop, "9" * 40).refusal


# -- again


def test_a_run_keeps_its_words(storebook: Command, shop: Path, tmp_path: Path) -> None:
    run = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document
    with Book.open(shop) as book:
        edit_shopper(book, MARGARET, shop=SHOP, today=today(), name="Margaret Pike")

    again = storebook(
        "print", "labels", shop, "--run", run["run_id"], "--out", tmp_path / "l.pdf", "--json"
    ).document

    assert names(again) == names(run)
    assert "Margaret Ashworth" in pdf_words(tmp_path / "l.pdf")
    assert runs(shop) == 1


def test_who_died_since_is_not_printed_again(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    run_id = storebook("print", "cards", shop, "--out", out, "--json").document["run_id"]
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today())

    again = storebook("print", "cards", shop, "--run", run_id, "--out", out, "--json").document
    storebook("sent", shop, run_id)
    after = storebook("print", "cards", shop, "--run", run_id, "--out", out, "--json").document

    assert "Walter Finch" not in names(again) + names(after)
    assert "Finch" not in pdf_words(out)
    assert "mailed" not in storebook("show", shop, WALTER).out


def test_after_a_jam_it_goes_on_from_a_piece(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "c.pdf"
    run_id = storebook("print", "cards", shop, "--out", out, "--json").document["run_id"]

    again = storebook(
        "print", "cards", shop, "--run", run_id, "--from-piece", 3, "--out", out, "--json"
    ).document

    assert [one["position"] for one in again["pieces"]] == [3]
    none = storebook("print", "cards", shop, "--run", run_id, "--from-piece", 4, "--out", out)
    assert "from piece 4 on" in none.refusal
    assert "no run 99" in storebook("print", "cards", shop, "--run", 99, "--out", out).refusal


@pytest.mark.parametrize(
    "more", [("--days", 3), ("--from", "2026-12-01"), ("--shopper", 1), ("--kind", "birthday")]
)
def test_a_run_that_is_printed_again_keeps_its_days(
    storebook: Command, shop: Path, tmp_path: Path, more: tuple[object, ...]
) -> None:
    answer = storebook("print", "cards", shop, "--run", 1, *more, "--out", tmp_path / "c.pdf")

    assert "keeps its days" in answer.wrong_usage
    assert storebook(
        "print", "cards", shop, "--from-piece", 2, "--out", tmp_path / "c.pdf"
    ).wrong_usage


# -- labels, lists, cards


def test_labels_go_onto_the_sheet_that_was_named(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "l.pdf"

    for sheet, width in (("avery-5160", 215.9), ("L7160", 210.0)):
        printed = storebook("print", "labels", shop, "--sheet", sheet, "--start", 4, "--out", out)
        assert printed.code == 0
        assert page_sizes(out.read_bytes())[0][0] == pytest.approx(width, abs=0.1)
    storebook("print", "labels", shop, "--paper", "a4", "--out", out)
    assert page_sizes(out.read_bytes())[0][0] == pytest.approx(210.0, abs=0.1)


def test_a_list_is_a_table_for_spreadsheets_by_its_name(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        edit_shopper(book, WALTER, shop=SHOP, today=today(), envelope_line="=1+1")
    out = tmp_path / "list.csv"

    storebook("print", "list", shop, "--out", out)

    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 4
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("12 Ocean Road" in cell for cell in rows[1])


def test_a_card_that_can_not_be_printed_right_is_told(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        edit_shopper(
            book, WALTER, shop=SHOP, today=today(), greeting_line="Dear \U0001f9ff\U0001f9ff"
        )

    printed = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document

    assert (printed["printed"], len(printed["problems"])) == (2, 1)
    assert printed["problems"][0]["name"] == "Walter Finch"
    assert storebook("sent", shop, printed["run_id"], "--json").document["sent"] == 2


def test_a_file_and_a_run_are_named_after_days_alone(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    printed = storebook("print", "cards", shop, "--out", tmp_path / "c.pdf", "--json").document

    assert printed["name"].startswith("Occasion cards, ")
    assert "Ashworth" not in storebook("history", shop, "--limit", 1).out


def test_whoever_has_no_address_any_more_is_not_printed_again(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    run = storebook("print", "labels", shop, "--out", tmp_path / "l.pdf", "--json").document
    with Book.open(shop) as book:
        (home,) = addresses(book, WALTER)
        leave_address(book, home.id, on=today())

    again = storebook(
        "print", "labels", shop, "--run", run["run_id"], "--out", tmp_path / "l.pdf", "--json"
    ).document

    assert "Walter Finch" not in names(again)


# -- membership cards


def test_a_membership_card_is_printed_front_and_back(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("enroll", shop, "--shopper", MARGARET)
    out = tmp_path / "card.pdf"

    printed = storebook("print", "member-card", shop, "--shopper", MARGARET, "--out", out, "--json")

    assert printed.document == {
        "out": str(out),
        "shopper_id": MARGARET,
        "name": "Margaret Ashworth",
        "number": "10019",
        "problems": [],
    }
    assert len(page_sizes(out.read_bytes())) == 2


def test_whoever_is_no_member_or_has_died_gets_no_card(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    def card(shopper_id: int) -> str:
        return storebook(
            "print", "member-card", shop, "--shopper", shopper_id, "--out", tmp_path / "card.pdf"
        ).refusal

    assert "not a member" in card(WALTER)
    assert "no shopper 99" in card(99)
    storebook("enroll", shop, "--shopper", WALTER)
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today())
    assert "died" in card(WALTER)
    assert not (tmp_path / "card.pdf").exists()
