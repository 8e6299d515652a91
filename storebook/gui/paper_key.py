"""The key for the owner's paper: shown once, printed or saved, and typed back from the paper."""

import io
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.files import written_whole
from storebook.book.protection.paper import (
    ORDINALS,
    PaperKey,
    PaperTypo,
    mistyped_group,
    new_paper,
)
from storebook.book.protection.protecting import check_typed_back
from storebook.book.shop import Shop
from storebook.gui import ask, printer, theme
from storebook.gui.drawing import LEFT, write
from storebook.gui.layout import row
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import PrintJob
from storebook.gui.printer_worries import may_print
from storebook.gui.secret_field import SecretField
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label, link, set_role
from storebook.printing.paper_key import KeyPage, print_paper_key
from storebook.printing.sheets import PAPERS

TITLE = "Paper key"
IN_A_ROW = 3
ROW, NUMBER, WIDE = 38, 22, 150
NO_PRINTER = "No printer is set up here: save it as a PDF, or write it down by hand."
PUT_AWAY = "Lay it in the safe, never beside the computer."
SAVED = "Saved as “{name}”. Print it, then delete that file: whoever has it has the key."
TYPO = "There is a typo in the {} group. Look at the paper and type it again."
COVERED = "Covered while you type: read it from the paper."


class KeyGroups(QWidget):
    """The 33 characters in fours, numbered; covered while they are typed back."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: list[str] = []
        self._covered = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_key(self, paper: PaperKey) -> None:
        """Show this key."""
        self._groups = paper.groups
        self.updateGeometry()
        self.cover(False)

    def cover(self, covered: bool) -> None:
        """Hide the characters, or show them again."""
        self._covered = covered
        words = COVERED if covered else f"The key: {', '.join(self._groups)}"
        self.setAccessibleName(words)
        self.update()

    @property
    def is_covered(self) -> bool:
        """Whether the characters can't be read now."""
        return self._covered

    def sizeHint(self) -> QSize:
        rows = -(-max(1, len(self._groups)) // IN_A_ROW)
        return QSize(theme.px(WIDE * IN_A_ROW), theme.px(ROW) * rows + 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.setPen(theme.color("brassline"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        step = (self.width() - 32) // IN_A_ROW
        for place, group in enumerate(self._groups):
            left = 20 + place % IN_A_ROW * step
            top = 12 + place // IN_A_ROW * theme.px(ROW)
            number = QRect(left, top, theme.px(NUMBER), theme.px(ROW))
            write(painter, number, str(place + 1), theme.font("small"), "brass", LEFT)
            box = number.adjusted(theme.px(NUMBER), 0, step - theme.px(NUMBER), 0)
            shown = "•" * len(group) if self._covered else " ".join(group)
            write(painter, box, shown, theme.font("big"), "ink3" if self._covered else "ink", LEFT)


class PaperKeyBlock(QWidget):
    """Made anew with `begin`; `check` says whether it was typed back as it stands on the paper."""

    handed_over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paper = new_paper()
        self._about: tuple[Shop, str, date] | None = None
        self._job: PrintJob | None = None
        self.groups = KeyGroups()
        self.print_button = button("Print it…", icon="printer")
        self.save_button = button("Save as PDF…", icon="file-pdf")
        self.look_link = link("Show the key again", kind="small")
        self.note = label(PUT_AWAY, "small", role="second", wrap=True)
        self.typed = SecretField(
            "Type it back from the paper",
            note="capitals, blanks and dashes do not matter",
            missing="Type the 33 characters from the paper, so that you know it can be read.",
        )
        self.typed.show_typed()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.print_button.clicked.connect(self.print_page)
        self.save_button.clicked.connect(self.save_page)
        self.look_link.clicked.connect(self._show_again)
        self.typed.line.installEventFilter(self)
        self.typed.rule = self._see_typed

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.groups)
        whole.addLayout(row(self.print_button, self.save_button, "stretch", self.look_link))
        whole.addWidget(self.note)
        whole.addWidget(self.typed)
        self.look_link.hide()

    def begin(self, shop: Shop, book_name: str, today: date) -> None:
        """Another key, for this book; nothing of one before is left."""
        self.paper = new_paper()
        self._about = (shop, book_name, today)
        self.groups.show_key(self.paper)
        self.typed.forget()
        self.typed.clear_message()
        self.note.setText(PUT_AWAY if printer.has_printer() else NO_PRINTER)
        self._cover(False)

    def focus_first(self) -> None:
        """Printing comes first; where there is no printer, the PDF."""
        first = self.print_button if printer.has_printer() else self.save_button
        first.setFocus()

    # -- onto paper

    def page_pdf(self) -> bytes:
        """The page as it will lie in the safe. Refused when a name can't be printed."""
        assert self._about is not None
        shop, book_name, today = self._about
        page = KeyPage(
            groups=tuple(self.paper.groups),
            book_name=book_name,
            shop_name=shop.name,
            day=whole_day(today, shop.locale),
        )
        out = io.BytesIO()
        print_paper_key(out, page, PAPERS[shop.paper.value])
        return out.getvalue()

    def print_page(self) -> None:
        """On paper, from memory: nothing is written on the disk."""
        if not printer.has_printer():
            self._tell(NO_PRINTER, "warning")
            return
        assert self._about is not None
        size = self._about[0].paper.value
        chosen = printer.choose_printer(self.window(), TITLE, paper=size)
        pages = PdfPages(self.page_pdf())
        if chosen is None or not may_print(self.window(), chosen, pages):
            return
        self._job = PrintJob(pages, chosen, self)
        self._job.finished.connect(self._printed)
        self._job.start()

    def _printed(self, done: int, _: int) -> None:
        if done:
            self._tell(f"Sent to the printer. {PUT_AWAY}", "second")
            self.handed_over.emit()
        else:
            self._tell("The printer took nothing. Try again, or save it as a PDF.", "warning")

    def save_page(self) -> None:
        """Into a file that is to be printed elsewhere."""
        suggested = Path.home() / f"{TITLE}.pdf"
        path = ask.save_file(self.window(), "Save the paper key", suggested, "PDF (*.pdf)")
        if path is None:
            return
        pdf = self.page_pdf()
        with written_whole(path) as stream:
            stream.write(pdf)
        self._tell(SAVED.format(name=path.name), "warning")
        self.handed_over.emit()

    def _tell(self, words: str, role: str) -> None:
        self.note.setText(words)
        set_role(self.note, role)

    # -- typed back

    def check(self) -> bool:
        """Whether what was typed is this key; a typo is told beneath, with its group."""
        return self.typed.check()

    def _see_typed(self) -> None:
        typed = self.typed.value()
        try:
            check_typed_back(self.paper, typed)
        except PaperTypo as typo:
            group = typo.group or mistyped_group(typed, frozenset({self.paper.data_key.mark}))
            if group is None or typo.group is not None:
                raise
            raise PaperTypo(TYPO.format(ORDINALS[group - 1]), group) from typo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._cover(True)
        return super().eventFilter(watched, event)

    def _show_again(self) -> None:
        # First: a link that hides would hand the keys to the field, which covers it again.
        self.print_button.setFocus()
        self._cover(False)

    def _cover(self, covered: bool) -> None:
        self.groups.cover(covered)
        self.look_link.setVisible(covered)

    def forget(self) -> None:
        """Nothing of the key stays in the window."""
        self.paper = new_paper()
        self.groups.show_key(self.paper)
        self.groups.cover(True)
        self.typed.forget()
