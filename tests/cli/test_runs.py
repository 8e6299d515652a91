"""Runs from the command line: who is meant, what they are called, printed again, and what came
back.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest

from storebook.book.book import Book
from storebook.cli.common import today
from storebook.club.members import EnrollmentDraft, enroll
from storebook.people.contact_points import addresses
from storebook.people.departures import mark_deceased
from tests.cli.running import Command, keys
from tests.make import SHOP, add_tag, make_line, make_purchase
from tests.printing.reading import page_sizes, words

MARGARET, DANIEL, WALTER = 1, 2, 3


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


@pytest.fixture
def cards(storebook: Command, shop: Path, out: Path) -> dict[str, Any]:
    """A run of holiday cards for the Ashworths and for Walter."""
    answer = storebook(
        "print", "cards", shop, "--kind", "holiday", "--run", "Winter cards", "--out", out, "--json"
    )
    document: dict[str, Any] = answer.document
    return document


def names(printed: dict[str, Any]) -> list[str]:
    return [one["name"] for one in printed["pieces"]]


# -- for whom


def test_holiday_cards_join_a_couple(cards: dict[str, Any]) -> None:
    couple, walter = cards["pieces"]
    assert {couple["shopper_id"], couple["partner_id"]} == {MARGARET, DANIEL}
    assert (walter["shopper_id"], walter["partner_id"]) == (WALTER, None)
    assert [one["why"] for one in cards["left_out"]] == ["Joined with the household"]
    assert cards["name"] == "Winter cards"


@pytest.mark.parametrize(
    ("select", "printed"),
    [("members", 1), ("tag=vip", 1), ("town=RYE", 2), ("members,tag=VIP", None), ("all", 2)],
)
def test_a_selection_says_who_is_meant(
    storebook: Command, shop: Path, out: Path, select: str, printed: int | None
) -> None:
    with Book.open(shop) as book:
        enroll(book, EnrollmentDraft(shopper_id=WALTER), shop=SHOP, today=today())
        add_tag(book, MARGARET, "VIP")

    answer = storebook(
        "print", "cards", shop, "--kind", "holiday", "--select", select, "--out", out, "--json"
    )

    if printed is None:
        assert "Nobody is meant by this selection" in answer.err
    else:
        assert answer.document["printed"] == printed


def test_a_selection_narrows_birthdays_too(storebook: Command, shop: Path, out: Path) -> None:
    with Book.open(shop) as book:
        add_tag(book, WALTER, "VIP")

    printed = storebook("print", "cards", shop, "--select", "tag=VIP", "--out", out, "--json")

    assert names(printed.document) == ["Walter Finch"]


def test_a_list_says_who_is_meant(storebook: Command, shop: Path, out: Path) -> None:
    assert storebook("print", "list", shop, "--select", "town=Rye", "--out", out).code == 0

    assert "Everybody in Rye" in words(out.read_bytes())


def test_who_may_not_see_spending_selects_nobody_by_it(
    storebook: Command, shop: Path, out: Path
) -> None:
    by_spend = ("--kind", "holiday", "--select", "spent-over=1", "--by", "Jun")

    refusal = storebook("print", "cards", shop, *by_spend, "--out", out).refusal

    assert "may not see what shoppers spent" in refusal
    assert not out.exists()


@pytest.mark.parametrize(
    ("select", "sentence"),
    [
        ("colour=red", "is nothing to select by"),
        ("tag=Nope", "Nobody wears a tag"),
        ("town=Nowhere", "Nobody in this book lives in"),
        ("cared-for-by=Zoe", "Nobody here is called"),
    ],
)
def test_a_selection_that_means_nothing_is_refused(
    storebook: Command, shop: Path, out: Path, select: str, sentence: str
) -> None:
    assert sentence in storebook("print", "cards", shop, "--select", select, "--out", out).refusal


# -- thanks, and the month


def test_buyers_are_thanked_and_a_surprise_waits_without_a_name(
    storebook: Command, shop: Path, out: Path
) -> None:
    ring = make_line("Ring", wearer_id=MARGARET, secret_until=today().replace(year=2100))
    with Book.open(shop) as book:
        make_purchase(book, WALTER, day=today())
        make_purchase(book, DANIEL, ring, giver_id=DANIEL, day=today())

    said = storebook("print", "cards", shop, "--kind", "thank-you", "--out", out).lines

    assert said[0] == f"Run 1: 1 printed into {out}"
    assert "1 buyer waits for the thank-you until a surprise is over." in said
    assert not any("Daniel" in line for line in said)


def test_nobody_to_be_thanked_is_told(storebook: Command, shop: Path, out: Path) -> None:
    assert (
        "Nobody is to be thanked"
        in storebook("print", "cards", shop, "--kind", "thank-you", "--out", out).refusal
    )


def test_the_monthly_card_is_named_after_its_month(
    storebook: Command, shop: Path, out: Path
) -> None:
    monthly = ("--kind", "monthly", "--from", "2026-12-24")

    printed = storebook("print", "cards", shop, *monthly, "--out", out, "--json").document

    assert printed["name"] == "Monthly cards, December 2026"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--title", "Mother’s Day"),
        ("--kind", "holiday", "--days", "3"),
        ("--kind", "monthly", "--days", "3"),
        ("--run", "1", "--select", "all"),
        ("--run", "Winter", "--from-piece", "3"),
        ("--kind", "wedding"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    storebook: Command, shop: Path, out: Path, wrong: tuple[str, ...]
) -> None:
    assert storebook("print", "cards", shop, *wrong, "--out", out).wrong_usage


# -- names, the list of runs


def test_a_name_that_is_taken_is_refused_and_nothing_is_written(
    storebook: Command, shop: Path, cards: dict[str, Any], tmp_path: Path
) -> None:
    other = tmp_path / "other.pdf"
    again = ("--kind", "holiday", "--title", "Spring", "--run", "winter CARDS")

    assert (
        "“Winter cards” already, run 1"
        in storebook("print", "cards", shop, *again, "--out", other).refusal
    )
    assert not other.exists()


def test_runs_are_listed_with_what_came_of_them(
    storebook: Command, shop: Path, cards: dict[str, Any]
) -> None:
    (run,) = storebook("runs", shop, "--json").document
    lines = storebook("runs", shop).lines

    assert keys([run]) == {
        "id", "name", "kind", "cards", "selection", "from_day", "to_day", "made_on", "associate",
        "state", "printed_on", "sent_on", "pieces", "due", "sent", "dropped", "returned",
        "return_rate", "left_out", "why", "envelope",
    }  # fmt: skip
    assert (run["cards"], run["state"], run["due"]) == ("holiday", "printed", 2)
    assert run["why"] == {"Joined with the household": 1}
    assert lines[0].startswith("1  Winter cards: printed, 2 in;")
    assert lines[-1] == "   Not: Joined with the household 1"


def test_an_amount_in_a_selection_is_not_told_to_everybody(
    storebook: Command, shop: Path, out: Path
) -> None:
    with Book.open(shop) as book:
        make_purchase(book, WALTER, day=today())
    holiday = ("--kind", "holiday", "--select", "spent-over=77")
    assert storebook("print", "cards", shop, *holiday, "--out", out).code == 0

    assert "77" in storebook("runs", shop, "--json").document[0]["selection"]
    assert "77" not in storebook("runs", shop, "--by", "Jun", "--json").out


def test_a_shop_that_printed_nothing_is_told(storebook: Command, shop: Path) -> None:
    assert storebook("runs", shop).lines == ["Nothing was printed yet."]


# -- again, and confirmed


def test_a_run_is_printed_again_from_a_piece_on(
    storebook: Command, shop: Path, cards: dict[str, Any], out: Path
) -> None:
    printed = storebook(
        "reprint", shop, "winter cards", "--from", 2, "--out", out, "--json"
    ).document

    assert [one["position"] for one in printed["pieces"]] == [2]
    assert printed["run_id"] == 1


def test_the_same_run_is_printed_as_labels_and_as_a_list_in_the_same_order(
    storebook: Command, shop: Path, cards: dict[str, Any], out: Path
) -> None:
    for kind in ("cards", "labels", "list"):
        printed = storebook("reprint", shop, 1, "--as", kind, "--out", out, "--json").document
        assert names(printed) == names(cards)


def test_who_died_in_between_is_dropped_and_said(
    storebook: Command, shop: Path, cards: dict[str, Any], out: Path
) -> None:
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today(), note="his son called")

    said = storebook("reprint", shop, 1, "--out", out)

    assert any("Walter Finch" in line and "Died, his son called" in line for line in said.lines)
    (run,) = storebook("runs", shop, "--json").document
    assert (run["dropped"], run["why"]["Died"]) == (1, 1)


def test_pieces_are_confirmed_one_by_one(
    storebook: Command, shop: Path, cards: dict[str, Any]
) -> None:
    assert storebook("sent", shop, 1, "--only", "1-1", "--json").document["sent"] == 1
    assert storebook("runs", shop, "--json").document[0]["state"] == "printed"

    assert storebook("sent", shop, "Winter cards", "--only", 2, "--json").document["sent"] == 1
    assert storebook("runs", shop, "--json").document[0]["state"] == "sent"
    assert storebook("sent", shop, 1, "--only", "3-x").wrong_usage


# -- back again


def test_mail_that_came_back_marks_the_address_and_makes_a_task(
    storebook: Command, shop: Path, cards: dict[str, Any]
) -> None:
    assert storebook("sent", shop, 1).code == 0
    place = next(one["position"] for one in cards["pieces"] if one["shopper_id"] == WALTER)

    done = storebook("returned", shop, "winter cards", place, "--reason", "moved", "--json")

    assert done.document == {
        "run_id": 1,
        "position": place,
        "name": "Walter Finch",
        "reason": "moved",
        "task_id": 1,
        "address_marked": True,
    }
    with Book.open(shop) as book:
        assert addresses(book, WALTER)[0].returned_on == today()
    assert storebook("runs", shop, "--json").document[0]["return_rate"] == 0.5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((1, 1, "--reason", "lost"), "“lost” is no reason"),
        ((1, 1, "--reason", "moved"), "was not confirmed as sent"),
        ((1, 1, "--reason", "moved", "--on", "2199-01-01"), "That day is still to come"),
        ((7, 1, "--reason", "moved"), "There is no run 7"),
        ((1, 9, "--reason", "moved"), "There is no piece 9"),
    ],
)
def test_mail_that_can_not_have_come_back_is_refused(
    storebook: Command,
    shop: Path,
    cards: dict[str, Any],
    arguments: tuple[object, ...],
    sentence: str,
) -> None:
    before = shutil.copy(shop, shop.with_name("before.book"))

    assert sentence in storebook("returned", shop, *arguments).refusal

    assert storebook("runs", shop, "--json").out == storebook("runs", before, "--json").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sheet", "avery-5160"), "--sheet is of labels, and this prints cards"),
        (("--start", 7), "--start is of labels, and this prints cards"),
        (("--size", "c5"), "--size is of envelopes, and this prints cards"),
        (("--as", "labels", "--mono"), "--mono is of cards, and this prints labels"),
    ],
)
def test_an_option_of_something_else_prints_nothing(
    storebook: Command,
    shop: Path,
    out: Path,
    cards: dict[str, Any],
    options: tuple[object, ...],
    said: str,
) -> None:
    out.unlink()

    answer = storebook("reprint", shop, 1, *options, "--out", out)

    assert said in " ".join(answer.wrong_usage.split())
    assert not out.exists()


def test_after_a_jam_the_rest_comes_on_the_envelopes_that_are_in_the_printer(
    storebook: Command, shop: Path, out: Path, cards: dict[str, Any]
) -> None:
    storebook(
        "reprint", shop, 1, "--as", "envelopes", "--size", "c5", "--rotate", 90,
        "--from", 2, "--out", out,
    )  # fmt: skip

    assert page_sizes(out.read_bytes()) == [pytest.approx((162, 229), abs=0.1)]


def test_cards_that_were_printed_and_never_confirmed_are_said_when_they_are_printed_again(
    storebook: Command, shop: Path, out: Path, cards: dict[str, Any]
) -> None:
    anew = ("print", "cards", shop, "--kind", "holiday", "--out", out)
    again = storebook(*anew, "--json").document
    told = " ".join(storebook(*anew).lines)

    assert cards["twice"] == []
    assert again["twice"] == [{"run_id": 1, "pieces": 2}]
    assert "2 of them came out with run 1 as well, which was never confirmed" in told


def test_cards_are_not_said_to_come_twice_for_labels_or_another_holiday(
    storebook: Command, shop: Path, out: Path, cards: dict[str, Any]
) -> None:
    holiday = (shop, "--kind", "holiday", "--out", out, "--json")

    assert storebook("print", "labels", *holiday).document["twice"] == []
    assert storebook("print", "cards", *holiday, "--title", "Diwali").document["twice"] == []


def test_whoever_died_after_the_first_part_came_out_is_said_when_the_rest_is_printed(
    storebook: Command, shop: Path, out: Path, cards: dict[str, Any]
) -> None:
    with Book.open(shop) as book:
        mark_deceased(book, MARGARET, on=today())

    answer = storebook("reprint", shop, 1, "--from", 2, "--out", out)

    dropped = [line for line in answer.lines if line.startswith("Dropped:")]
    assert [line.split()[1] for line in dropped] == ["1"]
    assert "Take out what was printed for them." in answer.lines
    refused = storebook("sent", shop, 1, "--only", 1).refusal
    assert refused == "Piece 1 was dropped: Died. Do not send it."


def test_whoever_died_after_the_printing_is_said_when_the_rest_is_sent(
    storebook: Command, shop: Path, cards: dict[str, Any]
) -> None:
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=today())

    sent = storebook("sent", shop, 1, "--json").document

    assert (sent["sent"], [one["position"] for one in sent["dropped"]]) == (1, [2])


def test_a_range_passes_over_what_was_settled_before(
    storebook: Command, shop: Path, cards: dict[str, Any]
) -> None:
    storebook("sent", shop, 1, "--only", 1)

    assert storebook("sent", shop, 1, "--only", "1-2", "--json").document["sent"] == 1
