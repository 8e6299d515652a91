"""What somebody may do, one switch for each right, in plain words."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine
from storebook.gui.layout import held, row
from storebook.gui.words import label, link, section_head
from storebook.staff.associates import Associate, Role
from storebook.staff.rights import WORDS, Right, give_rights, has_own_rights, rights_of

OWNERS = "An owner may do everything."
LEFT = "Who left may do nothing."
AS_ROLE = "As every {role} may."
OWN = "Other than every {role} may:"


class RightsPart(QWidget):
    """Each switch is saved as it is turned, and can be taken back."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._one: Associate | None = None
        self.lines = {right: CheckLine(WORDS[right]) for right in Right}
        self.fact = label("", role="second", wrap=True)
        self.as_role = link("as their role", kind="small")
        self.as_role.clicked.connect(self._give_as_role)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(24)
        half = -(-len(self.lines) // 2)
        for place, (right, line) in enumerate(self.lines.items()):
            line.changed.connect(partial(self._turn, right))
            grid.addWidget(line, place % half, place // half)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(section_head("May do"))
        whole.addLayout(row(self.fact, self.as_role, spacing=12))
        self._switches = held(grid)
        whole.addWidget(self._switches)

    def show_one(self, one: Associate, *, may: bool) -> None:
        """This one's; what the person at work may not hand out is greyed."""
        self._one = one
        book = self._context.book
        rights, own = rights_of(book, one.id), rights_of(book, book.associate_id)
        changes = may and one.active and one.role is not Role.OWNER
        for right, line in self.lines.items():
            line.set_on(right in rights)
            line.box.setEnabled(changes and right in own)
        differs = one.active and has_own_rights(book, one.id)
        self._switches.setVisible(changes)
        told = self._fact(one, differs=differs)
        self.fact.setText(told if changes or not one.active else _in_words(one, rights))
        self.as_role.set_words(f"give them those of a {one.role.value}")
        self.as_role.setVisible(changes and differs)

    def _fact(self, one: Associate, *, differs: bool) -> str:
        if not one.active:
            return LEFT
        return (OWN if differs else AS_ROLE).format(role=one.role.value)

    def _turn(self, right: Right, on: bool) -> None:
        one = self._one
        if one is None:
            return
        rights = rights_of(self._context.book, one.id)
        wanted = rights | {right} if on else rights - {right}
        try:
            give_rights(self._context.book, one.id, wanted)
        except Refused:
            self.lines[right].set_on(right in rights)
            raise
        may = "may" if on else "may no longer"
        words = WORDS[right]
        self._context.say(f"{one.name} {may} {words[0].lower()}{words[1:]}.")
        self.changed.emit()

    def _give_as_role(self) -> None:
        if self._one is not None:
            give_rights(self._context.book, self._one.id, None)
            self._context.say(f"{self._one.name} may do what every {self._one.role.value} may.")
            self.changed.emit()


def _in_words(one: Associate, rights: frozenset[Right]) -> str:
    """What stands there where nothing can be turned."""
    if one.role is Role.OWNER:
        return OWNERS
    words = [WORDS[right][0].lower() + WORDS[right][1:] for right in Right if right in rights]
    return f"May {', '.join(words)}." if words else "May only look."
