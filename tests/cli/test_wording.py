"""Words of cards, gift days and the calendar on the wall, from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Command


def test_texts_are_listed_for_people_and_programs(storebook: Command, shop: Path) -> None:
    listed = storebook("wording", "list", shop, "--kind", "monthly", "--language", "en")
    document = storebook("wording", shop, "list", "--kind", "birthday", "--json").document

    assert "month-12-a" in listed.out
    assert {one["language"] for one in document} == {"en", "zh-hans", "zh-hant"}
    assert set(document[0]) == {
        "kind", "language", "variant", "moment", "greeting", "wish", "signature", "version",
        "origin", "used", "fields",
    }  # fmt: skip


def test_a_text_is_shown_as_it_reads(storebook: Command, shop: Path) -> None:
    asked = ("wording", "show", shop, "--kind", "anniversary", "--variant", "milestone-year")

    found = storebook(*asked, "--json").document

    assert found["sample"]["wish"].startswith("25 years: the year of silver.")
    assert {"field": "gift_name", "what": "gift that the year is named after"} in found["may_use"]
    assert "the year of silver" in storebook(*asked).out


def test_a_text_is_written_from_a_file_and_as_it_was_shipped_again(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    wish = tmp_path / "wish.txt"
    wish.write_text("For {first_name},\nwith {stone}.\n", encoding="utf-8")
    asked = ("--kind", "birthday", "--variant", "bright-days")

    kept = storebook("wording", "set", shop, *asked, "--file", wish, "--json").document
    assert (kept["origin"], kept["version"]) == ("edited", 2)
    assert kept["wish"] == "For {first_name},\nwith {stone}."
    assert storebook("history", shop).out.splitlines()[0].count("bright-days")

    assert storebook("wording", "reset", shop, *asked, "--json").document == {"reset": 1}
    shown = storebook("wording", "show", shop, *asked, "--json").document
    assert shown["origin"] == "shipped"


def test_an_edit_is_taken_back(storebook: Command, shop: Path) -> None:
    asked = ("--kind", "birthday", "--variant", "ours")
    assert storebook("wording", "set", shop, *asked, "--wish", "One.\\nTwo.").code == 0

    assert storebook("undo", shop).code == 0

    assert "no text" in storebook("wording", "show", shop, *asked).refusal


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("{frist_name}", "no field {frist_name}"),
        ("{years} years", "no field {years}"),
        ("", "The wish is empty"),
        ("\\n".join(["so many lines of the wish"] * 14), "too long for the card"),
    ],
)
def test_a_text_that_can_not_be_used_is_refused(
    storebook: Command, shop: Path, wish: str, says: str
) -> None:
    asked = ("--kind", "birthday", "--variant", "ours", "--wish", wish)

    assert says in storebook("wording", "set", shop, *asked).refusal
    listed = storebook("wording", "list", shop, "--kind", "birthday", "--json").document
    assert "ours" not in {one["variant"] for one in listed}


def test_a_file_that_is_no_text_is_refused(storebook: Command, shop: Path, tmp_path: Path) -> None:
    picture = tmp_path / "wish.txt"
    picture.write_bytes(b"\xff\xd8\xff\xe0" * 40)
    asked = ("--kind", "birthday", "--variant", "ours")

    assert "no text" in storebook("wording", "set", shop, *asked, "--file", picture).refusal
    gone = tmp_path / "gone.txt"
    assert "can’t be read" in storebook("wording", "set", shop, *asked, "--file", gone).refusal


def test_a_text_is_put_aside_and_taken_up(storebook: Command, shop: Path) -> None:
    asked = (shop, "--kind", "thank-you", "--variant", "care", "--json")

    assert storebook("wording", "use", *asked, "--off").document["used"] is False
    assert storebook("wording", "use", *asked).document["used"] is True


def test_who_signs_and_which_gifts_are_set(storebook: Command, shop: Path) -> None:
    signed = storebook("wording", "sign", shop, "Jun Halloran", "Gemologist", "--json").document
    assert signed == {"associate": "Jun Halloran", "card_line": "Gemologist"}
    assert storebook("wording", "gifts", shop, "--json").document["list"] == "traditional-us"

    set_to = storebook("wording", "gifts", shop, "--set", "gemstone", "--json").document

    assert set_to == {"list": "gemstone", "name": "Gemstone"}


def test_an_empty_field_is_told_when_cards_are_printed(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    listed = storebook("wording", shop, "--kind", "birthday", "--language", "en", "--json").document
    for one in listed:
        asked = ("--kind", "birthday", "--variant", one["variant"], "--wish", "For {first_name}.")
        assert storebook("wording", "set", shop, *asked).code == 0

    printed = storebook(
        "print", "cards", shop, "--kind", "birthday", "--out", tmp_path / "c.pdf", "--json"
    )

    left = {one["name"]: (one["why"], one["detail"]) for one in json.loads(printed.out)["left_out"]}
    why, detail = left["Margaret Ashworth"]
    assert why == "A field of the words is empty"
    assert detail.startswith("The first name is not known")


# -- gift days


def test_gift_days_are_listed_with_their_mail_by_days(storebook: Command, shop: Path) -> None:
    asked = ("gift-days", shop, "--from", "2026-12-01", "--days", "40")

    found = storebook(*asked, "--json").document

    assert found[0] == {
        "key": "christmas",
        "title": "Christmas",
        "day": "2026-12-25",
        "mail_by": "2026-12-17",
        "mail_by_abroad": "2026-12-03",
        "own": False,
    }
    assert "mail by 2026-12-17" in storebook(*asked).out


def test_a_shop_adds_leaves_out_and_removes_days(storebook: Command, shop: Path) -> None:
    added = storebook(
        "gift-days", shop, "--add", "Founders’ Day", "--on", "june 12", "--all", "--json"
    ).document
    assert added[-1]["rule"] == "june 12"
    left = storebook("gift-days", shop, "--leave-out", "christmas", "--all", "--json").document
    assert [one["key"] for one in left if not one["kept"]] == ["christmas"]

    removed = storebook("gift-days", shop, "--remove", added[-1]["id"], "--all", "--json").document

    assert [one for one in removed if one["id"] is not None] == []


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--add", "Fair", "--on", "whenever"), "no rule for a yearly day"),
        (("--leave-out", "white-day"), "no gift day"),
        (("--remove", "7"), "no gift day 7"),
        (("--inland", "99"), "0 to 60"),
    ],
)
def test_a_gift_day_that_makes_no_sense_is_refused(
    storebook: Command, shop: Path, asked: tuple[str, ...], says: str
) -> None:
    assert says in storebook("gift-days", shop, *asked).refusal


# -- the calendar on the wall


def test_a_calendar_is_printed_and_noted(storebook: Command, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "december.pdf"

    found = storebook("print", "calendar", shop, "--month", "2026-12", "--out", out, "--json")

    assert out.read_bytes().startswith(b"%PDF")
    assert {"day": "2026-12-25", "kind": "gift", "text": "Christmas"} in found.document["marks"]
    assert "Calendar of 2026-12" in storebook("log", shop).out


@pytest.mark.parametrize("month", ["December", "2026-13", "0000-01", "2026"])
def test_a_month_that_is_none_is_refused(
    storebook: Command, shop: Path, tmp_path: Path, month: str
) -> None:
    out = tmp_path / "c.pdf"

    assert storebook("print", "calendar", shop, "--month", month, "--out", out).refusal
    assert not out.exists()
