"""A forgotten PIN: the key of the book proves an owner, who sets a new one; others ask them."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.form import Form
from storebook.gui.layout import held, row
from storebook.gui.secret_field import SecretField
from storebook.gui.words import button, label

PROVE = (
    "The printed key of the book, or its passphrase, proves that you are the owner. Then a new PIN "
    "can be set."
)
NO_KEY = (
    "This book is not protected, so no key can prove who the owner is, and this window gives no "
    "new PIN. Everything in the book is safe. On the command line a new PIN can be given, and the "
    "history says so:"
)
ASK_OWNER = (
    "The owner gives you a new PIN, on the page Shop, under Staff. What was being typed is kept "
    "meanwhile."
)
COMMAND = 'storebook staff forgotten-pin "{path}" "{name}"'
NOT_SAME = "The two are not the same. Type it once more."


class ForgottenPin(QWidget):
    """`given` brings the key and the new PIN; `left`: it came back to mind."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", role="second", wrap=True)
        self.command = label("", wrap=True, selectable=True)
        self.key = SecretField("Printed key or passphrase", missing="Type the key first.")
        self.new = SecretField("New PIN", note="4 to 8 digits", missing="Which PIN shall it be?")
        self.again = SecretField("The same again", missing="Type it once more.")
        self.button = button("Set new PIN", kind="primary")
        self.back = button("Back", kind="quiet", key="leave")
        self.form = Form({"key": self.key, "pin": self.new, "again": self.again}, self)
        self._fields = held(row(self.new, self.again))
        self.button.clicked.connect(self.save)
        self.back.clicked.connect(self.left)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for part in (self.words, self.command, self.key, self._fields):
            whole.addWidget(part)
        whole.addLayout(row(self.button, self.back, "stretch"))
        whole.addStretch()

    def ask(self, name: str, path: str, *, protected: bool) -> None:
        """Ask for the key, or say that there is none."""
        self._show(PROVE if protected else NO_KEY, asks=protected)
        self.command.setText(COMMAND.format(path=path, name=name))
        self.command.setHidden(protected)

    def send_to_owner(self) -> None:
        """Say who gives a new PIN to whoever is no owner."""
        self._show(ASK_OWNER, asks=False)
        self.command.hide()

    def _show(self, words: str, *, asks: bool) -> None:
        self.forget()
        self.words.setText(words)
        for part in (self.key, self._fields, self.button):
            part.setVisible(asks)
        (self.key if asks else self.back).setFocus()

    def save(self) -> None:
        """What is missing is said beside its field."""
        if not self.form.check():
            return
        if self.new.value() != self.again.value():
            self.again.error(NOT_SAME)
            self.again.setFocus()
            return
        self.button.setEnabled(False)
        self.given.emit(self.key.value(), self.new.value())

    def refuse(self, refusal: Refused) -> None:
        """Beside the field that it is about, the key else."""
        self.button.setEnabled(True)
        if not self.form.show_refusal(refusal):
            self.key.error(str(refusal))
            self.key.setFocus()

    def set_wide(self, pixels: int) -> None:
        """So wide, and as tall as its sentences are then, with room for two more of them."""
        self.setFixedWidth(pixels)
        self.setMinimumHeight(self._whole.totalHeightForWidth(pixels) + theme.px(44))

    def event(self, event: QEvent) -> bool:
        """A sentence beneath each field needs more room than that."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            needed = self._whole.totalHeightForWidth(self.width())
            self.setMinimumHeight(max(self.minimumHeight(), needed))
        return done

    def forget(self) -> None:
        """Nothing typed here stays."""
        self.button.setEnabled(True)
        for field in (self.key, self.new, self.again):
            field.forget()
            field.clear_message()
