"""Taking the last traces of what was erased out of the file: drafts, search index, free pages."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from storebook.base.marks import folded_mark
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.engine import DatabaseError, IntegrityError
from storebook.book.reverting import references
from storebook.book.statements import quoted

SEARCH_INDEXES = ("shopper_word", "shopper_inside")
# What a table keeps folded beside a text, for search.
FOLDED: dict[str, dict[str, tuple[str, Callable[[str], str | None]]]] = {
    "tag": {"name": ("folded", fold)},
    "email": {"normalized": ("folded", fold)},
    "piece": {
        "serial": ("serial_folded", folded_mark),
        "certificate": ("certificate_folded", folded_mark),
    },
}
# Rows that are not a shopper's but name one by number, beside the log that stays.
BY_NUMBER = ("asked",)
# The log has its own door, search follows the names, and what a shop or a colleague is called is
# not about a shopper.
NOT_READ = frozenset(
    {"change", "change_row", "change_shopper", "event", "log_erasure", "chain_key", "draft",
     "setting", "associate", "pin", "own_field", "erasure", "suppression", "picture",
     "occasion_order", "shopper_summary", "asked"}
)  # fmt: skip


def forget_drafts(change: Change, ids: Collection[int], texts: Collection[str]) -> None:
    """Remove half-typed forms about these shoppers, and those that name them.

    What a form is about begins with the shopper's number: "12", "12 note 7".
    """
    connection = change.open_log()
    subjects = {str(one) for one in ids}
    for row_id, subject, body in connection.execute(
        "SELECT id, subject, body FROM draft ORDER BY id"
    ).fetchall():
        said = " ".join(strings_in(json.loads(body))).casefold()
        if subject.split(" ")[0] in subjects or any(text.casefold() in said for text in texts):
            connection.execute("DELETE FROM draft WHERE id = ?", [row_id])


def strings_in(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def forget_numbers(change: Change, ids: Collection[int]) -> None:
    """Remove what is kept of these shoppers outside the log."""
    connection = change.open_log()
    for table in BY_NUMBER:
        connection.executemany(
            f"DELETE FROM {quoted(table)} WHERE shopper_id = ?",  # noqa: S608
            [(one,) for one in ids],
        )


def rewrite_texts(
    change: Change,
    texts: Collection[str],
    rewritten: Callable[[str], str],
    *,
    but: Collection[tuple[str, str]],
) -> int:
    """Rewrite every text in the book that has one of these words in it; returns how many rows.

    Those columns of tables that are in `but` are left as they are.
    """
    book, written = change.book, 0
    for table, columns in text_columns(book).items():
        read = [one for one in columns if (table, one) not in but]
        for row_id, *said in rows_with(book, table, read, texts) if read else ():
            fresh = {
                column: rewritten(text)
                for column, text in zip(read, said, strict=True)
                if text is not None and rewritten(text) != text
            }
            if fresh:
                write_fresh(change, table, row_id, refolded(table, fresh))
                written += 1
    return written


def refolded(table: str, fresh: dict[str, Any]) -> dict[str, Any]:
    """The same texts of a row, with what is kept folded of them."""
    of_table = FOLDED.get(table, {})
    return fresh | {
        folded: fold_it(fresh[column])
        for column, (folded, fold_it) in of_table.items()
        if fresh.get(column) is not None
    }


def write_fresh(change: Change, table: str, row_id: int, fresh: dict[str, str]) -> None:
    """Write the words over what was there.

    Of two tags with two names of one person one is left; a preference has a note and a day of its
    own, and gets a number.
    """
    for number in count(2):
        try:
            change.erase_row(table, row_id, **fresh)
        except IntegrityError:
            if table == "tag":
                change.erase_rows(table, row_id, row_id)
                return
            if table != "preference":
                raise
            fresh["value"] = f"{fresh['value'].removesuffix(f' ({number - 1})')} ({number})"
        else:
            return


def text_columns(book: Book) -> dict[str, list[str]]:
    """The columns of texts of every table that holds what people wrote."""
    pointing = {(one.table, one.column) for one in references(book)}
    found: dict[str, list[str]] = {}
    for table, column in book.rows(
        """
        SELECT sqlite_schema.name, info.name
        FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info
        WHERE sqlite_schema.type = 'table' AND sqlite_schema.sql LIKE '%STRICT%'
          AND info.type = 'TEXT'
        ORDER BY sqlite_schema.name, info.cid
        """
    ):
        if table not in NOT_READ and (table, column) not in pointing:
            found.setdefault(table, []).append(column)
    return found


def rows_with(
    book: Book, table: str, columns: Sequence[str], texts: Collection[str]
) -> list[tuple[Any, ...]]:
    """The rows that may have one of the texts in one of the columns, blind to case: the id, then
    what the columns say. Each table is read once.
    """
    names = ", ".join(quoted(column) for column in columns)
    wanted = {f"text{number}": anywhere(text) for number, text in enumerate(texts)}
    if not wanted:
        return []
    found = " OR ".join(f"said LIKE :{name} ESCAPE '!'" for name in wanted)
    return book.rows(
        f"""
        SELECT id, {names}
        FROM (SELECT id, {names}, concat_ws(char(10), {names}) AS said FROM {quoted(table)})
        WHERE {found}
        ORDER BY id
        """,  # noqa: S608
        **wanted,
    )


def anywhere(text: str) -> str:
    """A pattern for LIKE, to which ! is the escape: this text, in whatever case. SQLite knows the
    case of Latin letters alone, so any letter passes for another that has one.
    """
    letters = (
        "_" if not letter.isascii() and letter.lower() != letter.upper() else letter
        for letter in re.sub("[%_!]", r"!\g<0>", text)
    )
    return f"%{''.join(letters)}%"


def changes_with(book: Book, ids: Collection[int], texts: Collection[str]) -> list[int]:
    """The changes that remember a row which may point at one of these shoppers, or have a text.

    The rows are searched as they are written: to take each apart would take ten times as long.
    """
    pointing = [f'_id":{one}{end}' for one in ids for end in ",}"]
    escaped = [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts]
    words = dict.fromkeys([*texts, *escaped, *pointing])
    wanted = {f"text{number}": anywhere(text) for number, text in enumerate(words)}
    remembered = " OR ".join(f"before LIKE :{name} ESCAPE '!'" for name in wanted)
    said = " OR ".join(f"what LIKE :{name} ESCAPE '!'" for name in wanted)
    return book.values(
        f"""
        SELECT change_id FROM change_row
        WHERE before IS NOT NULL AND ({remembered})
        UNION
        SELECT change_id FROM change_row
        WHERE table_name = 'shopper' AND first_id IN (SELECT value FROM json_each(:ids))
        UNION
        SELECT id FROM change WHERE {said}
        ORDER BY 1
        """,  # noqa: S608
        ids=json.dumps(list(ids)),
        **wanted,
    )


def events_with(book: Book, ids: Collection[int], texts: Collection[str]) -> list[int]:
    """The events about one of these shoppers, or with a text in them."""
    return book.values(
        """
        SELECT id FROM event
        WHERE shopper_id IN (SELECT value FROM json_each(:ids))
           OR EXISTS (
               SELECT 1 FROM json_each(:texts)
               WHERE what || detail LIKE json_each.value ESCAPE '!'
           )
        ORDER BY id
        """,
        ids=json.dumps(list(ids)),
        texts=json.dumps([anywhere(text) for text in texts]),
    )


def take_out_traces(book: Book) -> bool:
    """Write the file anew without anything that is not in the book any more.

    The search indexes keep words of rows that are gone until they are put in order; pages that are
    free keep nothing by themselves, but the file is written anew all the same. False when the last
    step has to wait for the close, because somebody reads in the book.
    """
    with book.unlogged() as connection:
        for index in SEARCH_INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
    with suppress(DatabaseError):
        return book.rewrite_file()
    return False


def pictures_shown(
    book: Book, shopper_ids: Collection[int], piece_ids: Collection[int]
) -> set[int]:
    """The pictures that photos of these shoppers and pieces show, or once showed by the log."""
    return set(
        book.values(
            """
            WITH their AS (SELECT value FROM json_each(:ids))
            SELECT picture_id FROM photo WHERE shopper_id IN (SELECT value FROM their)
            UNION
            SELECT picture_id FROM photo
            WHERE piece_id IN (SELECT value FROM json_each(:piece_ids))
            UNION
            SELECT before ->> 'picture_id' FROM change_row
            WHERE table_name = 'photo' AND before IS NOT NULL
              AND before ->> 'shopper_id' IN (SELECT value FROM their)
            """,
            ids=json.dumps(list(shopper_ids)),
            piece_ids=json.dumps(list(piece_ids)),
        )
    ) - {None}


def forget_pictures(change: Change, picture_ids: Collection[int]) -> None:
    """Remove those of these pictures that no photo and nobody who works here shows any more."""
    connection = change.open_log()
    connection.execute(
        """
        DELETE FROM picture
        WHERE id IN (SELECT value FROM json_each(?))
          AND NOT EXISTS (SELECT 1 FROM photo WHERE photo.picture_id = picture.id)
          AND NOT EXISTS (SELECT 1 FROM associate WHERE associate.picture_id = picture.id)
        """,
        [json.dumps(sorted(picture_ids))],
    )
