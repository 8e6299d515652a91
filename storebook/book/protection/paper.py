"""The owner's key on paper: 33 characters in fours that open the book on any computer."""

import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from storebook.base.errors import Refused
from storebook.book.protection.data_key import DataKey, key_from_secret

# Crockford's digits: no I, L, O or U, so that nothing is read for something else.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = {"I": "1", "L": "1", "O": "0"}
SECRET_BYTES = 20
LENGTH = 33
GROUP = 4
# Blanks and everything that looks like a dash, a dot or the sign of a line's end.
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212_.,\u00b7/|]+")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "last")
LOOK_AGAIN = "Nothing was changed. Look at the paper and type it again."


class PaperTypo(Refused):
    """What was typed can't be any paper's key: it was mistyped. `group` counts from 1, if known."""

    def __init__(self, sentence: str, group: int | None = None) -> None:
        super().__init__(sentence, field="key")
        self.group = group


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKey:
    """The 160 random bits behind the 33 characters."""

    secret: bytes = field(repr=False)

    @property
    def characters(self) -> str:
        """All 33 in a row; the last is the check."""
        number = int.from_bytes(self.secret, "big")
        places = [number >> (5 * place) & 31 for place in reversed(range(LENGTH - 1))]
        return "".join(DIGITS[digit] for digit in [*places, check_of(places)])

    @property
    def groups(self) -> list[str]:
        """In fours, as they are printed and typed; the last group is the check alone."""
        characters = self.characters
        return [characters[at : at + GROUP] for at in range(0, LENGTH, GROUP)]

    @property
    def written(self) -> str:
        """The characters in fours on one line."""
        return " ".join(self.groups)

    @property
    def data_key(self) -> DataKey:
        """The key of the book that this paper belongs to."""
        return key_from_secret(self.secret)


def new_paper() -> PaperKey:
    """A paper key that nobody has had before."""
    return PaperKey(secret=secrets.token_bytes(SECRET_BYTES))


def read_paper(text: str) -> PaperKey:
    """The key as somebody typed it: in any case, with or without blanks and dashes.

    Raises PaperTypo when these can't be the characters of any paper.
    """
    groups = typed_groups(text)
    characters = "".join(groups)
    refuse_strange(characters)
    if len(characters) != LENGTH:
        raise wrong_length(groups)
    digits = [DIGITS.index(character) for character in characters]
    if check_of(digits[:-1]) != digits[-1]:
        raise PaperTypo(f"There is a typo in the paper key. {LOOK_AGAIN}")
    return of_digits(digits)


def looks_like_paper(text: str) -> bool:
    """Whether somebody who typed this was typing a paper key, right or wrong, not a passphrase."""
    groups = typed_groups(text)
    characters = "".join(groups)
    strange = sum(character not in DIGITS for character in characters)
    in_fours = sum(len(group) == GROUP for group in groups) >= len(ORDINALS) - 3
    return strange <= 2 and (in_fours or abs(len(characters) - LENGTH) <= 2)


def typed_groups(text: str) -> list[str]:
    """What was typed between blanks and dashes, each character as it is read."""
    upper = unicodedata.normalize("NFKC", text).upper()
    read = "".join(READ_AS.get(character, character) for character in upper)
    return [group for group in BETWEEN.split(read) if group]


def refuse_strange(characters: str) -> None:
    """Refuse a character that stands on no paper, by its group."""
    for place, character in enumerate(characters):
        if character not in DIGITS:
            group = min(place, LENGTH - 1) // GROUP + 1
            raise PaperTypo(
                f"There is a typo in the {ORDINALS[group - 1]} group: no paper key has "
                f"“{character}”. {LOOK_AGAIN}",
                group,
            )


def wrong_length(groups: list[str]) -> PaperTypo:
    """What is missing or too many, and in which group where the groups were typed apart."""
    count = sum(map(len, groups))
    if count == 0:
        return PaperTypo("The key was not typed. Type the 33 characters from the paper.")
    said = f"The paper key has {LENGTH} characters, and {count} were typed"
    odd = [place for place, group in enumerate(groups[:-1], 1) if len(group) != GROUP]
    if not odd and count == LENGTH - GROUP and len(groups[-1]) == 1:
        return PaperTypo(f"{said}: a group of four is missing. {LOOK_AGAIN}")
    if not odd and count == LENGTH - 1:
        last = len(ORDINALS)
        return PaperTypo(
            f"{said}: the last one, which stands alone, is missing. {LOOK_AGAIN}", last
        )
    if len(groups) == len(ORDINALS) and len(odd) == 1:
        where = f": look at the {ORDINALS[odd[0] - 1]} group"
        return PaperTypo(f"{said}{where}. {LOOK_AGAIN}", odd[0])
    return PaperTypo(f"{said}. {LOOK_AGAIN}")


def mistyped_group(text: str, marks: frozenset[str]) -> int | None:
    """In which group the typo is, when one of the keys with these marks was meant; counts from 1.

    Tried are all keys that differ in one character, or in two neighbors or neighboring groups that
    changed places.
    """
    characters = "".join(typed_groups(text))
    if len(characters) != LENGTH or not set(characters) <= set(DIGITS):
        return None
    typed = [DIGITS.index(character) for character in characters]
    for place, digits in [*near(typed), *with_groups_swapped(typed)]:
        if check_of(digits[:-1]) == digits[-1] and of_digits(digits).data_key.mark in marks:
            return place // GROUP + 1
    return None


def near(typed: list[int]) -> list[tuple[int, list[int]]]:
    """Every key that is one slip away, with the place of the slip."""
    found = []
    for place in range(LENGTH):
        before, after = typed[:place], typed[place + 1 :]
        found += [(place, [*before, digit, *after]) for digit in range(32)]
        if place + 1 < LENGTH:
            found.append((place, [*before, typed[place + 1], typed[place], *typed[place + 2 :]]))
    return found


def with_groups_swapped(typed: list[int]) -> list[tuple[int, list[int]]]:
    """Every key of which two neighboring groups changed places, with the place of the first."""
    return [
        (place, typed[:place] + typed[middle:end] + typed[place:middle] + typed[end:])
        for place in range(0, LENGTH - 1 - GROUP, GROUP)
        for middle, end in [(place + GROUP, place + 2 * GROUP)]
    ]


def of_digits(digits: list[int]) -> PaperKey:
    number = 0
    for digit in digits[:-1]:
        number = number << 5 | digit
    return PaperKey(secret=number.to_bytes(SECRET_BYTES, "big"))


def check_of(digits: list[int]) -> int:
    """The check: a sum in the field of 32 elements, each place with another weight.

    One wrong character always shows, and so do two neighbors that changed places.
    """
    total = 0
    for digit in digits:  # Horner's way: the weights are the powers of 2 in the field
        total = doubled(total) ^ digit
    return doubled(total)


def doubled(element: int) -> int:
    """Twice the element, in the field of 32 with x⁵ + x² + 1."""
    return (element << 1) ^ 0b100101 if element & 16 else element << 1
