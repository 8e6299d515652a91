"""Days and amounts are read the way their whole column writes them."""

from datetime import date
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.base.money import currency
from storebook.book.shop import Shop
from storebook.exchange.amounts import AmountColumns, AmountReader, read_quantity
from storebook.exchange.cells import several_emails, several_phones, several_tags
from storebook.exchange.fields import Kind
from storebook.exchange.purchase_rows import PurchaseRow
from storebook.exchange.shopper_rows import ShopperRow
from tests.exchange.make import look_at, make_list

GERMAN = Shop(country="DE", currency="EUR", locale="de_DE")


def birthdays(path: Path, shop: Shop) -> list[tuple[int | None, int, int | None]]:
    drafts = [row.draft for row in look_at(path, shop=shop).rows]
    return [
        (draft.draft.birthday.year, draft.draft.birthday.month, draft.draft.birthday.day)
        for draft in drafts
        if isinstance(draft, ShopperRow) and draft.draft.birthday
    ]


@pytest.mark.parametrize("shop", [Shop(country="US"), GERMAN])
def test_one_day_after_the_twelfth_settles_the_whole_column(tmp_path: Path, shop: Shop) -> None:
    first = make_list(tmp_path, "Name,Birthday\nAnn,05/12/1980\nBob,31/12/1981\n", "first.csv")
    second = make_list(tmp_path, "Name,Birthday\nAnn,05/12/1980\nBob,12/31/1981\n", "second.csv")

    assert birthdays(first, shop) == [(1980, 12, 5), (1981, 12, 31)]
    assert birthdays(second, shop) == [(1980, 5, 12), (1981, 12, 31)]


def test_a_column_that_could_be_read_either_way_follows_the_country_and_says_so(
    tmp_path: Path,
) -> None:
    path = make_list(tmp_path, "Name,Birthday\nAnn,05/12/1980\n")

    assert birthdays(path, Shop(country="US")) == [(1980, 5, 12)]
    assert birthdays(path, GERMAN) == [(1980, 12, 5)]
    assert "read month first" in look_at(path).warnings[0]


def test_another_column_of_days_settles_the_one_that_does_not_tell(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name,Birthday,Anniversary\nAnn,05/12/1980,31/01/2003\n")

    assert birthdays(path, Shop(country="US")) == [(1980, 12, 5)]


@pytest.mark.parametrize("year", ["0001", "1604", "1900", "1904"])
def test_a_year_that_only_holds_a_place_is_not_known(tmp_path: Path, year: str) -> None:
    path = make_list(tmp_path, f"Name,Birthday\nAnn,{year}-05-14\n")

    assert birthdays(path, Shop()) == [(None, 5, 14)]


@pytest.mark.parametrize(
    "first_of_all",
    [
        "1/1/1900",
        "01.01.1900",
        "1900-01-01 00:00:00",
        "0001-01-01",
        "1904-1-1",
        "12/30/1899 0:00:00",
        "30.12.1899",
        "1899-12-31",
    ],
)
def test_the_first_day_that_a_program_knows_is_nobodys_birthday(
    tmp_path: Path, first_of_all: str
) -> None:
    path = make_list(tmp_path, f"Name,Birthday\nAnn,{first_of_all}\nZoe,1/1/1966\n")

    assert birthdays(path, Shop()) == [(1966, 1, 1)]


@pytest.mark.parametrize("nothing", ["", " ", "-", "n/a", "0/0/00", "0000-00-00", "unknown"])
def test_nothing_in_many_spellings_is_no_birthday(tmp_path: Path, nothing: str) -> None:
    path = make_list(tmp_path, f"Name,Birthday,Phone\nAnn,{nothing},{nothing}\n")

    assert look_at(path).problems == []


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["9,400.00", "12.50"], "."),
        (["9.400,00", "12,50"], ","),
        (["9400", "1.250"], "."),
        (["12,5"], ","),
        (["1.234.567,00"], ","),
        (["1.009,400"], ","),
        ([], "."),
    ],
)
def test_the_mark_before_the_cents_is_asked_of_all_amounts(cells: list[str], mark: str) -> None:
    columns = AmountColumns([0], ".")
    for cell in cells:
        columns.look([cell])

    assert columns.decimal == mark


@pytest.mark.parametrize(
    ("cell", "cents", "rounded"),
    [
        ("9400", 940000, False),
        ("$9,400.00", 940000, False),
        ("-12.50", -1250, False),
        ("(12.50)", -1250, False),
        ("12.50-", -1250, False),
        ("0.001", 0, True),
        ("0.005", 1, True),
        ("-0.005", -1, True),
        ("2.550", 255, False),
        ("1,234.567", 123457, True),
        ("$0.125", 13, True),
    ],
)
def test_more_decimals_than_the_currency_has_are_rounded_half_up(
    cell: str, cents: int, rounded: bool
) -> None:
    assert AmountReader(currency("USD"), ".").read(cell) == (cents, rounded)


def test_yen_have_no_decimals_and_dinars_three() -> None:
    assert AmountReader(currency("JPY"), ".").read("9400.5") == (9401, True)
    assert AmountReader(currency("KWD"), ".").read("9.400") == (9400, False)
    assert AmountReader(currency("EUR"), ",").read("9.400,005") == (940001, True)


@pytest.mark.parametrize("cell", ["lots", "1e5", "nan", "12.5.1.2", "9" * 40, "--5"])
def test_a_price_in_words_is_refused(cell: str) -> None:
    with pytest.raises(Refused):
        AmountReader(currency("USD"), ".").read(cell)


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [("1", 1), ("-3", -3), ("−2", -2), ("(4)", -4), ("2.0", 2), ("80,995", 80995), ("3x", 3)],
)
def test_how_many_there_are(cell: str, quantity: int) -> None:
    assert read_quantity(cell) == quantity


@pytest.mark.parametrize("cell", ["one", "1.5", "", "1,5", "9" * 20])
def test_half_a_piece_is_refused(cell: str) -> None:
    with pytest.raises(Refused):
        read_quantity(cell)


def test_several_things_in_one_cell_are_parted_where_they_can_be() -> None:
    assert several_phones("(415) 555-0100 / 415 555 0101") == ["(415) 555-0100", "415 555 0101"]
    assert several_phones("030/1234567") == ["030/1234567"]
    assert several_phones("+1 555 0100 ::: +1 555 0101") == ["+1 555 0100", "+1 555 0101"]
    assert several_emails("ann@example.com; bob@example.com") == [
        "ann@example.com", "bob@example.com",
    ]  # fmt: skip
    assert several_emails("Ann Lee <ann@example.com>") == ["Ann Lee <ann@example.com>"]
    assert several_tags("* myContacts ::: Friends ::: VIP") == ["Friends", "VIP"]


def test_a_total_that_does_not_part_evenly_is_kept_to_the_cent(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Date,Item,Qty,Total\n2026-01-05,Bangle,3,100.00\n")

    [row] = look_at(path, Kind.PURCHASES).rows

    assert isinstance(row.draft, PurchaseRow)
    line = row.draft.line
    assert line.price_cents * line.quantity - line.discount_cents == 100_00
    assert row.draft.head.day == date(2026, 1, 5)
