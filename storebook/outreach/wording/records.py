"""What a card says, and what the words of one may speak of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from storebook.outreach.card_kinds import CardKind

FIELD = re.compile(r"\{([^{}]*)\}")


@lru_cache(maxsize=512)
def fields_in(text: str) -> tuple[str, ...]:
    """What stands in braces, each once; asked for every card of a run."""
    return tuple(dict.fromkeys(FIELD.findall(text)))


def language_of(wording: str) -> str:
    """The language of the words that a piece remembers as "birthday/en/stone@1"; English where
    none was written down.
    """
    return wording.split("/")[1] if wording.count("/") == 2 else "en"


class Origin(StrEnum):
    """Where a text comes from: as it was shipped, changed by the shop, or the shop's own."""

    SHIPPED = "shipped"
    EDITED = "edited"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """The words of one card as they will print. `wish` holds one line of the card a line.

    A second line of `signature` is what stands under the name. `wording` says which text of which
    version they come from.
    """

    greeting: str
    wish: str
    signature: str
    wording: str = ""

    @property
    def language(self) -> str:
        return language_of(self.wording)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One of the texts of a kind of card, with fields in braces: "Dear {first_name},".

    `moment` says when it is for, "" is any; see `moments`. One that is not `used` waits.
    """

    kind: CardKind
    language: str
    variant: str
    moment: str = ""
    greeting: str
    wish: str
    signature: str
    version: int = 1
    origin: Origin = Origin.SHIPPED
    used: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind.value, self.language, self.variant

    @property
    def wording(self) -> str:
        """How a frozen piece remembers it: "birthday/en/stone@1"."""
        return f"{'/'.join(self.key)}@{self.version}"

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields that must be known, as they are written, in the order of the card."""
        return fields_in(f"{self.greeting}\n{self.wish}\n{self.signature}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of those a card is for; "", () and None are not known.

    `couple` is the line of names, of one person or of two, in as many lines as it was written.
    `child` is the first name of a child, in a card to a parent. `years` counts a wedding day.
    `month` and `year` are those of the day it is for. `lunar` is a birthday by the Chinese
    calendar, `turns` how old one gets. `holiday` is what the day is called, `keeps_the_day` that
    they asked for the words of its faith.
    """

    kind: CardKind
    greeting: str
    first_names: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    couple: str = ""
    child: str = ""
    years: int | None = None
    month: int = 1
    year: int = 0
    lunar: bool = False
    turns: int | None = None
    holiday: str = ""
    keeps_the_day: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: the shop, whoever signs with the line under the name, and how the shop counts.

    `gifts` is the list that names the wedding years. `southern` is a shop whose July is cold.
    """

    shop: str
    associate: str
    card_line: str = ""
    gifts: str = "traditional-us"
    southern: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why there are no words: "The first name is not known", in which text."""

    reason: str
    detail: str
