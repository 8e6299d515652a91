"""The shop's own particulars: what it is called, where it is, and how it counts and writes."""

from dataclasses import dataclass
from enum import StrEnum

from storebook.base.dates import LeapDayRule


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """Settings of the shop. None of them is guessed from another.

    `country` is an ISO 3166 code, `currency` an ISO 4217 code, `locale` as in "en_US".
    `first_weekday` counts from Monday = 0. `tax_rate_bp` is in hundredths of a percent
    (1900 = 19 %). `logo` is a picture as base64 text. `slip_note` is
    what stands at the foot of every slip.
    """

    name: str = "Our shop"
    strapline: str = "fine jewelry"
    address: str = ""
    phone: str = ""
    logo: str = ""
    tax_number: str = ""
    slip_note: str = ""
    country: str = "US"
    currency: str = "USD"
    locale: str = "en_US"
    paper: Paper = Paper.LETTER
    first_weekday: int = 6
    leap_day_rule: LeapDayRule = LeapDayRule.FEBRUARY
    tax_rate_bp: int = 0
    prices_include_tax: bool = False

    @property
    def day_first(self) -> bool:
        """Does the day stand before the month when a date is written in figures?"""
        return day_first(self.locale)


def day_first(locale: str) -> bool:
    """Does the day stand before the month where people write as in this locale?

    English without a country is written as in the United States.
    """
    language, _, country = locale.partition("_")
    if language in {"zh", "ja", "ko", "hu"} or country == "US":
        return False
    return bool(country) or language != "en"
