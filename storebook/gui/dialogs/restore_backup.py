"""Restoring a backup over the open book: chosen by its day and by what would be lost since."""

from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.protection.data_key import DataKey
from storebook.book.restorable import Restorable, restorable_from, restorables
from storebook.book.rights import Right, require
from storebook.gui import ask
from storebook.gui.backup_list import BackupList, moment_words
from storebook.gui.bars import LoadingLine
from storebook.gui.book_deeds import restoring
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.secret_field import SecretField
from storebook.gui.shown import plural
from storebook.gui.words import button, label

BOOKS = "Storebook books (*.book);;All files (*)"
MISSING = "Type the 33 characters from the paper that was in use then."
WORDS = (
    "The backup takes the place of the book. The book as it is now is backed up first, and kept "
    "beside it under a name with the day."
)


class RestoreBackup(Dialog):
    """The one question that is asked beforehand; the book closes for it, and opens again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Restore a backup", width=760)
        require(context.book, Right.BACKUP)
        private = context.is_private()
        self.backups = BackupList(context.today, context.shop().locale, private=private)
        self.loading = LoadingLine(can_stop=False)
        self.choose_button = button("Choose a file…", icon="folder-open")
        self.choose_button.clicked.connect(self._choose)
        self.restore_button = button("Restore", kind="primary", icon="clock-counter-clockwise")
        self.backups.chosen_changed.connect(self._name_it)
        self.paper = SecretField("The key on the paper of that time", missing=MISSING)
        self.paper.hide()
        self.content.addWidget(label("Restore a backup", "heading"))
        self.content.addWidget(label(WORDS, wrap=True))
        self.content.addWidget(self.loading)
        self.content.addWidget(self.backups)
        self.content.addWidget(self.paper)
        self.ask_for({"key": self.paper})
        self.set_actions(self.restore_button, self.choose_button, leave="Cancel")
        self.look()

    def look(self, chosen: Path | None = None) -> None:
        """In the worker: each backup is opened, to compare its history with the book's."""
        self.loading.start("Comparing the backups with the book…")

        def work(book: Book) -> list[Restorable]:
            return restorables(book.path, key=book.key, book=book, chosen=chosen)

        self.context.jobs.read(work, self._show, owner=self)

    def _show(self, found: list[Restorable]) -> None:
        self.loading.done()
        good = next((one for one in found if not one.problem), None)
        self.backups.show_backups(found, good)
        self.restore_button.setVisible(bool(found))
        (self.restore_button if found else self.choose_button).setFocus()
        self.grown.emit()

    def _name_it(self, one: Restorable | None) -> None:
        self._problem.clear()
        self.paper.setVisible(one is not None and one.needs_key)
        self.grown.emit()
        if one is not None:
            self.restore_button.set_words(f"Restore the backup of {self._when(one)}")

    def _when(self, one: Restorable) -> str:
        return moment_words(one.at, self.context.today(), self.context.shop().locale)

    def _choose(self) -> None:
        found = ask.open_file(self.context.window(), "Choose a backup", BOOKS)
        if found is not None:
            self.look(found)

    def focus_first(self) -> None:
        self.backups.table.setFocus()

    def accept(self) -> None:
        """Asked once more, by the deed and by what would be lost."""
        one = self.backups.chosen()
        if one is None:
            return
        if one.needs_key:
            self._open_with_paper(one)
        elif one.problem:
            self.refuse(Refused(one.problem))
        else:
            self._ask(one)

    def _open_with_paper(self, one: Restorable) -> None:
        """In the worker: a backup from before the key was changed, with the paper of then."""
        typed = self.paper.value()
        if not typed:
            self.paper.error(MISSING)
            return
        self.loading.start("Opening the backup with that paper…")

        def work(book: Book) -> tuple[Restorable, DataKey]:
            from storebook.book.protection.unlocking import key_from_text

            key, _ = key_from_text(one.path, typed)
            return restorable_from(book.path, one.path, book, key), key

        jobs = self.context.jobs  # pressed twice, it asks once
        jobs.read(work, self._opened, owner=self, lane="earlier", failed=self._failed)

    def _opened(self, found: tuple[Restorable, DataKey]) -> None:
        self.loading.done()
        one, earlier = found
        if one.problem:
            self.refuse(Refused(one.problem))
        else:
            self._ask(one, earlier)

    def _failed(self, error: BaseException) -> None:
        self.loading.done()
        if not isinstance(error, Refused):
            raise error
        self.refuse(error)

    def _ask(self, one: Restorable, earlier: DataKey | None = None) -> None:
        lost = ""
        if one.lost:
            many = plural(one.lost, "step", "steps", self.context.shop().locale)
            lost = f" What was done since would be lost: {many}."
        when = self._when(one)
        question = f"Put the backup of {when} in the place of the book?{lost}"
        if ask.confirm(self.context.window(), question, "Restore it", fact=WORDS):
            self.accepted.emit()
            self.finished.emit()
            self.paper.forget()
            deed = restoring(one.path, self.context.today(), when, earlier)
            self.context.dialogs.while_closed(deed)

    def leave(self) -> None:
        self.paper.forget()
        super().leave()

    def save(self) -> None:
        """Done while the book is closed; see `accept`."""
