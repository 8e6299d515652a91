"""Which design somebody's next card has: none comes twice before all of its kind have come."""

import json
from collections.abc import Collection, Mapping, Sequence

from storebook.base.errors import Refused
from storebook.base.year_end import is_end_of_year
from storebook.book.book import Book
from storebook.outreach.card_kinds import IN_WORDS, CardKind

# The names that printing draws by; a test holds that both know the same.
DESIGNS = {
    CardKind.BIRTHDAY: ("facets", "strand", "ribbon", "candles", "dial", "fan"),
    CardKind.WEDDING: ("bands", "laurel", "engine-turned"),
    CardKind.THANKS: ("signature", "pave"),
    CardKind.HOLIDAY: ("crystal", "evergreen", "posy", "garland"),
    CardKind.MONTHLY: ("pendant",),  # another stone and cut each month
}
# A card to a parent looks like the birthday cards that it is one of.
LIKE = {CardKind.CHILD: CardKind.BIRTHDAY}
# Snow and pine are for the year's end; what is left of their kind is for any day, and comes at the
# year's end once both were sent.
WINTER = frozenset({"crystal", "evergreen"})


def named_designs(names: Sequence[str], kinds: Collection[CardKind]) -> dict[CardKind, str]:
    """The designs that were named for a run of these kinds, one for each at the most.

    Refused when there is no such design, or it is for what the run does not have.
    """
    named: dict[CardKind, str] = {}
    drawn = {drawn_as(kind) for kind in kinds}
    for name in names:
        kind = _kind_of(name)
        if kind not in drawn:
            raise Refused(f"“{name}” is for {IN_WORDS[kind]}: this run has none.", "design")
        if kind in named:
            raise Refused(
                f"“{named[kind]}” and “{name}” are both for {IN_WORDS[kind]}: choose one.",
                "design",
            )
        named[kind] = name
    return named


def drawn_as(kind: CardKind) -> CardKind:
    """The kind that has the designs for such a card."""
    return LIKE.get(kind, kind)


def _kind_of(name: str) -> CardKind:
    for kind, names in DESIGNS.items():
        if name in names:
            return kind
    known = "; ".join(f"{IN_WORDS[kind]}: {', '.join(names)}" for kind, names in DESIGNS.items())
    raise Refused(f"There is no design “{name}”. There are, for {known}.", "design")


class Turns:
    """Whose turn has come to which design, from the cards that were sent to these people.

    What is chosen here counts from then on, so that two cards of one run differ as well. `holiday`
    is what the day of holiday cards is called; without a name it is the year's end.
    """

    def __init__(
        self,
        book: Book,
        people: Collection[int],
        named: Mapping[CardKind, str],
        holiday: str = "",
    ) -> None:
        self._named = named
        self._at_year_end = not holiday.strip() or is_end_of_year(holiday)
        self._had: dict[int, list[tuple[int, str]]] = {person_id: [] for person_id in people}
        self._number = 0
        for piece_id, person_id, design in sent_designs(book, people):
            self._had[person_id].append((piece_id, design))
            self._number = max(self._number, piece_id)

    def next_for(self, kind: CardKind, people: Sequence[int]) -> str:
        """The design for a card that goes to all of them: the named one, or the next in turn."""
        had = sorted({card for person_id in people for card in self._had[person_id]})
        names = [name for _, name in had]
        kind = drawn_as(kind)
        chosen = self._named.get(kind) or next_design(
            kind, names, min(people), at_year_end=self._at_year_end
        )
        self._number += 1
        for person_id in people:
            self._had[person_id].append((self._number, chosen))
        return chosen


def next_design(
    kind: CardKind, had: Sequence[str], shopper_id: int, *, at_year_end: bool = True
) -> str:
    """The design this shopper had least often, of those the one that was sent longest ago.

    Where none of them was sent, people begin at different ones: it goes by the shopper's number.
    """
    names = DESIGNS[kind]
    first: Collection[str] = names
    if kind is CardKind.HOLIDAY:
        first = [name for name in names if (name in WINTER) == at_year_end]
        names = names if at_year_end else tuple(first)
    start = (shopper_id - 1) % len(first)
    last = {name: place for place, name in enumerate(had)}

    def rank(name: str) -> tuple[int, bool, int, int]:
        order = (names.index(name) - start) % len(first)
        return had.count(name), name not in first, last.get(name, -1), order

    return min(names, key=rank)


def sent_designs(book: Book, people: Collection[int]) -> list[tuple[int, int, str]]:
    """Piece, person and design of every card that went to these people, the oldest first."""
    return [
        (piece_id, person_id, design)
        for piece_id, person_id, design in book.rows(
            """
            WITH wanted AS (SELECT value AS id FROM json_each(:people)),
            card AS (
                SELECT run_piece.id, wanted.id AS person_id, design, run_id
                FROM wanted JOIN run_piece ON shopper_id = wanted.id
                WHERE state = 'sent'
                UNION ALL
                SELECT run_piece.id, wanted.id, design, run_id
                FROM wanted JOIN run_piece ON partner_id = wanted.id
                WHERE state = 'sent'
            )
            SELECT card.id, person_id, design
            FROM card JOIN run ON run.id = run_id
            WHERE run.kind = 'cards' AND design IS NOT NULL
            ORDER BY card.id
            """,
            people=json.dumps(sorted(people)),
        )
    ]
