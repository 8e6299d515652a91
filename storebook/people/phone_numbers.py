"""Phone numbers as people say them, read with the shop's country and never refused for being odd.

The rules that numbers follow change faster than any program: a number that looks wrong is kept
as typed, with a sentence beside it.
"""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import digits, is_blank, limited, one_line, quoted

FIELD = "phone"
LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """`digits` are those dialed at home, without the extension; the last four find a shopper.

    `e164` and `region` (the country it was read for) are None when no country has such a number.
    """

    raw: str
    e164: str | None
    digits: str
    shown: str
    region: str | None
    extension: str
    warning: str | None


def read_phone(text: str, country: str) -> PhoneNumber:
    """The number as dialed in `country`; refused only when there is none in the text."""
    raw = one_line(limited(text, LONGEST, FIELD, "That is too long to be one phone number."))
    if is_blank(raw):
        raise Refused("Give a phone number, or leave the line out.", FIELD)
    if not digits(raw):
        raise Refused(f"{quoted(raw)} has no digits, so nobody could dial it.", FIELD)
    # The plans of all countries take long to load, and the window opens without a number read.
    from storebook.people.numbering_plans import as_dialed

    return as_dialed(raw, country)


def shown_phone(raw: str, e164: str | None, country: str) -> str:
    """A number on file as it is written in `country`; as typed where no country has such a one."""
    from storebook.people.numbering_plans import as_dialed, as_shown

    if e164 is None:
        return raw
    # With more than the number's own digits, an extension say, it has to be read again.
    return as_shown(e164, country) if e164.endswith(digits(raw)) else as_dialed(raw, country).shown
