"""What kind of thing a piece is, and of what metal, as its description says it."""

import json
import re
from dataclasses import dataclass
from functools import cache

from storebook.base.resources import resource
from storebook.base.text import fold, one_line, words
from storebook.people.reference import find_purity

ENGAGEMENT_RING = "engagement ring"
WEDDING_BAND = "wedding band"
OTHER = "other"

CATEGORIES = (
    ENGAGEMENT_RING,
    WEDDING_BAND,
    "ring",
    "signet",
    "earrings",
    "pendant",
    "necklace",
    "strand",
    "chain",
    "bracelet",
    "bangle",
    "brooch",
    "watch",
    "cufflinks",
    "loose stone",
    OTHER,
)
METALS = (
    "yellow gold",
    "white gold",
    "rose gold",
    "gold",
    "platinum",
    "palladium",
    "silver",
    "titanium",
    "steel",
)

# The first that stands in the description wins: a pendant on a chain is a pendant.
NAMED_BY = (
    (ENGAGEMENT_RING, {"engagement"}),
    (WEDDING_BAND, {"wedding", "eternity", "band", "bands"}),
    ("signet", {"signet"}),
    ("earrings", {"earring", "earrings", "studs", "stud", "hoops", "hoop", "creoles"}),
    ("pendant", {"pendant", "locket", "cross", "charm"}),
    ("brooch", {"brooch", "pin"}),
    ("cufflinks", {"cufflink", "cufflinks"}),
    ("watch", {"watch", "chronograph", "wristwatch"}),
    ("bangle", {"bangle", "cuff"}),
    ("bracelet", {"bracelet", "anklet"}),
    ("strand", {"strand", "pearls"}),
    ("necklace", {"necklace", "collier", "choker", "riviere"}),
    ("ring", {"ring", "solitaire", "trilogy", "rings"}),
    ("chain", {"chain"}),
    ("loose stone", {"loose", "melee"}),
)
COLORS = (
    ("yellow", "yellow gold"),
    ("white", "white gold"),
    ("rose", "rose gold"),
    ("red", "rose gold"),
)
# With which a description begins that names no kind of piece first.
BEGINNINGS = frozenset(
    {"care", "custom", "diamond", "emerald", "garnet", "gift", "gold", "halo", "jewelry", "loose"}
    | {"new", "old", "opal", "pair", "pearl", "plain", "platinum", "ring", "ruby", "sapphire"}
    | {"silver", "spare", "tennis", "two", "three", "white", "yellow"}
)
LONGEST = 200
PURITY_WORD = re.compile(
    r"\b(?:[0-9]{1,2} ?(?:k|kt|ct|karat)|[0-9]{3}(?:\.[0-9])?)\b", re.IGNORECASE
)


def category_of(description: str) -> str:
    """One of `CATEGORIES` when the words name one, else nothing."""
    named = set(words(description))
    return next((category for category, signs in NAMED_BY if named & signs), "")


def is_trade_word(word: str) -> bool:
    """Whether a word, folded, names a thing, a stone or work of the trade, and so nobody's name."""
    listed = _listed_services()
    named = any(word in signs for _, signs in NAMED_BY)
    return named or word in BEGINNINGS or word in listed.work or word in listed.things


def is_service(description: str, stock_number: str = "", category: str = "") -> bool:
    """Whether a line is no piece: postage, a fee, a correction, work that is done.

    By what a list calls it, by its code, else by what the line says of itself: all of it, or its
    first word, "Engraving, inside", unless a thing follows, "Repair kit".
    """
    listed = _listed_services()
    code, said = fold(one_line(stock_number[:LONGEST])), fold(one_line(description[:LONGEST]))
    if fold(one_line(category[:LONGEST])) in listed.categories:
        return True
    if code and (code in listed.codes or listed.code_patterns.fullmatch(code)):
        return True
    if listed.description_patterns.fullmatch(said):
        return True
    named = words(said)
    return bool(named) and named[0] in listed.work and listed.things.isdisjoint(named)


def metal_of(description: str) -> str:
    """One of `METALS` when the words name one; "18k white" is white gold."""
    named = set(words(description))
    if "gold" in named or any(is_gold_purity(word) for word in purity_words(description)):
        return next((metal for color, metal in COLORS if color in named), "gold")
    plain = ("platinum", "palladium", "silver", "titanium", "steel")
    return next((metal for metal in plain if metal in named), "")


def purity_of(description: str) -> str:
    """The fineness in parts per thousand as it is stamped, "750" for 18k; else nothing."""
    metal = metal_of(description)
    family = "gold" if metal.endswith("gold") else metal
    for word in purity_words(description):
        purity = find_purity(word, family)
        if purity is not None:
            return purity.mark
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Services:
    """How lines that are no pieces are told; all folded."""

    categories: frozenset[str]
    codes: frozenset[str]
    code_patterns: re.Pattern[str]
    description_patterns: re.Pattern[str]
    work: frozenset[str]
    things: frozenset[str]


@cache
def _listed_services() -> _Services:
    listed = json.loads(resource("reference", "services.json").read_text(encoding="utf-8"))
    return _Services(
        categories=frozenset(listed["categories"]),
        codes=frozenset(fold(code) for code in listed["codes"]),
        code_patterns=re.compile("|".join(f"(?:{one})" for one in listed["code_patterns"])),
        description_patterns=re.compile(
            "|".join(f"(?:{one})" for one in listed["description_patterns"])
        ),
        work=frozenset(listed["work"]),
        things=frozenset(listed["things"]),
    )


def purity_words(description: str) -> list[str]:
    return PURITY_WORD.findall(description)


def is_gold_purity(word: str) -> bool:
    """ "18k" can only be gold; "950" may be anything."""
    return not word[-1].isdigit() and find_purity(word, "gold") is not None
