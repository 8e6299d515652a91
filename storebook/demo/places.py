"""Invented addresses, phones and e-mails around a harbor town."""

from random import Random

from storebook.base.text import fold, words
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft, Use

TOWNS = (
    ("Portsmouth", "NH", "03801", 30),
    ("Rye", "NH", "03870", 12),
    ("Kittery", "ME", "03904", 12),
    ("Durham", "NH", "03824", 8),
    ("York", "ME", "03909", 8),
    ("Dover", "NH", "03820", 12),
    ("Newington", "NH", "03801", 4),
    ("Exeter", "NH", "03833", 8),
    ("Hampton", "NH", "03842", 8),
    ("Boston", "MA", "02116", 6),
)
STREETS = (
    "Ocean Road",
    "High Street",
    "Market Street",
    "Islington Street",
    "State Street",
    "Miller Avenue",
    "Sagamore Avenue",
    "Maplewood Avenue",
    "Wentworth Road",
    "Little Harbor Road",
    "Middle Street",
    "South Street",
    "Pleasant Street",
    "Court Street",
    "Elwyn Road",
    "Lafayette Road",
)
AREA_CODES = ("603", "207", "978", "617", "802", "401", "860", "413", "508", "781", "339", "774")
MAIL_HOSTS = ("example.com", "example.org", "example.net")


def address(random: Random) -> AddressDraft:
    """A home somewhere around."""
    town, region, postcode, _ = random.choices(TOWNS, [weight for *_, weight in TOWNS])[0]
    lines = f"{random.randint(1, 480)} {random.choice(STREETS)}"
    if random.random() < 0.15:
        lines += f"\nApt {random.randint(1, 40)}"
    return AddressDraft(lines=lines, city=town, region=region, postcode=postcode, country="US")


def office(random: Random) -> AddressDraft:
    """A place of work, where a surprise is safe."""
    house = random.choice(("Harbor", "Granite", "Seacoast"))
    lines = f"{house} Offices\n{random.randint(1, 90)} Congress Street"
    return AddressDraft(
        lines=lines,
        city="Portsmouth",
        region="NH",
        postcode="03801",
        country="US",
        use=Use.WORK,
        safe_for_surprises=True,
    )


def phone(random: Random, serial: int) -> PhoneDraft:
    """A phone of its own for each serial number; 555 numbers reach nobody."""
    area = AREA_CODES[serial // 10_000 % len(AREA_CODES)]
    last = f"{serial % 10_000:04d}"
    raw = random.choice((f"({area}) 555-{last}", f"{area}-555-{last}", f"{area}.555.{last}"))
    return PhoneDraft(raw=raw)


def email(random: Random, whole_name: str, serial: int) -> EmailDraft:
    """An e-mail made of the name; the serial keeps them apart."""
    local = ".".join(word for word in words(fold(whole_name)) if word.isascii()) or "shopper"
    return EmailDraft(raw=f"{local}{serial}@{random.choice(MAIL_HOSTS)}")
