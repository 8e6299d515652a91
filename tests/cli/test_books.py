"""Making, checking and backing up books, and every file that is no book or can't be one."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storebook.book.backup_places import BACKUPS
from storebook.book.book import Book
from storebook.book.files import beside
from storebook.book.places import default_folder
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.shop_saving import save_shop
from storebook.cli.common import today
from tests.book.ordinary_user import folder_for_everyone, only_read
from tests.cli.running import Command, files_of, keys

READING = (
    ("find", "{}", "ann"),
    ("show", "{}", "1"),
    ("today", "{}"),
    ("top", "{}"),
    ("history", "{}"),
    ("check", "{}"),
    ("backup", "{}", "--to", "{folder}"),
    ("export", "{}", "--out", "{folder}/x.csv"),
    ("import", "{}", "{folder}/list.csv", "--dry-run"),
)
WRITING = (
    ("enroll", "{}", "--name", "Ann Lee"),
    ("sell", "{}", "walk-in", "--line", "Ring;10"),
    ("print", "cards", "{}", "--out", "{folder}/c.pdf"),
    ("print", "labels", "{}", "--out", "{folder}/l.pdf"),
    ("print", "list", "{}", "--out", "{folder}/l.csv"),
    ("print", "member-card", "{}", "--shopper", "1", "--out", "{folder}/m.pdf"),
    ("sent", "{}", "1"),
    ("undo", "{}"),
    ("import", "{}", "{folder}/list.csv"),
)


def filled(command: tuple[str, ...], book: Path, folder: Path) -> list[str]:
    return [word.replace("{}", str(book)).replace("{folder}", str(folder)) for word in command]


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somewhere beside the book for what goes in and out."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / "list.csv").write_text("Name,Phone\nAnn Lee,603-555-0199\n", encoding="utf-8")
    return folder


# -- new


def test_a_new_book_has_the_settings_that_were_said(storebook: Command, tmp_path: Path) -> None:
    path = tmp_path / "shop.book"

    made = storebook(
        "new", path, "--name", "Hallam & Rye", "--country", "gb", "--currency", "gbp", "--paper",
        "a4", "--by", "Ruth Hallam", "--json",
    ).document  # fmt: skip

    assert made["book"] == str(path)
    shop = {name: made["shop"][name] for name in ("name", "country", "currency", "paper")}
    assert shop == {"name": "Hallam & Rye", "country": "GB", "currency": "GBP", "paper": "a4"}
    (begun,) = storebook("history", path, "--json").document
    assert begun["associate"] == "Ruth Hallam"


def test_what_is_not_said_of_a_new_book_is_as_usual_in_its_country_and_told(
    storebook: Command, tmp_path: Path
) -> None:
    made = storebook("new", tmp_path / "de.book", "--name", "Gem", "--country", "DE")
    storebook("new", tmp_path / "gb.book", "--name", "Gem", "--country", "UK", "--paper", "letter")

    assert made.lines[1] == "Germany: EUR, A4 paper, dates and numbers as in de_DE."
    with Book.open(tmp_path / "de.book") as book:
        german = load(book, Shop)
    with Book.open(tmp_path / "gb.book") as book:
        british = load(book, Shop)
    assert (german.currency, german.paper, german.locale) == ("EUR", "a4", "de_DE")
    assert german.first_weekday == 0
    assert (british.currency, british.paper, british.locale) == ("GBP", "letter", "en_GB")


def test_what_was_said_of_a_new_book_can_be_saved_again(storebook: Command, tmp_path: Path) -> None:
    storebook("new", tmp_path / "shop.book", "--name", "Hallam & Rye", "--locale", "de-at")

    with Book.open(tmp_path / "shop.book") as book:
        shop = load(book, Shop)
        save_shop(book, shop)

    assert shop.locale == "de_AT"


@pytest.mark.parametrize("command", [("new", "--name", "x"), ("demo", "--shoppers", "200")])
def test_the_file_of_a_book_ends_in_book(
    storebook: Command, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *more = command

    made = storebook(name, tmp_path / "n5", *more)

    assert "n5.book" in made.out
    assert "n5.book" in files_of(tmp_path)
    assert "n5" not in files_of(tmp_path)
    assert "already" in storebook(name, tmp_path / "n5", *more).refusal


def test_a_new_book_never_replaces_what_is_there(storebook: Command, tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    path.write_text("my novel", encoding="utf-8")

    assert "already" in storebook("new", path, "--name", "x").refusal
    assert "already" in storebook("demo", path, "--shoppers", 200).refusal

    assert files_of(tmp_path) == {"shop.book": b"my novel"}


@pytest.mark.parametrize(
    "settings",
    [
        ("--name", ""),
        ("--name", "  "),
        ("--name", "a" * 5000),
        ("--name", "\x00"),
        ("--name", "x", "--country", "Atlantis"),
        ("--name", "x", "--currency", "shells"),
        ("--name", "x", "--currency", ""),
        ("--name", "x", "--locale", "; rm -rf"),
        ("--name", "x", "--locale", ""),
        ("--name", "x", "--locale", "english"),
        ("--name", "x", "--locale", "xx_US"),
        ("--name", "x", "--locale", "en_XX"),
        ("--name", "x", "--by", ""),
        ("--name", "x", "--by", "a" * 5000),
    ],
)
def test_a_setting_that_is_none_makes_no_book(
    storebook: Command, tmp_path: Path, settings: tuple[str, ...]
) -> None:
    assert storebook("new", tmp_path / "shop.book", *settings).refusal

    assert list(tmp_path.iterdir()) == []


def test_a_setting_with_few_choices_is_wrong_usage(storebook: Command, tmp_path: Path) -> None:
    path = tmp_path / "shop.book"

    assert storebook("new", path, "--name", "x", "--paper", "papyrus").wrong_usage
    assert storebook("new", path).wrong_usage


@pytest.mark.parametrize("place", ["nowhere/shop.book", "", "a" * 300 + ".book", "x\x00y.book"])
@pytest.mark.parametrize("command", [("new", "--name", "x"), ("demo", "--shoppers", "200")])
def test_where_no_book_can_be_none_is_made(
    storebook: Command, tmp_path: Path, place: str, command: tuple[str, ...]
) -> None:
    name, *more = command

    assert storebook(name, f"{tmp_path}/{place}", *more).refusal

    assert list(tmp_path.iterdir()) == []


# -- check and backup


def test_check_names_each_check_with_its_result(storebook: Command, shop: Path) -> None:
    results = storebook("check", shop, "--json").document

    assert keys(results) == {"name", "good", "found"}
    assert {"opening", "quick check", "integrity check", "references"} <= {
        one["name"] for one in results
    }
    assert all(one["good"] for one in results)
    assert all(line.startswith("good  ") for line in storebook("check", shop).lines)


def test_check_of_a_book_with_a_fault_ends_with_1(storebook: Command, shop: Path) -> None:
    storebook("sell", shop, 1, "--line", "Ring;10")
    connection = dbapi2.connect(str(shop))
    connection.execute("UPDATE purchase SET net_cents = 7, total_cents = 7")
    connection.commit()
    connection.close()

    answer = storebook("check", shop)

    assert answer.code == 1
    assert "BAD   every ticket is the sum of its lines" in answer.out
    assert "Restore the newest good backup" in answer.err


def test_a_backup_is_a_book_of_its_own(storebook: Command, shop: Path, folder: Path) -> None:
    made = storebook("backup", shop, "--to", folder, "--json").document

    copy = Path(made["backup"])
    assert copy.parent == folder
    found, _ = storebook("find", copy, "margaret", "--json").document
    assert found["name"] == "Margaret Ashworth"


def test_a_backup_into_nowhere_is_refused(storebook: Command, shop: Path, folder: Path) -> None:
    assert "not there" in storebook("backup", shop, "--to", folder / "nowhere").refusal
    assert storebook("backup", shop, "--to", folder / "list.csv").refusal


# -- what is no book


def missing(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_letter(path: Path) -> None:
    path.write_text("Dear Ann,\n" * 1000, encoding="utf-8")


def foreign(path: Path) -> None:
    path.unlink()
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE bookmark (url TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('storebook', 'm999_holograms', '2031-01-01')"
    )
    connection.commit()
    connection.close()


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribbled_over(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 : 4096 * 8] = os.urandom(4096 * 7)
    path.write_bytes(whole)


NO_BOOKS = (missing, empty, a_folder, a_letter, foreign, newer, cut_off, scribbled_over)


@pytest.mark.parametrize("spoil", NO_BOOKS)
@pytest.mark.parametrize("command", [*READING, *WRITING], ids=lambda command: " ".join(command[:2]))
def test_what_is_no_book_is_refused_and_left_as_it_is(
    storebook: Command,
    shop: Path,
    folder: Path,
    command: tuple[str, ...],
    spoil: Callable[[Path], None],
) -> None:
    spoil(shop)
    before = files_of(shop.parent)

    answer = storebook(*filled(command, shop, folder))

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "mistake of its own" not in answer.err
    after = files_of(shop.parent)
    assert {name: after[name] for name in before} == before
    assert {path.name for path in folder.iterdir()} == {"list.csv"}


@pytest.mark.parametrize("spoil", NO_BOOKS)
def test_check_tells_what_is_wrong_with_a_file(
    storebook: Command, shop: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(shop)

    answer = storebook("check", shop)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    (opening,) = json.loads(storebook("check", shop, "--json").out)
    assert (opening["name"], opening["good"]) == ("opening", False)


def test_a_question_about_a_book_that_is_not_there_writes_nothing(
    storebook: Command, tmp_path: Path
) -> None:
    kept = default_folder() / BACKUPS
    before = {one.name for one in kept.iterdir()} if kept.exists() else set()

    assert "is not there" in storebook("check", tmp_path / "nosuch.book").refusal

    after = {one.name for one in kept.iterdir()} if kept.exists() else set()
    assert after == before


# -- a book that somebody has


@pytest.fixture
def held(shop: Path) -> Iterator[Book]:
    """The shop's book, open for writing, with something just sold."""
    with Book.open(shop, program="Storebook") as book:
        with book.change("A note") as change:
            change.insert("setting", name="held", value="1")
        yield book


@pytest.mark.parametrize("command", READING, ids=lambda command: " ".join(command[:2]))
def test_a_book_that_is_held_is_read_meanwhile(
    storebook: Command, held: Book, folder: Path, command: tuple[str, ...]
) -> None:
    assert storebook(*filled(command, held.path, folder)).code == 0


@pytest.mark.parametrize("command", WRITING, ids=lambda command: " ".join(command[:2]))
def test_a_book_that_is_held_is_written_by_nobody_else(
    storebook: Command, held: Book, folder: Path, command: tuple[str, ...]
) -> None:
    count = held.changed_count

    assert "open in Storebook on" in storebook(*filled(command, held.path, folder)).refusal

    assert held.changed_count == count
    assert {path.name for path in folder.iterdir()} == {"list.csv"}


# -- a folder that can only be read


@pytest.fixture
def for_everyone(shop: Path) -> Iterator[Path]:
    """A copy of the book where another user may look."""
    with folder_for_everyone() as place:
        copy = place / "shop.book"
        shutil.copyfile(shop, copy)
        yield copy


@pytest.mark.skipif(os.name != "posix", reason="rights of another kind")
def test_in_a_folder_that_can_only_be_read_a_book_is_read_alone(
    storebook: Command, for_everyone: Path
) -> None:
    with only_read(for_everyone.parent):
        assert storebook("find", for_everyone, "margaret").code == 0
        assert storebook("show", for_everyone, 1).code == 0
        refusals = [
            storebook("enroll", for_everyone, "--name", "Ann Lee").refusal,
            storebook("new", beside(for_everyone, ".book"), "--name", "x").refusal,
            storebook("backup", for_everyone, "--to", for_everyone.parent).refusal,
            storebook("export", for_everyone, "--out", for_everyone.parent / "x.csv").refusal,
        ]

    assert all("Nothing" in sentence for sentence in refusals)


def test_the_top_and_the_days_of_an_empty_book_are_empty(storebook: Command, path: Path) -> None:
    window = (today() - timedelta(days=3)).isoformat()

    top = storebook("top", path, "--on", window, "--months", 12, "--json").document

    assert (top["active"], top["rows"], top["to"], top["months"]) == (0, [], window, 12)
    assert storebook("today", path, "--json").document == []
    assert storebook("history", path, "--json").document == []
    assert storebook("history", path).lines == ["Nothing was changed yet."]
