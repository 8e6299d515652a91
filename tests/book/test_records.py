"""Rows become records by the names of their columns, and a drift between the two is seen."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book


class Kind(StrEnum):
    RING = "ring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    id: int
    kind: Kind
    price_cents: Cents
    day: date
    at: datetime | None
    secret: bool
    note: str | None
    other_kind: Kind | None
    tags: list[str] = field(default_factory=list)


WHOLE = """
    SELECT 1 AS id, 'ring' AS kind, 940000 AS price_cents, '2026-11-20' AS day,
           '2026-11-20T10:00:00+00:00' AS at, 1 AS secret, NULL AS note, NULL AS other_kind
    """


def test_every_value_is_what_its_field_says(book: Book) -> None:
    piece = book.one(Piece, WHOLE)

    assert piece == Piece(
        id=1,
        kind=Kind.RING,
        price_cents=Cents(940000),
        day=date(2026, 11, 20),
        at=datetime.fromisoformat("2026-11-20T10:00:00+00:00"),
        secret=True,
        note=None,
        other_kind=None,
    )
    assert piece.kind is Kind.RING
    assert piece.secret is True


def test_a_column_without_a_field_is_a_bug(book: Book) -> None:
    with pytest.raises(TypeError, match=r"columns without a field \['extra'\]"):
        book.all(Piece, f"SELECT *, 5 AS extra FROM ({WHOLE})")  # noqa: S608


def test_a_field_without_a_column_is_a_bug(book: Book) -> None:
    with pytest.raises(TypeError, match=r"fields without a column \['kind', "):
        book.all(Piece, "SELECT 1 AS id")


def test_what_a_record_says_can_be_asked_for(book: Book) -> None:
    asked = book.rows(
        "SELECT :kind, :day, :secret, :none",
        kind=Kind.RING,
        day=date(2026, 11, 20),
        secret=True,
        none=None,
    )

    assert asked == [("ring", "2026-11-20", 1, None)]


def test_nobody_there_is_a_lookup_error_or_nothing(book: Book) -> None:
    nobody = f"SELECT * FROM ({WHOLE}) WHERE id = :id"  # noqa: S608

    assert book.first(Piece, nobody, id=2) is None
    assert book.all(Piece, nobody, id=2) == []
    assert book.value("SELECT name FROM shopper") is None
    with pytest.raises(LookupError, match="Piece"):
        book.one(Piece, nobody, id=2)
