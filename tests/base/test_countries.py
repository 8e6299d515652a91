"""A country is known by its code or its name, and named as mail wants it."""

import pytest

from storebook.base.countries import countries, country, country_name, in_a_sentence
from storebook.base.errors import Refused
from storebook.base.text import fold


@pytest.mark.parametrize(
    ("typed", "code"),
    [("US", "US"), ("gb", "GB"), ("uk", "GB"), ("Germany", "DE"), ("cote d'ivoire", "CI")],
)
def test_a_country_is_found_by_code_or_name(typed: str, code: str) -> None:
    assert country(typed).code == code


@pytest.mark.parametrize("typed", ["", "U", "Ruritania", "usa\x00"])
def test_a_country_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not a country") as refusal:
        country(typed)
    assert refusal.value.field == "country"


def test_all_countries_stand_in_the_order_of_their_names() -> None:
    names = [listed.name for listed in countries()]

    assert len(names) == len(set(names)) == 250
    assert names == sorted(names, key=fold)
    assert names[1] == "Åland Islands"


def test_a_country_has_its_article_in_a_sentence() -> None:
    assert in_a_sentence("US") == "the United States"
    assert in_a_sentence("CZ") == "the Czech Republic"
    assert in_a_sentence("FR") == "France"


def test_a_code_that_nobody_knows_is_not_lost() -> None:
    assert country_name("ZZ") == "ZZ"
