"""All keys on one sheet, under F1."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import keys, theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.words import KeyCap, button, label, section_head

# In this order they stand beneath and beside each other.
ORDER = (
    keys.Group.EVERYWHERE,
    keys.Group.LIST,
    keys.Group.PAGES,
    keys.Group.PAGE,
    keys.Group.SHOPPER,
    keys.Group.PURCHASE,
    keys.Group.WRITE,
    keys.Group.FORM,
    keys.Group.PAPER,
    keys.Group.RARE,
    keys.Group.SHOP,
)
MOST_COLUMNS, LEAST_WIDE = 4, 270
HEAD = 2  # a heading is as tall as two keys
STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_Home: -1000,
    Qt.Key.Key_End: 1000,
}
TWO = "“Ctrl J, N” is two strokes: Ctrl J, then N by itself."


class KeySheet(Dialog):
    """Read from the key map, so that it cannot be out of date."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Keys", width=1400)
        self.content.addWidget(label("Keys", "heading"))
        self._sections = [self._section(group) for group in ORDER]
        self._columns = QHBoxLayout()
        self._columns.setSpacing(32)
        self._uprights: list[QVBoxLayout] = []
        self._count = 0
        self.content.addLayout(self._columns)
        self.set_actions(button("Close", kind="plain", key="leave"), fact=TWO)
        self.leave_button.hide()
        self._arrange(MOST_COLUMNS)

    def _section(self, group: keys.Group) -> QWidget:
        made = QWidget()
        section = QVBoxLayout(made)
        section.setContentsMargins(0, 0, 0, 0)
        section.setSpacing(6)
        section.addWidget(section_head(group.value))
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for row, key in enumerate(keys_of(group)):
            grid.addWidget(label(key.words, wrap=True), row, 0)
            cap = KeyCap(key.action)
            cap.setAccessibleName(f"{key.words}: {keys.shown(key.action)}")
            grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
        section.addLayout(grid)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, min(MOST_COLUMNS, self.width() // theme.px(LEAST_WIDE))))

    def _arrange(self, count: int) -> None:
        """As many columns as there is room for, all about as tall."""
        if count == self._count:
            return
        self._count = count
        for old in self._uprights:
            self._columns.removeItem(old)
            old.deleteLater()
        self._uprights = []
        for places in shared_out([len(keys_of(group)) + HEAD for group in ORDER], count):
            column = QVBoxLayout()
            column.setSpacing(14)
            for place in places:
                column.addWidget(self._sections[place])
            column.addStretch()
            self._columns.addLayout(column, 1)
            self._uprights.append(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the sheet, where it is taller than the window."""
        if (step := STEPS.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
            return
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + step * theme.px(36))

    def save(self) -> None:
        """Nothing is saved here."""


def keys_of(group: keys.Group) -> list[keys.Key]:
    """The keys under that heading."""
    return [each for each in keys.KEYS if each.group is group]


def shared_out(heights: list[int], count: int) -> list[list[int]]:
    """The places of the sections in each of so many columns, in their order, so that the tallest
    column is as low as it can be.
    """
    tall = max(*heights, -(-sum(heights) // count))
    while len(shared := _filled(heights, tall)) > count:
        tall += 1
    return shared


def _filled(heights: list[int], tall: int) -> list[list[int]]:
    columns: list[list[int]] = [[]]
    left = tall
    for place, height in enumerate(heights):
        if height > left and columns[-1]:
            columns.append([])
            left = tall
        columns[-1].append(place)
        left -= height
    return columns
