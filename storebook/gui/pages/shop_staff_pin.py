"""Somebody's PIN: given, given anew, taken away; and one's own, changed with the old one."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.text import possessive
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.fields import TextField
from storebook.gui.form import Form
from storebook.gui.layout import row
from storebook.gui.words import button, label, section_head
from storebook.staff.associates import Associate
from storebook.staff.pins import (
    EASY,
    LONGEST,
    change_own_pin,
    has_pin,
    is_easy,
    must_have_pin,
    needs_pin,
    remove_pin,
    set_pin,
)

HAS, NOBODY_HAS = "Signs in with a PIN.", "Has no PIN."
BY_NAME = "Has no PIN, and signs in by name alone."
LEFT_OUT = (
    "Has no PIN, and can’t sign in until there is one: they may do more than a clerk, and anybody "
    "could be them."
)
TWO_WAYS = "The two are not the same. Type it once more."
NOTE = "4 to 8 digits"


class PinField(TextField):
    """Covered while it is typed, and never kept."""

    def __init__(self, name: str, *, note: str = "", missing: str) -> None:
        super().__init__(name, note=note, missing=missing, density="desk")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )

    def draft(self) -> object:
        return ""

    def set_draft(self, kept: object) -> None:
        """There is none."""


class PinPart(QWidget):
    """Looked at and kept by the worker: a PIN is made to take a third of a second each time."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._one: Associate | None = None
        self._own = False
        self._is_writing = False
        self.fact = label("", "small", role="second", wrap=True)
        self.old = PinField("Your PIN until now", missing="Type your PIN until now first.")
        self.new = PinField("New PIN", note=NOTE, missing="Which PIN shall it be?")
        self.again = PinField("The same again", missing="Type it once more.")
        self.button = button("Set PIN", density="desk")
        self.remove_button = button("Remove PIN", kind="quiet", density="desk")
        self.form = Form({"old": self.old, "pin": self.new, "again": self.again}, self)
        self.new.left.connect(self._hint)
        self.button.clicked.connect(self.save)
        self.remove_button.clicked.connect(self.remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(section_head("PIN"))
        whole.addWidget(self.fact)
        whole.addLayout(row(self.old, self.new, self.again))
        whole.addLayout(row(self.button, self.remove_button, "stretch"))

    def show_one(self, one: Associate, *, may: bool) -> None:
        """This one's; half-typed digits for somebody else are forgotten."""
        if self._one is None or self._one.id != one.id:
            self._forget()
        self._one = one
        book = self._context.book
        has, own = has_pin(book, one.id), one.id == book.associate_id
        self._own = own and has
        gives = one.active and (may or self._own)
        self.fact.setText(HAS if has else meaning_of_none(book, one))
        self.setVisible(one.active)
        self.old.setVisible(self._own)
        for field in (self.new, self.again, self.button):
            field.setVisible(gives)
        self.button.set_words("Change PIN" if has else "Set PIN")
        if self.remove_button.hasFocus() and not has:  # it goes, and the keys stay here
            self.button.setFocus()
        self.remove_button.setVisible(may and has)

    def is_begun(self) -> bool:
        """Whether a PIN is being typed."""
        return bool(self.new.value())

    def _forget(self) -> None:
        for field in (self.old, self.new, self.again):
            field.set_value("")
            field.clear_message()

    def _hint(self) -> None:
        if self.new.value() and is_easy(self.new.value()):
            self.new.warn(EASY)

    def save(self) -> None:
        """Give it to them, or change one's own."""
        one = self._one
        if one is None or not self.form.check():
            return
        old, new = self.old.value(), self.new.value()
        if new != self.again.value():
            self.again.error(TWO_WAYS)
            self.again.setFocus()
            return
        now = datetime.now(UTC)
        if self._own:
            self._write(lambda book: change_own_pin(book, old, new, now=now), "changed")
        else:
            self._write(lambda book: set_pin(book, one.id, new, now=now), "set")

    def remove(self) -> None:
        """Take it away: they sign in without one, or not at all."""
        one = self._one
        if one is not None:
            self._write(lambda book: remove_pin(book, one.id), "removed")

    def _write(self, work: Callable[[Book], None], told: str) -> None:
        one = self._one
        if one is None or self._is_writing:
            return
        self._is_writing = True
        said = f"{possessive(one.name)} PIN is {told}."
        self._context.jobs.write(
            lambda book, _: work(book),
            lambda _: self._done(said),
            owner=self,
            failed=self._failed,
        )

    def _done(self, said: str) -> None:
        self._is_writing = False
        self._forget()
        self._context.say(said)
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self._is_writing = False
        if not isinstance(error, Refused) or not self._show(error):
            raise error

    def _show(self, refusal: Refused) -> bool:
        """A wrong old PIN is said at the old one."""
        if self._own and refusal.field == "pin" and "That is not" in str(refusal):
            self.old.error(str(refusal))
            self.old.setFocus()
            return True
        return self.new.isVisible() and self.form.show_refusal(refusal)


def meaning_of_none(book: Book, one: Associate) -> str:
    """What it means for them to have no PIN: nothing while nobody has one."""
    if not needs_pin(book):
        return NOBODY_HAS
    return LEFT_OUT if must_have_pin(book, one) else BY_NAME
