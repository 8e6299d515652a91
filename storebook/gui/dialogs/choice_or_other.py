"""A choice whose last answer, “Somebody else…”, turns into a field to type in."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.fields import ChoiceField, Field, PickField, TextField
from storebook.gui.form import enter_goes_on

LEAST_LETTERS = 5


class Other(Enum):
    """The value of the last answer, which asks for something that is not in the list."""

    OTHER = "other"


class ChoiceOrOther(QWidget):
    """`other` takes the place of the list; left empty, or with Esc, the list comes back.

    `value()` is what was chosen or typed. Whoever was found by typing joins the list.
    """

    changed = Signal()

    def __init__(self, choice: ChoiceField, other: TextField | PickField, words: str) -> None:
        super().__init__()
        self.choice = choice
        self.other = other
        self._words = words
        # A long name must not make the whole form wider: its list shows it whole.
        choice.box.setSizeAdjustPolicy(
            choice.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        choice.box.setMinimumContentsLength(LEAST_LETTERS)
        self._choices: list[tuple[Any, str]] = []
        self._before: Any = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (choice, other):
            whole.addWidget(part)
            enter_goes_on(part)
        other.hide()
        self.setFocusProxy(choice)
        self.setSizePolicy(choice.sizePolicy())
        choice.picked.connect(self._on_pick)
        other.changed.connect(self.changed)
        other.left.connect(self._on_left)
        other.control.installEventFilter(self)
        if isinstance(other, PickField):
            other.picked.connect(self._on_found)

    # -- what it offers and says

    def set_choices(self, choices: Sequence[tuple[Any, str]], value: Any = None) -> None:
        """Offer these, with the other answer at the end, and choose `value`."""
        self._choices = list(choices)
        self.choice.set_choices([*self._choices, (Other.OTHER, self._words)], value)
        self._before = self.choice.value()
        self._show(self.choice)

    def set_value(self, value: Any, words: str = "") -> None:
        """Choose it. Who is not in the list joins it under `words`; other words are typed."""
        if value not in [known for known, _ in self._choices] and words:
            if isinstance(self.other, TextField):
                self.other.set_value(words)
                self._show(self.other)
                return
            self.set_choices([*self._choices, (value, words)], value)
            return
        self.choice.set_value(value)
        self._before = self.choice.value()
        self._show(self.choice)

    def value(self) -> Any:
        """The choice that is on, or what was typed in its place."""
        return self.shown_field().value()

    def is_other(self) -> bool:
        """Whether the other field stands in place of the list."""
        return self.other.isVisibleTo(self)

    def shown_field(self) -> ChoiceField | TextField | PickField:
        """The one that can be seen, also for a message beneath it."""
        return self.other if self.is_other() else self.choice

    def draft(self) -> object:
        """What is chosen or typed."""
        if self.is_other():
            return {"typed": self.other.line.text()}
        value = self.choice.value()
        return {"value": value, "words": self.choice.box.currentText() if value else ""}

    def set_draft(self, kept: object) -> None:
        """Choose or type it again."""
        if not isinstance(kept, dict):
            return
        if "typed" in kept:
            self.other.line.setText(str(kept["typed"]))
            self._show(self.other)
        else:
            self.set_value(kept.get("value"), str(kept.get("words", "")))

    # -- between the two

    def _show(self, part: Field) -> None:
        self.choice.setVisible(part is self.choice)
        self.other.setVisible(part is self.other)
        self.setFocusProxy(part)

    def _on_pick(self, value: Any) -> None:
        if value is Other.OTHER:
            self._show(self.other)
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._before = value
        self.changed.emit()

    def _on_found(self, value: Any) -> None:
        self.set_value(value, self.other.line.text().partition(" · ")[0])
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_left(self) -> None:
        if self.is_other() and self.other.is_empty():
            self._give_up()

    def _give_up(self) -> None:
        self.choice.set_value(self._before)
        self._show(self.choice)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.is_other()
        ):
            self._give_up()
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
