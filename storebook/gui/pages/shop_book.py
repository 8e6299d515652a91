"""The book as a file: where it is, whether it is whole, its backups, and lists in and out."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from storebook.book.book import Book
from storebook.book.check import CheckResult, check_book
from storebook.book.export_plain import require_everything, write_plain_copy
from storebook.book.places import file_stem
from storebook.book.whole_check import keep_verdict
from storebook.exchange.exporting import Exported, export_purchases, export_shoppers
from storebook.exchange.fields import Kind
from storebook.gui import ask, theme
from storebook.gui.allowed import offer
from storebook.gui.bars import LoadingLine
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.fields import CheckLine
from storebook.gui.keeping import now_here
from storebook.gui.layout import row, scrolling, stack
from storebook.gui.pages.shop_backups import ShopBackups
from storebook.gui.pages.shop_protection import ShopProtection
from storebook.gui.shown import count, plural
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.gui.working import Working
from storebook.people.listing import count_shoppers
from storebook.staff.associates import Role
from storebook.staff.rights import Right

CSV = "Spreadsheet (*.csv)"
SQLITE = "SQLite (*.sqlite)"
OPEN_COPY = "The whole book in one open file, for another program. Whoever has it reads everything."
NOT_ENCRYPTED = "It is not encrypted: delete it when it has been used."
MEGABYTE = 1_000_000
NARROW_BELOW = 820
RESTORE = "Something in this book is not as it should be. Restore the newest good backup."
# Checks whose names speak of how a book is made, in the words of the shop.
CHECKS = {
    "opening": "The book opens",
    "cipher check": "No page of the file was damaged or exchanged",
    "quick check": "The file can be read to its end",
    "integrity check": "What is looked up is found in its place",
    "references": "Everything belongs to something that is there",
    "search index, words": "Everybody is found by name",
    "search index, inside of words": "Everybody is found by a part of a name",
    "every shopper’s running sum is that of the tickets": "What each spent is on their tickets",
    "no running sum without a ticket": "Nobody spent anything without a ticket",
    "every occasion’s key is its month and day": "Every occasion stands under its day",
    "every occasion stands in the order of days and names": "The days stand in their order",
    "the order of days has no others": "No day stands there without its occasion",
    "every phone is found backwards": "Every phone is found by its last digits",
    "the log was written one change after another": "The history was written step by step",
    "the log speaks of numbers that were given out": "The history speaks only of what there was",
    "the log says for each row what it was": "The history knows how everything was before",
    "every change that is in the log did something": "Every step of the history did something",
    "the log is as it was written": "Nobody has edited the history",
}
WRITE = {Kind.SHOPPERS: export_shoppers, Kind.PURCHASES: export_purchases}


class ShopBook(QWidget):
    """Long work goes to the worker; the page says what came of it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.loading = LoadingLine(can_stop=False)
        self.working = Working(context, self.loading)
        self.backups = ShopBackups(context, self.working)
        self.protection = ShopProtection(context)
        self.note = label("", role="second", wrap=True)
        self.not_offered = label("", role="second", wrap=True)
        self.check_button = button("Check now", icon="check-circle", density="desk")
        self.plain_button = button("Export everything…", icon="database", density="desk")
        self.import_button = button("Import a list…", icon="file-arrow-down", density="desk")
        self.shoppers_button = button("Export shoppers…", density="desk")
        self.purchases_button = button("Export purchases…", density="desk")
        self.open_copy = label(OPEN_COPY, "small", role="second", wrap=True)
        self.exact = CheckLine(
            "Exact, for another program", fact="not for a spreadsheet", density="desk"
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
        self.plain_button.clicked.connect(self.export_plain)
        self.working.done.connect(self.refresh)
        self.backups.written.connect(self.refresh)
        self.import_button.clicked.connect(
            lambda: self._context.dialogs.open(ImportList(self._context))
        )
        self.shoppers_button.clicked.connect(lambda: self.export(Kind.SHOPPERS))
        self.purchases_button.clicked.connect(lambda: self.export(Kind.PURCHASES))

    def _lay_out(self) -> None:
        body = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._halves.setContentsMargins(0, 4, 12, 8)
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
        known = {
            "File": self._path,
            "Size": self._size,
            "Shoppers": self._shoppers,
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
        whole.addSpacing(8)
        whole.addWidget(self.backups)
        whole.addSpacing(8)
        whole.addWidget(section_head("Lists in and out"))
        whole.addLayout(row(self.import_button, "stretch"))
        whole.addLayout(row(self.shoppers_button, self.purchases_button, "stretch"))
        whole.addWidget(self.exact)
        whole.addLayout(row(self.plain_button, "stretch"))
        whole.addWidget(self.open_copy)
        whole.addWidget(self.not_offered)
        whole.addWidget(self.note)
        self.note.hide()
        whole.addStretch()
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        self.results.setMinimumHeight(300)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.protection)
        whole.addSpacing(8)
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
        self.backups.refresh()
        self.protection.refresh()
        self._offer()

    def _offer(self) -> None:
        """What the person at work may do here, and in one sentence what not."""
        amounts = (Right.EXPORT, Right.SEE_SPEND)
        refused = offer(
            self._context,
            (self.backups.restore_button, [Right.BACKUP]),
            (self.backups.folder_button, [Right.BACKUP]),
            (self.backups.links, [Right.BACKUP]),
            (self.import_button, [Right.IMPORT]),
            (self.shoppers_button, [Right.EXPORT]),
            (self.exact, [Right.EXPORT]),
            (self.purchases_button, amounts),
            (self.plain_button, amounts),
            (self.open_copy, amounts),
        )
        if self._context.viewer().role is not Role.OWNER:  # it holds what only the owner reads
            self.plain_button.hide()
            self.open_copy.hide()
        self.not_offered.setText(refused)
        self.not_offered.setVisible(bool(refused))

    # -- deeds

    def check(self) -> None:
        """Every check there is, each with its result."""

        def work(book: Book) -> list[CheckResult]:
            results = check_book(book)
            keep_verdict(book.path, results, now_here())
            return results

        self.working.work("Reading the whole book…", work, self._show_results)

    def _show_results(self, results: list[CheckResult]) -> None:
        self.results.show_records(sorted(results, key=lambda one: one.good))
        bad = [one for one in results if not one.good]
        good = plural(len(results), "check, all right", "checks, all right")
        self._check_head.set_fact(good if not bad else f"{len(bad)} of {len(results)} not right")
        if bad:
            self._context.trouble(RESTORE)

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

        self.working.work(f"Writing all {kind.value}…", work, partial(self._exported, out))

    def _exported(self, out: Path, made: Exported) -> None:
        rows = plural(made.rows, "row", "rows", self._context.shop().locale)
        secret = ""
        if made.withheld:
            kept = plural(made.withheld, "purchase is", "purchases are")
            secret = f" {kept} secret for now and left out."
        self._tell(f"{rows} written into “{out.name}”.{secret}")

    def _tell(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    def export_plain(self) -> None:
        """Every table, for a program that opens SQLite; it is no book any more."""
        require_everything(self._context.book)
        suggested = Path.home() / f"{file_stem(self._context.shop().name)}.sqlite"
        out = ask.save_file(self._context.window(), "Export everything", suggested, SQLITE)
        if out is None:
            return
        out = out if out.suffix else out.with_suffix(".sqlite")
        self.working.work(
            "Writing every table…",
            lambda book: write_plain_copy(book, out),
            lambda _: self._tell(f"Everything written into “{out.name}”. {NOT_ENCRYPTED}"),
        )

    def save(self) -> None:
        """Nothing here waits to be saved."""

    def leave(self) -> None:
        """Nothing here is half typed."""

    def focus_first(self) -> None:
        """The first button has the keys."""
        self.backups.now_button.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._halves, upright=narrow)


def _check(one: CheckResult) -> Cell:
    """What was checked; beneath it what was found, under the name that a helper asks for."""
    name = CHECKS.get(one.name) or one.name[:1].upper() + one.name[1:]
    if one.good:
        return Cell(text=name, icon="check", icon_color="leaf")
    return Cell(
        text=name,
        second=f"{one.name}: {one.found}" if one.name in CHECKS else one.found,
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
