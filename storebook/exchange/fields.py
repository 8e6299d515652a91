"""What a column of a list may be, in our words: the fields of shoppers and of purchases."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, quoted

FIELD = "map"
# "own:Ring tray" keeps a column as an own field of that name.
OWN = "own:"
LONGEST_OWN_NAME = 60


class Kind(StrEnum):
    """What a list is about."""

    SHOPPERS = "shoppers"
    PURCHASES = "purchases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`name` is how a mapping calls it. `several`: more than one column may be this."""

    name: str
    words: str
    several: bool = False


def _fields(*told: tuple[str, str] | tuple[str, str, bool]) -> tuple[Field, ...]:
    return tuple(
        Field(name=one[0], words=one[1], several=one[2] if len(one) > 2 else False) for one in told
    )


SHOPPER_FIELDS = _fields(
    ("name", "the whole name, as the shopper writes it"),
    ("title", "Dr., Mrs."),
    ("given", "given name"),
    ("middle", "middle name"),
    ("family", "family name"),
    ("suffix", "Jr., III"),
    ("nickname", "what they are called"),
    ("native name", "the name in its own script"),
    ("romanized name", "the name in Latin letters"),
    ("company", "a company; kept as a note beside a person"),
    ("phone", "a phone number of any kind", True),
    ("mobile phone", "a phone number, mobile", True),
    ("home phone", "a phone number at home", True),
    ("work phone", "a phone number at work", True),
    ("email", "an e-mail address", True),
    ("street", "street and number, or the whole address", True),
    ("city", "city or town"),
    ("region", "state, province or county"),
    ("postcode", "postcode or ZIP code"),
    ("country", "country, by name or by its two letters"),
    ("birthday", "birthday, with or without the year"),
    ("wedding", "wedding anniversary"),
    ("spouse", "name of the husband or wife"),
    ("gender", "woman, man, other"),
    ("language", "language code, such as en or de"),
    ("occupation", "what they do"),
    ("interests", "what they like to do"),
    ("source", "how they found the shop"),
    ("since", "shopper since this day"),
    ("tags", "tags, parted by semicolons or commas", True),
    ("notes", "notes for the counter", True),
    ("ring size", "size of a finger, as it is told", True),
    ("customer id", "their number in the other program"),
    ("deceased", "the day they died, or yes"),
    ("no mail", "yes: wants no mail"),
    ("no calls", "yes: wants no calls"),
    ("no texts", "yes: wants no texts"),
    ("no email", "yes: wants no e-mail"),
    ("standing", "real or prospective"),
    ("greeting line", "Dear Ann"),
    ("envelope line", "how the envelope is addressed"),
    ("personality", "what they are like"),
    ("income band", "income band"),
)
PURCHASE_FIELDS = _fields(
    ("number", "number of the ticket; lines with the same one belong together"),
    ("day", "day of the purchase"),
    ("shopper", "name of the shopper; without one it is a walk-in"),
    ("given", "given name of the shopper"),
    ("family", "family name of the shopper"),
    ("customer id", "the shopper’s number in the other program"),
    ("phone", "phone of the shopper"),
    ("email", "e-mail of the shopper"),
    ("country", "country of the shopper"),
    ("stock number", "stock number or code"),
    ("description", "what it is"),
    ("quantity", "how many; below zero comes back"),
    ("price", "price of one"),
    ("total", "price of the whole line, where there is no price of one"),
    ("discount", "discount on the whole line"),
    ("tax", "tax on the whole line"),
    ("cost", "what one cost the shop"),
    ("category", "ring, necklace"),
    ("metal", "gold, platinum"),
    ("purity", "14K, 950"),
    ("stones", "stones"),
    ("serial", "serial number"),
    ("certificate", "certificate number"),
    ("size", "size"),
    ("engraving", "engraving"),
    ("reason", "why it came back"),
    ("associate", "who sold it"),
    ("payment", "cash, card, check, transfer"),
    ("occasion", "what it was for"),
    ("notes", "note on the ticket"),
    ("kind", "piece or service"),
    ("wearer", "name of who wears it"),
)
# What our own export writes, or other programs write for each other; nobody chooses these.
INNER_SHOPPER_FIELDS = frozenset(
    ["whole address", "po box", "phone label", "phone marks", "email label", "email marks",
     "address label", "address marks", "leap day", "event label", "event", "relation label",
     "relation", "custom label", "custom", "archived", "deceased note", "moved away", "quiet until",
     "quiet note", "dated notes", "consent", "without name", "household", "household name",
     "tag lines", "tie", "sizes",
     "couple line", "couple greeting", "row", "spouse row"]
)  # fmt: skip
INNER_PURCHASE_FIELDS = frozenset(["ticket row", "brings back", "payments", "row"])
# More than one column of the file may be one of these.
INNER_SEVERAL = frozenset(
    ["phone label", "phone marks", "email label", "email marks", "event label", "event",
     "relation label", "relation", "custom label", "custom", "dated notes", "consent"]
)  # fmt: skip


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Every field that a column may be chosen to be, in the order of the pick list."""
    return SHOPPER_FIELDS if kind is Kind.SHOPPERS else PURCHASE_FIELDS


def field_named(name: str, kind: Kind) -> str:
    """The field as we spell it; refused when there is none of that name."""
    bare = one_line(name)
    if kind is Kind.SHOPPERS and fold(bare).startswith(OWN):
        own = bare[len(OWN) :].strip()
        if 0 < len(own) <= LONGEST_OWN_NAME:
            return OWN + own
    inner = INNER_SHOPPER_FIELDS if kind is Kind.SHOPPERS else INNER_PURCHASE_FIELDS
    known = {fold(field.name): field.name for field in fields_of(kind)} | {
        field: field for field in inner
    }
    if fold(bare) in known:
        return known[fold(bare)]
    names = ", ".join(field.name for field in fields_of(kind))
    raise Refused(f"{quoted(name)} is no field of {kind.value}. They are: {names}.", FIELD)


def is_several(field: str) -> bool:
    """Whether more than one column may be this field."""
    chosen = {one.name for one in SHOPPER_FIELDS if one.several} | INNER_SEVERAL
    return field in chosen


def read_map(options: Sequence[str], kind: Kind) -> dict[str, str]:
    """ "Their header=our field" as a mapping; "Their header=" leaves the column out."""
    mapping = {}
    for option in options:
        header, sign, field = option.rpartition("=")
        if not sign or not header.strip():
            raise Refused(
                f"{quoted(option)} is no mapping. Write it like “Their header=our field”.", FIELD
            )
        mapping[header.strip()] = field_named(field, kind) if field.strip() else ""
    return mapping
