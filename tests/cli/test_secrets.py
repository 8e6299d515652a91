"""Sixty secret gifts, and no command that tells a word of them to anybody but their givers; with
`-m slow` three hundred.
"""

import shutil
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.cli.common import today
from tests.cli.running import Command
from tests.cli.secret_couples import Town, make_town, told, told_words, written


@pytest.fixture(
    scope="module", params=[60, pytest.param(300, marks=pytest.mark.slow)], ids="{} gifts".format
)
def town(
    request: pytest.FixtureRequest, empty_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> Town:
    path = tmp_path_factory.mktemp("town") / "town.book"
    path.write_bytes(empty_book.read_bytes())
    return make_town(path, request.param)


@pytest.mark.parametrize("more", [(), ("--json",), ("--as", "clerk"), ("--as", "clerk", "--json")])
def test_a_page_tells_nothing_of_what_is_kept_from_it(
    storebook: Command, town: Town, more: tuple[str, ...]
) -> None:
    for shopper_id in town.people:
        answer = storebook("show", town.path, shopper_id, *more)
        unknown = [one for one in town.secrets if shopper_id not in one.knowing]

        assert answer.code == 0
        assert told(unknown, answer.out) == []


def test_a_giver_is_told_of_every_gift(storebook: Command, town: Town) -> None:
    for shopper_id in town.people:
        page = storebook("show", town.path, shopper_id, "--json").out
        own = [one.word for one in town.secrets if shopper_id in one.knowing]

        assert set(told(town.secrets, page)) >= set(own)


def test_a_serial_leads_to_its_giver_alone(storebook: Command, town: Town) -> None:
    for secret in town.secrets:
        for text in (secret.serial, f"GIA {secret.word}", secret.word):
            found = storebook("find", town.path, text, "--limit", 50, "--json").document
            assert {one["id"] for one in found} <= secret.knowing
            assert secret.word not in storebook("find", town.path, secret.serial).out


def test_no_list_and_no_history_tells_of_a_gift(
    storebook: Command, town: Town, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for command in (
        ("today", "--days", 60),
        ("top", "--months", 12),
        ("history", "--limit", 10_000),
        *(("history", "--shopper", one, "--limit", 10_000) for one in town.people),
        ("check",),
        ("find", "ann", "--limit", 100),
        ("export", "--kind", "shoppers", "--out", f"{out}.csv"),
        ("export", "--kind", "purchases", "--out", f"{out}.csv"),
        ("export", "--kind", "purchases", "--out", f"{out}.csv", "--spreadsheet", "--replace"),
        ("print", "cards", "--out", f"{out}.pdf"),
        ("print", "labels", "--out", f"{out}.pdf"),
        ("print", "list", "--out", f"{out}.pdf"),
        ("print", "list", "--out", f"{out}.csv"),
    ):
        name, *more = (*command[:2], town.path, *command[2:]) if command[0] == "print" else (
            command[0], town.path, *command[1:]
        )  # fmt: skip
        for json in ((), ("--json",)):
            answer = storebook(name, *more, *json)
            assert answer.code == 0
            assert told_words(town, answer.out + answer.err + written(out)) == []


def test_what_a_wearer_is_sold_and_sent_tells_nothing(storebook: Command, town: Town) -> None:
    for secret in town.secrets[:20]:
        unknown = [one for one in town.secrets if secret.wearer not in one.knowing]
        sold = storebook("sell", town.path, secret.wearer, "--line", "Chain;10", "--json")
        undone = storebook("undo", town.path)
        card = storebook("enroll", town.path, "--shopper", secret.wearer)

        assert (sold.code, undone.code) == (0, 0)
        assert told(unknown, sold.out + undone.out + card.out) == []


def test_on_its_day_a_gift_is_no_secret_any_more(
    storebook: Command, town: Town, tmp_path: Path
) -> None:
    """The guard looks at the day, and nothing else: seen on the wearer's page from then on."""
    secret = town.secrets[0]
    path = Path(shutil.copyfile(town.path, tmp_path / "later.book"))
    with Book.open(path) as book, book.change("The day has come") as change:
        change.update("piece", secret.piece, secret_until=today())

    assert secret.word in storebook("show", path, secret.wearer, "--json").out
