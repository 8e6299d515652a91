"""A protected book at the start of the day, where this computer does not open it by itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.keychain import has_keychain
from storebook.book.protection.paper import PaperTypo
from storebook.book.protection.unlocking import WaysIn, key_from_text, ways_in
from storebook.gui.aside import Aside
from storebook.gui.bars import LoadingLine
from storebook.gui.fields import CheckLine
from storebook.gui.front import Front, breakable, front_sheet
from storebook.gui.layout import row
from storebook.gui.secret_field import SecretField
from storebook.gui.words import button, label, link

EITHER = "Passphrase, or the key on the owner’s paper"
PAPER_ONLY = "The key on the owner’s paper"
LEAD = "The book is protected, and this computer does not open it by itself."
BACKUP_LEAD = "The backup is protected: its key opens it, here as on any other computer."
MISSING = "Type the passphrase or the 33 characters from the owner’s paper."
LONG_NAME = 28
TRUST = "This computer may open it from now on"
LOST_BOTH = (
    "Without the passphrase and the paper nobody can open the book, the makers of the program "
    "included. It stays where it is: the paper may still be found."
)


class Unlock(Front):
    """`unlocked` brings the key; the window then opens the book. Nothing here ever deletes."""

    unlocked = Signal(object)
    other_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, path: Path, *, why: str = "", backup: bool = False) -> None:
        super().__init__(path.stem)
        self._path = path
        self.aside = Aside(self)
        self.ways: WaysIn = ways_in(path)
        kind = "display" if len(path.stem) <= LONG_NAME else "title"
        self.heading = label(breakable(path.stem), kind, wrap=True)
        self.lead = label(BACKUP_LEAD if backup else LEAD, "heading", role="second", wrap=True)
        told = dict.fromkeys(filter(None, (self.ways.trouble, why)))
        self.why = label(" ".join(told), role="warning", wrap=True)
        name = EITHER if self.ways.passphrase or self.ways.trouble else PAPER_ONLY
        self.field = SecretField(name, missing=MISSING, density="counter")
        self.trust = CheckLine(TRUST, fact="by its keychain", on=False)
        self.loading = LoadingLine(can_stop=False)
        self.open_button = button("Open the book", kind="primary", icon="book-open", key="Enter")
        self.other_link = link("Open another book")
        self.restore_link = link("Restore from a backup")
        self.lost_link = link("Neither is at hand", kind="small")
        self.lost = label(LOST_BOTH, "small", role="second", wrap=True)
        self._lay_out(backup=backup)
        self._connect()

    def _lay_out(self, *, backup: bool) -> None:
        links: list[QWidget | None] = [self.other_link, None if backup else self.restore_link]
        self.put(
            front_sheet(
                self.heading, 6, self.lead, 10, self.why, 22, self.field, 10, self.trust, 14,
                self.loading, row(self.open_button, "stretch"), 26,
                row(*links, "stretch", spacing=24), 14, row(self.lost_link, "stretch"), 4,
                self.lost,
            )
        )  # fmt: skip
        self.why.setVisible(bool(self.why.text()))
        self.trust.setVisible(not backup and has_keychain())
        self.lost.hide()

    def _connect(self) -> None:
        self.field.entered.connect(self.unlock)
        self.open_button.clicked.connect(self.unlock)
        self.other_link.clicked.connect(self.other_wanted)
        self.restore_link.clicked.connect(self.restore_wanted)
        self.lost_link.clicked.connect(lambda: self.lost.setVisible(self.lost.isHidden()))
        QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        """The one field has the caret."""
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def wants_trust(self) -> bool:
        """Whether this computer may open the book by itself from now on."""
        return not self.trust.isHidden() and self.trust.is_on()

    def unlock(self) -> None:
        """Which of the two was typed is found out; a passphrase takes a third of a second."""
        if self.aside.is_busy or not self.field.check():
            return
        path, typed = self._path, self.field.value()
        self.loading.start("Opening…")
        self.open_button.setEnabled(False)
        work: Callable[..., DataKey] = lambda say: key_from_text(path, typed)[0]  # noqa: E731
        self.aside.run(work, self._opened, self._failed)

    def _opened(self, key: DataKey) -> None:
        self._rest()
        self.field.forget()
        self.unlocked.emit(key)

    def _failed(self, error: BaseException) -> None:
        self._rest()
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is None:
            raise error
        self.field.error(sentence)
        if isinstance(error, PaperTypo):  # one character is put right, not all typed again
            self.field.show_typed()
        else:
            self.field.line.selectAll()
        self.field.setFocus()

    def _rest(self) -> None:
        self.loading.done()
        self.open_button.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.unlock()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.aside.close()
        self.field.forget()
        super().closeEvent(event)
