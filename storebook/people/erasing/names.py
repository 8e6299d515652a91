"""Under which names somebody stands in the book, earlier ones too, and taking them out of texts."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from storebook.base.text import fold, is_east_asian, one_line, words
from storebook.book.book import Book
from storebook.people.typed import shortened

NAMES = ("name", "native_name", "romanized")
# One word alone is anybody's; so is a single sign of a Chinese name.
FEWEST_WORDS = 2
FEWEST_SIGNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """`everywhere` can only mean this person; `about_them` does in what is about them alone. Both
    have the names without their accents too, as they are typed in haste.
    """

    of_theirs: tuple[str, ...]
    everywhere: tuple[str, ...]
    about_them: tuple[str, ...]


def names_of(book: Book, ids: Collection[int]) -> Names:
    """The names of these files of one person, those included that the log remembers."""
    rows = [*_rows_now(book, ids), *_rows_before(book, ids)]
    own = list(dict.fromkeys(row[name] for row in rows for name in NAMES if row.get(name)))
    forms = list(own)
    for row in rows:
        parts = [row.get(part) or "" for part in ("given", "family")]
        forms += [" ".join(filter(None, parts))] if all(parts) else []
        forms += [one_line(row[line]) for line in ("envelope_line",) if row.get(line)]
    forms += [shortened(form) for form in forms]
    bare = {fold(form) for form in forms if fold(form) != form.casefold()}
    about = sorted({form for form in forms if form.strip()} | bare, key=len, reverse=True)
    wide = [
        form
        for form in about
        if is_telling(form)
        and not _is_anothers(book, form, ids)
        and not (form in bare and _is_like_anothers(book, form, ids))
    ]
    return Names(of_theirs=tuple(own), everywhere=tuple(wide), about_them=tuple(about))


def is_telling(form: str) -> bool:
    """Whether a name says by itself who is meant."""
    if is_east_asian(form):
        return len("".join(form.split())) >= FEWEST_SIGNS
    return len(words(form)) >= FEWEST_WORDS


def without(forms: Collection[str], instead: str) -> Callable[[str], str]:
    """Puts something else where one of the names stands as whole words, whatever its case."""
    if not forms:
        return lambda text: text
    patterns = [
        rf"{_edge(form[0], before=True)}{re.escape(form)}{_edge(form[-1], before=False)}"
        for form in sorted(forms, key=len, reverse=True)
    ]
    found = re.compile("|".join(patterns), re.IGNORECASE)
    return lambda text: found.sub(instead, text)


def _edge(letter: str, *, before: bool) -> str:
    """Names are words of their own, but Chinese writes no spaces."""
    if not letter.isalnum() or is_east_asian(letter):
        return ""
    return r"(?<!\w)" if before else r"(?!\w)"


def _rows_now(book: Book, ids: Collection[int]) -> list[dict[str, str]]:
    return [
        dict(zip((*NAMES, "given", "family", "envelope_line"), row, strict=True))
        for row in book.rows(
            """
            SELECT name, native_name, romanized, given, family, envelope_line FROM shopper
            WHERE id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=json.dumps(list(ids)),
        )
    ]


def _rows_before(book: Book, ids: Collection[int]) -> list[dict[str, str]]:
    return [
        json.loads(before)
        for before in book.values(
            """
            SELECT before FROM change_row
            WHERE table_name = 'shopper' AND before IS NOT NULL
              AND first_id IN (SELECT value FROM json_each(:ids))
            ORDER BY id
            """,
            ids=json.dumps(list(ids)),
        )
    ]


def _is_anothers(book: Book, form: str, ids: Collection[int]) -> bool:
    """Whether somebody else in the book is called so."""
    return bool(
        book.value(
            """
            SELECT 1 FROM shopper
            WHERE (lower(name) = lower(:form) OR native_name = :form
                   OR lower(romanized) = lower(:form)
                   OR lower(given || ' ' || family) = lower(:form))
              AND id NOT IN (SELECT value FROM json_each(:ids))
            LIMIT 1
            """,
            form=form,
            ids=json.dumps(list(ids)),
        )
    )


def _is_like_anothers(book: Book, bare: str, ids: Collection[int]) -> bool:
    """Whether the name of somebody else has these words, but for the accents."""
    return bool(
        book.value(
            """
            SELECT 1 FROM shopper
            WHERE instr(' ' || folded || ' ', ' ' || :bare || ' ')
              AND id NOT IN (SELECT value FROM json_each(:ids))
            LIMIT 1
            """,
            bare=bare,
            ids=json.dumps(list(ids)),
        )
    )
