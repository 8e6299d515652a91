"""What two files say against each other: a yes and a no, a wedding and another."""

from datetime import date, timedelta
from typing import Any

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.people.consent import Channel, Purpose, consent_state, record_consent
from storebook.people.merging import merge
from storebook.people.merging.days import Day, do_meet
from tests.make import SHOP, TODAY, make_shopper


def wedding(partner_id: int) -> Day:
    """The first shopper’s with this one, on June 12."""
    return Day(
        id=partner_id,
        owner_id=1,
        partner_id=partner_id,
        kind="wedding",
        title=None,
        when=PartialDate(month=6, day=12),
        note=None,
    )


def test_a_no_holds_also_against_a_yes_that_is_dated_later_than_today(book: Book) -> None:
    ann, anne = make_shopper(book, "Ann Lee"), make_shopper(book, "Anne Lee")
    said: dict[str, Any] = {"purposes": [Purpose.OCCASIONS], "wording": "May we write?"}
    record_consent(book, ann, Channel.MAIL, given=False, day=date(2024, 1, 1), **said)
    tomorrow = TODAY + timedelta(days=1)
    record_consent(book, anne, Channel.MAIL, given=True, day=tomorrow, **said)

    merge(book, ann, anne, {}, shop=SHOP, today=TODAY)

    assert not consent_state(book, ann)[Channel.MAIL, Purpose.OCCASIONS].given


def test_two_weddings_on_one_day_of_the_year_stay_two() -> None:
    assert do_meet(wedding(2), wedding(2))
    assert not do_meet(wedding(2), wedding(3))
