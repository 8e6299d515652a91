"""Printing a slip: which one, on which paper, where to; Enter prints."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context, FollowUp
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField, CountField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import column, held, row
from storebook.gui.print_preview import PdfPages, PrintPreview, Shown
from storebook.gui.shown import plural, whole_day
from storebook.gui.slip_printing import (
    PAPERS,
    TITLES,
    SlipJob,
    SlipPrinting,
    printer_choices,
    slips_pdf,
    usual_paper,
    usual_printer,
)
from storebook.gui.words import button, label, link, small_capitals
from storebook.sales.purchases import TicketLine
from storebook.sales.slips import (
    Slip,
    SlipAsked,
    SlipKind,
    gift_lines,
    kinds_for,
    kinds_offered,
    number_of,
    slips_of,
    whole_ticket,
)

MOST_COPIES = 20
WIDTH = 900
HIDDEN = "Hidden while privacy is on. The paper has all of it."
NO_GIFT = "For which piece? Check one."
KEPT_SECRET = "A piece that is kept secret"
TALL, LEAST_TALL = 470, 260
ANY_ROOM = 100_000


class _Paper(PrintPreview):
    """As large as a slip wants to be seen, and as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.tall = theme.px(TALL)

    def set_tall(self, pixels: int) -> None:
        """As tall as there is room for."""
        tall = max(theme.px(LEAST_TALL), pixels)
        if tall != self.tall:
            self.tall = tall
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(330), self.tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), min(self.tall, theme.px(LEAST_TALL)))


class PrintSlip(Dialog):
    """`subject_id` is whose page it is opened from: a secret prints only for who knows of it."""

    def __init__(
        self,
        context: Context,
        purchase_id: int,
        *,
        subject_id: int | None = None,
        kind: SlipKind | None = None,
    ) -> None:
        super().__init__(context, "Print a slip", width=WIDTH)
        self._purchase_id = purchase_id
        self._subject_id = subject_id
        self._page = 0
        self._pdf = b""
        self._slips: list[Slip] = []
        self._ticket = whole_ticket(context.book, purchase_id, self._asked())
        kinds = kinds_offered(self._ticket, self._asked())
        self.kinds = Segments("Slip", [(one, TITLES[one]) for one in kinds], kind)
        shop = context.shop()
        self.paper = ChoiceField("Paper", PAPERS, usual_paper(shop))
        self.printer = ChoiceField("Printer", printer_choices(), usual_printer())
        self.copies = CountField("Copies", 1, MOST_COPIES, 1)
        self.pieces = [(line, self._check(line)) for line in gift_lines(self._ticket)]
        self.name_it = CheckLine("Name the secret on the receipt", on=False)
        self.preview = _Paper("Preview of the slip")
        self._pages = label("", "small", role="second")
        self.next_page = link("Next page", kind="small")
        self._problems = label("", "small", role="warning", wrap=True)
        self._lay_out_slip()
        self.set_actions(button("Print", kind="primary", icon="printer", key="print"))
        self._connect_all()
        self.ask_for({"kind": self.kinds, "paper": self.paper, "copies": self.copies})
        self._show_choices()
        self._draw()

    def _connect_all(self) -> None:
        self.kinds.chosen.connect(lambda _: self._on_choice())
        self.paper.picked.connect(lambda _: self._on_choice())
        self.printer.picked.connect(lambda _: self._show_choices())
        self.name_it.changed.connect(self._on_choice)
        for _, check in self.pieces:
            check.changed.connect(self._on_choice)
        self.next_page.clicked.connect(self._turn)
        enter_goes_on(self.printer, self.name_it, *(check for _, check in self.pieces))

    def _check(self, line: TicketLine) -> CheckLine:
        many = f"{line.quantity:,} × " if line.quantity > 1 else ""
        words = KEPT_SECRET if line.secret_until else f"{many}{line.description}"
        return CheckLine(words, on=True)

    def _lay_out_slip(self) -> None:
        self._gift = QWidget()
        gift = QVBoxLayout(self._gift)
        gift.setContentsMargins(0, 0, 0, 0)
        gift.setSpacing(6)
        gift.addWidget(small_capitals("For"))
        for _, check in self.pieces:
            gift.addWidget(check)
        gift.addWidget(self.name_it)
        self._secret = label(self._secret_words(), "small", role="second", wrap=True)
        gift.addWidget(self._secret)
        asked = row(self.paper, self.copies, spacing=14)
        asked.setStretch(0, 1)
        choices = column(
            label(self._title(), "heading", wrap=True),
            held(row(self.kinds, "stretch")),
            held(asked),
            self.printer,
            self._gift,
            self._problems,
            "stretch",
            spacing=16,
        )
        self.copies.setMaximumWidth(theme.px(110))
        seen = column(self.preview, held(row(self._pages, "stretch", self.next_page)), spacing=6)
        both = row(held(choices), held(seen), spacing=32)
        both.setStretch(0, 1)
        self.content.addLayout(both)

    def best_height(self, room: int) -> int:
        """Where there is little room, the slip is smaller, and nothing has to be scrolled."""
        over = super().best_height(ANY_ROOM) - room
        self.preview.set_tall(min(theme.px(TALL), self.preview.tall - over))
        return super().best_height(room)

    def _title(self) -> str:
        day = whole_day(self._ticket.day, self.context.shop().locale)
        return f"Number {number_of(self._ticket)} of {day}"

    def _secret_words(self) -> str:
        days = [line.secret_until for line, _ in self.pieces if line.secret_until]
        if not days:
            return ""
        until = whole_day(max(days), self.context.shop().locale)
        return f"A secret until {until}. Hand the receipt to the giver only."

    def _asked(self) -> SlipAsked:
        viewer = self.context.viewer()
        return SlipAsked(viewer=viewer, shop=self.context.shop(), subject_id=self._subject_id)

    # -- what follows what

    def _on_choice(self) -> None:
        self._page = 0
        self._show_choices()
        self._draw()

    def _show_choices(self) -> None:
        """Ask only what belongs to the slip."""
        is_gift = self.kinds.value() is SlipKind.GIFT
        secret = any(line.secret_until for line, _ in self.pieces)
        several = len(self.pieces) > 1
        self._gift.setVisible(is_gift and (several or secret))
        self.name_it.setVisible(secret)
        self._secret.setVisible(secret)
        self.copies.setVisible(bool(self.printer.value()))
        if self.primary is not None:
            self.primary.set_words("Print" if self.printer.value() else "Save as PDF")

    def _draw(self) -> None:
        """The real PDF, or why there is none."""
        try:
            self._pdf = self._made()
        except Refused as refusal:
            self._pdf = b""
            self.preview.show_nothing(str(refusal))
            self._pages.setText("")
            self.next_page.hide()
            return
        self._show_page()

    def _made(self) -> bytes:
        asked, kind = self._asked(), self.kinds.value()
        if kind is SlipKind.GIFT:
            chosen = [line.id for line, check in self.pieces if check.is_on()]
            if not chosen:
                raise Refused(NO_GIFT)
            asked = replace(asked, line_ids=chosen, named=self.name_it.is_on())
        self._slips = slips_of(self.context.book, self._purchase_id, kind, asked)
        pdf, problems = slips_pdf(self.context.shop(), self._slips, self.paper.value())
        self._problems.setText(" ".join(dict.fromkeys(problems)))
        self._problems.setVisible(bool(problems))
        return pdf

    def _show_page(self) -> None:
        pages = PdfPages(self._pdf)
        self.next_page.setVisible(pages.count > 1)
        count = plural(pages.count, "page", "pages", self.context.shop().locale)
        self._pages.setText(f"Page {self._page + 1} of {count}" if pages.count > 1 else "")
        if self.context.is_private():
            self.preview.show_nothing(HIDDEN)
            return
        words = f"{TITLES[self.kinds.value()]}, {count}"
        self.preview.show_part(Shown(pages=pages, page=self._page), words)

    def _turn(self) -> None:
        """The next page, after the last one the first."""
        self._page = (self._page + 1) % max(1, PdfPages(self._pdf).count)
        self._show_page()

    def show_privacy(self) -> None:
        """With privacy on the paper is not shown; it prints all the same."""
        super().show_privacy()
        if self._pdf:
            self._show_page()

    # -- deeds

    def accept(self) -> None:
        """Send it, and close; without a file to go to it stays open."""
        self._problem.clear()
        if not self.form.check():
            return
        try:
            deed = SlipPrinting(self.context).send(self._job(self._made()))
        except Refused as refusal:
            self.refuse(refusal)
            return
        if deed is None:
            return
        self.accepted.emit()
        self.finished.emit()
        deed()

    def _job(self, pdf: bytes) -> SlipJob:
        return SlipJob(
            purchase_id=self._purchase_id,
            kind=self.kinds.value(),
            number=self._slips[0].number,
            pdf=pdf,
            paper=self.paper.value(),
            printer=self.printer.value(),
            copies=(self.copies.value() or 1) if self.printer.value() else 1,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Print):
            self.accept()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Enter prints."""
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.TabFocusReason)


def slip_of_saved(context: Context, purchase_id: int, subject_id: int | None) -> FollowUp:
    """The slip that is offered for a ticket just saved: of a sale its gift receipt."""
    asked = SlipAsked(viewer=context.viewer(), shop=context.shop(), subject_id=subject_id)
    kind, *others = kinds_for(whole_ticket(context.book, purchase_id, asked))
    if kind is SlipKind.PURCHASE and SlipKind.GIFT in others:
        kind = SlipKind.GIFT

    def do() -> None:
        context.dialogs.open(PrintSlip(context, purchase_id, subject_id=subject_id, kind=kind))

    return FollowUp(words=TITLES[kind], do=do, icon="printer")
