"""All keys on one sheet, under F1."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from storebook.gui import keys
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.words import KeyCap, button, label, section_head

# So that the columns are about as tall, and nothing has to be scrolled.
COLUMNS = (
    (keys.Group.EVERYWHERE, keys.Group.LIST),
    (keys.Group.PAGES, keys.Group.PAGE, keys.Group.SHOPPER),
    (keys.Group.RARE, keys.Group.FORM),
)


class KeySheet(Dialog):
    """Read from the key map, so that it cannot be out of date."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Keys", width=1160)
        self.content.addWidget(label("Keys", "heading"))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(12)
            columns.addLayout(column, 1)
            for group in groups:
                column.addLayout(self._section(group))
            column.addStretch()
        self.content.addLayout(columns)
        self.set_actions(button("Close", kind="plain", key="leave"))
        self.leave_button.hide()

    def _section(self, group: keys.Group) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setSpacing(8)
        section.addWidget(section_head(group.value))
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, key in enumerate(each for each in keys.KEYS if each.group is group):
            grid.addWidget(label(key.words, wrap=True), row, 0)
            cap = KeyCap(key.action)
            cap.setAccessibleName(f"{key.words}: {keys.shown(key.action)}")
            grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
        section.addLayout(grid)
        return section

    def save(self) -> None:
        """Nothing is saved here."""
