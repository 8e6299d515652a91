"""Nine kinds of scrap by which a clerk looks for somebody, one of them a slip of the finger.

For each kind everybody who can be asked for so, with what is typed and with what would have to be
the same for somebody else to fit as well: drawn from, and counted.
"""

import random
import string
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from storebook.base.text import fold, is_east_asian, words
from storebook.book.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrap:
    """Somebody who is looked for: what is typed, and how many fit it as typed."""

    shopper_id: int
    typed: str
    fitting: int


Everybody = list[tuple[int, str]]


def drawn(book: Book, kind: str, chance: random.Random, count: int) -> list[Scrap]:
    """So many of those who can be asked for so, and as many again of whom nobody else fits."""
    everybody = KINDS[kind](book)
    fitting = how_many_fit(book, kind, everybody)
    alone = [one for one in everybody if fitting(one[1]) == 1]
    chosen = chance.sample(everybody, min(count, len(everybody)))
    chosen += chance.sample(alone, min(count, len(alone)))
    typing = TYPING.get(kind, as_it_is)
    return [
        Scrap(shopper_id=one, typed=typing(text, chance), fitting=fitting(text))
        for one, text in chosen
    ]


def how_many_fit(book: Book, kind: str, everybody: Everybody) -> Callable[[str], int]:
    """A number or an address fits who has the same; names fit whose names have all the words, in
    whatever order (three letters are the beginning of one).
    """
    if kind in BY_NUMBER:
        same = Counter(scrap for _, scrap in set(everybody))
        return lambda scrap: same[scrap]
    star = "*" if kind == THREE else ""
    counted: dict[str, int] = {}

    def fitting(scrap: str) -> int:
        *first, last = words(scrap)
        asked = " ".join([*(f'"{word}"' for word in first), f'"{last}"{star}'])
        if kind == NATIVE:
            asked = '"' + " ".join(words(scrap)) + '"'
        if asked not in counted:
            counted[asked] = book.value(
                "SELECT count(*) FROM shopper_word WHERE shopper_word MATCH :asked", asked=asked
            )
        return counted[asked]

    return fitting


# -- who can be asked for


def full_names(book: Book) -> Everybody:
    return book.rows("SELECT id, name FROM shopper WHERE named ORDER BY id")


def in_two(book: Book) -> list[tuple[int, str, str]]:
    return book.rows(
        """
        SELECT id, given, family FROM shopper
        WHERE length(given) > 2 AND length(family) > 3 ORDER BY id
        """
    )


def family_and_three(book: Book) -> Everybody:
    return [(one, f"{family} {given[:3]}") for one, given, family in in_two(book)]


def given_names(book: Book) -> Everybody:
    return [(one, given) for one, given, _ in in_two(book)]


def both_names(book: Book) -> Everybody:
    return [(one, f"{given} {family}") for one, given, family in in_two(book)]


def accented(book: Book) -> Everybody:
    return [
        (one, name) for one, name in full_names(book) if not name.isascii() and fold(name).isascii()
    ]


def phones(book: Book) -> Everybody:
    return book.rows(
        "SELECT shopper_id, digits FROM phone WHERE length(digits) > 6 ORDER BY shopper_id, id"
    )


def phone_ends(book: Book) -> Everybody:
    return [(one, digits[-4:]) for one, digits in phones(book)]


def local_parts(book: Book) -> Everybody:
    rows = book.rows("SELECT shopper_id, raw FROM email ORDER BY shopper_id, id")
    return [(one, raw.split("@")[0]) for one, raw in rows]


def native_names(book: Book) -> Everybody:
    sql = "SELECT id, native_name FROM shopper WHERE native_name IS NOT NULL ORDER BY id"
    return [row for row in book.rows(sql) if is_east_asian(row[1][0])]


# -- how it is typed


def as_it_is(text: str, chance: random.Random) -> str:
    return text


def unaccented(text: str, chance: random.Random) -> str:
    return fold(text)


def in_another_format(digits: str, chance: random.Random) -> str:
    """The signs between them are not those of the book, and the country stands before."""
    parts = f"{digits[:3]}.{digits[3:6]}.{digits[6:]}", f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return chance.choice((f"+1 {parts[0]}", parts[0], parts[1], digits))


def slipped_name(text: str, chance: random.Random) -> str:
    """One letter of the family name wrong, missing, too many, or two of them turned round."""
    given, family = text.split(" ", 1)
    return f"{given} {slipped(family, chance)}"


def slipped(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice([one for one in string.ascii_lowercase if one != word[at].lower()])
    turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    made = (
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        turned if turned != word else word[:at] + letter + word[at + 1 :],
    )
    return chance.choice(made)


THREE = "family and three letters"
NATIVE = "name in its own script"
KINDS: dict[str, Callable[[Book], Everybody]] = {
    "full name": full_names,
    THREE: family_and_three,
    "without the accents": accented,
    "phone in another format": phones,
    "last four digits": phone_ends,
    "e-mail before the @": local_parts,
    NATIVE: native_names,
    "given name only": given_names,
    "a slip in the family name": both_names,
}
BY_NUMBER = {"phone in another format", "last four digits", "e-mail before the @"}
TYPING: dict[str, Callable[[str, random.Random], str]] = {
    "without the accents": unaccented,
    "phone in another format": in_another_format,
    "a slip in the family name": slipped_name,
}
