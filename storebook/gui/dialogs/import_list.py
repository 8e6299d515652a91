"""Import a list: every column, every refused row and what it would bring, on one screen."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.text import one_line as on_one_line
from storebook.book.book import Book
from storebook.exchange.csv_files import DELIMITERS, ENCODINGS
from storebook.exchange.fields import Kind
from storebook.exchange.importing import ImportResult, save_import
from storebook.exchange.looking import Look, LookRow
from storebook.gui import ask
from storebook.gui.bars import LoadingLine
from storebook.gui.buttons import Segments
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context, FollowUp
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.import_columns import ColumnsPanel
from storebook.gui.dialogs.import_kept import ChosenForList
from storebook.gui.dialogs.import_words import column_missing, counted, why, write_problems
from storebook.gui.dialogs.import_work import Asked, ListReader, Looked
from storebook.gui.fields import CheckLine, ChoiceField
from storebook.gui.form import enter_goes_on
from storebook.gui.going_on import go_on_unseen
from storebook.gui.jobs import Progress, Stopped, Ticket
from storebook.gui.layout import held, row
from storebook.gui.shown import count, plural
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, link, one_line, section_head

LISTS = "Lists (*.csv *.txt *.tsv *.csv.gz);;All files (*)"
KINDS = [(Kind.SHOPPERS, "Shoppers"), (Kind.PURCHASES, "Purchases")]
FOUND_OUT = "as found"
NO_FILE = "Choose a file: a list saved as CSV by another program."
TALL = 330
MOST_WARNINGS = 2


class ImportList(Dialog):
    """Nothing is saved before the button is pressed; then it is saved whole, undone as one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Import a list", width=1160, draft="")
        self._looked: Looked | None = None
        self._path: Path | None = None
        self._ticket: Ticket | None = None
        self._kind_chosen = self._is_chosen = False
        self.reader = ListReader(context, self)
        self.loading = LoadingLine()
        self.file = one_line(NO_FILE, "strong")
        self.file_fact = label("", "small", role="second")
        self.file_button = button("Choose a file…", icon="folder-open", density="desk")
        self.kind = Segments("What is in it", KINDS)
        self.encoding = ChoiceField("Letters", [(None, FOUND_OUT)], density="desk")
        self.delimiter = ChoiceField("Cells are parted by", [(None, FOUND_OUT)], density="desk")
        self.no_headings = CheckLine("The first row is data, not headings", density="desk")
        self.warning = label("", "small", role="warning", wrap=True)
        self.columns = ColumnsPanel(after=self.no_headings.control)
        self.problems = RecordTable(
            self._problem_columns(),
            "Rows to look at",
            row_height=43,
            identity=lambda one: one.line,
            empty=("Nothing to show yet", ""),
        )
        self.problems_link = link("Save the refused rows as CSV", kind="small")
        self.save_button = button("Import", kind="primary", icon="file-arrow-down", key="save")
        self.problem = label("", "small", role="error", wrap=True)
        self.columns.clear()
        self._lay_out_import()
        self.set_actions(self.save_button, fact="Undo takes the whole import back.")
        self._connect()
        self._show_nothing(NO_FILE)
        self.ask_for({"list": ChosenForList(self._chosen, self._read_again)})

    def is_for_the_shop(self) -> bool:
        """Every row of it is about somebody."""
        return True

    # -- making

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._choose_file)
        self.kind.chosen.connect(self._on_kind)
        self.encoding.picked.connect(lambda _: self._on_choice())
        self.delimiter.picked.connect(lambda _: self._on_choice())
        self.no_headings.changed.connect(lambda _: self._on_headings())
        enter_goes_on(self.encoding, self.delimiter, self.no_headings)
        self.columns.changed.connect(self._on_choice)
        self.problems_link.clicked.connect(self._save_problems)
        self.problems.picked.connect(self._show_problem)
        self.reader.looked.connect(self._show)
        self.reader.failed.connect(self._on_refused)
        self.reader.progressed.connect(lambda done, total: self.loading.progress(done, total))
        self.loading.stopped.connect(self._stop)
        self.context.jobs.progressed.connect(self._on_progress)

    def _lay_out_import(self) -> None:
        top = row(self.file, self.file_fact, self.file_button, self.kind, spacing=14)
        top.setStretch(0, 1)
        how = row(self.encoding, self.delimiter, self.no_headings, spacing=16)
        how.setStretch(2, 1)
        how.setAlignment(self.no_headings, Qt.AlignmentFlag.AlignBottom)
        halves = QHBoxLayout()
        halves.setSpacing(28)
        halves.addWidget(self.columns, 58)
        halves.addWidget(self._right(), 42)
        self.columns.setMinimumHeight(TALL)
        self.content.setSpacing(10)
        self.content.addLayout(top)
        self.content.addWidget(self.loading)
        self.content.addWidget(held(how))
        self.content.addWidget(self.warning)
        self.content.addSpacing(4)
        self.content.addLayout(halves, 1)

    def _right(self) -> QWidget:
        made = QWidget()
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(12)
        self._counts.setVerticalSpacing(2)
        self._counts.setColumnStretch(1, 1)
        self._problems_head = section_head("Rows to look at", self.problems_link)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(section_head("What it brings"))
        whole.addLayout(self._counts)
        whole.addSpacing(6)
        whole.addWidget(self._problems_head)
        whole.addWidget(self.problems, 1)
        whole.addWidget(self.problem)
        return made

    def _problem_columns(self) -> list[Column[LookRow]]:
        return [
            Column("Line", lambda one: Cell(text=count(one.line), color="ink2"), 64, right=True),
            Column(
                "Why",
                lambda one: Cell(
                    text=why(one),
                    second=on_one_line(one.title),
                    color="garnet" if one.problem else "citrine",
                ),
            ),
        ]

    # -- the file, and how it is read

    def _choose_file(self) -> None:
        path = ask.open_file(self.window(), "The list to import", LISTS)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Look at this list; everything about it is found out anew."""
        self._begin(path)
        self._read()

    def _begin(self, path: Path) -> None:
        self._path = path
        self._kind_chosen = self._is_chosen = False
        self._looked = None
        self.no_headings.set_on(False)
        self.encoding.set_choices([(None, FOUND_OUT)])
        self.delimiter.set_choices([(None, FOUND_OUT)])
        self.columns.clear()
        self.file.setText(path.name)

    def _on_kind(self, _: Kind) -> None:
        self._kind_chosen = True
        self.columns.clear()
        self._on_choice()

    def _on_headings(self) -> None:
        self.columns.clear()
        self._on_choice()

    def _on_choice(self) -> None:
        """Read it as somebody wants it, which is worth keeping."""
        self._is_chosen = True
        self._read()
        self.form.changed.emit()

    def _chosen(self) -> Asked | None:
        return self._asked(self._path) if self._path is not None and self._is_chosen else None

    def _read_again(self, asked: Asked | None) -> None:
        """A draft came back; None is the list as it opened."""
        if asked is None:
            if self._path is not None:
                self.open_file(self._path)
            return
        self._begin(asked.path)
        self._kind_chosen, self._is_chosen = asked.kind is not None, True
        self.no_headings.set_on(all(name.isdigit() for name in asked.mapping or {"heading": ""}))
        self.loading.start("Reading the list…")
        self.reader.read(asked)

    def _asked(self, path: Path) -> Asked:
        mapping = self.columns.mapping()
        if not mapping and self.no_headings.is_on():
            mapping = {"1": ""}
        kind = self.kind.value() if self._kind_chosen or self._looked is not None else None
        return Asked(
            path=path,
            kind=kind,
            encoding=self.encoding.value(),
            delimiter=self.delimiter.value(),
            mapping=mapping or None,
        )

    def _read(self) -> None:
        if self._path is None:
            return
        self.encoding.clear_message()
        self.delimiter.clear_message()
        self.loading.start("Reading the list…")
        self.reader.read(self._asked(self._path))

    # -- what was found

    def _show(self, looked: Looked) -> None:
        self.loading.done()
        self._looked = looked
        look = looked.look
        locale = self.context.shop().locale
        self.kind.set_value(look.kind)
        self.file_fact.setText(plural(look.row_count, "row", "rows", locale))
        self._show_reading(look, looked.asked)
        self.columns.show_columns(look.kind, look.columns)
        self._show_counts(looked)
        self.problems.show_records(looked.problems + looked.odd)
        self.problems_link.setVisible(bool(looked.problems))
        self._show_saving(looked)

    def _show_reading(self, look: Look, asked: Asked) -> None:
        found = f"{look.encoding.words}" if asked.encoding is None else FOUND_OUT
        letters: list[tuple[str | None, str]] = [(None, found)]
        letters += [(one.name, one.words) for one in ENCODINGS]
        self.encoding.set_choices(letters, asked.encoding)
        parted = look.delimiter_words if asked.delimiter is None else FOUND_OUT
        signs: list[tuple[str | None, str]] = [(None, parted[:1].upper() + parted[1:])]
        signs += [(one.sign, one.words[:1].upper() + one.words[1:]) for one in DELIMITERS]
        self.delimiter.set_choices(signs, asked.delimiter)
        warnings = list(look.warnings)[:MOST_WARNINGS]
        if not look.encoding.sure and look.encoding.unsure_lines:
            unsure = look.encoding.unsure_lines[0]
            reading = next(iter(unsure.readings.values()), "")
            warnings.append(f"Line {unsure.line} reads “{reading}”. Is that right?")
        self.warning.setText(" ".join(warnings))
        self.warning.setVisible(bool(warnings))

    def _show_counts(self, looked: Looked) -> None:
        while (item := self._counts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        locale = self.context.shop().locale
        for line, (number, words) in enumerate(counted(looked)):
            shown = label(count(number, locale), "strong")
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._counts.addWidget(shown, line, 0)
            self._counts.addWidget(one_line(words), line, 1)

    def _show_problem(self, one: LookRow | None) -> None:
        """The whole reason of the chosen row, which may be longer than the list is wide."""
        self.problem.setText("" if one is None else why(one))
        self.problem.setVisible(one is not None)

    def _show_saving(self, looked: Looked) -> None:
        missing = looked.look.missing
        locale = self.context.shop().locale
        if missing is not None:
            self.problems.set_empty("One column is missing", column_missing(looked.look))
        else:
            self.problems.set_empty("Every row can be read", "")
        self.save_button.setEnabled(looked.rows > 0)
        rows = plural(looked.rows, "row", "rows", locale)
        self.save_button.set_words(f"Import {rows}" if looked.rows else "Import")

    def _show_nothing(self, sentence: str) -> None:
        self._looked = None
        self.file_fact.setText("")
        self.warning.hide()
        self.problems_link.hide()
        self.problems.show_records([])
        self.problems.set_empty("Nothing to show yet", sentence)
        self.save_button.setEnabled(False)
        self.save_button.set_words("Import")

    def _on_refused(self, error: BaseException) -> None:
        self.loading.done()
        if not isinstance(error, Refused):
            raise error
        fields = {"encoding": self.encoding, "delimiter": self.delimiter}
        self.columns.clear()
        self._show_nothing(str(error))
        if error.field in fields:
            fields[error.field].error(str(error))
        else:
            self.refuse(error)

    # -- deeds

    def accept(self) -> None:
        """Save every good row as one change, in the worker."""
        self._problem.clear()
        looked = self._looked
        if looked is None or not looked.rows or self._ticket is not None:
            return
        shop, today = self.context.shop(), self.context.today()

        def work(book: Book, progress: Progress) -> ImportResult:
            return save_import(
                book,
                looked.look,
                shop=shop,
                today=today,
                progress=lambda done, total: progress(done, total),
            )

        self._hold(True)
        self.loading.start(f"Saving {plural(looked.rows, 'row', 'rows')}…")
        self._ticket = self.context.jobs.write(work, self._saved, owner=self, failed=self._failed)

    def save(self) -> None:
        """Saving is done by the worker; see `accept`."""

    def _hold(self, held_back: bool) -> None:
        """While it is saved nothing else can be asked for but Stop."""
        for part in (self.file_button, self.kind, self.encoding, self.delimiter, self.columns):
            part.setEnabled(not held_back)
        self.no_headings.setEnabled(not held_back)
        self.save_button.setEnabled(not held_back)

    def _on_progress(self, number: int, done: int, total: int, _: str) -> None:
        if self._ticket is not None and number == self._ticket.number:
            self.loading.progress(done, total)

    def _stop(self) -> None:
        if self._ticket is not None:
            self._ticket.progress.stop()
        else:
            self.reader.stop()
            self.loading.done()
            self._show_nothing("Reading was stopped.")

    def _saved(self, result: ImportResult) -> None:
        self._ticket = None
        looked = self._looked
        self.loading.done()
        if self.keeper is not None:
            self.keeper.drop()
        self.accepted.emit()
        self.finished.emit()
        follow_up = None
        if result.refused and looked is not None:
            window = self.context.window()
            follow_up = FollowUp(
                words="Save the refused rows",
                do=lambda: write_problems(window, looked.look, result),
                icon="file-arrow-down",
            )
        self.context.say(result.sentence, follow_up)

    def _failed(self, error: BaseException) -> None:
        self._ticket = None
        self.loading.done()
        self._hold(False)
        if isinstance(error, Stopped):
            self.refuse(Refused("Stopped. Nothing was saved."))
        elif isinstance(error, Refused):
            self.refuse(error)
        else:
            raise error

    def _save_problems(self) -> None:
        if self._looked is not None:
            write_problems(self.window(), self._looked.look, self._looked.plan)

    def leave(self) -> None:
        """While it is saved, leaving asks it to stop; nothing is saved then."""
        if self._ticket is not None:
            self._ticket.progress.stop()
            return
        self.reader.stop()
        super().leave()

    def let_go_on(self) -> bool:
        """Rows and names are not for who works next."""
        return go_on_unseen(self, self._ticket, lambda result: result.sentence)

    def focus_first(self) -> None:
        """The file comes first."""
        self.file_button.setFocus(Qt.FocusReason.TabFocusReason)
