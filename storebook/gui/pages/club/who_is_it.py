"""Who has the phone or e-mail already, as a choice: families share phones."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.checks import show_number
from storebook.club.looking_up import Known
from storebook.gui import privacy
from storebook.gui.cells import Cell, Column
from storebook.gui.marks import initials
from storebook.gui.table import RecordTable
from storebook.gui.words import label

ROW = 48
NEW = "Somebody else with this number"
NEW_AT_ADDRESS = "Somebody else with this address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One who may be meant; somebody new is nobody known."""

    id: int
    known: Known | None
    words: str
    fact: str = ""


def fact_of(one: Known) -> str:
    """What tells them apart, and how they stand with the club."""
    if one.deceased_on is not None:
        return "died"
    card = f"a member already, card {show_number(one.card)}" if one.card else "not in the club yet"
    return f"ends {one.phone[-4:]} · {card}" if one.phone else card


class WhoIsIt(QWidget):
    """`chosen` brings who was chosen, None for somebody new."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._question = label("", "strong")
        self.table = RecordTable(
            self._columns(), "Who is it?", headings=False, fit=True, row_height=ROW
        )
        self.table.opened.connect(lambda one: self.chosen.emit(one.known))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._question)
        whole.addWidget(self.table)
        self.hide()

    def _columns(self) -> list[Column[Answer]]:
        return [
            Column(
                "Who",
                lambda one: Cell(
                    text=one.words,
                    second="" if privacy.is_on() else one.fact,
                    kind="listname" if one.known else "",
                    initials=_letters(one.known) if one.known else "",
                    icon="" if one.known else "user-plus",
                    icon_color="accent",
                ),
            ),
        ]

    def ask(self, people: Sequence[Known], *, by_email: bool) -> None:
        """Ask which of these it is, or whether it is somebody new."""
        answers = [
            Answer(id=one.shopper_id, known=one, words=one.name, fact=fact_of(one))
            for one in people
        ]
        answers.append(Answer(id=0, known=None, words=NEW_AT_ADDRESS if by_email else NEW))
        many = len(people)
        self._question.setText("Is it one of them?" if many > 1 else f"Is it {people[0].name}?")
        self.table.show_records(answers)
        self.table.choose_first()
        self.table.updateGeometry()
        self.show()


def _letters(one: Known) -> str:
    return initials(one.name, one.given or "", one.family or "")
