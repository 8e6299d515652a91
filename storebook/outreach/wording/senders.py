"""Who writes the cards: the shop, and whoever is at work, with the line under their name."""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.settings import load, set_rule
from storebook.book.shop import Shop
from storebook.outreach.wording.records import Sender
from storebook.people.reference import anniversary_lists

BRITISH = ("GB", "IE", "GG", "JE", "IM")
# Where the seasons are turned round: the months of the texts would be wrong there.
SOUTHERN = frozenset({
    "AR", "AU", "BO", "BR", "BW", "CL", "FJ", "FK", "ID", "LS", "MG", "MU", "MW",
    "MZ", "NA", "NZ", "PE", "PG", "PY", "RE", "SZ", "UY", "ZA", "ZM", "ZW",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRules:
    """Which list names the wedding years; "" goes by the country of the shop."""

    gifts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signing:
    name: str
    card_line: str


def sender_of(book: Book, associate_id: int | None = None) -> Sender:
    """The shop, and who signs: whoever is at work, or the one that is named."""
    shop = load(book, Shop)
    who = book.one(
        _Signing,
        "SELECT name, card_line FROM associate WHERE id = :id",
        id=book.associate_id if associate_id is None else associate_id,
    )
    return Sender(
        shop=shop.name,
        associate=who.name,
        card_line=who.card_line,
        gifts=gift_list(load(book, WordingRules).gifts, shop.country),
        southern=shop.country in SOUTHERN,
    )


def gift_list(chosen: str, country: str) -> str:
    """The list that names the wedding years in English."""
    if chosen in gift_lists():
        return chosen
    return "traditional-uk" if country in BRITISH else "traditional-us"


def gift_lists() -> dict[str, str]:
    """The lists in English by id, with their names."""
    return {one.id: one.name for one in anniversary_lists() if one.id != "chinese"}


def set_gift_list(book: Book, list_id: str) -> None:
    """Name the wedding years by this list from now on; "" goes by the country of the shop."""
    known = gift_lists()
    if list_id and list_id not in known:
        raise Refused(f"There is no such list. There are {', '.join(known)}.", "gifts")
    said = f": {known[list_id]}" if list_id else " by the country of the shop"
    set_rule(book, f"Gifts of the wedding years named{said}", WordingRules(gifts=list_id))
