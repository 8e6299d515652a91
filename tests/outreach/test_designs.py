"""Nobody gets a design of card twice until all of its kind have been sent to them."""

from datetime import timedelta

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.choosing import CardKind, RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.designs import DESIGNS, next_design
from storebook.outreach.runs import freeze_run, mark_printed, mark_sent
from storebook.people.occasions import set_wedding_day
from storebook.printing.designs.catalog import DESIGNS as DRAWN
from storebook.printing.designs.catalog import CardKind as DrawnFor
from tests.make import SHOP, TODAY, make_couple, make_shopper

BIRTHDAYS = DESIGNS[CardKind.BIRTHDAY]
WEDDINGS = DESIGNS[CardKind.WEDDING]
DRAWN_FOR = {
    CardKind.BIRTHDAY: DrawnFor.BIRTHDAY,
    CardKind.WEDDING: DrawnFor.ANNIVERSARY,
    CardKind.THANKS: DrawnFor.THANKS,
    CardKind.HOLIDAY: DrawnFor.HOLIDAY,
    CardKind.MONTHLY: DrawnFor.MONTHLY,
}


def look(book: Book, *, years: int = 0, days: int = 14, **wanted: object) -> RunLook:
    start = TODAY.replace(year=TODAY.year + years)
    request = RunRequest(
        kind=RunKind.CARDS,
        start=start,
        end=start + timedelta(days=days),
        **wanted,  # type: ignore[arg-type]
    )
    return look_at_run(book, request, shop=SHOP, today=start)


def send(book: Book, found: RunLook) -> list[str]:
    run_id = freeze_run(book, found, today=TODAY)
    mark_printed(book, run_id, today=TODAY)
    mark_sent(book, run_id, today=TODAY)
    return [one.design for one in found.chosen]


def make_birthday(book: Book, name: str, day: int = 26) -> int:
    birthday = PartialDate(year=1966, month=11, day=day)
    return make_shopper(book, name, street="1 High Street", birthday=birthday)


def test_six_birthdays_bring_six_designs_and_then_the_first_again(book: Book) -> None:
    make_birthday(book, "Vivian Castellane")

    got = [send(book, look(book, years=years)) for years in range(7)]

    assert {one for (one,) in got[:6]} == set(BIRTHDAYS)
    assert got[6] == got[0]


def test_a_couple_is_never_sent_what_either_of_them_had(book: Book) -> None:
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(year=2001, month=12, day=1), partner_id=second)

    got = [send(book, look(book, years=years)) for years in range(3)]

    assert {one for (one,) in got} == set(WEDDINGS)


def test_a_card_that_was_not_sent_does_not_count(book: Book) -> None:
    make_birthday(book, "Vivian Castellane")
    found = look(book)
    freeze_run(book, found, today=TODAY)

    assert look(book).chosen[0].design == found.chosen[0].design


def test_people_of_one_run_begin_at_different_designs(book: Book) -> None:
    for number in range(6):
        make_birthday(book, f"Ann Lee {number}")

    assert {one.design for one in look(book).chosen} == set(BIRTHDAYS)


def test_two_cards_in_one_run_for_one_person_differ(book: Book) -> None:
    make_birthday(book, "Vivian Castellane", day=20)

    first, second = look(book, days=365).chosen

    assert (first.day, second.day) == (TODAY, TODAY + timedelta(days=365))
    assert first.design != second.design


def test_the_same_book_gives_the_same_designs(book: Book) -> None:
    for number in range(9):
        make_birthday(book, f"Ann Lee {number}")

    assert [one.design for one in look(book).chosen] == [one.design for one in look(book).chosen]


def test_a_named_design_is_for_all_of_its_kind_and_the_others_stay_in_turn(book: Book) -> None:
    make_birthday(book, "Vivian Castellane")
    make_birthday(book, "Yusuf Demir")
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(year=2001, month=12, day=1), partner_id=second)

    *birthdays, wedding = look(book, designs=("dial",)).chosen

    assert [one.design for one in birthdays] == ["dial", "dial"]
    assert wedding.design in WEDDINGS


def test_after_a_named_design_the_ones_that_never_came_go_first(book: Book) -> None:
    make_birthday(book, "Vivian Castellane")
    send(book, look(book, designs=("dial",)))
    send(book, look(book, years=1, designs=("dial",)))

    got = [send(book, look(book, years=years))[0] for years in range(2, 7)]

    assert set(got) == set(BIRTHDAYS) - {"dial"}


def test_of_designs_that_came_equally_often_the_longest_ago_is_next() -> None:
    had = ["engine-turned", "bands", "laurel"]

    assert next_design(CardKind.WEDDING, had, 1) == "engine-turned"


@pytest.mark.parametrize(
    ("designs", "kind", "sentence"),
    [
        (("unicorns",), None, "no design “unicorns”.*facets.*laurel"),
        (("laurel",), CardKind.BIRTHDAY, "“laurel” is for anniversaries"),
        (("dial", "fan"), None, "both for birthdays: choose one"),
    ],
)
def test_a_design_that_makes_no_sense_is_refused(
    book: Book, designs: tuple[str, ...], kind: CardKind | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        look(book, designs=designs, card_kind=kind)


def test_where_nobody_has_a_day_a_named_design_is_not_to_blame(book: Book) -> None:
    ann = make_birthday(book, "Ann Lee")

    found = look(book, card_kind=CardKind.WEDDING, designs=("bands",), shopper_id=ann)

    assert (found.chosen, found.left_out) == ([], [])


def test_every_design_to_choose_from_can_be_drawn_and_every_drawn_one_chosen() -> None:
    for kind, names in DESIGNS.items():
        assert names == tuple(one.name for one in DRAWN.values() if one.kind is DRAWN_FOR[kind])
    assert sum(map(len, DESIGNS.values())) == len(DRAWN)


def test_the_order_begins_anew_for_every_shopper() -> None:
    firsts = [next_design(CardKind.BIRTHDAY, [], number) for number in range(1, 7)]

    assert firsts == list(BIRTHDAYS)
