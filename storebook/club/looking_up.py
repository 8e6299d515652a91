"""Who may be at the counter: looked up by the phone or e-mail before anything else is asked."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import is_blank
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.email_addresses import read_email
from storebook.people.phone_numbers import read_phone
from storebook.people.similar import DIGITS_OF_A_NUMBER, SAME_EMAIL, SAME_PHONE, similar_people

SIMILAR_NUMBER = "similar phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody in the book: the end of their phone, their card when they are a member now."""

    shopper_id: int
    name: str
    given: str | None
    family: str | None
    phone: str | None
    card: str | None
    deceased_on: date | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """`same` have just this phone or e-mail; `similar` have the name, or nearly the phone."""

    same: tuple[Known, ...] = ()
    similar: tuple[Known, ...] = ()


def is_email(text: str) -> bool:
    """Whether what was given to reach somebody is an e-mail address and no phone."""
    return "@" in text


def check_reach(text: str, shop: Shop) -> str | None:
    """What looks odd about the phone, to look at once; raises Refused when it is neither phone nor
    e-mail.
    """
    if is_blank(text):
        return None
    if is_email(text):
        read_email(text)
        return None
    return read_phone(text, shop.country).warning


def look_up(
    book: Book,
    reach: str,
    *,
    name: str = "",
    birthday: PartialDate | None = None,
    shop: Shop,
) -> LookedUp:
    """Who has this phone or e-mail, and who else it could be; both shared and odd ones are fine."""
    phones = () if is_blank(reach) or is_email(reach) else (reach,)
    emails = (reach,) if is_email(reach) else ()
    found = similar_people(
        book, name=name, phones=phones, emails=emails, birthday=birthday, shop=shop
    )
    why = {one.shopper_id: one.why for one in found}
    same = {one for one in why if {SAME_PHONE, SAME_EMAIL} & set(why[one])}
    near = with_near_number(book, phones, shop) - why.keys()
    known = known_people(book, [*why, *near])
    return LookedUp(
        same=tuple(replace(known[one], why=why[one]) for one in why if one in same),
        similar=(
            *(replace(known[one], why=why[one]) for one in why if one not in same),
            *(replace(known[one], why=(SIMILAR_NUMBER,)) for one in sorted(near)),
        ),
    )


def with_near_number(book: Book, phones: Collection[str], shop: Shop) -> set[int]:
    """Who has a number in which two digits next to each other are the other way round."""
    found: set[int] = set()
    for text in phones:
        try:
            number = read_phone(text, shop.country)
        except Refused:  # half-typed
            continue
        if len(number.digits) < DIGITS_OF_A_NUMBER:
            continue
        found.update(
            book.values(
                """
                SELECT shopper_id FROM phone
                WHERE digits IN (SELECT value FROM json_each(:swapped))
                """,
                swapped=json.dumps(sorted(swapped(number.digits))),
            )
        )
    return found


def swapped(figures: str) -> set[str]:
    """The number with each pair of neighbors the other way round, as they are misheard."""
    pairs = range(len(figures) - 1)
    made = {figures[:at] + figures[at + 1] + figures[at] + figures[at + 2 :] for at in pairs}
    return made - {figures}


def known_people(book: Book, shopper_ids: Iterable[int]) -> dict[int, Known]:
    """Who they are, by their numbers."""
    rows = book.all(
        Known,
        """
        SELECT shopper.id AS shopper_id, name, given, family, deceased_on, member.number AS card,
               (
                   SELECT digits FROM phone WHERE phone.shopper_id = shopper.id
                   ORDER BY phone.id LIMIT 1
               ) AS phone
        FROM shopper
        LEFT JOIN member ON member.shopper_id = shopper.id AND left_on IS NULL
        WHERE shopper.id IN (SELECT value FROM json_each(:ids))
        ORDER BY shopper.id
        """,
        ids=json.dumps(list(shopper_ids)),
    )
    return {row.shopper_id: row for row in rows}
