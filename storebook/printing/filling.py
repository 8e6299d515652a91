"""How the places of label sheets are filled: from where on, past which, along rows or columns."""

from collections.abc import Iterable
from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.printing.sheets import LabelSheet

MOST_COPIES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """Where labels go. Places are numbered along the rows, whichever way they are filled.

    `start` is the first free place of the first sheet, `used` are those on it that are gone
    or spoiled beyond. `by_column` fills downward; `copies` of each label stand one after another.
    """

    start: int = 1
    used: frozenset[int] = frozenset()
    by_column: bool = False
    copies: int = 1

    def places(self, stock: LabelSheet) -> list[int]:
        """All places of a whole sheet in the order they are filled."""
        if not self.by_column:
            return list(range(1, stock.places + 1))
        return [
            row * stock.columns + column + 1
            for column in range(stock.columns)
            for row in range(stock.rows)
        ]

    def first_places(self, stock: LabelSheet) -> list[int]:
        """The places of the first sheet that are free, in the order they are filled.

        Refused when the sheet has no such place, when none is free, or the copies are no number.
        """
        stock.boxes(self.start)
        refuse_strange_places(stock, self.used)
        if not 1 <= self.copies <= MOST_COPIES:
            raise Refused(f"Print 1 to {MOST_COPIES:,} of each label.", "copies")
        order = self.places(stock)
        left = order[order.index(self.start) :]
        if not (free := [place for place in left if place not in self.used]):
            raise Refused(
                "No free place is left on this sheet of labels. Take a new one, and say that none "
                "of it is used.",
                "used",
            )
        return free

    def sheets(self, stock: LabelSheet, labels: int) -> int:
        """How many sheets so many labels take, the one begun among them."""
        beyond = labels * self.copies - len(self.first_places(stock))
        return 1 + max(0, -(-beyond // stock.places)) if labels else 0

    def used_after(self, stock: LabelSheet, labels: int) -> frozenset[int]:
        """The places that are gone from the sheet in the tray when so many labels were printed.

        What lies before the start counts as gone; a sheet that is used up is none at all.
        """
        first, order = self.first_places(stock), self.places(stock)
        count = labels * self.copies
        if count < len(first):
            gone = frozenset(order) - frozenset(first[count:])
        else:
            gone = frozenset(order[: (count - len(first)) % stock.places])
        return gone if len(gone) < stock.places else frozenset()


FROM_THE_FIRST = Filling()


def refuse_strange_places(stock: LabelSheet, places: Iterable[int]) -> None:
    """Refused when the stock has no such place."""
    if strange := sorted(place for place in places if not 1 <= place <= stock.places):
        raise Refused(
            f"{stock.title} has places 1 to {stock.places}: there is no place {strange[0]}.", "used"
        )


def first_free(stock: LabelSheet, used: frozenset[int]) -> int:
    """The first place that is not used; a sheet that is used up begins anew."""
    return next((place for place in range(1, stock.places + 1) if place not in used), 1)
