"""Who works here: taken on, let go, and what they are."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.form import Form
from storebook.gui.layout import row, scrolling
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.staff.associates import (
    Associate,
    Role,
    add_associate,
    associates,
    give_role,
    let_go,
    welcome_back,
)

ROLES = [(Role.CLERK, "Clerk"), (Role.MANAGER, "Manager"), (Role.OWNER, "Owner")]
WORDS = dict(ROLES)
WIDEST = 860


class ShopStaff(QWidget):
    """Whoever left stays on the list, and keeps the name on what they did."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.head = section_head("Who works here")
        self.table = RecordTable(
            self._columns(), "Who works here", row_height=46, indent=61, fit=True
        )
        self.role = ChoiceField("Works as", ROLES, density="desk")
        self.go_button = button("Let go", density="desk")
        self.whose = label("", "strong")
        self.name = TextField(
            "Name of somebody new", missing="A new associate needs a name.", density="desk"
        )
        self.new_role = ChoiceField("As", ROLES, density="desk")
        self.add_button = button("Take on", icon="user-plus", density="desk")
        self.form = Form({"name": self.name, "role": self.new_role}, self)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.table.picked.connect(self._show_one)
        self.role.picked.connect(self._give_role)
        self.go_button.clicked.connect(self._turn)
        self.add_button.clicked.connect(self.add)

    def _lay_out(self) -> None:
        self.role.hide_name()
        self.role.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        one = row(self.whose, 8, label("works as", role="second"), self.role, 8, self.go_button)
        one.addStretch()
        new = row(self.name, self.new_role, spacing=12)
        new.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 8)
        holder = QWidget()
        holder.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.head)
        inside.addWidget(self.table)
        inside.addLayout(one)
        inside.addSpacing(8)
        inside.addWidget(section_head("Somebody new"))
        inside.addLayout(new)
        inside.addLayout(row(self.add_button, "stretch"))
        inside.addStretch()
        whole.addWidget(scrolling(holder), 1)

    def _columns(self) -> list[Column[Associate]]:
        return [
            Column(
                "Name",
                lambda one: Cell(
                    text=one.name,
                    kind="listname",
                    initials=one.initials,
                    color="ink" if one.active else "ink3",
                ),
            ),
            Column("Works as", lambda one: WORDS[one.role], 130),
            Column("", self._state, 200),
        ]

    def _state(self, one: Associate) -> Cell:
        if not one.active:
            return Cell(text="no longer here", color="ink2")
        working = one.id == self._context.book.associate_id
        return Cell(text="working now" if working else "", color="ink2")

    def refresh(self) -> None:
        """Read again; the chosen one stays chosen."""
        everyone = associates(self._context.book, only_active=False)
        here = sorted(everyone, key=lambda one: not one.active)
        self.table.show_records(here)
        self.head.set_fact(str(sum(one.active for one in here)))
        self._show_one(self.table.chosen())

    def _show_one(self, one: Associate | None) -> None:
        if one is None:
            return
        self.whose.setText(one.name)
        self.role.set_value(one.role)
        self.role.setEnabled(one.active)
        self.go_button.set_words("Let go" if one.active else "Works here again")
        working = one.id == self._context.book.associate_id
        self.go_button.setEnabled(not (one.active and working))

    def _give_role(self, role: Role) -> None:
        one: Associate | None = self.table.chosen()
        if one is None or role is one.role:
            return
        try:
            give_role(self._context.book, one.id, role)
        except Refused:
            self.role.set_value(one.role)
            raise
        self._context.say(f"{one.name} works as {WORDS[role].lower()} now.")
        self.refresh()

    def _turn(self) -> None:
        one: Associate | None = self.table.chosen()
        if one is None:
            return
        if one.active:
            let_go(self._context.book, one.id)
            self._context.say(f"{one.name} no longer works here.")
        else:
            welcome_back(self._context.book, one.id)
            self._context.say(f"{one.name} works here again.")
        self.refresh()

    def add(self) -> None:
        """Take on who was typed."""
        if not self.form.check():
            return
        try:
            new_id = add_associate(self._context.book, self.name.value(), self.new_role.value())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._context.say(f"{self.name.value()} works here now.")
        self.name.set_value("")
        self.refresh()
        self.table.choose(new_id)

    def save(self) -> None:
        """Ctrl Enter takes on who was typed."""
        self.add()

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
