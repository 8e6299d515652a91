"""Who works here: taken on, what they are and may do, their PIN and picture, let go."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.focus_chain import follow
from storebook.gui.form import DraftKeeper, Form, tab_stops
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.shop_staff_locking import LockingPart
from storebook.gui.pages.shop_staff_person import ROLES, WORDS, PersonPart
from storebook.gui.photographs import small
from storebook.gui.table import RecordTable
from storebook.gui.words import UprightRule, button, label, section_head
from storebook.staff.associates import Associate, add_associate, associates
from storebook.staff.pins import has_pin
from storebook.staff.rights import DEEDS, PINS_ARE_A_RULE, Right

LEFT = 420
NARROW_BELOW = 980
UNDER_THE_LIST = 3
SEEN = 240
NOT_YOURS = f"You may not {DEEDS[Right.STAFF]}, only your own PIN and picture. Ask the owner."


class ShopStaff(QWidget):
    """Whoever left stays on the list, and keeps the name on what they did.

    Who may not change the staff sees who works here, and changes what is their own.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.head = section_head("Who works here")
        self.table = RecordTable(
            self._columns(), "Who works here", row_height=46, indent=61, fit=True
        )
        self.person = PersonPart(context)
        self.locking = LockingPart(context)
        self.name = TextField(
            "Name of somebody new", missing="A new associate needs a name.", density="desk"
        )
        self.new_role = ChoiceField("As", ROLES, density="desk")
        self.add_button = button("Take on", icon="user-plus", density="desk")
        self.form = Form({"name": self.name, "role": self.new_role}, self)
        self.not_yours = label(NOT_YOURS, role="second", wrap=True)
        self._keeper = DraftKeeper(context.book, self.form, "ShopStaff", "")
        self._keeper.restore()
        self._new = self._somebody_new()
        self._stops_of_person: list[QWidget] = []
        self._is_new = True
        self._narrow: bool | None = None
        self._connect()
        self._lay_out()

    @property
    def role(self) -> ChoiceField:
        """What the chosen one works as."""
        return self.person.role

    def _connect(self) -> None:
        self.table.picked.connect(self._show_one)
        self.table.opened.connect(lambda _: self._bring_into_sight())
        self.person.changed.connect(self.refresh)
        self.add_button.clicked.connect(self.add)
        self.go_button = self.person.go_button

    def _somebody_new(self) -> QWidget:
        new = row(self.name, self.new_role, spacing=12)
        new.setStretch(0, 1)
        whole = QVBoxLayout()
        whole.setSpacing(12)
        whole.addWidget(section_head("Somebody new"))
        whole.addLayout(new)
        whole.addLayout(row(self.add_button, "stretch"))
        return held(whole)

    def _lay_out(self) -> None:
        self._left_column = left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.head)
        left.addWidget(self.table)
        left.addWidget(self.not_yours)
        left.addSpacing(8)
        left.addWidget(self._new)
        left.addSpacing(8)
        left.addWidget(self.locking)
        left.addSpacing(8)
        left.addWidget(label(PINS_ARE_A_RULE, "small", role="second", wrap=True))
        left.addStretch()
        self._left = held(left)
        self._rule = UprightRule()
        body = QWidget()
        self._columns_of_page = QHBoxLayout(body)
        self._columns_of_page.setContentsMargins(0, 0, 8, 8)
        self._columns_of_page.setSpacing(24)
        self._columns_of_page.addWidget(self._left)
        self._columns_of_page.addWidget(self._rule)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        self._scrolled = scrolling(body)
        whole.addWidget(self._scrolled, 1)
        theme.notifier().changed.connect(self._dressed)

    def _dressed(self) -> None:
        self._narrow = None
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """The chosen one stands beside the list, or right under it where there is no room; Tab
        comes to them where they stand.
        """
        narrow = self.width() < theme.px(NARROW_BELOW)
        if narrow is self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._left_column.insertWidget(UNDER_THE_LIST, self.person)
        else:
            self._columns_of_page.addWidget(self.person, 1)
        # Asked once: when they have been moved they no longer come after the part itself.
        self._stops_of_person = self._stops_of_person or tab_stops(self.person)
        follow(self.table if narrow else self.locking.minutes.control, self._stops_of_person)
        self._rule.setHidden(narrow)
        self._left.setMinimumWidth(0 if narrow else theme.px(LEFT))
        self._left.setMaximumWidth(theme.px(NARROW_BELOW if narrow else LEFT))

    def _columns(self) -> list[Column[Associate]]:
        return [
            Column(
                "Name",
                lambda one: Cell(
                    text=one.name,
                    kind="listname",
                    second=self._state(one),
                    initials=one.initials,
                    photo=small(self._context.book, one.picture_id) if one.picture_id else None,
                    color="ink" if one.active else "ink3",
                ),
            ),
            Column("As", lambda one: WORDS[one.role], 84),
        ]

    def _state(self, one: Associate) -> str:
        if not one.active:
            return "no longer here"
        if one.id == self._context.book.associate_id:
            return "working now"
        return "has a PIN" if has_pin(self._context.book, one.id) else ""

    def refresh(self) -> None:
        """Read again; the chosen one stays chosen."""
        everyone = associates(self._context.book, only_active=False)
        here = sorted(everyone, key=lambda one: not one.active)
        self.table.show_records(here)
        if self._is_new:
            self._is_new = False
            self.table.choose(self._context.book.associate_id)
        self.head.set_fact(str(sum(one.active for one in here)))
        may = self._context.viewer().may(Right.STAFF)
        self._new.setVisible(may)
        self.not_yours.setVisible(not may)
        self.locking.refresh()
        self._show_one(self.table.chosen())

    def _show_one(self, one: Associate | None) -> None:
        if one is not None:
            self.person.show_one(one)

    def _bring_into_sight(self) -> None:
        """Whoever was clicked, also where they stand under a long list."""
        if self._narrow:
            place = self.person.mapTo(self._left, QPoint(0, theme.px(SEEN)))
            self._scrolled.ensureVisible(0, place.y(), 0, 0)

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
        self._keeper.settle()
        self.refresh()
        self.table.choose(new_id)

    def save(self) -> None:
        """Ctrl Enter takes on who was typed, or gives the PIN that was."""
        if self.person.pin.is_begun():
            self.person.pin.save()
        elif self._new.isVisibleTo(self):
            self.add()

    def leave(self) -> None:
        """Who is half typed waits; a PIN never does."""
        self._keeper.keep()

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
