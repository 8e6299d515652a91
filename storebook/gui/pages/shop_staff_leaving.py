"""Someone left: what was theirs to do and to look after, and who takes it over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.text import counted
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField
from storebook.gui.layout import row
from storebook.gui.words import area, button, label
from storebook.staff.associates import Associate, associates
from storebook.staff.leaving import belongings, hand_over

NOBODY = "Whoever has time"


class LeavingPart(QWidget):
    """It asks until somebody took over, also tomorrow."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._from: Associate | None = None
        self.words = label("", "strong", wrap=True)
        self.taker = ChoiceField("Who takes over", [], density="desk")
        self.button = button("Hand over", kind="primary", density="desk")
        self.button.clicked.connect(self.hand_over)
        self.taker.hide_name()
        frame = area("ask")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(10)
        inside.addWidget(self.words)
        inside.addLayout(row(self.taker, self.button, "stretch"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.hide()

    def show_one(self, one: Associate, *, may: bool) -> None:
        """Ask, if they left something behind."""
        same = self._from is not None and self._from.id == one.id
        self._from = one
        left = belongings(self._context.book, one.id)
        self.setVisible(may and not one.active and not left.is_empty)
        both = (counted(left.tasks, "task"), counted(left.shoppers, "shopper"))
        some = [words for words in both if not words.startswith("0 ")]
        self.words.setText(f"{one.name} leaves {' and '.join(some)} behind. Who takes over?")
        people = [(None, NOBODY)] + [
            (person.id, person.name) for person in associates(self._context.book)
        ]
        at_work = self._context.book.associate_id
        self.taker.set_choices(people, self.taker.value() if same else at_work)

    def hand_over(self) -> None:
        """All of it, as one change."""
        if self._from is None:
            return
        taker: int | None = self.taker.value()
        given = hand_over(self._context.book, self._from.id, taker)
        whom = self.taker.box.currentText() if taker is not None else "whoever has time"
        self._context.say(f"{given.sentence[0].upper()}{given.sentence[1:]} go to {whom}.")
        self.changed.emit()
