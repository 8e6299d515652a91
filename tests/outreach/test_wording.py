"""The words of cards: shipped ones keep to the rules, fields are known or the card waits."""

import re
from dataclasses import replace
from typing import Any

import pytest

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.templates import (
    problems_of,
    save_template,
    templates,
)
from storebook.outreach.wording import (
    FIELDS,
    CardWords,
    Missing,
    Template,
    Wordings,
    filled,
    longest_facts,
    moments_for,
    sample_facts,
    tongue,
)
from storebook.printing.designs.inks import STONES
from tests.make import TODAY
from tests.outreach.words import (
    BIRTHDAY,
    COUPLE,
    EVERY_TEXT,
    NASTY_NAMES,
    SENDER,
    fits,
    said,
    wish,
    words_for,
)

# -- what is shipped


@pytest.mark.parametrize("text", EVERY_TEXT, ids=lambda text: text.wording)
def test_every_shipped_text_is_right_and_fits_the_card(text: Template) -> None:
    assert problems_of(text, SENDER, fits) == []
    for facts in (sample_facts(text), longest_facts(text)):
        words = said(text, facts)
        assert not re.search(r"[{}]", words.greeting + words.wish + words.signature)
        assert "  " not in words.wish
        assert fits(words) is None


@pytest.mark.parametrize("text", EVERY_TEXT, ids=lambda text: text.wording)
def test_a_shipped_text_speaks_of_no_age_piece_price_or_tier(text: Template) -> None:
    words = f"{text.greeting} {text.wish}".lower()

    assert not re.search(
        r"\b(age|old|turning|price|cost|spent?|discount|sale|offer|buy|bought|purchase|ring|necklace"
        r"|gift card|member|tier|points|vip|gold card|celebrate our)\b|[$€£¥%]",
        words,
    )
    assert not re.search("岁生日|[0-9]岁|价|折|优惠|会员|积分|戒指|项链|戒指|購買|购买|打折", words)
    if text.kind is CardKind.BIRTHDAY:
        assert "{years}" not in words


@pytest.mark.parametrize(
    "text",
    [one for one in EVERY_TEXT if one.language.startswith("zh")],
    ids=lambda one: one.wording,
)
def test_a_chinese_text_avoids_what_sounds_like_four_an_end_or_a_parting(text: Template) -> None:
    words = f"{text.greeting}{text.wish}"
    everything = words + "".join(
        said(text, replace(sample_facts(text), month=month)).wish
        for month in ([int(text.moment)] if text.moment.isdecimal() else range(1, 13))
    )

    assert not set(everything) & set("四4死终終钟鐘送散离離别別梨伞傘丧喪哀葬末绝絕")
    assert not re.search("[再告][见見别別辞辭]|珍重", everything)


def test_traditional_texts_are_the_simplified_ones_in_other_letters() -> None:
    plain = [one for one in EVERY_TEXT if one.language == "zh-hans"]
    other = {one.key[0::2]: one for one in EVERY_TEXT if one.language == "zh-hant"}
    simplified = set("乐岁爱结贺谢临谨诚阖为们关欢团圆圣诞温时节满热顺开实运绿红宝钻银锡纸长泽犹")

    for one in plain:
        twin = other[one.key[0::2]]
        assert [len(line) for line in twin.wish.split("\n")] == [
            len(line) for line in one.wish.split("\n")
        ]
        assert twin.needs == one.needs
        assert not set(twin.wish) & simplified


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_there_are_several_texts_for_each_kind_and_two_for_each_month(language: str) -> None:
    for kind in CardKind:
        plain = [
            one
            for one in EVERY_TEXT
            if one.language == language and one.kind is kind and not one.moment
        ]
        assert len(plain) >= 2, kind
    for month in range(1, 13):
        texts = [
            one
            for one in EVERY_TEXT
            if one.language == language
            and one.kind is CardKind.MONTHLY
            and one.moment == str(month)
        ]
        assert len(texts) >= 2, month


def test_every_moment_of_a_shipped_text_is_one_that_the_editor_offers() -> None:
    assert all(one.moment in moments_for(one.kind) for one in EVERY_TEXT)


def test_the_stone_inside_is_the_one_on_the_front() -> None:
    assert list(tongue("en").stones) == [STONES[month].stone for month in range(1, 13)]
    assert list(tongue("en").months) == [STONES[month].month for month in range(1, 13)]


def test_no_text_is_a_condolence() -> None:
    assert "condolence" not in {kind.value for kind in CardKind}


# -- fields


@pytest.mark.parametrize("text", EVERY_TEXT, ids=lambda text: text.wording)
def test_a_name_is_printed_as_it_is_written_whatever_it_is(text: Template) -> None:
    for name in NASTY_NAMES:
        facts = sample_facts(text)
        facts = replace(facts, greeting=f"Dear {name}", first_names=(name,), couple=name)

        words = said(text, facts)

        assert name.replace("\n", " ") in words.greeting


@pytest.mark.parametrize("field", sorted(FIELDS))
@pytest.mark.parametrize("name", NASTY_NAMES)
def test_every_field_takes_any_name(field: str, name: str) -> None:
    facts = replace(
        COUPLE, greeting=name, first_names=(name, name), families=(name, name), couple=name
    )
    kinds = {"holiday": CardKind.HOLIDAY, "child": CardKind.CHILD}
    kind = kinds.get(field, CardKind.WEDDING)
    facts = replace(facts, kind=kind, holiday=name, child=name)

    words = filled(replace(BIRTHDAY, kind=kind, wish=f"[{{{field}}}]"), facts, SENDER)

    assert isinstance(words, CardWords)
    assert words.wish.startswith("[")
    assert words.wish.endswith("]")
    assert len(words.wish) > 2


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("greeting", {"greeting": " "}),
        ("first_name", {"first_names": ("Margaret", "")}),
        ("first_name", {"first_names": ()}),
        ("couple", {"couple": ""}),
        ("family", {"families": ("Ashworth", "Lee")}),
        ("the_family", {"families": ("Ashworth",)}),
        ("years", {"years": None}),
        ("years", {"years": 0}),
        ("ordinal", {"years": None}),
        ("gift_name", {"years": None}),
        ("gift_name", {"years": 14}),
        ("gift_name", {"years": 41}),
    ],
)
def test_a_field_that_is_not_known_says_so(field: str, changed: dict[str, Any]) -> None:
    words = filled(
        replace(BIRTHDAY, kind=CardKind.WEDDING, greeting="Dear both,", wish=f"{{{field}}}"),
        replace(COUPLE, **changed),
        SENDER,
    )

    assert isinstance(words, Missing)
    assert FIELDS[field].what in words.reason
    assert "ours" in words.detail


@pytest.mark.parametrize(
    "greeting", ["", "Dear", "Dear ", "Dear,", "尊敬的", "尊敬的\uff1a", " , "]
)
def test_no_card_greets_nobody(greeting: str) -> None:
    words = filled(BIRTHDAY, replace(COUPLE, greeting=greeting), SENDER)

    assert isinstance(words, Missing)
    assert "greeting" in words.reason


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("{first_name’s} day", "Margaret & Daniel’s day"),
        ("{First_name's} day", "Margaret & Daniel’s day"),
        ("{the_family}", "the Ashworths"),
        ("{The_family}", "The Ashworths"),
        ("{the_family’s} house", "the Ashworths’ house"),
        ("{family’s} house", "Ashworth’s house"),
        ("{shop’s} wishes", "Hallam & Rye’s wishes"),
        ("{Stone}, {stone}", "Sapphire, sapphire"),
        ("{ordinal}, {years}", "25th, 25"),
        ("{gift_name}", "silver"),
        ("{month}", "September"),
    ],
)
def test_a_field_reads_as_it_is_written(text: str, reads: str) -> None:
    assert wish(text) == reads


@pytest.mark.parametrize(
    ("names", "family", "owns", "house"),
    [
        (("James",), "Jones", "James’s", "the Joneses’"),
        (("Inês",), "Reis", "Inês’s", "the Reises’"),
        (("Alex",), "Fox", "Alex’s", "the Foxes’"),
        (("Ann",), "Lynch", "Ann’s", "the Lynches’"),
        (("Ann",), "Kelly", "Ann’s", "the Kellys’"),
    ],
)
def test_names_that_end_in_s_own_things_too(
    names: tuple[str, ...], family: str, owns: str, house: str
) -> None:
    assert wish("{first_name’s}", first_names=names) == owns
    assert wish("{the_family’s}", families=(family, family)) == house


@pytest.mark.parametrize(
    ("years", "reads"),
    list(
        {
            1: "1st",
            2: "2nd",
            3: "3rd",
            11: "11th",
            12: "12th",
            13: "13th",
            21: "21st",
            22: "22nd",
            41: "41st",
            111: "111th",
        }.items()
    ),
)
def test_a_wedding_year_is_counted_as_people_say_it(years: int, reads: str) -> None:
    assert wish("{ordinal}", years=years) == reads


def test_a_couple_line_of_two_lines_stays_two_lines() -> None:
    couple = "Dr. Inês Duarte\nPaulo Reis"

    assert wish("For\n{couple}", couple=couple) == f"For\n{couple}"


def test_capitals_are_not_guessed_into_small_letters() -> None:
    assert wish("{first_name}", first_names=("MACDONALD",)) == "MACDONALD"


def test_hanzi_names_stand_without_blanks_or_an_ampersand() -> None:
    facts = replace(COUPLE, first_names=("美玲", "建国"), families=("欧阳", "欧阳"))
    text = replace(BIRTHDAY, kind=CardKind.WEDDING, language="zh-hans")

    assert said(replace(text, wish="{first_name}"), facts).wish == "美玲\u3000建国"
    assert said(replace(text, wish="{the_family}"), facts).wish == "欧阳府"
    assert said(replace(text, wish="{first_name’s}"), facts).wish == "美玲\u3000建国的"
    assert said(replace(text, wish="{gift_name}婚"), facts).wish == "银婚"


def test_what_stands_in_a_name_is_never_read_as_a_field() -> None:
    assert wish("{first_name}", first_names=("{shop}",)) == "{shop}"


# -- which text


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({"years": 25}, "wedding/en/milestone-"),
        ({"years": 10}, "wedding/en/gift-"),
        ({"years": 14}, "wedding/en/counted-"),
        ({"years": 24}, "wedding/en/counted-"),
        ({"years": 65}, "wedding/en/counted-"),
        ({"years": None}, "wedding/en/(years|as|two)-"),
        ({"years": 0}, "wedding/en/(years|as|two)-"),
        ({"years": 25, "language": "zh-Hant"}, "wedding/zh-hant/milestone-"),
        ({"years": 40, "language": "zh"}, "wedding/zh-hans/milestone-"),
        ({"years": 24, "language": "zh"}, "wedding/zh-hans/(bai|ru|jia)-"),
        ({"years": 23, "language": "zh-HK"}, "wedding/zh-hant/counted-"),
        ({"years": 24, "language": "de"}, "wedding/en/counted-"),
        ({"kind": CardKind.MONTHLY, "month": 12}, "monthly/en/month-12-"),
        ({"kind": CardKind.HOLIDAY, "holiday": "Happy Mother’s Day"}, "holiday/en/mothers-"),
        (
            {"kind": CardKind.HOLIDAY, "holiday": "Season’s greetings"},
            "holiday/en/(light|good|quiet)",
        ),
        ({"kind": CardKind.HOLIDAY, "holiday": "Founders’ Day"}, "holiday/en/(you|happy|thinking)"),
        ({"kind": CardKind.HOLIDAY, "holiday": "Lunar New Year"}, "holiday/en/lunar-"),
        ({"kind": CardKind.BIRTHDAY, "lunar": True}, "birthday/en/(by-the-moon|moon-and-table)"),
        (
            {"kind": CardKind.BIRTHDAY, "turns": 59, "language": "zh"},
            "birthday/zh-hans/(fu-shou|hua-dan)",
        ),
        ({"kind": CardKind.BIRTHDAY, "turns": 60}, "birthday/en/(?!fu)"),
    ],
)
def test_a_card_has_the_words_of_its_day(book: Book, changed: dict[str, Any], begins: str) -> None:
    assert re.match(begins, words_for(book, replace(COUPLE, **changed)))


def test_where_july_is_cold_a_monthly_card_speaks_of_no_season(book: Book) -> None:
    south = replace(SENDER, southern=True)
    facts = replace(COUPLE, kind=CardKind.MONTHLY, month=7)

    chosen = Wordings(templates(book), south).words_for(facts, (1,))

    assert isinstance(chosen, CardWords)
    assert chosen.wording.startswith("monthly/en/any-month")


def test_the_neutral_words_of_a_holiday_name_no_faith() -> None:
    plain = [
        one for one in EVERY_TEXT if one.kind is CardKind.HOLIDAY and one.moment in {"", "season"}
    ]

    assert not any(
        word in one.wish.lower() for one in plain for word in ("christ", "圣", "聖", "merry", "god")
    )


def test_nobody_reads_the_same_words_before_all_that_fit_have_come(book: Book) -> None:
    facts = replace(COUPLE, kind=CardKind.BIRTHDAY)
    wordings = Wordings(templates(book), SENDER)

    read = [wordings.words_for(replace(facts, year=2020 + year), (7,)) for year in range(12)]

    names = [one.wording for one in read if isinstance(one, CardWords)]
    assert len(set(names[:6])) == 6
    assert sorted(names[:6]) == sorted(names[6:])


def test_words_change_from_year_to_year_even_when_nobody_confirms(book: Book) -> None:
    years = [
        words_for(book, replace(COUPLE, kind=CardKind.BIRTHDAY, year=year))
        for year in range(2026, 2032)
    ]

    assert len(set(years)) == 6


def test_a_text_that_lacks_a_name_gives_way_to_one_that_does_without(book: Book) -> None:
    save_template(book, replace(BIRTHDAY, wish="For {first_name}."), today=TODAY)
    facts = replace(COUPLE, kind=CardKind.BIRTHDAY, first_names=("",))

    read = {words_for(book, replace(facts, year=year)) for year in range(20)}

    assert "birthday/en/ours@1" not in read
    assert len(read) == 6
