"""A death or a move that a list tells of is written down with all that follows it."""

from pathlib import Path

from storebook.book.book import Book
from storebook.book.history import changes_of
from storebook.people.contact_points import addresses, mail_address
from storebook.people.households import household_of, leave_household
from storebook.people.kin import Ending, kin_of
from storebook.people.shoppers import shopper
from tests.exchange.make import bring_in, make_list
from tests.make import make_couple, make_shopper

LONG = "Told by his niece, who wrote to us. " * 12


def test_the_widow_reads_of_it_and_is_no_couple_any_more(book: Book, tmp_path: Path) -> None:
    margaret, daniel = make_couple(book)
    leave_household(book, daniel)
    told = f"Name,Deceased,Deceased note\nDaniel Ashworth,2026-08-03,{LONG.replace(',', ';')}\n"

    bring_in(book, make_list(tmp_path, told))

    assert str(shopper(book, daniel).deceased_on) == "2026-08-03"
    assert shopper(book, daniel).deceased_note == LONG.replace(",", ";").strip()
    assert kin_of(book, margaret)[0].ended_by is Ending.DEATH
    assert changes_of(book, margaret)[0].what == "Shoppers imported from list.csv"
    at = household_of(book, margaret)
    assert at is not None
    assert at.couple_line is None


def test_nobody_is_written_to_where_a_list_says_that_they_no_longer_live(
    book: Book, tmp_path: Path
) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 Main St", phone="603 555 0142")
    bob = make_shopper(book, "Bob Roe", phone="603 555 0143")
    told = (
        "Name,Phone,Street,City,Moved away on\n"
        "Ann Lee,603 555 0142,,,2026-03-03\n"
        "Bob Roe,603 555 0143,9 Oak Rd,Dover,2026-03-03\n"
    )

    bring_in(book, make_list(tmp_path, told))

    assert [str(one.left_on) for one in addresses(book, ann)] == ["2026-03-03"]
    assert mail_address(book, ann) is None
    moved_to = mail_address(book, bob)
    assert moved_to is not None
    assert moved_to.lines == "9 Oak Rd"
