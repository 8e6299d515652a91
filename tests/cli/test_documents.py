"""With --json each command prints one document: days in ISO form, money in minor units, whole."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from storebook.cli.common import today
from tests.cli.running import Command, keys

MARGARET, DANIEL = 1, 2
SOON = (today() + timedelta(days=20)).isoformat()
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAYS = {
    "day", "on", "from", "to", "since", "last_day", "first_day", "secret_until", "from_day",
    "to_day", "enrolled_on", "left_on", "deceased_on", "next_on", "seen_on", "due_on",
}  # fmt: skip

TICKET = {
    "id", "number", "day", "shopper_id", "shopper", "associate_id", "associate", "occasion_id",
    "occasion_text", "prices_include_tax", "net_cents", "tax_cents", "total_cents", "cost_cents",
    "secret_until", "note", "lines", "payments",
}  # fmt: skip
LINE = {
    "id", "position", "kind", "quantity", "stock_number", "description", "category", "metal",
    "purity", "stones", "price_cents", "discount_cents", "net_cents", "tax_cents", "cost_cents",
    "returns_line_id", "reason", "brought_back", "piece_id", "giver_id", "giver", "wearer_id",
    "wearer", "serial", "certificate", "size", "engraving", "secret_until",
}  # fmt: skip
TOP = {
    "from", "to", "months", "unit", "basis", "active", "count", "share", "top_cents",
    "total_cents", "threshold_cents", "eighty_count", "tickets_estimated", "rows",
}  # fmt: skip
TOP_ROW = {
    "rank", "shopper_id", "name", "amount_cents", "share", "running_share", "last_day", "purchases",
}  # fmt: skip
PIECE = {
    "id", "role", "description", "category", "metal", "purity", "stones", "serial", "certificate",
    "size", "engraving", "day", "giver_id", "giver", "wearer_id", "wearer", "purchase_id",
    "price_cents", "secret_until", "origin", "state",
}  # fmt: skip
ENTRY = {
    "kind", "id", "day", "title", "detail", "associate", "amount_cents", "secret_until",
    "purchase_id", "piece_id", "is_care",
}  # fmt: skip


@pytest.fixture
def sold(storebook: Command, shop: Path) -> Path:
    """The shop with a purchase, a secret gift and a member."""
    storebook("sell", shop, MARGARET, "--line", "Pearl strand;420.00", "--line", "Resize;95")
    storebook(
        "sell", shop, DANIEL, "--line", "Ring, platinum;9400.00", "--wearer", MARGARET,
        "--secret-until", SOON,
    )  # fmt: skip
    storebook("enroll", shop, "--shopper", MARGARET, "--consent", "mail")
    return shop


def every_value(document: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each value in the document with the name it stands under."""
    if isinstance(document, dict):
        for inner, value in document.items():
            yield from every_value(value, inner)
    elif isinstance(document, list):
        for value in document:
            yield from every_value(value, name)
    else:
        yield name, document


COMMANDS = {
    "find": ("find", "{}", "margaret"),
    "show": ("show", "{}", "2"),
    "today": ("today", "{}", "--days", "60"),
    "top": ("top", "{}", "--months", "12"),
    "history": ("history", "{}"),
    "log": ("log", "{}"),
    "check": ("check", "{}"),
    "enroll": ("enroll", "{}", "--name", "Ann Lee"),
    "sell": ("sell", "{}", "1", "--line", "Ring;10"),
    "slip": ("slip", "{}", "1", "--out", "{folder}/x.pdf"),
    "undo": ("undo", "{}"),
    "backup": ("backup", "{}", "--to", "{folder}"),
    "export": ("export", "{}", "--out", "{folder}/x.csv"),
    "print cards": ("print", "cards", "{}", "--out", "{folder}/x.pdf"),
    "print labels": ("print", "labels", "{}", "--out", "{folder}/x.pdf"),
    "print list": ("print", "list", "{}", "--out", "{folder}/x.pdf"),
    "member card": ("print", "member-card", "{}", "--shopper", "1", "--out", "{folder}/x.pdf"),
    "fields": ("import", "--fields"),
}
LISTS = {"find", "today", "history", "log", "check", "fields"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_document_is_one_with_days_and_money_as_promised(
    storebook: Command, sold: Path, tmp_path: Path, name: str
) -> None:
    words = [word.replace("{}", str(sold)).format(folder=tmp_path) for word in COMMANDS[name]]

    answer = storebook(*words, "--json")

    document = answer.document
    assert isinstance(document, list) == (name in LISTS)
    assert answer.out == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    for key, value in every_value(document):
        if key.endswith("_cents"):
            assert value is None or type(value) is int, key
        if key in DAYS and value is not None:
            assert DAY.fullmatch(value), key


def test_a_ticket_is_told_whole(storebook: Command, sold: Path) -> None:
    ticket = storebook("sell", sold, 1, "--line", "Ring;10", "--cash", "10", "--json").document

    assert ticket.keys() == TICKET
    assert keys(ticket["lines"]) == LINE
    assert keys(ticket["payments"]) == {"kind", "amount_cents"}


def test_the_top_is_told_with_its_window_and_the_real_share(storebook: Command, sold: Path) -> None:
    top = storebook("top", sold, "--months", 36, "--json").document

    assert top.keys() == TOP
    assert keys(top["rows"]) == TOP_ROW
    assert (top["to"], top["months"], top["active"]) == (today().isoformat(), 36, 2)
    assert [one["name"] for one in top["rows"]] == ["Daniel Ashworth"]
    assert top["share"] == pytest.approx(9400 / (9400 + 515), abs=1e-6)
    assert storebook("top", sold, "--months", 36).lines[0].startswith("1 of 2 active shoppers ")


def test_a_page_is_told_whole(storebook: Command, sold: Path) -> None:
    page = storebook("show", sold, DANIEL, "--json").document
    hers = storebook("show", sold, MARGARET, "--json").document

    assert keys(page["pieces"]) == PIECE
    assert keys(page["timeline"]) == ENTRY
    assert {"kin_id", "shopper_id", "name", "relation"} <= keys(page["kin"])
    assert {"kind", "when", "next_on", "partner_id"} <= keys(page["occasions"])
    assert {"raw", "e164", "use", "safe_for_surprises"} <= keys(hers["phones"])
    assert {"lines", "city", "postcode", "country"} <= keys(hers["addresses"])
    assert {"channel", "purpose", "given", "day"} <= keys(hers["consent"])
    assert {"number", "enrolled_on"} <= hers["member"].keys()
    assert hers["household"].keys() >= {"couple_line", "couple_greeting"}
