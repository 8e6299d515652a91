"""The statements that are put together from words; the words are names of our own tables."""

import re
from functools import lru_cache

BARE_LIMIT = re.compile(r"\bLIMIT\s+:\w+")


@lru_cache(maxsize=1024)
def prepared_once(sql: str) -> str:
    """The question in a form that SQLite prepares once and for all.

    It plans anew, on each call, for a LIMIT that is nothing but a parameter, because the plan may
    hang on its value. Measured: 29 µs instead of 3 for a question to which there is no answer.
    """
    return BARE_LIMIT.sub(r"\g<0> + 0", sql)


def quoted(name: str) -> str:
    """The name of a table or column of ours, fit to stand in a statement."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not the name of a table or column")
    return f'"{name}"'


@lru_cache(maxsize=256)
def insert_statement(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"  # noqa: S608


@lru_cache(maxsize=64)
def staged_statement(table: str, columns: tuple[str, ...]) -> str:
    """Writes the rows of the temporary table `staged`, in their order."""
    names = ", ".join(quoted(column) for column in columns)
    return (
        f"INSERT INTO {quoted(table)} ({names}) "  # noqa: S608
        f"SELECT {names} FROM temp.staged ORDER BY rowid"
    )


@lru_cache(maxsize=256)
def update_statement(table: str, columns: tuple[str, ...]) -> str:
    settings = ", ".join(f"{quoted(column)} = ?" for column in columns)
    return f"UPDATE {quoted(table)} SET {settings} WHERE id = ?"  # noqa: S608


@lru_cache(maxsize=64)
def delete_statement(table: str) -> str:
    """Takes the first and the last id."""
    return f"DELETE FROM {quoted(table)} WHERE id BETWEEN ? AND ?"  # noqa: S608


@lru_cache(maxsize=64)
def ids_statement(table: str) -> str:
    """Takes the first and the last id; the last one comes first."""
    return f"SELECT id FROM {quoted(table)} WHERE id BETWEEN ? AND ? ORDER BY id DESC"  # noqa: S608


@lru_cache(maxsize=64)
def select_statement(table: str) -> str:
    return f"SELECT * FROM {quoted(table)} WHERE id = ?"  # noqa: S608


@lru_cache(maxsize=64)
def remember_statement(table: str, columns: tuple[str, ...]) -> str:
    """Logs rows that are about to go, the last one first.

    Takes the change, the table's name, the first and the last id.
    """
    pairs = ", ".join(f"'{column}', {quoted(column)}" for column in columns)
    return f"""
        INSERT INTO change_row (change_id, table_name, action, first_id, last_id, before)
        SELECT ?, ?, 'delete', id, id, json_object({pairs})
        FROM {quoted(table)}
        WHERE id BETWEEN ? AND ?
        ORDER BY id DESC
        """  # noqa: S608


@lru_cache(maxsize=64)
def bring_back_statement(table: str, columns: tuple[str, ...]) -> str:
    """Writes rows again from the log. Takes the first and the last id of its entries."""
    names = ", ".join(quoted(column) for column in columns)
    values = ", ".join(f"before ->> '{column}'" for column in columns)
    return f"""
        INSERT INTO {quoted(table)} ({names})
        SELECT {values} FROM change_row
        WHERE id BETWEEN ? AND ?
        ORDER BY id DESC
        """  # noqa: S608
