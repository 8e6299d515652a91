"""Enrolling, selling, what is refused of either, and taking it back."""

from datetime import timedelta
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.cli.common import today
from storebook.sales.drafts import LONGEST
from tests.book.dumping import dump
from tests.cli.running import Command
from tests.nasty import NASTY

MARGARET, DANIEL = 1, 2
SOON = (today() + timedelta(days=20)).isoformat()


def rows(path: Path, table: str) -> int:
    with Book.open(path, mode="read") as book:
        return int(book.value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a name of our own


# -- enroll


def test_a_new_shopper_is_enrolled(storebook: Command, path: Path) -> None:
    done = storebook(
        "enroll", path, "--name", "Ann Lee", "--given", "Ann", "--family", "Lee", "--phone",
        "(603) 555-0142", "--email", "ann@example.com", "--birthday", "29 Feb", "--json",
    ).document  # fmt: skip

    assert done == {
        "member_id": 1,
        "shopper_id": 1,
        "name": "Ann Lee",
        "number": "10019",
        "is_new": True,
        "others": [],
        "other_ids": [],
    }
    page = storebook("show", path, 1, "--json").document
    assert [one["when"] for one in page["occasions"]] == ["--02-29"]
    assert page["member"]["number"] == "10019"


def test_who_is_there_is_found_by_phone_and_gets_no_second_page(
    storebook: Command, shop: Path
) -> None:
    before = rows(shop, "shopper")

    done = storebook("enroll", shop, "--phone", "603.555.0142", "--json").document

    assert (done["shopper_id"], done["is_new"]) == (MARGARET, False)
    assert rows(shop, "shopper") == before
    assert "member already" in storebook("enroll", shop, "--phone", "6035550142").refusal


def test_who_may_be_the_same_person_is_told_by_number(storebook: Command, shop: Path) -> None:
    told = storebook("enroll", shop, "--name", "Zoe Orr", "--phone", "603 555 0142").lines

    assert told[2] == (
        f"Has the phone, the e-mail, or the name and birthday of: Margaret Ashworth ({MARGARET})."
    )
    assert "'storebook undo'" in told[3]


def test_a_phone_that_is_odd_is_taken_and_said(storebook: Command, path: Path) -> None:
    told = storebook("enroll", path, "--name", "Ann Lee", "--phone", "12").lines

    assert "Look at the phone: This is too short" in told[2]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "What is the shopper’s name?"),
        (("--birthday", "29 Feb"), "What is the shopper’s name?"),
        (("--phone", "603 555 0100"), "Nobody has this number yet."),
        (("--email", "a@x.de"), "Nobody has this e-mail yet."),
    ],
)
def test_who_is_not_named_is_asked_for_by_what_was_given(
    storebook: Command, path: Path, answers: tuple[str, ...], sentence: str
) -> None:
    assert storebook("enroll", path, *answers).refusal.startswith(sentence)


def test_consent_is_kept_when_it_was_given(storebook: Command, path: Path) -> None:
    storebook("enroll", path, "--name", "Ann Lee", "--consent", "mail", "--consent", "text")

    said = storebook("show", path, 1, "--json").document["consent"]
    assert {(one["channel"], one["given"]) for one in said} == {("mail", True), ("text", True)}


@pytest.mark.parametrize(
    "answers",
    [
        (),
        ("--name", ""),
        ("--name", "   "),
        ("--name", "\u200b"),
        ("--name", "a" * 5000),
        ("--name", "\x00"),
        ("--name", "\ud800"),
        ("--name", "Ann Lee", "--birthday", "30 Feb"),
        ("--name", "Ann Lee", "--birthday", "31 April 1990"),
        ("--name", "Ann Lee", "--birthday", "someday"),
        ("--name", "Ann Lee", "--email", "not an e-mail"),
        ("--name", "Ann Lee", "--phone", "call me"),
        ("--name", "Ann Lee", "--by", "Nobody"),
        ("--shopper", "99"),
    ],
)
def test_an_answer_that_is_none_enrolls_nobody(
    storebook: Command, path: Path, answers: tuple[str, ...]
) -> None:
    before = path.read_bytes()

    assert storebook("enroll", path, *answers).refusal

    assert path.read_bytes() == before


# -- sell


def test_a_purchase_is_recorded(storebook: Command, shop: Path) -> None:
    ticket = storebook(
        "sell", shop, MARGARET, "--line", "Ring, platinum;9400.00", "--line",
        "Resize;95", "--cash", "100.00", "--by", "Jun", "--json",
    ).document  # fmt: skip

    assert ticket["day"] == today().isoformat()
    assert ticket["shopper"] == "Margaret Ashworth"
    assert ticket["associate"] == "Jun Halloran"
    assert ticket["total_cents"] == 949_500
    assert [
        (line["description"], line["price_cents"], line["kind"], line["metal"])
        for line in ticket["lines"]
    ] == [("Ring, platinum", 940_000, "piece", "platinum"), ("Resize", 9_500, "service", None)]
    assert ticket["payments"] == [
        {"kind": "cash", "amount_cents": 10_000},
        {"kind": "other", "amount_cents": 939_500},
    ]


def test_a_gift_is_told_on_the_page_of_its_giver_alone(storebook: Command, shop: Path) -> None:
    told = storebook(
        "sell", shop, DANIEL, "--line", "Trilogy ring, platinum;9,400.00", "--wearer", MARGARET,
        "--secret-until", SOON,
    ).lines  # fmt: skip

    assert told[1].endswith(f"open it only with --for {DANIEL}.")
    assert "Trilogy" in storebook("show", shop, DANIEL).out
    assert "Trilogy" not in storebook("show", shop, MARGARET, "--json").out


@pytest.mark.parametrize("quantity", ["0", "100001", "1000000"])
def test_a_quantity_says_how_many_it_can_be(storebook: Command, shop: Path, quantity: str) -> None:
    answer = storebook("sell", shop, DANIEL, "--line", f"Ring;10;{quantity}")

    assert answer.refusal == "A quantity is a number from 1 to 100,000."


def test_what_comes_back_is_tied_to_its_line(storebook: Command, shop: Path) -> None:
    sold = storebook(
        "sell", shop, MARGARET, "--line", "Spoon, silver;40;6", "--line", "Chain;120", "--json"
    ).document
    spoons, chain = (line["id"] for line in sold["lines"])

    back = storebook(
        "sell", shop, MARGARET, "--returns", spoons, "--returns", spoons, "--returns", chain,
        "--reason", "too small", "--line", "Brooch;300", "--json",
    ).document  # fmt: skip

    assert [
        (line["returns_line_id"], line["quantity"], line["net_cents"], line["reason"])
        for line in back["lines"]
    ] == [
        (spoons, -2, -8_000, "too small"),
        (chain, -1, -12_000, "too small"),
        (None, 1, 30_000, None),
    ]
    assert back["total_cents"] == 10_000
    assert "Nothing is left" in storebook("sell", shop, MARGARET, "--returns", chain).refusal
    assert "no line 999" in storebook("sell", shop, MARGARET, "--returns", 999).refusal


def test_a_secret_gift_comes_back_as_secretly_as_it_was_bought(
    storebook: Command, shop: Path
) -> None:
    sold = storebook(
        "sell", shop, DANIEL, "--line", "Trilogy ring;9400", "--wearer", MARGARET,
        "--secret-until", SOON, "--json",
    ).document  # fmt: skip
    line = sold["lines"][0]["id"]

    untied = storebook("sell", shop, DANIEL, "--line", "trilogy RING;9400;-1").refusal
    strange = storebook("sell", shop, MARGARET, "--returns", line).refusal
    back = storebook("sell", shop, DANIEL, "--returns", line, "--json").document

    assert untied == f"That is a secret still. Bring it back from its own line, {line}."
    assert strange == f"There is no line {line} in this book."
    assert (back["secret_until"], back["total_cents"]) == (SOON, -940_000)
    out = shop.with_name("out.csv")
    storebook("export", shop, "--kind", "purchases", "--out", out)
    assert "Trilogy" not in out.read_text("utf-8-sig")


def test_a_walk_in_buys_without_a_name(storebook: Command, shop: Path) -> None:
    ticket = storebook("sell", shop, "walk-in", "--line", "Chain;120;2", "--json").document

    assert (ticket["shopper_id"], ticket["total_cents"]) == (None, 24_000)


def test_amounts_are_read_as_the_shop_writes_them(storebook: Command, tmp_path: Path) -> None:
    path = tmp_path / "laden.book"
    storebook(
        "new", path, "--name", "Laden", "--country", "DE", "--currency", "EUR", "--paper", "a4",
        "--locale", "de_DE",
    )  # fmt: skip

    ticket = storebook("sell", path, "walk-in", "--line", "Ring;9.400,50", "--json").document

    assert ticket["total_cents"] == 940_050
    assert "9.400,50" in storebook("sell", path, "walk-in", "--line", "Ring;9.400,50").out


@pytest.mark.parametrize(
    "answers",
    [
        ("1",),
        ("1", "--line", ""),
        ("1", "--line", "Ring"),
        ("1", "--line", "Ring;"),
        ("1", "--line", "Ring;free"),
        ("1", "--line", "Ring;nine hundred"),
        ("1", "--line", "Ring;9,400,00"),
        ("1", "--line", "Ring;1e400"),
        ("1", "--line", "Ring;nan"),
        ("1", "--line", "Ring;-5"),
        ("1", "--line", "Ring;99999999999999999"),
        ("1", "--line", "Ring;10;x"),
        ("1", "--line", "Ring;10;0"),
        ("1", "--line", "Ring;10;1;1"),
        ("1", "--line", "   ;10"),
        ("1", "--line", f"{'a' * (LONGEST + 1)};10"),
        ("99", "--line", "Ring;10"),
        (str(10**30), "--line", "Ring;10"),
        ("1", "--line", "Ring;10", "--cash", "11"),
        ("1", "--line", "Ring;10", "--cash", "some"),
        ("1", "--line", "Ring;10", "--wearer", "99"),
        ("1", "--line", "Ring;10", "--secret-until", SOON),
        ("1", "--line", "Ring;10", "--wearer", "1", "--secret-until", SOON),
        ("1", "--line", "Ring;10", "--wearer", "2", "--secret-until", "2020-01-01"),
        ("1", "--line", "Ring;10", "--wearer", "2", "--secret-until", "soon"),
        ("walk-in", "--line", "Ring;10", "--wearer", "2", "--secret-until", SOON),
        ("1", "--line", "Ring;10", "--on", "2199-01-01"),
        ("1", "--line", "Ring;10", "--by", ""),
        ("1", "--line", "Ring;10", "--reason", "too small"),
        ("1", "--returns", "99"),
    ],
)
def test_a_ticket_that_is_none_is_not_recorded(
    storebook: Command, shop: Path, answers: tuple[str, ...]
) -> None:
    before = shop.read_bytes()

    assert storebook("sell", shop, *answers).refusal

    assert shop.read_bytes() == before


def test_whoever_is_not_a_number_is_wrong_usage(storebook: Command, shop: Path) -> None:
    assert storebook("sell", shop, "Margaret", "--line", "Ring;10").wrong_usage
    assert storebook("sell", shop, 1, "--line", "Ring;10", "--wearer", "Margaret").wrong_usage


@pytest.mark.parametrize("text", NASTY)
def test_whatever_was_typed_is_done_or_refused(storebook: Command, shop: Path, text: str) -> None:
    """Nothing that can be typed is a traceback."""
    for arguments in (
        ("find", shop, "--", text),
        ("enroll", shop, f"--name={text}", f"--phone={text}"),
        ("enroll", shop, "--name", "Ann Lee", f"--birthday={text}", f"--email={text}"),
        ("sell", shop, 1, f"--line={text};10"),
        ("sell", shop, 1, f"--line=Ring;{text}", f"--occasion={text}"),
        ("sell", shop, 1, f"--line=Ring;10;{text}", f"--cash={text}", f"--by={text}"),
        ("show", shop, "--", text),
        ("new", shop.with_name("n.book"), f"--name={text}", f"--locale={text}"),
        ("check", "--", text),
        ("import", shop, "--", text),
    ):
        answer = storebook(*arguments)
        assert answer.code in (0, 1, 2)
        assert "mistake of its own" not in answer.err
        assert answer.code == 0 or answer.err


# -- undo


def test_what_a_command_did_is_taken_back_whole(storebook: Command, shop: Path) -> None:
    def state() -> object:
        with Book.open(shop, mode="read") as book:
            return dump(book)

    before = state()
    for command in (
        ("enroll", shop, "--name", "Ann Lee", "--phone", "603 555 0199", "--consent", "mail"),
        ("enroll", shop, "--phone", "603 555 0142", "--birthday", "Nov 26"),
        ("sell", shop, DANIEL, "--line", "Ring;10", "--wearer", 1, "--secret-until", SOON),
        ("print", "cards", shop, "--days", 14, "--out", shop.with_name("c.pdf")),
        ("print", "list", shop, "--days", 14, "--out", shop.with_name("l.csv")),
    ):
        assert storebook(*command).code == 0
        assert state() != before

        assert storebook("undo", shop, "--json").document["what"].startswith("Taken back: ")

        assert state() == before


def test_history_tells_changes_newest_first_and_who_did_them(
    storebook: Command, shop: Path
) -> None:
    storebook("sell", shop, MARGARET, "--line", "Ring;10", "--by", "Jun")
    storebook("undo", shop)

    undo, sold, *_ = storebook("history", shop, "--json").document

    assert undo["what"] == "Taken back: Purchase recorded for Margaret Ashworth"
    assert undo["takes_back_id"] == sold["id"]
    assert (sold["associate"], sold["in_effect"]) == ("Jun Halloran", False)
    assert undo.keys() == {"id", "at", "associate", "what", "takes_back_id", "in_effect"}
    newest = storebook("history", shop, "--shopper", MARGARET, "--limit", 1, "--json").document
    assert newest == [undo]
    assert "(taken back)" in storebook("history", shop).lines[1]
    assert "no shopper 99" in storebook("history", shop, "--shopper", 99).refusal


def test_an_undo_is_taken_back_by_its_number(storebook: Command, shop: Path) -> None:
    storebook("sell", shop, MARGARET, "--line", "Ring;10")
    undo = storebook("undo", shop, "--json").document

    storebook("undo", shop, undo["id"])

    assert storebook("show", shop, MARGARET, "--json").document["spend"]["purchases"] == 1


def test_what_can_not_be_taken_back_is_refused(storebook: Command, path: Path) -> None:
    assert "nothing to undo" in storebook("undo", path).refusal
    assert "no change 99" in storebook("undo", path, 99).refusal
    assert "no change" in storebook("undo", path, 10**30).refusal
    assert storebook("undo", path, "last").wrong_usage
    storebook("enroll", path, "--name", "Ann Lee")
    storebook("sell", path, 1, "--line", "Ring;10")
    assert "Take that back first" in storebook("undo", path, 1).refusal
