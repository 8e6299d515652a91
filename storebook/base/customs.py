"""What is usual in a country: the money, the paper, how dates and numbers are written."""

import json
from dataclasses import dataclass
from functools import cache

from storebook.base.countries import country
from storebook.base.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """First answers for a shop there. `first_weekday` counts from Monday = 0."""

    currency: str
    paper: str
    locale: str
    first_weekday: int


# Where nobody has a shop: Antarctica and a few islands.
ELSEWHERE = Customs(currency="USD", paper="a4", locale="en_GB", first_weekday=0)


@cache
def _by_code() -> dict[str, Customs]:
    listed = json.loads(resource("reference", "customs.json").read_text(encoding="utf-8"))
    return {
        code: Customs(currency=money, paper=paper, locale=locale, first_weekday=weekday)
        for code, (money, paper, locale, weekday) in listed["customs"].items()
    }


def customs_of(code: str) -> Customs:
    """What is usual there; Refused when there is no such country."""
    return _by_code().get(country(code).code, ELSEWHERE)
