"""A question with its label above it and, beneath, what is to be said about the answer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import privacy, theme
from storebook.gui.words import Sign, label, set_role

MESSAGES = {
    "error": ("warning-circle", "garnet"),
    "warning": ("warning", "citrine"),
    "good": ("check", "leaf"),
    "hint": ("info", "ink3"),
}

Rule = Callable[[], object]


def announce(target: QWidget, words: str) -> None:
    """Let a screen reader say it now; what stands behind the lock is not said."""
    if QAccessible.isActive() and target.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(target, words))


def wording(refusal: Refused) -> str:
    """Why it was refused; without its amounts while a shopper may look."""
    return refusal.covered if refusal.covered and privacy.is_on() else str(refusal)


def _escaped(name: str) -> str:
    """A label that is tied to its control would underline the letter after `&`."""
    return name.replace("&", "&&")


class Message(QWidget):
    """One sentence under a field: an error in garnet, a warning in citrine, good news in leaf."""

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self._sign = Sign("warning-circle", "garnet", 16)
        self._words = label("", "small", role="error", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 3, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """What it says; empty when it is not there."""
        return self._words.text() if self.state else ""

    def say(self, state: str, words: str) -> None:
        """Show `words` as error, warning, good or hint."""
        self.state = state
        icon, color = MESSAGES[state]
        self._sign.show_sign(icon, color)
        set_role(self._words, state)
        self._words.setText(words)
        self.show()
        announce(self, words)

    def clear(self) -> None:
        """Take the message away."""
        self.state = ""
        self._words.setText("")
        self.hide()


class Field(QWidget):
    """The base of every input: label, control, message.

    `rule` raises Refused when the answer will not do; it runs when the field is left and at
    `check()`. `missing` is the sentence for an empty answer; without one the field may stay empty.
    """

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(
        self, name: str, control: QWidget, *, note: str = "", missing: str = "", density: str = ""
    ) -> None:
        super().__init__()
        self.name = name
        self.control = control
        self.message = Message()
        self.missing = missing
        self.rule: Rule | None = None
        self._refused: Refused | None = None
        self._caption = label(_escaped(name), "small", role="second")
        # A screen reader on Linux finds a choice's label by this tie, elsewhere by its name.
        self._caption.setBuddy(control)
        self._note = label(f"({note})" if note else "", "small", role="hint")
        if density:
            control.setProperty("density", density)
        control.setAccessibleName(name)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out(density)

    def _lay_out(self, density: str) -> None:
        caption = QHBoxLayout()
        caption.setContentsMargins(0, 0, 0, 0)
        caption.setSpacing(5)
        caption.addWidget(self._caption)
        caption.addWidget(self._note)
        caption.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(caption)
        whole.addWidget(self._dressed_control())
        whole.addWidget(self.message)
        # Only now: a widget that has no parent yet would show itself as a window of its own.
        self._note.setVisible(bool(self._note.text()))
        theme.set_letters(self.control, "big" if density == "counter" else "body")

    def _dressed_control(self) -> QWidget:
        """The control with what stands beside it; a field with more than one part overrides it."""
        return self.control

    def set_name(self, name: str) -> None:
        """Ask the question in other words."""
        self.name = name
        self._caption.setText(_escaped(name))
        self.control.setAccessibleName(name)

    def hide_name(self) -> "Field":
        """Leave the label away on screen, where its place says it; screen readers keep it."""
        self._caption.hide()
        self._note.hide()
        return self

    def is_empty(self) -> bool:
        """Whether there is no answer yet."""
        raise NotImplementedError

    def draft(self) -> object:
        """What is typed, as something that JSON keeps."""
        raise NotImplementedError

    def set_draft(self, kept: object) -> None:
        """Type again what `draft` kept."""
        raise NotImplementedError

    def error(self, sentence: str) -> None:
        """What is so and what is wanted, in garnet; it stays until the answer will do."""
        self._say("error", sentence)

    def refuse(self, refusal: Refused) -> None:
        """Show why it was refused, without its amounts while a shopper may look."""
        self.error(wording(refusal))
        self._refused = refusal

    def show_privacy(self) -> None:
        """Privacy was turned on or off: a refusal that stands here is worded anew."""
        if self._refused is not None and self.message.state == "error":
            self.refuse(self._refused)

    def warn(self, sentence: str) -> None:
        """Something to look at that does not block, in citrine."""
        self._say("warning", sentence)

    def good(self, sentence: str) -> None:
        """A good finding, in leaf."""
        self._say("good", sentence)

    def hint(self, sentence: str) -> None:
        """A fact about the answer, in quiet ink."""
        self._say("hint", sentence)

    def clear_message(self) -> None:
        """Nothing to say."""
        self.message.clear()
        self._show_state("")
        self.control.setAccessibleDescription("")

    def check(self) -> bool:
        """Whether the answer will do; when not, the sentence stands beneath."""
        try:
            self._ask_rules()
        except Refused as refusal:
            self.refuse(refusal)
            return False
        if self.message.state == "error":
            self.clear_message()
        return True

    def _ask_rules(self) -> None:
        if self.is_empty():
            if self.missing:
                raise Refused(self.missing)
            return
        self._understand()
        if self.rule is not None:
            self.rule()

    def _understand(self) -> None:
        """Raise Refused while the text is no day, amount or number; words are always understood."""

    def _say(self, state: str, sentence: str) -> None:
        self._refused = None
        self.message.say(state, sentence)
        self._show_state(state)
        self.control.setAccessibleDescription(sentence)

    def _show_state(self, state: str) -> None:
        shown = "error" if state == "error" else ""
        if (self.control.property("state") or "") != shown:
            self.control.setProperty("state", shown)
            theme.restyle(self.control)

    def _on_change(self) -> None:
        """While one types, a message may go but none may come."""
        if self.message.state == "error":
            self._forgive()
        elif self.message.state:
            self.clear_message()
        self.changed.emit()

    def _forgive(self) -> None:
        if self.is_empty():
            return
        try:
            self._ask_rules()
        except Refused:
            return
        self.clear_message()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._on_leave(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_leave(self, watched: QObject) -> None:
        """Check an answer that was given; an empty field is only asked for at save."""
        inside = QApplication.focusWidget()
        if inside is not None and self.isAncestorOf(inside) and inside is not watched:
            return
        if QApplication.activePopupWidget() is None:
            if not self.is_empty():
                self.check()
            self.left.emit()

    def _on_key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return self._on_enter()
        return False

    def _on_enter(self) -> bool:
        """Enter goes on to the next field; the form listens."""
        if self.is_empty() or self.check():
            self.entered.emit()
        return True
