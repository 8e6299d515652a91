"""Names as a column writes them: "Lee, Ann" is turned round, and capitals are said aloud."""

import re
from dataclasses import dataclass

from storebook.base.text import counted, fold, is_east_asian, one_line
from storebook.exchange.layout import Layout

TURNED = re.compile(r"([^,\d@]{1,60}),\s*([^,\d@]{1,60})")
# Behind a comma these are no given names: "Martin Luther King, Jr.", "Hallam & Rye, Inc.".
NOT_GIVEN = frozenset(
    ["jr", "sr", "ii", "iii", "iv", "md", "m.d", "phd", "ph.d", "dds", "esq", "inc", "ltd", "llc",
     "co", "gmbh", "cpa", "rn"]
)  # fmt: skip
SHOUTED = re.compile(r"[^\W\d_]{3}")
FEWEST = 2
# So many with a comma for each without one.
TURNED_FOR_EACH_OTHER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedName:
    """A name that was written with the family name first and a comma behind it."""

    given: str
    family: str

    @property
    def whole(self) -> str:
        """As people write it."""
        return f"{self.given} {self.family}"


class NameColumn:
    """The names of one list; ask `is_turned` when all were seen."""

    def __init__(self, layout: Layout, field: str) -> None:
        told_apart = any(part in layout for part in ("given", "family", "row"))
        self._place = None if told_apart else layout.place(field)
        self._turned = 0
        self._others = 0
        self._example = ""

    def look(self, cells: list[str]) -> None:
        """One more row of the list."""
        if self._place is None or self._place >= len(cells) or not cells[self._place].strip():
            return
        name = one_line(cells[self._place])
        if turned(name) is None:
            self._others += 1
        else:
            self._turned += 1
            self._example = self._example or name

    @property
    def is_turned(self) -> bool:
        """Nearly all names have their comma: it is how this list writes them, no accident."""
        return self._turned >= FEWEST and self._turned >= self._others * TURNED_FOR_EACH_OTHER

    def warnings(self) -> list[str]:
        """What was turned round, by an example."""
        name = turned(self._example) if self.is_turned else None
        if name is None:
            return []
        return [f"Names are written “{self._example}” here; they come in as “{name.whole}”."]


def left_as_it_is(name: str) -> str | None:
    """What is said of a name that has a comma in a list where the others have none."""
    parts = turned(name)
    if parts is None:
        return None
    return (
        f"“{name}” comes in as it is written, with its comma. If that is {parts.whole}, write it "
        "so in the list, or on the page of the shopper."
    )


class CapitalNames:
    """Names that are written in capitals throughout, as cash registers write them: nobody can know
    how small letters would go (MACDONALD), so they stand like that on a card, and it is said.
    """

    def __init__(self, layout: Layout) -> None:
        fields = ("name", "given", "family")
        self._places = [place for one in fields if (place := layout.place(one)) is not None]
        self._count = 0
        self._example = ""

    def look(self, cells: list[str]) -> None:
        """One more row of the list."""
        name = " ".join(cells[place] for place in self._places if place < len(cells))
        if name.isupper() and SHOUTED.search(name):
            self._count += 1
            self._example = self._example or one_line(name)

    def warnings(self) -> list[str]:
        """How many there are, by an example."""
        if not self._count:
            return []
        many = counted(self._count, "name is", "names are")
        return [
            f"{many} written in capitals, such as “{self._example}”, and so they stand on cards. "
            "Write them in small letters in the list, or on the page of the shopper."
        ]


def turned(name: str) -> TurnedName | None:
    """The parts of "Lee, Ann"; None for a name that is written in another way."""
    match = TURNED.fullmatch(name)
    if match is None or is_east_asian(name):
        return None
    family, given = one_line(match[1]), one_line(match[2])
    if not family or not given or fold(given).rstrip(".") in NOT_GIVEN:
        return None
    return TurnedName(given=given, family=family)
