"""A slip of the finger in a card number is noticed."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.checks import is_misread, is_valid_number, show_number, with_check_digit
from tests.nasty import NASTY

NUMBERS = st.integers(1, 10**9)


def test_a_number_bears_its_check_digit_last() -> None:
    # 572 with 4 is the example of Damm's own paper.
    assert with_check_digit(572) == "5724"
    assert with_check_digit(2041) == "20417"


def test_a_card_shows_its_number_in_groups() -> None:
    assert show_number("20417") == "2 0417"
    assert show_number("12345678") == "1234 5678"
    assert show_number("57") == "57"


@given(NUMBERS)
def test_every_number_that_is_given_out_is_valid(number: int) -> None:
    given_out = with_check_digit(number)

    assert is_valid_number(given_out)
    assert is_valid_number(show_number(given_out))


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_always_noticed(number: int, data: st.DataObject) -> None:
    right = with_check_digit(number)
    at = data.draw(st.integers(0, len(right) - 1))
    wrong = data.draw(st.sampled_from([figure for figure in "0123456789" if figure != right[at]]))

    assert not is_valid_number(right[:at] + wrong + right[at + 1 :])


@given(NUMBERS, st.data())
def test_two_neighbors_swapped_are_always_noticed(number: int, data: st.DataObject) -> None:
    right = with_check_digit(number)
    at = data.draw(st.integers(0, len(right) - 2))
    swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]

    assert is_valid_number(swapped) == (swapped == right)


@pytest.mark.parametrize("typed", ["2 0417", "2-0417", "２０４１７", " 20417 "])
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert is_valid_number(typed)


@pytest.mark.parametrize("typed", ["", "0", "4", "no. 20417", "20417x", "20418", "-", "20 41 8"])
def test_what_is_no_number_is_not_valid(typed: str) -> None:
    assert not is_valid_number(typed)


@pytest.mark.parametrize(
    ("typed", "misread"),
    [("1 0019", False), ("1 0091", True), ("10019 ", False), ("0142", False), ("555 0142", False),
     ("1001x", False), ("Ann", False)],
)  # fmt: skip
def test_a_card_with_a_wrong_digit_is_told_from_the_end_of_a_phone(
    typed: str, misread: bool
) -> None:
    assert is_misread(typed) == misread


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_scanned_breaks_the_check(text: str) -> None:
    assert is_valid_number(text) in {True, False}
    assert show_number(text).replace(" ", "").isdigit() or show_number(text) == ""


def test_there_are_no_numbers_below_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        with_check_digit(-1)
