"""A book that does not open: what happened, what is safe, what now. Never a new, empty one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.book.lock import BookHeld
from storebook.book.old_log import set_old_log_aside
from storebook.book.places import default_folder, new_book_path
from storebook.book.protection.data_key import DataKey
from storebook.book.rescue import LOCKED, NOW, UNTOUCHED, Rescue, Trouble, WayOut
from storebook.book.restorable import Restorable
from storebook.book.salvage import SalvageReport, salvage
from storebook.gui import ask
from storebook.gui.aside import Aside
from storebook.gui.backup_list import BackupList, moment_words
from storebook.gui.bars import LoadingLine
from storebook.gui.fields import Message
from storebook.gui.front import Front, breakable, front_sheet, locale_here
from storebook.gui.layout import column, held, row
from storebook.gui.pages.rescue_report import SalvageShown
from storebook.gui.program import Program
from storebook.gui.rescuing import (
    PutBack,
    Seen,
    copy_here,
    put_back,
    restored_words,
    see,
    see_backup,
)
from storebook.gui.taking_over import is_taken_over
from storebook.gui.words import button, label, link

LEFT_SHARE = 0.3
WIDEST = 760
LOOKING, WAYS, REPORT = range(3)
FROM_BACKUP = "A backup becomes a book on this computer."
INSTEAD = "It takes the place of “{name}”, which is kept beside it under a name with the day."
FROM_SAFE = "The backup itself is not touched."
KEY_FIRST = "Give its key first: the owner’s passphrase, or the one on the owner’s paper."
GIVE_IT = "Give the key to restore the backup."
CONNECT = f"Connect its disk or open it where it is now; else {GIVE_IT[0].lower()}{GIVE_IT[1:]}"
OVER = "Put the backup in the place of the book?"
KEPT = "What is there now is kept beside it, under a name with the day."
BOOKS = "Storebook books (*.book);;All files (*)"
BAD_PLACE = {Trouble.NETWORK, Trouble.FAT, Trouble.READ_ONLY}
REPLACEABLE = {Trouble.MISSING, Trouble.EMPTY, Trouble.DAMAGED, Trouble.OLD_LOG}
COPIED = "This is the copy in “{folder}”: work in it from now on, and no longer in the other."
NO_BOOK = {Trouble.MISSING, Trouble.EMPTY}


class RescueWindow(Front):
    """Begins by looking, in the worker; `program` opens what comes of it.

    With `chosen` that backup becomes a book here; where `path` is another one's, the book `path`.
    `earlier` opens backups from before the book had its key.
    """

    def __init__(  # noqa: PLR0913 - which book or backup, and what is known of it
        self,
        program: Program,
        path: Path,
        key: DataKey | None = None,
        *,
        met_with: Trouble | None = None,
        chosen: Path | None = None,
        earlier: DataKey | None = None,
    ) -> None:
        super().__init__(path.stem, left_share=LEFT_SHARE)
        self._program = program
        self._path = path
        self._key = key
        self._met_with = met_with
        self._chosen = chosen
        self._earlier = earlier
        self._seen: Seen | None = None
        self.aside = Aside(self)
        self.heading = label("", "title", wrap=True)
        self.safe = label("", "heading", role="second", wrap=True)
        self.now = label("", wrap=True)
        self.passed = label("", "small", role="warning", wrap=True)
        self.backups = BackupList(program.today, locale_here())
        self.restore_button = button("Restore", kind="primary", icon="clock-counter-clockwise")
        self.salvage_button = button("Bring back what can be read", icon="archive-box")
        self.key_button = button("Give the key", icon="lock-simple")
        self.log_button = button("Set the old work aside", kind="primary", icon="archive-box")
        self.copy_button = button("Copy it to this computer", icon="copy")
        self.again_button = button("Try again", icon="arrow-clockwise")
        self.other_link = link("Open another book")
        self.choose_link = link("Choose a backup kept elsewhere")
        self.loading = LoadingLine(can_stop=False)
        self.problem = Message()
        self.report = SalvageShown()
        self._doing = label("", "heading", role="second", wrap=True)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        QTimer.singleShot(0, self, self.look)

    def _lay_out(self) -> None:
        first = row(self.log_button, self.restore_button, self.key_button, self.copy_button,
                    "stretch")  # fmt: skip
        second = row(self.salvage_button, self.again_button, "stretch")
        self._buttons = held(column(held(first), held(second), spacing=10))
        looking = front_sheet(label(self._path.stem, "title", wrap=True), 8, self._doing, 20,
                              self.loading, wide=WIDEST)  # fmt: skip
        ways = front_sheet(
            self.heading, 6, self.safe, 8, self.now, 14, self._buttons, 4, self.problem, 14,
            self.backups, 6, self.passed, 12,
            row(self.choose_link, self.other_link, "stretch", spacing=24), wide=WIDEST,
        )  # fmt: skip
        report = front_sheet(self.report, deeds=self.report.deeds, wide=WIDEST)
        for page in (looking, ways, report):
            self._pages.addWidget(page)
        self.put(self._pages)

    def _connect(self) -> None:
        self.backups.chosen_changed.connect(self._name_restore)
        self.backups.table.opened.connect(lambda _: self.restore())
        self.restore_button.clicked.connect(self.restore)
        self.salvage_button.clicked.connect(self.salvage)
        self.key_button.clicked.connect(self._ask_key)
        self.log_button.clicked.connect(self._set_log_aside)
        self.copy_button.clicked.connect(self.copy_here)
        self.again_button.clicked.connect(self._try_again)
        self.other_link.clicked.connect(lambda: self._program.show_first_window())
        self.choose_link.clicked.connect(self._choose)
        self.report.open_wanted.connect(self._open_salvaged)
        self.report.left.connect(self._to_ways)
        self.aside.said.connect(lambda words: self._doing.setText(f"{words}…"))

    # -- looking

    def look(self) -> None:
        """In the worker: the newest backups are read from end to end."""
        path, key, chosen, met_with = self._path, self._key, self._chosen, self._met_with
        earlier = self._earlier
        self._work("Looking at the book and its backups…")

        def work(_: object) -> Seen:
            if chosen is not None:
                return see_backup(chosen, key, None if path == chosen else path, earlier)
            return see(path, key, met_with=met_with, earlier=earlier)

        self.aside.run(work, self._show, self._failed)

    @property
    def is_looked_at(self) -> bool:
        """Whether the ways out are shown."""
        return self._seen is not None and self._pages.currentIndex() == WAYS

    def _work(self, words: str) -> None:
        self._doing.setText(words)
        self.problem.clear()
        self.loading.start("")
        self._pages.setCurrentIndex(LOOKING)

    def _show(self, seen: Seen) -> None:
        self.loading.done()
        if seen.rescue is None and self._chosen is None:  # nothing stands in the way any more
            self._open(seen.key)
            return
        self._seen, self._key, self._path = seen, seen.key, seen.path
        self._show_words(seen)
        self._show_ways(seen)
        self.backups.show_backups(seen.backups, seen.newest)
        # Where the book itself is safe, what a backup lacks would only frighten.
        lost = seen.rescue is None or seen.rescue.trouble in REPLACEABLE
        self.backups.setVisible(bool(seen.backups) and lost)
        self._to_ways()

    def _to_ways(self) -> None:
        """The keys are on the best of them."""
        self._pages.setCurrentIndex(WAYS)
        first = [each for each in self._ways_shown() if each.isEnabled()]
        (first or [self.other_link])[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_words(self, seen: Seen) -> None:
        rescue = seen.rescue
        locked = locked_in(seen)
        if rescue is None:
            self.heading.setText(breakable(f"Restore “{self._path.stem}”"))
            self.safe.setText(FROM_SAFE)
            there = INSTEAD.format(name=self._path.name) if self._path.exists() else FROM_BACKUP
            self.now.setText(KEY_FIRST if locked else breakable(there))
            return
        self.heading.setText(breakable(rescue.happened))
        if locked is None:
            self.safe.setText(self._is_safe(rescue, seen.newest))
            self.now.setText(rescue.now if seen.newest is None else NOW[rescue.trouble])
        else:  # not yet known to be good, but no reason to think that nothing is left
            self.safe.setText(f"{UNTOUCHED} {LOCKED.format(when=self._moment(locked))}")
            self.now.setText(CONNECT if rescue.trouble is Trouble.MISSING else GIVE_IT)

    def _is_safe(self, rescue: Rescue, newest: Restorable | None) -> str:
        """With the day of the backup as it is read aloud."""
        if newest is None:
            return rescue.safe
        return f"{UNTOUCHED} There is a good backup of {self._moment(newest)}."

    def _show_ways(self, seen: Seen) -> None:
        ways = () if seen.rescue is None else seen.rescue.ways
        locked = seen.locked is not None
        can_restore = seen.newest is not None or WayOut.RESTORE in ways
        self.restore_button.setVisible(can_restore and not locked)
        self.salvage_button.setVisible(WayOut.SALVAGE in ways)
        self.key_button.setVisible(locked or WayOut.GIVE_KEY in ways)
        self.key_button.set_kind("plain" if can_restore and not locked else "primary")
        old_log = WayOut.SET_LOG_ASIDE in ways
        self.log_button.setVisible(old_log)
        self.restore_button.set_kind("plain" if old_log else "primary")
        self.copy_button.setVisible(seen.rescue is not None and seen.rescue.trouble in BAD_PLACE)
        self.again_button.setVisible(WayOut.TRY_AGAIN in ways)
        self.choose_link.setVisible(seen.rescue is None or seen.rescue.trouble in REPLACEABLE)
        skipped = [one for one in seen.skipped if one.path not in seen.by_earlier]
        told = [] if locked else [self._passed_over(one) for one in skipped]
        self.passed.setText("\n".join(told))
        self.passed.setVisible(bool(told))

    def _passed_over(self, one: Restorable) -> str:
        problem = one.problem.partition(". ")[0].rstrip(".") or "It is damaged"
        return f"The backup of {self._moment(one)} is passed over. {problem}."

    def _ways_shown(self) -> list[QWidget]:
        every = (self.log_button, self.restore_button, self.key_button, self.copy_button,
                 self.salvage_button, self.again_button)  # fmt: skip
        return [each for each in every if not each.isHidden()]

    def _name_restore(self, one: Restorable | None) -> None:
        """The deed stands on the button, with the moment."""
        self.problem.clear()
        if one is not None:
            self.restore_button.set_words(f"Restore the backup of {self._moment(one)}")
            self._offer_its_key(one)

    def _offer_its_key(self, one: Restorable) -> None:
        """In the place of a restore, where the book has had another key since."""
        if self._seen is not None and self._needs_earlier(one):
            self.key_button.show()
            self.restore_button.hide()
        elif self._seen is not None:
            self._show_ways(self._seen)

    def _needs_earlier(self, one: Restorable | None) -> bool:
        return self._key is not None and one is not None and one.needs_key

    def _failed(self, error: BaseException) -> None:
        self.loading.done()
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is None:
            raise error
        if self._seen is None:  # it could not even be looked at
            self._program.show_first_window(sentence)
            return
        self._pages.setCurrentIndex(WAYS)
        self.problem.say("error", sentence)

    # -- the ways out

    def restore(self) -> None:
        """Asked beforehand only where something lies in its place."""
        one = self.backups.chosen()
        if one is None or self.restore_button.isHidden():
            return
        if self._lies_there() and not ask.confirm(self, OVER, self.restore_button.words, fact=KEPT):
            return
        self._put_back(one)

    def _put_back(self, one: Restorable) -> None:
        path, key, today = self._path, self._key, self._program.today()
        is_earlier = self._seen is not None and one.path in self._seen.by_earlier
        earlier = self._earlier if is_earlier else None
        failed = partial(self._not_put_back, one)
        self._work("Copying the backup and reading the copy back…")
        self.aside.run(
            lambda _: put_back(path, one.path, key, today, earlier), self._restored, failed
        )

    def _not_put_back(self, one: Restorable, error: BaseException) -> None:
        if isinstance(error, BookHeld) and is_taken_over(self, self._path, error):
            self._put_back(one)
        else:
            self._failed(error)

    def _lies_there(self) -> bool:
        if self._seen is None or self._seen.rescue is None:
            return self._path.exists()
        return self._seen.rescue.trouble not in NO_BOOK

    def _restored(self, done: PutBack) -> None:
        self.loading.done()
        one = self.backups.chosen()
        when = "" if one is None else f" of {self._moment(one)}"
        self._program.open_or_ask(done.path, key=done.key)
        told = restored_words(done, f"The backup{when} is the book now.")
        self._program.tell(told, done.path)

    def _moment(self, one: Restorable) -> str:
        return moment_words(one.at, self._program.today(), locale_here())

    def salvage(self) -> None:
        """What can be read goes into a new book beside it; the damaged one is only read."""
        path, key = self._path, self._key
        target = new_book_path(f"{path.stem} brought back", path.parent)
        self._work("Reading every page…")
        self.aside.run(
            lambda say: salvage(path, target, key=key, say=say), self._salvaged, self._failed
        )

    def _salvaged(self, report: SalvageReport) -> None:
        self.loading.done()
        self.report.show_report(report, locale_here())
        self._pages.setCurrentIndex(REPORT)

    def _open_salvaged(self, path: Path) -> None:
        self._program.open_or_ask(path, key=self._key)

    def copy_here(self) -> None:
        """A book in a place where it can't be worked in; there it stays as it is."""
        path, key, today = self._path, self._key, self._program.today()
        target = new_book_path(path.stem, default_folder())
        self._work("Copying the book and reading the copy back…")
        self.aside.run(lambda _: copy_here(path, target, key, today), self._copied, self._failed)

    def _copied(self, done: PutBack) -> None:
        self.loading.done()
        self._program.open_or_ask(done.path, key=done.key)
        self._program.tell(COPIED.format(folder=done.path.parent), done.path)

    def _set_log_aside(self) -> None:
        try:
            set_old_log_aside(self._path)
        except BookHeld as held:
            if not is_taken_over(self, self._path, held):
                raise
            set_old_log_aside(self._path)
        self._open(self._key)

    def _try_again(self) -> None:
        self._seen = None
        self._open(self._key)

    def _open(self, key: DataKey | None) -> None:
        self._program.open_or_ask(self._path, key=key)

    def _ask_key(self) -> None:
        """Of the book, or of a backup where the book is not there to be asked, or has another."""
        locked = None if self._seen is None else self._seen.locked
        then = self._program.rescue_with(self._path, self._chosen)
        one = self.backups.chosen()
        if self._key is not None and one is not None and self._needs_earlier(one):
            locked, known = one.path, {"met_with": self._met_with, "chosen": self._chosen}
            then = self._program.rescue_again(self._path, self._key, **known)
        self._program.show_unlock(locked or self._path, then=then, backup=locked is not None)

    def _choose(self) -> None:
        """A backup from a stick, in the place of this book."""
        start = default_folder() / "Backups"
        found = ask.open_file(self, "Choose a backup", BOOKS, start)
        if found is None:
            return
        if self._chosen is None or self._path.exists():
            self._program.rescue_with(self._path, found)(self._key)
        else:
            self._program.restore_from(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the report back to the ways out."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == REPORT:
            self.report.left.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.aside.close()
        super().closeEvent(event)


def locked_in(seen: Seen) -> Restorable | None:
    """The backup of which the key is to be given before there is one that is good."""
    first = next((one for one in seen.backups if one.path == seen.locked), None)
    if first is not None or seen.newest is not None:
        return first
    return next((one for one in seen.skipped if one.needs_key), None)
