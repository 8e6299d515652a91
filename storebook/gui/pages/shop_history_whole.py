"""Whether the log is whole: checked when somebody asks, in the worker, and said in one line."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.book.book import Book
from storebook.book.chain import Broken, Head, head
from storebook.book.kept_heads import verify_against_backups
from storebook.book.log import count_steps
from storebook.book.remembered import folder_to_look_in
from storebook.gui.bars import LoadingLine
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.shown import plural, short_day, time_of_day
from storebook.gui.words import Sign, button, label, set_role

NOT_CHECKED = "Every step is sealed to the one before it, so that an edited log shows."
HIDDEN = "The log was edited. Turn privacy off to read where."

Found = tuple[list[Broken], Head, int]


class LogWhole(QWidget):
    """A button, and what it found; the mark can be copied, to be kept on paper."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: Found | None = None
        self.sign = Sign("shield-check", "ink3", 18)
        self.words = label(NOT_CHECKED, "small", role="second", wrap=True, selectable=True)
        self.check_button = button("Check the log", density="desk")
        self.loading = LoadingLine(can_stop=False)
        self.check_button.clicked.connect(self.check)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        line = row(self.sign, self.words, self.check_button, spacing=10)
        line.setStretch(1, 1)
        whole.addLayout(line)
        whole.addWidget(self.loading)

    def refresh(self) -> None:
        """Say again what was found last, as far as it may be seen now."""
        if self._found is not None:
            self._show(self._found)

    def check(self) -> None:
        """Read the whole log, and hold it against the newest backups."""
        self.check_button.setEnabled(False)
        self.loading.start("Reading the whole log…")
        self._context.jobs.read(look, self._on_found, owner=self, failed=self._failed)

    def _on_found(self, found: Found) -> None:
        self._over()
        self._found = found
        self._show(found)

    def _failed(self, error: BaseException) -> None:
        self._over()
        raise error

    def _over(self) -> None:
        self.loading.done()
        self.check_button.setEnabled(True)

    def _show(self, found: Found) -> None:
        broken, newest, steps = found
        locale = self._context.shop().locale
        if not broken:
            self.sign.show_sign("shield-check", "leaf")
            counted = plural(steps, "step", "steps", locale)
            self.words.setText(f"The log is whole: {counted}, mark {newest.written}.")
        else:
            self.sign.show_sign("warning-circle", "garnet")
            self.words.setText(HIDDEN if self._context.is_private() else self._told(broken))
        set_role(self.words, "good" if not broken else "error")

    def _told(self, broken: list[Broken]) -> str:
        first, locale = broken[0], self._context.shop().locale
        where = ""
        if first.at is not None:
            day = short_day(first.at.astimezone().date(), self._context.today(), locale)
            where = f" at {day}, {time_of_day(first.at, locale)}"
        more = "" if len(broken) == 1 else f" {plural(len(broken) - 1, 'more', 'more', locale)}."
        return f"The log was edited outside the program{where}: {first.sentence}{more}"


def look(book: Book) -> Found:
    """What does not match, the mark of the log, and how many steps it has."""
    broken = verify_against_backups(book, folder_to_look_in(book.path))
    return broken, head(book), count_steps(book)
