"""The days that are coming: soonest first, without those whom nobody congratulates any more."""

from datetime import date

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.today import coming_days
from storebook.people.departures import archive, be_quiet_until, mark_deceased
from storebook.people.kin import Ending, end_tie
from storebook.people.occasions import set_wedding_day
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper


def names(book: Book, days: int = 7, limit: int | None = None) -> list[str]:
    return [one.name for one in coming_days(book, TODAY, days, shop=SHOP, limit=limit)]


def in_november(day: int) -> PartialDate:
    return PartialDate(month=11, day=day)


def test_the_first_day_is_included_and_the_day_after_the_last_is_not(book: Book) -> None:
    for day in (19, 20, 26, 27):
        make_shopper(book, f"Born on {day}", birthday=in_november(day))

    assert names(book, days=7) == ["Born on 20", "Born on 26"]


def test_nobody_is_congratulated_who_died_or_was_archived_or_has_parted(book: Book) -> None:
    margaret, daniel = make_couple(book, birthday=NOVEMBER_26)
    set_wedding_day(book, margaret, in_november(25), partner_id=daniel)
    helen = make_shopper(book, "Helen Moss", birthday=in_november(21))
    old = make_shopper(book, "Archie Bell", birthday=in_november(22))
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=date(2026, 3, 1))
    mark_deceased(book, helen, on=date(2026, 8, 1))
    archive(book, old, on=date(2026, 8, 1))

    assert names(book) == ["Margaret Ashworth"]


def test_a_shopper_who_wants_no_mail_for_now_may_still_be_wished_well(book: Book) -> None:
    quiet = make_shopper(book, birthday=NOVEMBER_26)
    be_quiet_until(book, quiet, date(2027, 3, 1), today=TODAY)

    assert names(book) == ["Ann Lee"]


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5, 12, 13, 14])
def test_so_many_are_found_however_many_of_the_first_are_left_out(book: Book, limit: int) -> None:
    for number in range(20):
        born = in_november(20 + number % 7)
        shopper = make_shopper(book, f"Shopper {number:02}", birthday=born)
        if number % 3 == 0:
            archive(book, shopper, on=TODAY)

    assert len(names(book)) == 13
    assert names(book, limit=limit) == names(book)[:limit]


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_window_is_a_day_to_a_year(book: Book, days: int) -> None:
    with pytest.raises(Refused, match="must be 1 to 366"):
        names(book, days=days)
