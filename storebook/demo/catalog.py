"""What the invented shop sells: pieces with stones, metals and prices, and the services around
them.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from storebook.base.money import Cents
from storebook.sales.drafts import LineDraft, LineKind

METALS = (
    ("18k yellow", "gold", "750"),
    ("18k white", "gold", "750"),
    ("14k yellow", "gold", "585"),
    ("14k rose", "gold", "585"),
    ("platinum", "platinum", "950"),
    ("silver", "silver", "925"),
)
STONES = (
    "sapphire",
    "diamond",
    "ruby",
    "emerald",
    "aquamarine",
    "pearl",
    "opal",
    "tourmaline",
    "amethyst",
    "topaz",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One kind of piece: words with places for a stone, prices from low to high in whole
    dollars.
    """

    category: str
    words: str
    low: int
    high: int
    weight: int
    set_with_stone: bool = True


MODELS = (
    Model(
        category="engagement ring", words="Engagement ring, {stone}", low=2800, high=14500, weight=4
    ),
    Model(
        category="wedding band",
        words="Wedding band",
        low=480,
        high=2400,
        weight=7,
        set_with_stone=False,
    ),
    Model(category="ring", words="Old-cut {stone} ring", low=650, high=9400, weight=9),
    Model(category="ring", words="Eternity band, {stone}", low=900, high=4200, weight=5),
    Model(
        category="signet", words="Signet ring", low=780, high=2100, weight=3, set_with_stone=False
    ),
    Model(category="earrings", words="{stone} drop earrings", low=320, high=3600, weight=13),
    Model(category="earrings", words="{stone} studs", low=140, high=2900, weight=13),
    Model(category="pendant", words="{stone} pendant", low=180, high=6750, weight=12),
    Model(
        category="strand",
        words="Pearl strand, 18 in",
        low=420,
        high=3800,
        weight=4,
        set_with_stone=False,
    ),
    Model(
        category="chain",
        words="Cable chain, 18 in",
        low=120,
        high=980,
        weight=7,
        set_with_stone=False,
    ),
    Model(category="bracelet", words="{stone} line bracelet", low=380, high=7800, weight=7),
    Model(
        category="bangle", words="Hinged bangle", low=240, high=2600, weight=4, set_with_stone=False
    ),
    Model(category="brooch", words="{stone} brooch", low=220, high=2400, weight=2),
    Model(
        category="watch",
        words="Watch, steel, 36 mm",
        low=380,
        high=5200,
        weight=4,
        set_with_stone=False,
    ),
)
SERVICES = (
    ("Clean and check", 25),
    ("Resize", 95),
    ("Restring pearls", 85),
    ("Watch battery", 20),
    ("Engraving, inside", 85),
    ("Rhodium plating", 110),
    ("Clasp replaced", 65),
)
WEIGHTS = [model.weight for model in MODELS]


def piece_line(
    random: Random, *, generosity: float, wearer_id: int | None, secret_until: date | None = None
) -> LineDraft:
    """A line with one piece; `generosity` moves the price within its model's range."""
    model = random.choices(MODELS, WEIGHTS)[0]
    words, metal, purity = random.choice(METALS)
    stone = random.choice(STONES) if model.set_with_stone else ""
    description = model.words.format(stone=stone)
    description = f"{description[:1].upper()}{description[1:]}, {words}"
    if model.category in {"watch", "strand"}:
        description, metal, purity = model.words, "", ""
    spread = min(1.0, random.random() * generosity)
    price = round(model.low + (model.high - model.low) * spread**2) * 100
    certified = stone == "diamond" and price > 250_000
    return LineDraft(
        description=description,
        price_cents=Cents(price),
        stock_number=f"{model.category[0].upper()} {random.randint(1000, 9999)}",
        category=model.category,
        metal=metal,
        purity=purity,
        stones=stone,
        discount_cents=Cents(price // 20 if random.random() < 0.08 else 0),
        cost_cents=Cents(round(price * random.uniform(0.44, 0.62))),
        wearer_id=wearer_id,
        secret_until=secret_until,
        certificate=f"GIA {random.randint(10**9, 10**10 - 1)}" if certified else "",
    )


def service_line(random: Random) -> LineDraft:
    """A line with a service."""
    words, dollars = random.choice(SERVICES)
    return LineDraft(
        description=words,
        price_cents=Cents(dollars * 100),
        kind=LineKind.SERVICE,
        category="service",
        cost_cents=Cents(dollars * 30),
    )
