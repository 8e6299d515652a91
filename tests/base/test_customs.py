"""What a new book takes for usual in each country is something that a shop can have."""

import pytest

from storebook.base.countries import countries
from storebook.base.customs import Customs, customs_of
from storebook.base.errors import Refused
from storebook.base.locales import LOCALES, locale_named
from storebook.base.money import CURRENCIES
from storebook.book.shop import Paper


def test_every_country_has_customs_that_a_shop_can_have() -> None:
    for one in countries():
        usual = customs_of(one.code)
        assert usual.currency in CURRENCIES, one.code
        assert usual.paper in set(Paper), one.code
        assert locale_named(usual.locale) == usual.locale
        assert 0 <= usual.first_weekday <= 6


def test_a_place_that_we_write_for_is_written_for_in_its_own_country() -> None:
    places = {locale.partition("_")[2] for locale in LOCALES}

    assert {customs_of(place).locale for place in places} <= set(LOCALES)


@pytest.mark.parametrize(
    ("code", "usual"),
    [
        ("us", ("USD", "letter", "en_US", 6)),
        ("CA", ("CAD", "letter", "en_CA", 6)),
        ("UK", ("GBP", "a4", "en_GB", 0)),
        ("DE", ("EUR", "a4", "de_DE", 0)),
        ("CH", ("CHF", "a4", "de_CH", 0)),
        ("JP", ("JPY", "a4", "ja_JP", 6)),
        ("AE", ("AED", "a4", "en_AE", 0)),
    ],
)
def test_some_that_everybody_knows(code: str, usual: tuple[str, str, str, int]) -> None:
    money, paper, locale, weekday = usual

    assert customs_of(code) == Customs(
        currency=money, paper=paper, locale=locale, first_weekday=weekday
    )


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="is not a country"):
        customs_of("Atlantis")
