"""The front of a card speaks the language of its inside, and names the day it is for."""

from dataclasses import replace

import pytest

from storebook.base.year_end import is_end_of_year
from storebook.printing.designs.catalog import DESIGNS, CardKind, designs_for
from storebook.printing.designs.fronts import front_words
from storebook.printing.designs.words import CardFront, words_fit
from tests.printing.make import ANNIVERSARY, CARD, printed_cards
from tests.printing.reading import pages

CHINESE = ("zh-hans", "zh-hant")


def front(**changed: object) -> list[str]:
    """The lines of the front and the back."""
    outside, _ = pages(printed_cards(replace(CARD, **changed)))  # type: ignore[arg-type]
    return [line.text for line in outside.texts]


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_design_speaks_chinese_on_a_chinese_card(
    name: str, month: int, language: str
) -> None:
    plain = CardFront(month=month, years=25)

    words = front_words(DESIGNS[name], plain, language)

    said = words.wish + words.line + words.month_word + words.stone_word + words.years_word
    assert said
    assert not any(letter.isascii() and letter.isalpha() for letter in said)
    assert not set(said) & set("四4終终送鐘钟")
    assert words_fit(words, DESIGNS[name].room, DESIGNS[name].wish_lines)


@pytest.mark.parametrize("name", DESIGNS)
def test_no_english_word_is_left_on_a_chinese_front(name: str) -> None:
    said = front(design=name, language="zh-hant", shop_name="美玉", shop_line="", years=25)

    assert not any(letter.isascii() and letter.isalpha() for line in said for letter in line)


def test_a_wedding_year_with_a_four_is_called_by_its_gift_or_not_at_all() -> None:
    ruby = front_words(DESIGNS["laurel"], CardFront(month=1, years=40), "zh-hans")
    plain = front_words(DESIGNS["laurel"], CardFront(month=1, years=24), "zh-hans")
    silver = front_words(DESIGNS["laurel"], CardFront(month=1, years=25), "zh-hans")

    assert (ruby.years, ruby.line) == (None, "红宝石婚之喜")
    assert (plain.years, plain.line) == (None, "恩爱绵长")
    assert (silver.years, silver.line, silver.years_word) == (25, "银婚之喜", "周年")


@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("language", ["en", "de", ""])
def test_another_card_keeps_the_words_of_its_design(name: str, language: str) -> None:
    plain = CardFront(month=5, years=25)

    assert front_words(DESIGNS[name], plain, language) == plain


def test_words_that_were_given_stay() -> None:
    given = CardFront(month=5, wish="Congratulations")

    assert front_words(DESIGNS["facets"], given, "zh-hans") == given


@pytest.mark.parametrize("name", ["crystal", "evergreen"])
def test_a_holiday_that_is_not_the_end_of_the_year_stands_by_its_name(name: str) -> None:
    said = front(design=name, holiday="Mother’s Day")

    assert {"Mother’s Day", "with warm wishes"} <= set(said)
    assert not any("year" in line for line in said)


def test_a_long_name_of_a_holiday_is_the_second_line() -> None:
    title = "The Festival of All Lights of Portsmouth and Rye"

    assert {"With warm wishes", title.lower()} <= set(front(design="crystal", holiday=title))


@pytest.mark.parametrize(
    ("title", "winter"),
    [
        ("Season’s greetings", True),
        ("Christmas", True),
        ("Happy New Year", True),
        ("Lunar New Year", False),
        ("Chinese New Year", False),
        ("Mother’s Day", False),
    ],
)
def test_the_winter_cards_say_what_fits_the_day(title: str, winter: bool) -> None:
    assert is_end_of_year(title) is winter


def test_what_a_birthday_is_called_is_not_on_its_front() -> None:
    assert "Birthday" not in front(holiday="Birthday")
    assert pages(printed_cards(replace(ANNIVERSARY, holiday="Anniversary, 25 years")))


@pytest.mark.parametrize("name", [one.name for one in designs_for(CardKind.BIRTHDAY)])
def test_a_card_to_a_parent_is_for_no_birthday_of_their_own(name: str) -> None:
    assert "your" not in " ".join(front(design=name, child=True)).casefold()
