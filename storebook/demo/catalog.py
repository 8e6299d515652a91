"""What the invented shop sells: pieces with stones, metals and prices, and the services around
them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

from storebook.base.money import Cents
from storebook.sales.drafts import LineDraft, LineKind


class Fits(StrEnum):
    """Whom a piece is for."""

    WOMAN = "woman"
    MAN = "man"
    GIRL = "girl"
    BOY = "boy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A metal as the ticket says it, with what it does to the price."""

    words: str
    metal: str
    purity: str
    factor: float


YELLOW_18 = Material(words="18k yellow", metal="yellow gold", purity="750", factor=1.0)
WHITE_18 = Material(words="18k white", metal="white gold", purity="750", factor=1.0)
YELLOW_14 = Material(words="14k yellow", metal="yellow gold", purity="585", factor=0.72)
ROSE_14 = Material(words="14k rose", metal="rose gold", purity="585", factor=0.72)
PLATINUM = Material(words="platinum", metal="platinum", purity="950", factor=1.25)
SILVER = Material(words="silver", metal="silver", purity="925", factor=0.22)
STEEL = Material(words="steel", metal="steel", purity="", factor=1.0)
FINE = (YELLOW_18, WHITE_18, YELLOW_14, ROSE_14, PLATINUM)
GOLD_OR_SILVER = (YELLOW_18, YELLOW_14, ROSE_14, WHITE_18, SILVER, SILVER)

# Each stone with what it does to the price.
PRECIOUS = {"diamond": 1.5, "sapphire": 1.2, "ruby": 1.25, "emerald": 1.2}
COLORED = {
    "aquamarine": 0.8, "tourmaline": 0.75, "opal": 0.7, "pearl": 0.6, "amethyst": 0.45,
    "topaz": 0.45, "garnet": 0.45, "citrine": 0.4,
}  # fmt: skip
STONES = {**PRECIOUS, **COLORED}
MARGINS = (0.46, 0.62)  # what a piece costs the shop, of its price
CERTIFIED_FROM = 250_000
ROUND_TO = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One kind of piece: words with a place for a stone, prices in whole dollars, and how often it
    is bought for whom.
    """

    category: str
    words: str
    low: int
    high: int
    fits: dict[Fits, int]
    materials: Sequence[Material] = FINE
    stones: dict[str, float] = field(default_factory=dict)


WOMEN, MEN, GIRLS, BOYS = Fits
ENGAGEMENT = Model(
    category="engagement ring",
    words="Engagement ring, {stone}",
    low=1900,
    high=13500,
    fits={},
    stones={**PRECIOUS, "diamond": 1.4},
)
BAND = Model(category="wedding band", words="Wedding band", low=480, high=1900, fits={})
MODELS = (
    Model(
        category="ring", words="Old-cut {stone} ring", low=650, high=7400, fits={WOMEN: 9},
        stones=PRECIOUS,
    ),
    Model(
        category="ring", words="Eternity band, {stone}", low=900, high=4200, fits={WOMEN: 4},
        stones=PRECIOUS,
    ),
    Model(
        category="ring", words="Cocktail ring, {stone}", low=420, high=3600, fits={WOMEN: 4},
        materials=GOLD_OR_SILVER, stones=COLORED,
    ),
    Model(category="signet", words="Signet ring", low=640, high=2100, fits={WOMEN: 1, MEN: 8}),
    Model(
        category="earrings", words="{stone} drop earrings", low=260, high=3600, fits={WOMEN: 13},
        materials=GOLD_OR_SILVER, stones=STONES,
    ),
    Model(
        category="earrings", words="{stone} studs", low=140, high=2600,
        fits={WOMEN: 13, GIRLS: 6}, materials=GOLD_OR_SILVER, stones=STONES,
    ),
    Model(
        category="earrings", words="Hoops", low=160, high=1400, fits={WOMEN: 6},
        materials=GOLD_OR_SILVER,
    ),
    Model(
        category="pendant", words="{stone} pendant", low=180, high=4750,
        fits={WOMEN: 12, GIRLS: 5}, materials=GOLD_OR_SILVER, stones=STONES,
    ),
    Model(
        category="pendant", words="Locket, engraved", low=120, high=900,
        fits={WOMEN: 3, GIRLS: 5}, materials=GOLD_OR_SILVER,
    ),
    Model(
        category="strand", words="Pearl strand, 18 in", low=420, high=3800, fits={WOMEN: 4},
        materials=(), stones={"pearl": 1.0},
    ),
    Model(
        category="chain", words="Cable chain, 18 in", low=190, high=980, fits={WOMEN: 6},
        materials=GOLD_OR_SILVER,
    ),
    Model(
        category="chain", words="Curb chain, 22 in", low=380, high=2900, fits={MEN: 6},
        materials=GOLD_OR_SILVER,
    ),
    Model(
        category="bracelet", words="{stone} line bracelet", low=780, high=6800, fits={WOMEN: 6},
        stones=PRECIOUS,
    ),
    Model(
        category="bangle", words="Hinged bangle", low=240, high=2600,
        fits={WOMEN: 4, GIRLS: 4}, materials=GOLD_OR_SILVER,
    ),
    Model(
        category="brooch", words="{stone} brooch", low=220, high=2400, fits={WOMEN: 2},
        materials=GOLD_OR_SILVER, stones=STONES,
    ),
    Model(
        category="watch", words="Watch, 31 mm", low=280, high=4200, fits={WOMEN: 4},
        materials=(STEEL,),
    ),
    Model(
        category="watch", words="Watch, 40 mm", low=320, high=6400,
        fits={MEN: 11}, materials=(STEEL,),
    ),
    Model(
        category="watch",
        words="First watch, 28 mm",
        low=90,
        high=420,
        fits={GIRLS: 2, BOYS: 6},
        materials=(STEEL,),
    ),
    Model(
        category="cufflinks", words="Cufflinks, oval", low=180, high=1900, fits={MEN: 9},
        materials=GOLD_OR_SILVER,
    ),
    Model(
        category="other", words="Tie bar", low=90, high=620, fits={MEN: 4},
        materials=GOLD_OR_SILVER,
    ),
)  # fmt: skip
FOR_WHOM = {
    fit: (
        [model for model in MODELS if fit in model.fits],
        [model.fits[fit] for model in MODELS if fit in model.fits],
    )
    for fit in Fits
}
CHILDS_SHARE = 0.35  # of the price range, so that nobody of six wears an emerald of 4,000 dollars
SERVICES = (
    ("Clean and check", 25, 8),
    ("Resize", 95, 4),
    ("Restring pearls", 85, 2),
    ("Watch battery", 20, 7),
    ("Engraving, inside", 85, 2),
    ("Rhodium plating", 110, 2),
    ("Clasp replaced", 65, 2),
    ("Prongs retipped", 140, 1),
)
SERVICE_WEIGHTS = [weight for *_, weight in SERVICES]


def piece_line(
    random: Random,
    fit: Fits,
    *,
    generosity: float,
    wearer_id: int | None,
    secret_until: date | None = None,
) -> LineDraft:
    """A line with one piece that suits its wearer; `generosity` moves the price in its range."""
    models, weights = FOR_WHOM[fit]
    model = random.choices(models, weights)[0]
    share = CHILDS_SHARE if fit in (Fits.GIRL, Fits.BOY) else 1.0
    return line_of(random, model, generosity * share, wearer_id, secret_until)


def line_of(
    random: Random,
    model: Model,
    generosity: float,
    wearer_id: int | None,
    secret_until: date | None = None,
) -> LineDraft:
    material = random.choice(model.materials) if model.materials else None
    stone = pick_stone(random, model)
    words = model.words.format(stone=stone)
    description = words[:1].upper() + words[1:]
    if material is not None:
        description = f"{description}, {material.words}"
    price = price_of(random, model, material, stone, generosity)
    certified = stone == "diamond" and price > CERTIFIED_FROM
    return LineDraft(
        description=description,
        price_cents=Cents(price),
        stock_number=f"{model.category[0].upper()} {random.randint(1000, 9999)}",
        category=model.category,
        metal=material.metal if material is not None else "",
        purity=material.purity if material is not None else "",
        stones=stone,
        discount_cents=Cents(price // 20 if random.random() < 0.08 else 0),
        cost_cents=Cents(round(price * random.uniform(*MARGINS))),
        wearer_id=wearer_id,
        wearer_unknown=wearer_id is None,
        secret_until=secret_until,
        certificate=f"GIA {random.randint(10**9, 10**10 - 1)}" if certified else "",
    )


def pick_stone(random: Random, model: Model) -> str:
    if not model.stones:
        return ""
    if model.category == "engagement ring" and random.random() < 0.8:
        return "diamond"
    return random.choice(list(model.stones))


def price_of(
    random: Random, model: Model, material: Material | None, stone: str, generosity: float
) -> int:
    """In cents, a multiple of five dollars; most pieces lie in the lower half of their range."""
    spread = random.betavariate(1.3, 4.0 / min(3.0, max(0.4, generosity)))
    factor = (material.factor if material is not None else 1.0) * model.stones.get(stone, 1.0)
    dollars = (model.low + (model.high - model.low) * spread) * factor
    return max(ROUND_TO, round(dollars / ROUND_TO) * ROUND_TO) * 100


def service_line(random: Random) -> LineDraft:
    """A line with a service."""
    words, dollars, _ = random.choices(SERVICES, SERVICE_WEIGHTS)[0]
    return LineDraft(
        description=words,
        price_cents=Cents(dollars * 100),
        kind=LineKind.SERVICE,
        category="service",
        cost_cents=Cents(dollars * 30),
    )
