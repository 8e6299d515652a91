"""The countries of the world, for a shop's settings, a phone number's home and foreign mail."""

import json
from dataclasses import dataclass
from functools import cache

from storebook.base.errors import Refused
from storebook.base.resources import resource
from storebook.base.text import fold, quoted

# "in the Netherlands", but "in France".
WITH_THE = ("united", "netherlands", "philippines", "bahamas", "gambia", "maldives", "seychelles")
WITH_THE_LATER = ("republic", "islands", "isle", "territor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """`code` is ISO 3166's two capitals."""

    code: str
    name: str


@cache
def _by_code() -> dict[str, Country]:
    listed = json.loads(resource("reference", "countries.json").read_text(encoding="utf-8"))
    return {code: Country(code=code, name=name) for code, name in listed["countries"].items()}


def countries() -> list[Country]:
    """All of them by name."""
    return sorted(_by_code().values(), key=lambda country: fold(country.name))


def country(code: str) -> Country:
    """The country of a code in either case, or of its English name; UK is the United Kingdom."""
    wanted = fold(code).strip()
    if found := _by_code().get("GB" if wanted == "uk" else wanted.upper()):
        return found
    for listed in _by_code().values():
        if fold(listed.name) == wanted:
            return listed
    sentence = f"{quoted(code)} is not a country. Give its two letters, such as US, GB or DE."
    raise Refused(sentence, "country")


def country_name(code: str) -> str:
    """In English; a code that nobody knows stays as it is, so that nothing is lost on paper."""
    found = _by_code().get(code.upper())
    return found.name if found else code


def in_a_sentence(code: str) -> str:
    """The name with its article where English wants one: "the United States", "France"."""
    name = country_name(code)
    folded = fold(name)
    the = folded.startswith(WITH_THE) or any(word in folded for word in WITH_THE_LATER)
    return f"the {name}" if the else name
