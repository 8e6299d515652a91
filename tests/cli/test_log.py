"""The whole log by the command line, and whether it is whole."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.chain import head
from storebook.book.engine import connect
from storebook.book.events import EventKind, note_event
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.taken_out import newly_taken_out
from storebook.cli.common import today
from storebook.people.merging import merge
from storebook.staff.associates import Role, add_associate, give_role, let_go
from tests.cli.running import Command, keys
from tests.make import SHOP, make_shopper

MARGARET = 1


@pytest.fixture
def busy(shop: Path) -> Path:
    """The shop after Jun Halloran looked, printed and was refused."""
    with Book.open(shop) as book:
        book.associate_id = 2
        note_event(book, EventKind.VIEWED, "Page of Margaret Ashworth opened", MARGARET)
        note_event(book, EventKind.PRINTED, "Birthday cards printed: 3 pieces")
        note_event(book, EventKind.REFUSED, "Not allowed to print lists")
        note_event(book, EventKind.EXPORTED, "Shoppers exported: 3 rows", detail={"rows": 3})
    return shop


def edited(path: Path, sql: str) -> None:
    """Write past the program, as any SQLite tool could."""
    with closing(connect(path, "write")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%log stays%'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(sql)


def test_changes_and_what_changed_nothing_stand_in_one_list(storebook: Command, busy: Path) -> None:
    found = storebook("log", busy, "--json").document

    assert [one["kind"] for one in found[:5]] == [
        "exported",
        "refused",
        "printed",
        "viewed",
        "change",
    ]
    assert found[0]["detail"] == {"rows": 3}
    assert found[0]["associate"] == "Jun Halloran"
    assert keys(found) == {
        "id", "change_id", "event_id", "kind", "at", "associate", "what", "takes_back_id",
        "in_effect", "final", "shopper_id", "detail",
    }  # fmt: skip
    assert [one["id"] for one in found] == list(range(len(found), 0, -1))


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        (["--kind", "prints"], ["printed"]),
        (["--kind", "refusals"], ["refused"]),
        (["--kind", "sign-ins"], []),
        (["--by-whom", "JH"], ["exported", "refused", "printed", "viewed"]),
        (["--by-whom", "jun halloran", "--kind", "exports"], ["exported"]),
        (["--shopper", MARGARET, "--kind", "views"], ["viewed"]),
        (["--find", "cards birthday"], ["printed"]),
        (["--to", today() - timedelta(days=2)], []),
        (["--from", today() + timedelta(days=2)], []),
        (["--limit", 1], ["exported"]),
    ],
)
def test_the_log_is_narrowed_down(
    storebook: Command, busy: Path, options: list[object], kinds: list[str]
) -> None:
    found = storebook("log", busy, "--json", *options).document

    assert [one["kind"] for one in found] == kinds


def test_a_day_of_the_log_holds_all_that_was_done_on_it(storebook: Command, busy: Path) -> None:
    day = today()

    lines = storebook("log", busy, "--from", day, "--to", day).lines

    assert len(lines) == len(storebook("log", busy).lines)
    assert f"{day}" in lines[0]
    assert "Jun Halloran" in lines[0]


def test_nothing_fits_is_said(storebook: Command, busy: Path) -> None:
    assert storebook("log", busy, "--kind", "book").lines == ["Nothing of that is in the log."]


def test_who_may_not_change_the_staff_sees_changes_alone(storebook: Command, busy: Path) -> None:
    found = storebook("log", busy, "--by", "Jun Halloran", "--json").document

    assert {one["kind"] for one in found} == {"change"}
    asked = storebook("log", busy, "--by", "Jun Halloran", "--kind", "exports")
    assert asked.refusal.startswith("Only who may change the staff reads more of the log")


def test_somebody_who_never_worked_here_is_refused(storebook: Command, busy: Path) -> None:
    assert "Those who work or worked here" in storebook("log", busy, "--by-whom", "Zoe").refusal


def test_who_works_here_is_meant_before_one_of_that_name_who_left(
    storebook: Command, busy: Path
) -> None:
    with Book.open(busy) as book:
        let_go(book, 2)
        again = add_associate(book, "Jun Halloran")
        book.associate_id = again
        make_shopper(book, "Noor El-Amin")

    found = storebook("log", busy, "--by-whom", "Jun Halloran", "--json").document

    assert [one["what"] for one in found] == ["Noor El-Amin written down"]


def test_a_range_the_wrong_way_round_is_refused(storebook: Command, busy: Path) -> None:
    refusal = storebook("log", busy, "--from", "2026-12-20", "--to", "2026-12-01").refusal

    assert refusal.startswith("The last day is before the first.")


def test_a_number_that_was_merged_leads_to_its_person(storebook: Command, busy: Path) -> None:
    with Book.open(busy) as book:
        twice = make_shopper(book, "Peggy Ashworth")
        merge(book, MARGARET, twice, {}, shop=SHOP, today=today())

    for command in ("log", "history"):
        assert "Peggy Ashworth written down" in storebook(command, busy, "--shopper", twice).out


def test_a_mark_without_a_check_is_wrong_usage(storebook: Command, busy: Path) -> None:
    assert "--head needs --verify" in storebook("log", busy, "--head", "1-2").wrong_usage


# -- whether it is whole


def test_a_log_that_is_whole_says_so_with_its_mark(storebook: Command, busy: Path) -> None:
    with Book.open(busy, mode="read") as book:
        mark = head(book).written

    (line,) = storebook("log", busy, "--verify").lines
    assert line.startswith("The log is whole: ")
    assert line.endswith(mark)
    found = storebook("log", busy, "--verify", "--head", mark, "--json").document
    assert (found["whole"], found["broken"], found["head"]) == (True, [], mark)


def test_a_step_that_was_edited_is_named(storebook: Command, busy: Path) -> None:
    edited(busy, "UPDATE event SET what = 'Nothing of note' WHERE kind = 'exported'")

    answer = storebook("log", busy, "--verify")

    assert answer.code == 1
    assert "“Nothing of note” is not as it was written." in answer.out
    assert answer.err.startswith("The log was edited outside the program")


def test_an_end_that_was_cut_off_is_seen_by_a_mark_on_paper(storebook: Command, busy: Path) -> None:
    with Book.open(busy, mode="read") as book:
        mark = head(book).written
    edited(busy, "DELETE FROM event WHERE kind = 'exported'")

    assert "there was more" in storebook("log", busy, "--verify").out
    assert "was cut off" in storebook("log", busy, "--verify", "--head", mark).out


def test_an_end_that_was_cut_off_is_seen_by_the_kept_backups(
    storebook: Command, busy: Path
) -> None:
    with Book.open(busy, mode="read") as book:
        assert keep_backup(book, backups_folder(busy)) is not None
    edited(busy, "DELETE FROM event WHERE kind IN ('exported', 'backed_up')")

    assert "was cut off" in storebook("log", busy, "--verify").out


def test_backups_of_a_book_that_was_there_before_say_nothing_about_this_one(
    storebook: Command, busy: Path, empty_book: Path
) -> None:
    with Book.open(busy, mode="read") as book:
        keep_backup(book, backups_folder(busy))
    shutil.copy(empty_book, busy)
    with Book.open(busy) as book:
        note_event(book, EventKind.PRINTED, "Birthday cards printed: 3 pieces")

    assert storebook("log", busy, "--verify").lines[0].startswith("The log is whole: 1 step,")


def test_what_is_no_mark_is_refused(storebook: Command, busy: Path) -> None:
    assert "not the mark of a log" in storebook("log", busy, "--verify", "--head", "abc").refusal


def test_a_whole_book_that_is_brought_into_a_new_one_has_that_in_its_log(
    storebook: Command, busy: Path
) -> None:
    """As any copy of it, and the owner is told: else it would leave the shop unseen."""
    new = busy.with_name("new.book")
    with Book.open(busy) as book:
        give_role(book, 2, Role.MANAGER)
        newly_taken_out(book)

    assert storebook("salvage", busy, "--to", new, "--by", "jun").code == 0

    newest = storebook("log", busy, "--json").document[0]
    assert (newest["kind"], newest["associate"]) == ("backed_up", "Jun Halloran")
    assert newest["detail"] == {"file": "new.book", "whole": 1}
    with Book.open(busy) as book:
        assert [one.what for one in newly_taken_out(book)] == [newest["what"]]

    assert "already a file" in storebook("salvage", busy, "--to", new, "--by", "jun").refusal
    assert storebook("log", busy, "--json").document[0] == newest
