"""Lines shrink, wrap, and are never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.printing.fonts import Typeface, printable, shaped
from storebook.printing.typesetting import Style, fit_lines, fit_text, width, wrap
from tests.printing.make import LONG_NAME

ITALIC = Style(face=Typeface.ITALIC, size=22)
LETTERS = "abcÄÖß-/ 王美玲\uff0c。\uff08x’"


@given(text=st.text(LETTERS, max_size=80), room=st.floats(12, 90))
def test_wrapping_keeps_every_letter_in_order(text: str, room: float) -> None:
    lines = wrap(text, Typeface.SERIF, 12, room)

    assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")


@given(text=st.text(LETTERS, max_size=80), room=st.floats(12, 90))
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in wrap(text, Typeface.SERIF, 12, room):
        assert width(line, Typeface.SERIF, 12) <= room + 0.001


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrap("Wishing you a bright day", Typeface.SERIF, 12, 23) == [
        "Wishing you",
        "a bright day",
    ]


def test_a_double_name_too_long_for_a_line_breaks_at_its_hyphen() -> None:
    assert wrap("von Hohenlohe-Waldenburg", Typeface.SERIF, 12, 36) == [
        "von Hohenlohe-",
        "Waldenburg",
    ]


def test_a_title_stays_with_its_name() -> None:
    both = "Mr. Alexander Featherstonehaugh and Mrs. Wilhelmina Featherstonehaugh"

    assert wrap(both, Typeface.ITALIC, 19, 110) == [
        "Mr. Alexander Featherstonehaugh and",
        "Mrs. Wilhelmina Featherstonehaugh",
    ]
    assert wrap(f"Dr. {'W' * 7}", Typeface.ITALIC, 19, 50) == ["Dr.", "W" * 7]


def test_hanzi_break_anywhere_but_before_a_closing_sign() -> None:
    lines = wrap("祝您生日快乐\uff0c岁岁平安。", Typeface.SERIF, 12, 25)

    assert len(lines) > 1
    assert not any(line.startswith(("\uff0c", "。")) for line in lines)


def test_a_short_text_keeps_its_size() -> None:
    fit = fit_text("Dear Ann,", ITALIC, 97, floor=14)

    assert (fit.lines, fit.size, fit.fits) == (("Dear Ann,",), 22, True)


def test_a_longer_text_shrinks_before_it_wraps() -> None:
    fit = fit_text("Dear Margaret and Bartholomew Ashworth,", ITALIC, 97, floor=14)

    assert len(fit.lines) == 1
    assert 14 <= fit.size < 22
    assert width(fit.lines[0], ITALIC.face, fit.size) <= 97


def test_a_long_text_wraps_into_even_lines() -> None:
    fit = fit_text(f"Dear {LONG_NAME},", ITALIC, 97, floor=14, lines=4)

    assert fit.fits
    assert " ".join(fit.lines).replace("- ", "-") == f"Dear {LONG_NAME},"
    widths = [width(line, ITALIC.face, fit.size) for line in fit.lines]
    assert max(widths) <= 97
    assert min(widths) > max(widths) / 2


def test_a_text_that_does_not_fit_says_so_and_keeps_every_letter() -> None:
    fit = fit_text("x" * 5000, ITALIC, 97, floor=14, lines=4)

    assert not fit.fits
    assert "".join(fit.lines) == "x" * 5000


def test_lines_of_a_wish_stay_lines_and_an_empty_one_stays_empty() -> None:
    fit = fit_lines(("Happy birthday,", "", "many bright days."), ITALIC, 97, floor=11, lines=5)

    assert fit.lines == ("Happy birthday,", "", "many bright days.")


@pytest.mark.parametrize("text", ["Ty", "AV", "Mr. Tyler, Ave."])
def test_kerned_text_is_never_wider_than_it_was_measured(text: str) -> None:
    _, kerned = shaped(Typeface.SERIF, text)

    assert kerned * 12 / (72 / 25.4) < width(text, Typeface.SERIF, 12)


def test_a_word_is_not_broken_to_make_lines_even() -> None:
    style = Style(face=Typeface.SERIF, size=10.5)

    fit = fit_text("November 26, 2026", style, 22.5, floor=8.6, lines=2)

    assert fit.lines == ("November", "26, 2026")
