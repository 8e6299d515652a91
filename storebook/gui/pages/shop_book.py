"""The book as a file: where it is, whether it is whole, its backups, and lists in and out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import CheckResult, check_book
from storebook.book.own_backup import back_up_into
from storebook.book.places import file_stem
from storebook.exchange.exporting import Exported, export_purchases, export_shoppers
from storebook.exchange.fields import Kind
from storebook.gui import ask, local_settings, theme
from storebook.gui.bars import LoadingLine
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.fields import CheckLine
from storebook.gui.jobs import Ticket
from storebook.gui.layout import row, scrolling
from storebook.gui.shown import count, plural, short_day, time_of_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.people.listing import count_shoppers

CSV = "Spreadsheet (*.csv)"
MEGABYTE = 1_000_000
NARROW_BELOW = 820
RESTORE = "Something in this book is not as it should be. Restore the newest good backup."
WRITE = {Kind.SHOPPERS: export_shoppers, Kind.PURCHASES: export_purchases}


class ShopBook(QWidget):
    """Long work goes to the worker; the page says what came of it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ticket: Ticket | None = None
        self.loading = LoadingLine(can_stop=False)
        self.note = label("", role="second", wrap=True)
        self.check_button = button("Check now", icon="check-circle", density="desk")
        self.backup_button = button("Back up to a folder…", icon="copy", density="desk")
        self.import_button = button("Import a list…", icon="file-arrow-down", density="desk")
        self.shoppers_button = button("Export shoppers…", density="desk")
        self.purchases_button = button("Export purchases…", density="desk")
        self.exact = CheckLine(
            "Exact, for another program", fact="without guards for spreadsheets", density="desk"
        )
        self.results = RecordTable(
            self._columns(),
            "What was checked",
            row_height=42,
            identity=lambda one: one.name,
            empty=("Not checked yet", "A check reads the whole book, and changes nothing."),
        )
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.check_button.clicked.connect(self.check)
        self.backup_button.clicked.connect(self.back_up)
        self.import_button.clicked.connect(
            lambda: self._context.dialogs.open(ImportList(self._context))
        )
        self.shoppers_button.clicked.connect(lambda: self.export(Kind.SHOPPERS))
        self.purchases_button.clicked.connect(lambda: self.export(Kind.PURCHASES))

    def _lay_out(self) -> None:
        body = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._halves.setContentsMargins(0, 4, 0, 8)
        self._halves.setSpacing(48)
        self._halves.addWidget(self._left(), 1)
        self._halves.addWidget(self._right(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.loading)
        whole.addWidget(scrolling(body), 1)

    def _left(self) -> QWidget:
        made = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._path = label("", wrap=True, selectable=True)
        self._size = label("")
        self._shoppers = label("")
        self._backup = label("", wrap=True)
        known = {
            "File": self._path,
            "Size": self._size,
            "Shoppers": self._shoppers,
            "Last backup": self._backup,
        }
        top = Qt.AlignmentFlag.AlignTop
        for line, (question, answer) in enumerate(known.items()):
            self._grid.addWidget(label(question, role="second"), line, 0, top)
            self._grid.addWidget(answer, line, 1)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(section_head("This book"))
        whole.addLayout(self._grid)
        whole.addLayout(row(self.backup_button, "stretch"))
        whole.addSpacing(8)
        whole.addWidget(section_head("Lists in and out"))
        whole.addLayout(row(self.import_button, "stretch"))
        whole.addLayout(row(self.shoppers_button, self.purchases_button, "stretch"))
        whole.addWidget(self.exact)
        whole.addWidget(self.note)
        whole.addStretch()
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        self.results.setMinimumHeight(300)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self._check_head = section_head("Is it whole?")
        whole.addWidget(self._check_head)
        whole.addLayout(row(self.check_button, "stretch"))
        whole.addWidget(self.results, 1)
        return made

    def _columns(self) -> list[Column[CheckResult]]:
        return [
            Column("Check", _check),
            Column("Result", _result, 96),
        ]

    # -- what is shown

    def refresh(self) -> None:
        """Where the book is, and how large."""
        book, locale = self._context.book, self._context.shop().locale
        self._path.setText(str(book.path))
        self._size.setText(_megabytes(book.path))
        self._shoppers.setText(count(count_shoppers(book), locale))
        self._backup.setText(self._backup_words())

    def _backup_words(self) -> str:
        known = local_settings.last_backup(self._context.book.path)
        if known is None:
            return "none from this computer yet"
        when, where = known
        locale = self._context.shop().locale
        day = short_day(when.date(), self._context.today(), locale)
        gone = "" if where.exists() else " (no longer there)"
        return f"{day}, {time_of_day(when, locale)}, {where}{gone}"

    def _busy(self, words: str) -> None:
        if self._ticket is not None:
            raise Refused("One thing at a time: wait until the last one is done.")
        self.loading.start(words)

    def _work(self, words: str, work: Callable[[Book], object], done: Callable[..., None]) -> None:
        """Away from the window; the reader's own opening of the book is enough for all of it."""
        self._busy(words)
        self._ticket = self._context.jobs.read(
            work, partial(self._done, done), owner=self, failed=self._failed
        )

    def _done(self, done: Callable[..., None], answer: object) -> None:
        self._ticket = None
        self.loading.done()
        done(answer)
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._ticket = None
        self.loading.done()
        raise error

    # -- deeds

    def check(self) -> None:
        """Every check there is, each with its result."""
        self._work("Reading the whole book…", check_book, self._show_results)

    def _show_results(self, results: list[CheckResult]) -> None:
        self.results.show_records(sorted(results, key=lambda one: one.good))
        bad = [one for one in results if not one.good]
        good = plural(len(results), "check, all right", "checks, all right")
        self._check_head.set_fact(good if not bad else f"{len(bad)} of {len(results)} not right")
        if bad:
            self._context.trouble(RESTORE)

    def back_up(self) -> None:
        """One verified copy into a folder, best on another disk."""
        known = local_settings.last_backup(self._context.book.path)
        start = known[1].parent if known is not None and known[1].parent.is_dir() else None
        folder = ask.choose_folder(self._context.window(), "Where the backup goes", start)
        if folder is None:
            return

        def work(book: Book) -> Path:
            return back_up_into(book, folder)

        self._work("Copying the book and reading the copy back…", work, self._backed_up)

    def _backed_up(self, made: Path) -> None:
        now = datetime.now().astimezone()
        local_settings.remember_backup(self._context.book.path, now, made)
        self.note.setText(f"Backed up and read back: “{made.name}”.")

    def export(self, kind: Kind) -> None:
        """All shoppers or all purchases as a CSV file; what is secret stays out."""
        # Privacy is about this screen; a file that lacked half would be found out too late.
        shop, viewer = self._context.shop(), replace(self._context.viewer(), private=False)
        suggested = Path.home() / f"{file_stem(f'{shop.name} {kind.value}')}.csv"
        title = f"Export {kind.value}"
        out = ask.save_file(self._context.window(), title, suggested, CSV)
        if out is None:
            return
        out = out if out.suffix else out.with_suffix(".csv")
        spreadsheet = not self.exact.is_on()

        def work(book: Book) -> Exported:
            write = WRITE[kind]
            return write(book, out, viewer=viewer, shop=shop, spreadsheet=spreadsheet)

        self._work(f"Writing all {kind.value}…", work, partial(self._exported, out))

    def _exported(self, out: Path, made: Exported) -> None:
        rows = plural(made.rows, "row", "rows", self._context.shop().locale)
        secret = ""
        if made.withheld:
            kept = plural(made.withheld, "purchase is", "purchases are")
            secret = f" {kept} secret for now and left out."
        self.note.setText(f"{rows} written into “{out.name}”.{secret}")

    def save(self) -> None:
        """Nothing here waits to be saved."""

    def focus_first(self) -> None:
        """The first button has the keys."""
        self.backup_button.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW)
        level, upright = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(upright if narrow else level)


def _check(one: CheckResult) -> Cell:
    """The name of the check; beneath it what was found, when that is not right."""
    name = one.name[:1].upper() + one.name[1:]
    if one.good:
        return Cell(text=name, icon="check", icon_color="leaf")
    return Cell(
        text=name,
        second=one.found,
        second_color="garnet",
        icon="warning-circle",
        icon_color="garnet",
    )


def _result(one: CheckResult) -> Cell:
    words, color = ("all right", "leaf") if one.good else ("not right", "garnet")
    return Cell(text=words, color=color)


def _megabytes(path: Path) -> str:
    size = path.stat().st_size if path.exists() else 0
    return f"{size / MEGABYTE:.1f} MB"
