"""The backups of the book: the newest, the second place, backing up now, and restoring."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.book.book import Book
from storebook.book.kept_backups import KeptBackup, kept_backups
from storebook.book.own_backup import back_up_into
from storebook.book.remembered import folder_to_look_in
from storebook.book.second_place import (
    choose_second_place,
    is_on_the_same_disk,
    keep_everywhere,
    reminder,
    second_place,
)
from storebook.gui import ask, local_settings
from storebook.gui.backup_list import moment_words
from storebook.gui.context import Context
from storebook.gui.keeping import now_here
from storebook.gui.layout import column, held, row
from storebook.gui.shown import plural
from storebook.gui.words import button, label, link, section_head, set_role
from storebook.gui.working import Working
from storebook.staff.rights import Right

NONE_YET = "No backup yet: the first is made within the hour, and when the book is closed."
NO_SECOND = (
    "No second place yet: a stolen or burnt computer would take the book and all its backups."
)
CHOOSE = "Choose a folder on a stick, or on another computer."
ASK = "Ask the owner to choose one."
SAME_DISK = "It is on the same disk as the book, so it is lost with it."
NEW = "chosen, nothing there yet"


class ShopBackups(QWidget):
    """`written` comes when there is something new to show."""

    written = Signal()

    def __init__(self, context: Context, working: Working) -> None:
        super().__init__()
        self._context = context
        self._working = working
        self.newest = label("", wrap=True)
        self.second = label("", wrap=True)
        self.note = label("", "small", role="good", wrap=True)
        self.now_button = button("Back up now", icon="copy", density="desk")
        self.restore_button = button("Restore…", icon="clock-counter-clockwise", density="desk")
        self.folder_button = button("Into a folder…", icon="folder-open", density="desk")
        self.choose_link = link("Choose a second place")
        self.none_link = link("No second place any more")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.now_button.clicked.connect(self.back_up_now)
        self.restore_button.clicked.connect(self.restore)
        self.folder_button.clicked.connect(self.back_up)
        self.choose_link.clicked.connect(self.choose)
        self.none_link.clicked.connect(self.choose_none)

    def _lay_out(self) -> None:
        self.links = links = held(row(self.choose_link, self.none_link, "stretch", spacing=20))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(section_head("Backups"))
        whole.addWidget(self.newest)
        whole.addLayout(
            row(self.now_button, self.restore_button, self.folder_button, "stretch", spacing=10)
        )
        whole.addWidget(self.note)
        whole.addLayout(column(self.second, links, spacing=4))
        self.note.hide()

    # -- what is shown

    def refresh(self) -> None:
        """The newest backup, and how it stands with the second place."""
        path = self._context.book.path
        found = kept_backups(folder_to_look_in(path))
        self.newest.setText(self._newest_words(found) if found else NONE_YET)
        self._show_second(path)

    def _newest_words(self, found: list[KeptBackup]) -> str:
        many = plural(len(found), "backup", "backups", self._locale())
        return f"{many} on this computer, the newest of {self._when(found[0].at)}."

    def _show_second(self, path: Path) -> None:
        place = second_place(path)
        late = reminder(path, now_here())
        self.choose_link.set_words("Choose another" if place else "Choose a second place")
        self.none_link.setVisible(place is not None)
        if place is None:
            may = self._context.viewer().may(Right.BACKUP)
            self.second.setText(f"{NO_SECOND} {CHOOSE if may else ASK}")
        else:
            seen = self._when(place.seen_at) if place.seen_at is not None else ""
            there = f"last reached {seen}" if seen else NEW
            away = "" if place.is_there else " It is not connected now."
            same = f" {SAME_DISK}" if is_on_the_same_disk(path, place.folder) else ""
            self.second.setText(late or f"Second place: {place.folder}, {there}.{away}{same}")
        set_role(self.second, "warning" if late or place is None else "")

    def _when(self, at: datetime) -> str:
        return moment_words(at.astimezone(), self._context.today(), self._locale())

    def _locale(self) -> str:
        return self._context.shop().locale

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()
        self.written.emit()

    # -- deeds

    def back_up_now(self) -> None:
        """Here and, where it is connected, in the second place."""

        def work(book: Book) -> KeptBackup | None:
            return keep_everywhere(book, now_here(), at_the_end=True)

        self._working.work("Copying the book and reading the copy back…", work, self._kept)

    def _kept(self, made: KeptBackup | None) -> None:
        same = "The newest backup already says all that the book does."
        self._say(same if made is None else f"Backed up and read back: “{made.path.name}”.")

    def back_up(self) -> None:
        """One verified copy into a folder, best on another disk."""
        known = local_settings.last_backup(self._context.book.path)
        start = known[1].parent if known is not None and known[1].parent.is_dir() else None
        folder = ask.choose_folder(self._context.window(), "Where the backup goes", start)
        if folder is None:
            return

        def work(book: Book) -> Path:
            return back_up_into(book, folder)

        self._working.work("Copying the book and reading the copy back…", work, self._backed_up)

    def _backed_up(self, made: Path) -> None:
        local_settings.remember_backup(self._context.book.path, now_here(), made)
        self._say(f"Backed up and read back: “{made.name}” in “{made.parent}”.")

    def restore(self) -> None:
        """Which backup, and what would be lost with each."""
        from storebook.gui.dialogs.restore_backup import RestoreBackup

        self._context.dialogs.open(RestoreBackup(self._context))

    def choose(self) -> None:
        """A folder on another disk; the newest backup goes there at once."""
        folder = ask.choose_folder(self._context.window(), "The second place for backups")
        if folder is None:
            return
        choose_second_place(self._context.book, folder, now_here())
        self.back_up_now()
        self.refresh()

    def choose_none(self) -> None:
        """What lies there stays there."""
        choose_second_place(self._context.book, None, now_here())
        self.refresh()
