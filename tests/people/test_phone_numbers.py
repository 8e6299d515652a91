"""A phone number is kept as it was said and can be dialed; an odd one is kept with a warning."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import SUPPORTED_REGIONS, PhoneNumberFormat, example_number, format_number

from storebook.base.errors import Refused
from storebook.people.numbering_plans import as_shown
from storebook.people.phone_numbers import read_phone, shown_phone
from tests.nasty import NASTY


@pytest.mark.parametrize(
    ("typed", "country", "e164", "shown"),
    [
        ("212-555-0147", "US", "+12125550147", "(212) 555-0147"),
        ("212.555.0147", "us", "+12125550147", "(212) 555-0147"),
        ("２１２５５５０１４７", "US", "+12125550147", "(212) 555-0147"),
        ("+44 20 7946 0018", "US", "+442079460018", "+44 20 7946 0018"),
        ("011 44 20 7946 0018", "US", "+442079460018", "+44 20 7946 0018"),
        ("0044 20 7946 0018", "US", "+442079460018", "+44 20 7946 0018"),
        ("+44 (0)20 7946 0018", "US", "+442079460018", "+44 20 7946 0018"),
        ("020 7946 0018", "GB", "+442079460018", "020 7946 0018"),
        ("138 1234 5678", "CN", "+8613812345678", "138 1234 5678"),
        ("010-1234-5678", "KR", "+821012345678", "010-1234-5678"),
        ("1-800-FLOWERS", "US", "+18003569377", "(800) 356-9377"),
        ("tel:+1-212-736-5000", "US", "+12127365000", "(212) 736-5000"),
        ("\u202a+1 212 736 5000\u202c", "US", "+12127365000", "(212) 736-5000"),
        ("212 736 5000 (mobile)", "US", "+12127365000", "(212) 736-5000"),
        ("mobile: 212 736 5000", "US", "+12127365000", "(212) 736-5000"),
    ],
)
def test_a_number_is_read_with_the_shops_country(
    typed: str, country: str, e164: str, shown: str
) -> None:
    number = read_phone(typed, country)

    assert (number.e164, number.shown, number.warning) == (e164, shown, None)
    assert shown_phone(typed, e164, country) == shown


@pytest.mark.parametrize("typed", ["212 555 0147 x12", "ask her mother: 99", "+49 89 123456"])
def test_a_number_on_file_is_shown_as_when_it_was_read(typed: str) -> None:
    number = read_phone(typed, "US")

    assert shown_phone(typed, number.e164, "US") == number.shown


@pytest.mark.parametrize("country", ["US", "IT", "AE"])
def test_the_numbers_of_all_countries_are_shown_as_when_they_were_read(country: str) -> None:
    known = [example_number(region) for region in sorted(SUPPORTED_REGIONS)]
    typed = [format_number(one, PhoneNumberFormat.E164) for one in known if one is not None]
    read = [read_phone(one, country) for one in [*typed, "+971001234567"]]

    shown = [as_shown(number.e164 or "", country) for number in read]

    assert len(typed) > 200
    assert shown == [number.shown for number in read]


def test_the_digits_are_those_that_find_a_shopper() -> None:
    assert read_phone("+1 (212) 555-0147 ext. 12", "US").digits == "2125550147"
    assert read_phone("020 7946 0018", "GB").digits == "2079460018"
    assert read_phone("555-0147", "US").digits == "5550147"


@pytest.mark.parametrize(
    "typed", ["212 555 0147 x12", "212-555-0147 ext. 12", "212-555-0147 (work) ext 12"]
)
def test_an_extension_is_kept_apart(typed: str) -> None:
    number = read_phone(typed, "US")

    assert number.e164 == "+12125550147"
    assert number.extension == "12"
    assert number.shown == "(212) 555-0147 ext. 12"


def test_the_country_that_a_number_was_read_for_can_be_seen() -> None:
    assert read_phone("212 736 5000", "US").region == "US"
    assert read_phone("212 736 5000", "CN").region == "CN"
    assert read_phone("+1 212 736 5000", "CN").region == "US"


def test_a_name_beside_a_number_is_not_dialed() -> None:
    number = read_phone("555 0147 Bob", "US")

    assert (number.e164, number.digits) == (None, "5550147")
    assert number.warning == "The area code is missing. It is kept as typed."


@pytest.mark.parametrize(
    ("typed", "country", "warning"),
    [
        ("12", "US", "This is too short for a phone number in the United States."),
        ("555-0147", "US", "The area code is missing."),
        ("+999 12345678", "US", "This does not look like a phone number in the United States."),
        ("2127365000/2127365001", "US", "This does not look like a phone number in"),
        ("9" * 30, "FR", "This does not look like a phone number in France."),
        ("212 736 5000", "ZZ", "This does not look like a phone number in ZZ."),
        ("ask for Ann 5", "US", "This does not look like a phone number in"),
    ],
)
def test_an_impossible_number_is_kept_as_typed_with_a_warning(
    typed: str, country: str, warning: str
) -> None:
    number = read_phone(typed, country)

    assert (number.e164, number.shown, number.raw) == (None, typed, typed)
    assert number.warning is not None
    assert number.warning.startswith(warning)
    assert number.warning.endswith("It is kept as typed.")


def test_a_number_that_nobody_has_is_kept_with_a_warning() -> None:
    number = read_phone("021 123 4567", "US")

    assert number.e164 is not None
    assert number.warning == "No such number is known in the United States: check it once."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("call her mother", "“call her mother” has no digits, so nobody could dial it."),
        ("", "Give a phone number, or leave the line out."),
        ("\u200b \x00", "Give a phone number, or leave the line out."),
        ("2" * 81, "That is too long to be one phone number."),
    ],
)
def test_what_is_no_number_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_phone(typed, "US")

    assert (str(refusal.value), refusal.value.field) == (sentence, "phone")


@pytest.mark.parametrize("country", ["US", "GB", "CN", "", "ZZ", "😀"])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_breaks_a_phone_field(text: str, country: str) -> None:
    try:
        number = read_phone(text, country)
    except Refused:
        return
    assert number.digits.isdigit()
    assert number.raw


@given(st.text(alphabet=st.sampled_from("0123456789+-() .x#;=extABC/,*٣２"), max_size=40))
def test_any_scribble_is_kept_or_refused(text: str) -> None:
    try:
        number = read_phone(text, "US")
    except Refused:
        return
    assert number.digits
    assert (number.e164 is not None) or number.warning


@given(st.integers(2_000_000_000, 9_999_999_999))
def test_what_is_shown_reads_as_the_same_number(figures: int) -> None:
    number = read_phone(str(figures), "US")

    assert read_phone(number.shown, "US").e164 == number.e164
