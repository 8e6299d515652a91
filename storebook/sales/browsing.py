"""The tickets of the shop as one list: of a period, found by a scrap, and what they come to."""

import json
from dataclasses import dataclass
from datetime import date

from storebook.base.money import Cents
from storebook.base.text import is_blank, words
from storebook.book.book import Book
from storebook.people.search import Match, find_shoppers
from storebook.sales.purchases import (
    EVER,
    LAST_DAY,
    LAST_ID,
    PurchaseRow,
    in_words,
    recent_purchases,
)
from storebook.sales.slips import CODE_DIGITS
from storebook.sales.suggestions import LAST_LETTER, all_begin
from storebook.staff.viewer import Viewer

MOST_SHOPPERS = 100
MOST_CODE_DIGITS = 12
# A shopper who is found by a relative or a typing error did not buy what is asked for.
BY_THEMSELVES = frozenset(
    {Match.EXACT_NAME, Match.START_OF_NAME, Match.WORD_OF_NAME, Match.PHONE, Match.CARD}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which tickets: from the first to the last of two days, and a scrap of what is on them."""

    within: tuple[date, date] = EVER
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    """What a list of tickets comes to; an amount that may not be seen is None.

    `kept` are the tickets of the period that are kept secret today and counted nowhere here.
    """

    purchases: int
    total_cents: Cents | None
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrap:
    """What the text may stand for: buyers, descriptions, the start of a stock or ticket number, the
    code under the bars of a slip.
    """

    code: int | None
    shopper_ids: str
    descriptions: str
    start: str
    after: str
    lower: str
    after_lower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    purchases: int
    total_cents: Cents


def browse(  # noqa: PLR0913 - a page of a list that was asked for
    book: Book,
    viewer: Viewer,
    asked: Asked,
    *,
    scrap: Scrap | None = None,
    limit: int = 100,
    before: PurchaseRow | None = None,
) -> list[PurchaseRow]:
    """Tickets newest first, without those that are kept secret today; `before` pages on.

    `scrap` is what `scrap_of` has found for the same question, looked for only once.
    """
    if is_blank(asked.text):
        found = recent_purchases(book, viewer, limit=limit, before=before, within=asked.within)
        return found.rows
    scrap = scrap or scrap_of(book, viewer, asked)
    return in_words(book, found_rows(book, viewer, asked, scrap, limit, before), viewer)


def found_rows(  # noqa: PLR0913 - a page of a list that was asked for
    book: Book,
    viewer: Viewer,
    asked: Asked,
    scrap: Scrap,
    limit: int,
    before: PurchaseRow | None,
) -> list[PurchaseRow]:
    return book.all(
        PurchaseRow,
        """
        SELECT purchase.id, number, day, shopper_id, shopper.name AS shopper,
               associate.name AS associate, total_cents, secret_until
        FROM purchase
        JOIN associate ON associate.id = purchase.associate_id
        LEFT JOIN shopper ON shopper.id = purchase.shopper_id
        WHERE day BETWEEN :from_day AND :to_day
          AND (day, purchase.id) < (:before_day, :before_id)
          AND coalesce(secret_until, '') <= :today
          AND (shopper_id IN (SELECT value FROM json_each(:shopper_ids))
               OR purchase.id = :code
               OR (number >= :start AND number < :after)
               OR purchase.id IN (
                   SELECT purchase_id FROM line
                   WHERE description IN (SELECT value FROM json_each(:descriptions))
                      OR (stock_number >= :start AND stock_number < :after)
                      OR (stock_number >= :lower AND stock_number < :after_lower)))
        ORDER BY day DESC, purchase.id DESC
        LIMIT :limit
        """,
        today=viewer.today,
        limit=limit,
        from_day=asked.within[0],
        to_day=asked.within[1],
        before_day=before.day if before else LAST_DAY,
        before_id=before.id if before else LAST_ID,
        code=scrap.code,
        shopper_ids=scrap.shopper_ids,
        descriptions=scrap.descriptions,
        start=scrap.start,
        after=scrap.after,
        lower=scrap.lower,
        after_lower=scrap.after_lower,
    )


def browsed(book: Book, viewer: Viewer, asked: Asked, *, scrap: Scrap | None = None) -> Browsed:
    """How many tickets `browse` lists in all, and what they come to."""
    if is_blank(asked.text):
        found = sum_of_period(book, viewer, asked)
    else:
        found = sum_of_found(book, viewer, asked, scrap or scrap_of(book, viewer, asked))
    return Browsed(
        purchases=found.purchases,
        total_cents=found.total_cents if viewer.sees_spend else None,
        kept=kept_within(book, viewer.today, asked.within),
    )


def sum_of_period(book: Book, viewer: Viewer, asked: Asked) -> Sum:
    return book.one(
        Sum,
        """
        SELECT count(*) AS purchases, coalesce(sum(total_cents), 0) AS total_cents
        FROM purchase
        WHERE day BETWEEN :from_day AND :to_day AND coalesce(secret_until, '') <= :today
        """,
        today=viewer.today,
        from_day=asked.within[0],
        to_day=asked.within[1],
    )


def sum_of_found(book: Book, viewer: Viewer, asked: Asked, scrap: Scrap) -> Sum:
    return book.one(
        Sum,
        """
        SELECT count(*) AS purchases, coalesce(sum(total_cents), 0) AS total_cents
        FROM purchase
        WHERE day BETWEEN :from_day AND :to_day
          AND coalesce(secret_until, '') <= :today
          AND (shopper_id IN (SELECT value FROM json_each(:shopper_ids))
               OR purchase.id = :code
               OR (number >= :start AND number < :after)
               OR purchase.id IN (
                   SELECT purchase_id FROM line
                   WHERE description IN (SELECT value FROM json_each(:descriptions))
                      OR (stock_number >= :start AND stock_number < :after)
                      OR (stock_number >= :lower AND stock_number < :after_lower)))
        """,
        today=viewer.today,
        from_day=asked.within[0],
        to_day=asked.within[1],
        code=scrap.code,
        shopper_ids=scrap.shopper_ids,
        descriptions=scrap.descriptions,
        start=scrap.start,
        after=scrap.after,
        lower=scrap.lower,
        after_lower=scrap.after_lower,
    )


def kept_within(book: Book, today: date, within: tuple[date, date]) -> int:
    return int(
        book.value(
            """
            SELECT count(*) FROM purchase
            WHERE secret_until > :today AND day BETWEEN :from_day AND :to_day
            """,
            today=today,
            from_day=within[0],
            to_day=within[1],
        )
    )


def scrap_of(book: Book, viewer: Viewer, asked: Asked) -> Scrap:
    """What the text may stand for on the tickets of the period."""
    hits = find_shoppers(book, asked.text, today=viewer.today, limit=MOST_SHOPPERS)
    start = asked.text.strip()
    return Scrap(
        code=code_of(start),
        shopper_ids=json.dumps([hit.shopper_id for hit in hits if hit.match in BY_THEMSELVES]),
        descriptions=json.dumps(described(book, asked)),
        start=start.upper(),
        after=start.upper() + LAST_LETTER,
        lower=start.lower(),
        after_lower=start.lower() + LAST_LETTER,
    )


def code_of(text: str) -> int | None:
    """The number that the bars of a slip hold, such as 003224; None when it can be none."""
    is_code = text.isascii() and text.isdecimal() and CODE_DIGITS <= len(text) <= MOST_CODE_DIGITS
    return int(text) if is_code else None


def described(book: Book, asked: Asked) -> list[str]:
    """The descriptions on tickets of the period of which every word asked for begins a word."""
    wanted = words(asked.text)
    if not wanted:
        return []
    if asked.within == EVER:
        names = book.values("SELECT DISTINCT description FROM line")
    else:
        names = book.values(
            """
            SELECT DISTINCT description
            FROM purchase JOIN line ON line.purchase_id = purchase.id
            WHERE day BETWEEN :from_day AND :to_day
            """,
            from_day=asked.within[0],
            to_day=asked.within[1],
        )
    return [name for name in names if all_begin(wanted, words(name))]
