"""What is kept beside a name: the two lines, where it stands in a list, what search reads."""

import re

from storebook.base.text import fold, words
from storebook.book.shop import Shop
from storebook.people.called import Called, language_of
from storebook.people.names import envelope_line, greeting_line, sort_key

# O'Brien and Anne-Marie are also looked for as obrien and annemarie.
INSIDE_A_NAME = re.compile(r"(?<=[^\W\d_])['-](?=[^\W\d_])")


def lines_of(person: Called, shop: Shop) -> tuple[str, str]:
    """The greeting line and the envelope line, as they are derived."""
    language = language_of(person.language, shop)
    name = person.person
    return greeting_line(name, language=language), envelope_line(name, language=language)


def keys_of(person: Called, romanized: str | None) -> tuple[str, str]:
    """`shopper.sort_key` and `shopper.folded`."""
    folded = folded_name(
        person.name,
        person.given,
        person.family,
        person.native_name,
        romanized,
        person.nickname,
    )
    return sort_key(person.person), folded


def folded_name(name: str, *others: str | None) -> str:
    """The folded words of a name in all its forms; a form that stands there already is left out."""
    kept = " ".join(words(name))
    for text in (_run_together(name), *others):
        if text and (more := " ".join(words(text))) and f" {more} " not in f" {kept} ":
            kept = f"{kept} {more}".strip()
    return kept


def _run_together(name: str) -> str:
    """Those words of the name that hold an apostrophe or a hyphen, without it."""
    if name.isalpha():
        return ""
    folded = fold(name)
    if "'" not in folded and "-" not in folded:
        return ""
    return " ".join(
        INSIDE_A_NAME.sub("", word) for word in folded.split() if INSIDE_A_NAME.search(word)
    )
