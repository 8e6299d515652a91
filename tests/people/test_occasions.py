"""The days of shoppers and couples: written once, due when they are kept, in the order of days."""

from datetime import date, timedelta

import pytest

from storebook.base.dates import Calendar, LeapDayRule, PartialDate, occurrences
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import changes as changes_in
from storebook.book.history import take_back, undo_last
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.kin import Ending, end_tie
from storebook.people.occasions import (
    DueOccasion,
    OccasionKind,
    add_occasion,
    due,
    set_birthday,
    set_wedding_day,
)
from storebook.people.shoppers import edit_shopper
from tests.make import NOVEMBER_26, SHOP, TODAY, make_couple, make_shopper

FEBRUARY = LeapDayRule.FEBRUARY
LEAP_DAY = PartialDate(year=1996, month=2, day=29)


def due_names(book: Book, start: date, days: int, **wanted: object) -> list[tuple[str, str]]:
    """Who is due from `start` for so many days, each with the day."""
    end = start + timedelta(days=days - 1)
    found = due(book, start, end, leap_day=FEBRUARY, **wanted)  # type: ignore[arg-type]
    return [(one.name, one.day.isoformat()) for one in found]


def test_the_coming_days_come_by_day_and_then_by_name(book: Book) -> None:
    make_shopper(book, "Zoe Quinn", birthday=PartialDate(month=11, day=20))
    make_shopper(book, "Ann Lee", family="Lee", birthday=PartialDate(month=11, day=22))
    make_shopper(book, "Zara Kent", family="Kent", birthday=PartialDate(month=11, day=22))
    make_shopper(book, "Bob Stone", birthday=PartialDate(month=11, day=19))
    make_shopper(book, "Eve Frost", birthday=PartialDate(month=12, day=20))

    assert due_names(book, TODAY, 30) == [
        ("Zoe Quinn", "2026-11-20"),
        ("Zara Kent", "2026-11-22"),
        ("Ann Lee", "2026-11-22"),
    ]


def test_on_20_december_the_next_30_days_include_january(book: Book) -> None:
    make_shopper(book, "Jan Early", birthday=PartialDate(month=1, day=18))
    make_shopper(book, "Jan Late", birthday=PartialDate(month=1, day=19))
    make_shopper(book, "Noel Eve", birthday=PartialDate(month=12, day=24))
    make_shopper(book, "Day Before", birthday=PartialDate(month=12, day=19))

    assert due_names(book, date(2026, 12, 20), 30) == [
        ("Noel Eve", "2026-12-24"),
        ("Jan Early", "2027-01-18"),
    ]


def test_a_day_known_by_its_month_alone_is_due_on_the_first(book: Book) -> None:
    make_shopper(book, "May Grove", birthday=PartialDate(month=5))

    assert due_names(book, date(2027, 5, 1), 1) == [("May Grove", "2027-05-01")]
    assert due_names(book, date(2027, 5, 2), 30) == []


@pytest.mark.parametrize(
    ("rule", "common_year", "leap_year"),
    [
        (None, "2027-02-28", "2028-02-29"),
        (LeapDayRule.FEBRUARY, "2027-02-28", "2028-02-29"),
        (LeapDayRule.MARCH, "2027-03-01", "2028-02-29"),
        (LeapDayRule.LEAP_YEARS, None, "2028-02-29"),
    ],
)
def test_who_was_born_on_29_february_is_due_as_they_wish(
    book: Book, rule: LeapDayRule | None, common_year: str | None, leap_year: str
) -> None:
    birthday = PartialDate(year=1996, month=2, day=29, leap_day_rule=rule)
    make_shopper(book, "Lea Pearl", birthday=birthday)

    in_2027 = due_names(book, date(2027, 2, 1), 40)
    in_2028 = due_names(book, date(2028, 2, 1), 40)

    assert in_2027 == ([] if common_year is None else [("Lea Pearl", common_year)])
    assert in_2028 == [("Lea Pearl", leap_year)]


def test_on_28_february_the_leap_day_people_stand_among_the_others(book: Book) -> None:
    make_shopper(book, "Ann", birthday=PartialDate(month=2, day=28))
    make_shopper(book, "Bea", birthday=LEAP_DAY)
    make_shopper(book, "Cora", birthday=PartialDate(month=2, day=28))
    make_shopper(book, "Dora", birthday=PartialDate(month=3, day=1))
    march = PartialDate(year=1996, month=2, day=29, leap_day_rule=LeapDayRule.MARCH)
    make_shopper(book, "Ada", birthday=march)

    assert due_names(book, date(2027, 2, 27), 10) == [
        ("Ann", "2027-02-28"),
        ("Bea", "2027-02-28"),
        ("Cora", "2027-02-28"),
        ("Ada", "2027-03-01"),
        ("Dora", "2027-03-01"),
    ]


def test_a_chinese_birthday_that_falls_twice_in_our_year_is_there_twice(book: Book) -> None:
    when = PartialDate(calendar=Calendar.CHINESE, month=11, day=20)
    twice = next(
        year
        for year in range(2000, 2050)
        if len(occurrences(when, date(year, 1, 1), date(year, 12, 31))) == 2
    )
    make_shopper(book, "王小明", birthday=when)

    found = due(book, date(twice, 1, 1), date(twice, 12, 31), leap_day=FEBRUARY)

    assert [one.day for one in found] == occurrences(when, date(twice, 1, 1), date(twice, 12, 31))
    assert len(found) == 2


def test_both_calendars_share_one_list_in_the_order_of_our_days(book: Book) -> None:
    # Mid-Autumn, the 15th of the 8th month, is 25 September in 2026.
    moon = PartialDate(calendar=Calendar.CHINESE, year=1960, month=8, day=15)
    make_shopper(book, "林美玲", birthday=moon)
    make_shopper(book, "Ann Lee", birthday=PartialDate(month=9, day=25))
    make_shopper(book, "Bob Stone", birthday=PartialDate(month=9, day=24))

    found = due(book, date(2026, 9, 20), date(2026, 9, 30), leap_day=FEBRUARY)

    assert [(one.name, one.day.day, one.years) for one in found] == [
        ("Bob Stone", 24, None),
        ("Ann Lee", 25, None),
        ("林美玲", 25, 66),
    ]


def test_the_list_goes_on_behind_the_last_one_shown(book: Book) -> None:
    for number in range(40):
        when = PartialDate(month=2, day=26 + number % 4)
        make_shopper(book, f"Shopper {number:02}", birthday=when)
        moon = PartialDate(calendar=Calendar.CHINESE, month=1, day=20 + number % 11)
        make_shopper(book, f"Moon {number:02}", birthday=moon)
    window = (date(2027, 2, 20), date(2027, 3, 10))
    whole = due(book, *window, leap_day=FEBRUARY)

    pages: list[DueOccasion] = []
    while page := due(
        book, *window, leap_day=FEBRUARY, limit=7, after=pages[-1] if pages else None
    ):
        pages += page

    assert pages == whole
    assert len(whole) > 70


@pytest.mark.parametrize("leap_day", LeapDayRule)
def test_every_window_agrees_with_counting_the_days_one_by_one(
    book: Book, leap_day: LeapDayRule
) -> None:
    hard = [
        PartialDate(month=2, day=28),
        LEAP_DAY,
        PartialDate(month=2, day=29, leap_day_rule=LeapDayRule.MARCH),
        PartialDate(month=2, day=29, leap_day_rule=LeapDayRule.LEAP_YEARS),
        PartialDate(month=3, day=1),
        PartialDate(month=3),
        PartialDate(month=12, day=31),
        PartialDate(month=1, day=1),
        PartialDate(year=2027, month=6, day=1),
        PartialDate(calendar=Calendar.CHINESE, month=12, day=30),
        PartialDate(calendar=Calendar.CHINESE, month=12, day=29),
        PartialDate(calendar=Calendar.CHINESE, month=11, day=20),
        PartialDate(calendar=Calendar.CHINESE, month=1),
        PartialDate(calendar=Calendar.CHINESE, month=6, day=15, leap_month=True),
        PartialDate(calendar=Calendar.CHINESE, month=6, day=30),
    ]
    names = {}
    for number, when in enumerate(hard):
        shopper_id = make_shopper(book, f"Shopper {number:02}")
        set_birthday(book, shopper_id, when, today=date(2028, 1, 1))
        names[shopper_id] = when

    for offset in range(0, 800, 7):
        start = date(2027, 1, 1) + timedelta(days=offset)
        end = start + timedelta(days=(offset * 13) % 61)
        found = due(book, start, end, leap_day=leap_day)
        wanted = sorted(
            (day, shopper_id)
            for shopper_id, when in names.items()
            for day in occurrences(when, start, end, leap_day=leap_day)
        )
        assert [(one.day, one.shopper_id) for one in found] == wanted


def test_a_window_of_several_years_lists_every_one_of_them(book: Book) -> None:
    make_shopper(book, "Ann Lee", birthday=NOVEMBER_26)

    found = due(book, date(2026, 1, 1), date(2028, 12, 31), leap_day=FEBRUARY)

    assert [(one.day.year, one.years) for one in found] == [(2026, 60), (2027, 61), (2028, 62)]


def test_no_one_gets_a_0th_card(book: Book) -> None:
    make_shopper(book, "Ann Lee", wedding=PartialDate(year=2026, month=12, day=1))

    assert due_names(book, TODAY, 30) == []
    assert due_names(book, date(2027, 12, 1), 1) == [("Ann Lee", "2027-12-01")]


def test_only_the_kinds_that_are_wanted_come(book: Book) -> None:
    ann = make_shopper(
        book,
        "Ann Lee",
        birthday=PartialDate(month=11, day=21),
        wedding=PartialDate(month=11, day=22),
    )
    add_occasion(book, ann, "First purchase", PartialDate(month=11, day=23))

    def kinds(wanted: set[OccasionKind] | None) -> list[OccasionKind]:
        found = due(book, TODAY, date(2026, 12, 20), leap_day=FEBRUARY, kinds=wanted)
        return [one.kind for one in found]

    assert kinds(None) == [OccasionKind.BIRTHDAY, OccasionKind.WEDDING, OccasionKind.OTHER]
    assert kinds({OccasionKind.WEDDING, OccasionKind.OTHER}) == [
        OccasionKind.WEDDING,
        OccasionKind.OTHER,
    ]
    assert kinds(set()) == []


def test_a_list_that_ends_before_it_begins_is_empty(book: Book) -> None:
    make_shopper(book, birthday=NOVEMBER_26)

    assert due(book, date(2026, 12, 1), date(2026, 11, 1), leap_day=FEBRUARY) == []


def test_nobody_is_left_out_but_everybody_is_marked(book: Book) -> None:
    day = PartialDate(month=11, day=25)
    quiet = make_shopper(book, "A", birthday=day)
    put_away = make_shopper(book, "B", birthday=day)
    died = make_shopper(book, "C", birthday=day)
    moved = make_shopper(book, "D", birthday=day)
    make_shopper(book, "Number 17850", named=False, birthday=day)
    be_quiet_until(book, quiet, date(2026, 12, 1), today=TODAY)
    archive(book, put_away, on=TODAY)
    mark_deceased(book, died, on=date(2026, 8, 3), note="his son told us in August")
    mark_moved_away(book, moved, on=TODAY)

    found = due(book, TODAY, date(2026, 11, 30), leap_day=FEBRUARY)

    assert [one.quiet_until for one in found] == [date(2026, 12, 1), None, None, None, None]
    assert [one.archived_on for one in found] == [None, TODAY, None, None, None]
    assert [one.deceased_on for one in found] == [None, None, date(2026, 8, 3), None, None]
    assert [one.moved_away_on for one in found] == [None, None, None, TODAY, None]
    assert [one.named for one in found] == [True, True, True, True, False]


def test_a_wedding_day_tells_of_the_other_one_and_of_the_end(book: Book) -> None:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(year=1990, month=12, day=1))

    def wedding() -> DueOccasion:
        return due(book, TODAY, date(2026, 12, 10), leap_day=FEBRUARY)[0]

    assert (wedding().partner_name, wedding().years) == ("Daniel Ashworth", 36)
    assert (wedding().tie_ended_by, wedding().partner_deceased_on) == (None, None)
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)
    assert wedding().tie_ended_by is Ending.DIVORCE
    undo_last(book)
    mark_deceased(book, daniel, on=TODAY)
    assert (wedding().tie_ended_by, wedding().partner_deceased_on) == (Ending.DEATH, TODAY)


def test_a_new_name_moves_the_day_in_the_list_and_an_undo_moves_it_back(book: Book) -> None:
    ann = make_shopper(book, "Ann", birthday=NOVEMBER_26)
    make_shopper(book, "Bea", birthday=NOVEMBER_26)

    edit_shopper(book, ann, shop=SHOP, today=TODAY, name="Cora")
    assert [name for name, _ in due_names(book, TODAY, 10)] == ["Bea", "Cora"]
    set_birthday(book, ann, PartialDate(month=11, day=26), today=TODAY)
    undo_last(book)
    undo_last(book)

    assert [name for name, _ in due_names(book, TODAY, 10)] == ["Ann", "Bea"]


def test_an_edit_of_a_day_taken_back_after_a_new_name_leaves_the_list_in_order(
    book: Book,
) -> None:
    ann = make_shopper(book, "Ann", birthday=NOVEMBER_26)
    make_shopper(book, "Bea", birthday=NOVEMBER_26)
    set_birthday(book, ann, PartialDate(month=11, day=27), today=TODAY)
    edit = changes_in(book)[0].id
    edit_shopper(book, ann, shop=SHOP, today=TODAY, name="Cora")

    take_back(book, edit)

    assert [name for name, _ in due_names(book, TODAY, 10)] == ["Bea", "Cora"]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM occasion_order",
        "UPDATE occasion_order SET month_day = 101",
        "UPDATE occasion_order SET sort_key = 'zzz'",
        "INSERT INTO occasion_order VALUES (99, 'gregorian', 101, 'a')",
    ],
)
def test_a_day_that_is_out_of_its_order_is_found_by_the_check(book: Book, damage: str) -> None:
    make_shopper(book, birthday=NOVEMBER_26)
    assert all(check.good for check in check_book(book))

    with book.unlogged() as inside:
        inside.execute(damage)

    bad = [check.name for check in check_book(book) if not check.good]
    assert len(bad) == 1
    assert "order of days" in bad[0]
