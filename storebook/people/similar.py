"""Who may be in the book already: the same phone or e-mail, the same name, or one letter from it.

It only warns.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import fold, words
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.alike import SHORTEST_BY_ITSELF, are_alike, are_nearly_the_same
from storebook.people.email_addresses import read_email
from storebook.people.phone_numbers import read_phone

MOST_NAMESAKES = 50
# Who has all the other words of a name, and one that begins or ends like the one that is left.
MOST_LOOKED_AT = 200
# A slip is in the beginning of a word or in the rest of it: one of the two is as it should be.
BEGINNING = 2
REST = 3
TRIGRAM = 3  # letters, fewer of which the index of insides does not know
MOST_WORDS = 8
BY_WORD = """
    SELECT shopper.id, given, name, native_name, romanized
    FROM shopper_word JOIN shopper ON shopper.id = shopper_word.rowid
    WHERE shopper_word MATCH :asked
    LIMIT :most
"""
INSIDE = """
    SELECT shopper.id, given, name, native_name, romanized
    FROM shopper_inside JOIN shopper ON shopper.id = shopper_inside.rowid
    WHERE shopper_inside MATCH :asked
    LIMIT :most
"""
SAME_PHONE = "same phone"
SAME_EMAIL = "same e-mail"
SAME_NAME = "same name"
ALIKE = "similar name"
SAME_BIRTHDAY = "same birthday"
# Fewer digits are an extension, or half a number that anybody may have.
DIGITS_OF_A_NUMBER = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Somebody in the book, and what they share with the one who is being written down."""

    shopper_id: int
    name: str
    why: tuple[str, ...]


def similar_people(  # noqa: PLR0913 - whatever is known of them so far
    book: Book,
    *,
    name: str = "",
    phones: Collection[str] = (),
    emails: Collection[str] = (),
    birthday: PartialDate | None = None,
    shop: Shop,
    but_not: int | None = None,
) -> list[Similar]:
    """Those who share most first. Shared phones and e-mails are normal in a family.

    A namesake with another birthday is another person, and is left out.
    """
    why: dict[int, list[str]] = defaultdict(list)
    for shopper_id in _by_phone(book, phones, shop):
        why[shopper_id].append(SAME_PHONE)
    for shopper_id in _by_email(book, emails):
        why[shopper_id].append(SAME_EMAIL)
    for shopper_id in _namesakes(book, name):
        why[shopper_id].append(SAME_NAME)
    for shopper_id in _nearly_namesakes(book, name, why):
        why[shopper_id].append(ALIKE)
    why.pop(but_not or 0, None)
    _weigh_birthdays(book, why, birthday)
    found = [
        Similar(shopper_id=shopper_id, name=known, why=tuple(reasons))
        for shopper_id, reasons in why.items()
        if (known := book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id))
    ]
    return sorted(found, key=lambda one: (-len(one.why), one.shopper_id))


def _by_phone(book: Book, phones: Collection[str], shop: Shop) -> set[int]:
    found: set[int] = set()
    for text in phones:
        try:
            number = read_phone(text, shop.country)
        except Refused:  # half-typed: nobody has it yet
            continue
        if number.e164 is None and len(number.digits) < DIGITS_OF_A_NUMBER:
            continue
        found.update(
            book.values(
                """
                SELECT shopper_id FROM phone WHERE e164 = :e164
                UNION
                SELECT shopper_id FROM phone
                WHERE digits = :digits AND (e164 IS NULL OR :e164 IS NULL)
                """,
                e164=number.e164,
                digits=number.digits,
            )
        )
    return found


def _by_email(book: Book, emails: Collection[str]) -> set[int]:
    found: set[int] = set()
    for text in emails:
        try:
            folded = fold(read_email(text).normalized)
        except Refused:
            continue
        found.update(
            book.values("SELECT shopper_id FROM email WHERE folded = :folded", folded=folded)
        )
    return found


def _namesakes(book: Book, name: str) -> list[int]:
    """Those of whose names one, in any script, has just these words."""
    wanted = words(name)
    if not wanted:
        return []
    rows = book.rows(
        """
        SELECT shopper.id, name, native_name, romanized
        FROM shopper_word JOIN shopper ON shopper.id = shopper_word.rowid
        WHERE shopper_word MATCH :phrase
        LIMIT :most
        """,
        phrase=f'"{" ".join(wanted)}"',
        most=MOST_NAMESAKES,
    )
    return [row[0] for row in rows if any(form and words(form) == wanted for form in row[1:])]


def _nearly_namesakes(book: Book, name: str, known: Mapping[int, list[str]]) -> list[int]:
    """Who has this name but for one slip of a letter, or its words in another order.

    Of those who share a phone or an e-mail, also who has a short form of it, or a word more.
    """
    wanted = words(name)
    if not 2 <= len(wanted) <= MOST_WORDS:
        return []
    rows = book.rows(
        """
        SELECT id, given, name, native_name, romanized FROM shopper
        WHERE id IN (SELECT value FROM json_each(:ids))
        """,
        ids=json.dumps([one for one, reasons in known.items() if SAME_NAME not in reasons]),
    )
    found = [
        row[0] for row in rows if any(form and are_alike(wanted, words(form)) for form in row[2:])
    ]
    for sql, asked in _questions(wanted):
        for row in book.rows(sql, asked=asked, most=MOST_LOOKED_AT):
            sure = words(row[1] or "") or words(row[2])[:1]
            forms = [words(form) for form in row[2:] if form]
            if wanted not in forms and any(
                are_nearly_the_same(wanted, form, sure) for form in forms
            ):
                found.append(row[0])
    return list(dict.fromkeys(found))


def _questions(wanted: list[str]) -> Iterator[tuple[str, str]]:
    """What to ask: all the words, then all but one, which begins or ends a little differently."""
    yield BY_WORD, " ".join(f'"{word}"' for word in wanted)
    for at, word in enumerate(wanted):
        if len(word) < SHORTEST_BY_ITSELF:
            continue
        others = wanted[:at] + wanted[at + 1 :]
        exact = " ".join(f'"{one}"' for one in others)
        yield BY_WORD, f'{exact} "{word[:BEGINNING]}"*'
        inside = [one for one in others if len(one) >= TRIGRAM]
        if len(word) >= REST + TRIGRAM and inside:
            yield INSIDE, " ".join(f'"{one}"' for one in (*inside, word[REST:]))


def _weigh_birthdays(book: Book, why: dict[int, list[str]], birthday: PartialDate | None) -> None:
    if birthday is None or birthday.day is None:
        return
    for shopper_id in list(why):
        known = book.rows(
            """
            SELECT calendar, month, day, year FROM occasion
            WHERE shopper_id = :id AND kind = 'birthday' AND day IS NOT NULL
            """,
            id=shopper_id,
        )
        if not known or known[0][0] != birthday.calendar:
            continue
        same_day = known[0][1:3] == (birthday.month, birthday.day)
        years = {known[0][3], birthday.year} - {None}
        if same_day and len(years) <= 1:
            why[shopper_id].append(SAME_BIRTHDAY)
        elif why[shopper_id] in ([SAME_NAME], [ALIKE]):
            del why[shopper_id]
