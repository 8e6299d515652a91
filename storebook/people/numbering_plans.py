"""What each country's numbers look like, read with the plans that `phonenumbers` knows."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult

from storebook.base.countries import in_a_sentence
from storebook.base.text import digits
from storebook.people.phone_numbers import PhoneNumber

# From here on the letters beside the digits are a remark ("mobile"), not a word to dial (FLOWERS).
DIGITS_OF_A_NUMBER = 7
REMARK = re.compile(r"[^\W\d_]{3,}|\([^()\d]*\)")
EXTENSION = re.compile(r"(?:\bext(?:ension)?\b|\bx\b|#|;ext=)\.?\s*:?\s*\d{1,8}\s*$", re.IGNORECASE)
ABROAD = "00"
COUNTRY_CODES = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
CODE_ENDS = (2, 3, 4)  # "+1", "+49", "+380": none begins like another


def as_dialed(raw: str, country: str) -> PhoneNumber:
    """The number of a text that has digits, as dialed in `country`; odd ones stay as typed."""
    number = _parsed(raw, country.upper())
    if number is None:
        return _as_typed(raw, f"This does not look like a phone number{_in(country)}.")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        return _as_typed(raw, _why_impossible(reason, country))
    return _read(raw, number, country.upper())


def as_shown(e164: str, country: str) -> str:
    """A number that was read before, as it is written in `country`."""
    number = _on_file(e164)
    return phonenumbers.format_number(number, _form(number, country.upper()))


def _on_file(e164: str) -> phonenumbers.PhoneNumber:
    """The code of the country and the rest. To parse it as if it had been typed takes longer than
    all that is asked of the book for one phone, and would drop a zero that belongs to it.
    """
    place = next(place for place in CODE_ENDS if int(e164[1:place]) in COUNTRY_CODES)
    rest = e164[place:]
    zeros = min(len(rest) - len(rest.lstrip("0")), len(rest) - 1)
    return phonenumbers.PhoneNumber(
        country_code=int(e164[1:place]),
        national_number=int(rest),
        italian_leading_zero=bool(zeros),
        number_of_leading_zeros=zeros or None,
    )


def _parsed(raw: str, country: str) -> phonenumbers.PhoneNumber | None:
    """The first way of reading it that gives a possible number, else the plainest one."""
    numbers = [number for form in _forms(raw) if (number := _parsed_form(form, country))]
    for number in numbers:
        if phonenumbers.is_possible_number(number):
            return number
    return numbers[0] if numbers else None


def _forms(raw: str) -> list[str]:
    """As typed; without remarks beside it; with 00 read as the way abroad."""
    forms = [raw]
    if len(digits(raw)) >= DIGITS_OF_A_NUMBER and REMARK.search(EXTENSION.sub("", raw)):
        extension = EXTENSION.search(raw)
        bare = REMARK.sub(" ", EXTENSION.sub("", raw))
        # A remark has to go first: its letters would be dialed.
        forms.insert(0, f"{bare} {extension[0]}" if extension else bare)
    if digits(raw).startswith(ABROAD):
        forms += [f"+{form.strip()[2:]}" for form in list(forms) if form.strip().startswith(ABROAD)]
    return forms


def _parsed_form(form: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(form, country)
    except phonenumbers.NumberParseException:
        return None


def _read(raw: str, number: phonenumbers.PhoneNumber, country: str) -> PhoneNumber:
    region, is_known = _region(number, country)
    form = _form(number, country)
    home = form == PhoneNumberFormat.NATIONAL
    warning = None
    if not is_known:
        warning = (
            f"No such number is known{_in(region or (country if home else ''))}: check it once."
        )
    return PhoneNumber(
        raw=raw,
        e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
        digits=phonenumbers.national_significant_number(number),
        shown=phonenumbers.format_number(number, form),
        region=region or (country if home else None),
        extension=number.extension or "",
        warning=warning,
    )


def _form(number: phonenumbers.PhoneNumber, country: str) -> int:
    """At home without the code of the country."""
    if phonenumbers.country_code_for_region(country) == number.country_code:
        return PhoneNumberFormat.NATIONAL
    return PhoneNumberFormat.INTERNATIONAL


def _region(number: phonenumbers.PhoneNumber, country: str) -> tuple[str | None, bool]:
    """The country of the number, and whether there are such numbers there.

    The shop's own country is asked first: a search through all that share its code takes longest.
    """
    if phonenumbers.is_valid_number_for_region(number, country):
        return country, True
    region = phonenumbers.region_code_for_number(number)
    return region, region is not None and phonenumbers.is_valid_number_for_region(number, region)


def _as_typed(raw: str, problem: str) -> PhoneNumber:
    extension = EXTENSION.search(raw)
    return PhoneNumber(
        raw=raw,
        e164=None,
        digits=digits(EXTENSION.sub("", raw)) or digits(raw),
        shown=raw,
        region=None,
        extension=digits(extension[0]) if extension else "",
        warning=f"{problem} It is kept as typed.",
    )


def _in(country: str) -> str:
    return f" in {in_a_sentence(country)}" if country else ""


def _why_impossible(reason: int, country: str) -> str:
    if reason == ValidationResult.TOO_SHORT:
        return f"This is too short for a phone number{_in(country)}."
    if reason in {ValidationResult.TOO_LONG, ValidationResult.INVALID_LENGTH}:
        return f"This has too many or too few digits for a phone number{_in(country)}."
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return "The area code is missing."
    return "No country has this country code."
