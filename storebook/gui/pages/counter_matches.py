"""Which letters of a name a search has found, after accents and capitals are put aside."""

from functools import lru_cache

from storebook.base.text import fold, is_east_asian, words
from storebook.gui.cells import Span

FROM_INSIDE = 3  # shorter scraps would light up letters that nobody looked for


def found_spans(text: str, typed: str) -> tuple[Span, ...]:
    """Where the words of `typed` stand in `text`: starts of words first, else the inside of one."""
    letters, places = _folded(text)
    spans: set[Span] = set()
    for word in words(typed):
        starts = _places_of(letters, word)
        at_starts = [at for at in starts if _begins_word(letters, at)]
        inside = starts if len(word) >= FROM_INSIDE else []
        for at in at_starts or inside[:1]:
            first, last = places[at], places[at + len(word) - 1]
            spans.add((first, last - first + 1))
    return tuple(sorted(spans))


@lru_cache(maxsize=1_000)
def _folded(text: str) -> tuple[str, list[int]]:
    """The folded letters, and for each the place in `text` that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in fold(letter):
            letters.append(plain)
            places.append(place)
    return "".join(letters), places


def _places_of(letters: str, word: str) -> list[int]:
    found, at = [], letters.find(word)
    while at >= 0:
        found.append(at)
        at = letters.find(word, at + 1)
    return found


def _begins_word(letters: str, at: int) -> bool:
    return at == 0 or not letters[at - 1].isalnum() or is_east_asian(letters[at])
