"""A cell that nobody can read loses nobody: it is told with its line and kept as a note."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.exchange.fields import Kind
from storebook.exchange.importing import plan_import
from storebook.people.contact_points import emails, phones
from storebook.people.notes import notes_of
from storebook.people.occasions import occasions_of
from storebook.staff.viewer import Viewer
from tests.exchange.make import accounted, bring_in, look_at, make_list
from tests.exchange.test_importing_shoppers import ids
from tests.make import SHOP, TODAY, make_shopper

HEADINGS = "Name,Phone,E-mail,Birthday,Anniversary,Customer since\n"


def notes(book: Book, shopper_id: int) -> list[str]:
    return [note.text for note in notes_of(book, shopper_id, Viewer(today=TODAY))]


@pytest.mark.parametrize(
    ("row", "why", "note"),
    [
        ("Bob Roe,603 555 0101,,1980,,", "Birthday: Which month of 1980?", "Birthday: 1980"),
        ("Bob Roe,603 555 0101,,2/30/1980,,", "February has 28 days", "Birthday: 2/30/1980"),
        ("Bob Roe,603 555 0101,,13/45/1980,,", "no month 13", "Birthday: 13/45/1980"),
        ("Bob Roe,603 555 0101,,1/1/1900,,", "for no day at all", "Birthday: 1/1/1900"),
        ("Bob Roe,,,11/26/2030,,", "still to come", "Birthday: 11/26/2030"),
        ("Bob Roe,,b@x.de,,June-ish,", "Anniversary: ", "Anniversary: June-ish"),
        ("Bob Roe,603 555 0101,,,,2019", "Customer since: ", "Customer since: 2019"),
        ("Bob Roe,603 555 0101,bob@@x,,,", "more than one @", "E-mail: bob@@x"),
        ("Bob Roe,call me,b@x.de,,,", "no digits", "Phone: call me"),
    ],
)
def test_the_person_comes_in_and_the_cell_is_told_and_kept(
    book: Book, tmp_path: Path, row: str, why: str, note: str
) -> None:
    result = bring_in(book, make_list(tmp_path, f"{HEADINGS}Ann Lee,,,,,\n{row}\n"))

    assert (result.shoppers, result.refused, result.unread) == (2, 0, 1)
    assert accounted(result)
    warning = result.warnings[-1]
    assert warning.startswith("Line 3: ")
    assert why in warning
    assert warning.endswith("It is kept as a note.")
    assert notes(book, ids(book)["Bob Roe"]) == [note]


def test_what_is_good_beside_it_stays(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path,
        "Name,Phone,E-mail,E-mail 2,Birthday\nBob Roe,603 555 0101,b@@x,bob@example.com,1980\n",
    )

    result = bring_in(book, path)

    bob = ids(book)["Bob Roe"]
    assert [one.normalized for one in emails(book, bob)] == ["bob@example.com"]
    assert len(phones(book, bob)) == 1
    assert sorted(notes(book, bob)) == ["Birthday: 1980", "E-mail: b@@x"]
    assert [line.partition(": ")[0] for line in result.warnings] == ["Line 2", "Line 2"]
    assert result.sentence == (
        "1 shopper imported: 1 row in all. What could not be read in 1 row is kept as notes."
    )


def test_it_is_taken_back_whole_and_brought_again_adds_nothing(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, f"{HEADINGS}Ann Lee,,,1980,,\nBob Roe,603 555 0101,,1981,,\n")
    bring_in(book, path)
    undo_last(book)
    assert ids(book) == {}

    first = bring_in(book, path)
    again = bring_in(book, path)

    assert (first.shoppers, again.shoppers, again.already_here, again.refused) == (2, 0, 2, 0)
    assert notes(book, ids(book)["Ann Lee"]) == ["Birthday: 1980"]
    assert notes(book, ids(book)["Bob Roe"]) == ["Birthday: 1981"]


def test_a_file_that_has_notes_gets_it_once_more_and_only_once(book: Book, tmp_path: Path) -> None:
    first = make_list(tmp_path, "Name,Phone,Notes\nBob Roe,603 555 0101,Likes pearls\n")
    later = make_list(tmp_path, f"{HEADINGS}Bob Roe,603 555 0101,,1980,,\n", "later.csv")
    bring_in(book, first)

    completed, again = bring_in(book, later), bring_in(book, later)

    assert (completed.completed, again.completed, again.already_here) == (1, 0, 1)
    assert sorted(notes(book, ids(book)["Bob Roe"])) == ["Birthday: 1980", "Likes pearls"]


def test_two_rows_of_one_person_keep_what_neither_says_readably(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path,
        f"{HEADINGS}Bob Roe,603 555 0101,,1980,,\nBob Roe,603 555 0101,b@@x,1980,,\n",
    )

    result = bring_in(book, path)

    assert (result.shoppers, result.repeated) == (1, 1)
    assert sorted(notes(book, ids(book)["Bob Roe"])) == ["Birthday: 1980", "E-mail: b@@x"]


@pytest.mark.parametrize("row", ["Ann Lee,,,1981,,", "Ann Lee,,a@@x,,,"])
def test_who_could_be_somebody_who_is_there_is_refused(
    book: Book, tmp_path: Path, row: str
) -> None:
    make_shopper(book, "Ann Lee", phone="603 555 0100")

    result = bring_in(book, make_list(tmp_path, f"{HEADINGS}{row}\n"))

    [problem] = result.problems
    assert (result.refused, result.shoppers, result.warnings) == (1, 0, ())
    assert "Somebody of this name is there" in (problem.problem or "")
    assert notes(book, ids(book)["Ann Lee"]) == []


def test_who_could_be_somebody_of_an_earlier_row_is_refused(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, f"{HEADINGS}Ann Lee,,,1980,,\nAnn Lee,,,1981,,\nAnn Lee,,,1980,,\n")

    result = bring_in(book, path)

    assert (result.shoppers, result.refused, result.repeated) == (1, 1, 1)
    assert accounted(result)


def test_a_look_says_the_same_and_saves_nothing(book: Book, tmp_path: Path) -> None:
    look = look_at(make_list(tmp_path, f"{HEADINGS}Ann Lee,,,1980,,\n"))

    result = plan_import(book, look, shop=SHOP, today=TODAY).result

    assert (result.imported, result.unread, len(result.warnings)) == (1, 1, 1)
    assert ids(book) == {}


def test_no_more_is_told_than_anybody_reads_and_how_much_more_there_is(
    book: Book, tmp_path: Path
) -> None:
    rows = "".join(
        f"Person No {chr(65 + n // 26)}{chr(65 + n % 26)},,,1980,,\n" for n in range(230)
    )

    result = bring_in(book, make_list(tmp_path, HEADINGS + rows))

    assert (result.shoppers, result.unread, len(result.warnings)) == (230, 230, 201)
    assert result.warnings[-1] == "…and 30 more warnings."


def test_the_day_of_a_wedding_in_a_pair_of_columns_is_kept_too(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path, "Name,Event 1 - Label,Event 1 - Value\nBob Roe,Anniversary,someday\n"
    )

    result = bring_in(book, path)

    bob = ids(book)["Bob Roe"]
    assert notes(book, bob) == ["Anniversary: someday"]
    assert occasions_of(book, bob, today=TODAY, leap_day=SHOP.leap_day_rule) == []
    assert result.unread == 1


SOLD = "Date,Customer,Phone,E-mail,Item,Price\n"


def test_the_ticket_of_a_buyer_whose_phone_nobody_can_read_comes_in(
    book: Book, tmp_path: Path
) -> None:
    cy = make_shopper(book, "Cy Poe", phone="603 555 0102")
    path = make_list(
        tmp_path,
        f"{SOLD}5/14/2024,Ann Lee,603 555 0100,,Ring,10\n"
        "5/15/2024,Bob Roe,call me,b@@x,Pin,20\n5/15/2024,Bob Roe,call me,b@@x,Bow,30\n"
        "5/16/2024,Cy Poe,no phone,,Chain,40\n",
    )

    result = bring_in(book, path, Kind.PURCHASES)
    again = bring_in(book, path, Kind.PURCHASES)

    assert (result.purchases, result.refused, result.shoppers, result.unread) == (3, 0, 2, 2)
    assert [line.partition(": ")[0] for line in result.warnings] == ["Line 3", "Line 3", "Line 5"]
    assert all(line.endswith("It is kept as a note.") for line in result.warnings)
    assert sorted(notes(book, ids(book)["Bob Roe"])) == ["E-mail: b@@x", "Phone: call me"]
    assert notes(book, cy) == ["Phone: no phone"]
    assert (again.already_here, again.warnings, accounted(result)) == (4, (), True)
    assert [one.e164 for one in phones(book, cy)] == ["+16035550102"]

    undo_last(book)
    assert set(ids(book)) == {"Cy Poe"}
    assert notes(book, cy) == []


def test_the_rest_of_a_ticket_whose_buyer_an_earlier_list_named_comes_in(
    book: Book, tmp_path: Path
) -> None:
    head = "Ticket,Date,Customer ID,Customer,Phone,Item,Price\n"
    first = f"{head}T1,5/15/2024,C7,Bob Roe,call me,Pin,20\n"
    bring_in(book, make_list(tmp_path, first), Kind.PURCHASES)

    more = f"{first}T1,5/15/2024,,,,Bow,30\n"
    result = bring_in(book, make_list(tmp_path, more, "more.csv"), Kind.PURCHASES)

    assert (result.already_here, result.imported, result.refused) == (1, 1, 0)
    assert [line.partition(": ")[0] for line in result.warnings] == ["Line 3"]
    assert notes(book, ids(book)["Bob Roe"]) == ["Phone: call me"]
