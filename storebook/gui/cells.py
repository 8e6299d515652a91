"""What one place in a list shows: words, a second line, a mark before them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QPixmap

from storebook.gui.glyphs import Glyph
from storebook.gui.marks import Tier

Row = TypeVar("Row")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Everything that a list can paint in one place; what is empty takes no room.

    `kind` is the letters of the first line ("rowname" for names), `color` and `second_color` are
    tokens. `matches` are (start, length) of the letters a search found, underlined in brass.
    `script` is the second script or nickname, in italic after the name. A `link` or `button` is
    pressed by itself (`RecordTable.acted`); `checked` makes a box (`RecordTable.toggled`).
    A `photo` stands in place of initials or of the drawing of a piece.
    An `aside` stands small at the right edge, and gives way to the words unless it `stays`.
    """

    text: str = ""
    second: str = ""
    kind: str = ""
    color: str = "ink"
    second_color: str = "ink2"
    script: str = ""
    matches: tuple[Span, ...] = ()
    script_matches: tuple[Span, ...] = ()
    initials: str = ""
    ticket: tuple[str, str] | None = None
    tier: Tier | None = None
    icon: str = ""
    icon_color: str = "brass"
    glyph: Glyph | None = None
    photo: QPixmap | None = None
    checked: bool | None = None
    link: bool = False
    button: bool = False
    aside: str = ""
    aside_color: str = "ink2"
    stays: bool = False

    def spoken(self) -> str:
        """The cell as words, for a screen reader."""
        day, month = self.ticket or ("", "")
        ticket = f"{month.capitalize()} {day}".strip()
        box = {True: "checked", False: "not checked", None: ""}[self.checked]
        parts = (box, ticket, self.text, self.script, self.second, self.aside)
        return ", ".join(part for part in parts if part)


# Without slots: with them Python 3.11 cannot make a `Column[Shopper](…)`.
@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a list: its heading, and what it shows of a record.

    `value` gives words or a `Cell`. `width` is in pixels at 100 %; None grows, and growing columns
    share the rest by `grow`. `right` sets numbers to the right edge. `key` names the column for
    `heading_clicked` (sorting is done in SQL) and `acted`.
    """

    title: str
    value: Callable[[Row], "str | Cell"]
    width: int | None = None
    right: bool = field(default=False, kw_only=True)
    kind: str = field(default="", kw_only=True)
    color: str = field(default="ink", kw_only=True)
    grow: int = field(default=1, kw_only=True)
    key: str = field(default="", kw_only=True)

    def cell(self, record: Row) -> Cell:
        """What this column shows of the record."""
        value = self.value(record)
        if isinstance(value, Cell):
            return value
        return Cell(text=value, kind=self.kind, color=self.color)


AnyColumn = Column[Any]
