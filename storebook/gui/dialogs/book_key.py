"""The key of the book: given, changed, proven, taken away, and the other ways in."""

from collections.abc import Callable

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.drill import Proof, drill
from storebook.book.protection.keychain import has_keychain
from storebook.book.protection.paper import PaperKey, read_paper
from storebook.book.protection.protecting import Ways, set_passphrase
from storebook.book.protection.slots import checked_passphrase
from storebook.book.rights import Right, require
from storebook.gui.backup_list import moment_words
from storebook.gui.bars import LoadingLine
from storebook.gui.book_deeds import changing_key, protecting, unprotecting
from storebook.gui.closed_deeds import ClosedDeed
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine
from storebook.gui.jobs import Progress
from storebook.gui.layout import held, row
from storebook.gui.paper_key import PaperKeyBlock
from storebook.gui.secret_field import SecretField
from storebook.gui.words import Sign, area, button, label, link

OPTIONAL = "if you like, twelve characters or more"
TRUST = "This computer may open the book"
NO_KEYCHAIN = (
    "This computer has no keychain, so the passphrase or the paper is asked for at each start."
)
PROTECT = (
    "These 33 characters open the book on any computer, also when this one is stolen or broken. "
    "Nobody can make them again. The book is closed for a moment, and written anew with the key."
)
CHANGE = (
    "The new key takes the place of the old one, and ends the passphrase and every computer that "
    "may open the book, but for those given here. Backups from before stay under the old paper: "
    "keep it for them."
)
UNPROTECT = (
    "Whoever steals this computer, or copies the file, then reads all of it: names, addresses, and "
    "what everybody bought. To work with the data in another program, export it instead."
)
PASSPHRASE = (
    "It opens the book on any computer, with the file beside it that is named like the book. Four "
    "or five words that belong together only for you are good."
)
PROVE = (
    "Once a year is wise. The newest backup is opened with the paper alone, as on another "
    "computer, and read from end to end. Nothing is changed."
)
PROVEN = "The paper opens the backup of {at}: {found}, whole from end to end."
Deed = Callable[[PaperKey, Ways, str], ClosedDeed]


class KeyDialog(Dialog):
    """A key for the owner's paper, typed back; then the book is written with it."""

    def __init__(self, context: Context, title: str, words: str, deed: Deed) -> None:
        super().__init__(context, title, width=700)
        require(context.book, Right.STAFF)
        self._deed = deed
        self.block = PaperKeyBlock()
        self.block.begin(context.shop(), context.book.path.stem, context.today())
        self.passphrase = SecretField("Passphrase as a second way in", note=OPTIONAL)
        self.passphrase.rule = lambda: checked_passphrase(self.passphrase.value())
        keychain = has_keychain()
        self.trust = CheckLine(TRUST, fact="in the morning nothing is asked", on=keychain)
        self.content.addWidget(label(title, "heading"))
        self.content.addWidget(label(words, wrap=True))
        self.content.addWidget(self.block)
        self.content.addWidget(self.passphrase)
        if keychain:
            self.content.addWidget(self.trust)
        else:
            self.trust.setParent(None)
            self.content.addWidget(label(NO_KEYCHAIN, "small", role="warning", wrap=True))
        self.ask_for({"key": self.block.typed, "passphrase": self.passphrase, "trust": self.trust})
        self.set_actions(button(title, kind="primary", icon="lock-simple", key="save"))

    def focus_first(self) -> None:
        self.block.focus_first()

    def save(self) -> None:
        """The book closes, gets the key, and opens again."""
        ways = Ways(passphrase=self.passphrase.value() or None, computer=self.trust.is_on())
        deed = self._deed(self.block.paper, ways, self.block.typed.value())
        self._forget()
        self.context.dialogs.while_closed(deed)

    def leave(self) -> None:
        self._forget()
        super().leave()

    def _forget(self) -> None:
        self.block.forget()
        self.passphrase.forget()


def protect_book(context: Context) -> KeyDialog:
    """Give a plain book a key."""
    return KeyDialog(context, "Protect the book", PROTECT, protecting)


def change_key(context: Context) -> KeyDialog:
    """Give a protected book another key."""
    return KeyDialog(context, "Change the key", CHANGE, changing_key)


class Unprotect(Dialog):
    """Plainly said what it means, before it is done."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "End the protection", width=640)
        require(context.book, Right.STAFF)
        warning = area("trouble")
        words = label(UNPROTECT, wrap=True)
        inside = row(Sign("warning", "garnet"), words, spacing=10)
        inside.setStretchFactor(words, 1)
        inside.setContentsMargins(16, 12, 16, 12)
        warning.setLayout(inside)
        self.content.addWidget(label("Open the book without a key from now on?", "heading"))
        self.content.addWidget(warning)
        plain = button("End the protection", kind="danger")
        self.set_actions(plain, leave="Keep it protected")

    def focus_first(self) -> None:
        self.leave_button.setFocus()

    def save(self) -> None:
        self.context.dialogs.while_closed(unprotecting())


class SetPassphrase(Dialog):
    """A second way in, in the place of one that was before."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Passphrase of the book", width=600)
        require(context.book, Right.STAFF)
        self.field = SecretField("New passphrase", missing="A passphrase is needed.")
        self.field.rule = lambda: checked_passphrase(self.field.value())
        self.loading = LoadingLine(can_stop=False)
        self.content.addWidget(label("A passphrase as a second way in", "heading"))
        self.content.addWidget(label(PASSPHRASE, wrap=True))
        self.content.addWidget(self.field)
        self.content.addWidget(self.loading)
        self.ask_for({"passphrase": self.field})
        self.set_actions(button("Set the passphrase", kind="primary", icon="check", key="save"))

    def accept(self) -> None:
        """In the worker: a try is made dear on purpose, and that is measured first."""
        if not self.form.check():
            return
        said = self.field.value()

        def work(book: Book, _: Progress) -> None:
            set_passphrase(book, said)

        self.loading.start("Sealing the key with it…")
        self.context.jobs.write(work, self._set, owner=self, failed=self._failed)

    def save(self) -> None:
        """Done by the worker; see `accept`."""

    def _set(self, _: None) -> None:
        self.loading.done()
        self.field.forget()
        self.accepted.emit()
        self.finished.emit()

    def _failed(self, error: BaseException) -> None:
        self.loading.done()
        if not isinstance(error, Refused):
            raise error
        self.refuse(error)

    def leave(self) -> None:
        self.field.forget()
        super().leave()


class ProvePaper(Dialog):
    """The restore drill, whenever the owner likes; and another page of the same paper."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "The restore drill", width=640)
        self.field = SecretField("The key on the owner’s paper", missing="Type the 33 characters.")
        self.field.show_typed()
        self.loading = LoadingLine(can_stop=False)
        self.again = link("Save this page once more, as a PDF", icon="file-pdf")
        self.again.clicked.connect(self._save_again)
        self.content.addWidget(label("Does the paper bring the book back?", "heading"))
        self.content.addWidget(label(PROVE, wrap=True))
        self.content.addWidget(self.field)
        self.content.addWidget(self.loading)
        self.content.addWidget(held(row(self.again, "stretch")))
        self.ask_for({"key": self.field})
        self.set_actions(button("Prove it now", kind="primary", icon="check", key="save"))
        self.again.hide()

    def accept(self) -> None:
        """In the worker: the backup is read from end to end."""
        if not self.form.check():
            return
        typed = self.field.value()
        self.loading.start("Opening the newest backup with the paper…")
        self.context.jobs.read(
            lambda book: drill(book.path, typed), self._proven, owner=self, failed=self._failed
        )

    def save(self) -> None:
        """Done by the worker; see `accept`."""

    def _proven(self, found: Proof) -> None:
        self.loading.done()
        at = moment_words(found.at, self.context.today(), self.context.shop().locale)
        self.field.good(PROVEN.format(at=at, found=found.in_words))
        self.again.show()
        self.grown.emit()
        self.leave_button.setFocus()

    def _failed(self, error: BaseException) -> None:
        self.loading.done()
        if not isinstance(error, Refused):
            raise error
        self.refuse(error)

    def _save_again(self) -> None:
        """Only for who has just typed it: the book itself does not know its paper."""
        block = PaperKeyBlock()
        block.begin(self.context.shop(), self.context.book.path.stem, self.context.today())
        block.paper = read_paper(self.field.value())
        block.save_page()
        block.deleteLater()

    def leave(self) -> None:
        self.field.forget()
        super().leave()
