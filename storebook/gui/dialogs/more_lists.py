"""Lists for the people of the shop: whom to call, whose birthday it is, a month for the wall."""

import io
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QKeySequence

from storebook.base.dates.partial import MONTHS
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.shop import Paper, Shop
from storebook.book.ways_out import note_printed
from storebook.exchange.call_sheets import (
    birthdays_csv,
    birthdays_of_month,
    call_sheet_csv,
    call_words,
)
from storebook.gui import theme
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import column, held, row
from storebook.gui.paper_out import PaperOut, Sheaf, file_for
from storebook.gui.print_preview import PdfPages, PrintPreview, Shown
from storebook.gui.shown import plural, short_day, whole_day
from storebook.gui.words import button, label, link
from storebook.outreach.calls import call_sheet
from storebook.outreach.wall_month import wall_month
from storebook.people.consent import Purpose
from storebook.printing.call_sheets import print_birthdays, print_call_sheet
from storebook.printing.sheets import PAPERS
from storebook.printing.sheets import Paper as Stock
from storebook.printing.tables import Heading
from storebook.printing.wall_calendar import WallText, print_wall_calendar
from storebook.staff.associates import associate
from storebook.staff.rights import Right

CSV = "Spreadsheet (*.csv)"
MONTHS_AHEAD = 14
PAPER_CHOICES = [(Paper.LETTER, "Letter"), (Paper.A4, "A4")]


class Which(StrEnum):
    """What is printed."""

    CALLS = "calls"
    BIRTHDAYS = "birthdays"
    WALL = "wall"


LISTS = [(Which.CALLS, "Call sheet"), (Which.BIRTHDAYS, "Birthdays"), (Which.WALL, "Wall")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A list that is ready: its pages, how many stand on it, and what the press says of them."""

    title: str
    pdf: bytes
    pieces: int
    fact: str = ""
    problems: tuple[str, ...] = ()


class _Paper(PrintPreview):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(390), theme.px(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(280))


class MoreLists(Dialog):
    """`people` are those of the run that the page looks at, called `note` on paper."""

    def __init__(self, context: Context, people: Collection[int], note: str) -> None:
        super().__init__(context, "Lists and calendar", width=960)
        self._people, self._note = set(people), note
        self._made: Made | None = None
        self._page = 0
        self._set_covered = context.is_private()
        shop = context.shop()
        # A month for the wall names nobody; the others are lists that can be walked off with.
        lists = LISTS if context.viewer().may(Right.PRINT_LISTS) else LISTS[-1:]
        self.which = Segments("List", lists, Which.CALLS if people else Which.BIRTHDAYS)
        self.month = ChoiceField("Month", [(one, _words(one)) for one in _months(context.today())])
        self.paper = ChoiceField("Paper", PAPER_CHOICES, shop.paper)
        self.names = CheckLine("With names", fact="for the back office only")
        self.lunar = CheckLine("With the days of the Chinese calendar")
        self.black = CheckLine("In black")
        self._fact = label("", role="second", wrap=True)
        self._problems = label("", "small", role="warning", wrap=True)
        self.preview = _Paper("Preview of the list")
        self._pages = label("", "small", role="second")
        self.next_page = link("Next page", kind="small")
        self.file_button = button("Save as PDF")
        self.csv_button = button("Save for a spreadsheet")
        self._lay_out_lists()
        self._connect_all()
        self.set_actions(
            button("Print", kind="primary", icon="printer", key="print"),
            self.file_button,
            self.csv_button,
            leave="Close",
        )
        self._on_choice()

    def _lay_out_lists(self) -> None:
        choices = column(
            label("Which list?", "heading"),
            held(row(self.which, "stretch")),
            self.month,
            self.paper,
            self.names,
            self.lunar,
            self.black,
            self._fact,
            self._problems,
            "stretch",
            spacing=14,
        )
        seen = column(self.preview, held(row(self._pages, "stretch", self.next_page)), spacing=6)
        both = row(held(choices), held(seen), spacing=32)
        both.setStretch(0, 1)
        self.content.addLayout(both)

    def _connect_all(self) -> None:
        self.which.chosen.connect(lambda _: self._on_choice())
        self.month.picked.connect(lambda _: self._on_choice())
        self.paper.picked.connect(lambda _: self._on_choice())
        for check in (self.names, self.lunar, self.black):
            check.changed.connect(lambda _: self._on_choice())
        self.next_page.clicked.connect(self._turn)
        enter_goes_on(self.month, self.paper, self.names, self.lunar, self.black)
        self.file_button.clicked.connect(self._save_file)
        self.csv_button.clicked.connect(self._save_table)

    def is_for_the_shop(self) -> bool:
        """Names, telephones and what was bought."""
        return True

    def show_privacy(self) -> None:
        """Amounts that were covered when the list was set are set anew."""
        super().show_privacy()
        private = self.context.is_private()
        if self._set_covered and not private:
            self._draw()
        self._set_covered = private

    # -- what follows what

    def _on_choice(self) -> None:
        which, viewer = self.which.value(), self.context.viewer()
        wall = which is Which.WALL
        self.month.setVisible(which is not Which.CALLS)
        for each in (self.names, self.lunar, self.black):
            each.setVisible(wall)
        self.names.setVisible(wall and viewer.may(Right.PRINT_LISTS))
        self.csv_button.setVisible(not wall and viewer.may(Right.EXPORT))
        self._page = 0
        self._draw()

    def _draw(self) -> None:
        try:
            self._made = made = self._make()
        except Refused as refusal:
            self._made = None
            self.preview.show_nothing(str(refusal))
            self._fact.setText("")
            self._problems.setText("")
            self._pages.setText("")
            self.next_page.hide()
        else:
            self._fact.setText(made.fact)
            self._problems.setText(" ".join(dict.fromkeys(made.problems)))
            self._show_page()
        self._problems.setVisible(bool(self._problems.text()))
        for each in (self.primary, self.file_button, self.csv_button):
            if each is not None:
                each.setEnabled(self._made is not None)

    def _make(self) -> Made:
        which = self.which.value()
        if which is Which.CALLS:
            return self._calls()
        return self._birthdays() if which is Which.BIRTHDAYS else self._wall()

    def _show_page(self) -> None:
        assert self._made is not None
        pages = PdfPages(self._made.pdf)
        self.next_page.setVisible(pages.count > 1)
        count = plural(pages.count, "page", "pages", self.context.shop().locale)
        self._pages.setText(f"Page {self._page + 1} of {count}" if pages.count > 1 else "")
        self.preview.show_part(
            Shown(pages=pages, page=self._page), f"{self._made.title}, {self._made.fact}"
        )

    def _turn(self) -> None:
        """The next page, after the last one the first."""
        assert self._made is not None
        self._page = (self._page + 1) % max(1, PdfPages(self._made.pdf).count)
        self._show_page()

    # -- the lists

    def _calls(self) -> Made:
        context, out = self.context, io.BytesIO()
        sheet = call_sheet(context.book, self._people, context.viewer(), purpose=Purpose.OCCASIONS)
        if not sheet.rows:
            raise Refused("Nobody of these is to be called: they want no calls, or have no phone.")
        words = [call_words(one, context.money, self._show_day) for one in sheet.rows]
        found = print_call_sheet(out, self._heading("Call sheet", self._note), words, self._stock())
        called = plural(len(words), "person", "people")
        left = len(sheet.left_out)
        out_of_it = f"; {plural(left, 'is', 'are')} left out: no phone, or no calls" if left else ""
        return Made(
            title="Call sheet",
            pdf=out.getvalue(),
            pieces=len(words),
            fact=f"{called} to call{out_of_it}.",
            problems=tuple(one.sentence for one in found),
        )

    def _birthdays(self) -> Made:
        context, out, first = self.context, io.BytesIO(), self.month.value()
        rows = birthdays_of_month(context.book, first.year, first.month, shop=context.shop())
        if not rows:
            raise Refused(f"Nobody has a birthday in {MONTHS[first.month - 1]}.")
        title = f"Birthdays of {_words(first)}"
        found = print_birthdays(out, self._heading(title, ""), rows, self._stock())
        return Made(
            title=title,
            pdf=out.getvalue(),
            pieces=len(rows),
            fact=f"{plural(len(rows), 'birthday', 'birthdays')}, day by day.",
            problems=tuple(one.sentence for one in found),
        )

    def _wall(self) -> Made:
        shop, out, first = self.context.shop(), io.BytesIO(), self.month.value()
        named = self.names.is_on() and not self.names.isHidden()
        pdf_of = WallWanted(first=first, names=named, lunar=self.lunar.is_on())
        found = draw_wall(out, self.context.book, shop, pdf_of, self._stock().name, self._is_black)
        fact = "It says how many birthdays there are, never whose."
        return Made(
            title=f"Calendar of {_words(first)}",
            pdf=out.getvalue(),
            pieces=1,
            fact="With names, it must not hang where shoppers come." if named else fact,
            problems=tuple(found),
        )

    @property
    def _is_black(self) -> bool:
        return self.black.is_on()

    def _stock(self) -> Stock:
        return PAPERS[self.paper.value().value]

    def _heading(self, title: str, note: str) -> Heading:
        shop, book = self.context.shop(), self.context.book
        who = associate(book, book.associate_id).name
        day = whole_day(self.context.today(), shop.locale)
        return Heading(title=title, note=note, made=f"{who}, {shop.name}, {day}")

    def _show_day(self, day: date) -> str:
        return short_day(day, self.context.today(), self.context.shop().locale)

    # -- where it goes

    def save(self) -> None:
        if self._made is None:
            raise Refused(self.preview.sentence)
        sheaf = self._sheaf(self._made)
        self.finished.connect(lambda: PaperOut(self.context).to_printer(sheaf))

    def _save_file(self) -> None:
        if self._made is not None:
            sheaf = self._sheaf(self._made)
            self.finished.connect(lambda: PaperOut(self.context).to_file(sheaf))
            self.leave()

    def _sheaf(self, made: Made) -> Sheaf:
        is_list = self.which.value() is not Which.WALL or self.names.is_on()

        def done(path: Path | None) -> None:
            note_printed(
                self.context.book, made.title, pieces=made.pieces, out=path, is_list=is_list
            )

        return Sheaf(
            title=made.title,
            pdf=made.pdf,
            paper=self.paper.value().value,
            done=done,
            is_list=is_list,
            many=made.title.startswith("Birthdays"),
        )

    def _save_table(self) -> None:
        made = self._made
        if made is not None:
            which, first = self.which.value(), self.month.value()
            self.finished.connect(lambda: self._write_table(made.title, which, first))
            self.leave()

    def _write_table(self, title: str, which: Which, first: date) -> None:
        context = self.context
        path = file_for(context, title, ".csv", CSV)
        if path is None:
            return
        if which is Which.CALLS:
            sheet = call_sheet(
                context.book, self._people, context.viewer(), purpose=Purpose.OCCASIONS
            )
            words = [call_words(one, context.money, date.isoformat) for one in sheet.rows]
            call_sheet_csv(context.book, path, words, what=title, day=context.today())
        else:
            rows = birthdays_of_month(context.book, first.year, first.month, shop=context.shop())
            birthdays_csv(context.book, path, rows, what=title, day=context.today())
        context.say(f"{title} saved as “{path.name}”.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        may = self.primary is not None and self.primary.isEnabled()
        if event.matches(QKeySequence.StandardKey.Print) and may:
            self.accept()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Enter prints."""
        if self.primary is not None:
            self.primary.setFocus()


@dataclass(frozen=True, slots=True, kw_only=True)
class WallWanted:
    """Which month, and what stands on it."""

    first: date
    names: bool
    lunar: bool


def draw_wall(  # noqa: PLR0913 - a month, whose shop, and the paper
    out: io.BytesIO, book: Book, shop: Shop, wanted: WallWanted, paper: str, black: bool
) -> list[str]:
    """Write the month; what the press says of it."""
    first = wanted.first
    wall = wall_month(book, first.year, first.month, names=wanted.names)
    text = WallText(
        year=first.year,
        month=first.month,
        first_weekday=shop.first_weekday,
        shop_name=shop.name,
        someday=wall.someday,
        note="For the back office" if wanted.names else "",
        lunar=wanted.lunar,
    )
    found = print_wall_calendar(out, text, wall.marks, PAPERS[paper], mono=black)
    return [one.sentence for one in found]


def _months(today: date) -> list[date]:
    """This month, those that follow, and the last one."""
    now = today.year * 12 + today.month - 1
    months = [*range(now, now + MONTHS_AHEAD), now - 1]
    return [date(number // 12, number % 12 + 1, 1) for number in months]


def _words(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"
