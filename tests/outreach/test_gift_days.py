"""Gift days come by rule in each country, and cards for them are mailed on a working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.settings import save
from storebook.book.shop import Shop
from storebook.outreach.day_rules import day_rule, days_of, easter
from storebook.outreach.gift_days import (
    GiftDay,
    PostRules,
    gift_days,
    known_titles,
    mail_by,
    title_key,
)
from storebook.outreach.own_gift_days import (
    add_own_day,
    change_own_day,
    coming_gift_days,
    keep_days,
    kept_days,
    own_days,
    remove_own_day,
    set_post_days,
)

YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


def of_year(country: str, year: int) -> dict[str, GiftDay]:
    start, end = date(year, 1, 1), date(year, 12, 31)
    return {one.key: one for one in gift_days(Shop(country=country), start, end)}


@pytest.mark.parametrize(
    ("country", "key", "day"),
    [
        ("US", "mothers-day", date(2026, 5, 10)),
        ("US", "fathers-day", date(2026, 6, 21)),
        ("US", "thanksgiving", date(2026, 11, 26)),
        ("US", "thanksgiving", date(2027, 11, 25)),
        ("CA", "thanksgiving", date(2026, 10, 12)),
        ("GB", "mothers-day", date(2026, 3, 15)),
        ("GB", "mothers-day", date(2027, 3, 7)),
        ("GB", "mothers-day", date(2025, 3, 30)),
        ("ES", "mothers-day", date(2026, 5, 3)),
        ("FR", "mothers-day", date(2026, 5, 31)),
        ("FR", "mothers-day", date(2023, 6, 4)),
        ("SE", "mothers-day", date(2026, 5, 31)),
        ("DE", "fathers-day", date(2026, 5, 14)),
        ("AU", "fathers-day", date(2026, 9, 6)),
        ("TW", "fathers-day", date(2026, 8, 8)),
        ("JP", "white-day", date(2026, 3, 14)),
        ("JP", "respect-for-the-aged", date(2026, 9, 21)),
        ("CN", "qixi", date(2026, 8, 19)),
        ("CN", "qixi", date(2025, 8, 29)),
        ("CN", "lunar-new-year", date(2026, 2, 17)),
        ("CN", "lunar-new-year", date(2027, 2, 6)),
        ("CN", "lunar-new-year", date(2028, 1, 26)),
        ("CN", "mid-autumn", date(2026, 9, 25)),
        ("CN", "mid-autumn", date(2025, 10, 6)),
        ("KR", "mid-autumn", date(2026, 9, 25)),
        ("NO", "mothers-day", date(2026, 2, 8)),
    ],
)
def test_a_gift_day_is_where_the_country_keeps_it(country: str, key: str, day: date) -> None:
    assert of_year(country, day.year)[key].day == day


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, (4, 2)),
        (2008, (3, 23)),
        (2019, (4, 21)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2038, (4, 25)),
        (2285, (3, 22)),
    ],
)
def test_easter_is_where_the_churches_keep_it(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_days_without_post_count_also_before_the_window() -> None:
    slow = PostRules(abroad_days=30)  # from before Thanksgiving
    shop = Shop(country="US")

    of_the_year = gift_days(shop, *YEAR_2026, post=slow)
    soon = gift_days(shop, date(2026, 12, 20), date(2026, 12, 31), post=slow)

    assert soon
    assert [one for one in of_the_year if one.day >= date(2026, 12, 20)] == soon


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)

    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_every_shipped_day_has_a_title_and_comes_once_a_year() -> None:
    for country in ("US", "GB", "CN", "JP", "KR", "FR", "DE", "MX", "BR", "AE", "XX"):
        for key, one in of_year(country, 2026).items():
            assert one.title
            assert key in known_titles()
        for year in range(2024, 2036):
            found = gift_days(Shop(country=country), date(year, 1, 1), date(year, 12, 31))
            assert len({one.key for one in found}) == len(found)


def test_a_country_calls_a_day_as_it_does() -> None:
    assert of_year("GB", 2026)["mothers-day"].title == "Mothering Sunday"
    assert of_year("US", 2026)["mothers-day"].title == "Mother’s Day"


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("march 14", date(2026, 3, 14)),
        ("14 March", date(2026, 3, 14)),
        ("Feb 29", date(2026, 2, 28)),
        ("2nd Sunday of May", date(2026, 5, 10)),
        ("second sun in may", date(2026, 5, 10)),
        ("last monday of may", date(2026, 5, 25)),
        ("4th thursday of november + 1", date(2026, 11, 27)),
        ("easter - 21", date(2026, 3, 15)),
        ("easter", date(2026, 4, 5)),
        ("lunar 8/15", date(2026, 9, 25)),
    ],
)
def test_a_rule_is_written_as_people_say_it(rule: str, day: date) -> None:
    assert days_of(day_rule(rule), *YEAR_2026) == [day]


@pytest.mark.parametrize(
    "rule",
    [
        *("", "someday", "february 30", "6th sunday of may", "may", "lunar 13/1", "5th of may 900"),
        *("easter + 101", "1st caturday of may", "lunar", "2nd sunday", "\uff0a"),
    ],
)
def test_what_is_no_rule_is_refused_beside_its_field(rule: str) -> None:
    with pytest.raises(Refused) as refused:
        day_rule(rule)

    assert refused.value.field == "rule"


def test_a_chinese_day_may_come_twice_in_a_year_or_never() -> None:
    eve = day_rule("lunar 12/1")
    counts = {
        year: len(days_of(eve, date(year, 1, 1), date(year, 12, 31))) for year in range(2000, 2040)
    }

    assert {0, 2} <= set(counts.values())
    assert sum(counts.values()) in {39, 40, 41}


def test_a_thirtieth_that_the_month_has_not_is_kept_on_the_day_before() -> None:
    thirtieth, day = day_rule("lunar 12/30"), day_rule("lunar 12/29")
    start, end = date(2024, 1, 1), date(2027, 12, 31)

    assert len(days_of(thirtieth, start, end)) == len(days_of(day, start, end))


def test_years_that_no_calendar_here_knows_have_no_chinese_day() -> None:
    assert days_of(day_rule("lunar 1/1"), date(2150, 1, 1), date(2150, 12, 31)) == []


# -- when to mail


def test_mail_takes_working_days_and_arrives_before_the_day() -> None:
    christmas = of_year("US", 2026)["christmas"]

    # Five working days before the last one before Christmas, a Thursday.
    assert christmas.mail_by == date(2026, 12, 17)


def test_a_day_without_post_is_no_working_day() -> None:
    monday = date(2026, 7, 6)

    assert mail_by(monday, 1) == date(2026, 7, 2)
    assert mail_by(monday, 1, {date(2026, 7, 3)}) == date(2026, 7, 1)


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(0, 30),
    st.frozensets(st.dates(date(2000, 1, 1), date(2090, 1, 1)), max_size=5),
)
def test_mail_always_goes_on_a_working_day_in_time(
    day: date, days: int, closed: frozenset[date]
) -> None:
    posted = mail_by(day, days, closed)
    between = [posted + timedelta(days=place) for place in range((day - posted).days)]

    assert posted.weekday() < 5
    assert posted not in closed
    assert sum(one.weekday() < 5 and one not in closed for one in between) == days + 1


def test_mail_abroad_goes_earlier() -> None:
    assert all(one.mail_by_abroad < one.mail_by < one.day for one in gift_days(Shop(), *YEAR_2026))


def test_a_shop_may_say_how_long_its_mail_takes() -> None:
    slow = gift_days(Shop(), *YEAR_2026, post=PostRules(inland_days=10))

    assert slow[-1].mail_by < gift_days(Shop(), *YEAR_2026)[-1].mail_by


def test_a_window_looks_over_the_end_of_the_year() -> None:
    found = gift_days(Shop(), date(2026, 12, 20), date(2027, 2, 20))

    assert [one.key for one in found] == [
        "christmas",
        "new-year",
        "lunar-new-year",
        "valentines-day",
    ]


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused):
        gift_days(Shop(), date(2026, 12, 20), date(2026, 12, 19))


# -- what a title means


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Happy Mother’s Day", "mothers-day"),
        ("MOTHER'S DAY 2027", "mothers-day"),
        ("Mothering Sunday", "mothers-day"),
        ("Chinese New Year", "lunar-new-year"),
        ("Happy New Year", "new-year"),
        ("中秋快乐", "mid-autumn"),
        ("Founders’ Day", ""),
        ("A Tête-à-tête", ""),
        ("", ""),
    ],
)
def test_a_title_is_known_for_the_day_it_speaks_of(title: str, key: str) -> None:
    assert title_key(title) == key


# -- the shop's own


def test_a_shop_keeps_days_of_its_own(book: Book) -> None:
    day_id = add_own_day(book, "Founders’ Day", "2nd Saturday of June")

    (found,) = [one for one in coming_gift_days(book, *YEAR_2026) if one.own]

    assert (found.title, found.day, found.key) == (
        "Founders’ Day",
        date(2026, 6, 13),
        f"own-{day_id}",
    )


def test_a_day_of_ones_own_is_changed_removed_and_taken_back(book: Book) -> None:
    day_id = add_own_day(book, "Founders’ Day", "june 12")
    change_own_day(book, day_id, "Founder’s Day", "june 13")
    remove_own_day(book, day_id)
    assert own_days(book) == []

    undo_last(book)

    assert [(one.title, one.rule) for one in own_days(book)] == [("Founder’s Day", "june 13")]


@pytest.mark.parametrize(
    ("title", "rule", "field"),
    [("", "june 12", "title"), ("Fair", "whenever", "rule"), ("Christmas", "june 12", "title")],
)
def test_a_day_that_makes_no_sense_is_refused(
    book: Book, title: str, rule: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        add_own_day(book, title, rule)

    assert refused.value.field == field


def test_a_day_that_the_shop_does_not_keep_is_left_out_and_can_come_back(book: Book) -> None:
    keep_days(book, ["christmas"], kept=False)
    assert "christmas" not in {one.key for one in coming_gift_days(book, *YEAR_2026)}
    assert [one.key for one in kept_days(book) if not one.kept] == ["christmas"]

    keep_days(book, ["christmas"], kept=True)

    assert "christmas" in {one.key for one in coming_gift_days(book, *YEAR_2026)}


def test_a_day_that_the_country_has_not_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="no gift day"):
        keep_days(book, ["white-day"], kept=False)


def test_the_country_of_the_shop_decides(book: Book) -> None:
    with book.change("The shop set up") as change:
        save(change, Shop(country="JP"))

    assert "white-day" in {one.key for one in coming_gift_days(book, *YEAR_2026)}


def test_the_days_of_the_mail_are_kept(book: Book) -> None:
    before = coming_gift_days(book, *YEAR_2026)[-1]
    set_post_days(book, inland_days=2)
    after = coming_gift_days(book, *YEAR_2026)[-1]

    assert after.mail_by > before.mail_by
    assert after.mail_by_abroad == before.mail_by_abroad
    with pytest.raises(Refused):
        set_post_days(book, abroad_days=100)
