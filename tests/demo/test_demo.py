"""The demo shop: the same for the same seed, whole, and with everything a shop stumbles over."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from storebook.base.dates import Calendar
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.demo.build import DemoShop, make_demo
from storebook.demo.hard_cases import hard_people
from storebook.people.occasions import OccasionKind, due
from storebook.people.reachable import why_no_card
from storebook.people.search import find_shoppers
from storebook.people.similar import similar_people
from tests.book.dumping import dump

TODAY = date(2026, 11, 20)
SECONDS = 60


def make(path: Path, **wanted: object) -> DemoShop:
    return make_demo(path, **{"shoppers": 200, "seed": 1, "today": TODAY, **wanted})  # type: ignore[arg-type]


def content(path: Path) -> str:
    with Book.open(path, mode="read") as book:
        return dump(book)


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop of a thousand, made once and only read."""
    path = tmp_path_factory.mktemp("demo") / "demo.book"
    make(path, shoppers=1000)
    return path


@pytest.fixture
def demo(demo_path: Path) -> Iterator[Book]:
    with Book.open(demo_path, mode="read") as book:
        yield book


# -- the same for the same seed


def test_the_same_seed_makes_the_same_shop(tmp_path: Path) -> None:
    """Also in another process, where sets and dictionaries may be in another order."""
    make(tmp_path / "one.book", seed=7)
    command = ["demo", str(tmp_path / "other.book"), "--shoppers", "200", "--seed", "7"]
    subprocess.run(
        [sys.executable, "-m", "storebook", *command, "--today", TODAY.isoformat()],
        env={**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Pacific/Auckland"},
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )

    assert content(tmp_path / "one.book") == content(tmp_path / "other.book")


def test_another_seed_makes_another_shop(tmp_path: Path) -> None:
    make(tmp_path / "one.book", seed=1)
    make(tmp_path / "other.book", seed=2)

    assert content(tmp_path / "one.book") != content(tmp_path / "other.book")


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2024, 2, 29), date(2089, 12, 31)])
def test_the_shop_can_be_made_for_any_day(tmp_path: Path, day: date) -> None:
    make(tmp_path / "demo.book", today=day)

    with Book.open(tmp_path / "demo.book", mode="read") as book:
        assert all(result.good for result in check_book(book))
        assert book.value("SELECT max(day) FROM purchase") <= day.isoformat()
        assert book.value("SELECT count(*) FROM piece WHERE secret_until > :day", day=day)


# -- size


@pytest.mark.parametrize("shoppers", [200, 1000])
def test_there_are_as_many_shoppers_as_were_wanted(tmp_path: Path, shoppers: int) -> None:
    told: list[tuple[int, int, str]] = []

    made = make_demo(
        tmp_path / "demo.book",
        shoppers=shoppers,
        seed=3,
        today=TODAY,
        progress=lambda done, total, what: told.append((done, total, what)),
    )

    with Book.open(tmp_path / "demo.book", mode="read") as book:
        assert made.shoppers == shoppers == book.value("SELECT count(*) FROM shopper")
        assert made.purchases == book.value("SELECT count(*) FROM purchase")
        assert made.members == book.value("SELECT count(*) FROM member WHERE left_on IS NULL")
        assert made.lines == book.value("SELECT count(*) FROM line")
        assert 8 <= made.lines / shoppers <= 12
    assert all(0 <= done <= total for done, total, _ in told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("shoppers", [-1, 0, 199, 100_001, 10**30])
def test_a_shop_of_another_size_is_refused(tmp_path: Path, shoppers: int) -> None:
    with pytest.raises(Refused, match="200 to 100,000"):
        make(tmp_path / "demo.book", shoppers=shoppers)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2090, 1, 1)])
def test_a_day_of_another_age_is_refused(tmp_path: Path, day: date) -> None:
    with pytest.raises(Refused, match="2015 to 2089"):
        make(tmp_path / "demo.book", today=day)

    assert list(tmp_path.iterdir()) == []


def test_what_stops_half_way_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if what == "Selling":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "demo.book", progress=stop)

    assert list(tmp_path.iterdir()) == []


# -- whole


def test_the_book_is_good_from_end_to_end(demo: Book) -> None:
    assert [result.name for result in check_book(demo) if not result.good] == []


def test_the_shop_has_its_settings_and_its_people(demo: Book) -> None:
    shop = load(demo, Shop)
    roles = demo.values("SELECT role FROM associate ORDER BY id")

    assert (shop.name, shop.currency, shop.country) == ("Hallam & Rye", "USD", "US")
    assert roles == ["owner", "manager", "clerk", "clerk"]
    assert demo.value("SELECT count(DISTINCT associate_id) FROM purchase") == 4


# -- what is in it


def test_every_hard_case_is_there(demo: Book) -> None:
    names = set(demo.values("SELECT name FROM shopper"))

    missing = {person.draft.name for person in hard_people(TODAY)} - names
    assert missing == set()
    assert len(hard_people(TODAY)) >= 50


@pytest.mark.parametrize(
    "condition",
    [
        "month = 2 AND day = 29 AND leap_day_rule = 'march'",
        "month = 2 AND day = 29 AND leap_day_rule = 'leap_years'",
        "month = 2 AND day = 29 AND leap_day_rule IS NULL",
        "day IS NULL",
        "year IS NULL AND day IS NOT NULL",
        "calendar = 'chinese' AND leap_month",
        "calendar = 'chinese' AND month = 12 AND day = 30",
        "calendar = 'chinese' AND month = 11 AND day = 20",
        "year = 1933",
        "year = 1954",
        "year = 1978",
        "month = 12 AND day = 31",
        "month = 1 AND day = 1",
    ],
)
def test_days_are_as_hard_as_they_come(demo: Book, condition: str) -> None:
    count = demo.value(f"SELECT count(*) FROM occasion WHERE kind = 'birthday' AND {condition}")  # noqa: S608

    assert count > 0


@pytest.mark.parametrize(
    "text",
    [
        "garcía lorca", "ouyang", "suharto", "de la cruz", "anne-marie", "mx", "o'brien",
        "hohenlohe", "欧阳美玲", "小明", "ирина", "phuong", "großmann", "smith & sons",
    ],
)  # fmt: skip
def test_names_are_as_hard_as_they_come(demo: Book, text: str) -> None:
    assert text == "mx" or find_shoppers(demo, text, today=TODAY)
    assert demo.value("SELECT count(*) FROM shopper WHERE title = 'Mx.'") == 1


def test_addresses_come_from_everywhere(demo: Book) -> None:
    countries = set(demo.values("SELECT DISTINCT country FROM address"))

    assert {"US", "GB", "IE", "JP", "KR", "HK", "CN", "DE", "FR", "BR"} <= countries
    assert (
        demo.value("SELECT max(length(lines) - length(replace(lines, char(10), ''))) FROM address")
        == 3
    )
    assert demo.value("SELECT count(*) FROM address WHERE lines LIKE 'PO Box%'")


def test_secrets_are_open_on_the_day(demo: Book) -> None:
    assert demo.value("SELECT count(*) FROM secret WHERE secret_until > :day", day=TODAY) >= 3
    broken = demo.value(
        """
        SELECT count(*) FROM piece
        WHERE secret_until IS NOT NULL AND (giver_id = wearer_id OR wearer_id IS NULL)
        """
    )
    assert broken == 0


def test_december_is_the_time_of_gifts(demo: Book) -> None:
    months = dict(
        demo.rows("SELECT substr(day, 6, 2), count(*) FROM purchase GROUP BY 1 ORDER BY 1")
    )

    assert months["12"] > 1.6 * max(count for month, count in months.items() if month != "12")
    (busiest,) = demo.rows(
        "SELECT day, count(*) FROM purchase GROUP BY day ORDER BY 2 DESC, 1 LIMIT 1"
    )
    assert busiest[0] != TODAY.isoformat()
    gifts = demo.value("SELECT avg(giver_id <> wearer_id) FROM piece WHERE wearer_id IS NOT NULL")
    assert 0.15 < gifts < 0.4


def test_some_of_what_was_bought_comes_back(demo: Book) -> None:
    share = demo.value("SELECT avg(returns_line_id IS NOT NULL) FROM line WHERE kind = 'piece'")

    assert 0.01 < share < 0.08
    assert demo.value("SELECT count(*) FROM line WHERE quantity < 0 AND reason IS NULL") == 0


def test_leavers_are_known_with_their_reasons(demo: Book) -> None:
    reasons = set(demo.values("SELECT DISTINCT name FROM tag WHERE name LIKE 'left: %'"))
    leavers = demo.value("SELECT count(*) FROM tag WHERE name LIKE 'left: %'")
    lately = demo.value(
        """
        SELECT count(*) FROM tag
        JOIN shopper_summary ON shopper_summary.shopper_id = tag.shopper_id
        WHERE name LIKE 'left: %' AND last_day > :year_ago
        """,
        year_ago=TODAY - timedelta(days=365),
    )

    assert {"left: price", "left: service", "left: product"} <= reasons
    assert 0.03 < leavers / 1000 < 0.2
    assert lately == 0


def test_some_stand_in_the_book_twice(demo: Book) -> None:
    shop = load(demo, Shop)
    phones = demo.values("SELECT raw FROM phone GROUP BY digits HAVING count(*) > 1 ORDER BY raw")

    twins = [
        pair for phone in phones if len(pair := similar_people(demo, phones=[phone], shop=shop)) > 1
    ]
    assert len(twins) >= 3


def test_the_dead_are_dead_and_some_are_widowed(demo: Book) -> None:
    assert demo.value("SELECT count(*) FROM shopper WHERE deceased_on IS NOT NULL") >= 3
    bought_later = demo.value(
        """
        SELECT count(*) FROM purchase JOIN shopper ON shopper.id = shopper_id
        WHERE deceased_on IS NOT NULL AND day > deceased_on
        """
    )
    assert bought_later == 0


def test_the_coming_fortnight_has_cards_and_reasons_for_none(demo: Book) -> None:
    end = TODAY + timedelta(days=13)
    shop = load(demo, Shop)
    found = due(demo, TODAY, end, leap_day=shop.leap_day_rule)

    assert {OccasionKind.BIRTHDAY, OccasionKind.WEDDING} <= {one.kind for one in found}
    assert any(why_no_card(one) is not None for one in found)
    assert any(one.calendar is Calendar.CHINESE for one in found) or len(found) > 10
