"""Each who is over the staff is told once what others took out of the book."""

from datetime import UTC, datetime
from pathlib import Path

from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.events import EventKind, events, note_event
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.own_backup import back_up_into
from storebook.book.remembered import remember
from storebook.book.restoring import restore_open
from storebook.book.second_place import choose_second_place
from storebook.book.taken_out import newly_taken_out
from storebook.book.ways_out import note_printed
from storebook.staff.associates import Role
from tests.make import make_shopper
from tests.staff.people import make_clerk


def take_out(book: Book, what: str, *, by: int) -> None:
    worked, book.associate_id = book.associate_id, by
    note_event(book, EventKind.EXPORTED, what)
    book.associate_id = worked


def told(book: Book, who: int) -> list[str]:
    book.associate_id = who
    return [one.what for one in newly_taken_out(book)]


def test_one_owner_looks_for_nobody_else(book: Book) -> None:
    ruth, olga = book.associate_id, make_clerk(book, role=Role.OWNER)
    jun = make_clerk(book, "Jun Halloran")
    assert told(book, ruth) == told(book, olga) == []
    take_out(book, "Shoppers exported", by=olga)
    take_out(book, "Purchases exported", by=jun)

    assert told(book, olga) == ["Purchases exported"]
    assert told(book, ruth) == ["Shoppers exported", "Purchases exported"]
    assert told(book, ruth) == told(book, olga) == []


def test_a_file_about_one_person_counts_and_paper_for_one_does_not(book: Book) -> None:
    ruth, jun = book.associate_id, make_clerk(book, "Jun Halloran")
    ann = make_shopper(book)
    assert told(book, ruth) == []
    book.associate_id = jun
    note_event(book, EventKind.EXPORTED, "Everything about Ann Lee exported", ann)
    note_printed(book, "Gift receipt for Ann Lee", shopper_id=ann)
    note_printed(book, "Call sheet", pieces=9, is_list=True)

    assert told(book, ruth) == ["Everything about Ann Lee exported", "Call sheet printed: 9 pieces"]


def test_a_copy_of_the_whole_counts_and_a_backup_that_the_program_keeps_does_not(
    book: Book, tmp_path: Path
) -> None:
    ruth, max_roe = book.associate_id, make_clerk(book, "Max Roe", Role.MANAGER)
    assert told(book, ruth) == []
    book.associate_id = max_roe
    keep_backup(book, backups_folder(book.path))
    (stick := tmp_path / "stick").mkdir()
    back_up_into(book, stick)
    choose_second_place(book, stick, datetime.now(UTC))
    choose_second_place(book, None, datetime.now(UTC))

    assert told(book, ruth) == ["Backup made", "Second place for backups chosen"]


def test_numbers_that_a_restore_gives_out_again_hide_nothing(book: Book) -> None:
    ruth, jun = book.associate_id, make_clerk(book, "Jun Halloran")
    remember(book.path, shown_to={str(ruth): (100, "2026-11-01T09:00:00+00:00")})
    take_out(book, "Shoppers exported", by=jun)

    assert told(book, ruth) == ["Shoppers exported"]
    assert told(book, ruth) == []


def test_what_an_earlier_version_remembered_holds_for_everybody(book: Book) -> None:
    ruth, jun = book.associate_id, make_clerk(book, "Jun Halloran")
    take_out(book, "Shoppers exported", by=jun)
    remember(book.path, shown_event=1)
    take_out(book, "Purchases exported", by=jun)

    assert told(book, ruth) == ["Purchases exported"]


def test_a_restore_hides_nothing_that_was_taken_out_since(book: Book) -> None:
    ruth = book.associate_id
    max_roe = make_clerk(book, "Max Roe", Role.MANAGER)
    ann = make_shopper(book)
    take_out(book, "Shoppers exported", by=max_roe)
    assert told(book, ruth) == []
    made = keep_backup(book, backups_folder(book.path))
    assert made is not None
    backup = made.path
    bea = make_shopper(book, "Bea Moss")
    take_out(book, "Purchases exported", by=max_roe)
    book.associate_id = max_roe
    note_event(book, EventKind.EXPORTED, "Everything about Bea Moss exported", bea)
    note_event(book, EventKind.EXPORTED, "Everything about Ann Lee exported", ann)

    restore_open(book, backup)

    with Book.open(book.path) as restored:
        day = datetime.now().astimezone().date().isoformat()
        assert told(restored, ruth) == [
            f"Before the restore, on {day}: Purchases exported",
            f"Before the restore, on {day}: Everything about Bea Moss exported",
            f"Before the restore, on {day}: Everything about Ann Lee exported",
        ]
        newest = [one for one in events(restored) if one.kind is EventKind.EXPORTED]
        assert {one.associate for one in newest} == {"Max Roe"}
        assert [one.shopper_id for one in newest[:2]] == [ann, None]
        assert verify(restored) == []
        restore_open(restored, backup)

    with Book.open(book.path) as again:
        taken = [one.what for one in events(again) if one.kind is EventKind.EXPORTED]
    assert len(taken) == 4
    assert all(what.count("Before the restore") <= 1 for what in taken)
