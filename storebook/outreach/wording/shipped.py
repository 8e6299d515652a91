"""The words that are shipped, in English and Chinese, and what is said in each language."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from storebook.base.resources import resource
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.wording.records import Template

TRADITIONAL = ("hant", "tw", "hk", "mo")
ENGLISH = "en"
# Languages that shoppers are greeted in; a shop may write its own words in those without any.
LANGUAGES = {
    "en": "English",
    "zh-hans": "Chinese (simplified)",
    "zh-hant": "Chinese (traditional)",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "da": "Danish",
    "sv": "Swedish",
    "nb": "Norwegian",
    "ja": "Japanese",
    "ko": "Korean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What months, stones and wedding years are called in one language; gifts by the year."""

    months: tuple[str, ...] = ()
    stones: tuple[str, ...] = ()
    gifts: dict[str, str]


@cache
def _read() -> dict[str, Any]:
    text = resource("reference", "wording.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["languages"]
    return found


@cache
def shipped() -> dict[tuple[str, str, str], Template]:
    """Every shipped text by kind, language and variant, in its order."""
    found = {}
    for language, listed in _read().items():
        for kind, texts in listed["texts"].items():
            for text in texts:
                one = Template(
                    kind=CardKind(kind),
                    language=language,
                    variant=text["variant"],
                    moment=text["moment"],
                    greeting=listed["greeting"],
                    wish=text["wish"],
                    signature=listed["signature"],
                )
                found[one.key] = one
    return found


@cache
def tongue(language: str) -> Tongue:
    """What is known of a language; nothing for one in which nothing is shipped."""
    listed = _read().get(language)
    if listed is None:
        return Tongue(gifts={})
    return Tongue(
        months=tuple(listed["months"]), stones=tuple(listed["stones"]), gifts=listed["gifts"]
    )


def tongue_of(language: str | None, known: Collection[str] = ()) -> str:
    """In which of the languages there are words in a language tag is answered; English if none.

    `known` are those that the shop has written itself, beside the shipped ones.
    """
    parts = (language or ENGLISH).replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-hant" if any(part in TRADITIONAL for part in parts[1:]) else "zh-hans"
    return parts[0] if parts[0] in known else ENGLISH
