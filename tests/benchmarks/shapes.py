"""Books of a measured size for the benches: the same for the same size, made once and kept.

    python tests/benchmarks/shapes.py X /some/folder      makes or finds the book of size X there

The sizes are those of ten years of a small, a large and an extreme shop. Everything is written the
way the program writes it, so that what is measured is what the shop will have. Benches are run by
hand, each as a script: `python tests/benchmarks/bench_NAME.py`.
"""

import hashlib
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.base.checks import with_check_digit
from storebook.base.dates import PartialDate, month_day_key
from storebook.base.money import Cents
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.migrations import steps
from storebook.book.shop import Shop
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft
from storebook.people.shoppers import ShopperDraft, write_shoppers
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import write_purchases

TODAY = date(2026, 11, 20)
SHOP = Shop(name="Hallam & Rye", country="US", tax_rate_bp=850)
YEARS = 10
SEED = 1124
SHOPPERS_AT_ONCE = 10_000
HEAVIEST_LINES = 260
# Up to which share of the tickets, whose they are: from where to where among all shoppers.
SPANS = ((0.12, 0.0, 0.01), (0.32, 0.01, 0.05), (0.7, 0.05, 0.2), (1.0, 0.2, 1.0))
SOURCES = (Path(__file__), *(Path(str(step.__file__)) for step in steps.STEPS))


@dataclass(frozen=True, slots=True)
class Size:
    shoppers: int
    lines: int


SIZES = {"S": Size(2_000, 10_000), "L": Size(20_000, 200_000), "X": Size(100_000, 1_000_000)}

GIVEN = (
    "Margaret", "Daniel", "Eleanor", "James", "Ruth", "Peter", "Ann", "John", "Grace", "Thomas",
    "Olga", "Ivan", "Zoë", "Renée", "José", "Ana", "Łukasz", "Katarzyna", "Søren", "Ingrid",
    "Jürgen", "Anneliese", "Chloé", "François", "María", "Lucía", "Nguyễn", "Şule", "Emre",
    "Giulia", "Marco", "Aoife", "Seán", "Hannah", "Noah", "Priya", "Arjun", "Fatima", "Omar",
    "Leila",
)  # fmt: skip
FAMILY = (
    "Ashworth", "Hallam", "Rye", "Lee", "Smith", "Johnson", "O’Brien", "Müller", "Weiß",
    "García", "Nuñez", "Kowalska", "Sørensen", "Dvořák", "Novák", "Rossi", "Bianchi", "Martin",
    "Dubois", "Lefèvre", "Petrov", "Ivanova", "Y\u0131lmaz", "Kaya", "Kim", "Park", "Chen",
    "Wang", "Nakamura", "Sato", "Patel", "Singh", "Haddad", "Rahman", "Murphy", "Kelly",
    "Walsh", "Fischer", "Schmidt", "van der Berg", "Lindqvist", "Johansson", "Silva", "Santos",
    "Costa", "Nowak", "Zieliński", "Papadopoulos",
)  # fmt: skip
CHINESE = ("王小明", "陈丽", "李伟", "張美玲", "佐藤花子", "김민준", "林志豪", "欧阳娜娜")
STREETS = ("Ocean Road", "Main Street", "Washington Road", "Central Avenue", "Mill Lane", "Elm St")
CITIES = (("Rye", "NH", "03870"), ("Portsmouth", "NH", "03801"), ("Kittery", "ME", "03904"))
GOODS = (
    ("Ring, platinum", "Rings", "platinum", 940_000),
    ("Ring, 14k gold", "Rings", "gold", 89_000),
    ("Necklace, pearl", "Necklaces", "gold", 125_000),
    ("Earrings, diamond", "Earrings", "white gold", 210_000),
    ("Bracelet, silver", "Bracelets", "silver", 18_000),
    ("Watch", "Watches", "steel", 340_000),
    ("Pendant, sapphire", "Necklaces", "gold", 76_000),
    ("Brooch", "Brooches", "silver", 24_000),
)


def measured_book(size: str, folder: Path) -> Path:
    """The book of this size in `folder`, made when it is not there yet. Only to be read."""
    path = folder / f"measured-{size}-{fingerprint()}.book"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f"{path.name}.new"
        for ending in ("", "-wal", "-shm"):
            aside.with_name(aside.name + ending).unlink(missing_ok=True)
        make(aside, SIZES[size])
        aside.replace(path)
    return path


def fingerprint() -> str:
    """Changes with the shape of the book and with this recipe."""
    parts = [source.read_bytes() for source in SOURCES]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:10]


def make(path: Path, size: Size) -> None:
    chance = random.Random(SEED)
    with Book.create(path, owner_name="Ruth Hallam") as book:
        with book.change("The shop set up") as change:
            settings.save(change, SHOP)
        with book.change(f"{size.shoppers:,} shoppers") as change:
            write_people(change, size.shoppers, chance)
        with book.change(f"{size.lines:,} lines sold") as change:
            write_purchases(change, tickets(size, chance), shop=SHOP)


# -- people


def write_people(change: Change, count: int, chance: random.Random) -> None:
    """Shoppers, a fifth of them couples under one roof; a third in the club."""
    households = change.insert_many(
        "household",
        ["name", "couple_line", "couple_greeting"],
        [[f"Household {n}", f"Mr. and Mrs. {n}", f"Dear both {n}"] for n in range(count // 10)],
    )
    for start in range(0, count, SHOPPERS_AT_ONCE):
        drafts = [
            person(number, households, chance)
            for number in range(start, min(start + SHOPPERS_AT_ONCE, count))
        ]
        write_shoppers(change, drafts, shop=SHOP, today=TODAY)
    write_couples(change, len(households), chance)
    write_other_weddings(change, range(2 * len(households) + 1, count + 1), chance)
    change.insert_many(
        "member",
        ["shopper_id", "number", "enrolled_on", "associate_id"],
        [
            [shopper_id, with_check_digit(20_000 + shopper_id), some_day(chance).isoformat(), 1]
            for shopper_id in range(1, count + 1, 3)
        ],
    )


def person(number: int, households: range, chance: random.Random) -> ShopperDraft:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    phone = f"({chance.choice((603, 207, 978))}) 555-{chance.randrange(10_000):04d}"
    city, region, postcode = chance.choice(CITIES)
    street = f"{number % 400 + 1} {chance.choice(STREETS)}"
    address = AddressDraft(lines=street, city=city, region=region, postcode=postcode)
    return ShopperDraft(
        name=f"{given} {family}",
        given=given,
        family=family,
        native_name=chance.choice(CHINESE) if chance.random() < 0.03 else "",
        nickname=given[:3] if chance.random() < 0.1 else "",
        since=some_day(chance),
        # The first fifth are couples: two and two under one roof.
        household_id=households[number // 2] if number // 2 < len(households) else None,
        phones=(PhoneDraft(raw=phone),) if chance.random() < 0.85 else (),
        emails=(EmailDraft(raw=f"shopper{number}@example.com"),) if chance.random() < 0.6 else (),
        addresses=(address,) if chance.random() < 0.8 else (),
        birthday=birthday(chance) if chance.random() < 0.95 else None,
    )


def birthday(chance: random.Random) -> PartialDate:
    year = chance.randrange(1935, 2006) if chance.random() < 0.7 else None
    return PartialDate(year=year, month=chance.randrange(1, 13), day=chance.randrange(1, 29))


def some_day(chance: random.Random) -> date:
    return TODAY - timedelta(days=chance.randrange(1, YEARS * 365))


def write_couples(change: Change, count: int, chance: random.Random) -> None:
    """Each two of the first shoppers are married, and their wedding day is one row."""
    pairs = [(2 * number + 1, 2 * number + 2) for number in range(count)]
    change.insert_many(
        "kin",
        ["shopper_id", "other_id", "relation"],
        [[first, second, "spouse"] for first, second in pairs],
    )
    write_weddings(change, pairs, chance)


def write_other_weddings(change: Change, shopper_ids: range, chance: random.Random) -> None:
    """Most of the others have a wedding day, and a partner who is not in the book."""
    alone = [(shopper_id, None) for shopper_id in shopper_ids if chance.random() < 0.7]
    write_weddings(change, alone, chance)


def write_weddings(
    change: Change, couples: Sequence[tuple[int, int | None]], chance: random.Random
) -> None:
    rows = []
    for first, second in couples:
        when = birthday(chance)
        rows.append([first, second, when.year, when.month, when.day, month_day_key(when)])
    change.insert_many(
        "occasion",
        ["shopper_id", "partner_id", "year", "month", "day", "month_day", "kind", "calendar"],
        [[*row, "wedding", "gregorian"] for row in rows],
    )


# -- sales


def tickets(size: Size, chance: random.Random) -> Iterator[PurchaseDraft]:
    """Ten years of tickets, oldest first, of one to three lines each."""
    left = size.lines - HEAVIEST_LINES
    buyers = [heavy_tailed(size.shoppers, chance) for _ in range(left // 2)]
    buyers += [size.shoppers // 2] * (HEAVIEST_LINES // 2)
    chance.shuffle(buyers)
    days = sorted(shopping_day(chance) for _ in buyers)
    spare = size.lines - len(buyers)
    for place, (shopper_id, day) in enumerate(zip(buyers, days, strict=True)):
        wanted = chance.choice((1, 1, 2, 3, 3))
        # So that the last ticket makes the number of lines come out.
        count = min(wanted, spare + 1) if place + 1 < len(buyers) else spare + 1
        spare -= count - 1
        yield PurchaseDraft(
            shopper_id=shopper_id,
            day=day,
            lines=tuple(line(chance) for _ in range(count)),
        )


def heavy_tailed(shoppers: int, chance: random.Random) -> int:
    """Few buy much: a hundredth 12 of 100 tickets, the best fifth 70, the others 30."""
    chosen = chance.random()
    first, last = next(span for share, *span in SPANS if chosen <= share)
    place = int(shoppers * chance.uniform(first, last))
    # Spread over the book, so that the best are not the first.
    return 1 + (place * 7919) % shoppers


def shopping_day(chance: random.Random) -> date:
    day = some_day(chance)
    if chance.random() < 0.15:
        december = date(day.year, 12, 1 + chance.randrange(24))
        return december if december <= TODAY else day
    return day


def line(chance: random.Random) -> LineDraft:
    description, category, metal, price = chance.choice(GOODS)
    cents = price * chance.randrange(60, 160) // 100
    return LineDraft(
        description=description,
        category=category,
        metal=metal,
        stock_number=f"{category[0]}-{chance.randrange(10_000):04d}",
        price_cents=Cents(cents),
        cost_cents=Cents(cents * 45 // 100),
    )


def main() -> None:
    """Make or find one book and say where it is."""
    size, folder = sys.argv[1], Path(sys.argv[2])
    begun = time.perf_counter()
    path = measured_book(size, folder)
    print(f"{path}  {path.stat().st_size / 1e6:.0f} MB, {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
