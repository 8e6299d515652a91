"""Envelopes, membership cards and stock from the command line."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storebook.book.book import Book
from storebook.book.history import changes
from storebook.book.settings import save
from storebook.cli.common import today
from storebook.people.departures import mark_deceased
from storebook.people.shoppers import edit_shopper
from tests.cli.running import Command
from tests.make import SHOP, make_line, make_purchase
from tests.printing.make import LONG_NAME
from tests.printing.reading import page_sizes, pages

MARGARET, DANIEL, WALTER = 1, 2, 3
PRINTED = {
    "run_id", "name", "out", "printed", "pieces", "left_out", "problems", "dropped", "waiting",
    "twice", "remarks",
}  # fmt: skip


def lines_of(path: Path) -> list[list[str]]:
    return [[line.text for line in page.texts] for page in pages(path.read_bytes())]


def value(path: Path, sql: str) -> Any:
    with Book.open(path, mode="read") as book:
        return book.value(sql)


# -- envelopes


def test_envelopes_of_the_coming_days_are_printed_and_kept_as_a_run(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "e.pdf"

    printed = storebook("envelopes", shop, "--size", "a7", "--out", out, "--json").document

    assert printed.keys() == PRINTED
    assert printed["printed"] == 3
    assert printed["name"].startswith("Occasion envelopes, ")
    assert page_sizes(out.read_bytes()) == [pytest.approx((184.15, 133.35), abs=0.1)] * 3
    assert lines_of(out)[0][-3:] == ["Margaret Ashworth", "12 Ocean Road", "Rye NH 03870"]
    assert value(shop, "SELECT kind FROM run") == "envelopes"


def test_envelopes_of_a_run_of_cards_hold_them_and_keep_their_order(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "e.pdf"
    cards = storebook(
        "print", "cards", shop, "--fold", "quarter", "--paper", "a4", "--out", tmp_path / "c.pdf",
        "--json",
    ).document  # fmt: skip

    printed = storebook("envelopes", shop, "--run", cards["run_id"], "--out", out, "--json")

    assert printed.document["pieces"] == cards["pieces"]
    assert page_sizes(out.read_bytes()) == [pytest.approx((162, 114), abs=0.1)] * 3
    assert value(shop, "SELECT count(*) FROM run") == 1


def test_whoever_died_since_gets_no_envelope(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("print", "cards", shop, "--out", tmp_path / "c.pdf")
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today())

    answer = storebook("envelopes", shop, "--run", 1, "--out", tmp_path / "e.pdf", "--json")

    assert [one["name"] for one in answer.document["dropped"]] == ["Walter Finch"]
    assert len(lines_of(tmp_path / "e.pdf")) == 2


def test_a_run_is_reprinted_as_envelopes(storebook: Command, shop: Path, tmp_path: Path) -> None:
    storebook("print", "cards", shop, "--out", tmp_path / "c.pdf")

    answer = storebook(
        "reprint", shop, 1, "--as", "envelopes", "--from", 2, "--out", tmp_path / "e.pdf", "--json"
    )

    assert answer.document["printed"] == 2


def test_envelopes_that_are_printed_again_have_the_size_of_the_last_time(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "e.pdf"
    storebook("envelopes", shop, "--size", "dl", "--out", out)
    storebook("print", "cards", shop, "--out", tmp_path / "c.pdf")
    storebook("envelopes", shop, "--run", 2, "--size", "c5", "--out", out)

    sizes = []
    for run_id in (1, 2):
        storebook("reprint", shop, run_id, "--as", "envelopes", "--out", out)
        sizes.append(page_sizes(out.read_bytes())[0])

    assert sizes == [pytest.approx((220, 110), abs=0.1), pytest.approx((229, 162), abs=0.1)]
    kept = [one["envelope"] for one in storebook("runs", shop, "--json").document]
    assert kept == ["c5", "dl"]


def test_a_shop_without_an_address_is_told_that_nothing_comes_back(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    asked = ("envelopes", shop, "--out", tmp_path / "e.pdf")
    (remark,) = storebook(*asked, "--json").document["remarks"]
    assert "its name alone stands as the sender" in remark
    assert remark in storebook(*asked).out

    with Book.open(shop) as book, book.change("The shop moved in") as change:
        save(change, replace(SHOP, address="1 Market Square\nRye NH 03870"))
    assert storebook(*asked, "--json").document["remarks"] == []


def test_an_envelope_is_turned_and_its_neutral_sender_named_for_once(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        day = today().replace(year=today().year + 1)
        gift = make_line("Ring", wearer_id=MARGARET, secret_until=day)
        make_purchase(book, DANIEL, gift, day=today())
    out = tmp_path / "e.pdf"

    storebook(
        "envelopes", shop, "--size", "c6", "--rotate", 90, "--neutral", "P.O. Box 118|Dover",
        "--keep", "--out", out,
    )  # fmt: skip
    storebook("envelopes", shop, "--run", 1, "--size", "c6", "--rotate", 90, "--out", out)

    assert page_sizes(out.read_bytes())[0] == pytest.approx((114, 162), abs=0.1)
    senders = [page[:-3] for page in lines_of(out)]
    assert senders[0] == ["P.O. Box 118", "Dover"]
    assert SHOP.name in senders[2]


def test_names_and_addresses_that_do_not_fit_are_told_by_name(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        edit_shopper(book, WALTER, shop=SHOP, today=today(), envelope_line="שלמה כהן")
        edit_shopper(book, MARGARET, shop=SHOP, today=today(), envelope_line=LONG_NAME)

    answer = storebook("envelopes", shop, "--size", "a2", "--out", tmp_path / "e.pdf", "--json")

    (problem,) = answer.document["problems"]
    assert problem["name"] == "שלמה כהן"
    assert "No font has the letters" in problem["sentence"]
    assert LONG_NAME in lines_of(tmp_path / "e.pdf")[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--size", "b4"), "We have no envelope “b4”"),
        (("--size", "a7", "--neutral", "x" * 500), "At most 400 letters"),
        (("--neutral", "Hallam & Rye|Box 1"), "must not say that it is the shop"),
        (("--run", "99"), "There is no run 99"),
    ],
)
def test_what_can_not_be_printed_is_refused_and_nothing_is_kept(
    storebook: Command, shop: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    answer = storebook("envelopes", shop, *options, "--out", tmp_path / "e.pdf")

    assert words in answer.refusal
    assert not (tmp_path / "e.pdf").exists()
    assert value(shop, "SELECT count(*) FROM run") == 0


@pytest.mark.small_files(4 * 1024)
def test_a_drawing_that_can_not_be_finished_replaces_nothing(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "s.pdf"
    out.write_bytes(b"good")

    assert storebook("stock", "draw", shop, "5167", "--out", out).refusal

    assert out.read_bytes() == b"good"
    assert not list(tmp_path.glob(".*.part"))


# -- membership cards


def test_new_members_get_their_cards_on_a_sheet_once(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "m.pdf"
    for shopper in (MARGARET, WALTER):
        storebook("enroll", shop, "--shopper", shopper)

    proof = storebook(
        "print", "membership", shop, "--sheet", "card-57127", "--outlines", "--out", out, "--json"
    ).document
    cards = storebook(
        "print", "membership", shop, "--sheet", "card-57127", "--code", "qr", "--flip", "short",
        "--start", 9, "--out", out, "--json",
    ).document  # fmt: skip

    assert proof["printed"] == cards["printed"] == 2
    assert [one["name"] for one in cards["cards"]] == ["Margaret Ashworth", "Walter Finch"]
    assert page_sizes(out.read_bytes()) == [pytest.approx((210, 297), abs=0.1)] * 2
    again = storebook("print", "membership", shop, "--sheet", "5371", "--out", out)
    assert "Every member’s card was printed" in again.refusal
    chosen = ("--members", "all", "--select", "town=Rye")
    everybody = storebook("print", "membership", shop, *chosen, "--out", out, "--json")
    assert everybody.document["printed"] == 2
    assert page_sizes(out.read_bytes()) == [pytest.approx((85.6, 54), abs=0.1)] * 4


def test_cards_on_labels_are_refused_and_do_not_count_as_printed(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    storebook("enroll", shop, "--shopper", MARGARET)

    answer = storebook("print", "membership", shop, "--sheet", "5160", "--out", tmp_path / "m.pdf")

    assert "Take a sheet of cards" in answer.refusal
    assert value(shop, "SELECT card_printed_on FROM member") is None


# -- stock


HERMA = (
    "Herma 4262", "--paper", "a4", "--grid", "2x6", "--label", "99.1x42,3", "--first", "4.65,21.6",
    "--pitch", "101.6x42.3",
)  # fmt: skip


def test_stock_of_the_shop_is_described_drawn_printed_on_and_taken_away(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    added = storebook("stock", "add", shop, *HERMA, "--json").document
    drawn = storebook("stock", "draw", shop, "herma-4262", "--out", tmp_path / "s.pdf", "--json")
    printed = storebook(
        "print", "labels", shop, "--sheet", "Herma 4262", "--out", tmp_path / "l.pdf", "--json"
    )

    assert (added["stock"]["name"], added["warnings"], added["kept"]) == ("herma-4262", [], True)
    assert drawn.document["stock"]["places"] == 12
    assert printed.document["printed"] == 3
    assert value(shop, "SELECT sheet FROM run") == "herma-4262"
    listed = storebook("stocks", shop, "--json").document
    assert [one["name"] for one in listed if one["own"]] == ["herma-4262"]
    assert "herma-4262" not in storebook("stocks").out
    assert storebook("stock", "remove", shop, "Herma 4262").lines == ["Herma 4262 taken away"]
    assert (
        "no label sheet “herma-4262”"
        in storebook("stock", "draw", shop, "herma-4262", "--out", tmp_path / "s.pdf").refusal
    )


def test_numbers_that_can_not_be_are_refused_and_looked_at_without_keeping(
    storebook: Command, shop: Path
) -> None:
    wide = ("Wide", "--paper", "a4", "--grid", "3x6", "--label", "99x42", "--first", "5,20")

    assert "beyond the right edge of A4" in storebook("stock", "add", shop, *wide).refusal
    half = storebook("stock", "add", shop, *HERMA, "--grid", "2.5x6").wrong_usage
    assert "are no columns and rows. Write them like 3x8." in half
    cards = storebook("stock", "add", shop, *HERMA, "--cards", "--try", "--json").document
    assert cards["stock"]["cards"]
    looked = storebook("stock", "add", shop, *HERMA, "--try", "--json").document
    assert looked["kept"] is False
    assert not [one for one in storebook("stocks", shop, "--json").document if one["own"]]


def test_labels_go_on_with_the_sheet_that_was_begun(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "l.pdf"

    def used() -> list[int]:
        stocks = storebook("stocks", shop, "--json").document
        (stock,) = [one for one in stocks if one["name"] == "avery-5160"]
        places: list[int] = stock["used"]
        return places

    for _ in range(2):
        storebook("print", "labels", shop, "--sheet", "5160", "--go-on", "--out", out)

    assert used() == [1, 2, 3, 4, 5, 6]
    (line,) = [one for one in storebook("stocks", shop).lines if one.startswith("avery-5160")]
    assert "24 left: 7, 8, 9, 10," in line
    (page,) = pages(out.read_bytes())
    assert page.text("Walter Finch").x > page.text("Margaret Ashworth").x
    with Book.open(shop, mode="read") as book:
        assert changes(book)[0].what == "What is left of a sheet of Avery 5160 noted"


def test_labels_pass_over_used_places_and_go_down(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "l.pdf"

    storebook(
        "print", "labels", shop, "--sheet", "5160", "--used", "1-4,10", "--start", 1, "--down",
        "--copies", 2, "--outlines", "--out", out,
    )  # fmt: skip

    assert value(shop, "SELECT count(*) FROM run") == 1
    (page,) = pages(out.read_bytes())
    assert len(page.shapes) == 30
    assert [line.text for line in page.texts].count("Walter Finch") == 2
    wrong = storebook("print", "labels", shop, "--used", "x", "--out", out)
    assert wrong.code == 2
    both = storebook("print", "labels", shop, "--go-on", "--used", "1", "--out", out)
    assert both.code == 2


def test_a_mailing_list_lies_on_its_long_side_when_it_is_asked_to(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "l.pdf"

    storebook("print", "list", shop, "--paper", "a4", "--landscape", "--out", out)

    assert page_sizes(out.read_bytes()) == [pytest.approx((297, 210), abs=0.1)]
