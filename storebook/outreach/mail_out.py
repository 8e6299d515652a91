"""Mail that is out: what was confirmed as sent and has not come back, found by name or number."""

from dataclasses import dataclass
from datetime import date

from storebook.base.text import fold, one_line
from storebook.book.book import Book

MOST_LOOKED_AT = 20_000
FEW = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOut:
    """One piece that is out; `position` is its place in the run, from 1."""

    run_id: int
    run_name: str
    position: int
    name_line: str
    address_block: str
    sent_on: date

    @property
    def name(self) -> str:
        return one_line(self.name_line)


def mail_out(book: Book, text: str, *, limit: int = FEW) -> list[MailOut]:
    """Pieces that may have come back, the newest first: by any part of the name or address, or by
    the number of the piece. Without a text the newest.
    """
    found = book.all(
        MailOut,
        """
        SELECT run.id AS run_id, run.name AS run_name, position, name_line, address_block,
               run_piece.sent_on
        FROM run_piece JOIN run ON run.id = run_piece.run_id
        WHERE run_piece.state = 'sent' AND returned_on IS NULL AND position IS NOT NULL
          AND run_piece.sent_on IS NOT NULL AND run.kind IN ('cards', 'envelopes', 'labels')
        ORDER BY run_piece.sent_on DESC, run.id DESC, position
        LIMIT :most
        """,
        most=MOST_LOOKED_AT,
    )
    words = fold(text).split()
    if len(words) == 1 and words[0].isdecimal():
        numbered = [one for one in found if str(one.position) == words[0]]
        if numbered:
            return numbered[:limit]
    meant = [one for one in found if _is_meant(one, words)]
    return meant[:limit]


def _is_meant(one: MailOut, words: list[str]) -> bool:
    told = fold(f"{one.name_line} {one.address_block}")
    return all(word in told for word in words)
