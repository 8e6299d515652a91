"""E-mail addresses, checked for how they are written without asking the network."""

import re
import unicodedata
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import is_blank, limited, one_line, quoted

FIELD = "email"
LONGEST = 254
SHOWN = 40
BETWEEN = re.compile(r"[\s,;/|:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailAddress:
    """`typed` is what was given, on one line; `normalized` is what mail is sent to."""

    typed: str
    normalized: str


def read_email(text: str) -> EmailAddress:
    """Refused when nobody could send mail to it; "Ann Lee <ann@example.com>" is let pass."""
    typed = one_line(limited(text, LONGEST, FIELD, "That is too long to be an e-mail address."))
    address = _bare(typed)
    if is_blank(address):
        raise Refused("Give an e-mail address, or leave the line out.", FIELD)
    if problem := _problem(address):
        raise Refused(problem, FIELD)
    # It takes long to load, and the window opens without an address read.
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        sentence = (
            f"{quoted(address, SHOWN)} cannot be an e-mail address. Check it letter by letter."
        )
        raise Refused(sentence, FIELD) from None
    return EmailAddress(typed=typed, normalized=checked.normalized)


def _bare(typed: str) -> str:
    """Without what mail programs put around an address."""
    address = typed
    if typed.endswith(">") and "<" in typed:
        address = typed[typed.rindex("<") + 1 : -1]
    # An address typed with a Chinese or Japanese keyboard has wide letters and a wide @.
    return unicodedata.normalize("NFKC", address).removeprefix("mailto:").strip()


def _problem(address: str) -> str | None:
    """What is wrong in the cases that people meet most, in the shop's words."""
    shown = quoted(address, SHOWN)
    if "@" not in address:
        return f"{shown} is not an e-mail address: the @ is missing."
    if address.count("@") > 1 and sum("@" in one for one in BETWEEN.split(address)) == 1:
        return f"{shown} is not an e-mail address: there is more than one @ in it."
    if address.count("@") > 1:
        return f"{shown} looks like more than one e-mail address. Give each a line of its own."
    if " " in address:
        return f"{shown} has a space in it, which no e-mail address has."
    name, _, place = address.partition("@")
    if not name:
        return f"{shown} is not an e-mail address: nothing stands before the @."
    if "." not in place.strip("."):
        return f"{shown} is not whole: after the @ it needs an ending such as .com."
    return None
