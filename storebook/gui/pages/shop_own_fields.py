"""Fields of the shop's own: what else it wants to know of a shopper, made here and filled there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.form import DraftKeeper, Form
from storebook.gui.layout import row, scrolling
from storebook.gui.shown import plural
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.people.own_fields import (
    OwnField,
    OwnFieldKind,
    add_own_field,
    answered,
    own_fields,
    remove_own_field,
    rename_own_field,
)

KINDS = [
    (OwnFieldKind.TEXT, "Words"),
    (OwnFieldKind.NUMBER, "A number"),
    (OwnFieldKind.DAY, "A day"),
    (OwnFieldKind.YES_OR_NO, "Yes or no"),
]
WORDS = dict(KINDS)
WIDEST = 860
EMPTY = "None yet. A field that is made here stands on the form of every shopper."


class ShopOwnFields(QWidget):
    """A field that somebody has answered can be renamed, and not be taken away."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._answered: dict[int, int] = {}
        self._renamed: OwnField | None = None
        self.head = section_head("Own fields")
        self.table = RecordTable(self._columns(), "Own fields", fit=True)
        self.empty = label(EMPTY, role="second")
        self.new_name = TextField("Name", missing="A field needs a name.", density="desk")
        self.rename_button = button("Rename", density="desk")
        self.remove_button = button("Take away", density="desk")
        self.name = TextField(
            "Name of a new field", missing="A field needs a name.", density="desk"
        )
        self.kind = ChoiceField("Holds", KINDS, density="desk")
        self.add_button = button("Make the field", density="desk")
        self.renaming = Form({"name": self.new_name}, self)
        self.form = Form({"name": self.name, "kind": self.kind}, self)
        self._keeper = DraftKeeper(context.book, self.form, "ShopOwnFields", "")
        self._keeper.restore()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.table.picked.connect(self._show_one)
        self.rename_button.clicked.connect(self.rename)
        self.remove_button.clicked.connect(self.remove)
        self.add_button.clicked.connect(self.add)

    def _lay_out(self) -> None:
        self.chosen = QWidget()
        one = QVBoxLayout(self.chosen)
        one.setContentsMargins(0, 0, 0, 0)
        one.addWidget(self.new_name)
        one.addLayout(row(self.rename_button, 8, self.remove_button, "stretch"))
        new = row(self.name, self.kind, spacing=12)
        new.setStretch(0, 1)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        for widget in (self.head, self.empty, self.table, self.chosen):
            inside.addWidget(widget)
        inside.addSpacing(8)
        inside.addWidget(section_head("A new field"))
        inside.addLayout(new)
        inside.addLayout(row(self.add_button, "stretch"))
        inside.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 8)
        whole.addWidget(scrolling(holder), 1)

    def _columns(self) -> list[Column[OwnField]]:
        return [
            Column("Name", lambda one: Cell(text=one.name, kind="listname")),
            Column("Holds", lambda one: WORDS[one.kind], 130),
            Column("", self._answers, 200),
        ]

    def _answers(self, one: OwnField) -> Cell:
        many = self._answered.get(one.id, 0)
        return Cell(
            text=plural(many, "answer", "answers") if many else "no answer yet", color="ink2"
        )

    def refresh(self) -> None:
        """Read again; the chosen one stays chosen."""
        self._answered = answered(self._context.book)
        fields = own_fields(self._context.book)
        self.table.show_records(fields)
        self.head.set_fact(str(len(fields)))
        for widget in (self.table, self.chosen):
            widget.setVisible(bool(fields))
        self.empty.setVisible(not fields)
        self._show_one(self.table.chosen())

    def _show_one(self, one: OwnField | None) -> None:
        self.chosen.setEnabled(one is not None)
        if one is not None:
            if one != self._renamed:  # else a name that is half typed would be lost
                self.new_name.set_value(one.name)
            self._renamed = one
            self.remove_button.setEnabled(one.id not in self._answered)

    def rename(self) -> None:
        """Call the chosen one what was typed; its answers stay."""
        one: OwnField | None = self.table.chosen()
        if one is None or not self.renaming.check():
            return
        try:
            rename_own_field(self._context.book, one.id, self.new_name.value())
        except Refused as refusal:
            if not self.renaming.show_refusal(refusal):
                raise
            return
        self._context.say(f"{one.name} is called {self.new_name.value()} now.")
        self.refresh()

    def remove(self) -> None:
        """Take the chosen one away; nobody has answered it."""
        one: OwnField | None = self.table.chosen()
        if one is not None:
            remove_own_field(self._context.book, one.id)
            self._context.say(f"{one.name} taken away.")
            self.refresh()

    def add(self) -> None:
        """Make the field that was typed."""
        if not self.form.check():
            return
        try:
            new_id = add_own_field(self._context.book, self.name.value(), self.kind.value())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._context.say(f"{self.name.value()} can be filled in for every shopper now.")
        self.name.set_value("")
        self._keeper.settle()
        self.refresh()
        self.table.choose(new_id)

    def save(self) -> None:
        """Ctrl Enter makes the field that was typed, else renames the chosen one."""
        if self.name.value():
            self.add()
        else:
            self.rename()

    def leave(self) -> None:
        """The field that is half typed waits."""
        self._keeper.keep()

    def focus_first(self) -> None:
        """The list has the keys, or the name of the first field."""
        first = self.table if self.table.isVisibleTo(self) else self.name
        first.setFocus(Qt.FocusReason.TabFocusReason)
