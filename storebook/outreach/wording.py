"""What a card says inside: a greeting, a wish of a few lines, who signs."""

import json
from dataclasses import dataclass
from functools import lru_cache

from storebook.base.dates.partial import MONTHS
from storebook.base.resources import resource
from storebook.base.text import ordinal
from storebook.outreach.card_kinds import CardKind

TRADITIONAL = ("hant", "tw", "hk", "mo")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """The words of one card as they will print. `wish` holds one line of the card a line."""

    greeting: str
    wish: str
    signature: str


def words_of_card(  # noqa: PLR0913 - what the words may speak of
    kind: CardKind,
    greeting: str,
    *,
    years: int | None,
    month: int,
    language: str | None,
    signature: str,
) -> CardWords:
    """The words of any card. None of them names a piece, a price or a day of purchase."""
    if kind is CardKind.BIRTHDAY:
        return birthday_words(greeting, language=language, signature=signature)
    if kind is CardKind.WEDDING:
        return wedding_words(greeting, years=years, language=language, signature=signature)
    return words_for(kind.value, greeting, language, signature, month=month)


def birthday_words(greeting: str, *, language: str | None, signature: str) -> CardWords:
    """The words of a birthday card. It says no age, whether or not the year is known."""
    return words_for("birthday", greeting, language, signature)


def wedding_words(
    greeting: str, *, years: int | None, language: str | None, signature: str
) -> CardWords:
    """The words of an anniversary card; without a count of one or more it says no number."""
    if years is None or years < 1:
        return words_for("wedding", greeting, language, signature)
    return words_for("wedding_counted", greeting, language, signature, years)


def words_for(  # noqa: PLR0913 - as `words_of_card`
    template: str,
    greeting: str,
    language: str | None,
    signature: str,
    years: int = 0,
    month: int = 1,
) -> CardWords:
    words = templates()[tongue_of(language)]
    return CardWords(
        greeting=greeting.rstrip(" ,:\uff0c\uff1a") + words["greeting_ends"],
        wish=words[template].format(
            years=years, ordinal=ordinal(years), month=month, month_name=MONTHS[month - 1]
        ),
        signature=signature,
    )


def tongue_of(language: str | None) -> str:
    """Which of the shipped wordings a language tag means; English where there is none for it."""
    parts = (language or "en").replace("_", "-").lower().split("-")
    if parts[0] != "zh":
        return "en"
    return "zh-hant" if any(part in TRADITIONAL for part in parts[1:]) else "zh-hans"


@lru_cache(maxsize=1)
def templates() -> dict[str, dict[str, str]]:
    text = resource("reference", "wording.json").read_text(encoding="utf-8")
    return {key: value for key, value in json.loads(text).items() if isinstance(value, dict)}
