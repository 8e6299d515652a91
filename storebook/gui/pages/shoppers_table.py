"""A list of shoppers that leaves columns away, the least needed first, before it cuts names."""

from collections.abc import Sequence
from typing import Any

from storebook.gui import theme
from storebook.gui.cells import Column
from storebook.gui.pages.shoppers_rows import ShownShopper
from storebook.gui.table import RecordTable

LEAST_NAME = 230


class ShopperTable(RecordTable):
    """`spare` names the columns that may go, in that order; the last column never does."""

    def __init__(
        self,
        columns: Sequence[Column[ShownShopper]],
        name: str,
        *,
        spare: Sequence[str],
        **how: Any,
    ) -> None:
        titles = [column.title for column in columns]
        self._spare = [titles.index(title) for title in spare]
        super().__init__(columns, name, **how)

    def _share_widths(self) -> None:
        room = self._room
        wide = [
            theme.px(column.width if column.width is not None else LEAST_NAME)
            for column in self._columns
        ]
        hidden: set[int] = set()
        for section in self._spare:
            if sum(wide) <= room:
                break
            hidden.add(section)
            wide[section] = 0
        for section, column in enumerate(self._columns):
            self.setColumnHidden(section, section in hidden)
            grown = max(0, room - sum(wide)) if column.width is None else 0
            if section not in hidden:
                self.setColumnWidth(section, wide[section] + grown)
