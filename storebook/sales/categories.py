"""What kind of thing a piece is, and of what metal, as its description says it."""

import re

from storebook.base.text import words
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
SERVICES = frozenset(
    [
        *("engraving", "engrave", "resizing", "resize", "sizing", "cleaning", "clean", "polish"),
        *("polishing", "rhodium", "restringing", "restring", "battery", "appraisal", "valuation"),
        *("repair", "service", "shipping", "postage", "delivery", "insurance", "inspection"),
        *("soldering", "setting", "fee"),
    ]
)
COLORS = (
    ("yellow", "yellow gold"),
    ("white", "white gold"),
    ("rose", "rose gold"),
    ("red", "rose gold"),
)
PURITY_WORD = re.compile(
    r"\b(?:[0-9]{1,2} ?(?:k|kt|ct|karat)|[0-9]{3}(?:\.[0-9])?)\b", re.IGNORECASE
)


def category_of(description: str) -> str:
    """One of `CATEGORIES` when the words name one, else nothing."""
    named = set(words(description))
    return next((category for category, signs in NAMED_BY if named & signs), "")


def is_service(description: str) -> bool:
    """Whether the first word names work rather than a thing: "Engraving, inside"."""
    first = words(description)[:1]
    return bool(first) and first[0] in SERVICES


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


def purity_words(description: str) -> list[str]:
    return PURITY_WORD.findall(description)


def is_gold_purity(word: str) -> bool:
    """ "18k" can only be gold; "950" may be anything."""
    return not word[-1].isdigit() and find_purity(word, "gold") is not None
