"""Reads what was typed into the search: words, digits, an e-mail; and how each index wants them."""

import re
from dataclasses import dataclass
from functools import cached_property

from storebook.base.marks import folded_mark
from storebook.base.text import clean, digits, fold, is_east_asian, words

LONGEST = 200  # characters that are looked at; nobody types more to find one person
MOST_WORDS = 8
RANKED_FROM = 3  # letters; shorter scraps match so many that an order would only cost time
DIGITS_IN_COMMON = 7  # the last digits that tell two phones apart, whatever stands before them
SHORTEST_MARK = 2
SHORTEST_START_OF_MARK = 4  # signs; a shorter number is a serial only when it is the whole of it
SHORTEST_MARK_OF_LETTERS = 4
# Letters before so many digits may be a laboratory that is not known by name.
LABORATORY = re.compile(r"^[a-z]+(?=\d{5,}$)")
LETTER = re.compile(r"[^\W\d_]")
# Nobody's name has one of these between its letters; an e-mail address has.
SIGN_OF_ADDRESS = re.compile(r"[^\W\d_][0-9._+@-]")
SLIP_DIGITS = 6  # at least; so many stand under the bars of a slip
MOST_SLIP_DIGITS = 12


# Without slots, because some of it is made when it is first needed.
@dataclass(frozen=True, kw_only=True)
class Query:
    """What was typed, read once.

    `typed` is the text itself. `words` are folded; `phrases` are what the word index is asked
    for, one phrase a word, hanzi that stand together as one phrase. `figures` are the digits when
    nothing but a number was typed, else empty. `slip` is the number that the bars of a slip may
    hold.
    """

    typed: str
    whole: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    figures: str
    email: str
    marks: tuple[str, ...]
    slip: int | None

    @cached_property
    def starts(self) -> str:
        """The question for words that begin so."""
        return " ".join(self.phrases)

    @cached_property
    def whole_words(self) -> str:
        """The question for whole words; of several the last may only begin so."""
        bare = [phrase.removesuffix("*") for phrase in self.phrases]
        return bare[0] if len(bare) == 1 else " ".join([*bare[:-1], self.phrases[-1]])

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """The words as they stand in a line that has a space before and after each."""
        return tuple(f" {word} " for word in self.words)

    @cached_property
    def is_doubled(self) -> bool:
        """Does one of the words begin another, as in "Martin Mar"?"""
        return len(self.words) > 1 and any(
            len(one) >= RANKED_FROM and one != other and other.startswith(one)
            for place, one in enumerate(self.words)
            for other in (*self.words[:place], *self.words[place + 1 :])
        )

    @property
    def is_address(self) -> bool:
        """Has it what an e-mail address has and a name has not?"""
        return len(self.email) >= 3 and SIGN_OF_ADDRESS.search(self.email) is not None

    @property
    def is_ranked(self) -> bool:
        """Is it long enough for the best match to be worth finding?"""
        return len(self.whole) >= RANKED_FROM or is_east_asian(self.whole)


def read_query(text: str) -> Query:
    """Read a search text; nothing that can be typed is refused."""
    text = clean(text[:LONGEST])
    found = words(text)[:MOST_WORDS]
    has_letters = LETTER.search(text) is not None
    email = fold(text) if text and " " not in text and has_letters else ""
    return Query(
        typed=text,
        whole=" ".join(found),
        words=tuple(found),
        phrases=tuple(phrases(text))[:MOST_WORDS],
        figures="" if has_letters else digits(text),
        email=email,
        marks=marks(text),
        slip=slip_of(text),
    )


def slip_of(text: str) -> int | None:
    """The number that the bars of a slip hold, such as 003224; None when it can be none."""
    is_code = text.isascii() and text.isdecimal() and SLIP_DIGITS <= len(text) <= MOST_SLIP_DIGITS
    return int(text) if is_code else None


def marks(text: str) -> tuple[str, ...]:
    """The mark as it is kept, and without the letters that are written together with its digits."""
    mark = folded_mark(text) or ""
    bare = LABORATORY.sub("", mark) if len(text.split()) == 1 else mark
    return tuple(one for one in dict.fromkeys((mark, bare)) if looks_like_a_mark(one))


def looks_like_a_mark(text: str) -> bool:
    """Serials have digits; one of letters alone is looked for only when it is long enough."""
    has_digit = any(letter.isdecimal() for letter in text)
    return len(text) >= (SHORTEST_MARK if has_digit else SHORTEST_MARK_OF_LETTERS)


def phrases(text: str) -> list[str]:
    """The phrases of the word index: "ash" finds ashworth; 小明 finds 王小明 and not 小王明."""
    asked = []
    for part in text.split():
        run: list[str] = []
        for word in words(part):
            if is_east_asian(word):
                run.append(word)
                continue
            asked += joined(run)
            run = []
            asked.append(f'"{word}"*')
        asked += joined(run)
    return asked


def joined(run: list[str]) -> list[str]:
    return ['"' + " ".join(run) + '"'] if run else []
