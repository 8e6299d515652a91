"""A mistake of our own as it may be written down: its kind and where, never the shop's words."""

import re
import traceback
from collections.abc import Iterator

LEFT_OUT = "(its words are left out: they may hold what is in the book)"
CAUSE = "\nThe direct cause of the next one:\n\n"
CONTEXT = "\nWhile that was dealt with, the next one came:\n\n"
NAME = r"[A-Za-z_][\w.]*"
# What Python and SQLite say in words of the program alone; whatever else is said is left out, since
# a text that can't be read, a key or a query may be a shopper's name.
OF_THE_PROGRAM = re.compile(
    rf"""
    (division|integer\ division\ or\ modulo|float\ division|modulo)\ by\ zero
    | (list|tuple|string|bytearray|range\ object|list\ assignment|pop)\ index\ out\ of\ range
    | pop\ from\ (an\ )?empty\ \w+
    | maximum\ recursion\ depth\ exceeded.*
    | '{NAME}'\ object\ (has\ no\ attribute\ '{NAME}'
        | is\ not\ (iterable|callable|subscriptable|reversible|an\ iterator)
        | (does\ not\ support|cannot\ be)\ [a-z ]+)
    | type\ object\ '{NAME}'\ has\ no\ attribute\ '{NAME}'
    | module\ '{NAME}'\ has\ no\ attribute\ '{NAME}'
    | No\ module\ named\ '{NAME}'
    | name\ '{NAME}'\ is\ not\ defined
    | unsupported\ operand\ type\(s\)\ for\ \S+:\ '{NAME}'\ and\ '{NAME}'
    | '\S+'\ not\ supported\ between\ instances\ of\ '{NAME}'\ and\ '{NAME}'
    | {NAME}\(\)\ (missing\ \d+\ required\ [\w\- ]+:\ [\w', ]+
        | takes\ [\w\- ]+\ but\ \d+\ (was|were)\ given)
    | (UNIQUE|NOT\ NULL|FOREIGN\ KEY)\ constraint\ failed(:\ [\w., ]+)?
    | no\ such\ table:\ {NAME}
    """,
    re.VERBOSE,
)


def written(error: BaseException) -> str:
    """The error with all that led to it, frame by frame, for a file beside a protected book.

    A message is kept where it is known to speak of the program alone; else only the kind is told.
    """
    return "".join(parts(error, set()))


def parts(error: BaseException, seen: set[int]) -> Iterator[str]:
    """What led to it first, as Python itself tells it."""
    seen.add(id(error))
    before, joint = error.__cause__, CAUSE
    if before is None and not error.__suppress_context__:
        before, joint = error.__context__, CONTEXT
    if before is not None and id(before) not in seen:
        yield from parts(before, seen)
        yield joint
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{named(error)}\n"
    for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        if id(inner) not in seen:
            yield "\nOne of them:\n\n"
            yield from parts(inner, seen)


def named(error: BaseException) -> str:
    """In one line: the kind, and the message where it can't hold what is in the book."""
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    if code := getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None):
        name = f"{name} {code}"
    said = str(error)
    if not said:
        return name
    return f"{name}: {said if OF_THE_PROGRAM.fullmatch(said) else LEFT_OUT}"
