"""A month on the wall: every day in its place, gift days and mail, and nobody's name unasked."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.outreach.own_gift_days import add_own_day
from storebook.outreach.wall_month import Mark, MarkKind, wall_month
from storebook.people.departures import mark_deceased
from storebook.people.occasions import set_wedding_day
from storebook.printing.problems import Problem
from storebook.printing.sheets import A4, LETTER, Paper
from storebook.printing.wall_calendar import WallText, lunar_day, print_wall_calendar
from storebook.staff.associates import Role, add_associate
from storebook.staff.rights import NotAllowed
from tests.make import TODAY, make_address, make_couple, make_shopper
from tests.printing.reading import fonts, page_sizes, pages, words
from tests.printing.rendering import ink_box, pictures

DECEMBER = WallText(year=2026, month=12, first_weekday=6, shop_name="Hallam & Rye")
CHRISTMAS = Mark(day=date(2026, 12, 25), kind=MarkKind.GIFT, text="Christmas")


def drawn(
    text: WallText = DECEMBER,
    marks: Sequence[Mark] = (CHRISTMAS,),
    paper: Paper = LETTER,
    *,
    mono: bool = False,
) -> tuple[bytes, list[Problem]]:
    out = io.BytesIO()
    problems = print_wall_calendar(out, text, marks, paper, mono=mono)
    return out.getvalue(), problems


def marks_of(book: Book, **wanted: Any) -> list[tuple[int, str, str]]:
    month = wall_month(book, 2026, 12, **wanted)
    return [(one.day.day, one.kind.value, one.text) for one in month.marks]


@pytest.mark.parametrize(
    ("paper", "size"), [(A4, (297.0, 210.0)), (LETTER, (279.4, 215.9))], ids=["a4", "letter"]
)
def test_a_month_is_one_landscape_page(paper: Paper, size: tuple[float, float]) -> None:
    pdf, problems = drawn(paper=paper)

    assert page_sizes(pdf) == [pytest.approx(size, abs=0.01)]
    assert problems == []
    assert all(fonts(pdf).values())


@pytest.mark.parametrize("first", range(7))
@pytest.mark.parametrize(("year", "month"), [(2026, 2), (2026, 8), (2026, 12), (2028, 2)])
def test_every_day_stands_once_under_its_weekday(year: int, month: int, first: int) -> None:
    pdf, _ = drawn(replace(DECEMBER, year=year, month=month, first_weekday=first), ())
    (page,) = pages(pdf)
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days

    for day in range(1, last + 1):
        (number,) = [one for one in page.texts if one.text == str(day) and one.size > 12]
        column = (date(year, month, day).weekday() - first) % 7
        assert 13 + column * (279.4 - 26) / 7 < number.x < 13 + (column + 1) * (279.4 - 26) / 7


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("mono", [False, True], ids=["color", "mono"])
def test_all_ink_lies_inside_the_margin(month: int, mono: bool) -> None:
    pdf, _ = drawn(replace(DECEMBER, month=month), (), mono=mono)

    left, bottom, right, top = ink_box(pictures(pdf, dots=50)[0], dots=50)

    assert left > 11.5
    assert bottom > 11.5
    assert right < 279.4 - 11.5
    assert top < 215.9 - 11.5


def test_the_stone_of_the_month_stands_in_the_head() -> None:
    assert "tanzanite, the stone of december" in words(drawn()[0])


def test_a_black_printer_gets_no_gray() -> None:
    for page in pages(drawn(mono=True)[0]):
        assert {color for color in page.colors if len(color) == 3} <= {(0.0,) * 3, (1.0,) * 3}


def test_the_same_month_gives_the_same_bytes() -> None:
    assert drawn()[0] == drawn()[0]


def test_a_mark_stands_on_its_day() -> None:
    (page,) = pages(drawn()[0])
    (number,) = [one for one in page.texts if one.text == "25" and one.size > 12]
    christmas = page.text("Christmas")

    assert number.x < christmas.x < number.x + 36
    assert 2 < number.y - christmas.y < 8


@pytest.mark.parametrize("count", [1, 5, 9])
def test_a_full_day_shrinks_and_what_has_no_room_is_told(count: int) -> None:
    names = [
        Mark(day=CHRISTMAS.day, kind=MarkKind.NAME, text=f"Theodora Ashworth-Lindholm {place}")
        for place in range(count)
    ]
    pdf, problems = drawn(marks=[CHRISTMAS, *names])
    said = words(pdf).replace("\n", " ")
    whole = sum(one.text.split()[-1] in said.split() for one in names)

    assert whole == count if not problems else problems[0].place == 25
    if count == 9:
        assert "no room on that day. Print the list of birthdays as well" in problems[0].sentence


def test_letters_that_no_font_has_are_told_and_never_printed_wrong() -> None:
    odd = Mark(day=CHRISTMAS.day, kind=MarkKind.NAME, text="عائشة")

    pdf, (problem,) = drawn(marks=[CHRISTMAS, odd])

    assert "No font" in problem.sentence
    assert "Christmas" in words(pdf)


def test_a_month_that_is_none_and_a_name_without_end_are_refused() -> None:
    with pytest.raises(Refused):
        drawn(replace(DECEMBER, month=13))
    with pytest.raises(Refused, match="too long"):
        drawn(replace(DECEMBER, shop_name="Jewelers " * 30))


@pytest.mark.parametrize(
    ("day", "reads"),
    [
        (date(2026, 2, 17), "正月"),
        (date(2026, 2, 18), "初二"),
        (date(2026, 2, 26), "初十"),
        (date(2026, 2, 27), "十一"),
        (date(2026, 9, 25), "十五"),
        (date(2026, 3, 8), "二十"),
        (date(2026, 3, 9), "廿一"),
        (date(2025, 7, 25), "闰六月"),
        (date(2026, 1, 19), "腊月"),
        (date(2150, 1, 1), ""),
    ],
)
def test_a_day_of_the_chinese_calendar_reads_as_calendars_print_it(day: date, reads: str) -> None:
    assert lunar_day(day) == reads


def test_chinese_days_stand_only_where_they_are_wanted() -> None:
    assert "初二" not in words(drawn()[0])
    assert "初二" in words(drawn(replace(DECEMBER, lunar=True))[0])


# -- what a month says


def test_a_month_says_how_many_days_there_are_and_never_whose(book: Book) -> None:
    for name in ("Ann Lee", "Ben Low"):
        make_shopper(book, name, birthday=PartialDate(month=12, day=3))
    make_shopper(book, "Cy Moss", birthday=PartialDate(month=12))
    one, other = make_couple(book)
    set_wedding_day(book, one, PartialDate(year=2001, month=12, day=3), partner_id=other)

    found = wall_month(book, 2026, 12)

    assert (3, "count", "2 birthdays") in marks_of(book)
    assert (3, "count", "1 anniversary") in marks_of(book)
    assert found.someday == "1 birthday"
    assert "Ann" not in "".join(mark.text for mark in found.marks)


def test_names_stand_there_when_they_are_asked_for(book: Book) -> None:
    make_shopper(book, "Ann Lee", birthday=PartialDate(month=12, day=3))
    one, other = make_couple(book)
    set_wedding_day(book, one, PartialDate(month=12, day=4), partner_id=other)

    marks = marks_of(book, names=True)

    assert (3, "name", "Ann Lee") in marks
    assert (4, "name", "Margaret Ashworth & Daniel Ashworth, anniversary") in marks


def test_names_need_the_right_to_print_lists(book: Book) -> None:
    clerk = add_associate(book, "Jun Halloran", Role.CLERK)
    book.associate_id = clerk

    assert wall_month(book, 2026, 12).first == date(2026, 12, 1)
    with pytest.raises(NotAllowed):
        wall_month(book, 2026, 12, names=True)


def test_who_has_died_is_on_no_calendar(book: Book) -> None:
    who = make_shopper(book, "Walter Finch", birthday=PartialDate(month=12, day=3))
    mark_deceased(book, who, on=date(2026, 8, 2), note="")

    assert not [mark for mark in marks_of(book, names=True) if mark[0] == 3]


def test_a_month_says_when_to_mail_also_for_the_days_after_it(book: Book) -> None:
    add_own_day(book, "Shop’s birthday", "january 5")

    marks = marks_of(book)

    assert (17, "mail", "Mail for Christmas") in marks
    assert (25, "gift", "Christmas") in marks
    assert [one[2] for one in marks if one[1] == "mail"][-1] == "Mail for Shop’s birthday"
    assert not [one for one in marks if "abroad" in one[2]]


def test_mail_abroad_is_marked_where_somebody_lives_there(book: Book) -> None:
    there = make_address("1 Rue de la Paix", city="Paris", region="", postcode="75002")
    make_shopper(book, "Claire Aubin", today=TODAY, addresses=(replace(there, country="FR"),))

    assert (3, "mail", "Mail abroad for Christmas") in marks_of(book)


def test_there_is_no_month_thirteen(book: Book) -> None:
    with pytest.raises(Refused, match="no such month"):
        wall_month(book, 2026, 13)
