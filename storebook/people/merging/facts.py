"""The two rows of the shoppers: what fills a gap, what follows a rule, what has to be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storebook.base.text import words
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.people.called import Called
from storebook.people.merging.days import joined
from storebook.people.merging.records import Pick
from storebook.people.shoppers.names_on_file import keys_of, lines_of

Row = dict[str, Any]

NAME_PARTS = ("title", "given", "family", "native_name", "romanized", "nickname")
# Parts that say nothing of another spelling of the name.
OF_ONE_SPELLING = ("given", "family")
LINES = ("greeting_line", "envelope_line")
TITLES = {
    "name": "Name",
    "title": "Title",
    "given": "Given name",
    "family": "Family name",
    "native_name": "Native name",
    "romanized": "In Latin letters",
    "nickname": "Called",
    "greeting_line": "Greeting",
    "envelope_line": "On the envelope",
    "gender": "Gender",
    "occupation": "Occupation",
    "interests": "Interests",
    "language": "Language",
    "source": "Came by",
    "referrer_id": "Sent by",
    "looked_after_by": "Looked after by",
    "household_id": "Lives with",
    "personality": "Personality",
    "income_band": "Income band",
}
CHOSEN = (
    "gender", "occupation", "interests", "language", "source", "referrer_id", "looked_after_by",
    "household_id", "personality", "income_band",
)  # fmt: skip
FOR_THE_OWNER = frozenset({"personality", "income_band"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An answer that does not stand in the one file any more, and goes into a note."""

    title: str
    text: str
    for_the_owner: bool = False


def row_of(book: Book, shopper_id: int) -> Row:
    """Everything that the shopper's own row says."""
    columns = book.values("SELECT name FROM pragma_table_info('shopper')")
    found = book.rows("SELECT * FROM shopper WHERE id = :id", id=shopper_id)[0]
    return dict(zip(columns, found, strict=True))


def differing(mine: Row, theirs: Row) -> list[str]:
    """The columns to which both give an answer, and not the same: "name" is all of the name."""
    ids = {mine["id"], theirs["id"]}
    found = [] if same_words(mine["name"], theirs["name"]) else ["name"]
    for column in CHOSEN:
        one, other = mine[column], theirs[column]
        if column == "referrer_id":
            one, other = (None if each in ids else each for each in (one, other))
        if one is not None and other is not None and not same_words(str(one), str(other)):
            found.append(column)
    return found


def same_words(one: str, other: str) -> bool:
    return one == other or (words(one) == words(other) != [])


def in_one(mine: Row, theirs: Row, pick: Mapping[str, Pick], shop: Shop) -> tuple[Row, list[Lost]]:
    """The row of the one file, and what of the two it does not say."""
    row, lost = _name(mine, theirs, pick.get("name", Pick.KEEP), shop)
    differ = set(differing(mine, theirs))
    ids = {mine["id"], theirs["id"]}
    for column in CHOSEN:
        one, other = mine[column], theirs[column]
        if column == "referrer_id":
            one, other = (None if each in ids else each for each in (one, other))
        is_theirs = column in differ and pick.get(column) is Pick.OTHER
        row[column] = other if one is None or is_theirs else one
        if column in differ and column != "household_id":
            lost.append(
                Lost(
                    title=TITLES[column],
                    text=str(one if is_theirs else other),
                    for_the_owner=column in FOR_THE_OWNER,
                )
            )
    row.update(_by_rule(mine, theirs))
    return row, lost


def _name(mine: Row, theirs: Row, pick: Pick, shop: Shop) -> tuple[Row, list[Lost]]:
    """The name in all its parts is that of one file; the other one fills what it does not say."""
    one, other = (theirs, mine) if pick is Pick.OTHER else (mine, theirs)
    is_one_spelling = same_words(one["name"], other["name"])
    row = {"name": one["name"], "named": max(one["named"], other["named"])}
    for part in NAME_PARTS:
        fills = one[part] is None and (is_one_spelling or part not in OF_ONE_SPELLING)
        row[part] = other[part] if fills else one[part]
    row["language"] = one["language"] or other["language"]
    for line, derived in zip(LINES, lines_of(called_in(row), shop), strict=True):
        row[line] = derived if _was_derived(one, line, shop) else one[line]
        if row[line] == derived and not _was_derived(other, line, shop) and is_one_spelling:
            row[line] = other[line]
    lost = [
        Lost(title=TITLES[part], text=text)
        for part in ("name", *NAME_PARTS)
        if (text := other[part]) and not same_words(text, row[part] or "")
    ]
    lost += [
        Lost(title=TITLES[line], text=text)
        for line in LINES
        for text in (one[line], other[line])
        if text != row[line] and not _was_derived(one if text == one[line] else other, line, shop)
    ]
    del row["language"]
    row["sort_key"], row["folded"] = keys_of(called_in({**row, "language": None}), row["romanized"])
    return row, lost


def called_in(row: Row) -> Called:
    """The name that a row holds."""
    return Called(
        name=row["name"],
        title=row["title"],
        given=row["given"],
        family=row["family"],
        nickname=row["nickname"],
        native_name=row["native_name"],
        language=row["language"],
    )


def _was_derived(row: Row, line: str, shop: Shop) -> bool:
    """Whether nobody ever wrote this line by hand."""
    return bool(row[line] == lines_of(called_in(row), shop)[LINES.index(line)])


def _by_rule(mine: Row, theirs: Row) -> Row:
    """What needs no choice: the earliest day, and of two states the one that is more careful.

    Who died in one file has died; who is put away in one only is still in use.
    """
    both_put_away = mine["archived_on"] and theirs["archived_on"]
    return {
        "standing": "real" if "real" in (mine["standing"], theirs["standing"]) else "prospective",
        "since": _first(min, mine["since"], theirs["since"]),
        "archived_on": max(mine["archived_on"], theirs["archived_on"]) if both_put_away else None,
        "deceased_on": _first(min, mine["deceased_on"], theirs["deceased_on"]),
        "deceased_note": joined(mine["deceased_note"], theirs["deceased_note"]),
        "moved_away_on": _first(max, mine["moved_away_on"], theirs["moved_away_on"]),
        "quiet_until": _first(max, mine["quiet_until"], theirs["quiet_until"]),
        "quiet_note": joined(mine["quiet_note"], theirs["quiet_note"]),
    }


def _first(which: Callable[..., str], one: str | None, other: str | None) -> str | None:
    known = [day for day in (one, other) if day is not None]
    return which(known) if known else None
