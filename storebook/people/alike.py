"""Whether two names may be one: a slip of the finger, a short form, the words another way round."""

from collections.abc import Collection

# By how many letters names may differ, and one of them be a slip.
FAR = 2
LETTERS_A_SLIP = 5
# Fewer letters with one of them wrong are another name: Lee and Leo, Ann and Anna.
SHORTEST_BY_ITSELF = 5
# Given names of fewer letters are others with one of them changed: Marion and Marian.
SHORTEST_GIVEN = 7


def are_alike(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two names may be one: a slip of the finger, a short form, a word left out.

    A mother and her daughter share the family's name alone, and are not alike by that.
    """
    fewer, more = sorted((list(one), list(other)), key=len)
    left = list(more)
    exact = 0
    for word in fewer:
        met = next((each for each in left if each == word), None) or next(
            (each for each in left if is_slip(word, each)), None
        )
        if met is None:
            return False
        exact += met == word
        left.remove(met)
    return len(fewer) >= 2 and (exact >= 1 or len(fewer) == len(more))


def is_slip(word: str, other: str) -> bool:
    """Whether one may be the other, of two who share something else as well."""
    # Loaded when the first names are compared: the window opens without it.
    from rapidfuzz.distance import Levenshtein

    if word.startswith(other) or other.startswith(word):  # an initial, or Jo for Joanna
        return True
    most = min(FAR, max(len(word), len(other)) // LETTERS_A_SLIP + (len(word) > 2))
    return Levenshtein.distance(word, other, score_cutoff=most) <= most


def are_nearly_the_same(
    one: Collection[str], other: Collection[str], sure: Collection[str]
) -> bool:
    """Whether nothing else is needed to think of the other: every word is there in some order, and
    one of them has one letter wrong, missing, or too much. Of a given name, which is `sure`, only
    where it is long and ends alike: Wilhelmine is not Wilhelmina, but Margret may be Margaret.
    """
    if len(one) != len(other):
        return False
    left, wrong = list(other), []
    for word in one:
        if word in left:
            left.remove(word)
        else:
            wrong.append(word)
    if not wrong:
        return True
    if len(wrong) > 1 or len(wrong) == len(one):
        return False
    if left[0] in sure and not _is_long_and_ends_alike(wrong[0], left[0]):
        return False
    return is_one_letter_off(wrong[0], left[0])


def _is_long_and_ends_alike(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= SHORTEST_GIVEN and word[-1] == other[-1]


def is_one_letter_off(word: str, other: str) -> bool:
    """One letter wrong, missing or too much, or two beside each other the other way round."""
    from rapidfuzz.distance import OSA

    if min(len(word), len(other)) < SHORTEST_BY_ITSELF:
        return False
    return OSA.distance(word, other, score_cutoff=1) <= 1
