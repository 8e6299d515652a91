"""Whatever a command writes, as words, a table, a page or a picture: no secret gift is in it."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from storebook.cli.common import today
from storebook.cli.main import COMMANDS
from tests.cli.running import Command
from tests.cli.secret_couples import Secret, Town, make_town, told, told_words, written

# What is looked through here and in test_secrets.
LOOKED_THROUGH = {
    "birthdays", "call-sheet", "check", "duplicates", "enroll", "envelopes", "everything",
    "export", "find", "gift-days", "history", "log", "merge", "photos", "print", "reprint",
    "returned", "runs", "sell", "sent", "show", "slip", "today", "top", "undo", "wording", "staff",
}  # fmt: skip
# What says nothing of anybody's purchase.
OF_NO_GIFT = {
    "open": "the window: the tests of its pages",
    "new": "an empty book",
    "demo": "a shop that was made up",
    "import": "says what stands in somebody's own file",
    "pay": "says an amount that was typed: tests/cli/test_slip.py",
    "erase": "says a number",
    "stock": "label sheets", "stocks": "label sheets", "designs": "designs", "calibrate": "lines",
    "protect": "a key", "unlock-test": "a key", "keys": "a key", "change-key": "a key",
    "unprotect": "a key",
    "backup": "the book itself", "restore": "the book itself", "salvage": "the book itself",
}  # fmt: skip
THIS_MONTH = today().isoformat()[:7]
ABOUT_NOBODY: tuple[tuple[str, ...], ...] = (
    ("envelopes", "--days", "60", "--out", "out.pdf"),
    ("envelopes", "--kind", "thank-you", "--from", "-60", "--days", "61", "--out", "out.pdf"),
    ("envelopes", "--kind", "monthly", "--out", "out.pdf"),
    ("print cards", "--kind", "thank-you", "--from", "-60", "--days", "61", "--out", "out.pdf"),
    ("print cards", "--kind", "monthly", "--out", "out.pdf"),
    ("print cards", "--days", "14", "--run", "Winter cards", "--out", "out.pdf"),
    ("reprint", "Winter cards", "--out", "out.pdf"),
    ("reprint", "Winter cards", "--as", "labels", "--out", "out.pdf"),
    ("sent", "Winter cards"),
    ("returned", "Winter cards", "1", "--reason", "moved"),
    ("runs",),
    ("print calendar", "--month", THIS_MONTH, "--out", "out.pdf"),
    ("print calendar", "--month", THIS_MONTH, "--names", "--out", "out.pdf"),
    ("print membership", "--out", "out.pdf"),
    ("call-sheet", "--select", "all", "--out", "out.pdf"),
    ("call-sheet", "--select", "all", "--out", "out.csv"),
    ("call-sheet", "--select", "bought-since=2020-01-01", "--out", "out.csv"),
    ("birthdays", "--out", "out.pdf"),
    ("birthdays", "--out", "out.csv"),
    ("duplicates",),
    ("gift-days",),
    ("wording list",),
    ("staff list",),
    ("log", "--limit", "100000"),
    *(("log", "--kind", kind, "--limit", "100000") for kind in ("exports", "prints", "views")),
    ("log", "--verify"),
)  # fmt: skip


@pytest.fixture(
    scope="module", params=[40, pytest.param(1_000, marks=pytest.mark.slow)], ids="{} gifts".format
)
def town(
    request: pytest.FixtureRequest, empty_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> Town:
    path = tmp_path_factory.mktemp("town") / "town.book"
    path.write_bytes(empty_book.read_bytes())
    return make_town(path, request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands write."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept_from(town: Town, shopper_id: int) -> list[Secret]:
    return [one for one in town.secrets if shopper_id not in one.knowing]


def arguments(town: Town, asked: Iterable[str]) -> list[object]:
    """The command with the book after its name; a day that many days ago is written out."""
    name, *more = asked
    days = [in_words(each) for each in more]
    return [*name.split(), town.path, *days]


def in_words(argument: str) -> str:
    if argument.startswith("-") and argument[1:].isdigit():
        return (today() + timedelta(days=int(argument))).isoformat()
    return argument


def test_every_command_is_looked_through_or_has_a_reason() -> None:
    assert COMMANDS.keys() - LOOKED_THROUGH == OF_NO_GIFT.keys()
    assert COMMANDS.keys() >= LOOKED_THROUGH


def test_no_output_about_nobody_in_particular_tells_of_a_gift(
    storebook: Command, town: Town, folder: Path
) -> None:
    leaks = {}
    for asked in ABOUT_NOBODY:
        for json in ((), ("--json",)):
            answer = storebook(*arguments(town, asked), *json)
            text = answer.out + answer.err + written(folder / "out")
            assert answer.code == 0 or "Nobody" in answer.err or json, (asked, answer.err)
            if found := told_words(town, text):
                leaks[asked] = found
    assert leaks == {}


def test_nothing_written_for_somebody_tells_of_what_is_kept_from_them(
    storebook: Command, town: Town, folder: Path
) -> None:
    for who, other in zip(town.people[::3], town.people[1::3], strict=False):
        for asked in (
            ("everything", who, "--out", "out.pdf"),
            ("everything", who, "--out", "out.json"),
            ("photos", who, "--out", folder, "--json"),
            ("print", "member-card", who, "--out", "out.pdf"),
            ("call-sheet", "--shopper", who, "--out", "out.csv"),
            ("merge", who, other, "--dry-run"),
            ("merge", who, other, "--dry-run", "--json"),
            ("log", "--shopper", who, "--json"),
        ):
            name, *more = asked
            book = [more.pop(0), town.path] if name == "print" else [town.path]
            answer = storebook(name, *book, *more)
            text = answer.out + answer.err + written(folder / "out")

            assert told(kept_from(town, who), text) == [], asked


def test_no_slip_and_no_photo_of_a_gift_is_made_for_who_will_wear_it(
    storebook: Command, town: Town, folder: Path
) -> None:
    for secret in town.secrets[:40]:
        for reader in (("--for", secret.wearer), ()):
            for kind in ("purchase", "gift"):
                asked = ("slip", town.path, secret.ticket, *reader, "--kind", kind)
                answer = storebook(*asked, "--out", "out.pdf")
                assert answer.code == 1
                assert told([secret], answer.err + written(folder / "out")) == []
        photos = storebook(
            "photos", town.path, secret.wearer, "--piece", secret.piece, "--out", folder
        )
        assert photos.code == 1
        assert told([secret], photos.err + written(folder / "out")) == []


def test_a_gift_receipt_names_no_secret_unless_it_is_asked_for(
    storebook: Command, town: Town, folder: Path
) -> None:
    named = 0
    for secret in town.secrets[:20]:
        giver = min(secret.knowing)
        asked = ("slip", town.path, secret.ticket, "--for", giver, "--kind", "gift")
        silent = storebook(*asked, "--out", "out.pdf")
        quiet = silent.out + written(folder / "out")
        storebook(*asked, "--named", "--out", "out.pdf")
        named += bool(told([secret], written(folder / "out")))

        assert silent.code == 0
        assert told([secret], quiet) == []
    assert named == 20
