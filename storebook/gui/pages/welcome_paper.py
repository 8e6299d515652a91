"""The key of a new book: handed over on paper, typed back, and proven on a first backup."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.drill import Proof, drill
from storebook.book.protection.keychain import has_keychain
from storebook.book.protection.paper import PaperKey
from storebook.book.protection.protecting import Ways, begin_protected_book
from storebook.book.protection.slots import checked_passphrase
from storebook.gui.aside import Aside, Say
from storebook.gui.bars import LoadingLine
from storebook.gui.dialogs.start_book import Beginning
from storebook.gui.fields import CheckLine, Message
from storebook.gui.form import enter_goes_on
from storebook.gui.front import locale_here
from storebook.gui.layout import column, held, row
from storebook.gui.paper_key import PaperKeyBlock
from storebook.gui.secret_field import SecretField
from storebook.gui.shown import time_of_day
from storebook.gui.words import button, label

LEAD = (
    "These 33 characters open the book on any computer, also when this one is stolen or broken. "
    "Nobody can make them again."
)
TRUST = "This computer may open the book"
TRUSTED = "in the morning nothing is asked"
NO_KEYCHAIN = (
    "This computer has no keychain, so the passphrase or the paper is asked for at each start."
)
OPTIONAL = "if you like, twelve characters or more"
DONE = "The book is begun, and its first backup is made."
PROVE = (
    "Prove now that the paper brings it back: the backup is opened with what you typed from the "
    "paper, as on another computer."
)
KEEP = (
    "Keep the paper away from this computer, where neither a thief nor a fire finds both. Whoever "
    "has it can open the book."
)
PROVEN = "The paper opens the backup of {at}: {found}, whole from end to end."


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A book that was made and closed again."""

    path: Path
    key: DataKey


class PaperStep(QWidget):
    """`opened` brings path and key of the new book; `left` is a step back to the questions.

    What is done next, `deeds`, stands beneath it.
    """

    opened = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: Beginning | None = None
        self._begun: Begun | None = None
        self._typed = ""
        self.aside = Aside(self)
        self.heading = label("The key to the book", "title", wrap=True)
        self.lead = label(LEAD, role="second", wrap=True)
        self.block = PaperKeyBlock()
        self.passphrase = SecretField("Passphrase as a second way in", note=OPTIONAL)
        self.trust = CheckLine(TRUST, fact=TRUSTED, on=True)
        self.no_keychain = label(NO_KEYCHAIN, "small", role="warning", wrap=True)
        self.loading = LoadingLine(can_stop=False)
        self.problem = Message()
        self.begin_button = button("Begin the book", kind="primary", icon="check", key="save")
        self.back_button = button("Back", kind="quiet", key="leave")
        self.prove_button = button("Prove it now", kind="primary", icon="check", key="save")
        self.go_button = button("Go to the book", icon="book-open")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self.begin_book)
        self.back_button.clicked.connect(self.step_back)
        self.prove_button.clicked.connect(self.prove)
        self.go_button.clicked.connect(self.open_it)
        self.passphrase.rule = lambda: checked_passphrase(self.passphrase.value())
        enter_goes_on(self.block.typed, self.passphrase, self.trust)

    def _lay_out(self) -> None:
        parts: list[QWidget] = [self.block, self.passphrase, self.trust, self.no_keychain]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.heading)
        whole.addWidget(self.lead)
        for part in parts:
            whole.addWidget(part)
        self._answering = held(row(self.begin_button, self.back_button, "stretch"))
        self._proving = held(row(self.prove_button, self.go_button, "stretch"))
        self.deeds = held(
            column(self.loading, self.problem, self._answering, self._proving, spacing=12)
        )

    def begin(self, asked: Beginning, today: date) -> None:
        """A fresh key for the book that was asked for."""
        self._asked, self._begun, self._typed = asked, None, ""
        self.heading.setText("The key to the book")
        self.lead.setText(LEAD)
        self.block.begin(asked.shop, asked.path.stem, today)
        self.passphrase.forget()
        self.problem.clear()
        self._show_steps(begun=False)

    def _show_steps(self, *, begun: bool) -> None:
        keychain = has_keychain()
        self._answering.setVisible(not begun)
        self._proving.setVisible(begun)
        for each in (self.block, self.passphrase):
            each.setVisible(not begun)
        self.trust.setVisible(not begun and keychain)
        self.no_keychain.setVisible(not begun and not keychain)

    def focus_first(self) -> None:
        """The page with the key comes first."""
        self.block.focus_first()

    def step_back(self) -> None:
        """Back to the questions, while there is no book yet; then on to the book."""
        if self.aside.is_busy:
            return
        if self._begun is None:
            self.block.forget()
            self.left.emit()
        else:
            self.open_it()

    def go_on(self) -> None:
        """Ctrl Enter."""
        if self._begun is None:
            self.begin_book()
        else:
            self.prove()

    # -- making it

    def begin_book(self) -> None:
        """Once the key was typed back: the book, and a first backup to prove the paper on."""
        self.problem.clear()
        if not self.block.check():
            self.block.typed.setFocus()
            return
        if not self.passphrase.check():
            self.passphrase.setFocus()
            return
        assert self._asked is not None
        asked, paper = self._asked, self.block.paper
        ways = Ways(
            passphrase=self.passphrase.value() or None,
            computer=not self.trust.isHidden() and self.trust.is_on(),
        )
        self._busy(True, "Making the book…")
        self.aside.run(lambda say: make_book(asked, paper, ways, say), self._made, self._failed)

    def _busy(self, busy: bool, words: str = "") -> None:
        for each in (self.begin_button, self.back_button, self.prove_button, self.go_button):
            each.setEnabled(not busy)
        if busy:
            self.loading.start(words)
        else:
            self.loading.done()

    def _made(self, begun: Begun) -> None:
        self._busy(False)
        self._begun, self._typed = begun, self.block.typed.value()
        self.block.forget()
        self.passphrase.forget()
        self.heading.setText(DONE)
        self.lead.setText(PROVE)
        self._show_steps(begun=True)
        self.prove_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is None:
            raise error
        self.problem.say("error", sentence)

    # -- proving it

    def prove(self) -> None:
        """The newest backup with the paper alone."""
        if self._begun is None or not self._typed:
            return
        path, typed = self._begun.path, self._typed
        self.problem.clear()
        self._busy(True, "Opening the backup with the paper…")
        self.aside.run(lambda say: drill(path, typed), self._proven, self._failed)

    def _proven(self, proof: Proof) -> None:
        self._busy(False)
        self._typed = ""
        self.lead.setText(KEEP)
        at = time_of_day(proof.at, locale_here())
        self.problem.say("good", PROVEN.format(at=at, found=proof.in_words))
        self.prove_button.hide()
        self.go_button.set_kind("primary")
        self.go_button.setFocus(Qt.FocusReason.TabFocusReason)

    def open_it(self) -> None:
        """On to the book."""
        if self._begun is not None and not self.aside.is_busy:
            self._typed = ""
            self.opened.emit(self._begun.path, self._begun.key)

    def close_it(self) -> None:
        """The window is closed: what is being made is finished, the key is forgotten."""
        self.aside.close()
        self.block.forget()


def make_book(asked: Beginning, paper: PaperKey, ways: Ways, say: Say) -> Begun:
    """The protected book with its first backup; closed again, to be opened by the window."""
    key = paper.data_key
    with begin_protected_book(
        asked.path, asked.shop, paper, ways, owner_name=asked.owner_name
    ) as book:
        say("Making the first backup…")
        keep_backup(book, backups_folder(book.path))
        return Begun(path=book.path, key=key)
