"""Which cards went out already, so that nobody gets the same one twice."""

from collections.abc import Callable
from datetime import date, timedelta

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing.errands import Errand
from storebook.outreach.choosing.records import RunRequest

# A holiday is the same one again when its card would come so soon after the last.
SAME_HOLIDAY = timedelta(days=60)

WasSent = Callable[[Errand], bool]


def cards_sent(book: Book, request: RunRequest) -> WasSent:
    """Whether somebody had this card: of an occasion for its day, of a holiday for this year, of a
    month for the month. Who was thanked for a purchase is left to `thanks`.
    """
    if request.card_kind is CardKind.THANKS:
        return lambda _: False
    if request.card_kind is CardKind.MONTHLY:
        had = who_had(book, CardKind.MONTHLY, request.start, request.end, None)
        return lambda one: not had.isdisjoint(one.people)
    if request.card_kind is CardKind.HOLIDAY:
        first, last = request.end - SAME_HOLIDAY, request.end + SAME_HOLIDAY
        greeted = who_had(book, CardKind.HOLIDAY, first, last, request.title)
        return lambda one: not greeted.isdisjoint(one.people)
    kept = already_sent(book, request.start, request.end)
    return lambda one: (one.occasion_id, one.day) in kept


def already_sent(book: Book, start: date, end: date) -> set[tuple[int | None, date]]:
    """Occasions of the window whose card went out in an earlier run."""
    rows = book.rows(
        """
        SELECT occasion_id, occasion_day FROM run_piece
        JOIN run ON run.id = run_piece.run_id
        WHERE run_piece.card_kind IN ('birthday', 'wedding', 'child')
          AND occasion_day BETWEEN :start AND :end
          AND state = 'sent' AND run.kind = 'cards' AND occasion_id IS NOT NULL
        ORDER BY run_piece.id
        """,
        start=start,
        end=end,
    )
    return {(occasion_id, date.fromisoformat(day)) for occasion_id, day in rows}


def who_had(book: Book, kind: CardKind, start: date, end: date, title: str | None) -> set[int]:
    """Everybody who was sent such a card for one of these days, alone or as one of two."""
    rows = book.rows(
        """
        SELECT shopper_id, partner_id FROM run_piece
        JOIN run ON run.id = run_piece.run_id
        WHERE run_piece.card_kind = :kind AND occasion_day BETWEEN :start AND :end
          AND state = 'sent' AND run.kind = 'cards' AND (:title IS NULL OR run.title = :title)
        ORDER BY run_piece.id
        """,
        kind=kind,
        start=start,
        end=end,
        title=title,
    )
    return {person_id for row in rows for person_id in row if person_id is not None}
