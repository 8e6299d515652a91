"""Text is found without its accents and kept as it was typed."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.base.text import (
    clean,
    digits,
    family_plural,
    fold,
    is_blank,
    is_east_asian,
    limited,
    one_line,
    ordinal,
    possessive,
    quoted,
    required,
    typographic,
    words,
)
from tests.nasty import NASTY


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("ŁÓDŹ", "lodz"),
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("Søren Kjær", "soren kjaer"),
        ("Þórður", "thordur"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL ılgaz", "istanbul ilgaz"),
        ("Nguyễn Thị", "nguyen thi"),
        ("O’Brien", "o'brien"),
        ("Jean‑Luc", "jean-luc"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("٠١٢", "012"),
        ("ﬁancé", "fiance"),
        ("Ἀθηνᾶ ΟΔΥΣΣΕΎΣ", "αθηνα οδυσσευσ"),
        ("王小明", "王小明"),
        ("葛\U000e0100城", "葛城"),
        ("がくカﾞ", "がくガ"),
        ("김민수", "김민수"),
        ("नीता", "नीता"),
        ("so\u00adft zero\u200dwidth", "soft zerowidth"),
    ],
)
def test_a_search_is_blind_to_case_accents_and_width(typed: str, folded: str) -> None:
    assert fold(typed) == folded


# Halves of letters, letters of nobody's own, and places where none was ever put.
NO_LETTER = {"Cs", "Co", "Cn"}


def test_folding_twice_changes_no_letter_of_any_script() -> None:
    everything = map(chr, range(sys.maxunicode + 1))
    letters = [one for one in everything if unicodedata.category(one) not in NO_LETTER]

    changed = [once for once in map(fold, letters) if fold(once) != once]

    assert len(letters) > 100_000
    assert changed == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_decomposed_and_composed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_the_words_of_the_folded_text_are_the_words(text: str) -> None:
    assert words(fold(text)) == words(text)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Margaret  Ashworth-Lee", ["margaret", "ashworth", "lee"]),
        ("O'Brien", ["o", "brien"]),
        ("王小明 Xiaoming", ["王", "小", "明", "xiaoming"]),
        ("김민수", ["김", "민", "수"]),
        ("やまだ太郎", ["や", "ま", "だ", "太", "郎"]),
        ("नीता शर्मा", ["नीता", "शर्मा"]),
        ("สมชาย", ["สมชาย"]),
        ("snake_case 50%", ["snake", "case", "50"]),
        ('"*-', []),
        ("💎", []),
        ("", []),
    ],
)
def test_a_name_is_taken_apart_into_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann Lee \n", "Ann Lee"),
        ("Ann\x00\x07 Lee", "Ann Lee"),
        ("Ann\r\nLee\rMay", "Ann\nLee\nMay"),
        ("Ann\tLee", "Ann\tLee"),
        ("E\u0301loi\u0308se", "Éloïse"),
        ("\ufeff\u202a+1 212\u202c", "+1 212"),
        ("👩‍👩‍👧 <b>Ann</b>", "👩‍👩‍👧 <b>Ann</b>"),
        ("\ud800Ann", "Ann"),
    ],
)
def test_what_is_kept_is_what_was_typed_and_can_be_saved(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_and_can_always_be_written(text: str) -> None:
    kept = clean(text)

    assert clean(kept) == kept
    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept


def test_one_line_has_no_breaks() -> None:
    assert one_line(" Ann \n\t Lee\u3000May ") == "Ann Lee May"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("(212) 555-0147", "2125550147"), ("２１２", "212"), ("٢١٢", "212"), ("none", ""), ("x²", "")],
)
def test_digits_of_every_script_are_digits(typed: str, found: str) -> None:
    assert digits(typed) == found


@pytest.mark.parametrize("blank", ["", "  \n", "\u200b\u00a0", "\x00", "\u0301", "\u3164"])
def test_a_name_that_nobody_can_see_is_refused(blank: str) -> None:
    assert is_blank(blank)
    with pytest.raises(Refused, match="Give a name") as refusal:
        required(blank, "name", "Give a name.")
    assert refusal.value.field == "name"


def test_a_name_of_five_thousand_letters_is_refused_with_its_length() -> None:
    with pytest.raises(Refused, match=r"At most 200 letters fit here, and this has 5,000\."):
        required("a" * 5000, "name", "Give a name.")


def test_text_that_may_be_empty_is_refused_only_when_it_is_too_long() -> None:
    assert limited("  ", 3, "note", "Too long.") == ""
    assert limited(" abc ", 3, "note", "Too long.") == "abc"
    with pytest.raises(Refused, match=r"Too long\.") as refusal:
        limited("abcd", 3, "note", "Too long.")
    assert refusal.value.field == "note"


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_breaks_the_text_helpers(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(word and " " not in word for word in words(text))
    assert digits(text).isascii()
    assert "\n" not in one_line(text)
    assert len(quoted(text)) <= 33
    assert isinstance(is_east_asian(text), bool)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
        (21, "21st"), (22, "22nd"), (50, "50th"), (101, "101st"), (111, "111th"), (112, "112th"),
    ],
)  # fmt: skip
def test_a_year_is_counted_as_people_say_it(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_what_belongs_to_somebody() -> None:
    assert possessive("Margaret") == "Margaret’s"
    assert possessive("James") == "James’s"
    assert possessive("the Ashworths", plural=True) == "the Ashworths’"
    assert possessive("the children", plural=True) == "the children’s"
    assert possessive("Macy’s") == "Macy’s"
    assert typographic("the O'Briens' 'best'") == "the O’Briens’ 'best’"
    assert possessive(" ") == ""


@pytest.mark.parametrize(
    ("family", "several"),
    [
        ("Ashworth", "Ashworths"),
        ("Jones", "Joneses"),
        ("Marx", "Marxes"),
        ("Kelly", "Kellys"),
        ("Núñez", "Núñezes"),
        ("王", "王"),
        ("", ""),
    ],
)
def test_a_family_in_the_plural(family: str, several: str) -> None:
    assert family_plural(family) == several
