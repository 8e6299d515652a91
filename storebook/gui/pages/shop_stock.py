"""Label and card sheets of the shop's own: the numbers on the box, drawn while they are typed."""

import io
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.shop import Paper
from storebook.book.ways_out import note_printed
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, ChoiceField, CountField, TextField
from storebook.gui.form import DraftKeeper, Form
from storebook.gui.layout import held, row, scrolling, stack
from storebook.gui.paper_out import PaperOut, Sheaf
from storebook.gui.print_preview import PdfPages, PrintPreview, Shown
from storebook.gui.table import RecordTable
from storebook.gui.timers import after
from storebook.gui.words import button, label, section_head
from storebook.printing.own_stock import (
    MOST_ROWS,
    StockNumbers,
    draw_stock,
    make_stock,
    stock_warnings,
)
from storebook.printing.sheets import LabelSheet
from storebook.printing.stock_shelf import forget_stock, keep_stock, own_stock

PAPERS = [(Paper.LETTER, "Letter"), (Paper.A4, "A4")]
LENGTH = re.compile(r'(\d+(?:[.,]\d+)?)(?: (\d+)/(\d+))? ?(mm|in|")?')
INCH = 25.4
DRAW_AFTER_MS = 150
NARROW_BELOW, LOWEST_LIST = 900, 200
ABOVE, BELOW = 4, 8
ANY_HEIGHT = 16_777_215  # as Qt has it
LENGTHS = {
    "width": "Width of a label",
    "height": "Height of a label",
    "left": "Left of the first",
    "top": "Above the first",
    "pitch_x": "Step across",
    "pitch_y": "Step down",
    "corner": "Round corners",
}
MAY_BE_EMPTY = ("pitch_x", "pitch_y", "corner")
HOW = (
    "Measure in millimeters, or write 2.625 in. A step is from one label’s edge to the same edge "
    "of the next; left empty, labels touch."
)


def read_length(text: str, field: str) -> float | None:
    """Millimeters, of “63.5”, “2.625 in” or “2 5/8 in”; None for nothing, Refused for no length."""
    plain = " ".join(text.split())
    if not plain:
        return None
    found = LENGTH.fullmatch(plain)
    if found is None or found[3] == "0":
        raise Refused("Write a length such as 63.5, or 2.625 in.", field)
    whole = float(found[1].replace(",", "."))
    if found[2]:
        whole += int(found[2]) / int(found[3])
    return round(whole * (INCH if found[4] in ("in", '"') else 1), 3)


class _Sheet(PrintPreview):
    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(240))


class ShopStock(QWidget):
    """Stock of a name that is there already is replaced by what is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.head = section_head("Sheets of our own")
        self.table = RecordTable(
            self._columns(),
            "Sheets of our own",
            identity=lambda one: one.name,
            row_height=44,
            empty=("None yet", "Those of the big makers are known without being described."),
        )
        self.title = TextField("Name on the box", density="desk")
        self.paper = ChoiceField("Paper", PAPERS, context.shop().paper, density="desk")
        self.columns = CountField("Labels across", 1, MOST_ROWS)
        self.rows = CountField("Labels down", 1, MOST_ROWS)
        self.lengths = {name: TextField(words, density="desk") for name, words in LENGTHS.items()}
        self.cards = CheckLine("Cards of a purse’s size, for the club")
        self.form = Form(
            {
                "title": self.title,
                "paper": self.paper,
                "columns": self.columns,
                "rows": self.rows,
                **self.lengths,
                "cards": self.cards,
            },
            self,
        )
        self._keeper = DraftKeeper(context.book, self.form, "ShopStock", "")
        self._keeper.restore()
        self.preview = _Sheet("The sheet")
        self._warnings = label("", "small", role="warning", wrap=True)
        self.save_button = button("Keep the sheet", kind="primary", key="save", density="desk")
        self.proof_button = button("Print a proof", icon="printer", density="desk")
        self.remove_button = button("Take away", density="desk")
        self._soon = after(self, DRAW_AFTER_MS, self._draw)
        self._connect()
        self._lay_out()
        self._draw()

    def _connect(self) -> None:
        self.table.picked.connect(self._show_one)
        self.form.changed.connect(self._soon.start)
        self.save_button.clicked.connect(self.save)
        self.proof_button.clicked.connect(self.print_proof)
        self.remove_button.clicked.connect(self.remove)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.head)
        left.addWidget(self.table, 1)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(section_head("The numbers on the box"))
        middle.addWidget(label(HOW, "small", role="second", wrap=True))
        name = row(self.title, self.paper, spacing=12)
        name.setStretch(0, 1)
        middle.addLayout(name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for place, field in enumerate((self.columns, self.rows, *self.lengths.values())):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(grid)
        middle.addWidget(self.cards)
        middle.addLayout(row(self.save_button, self.proof_button, self.remove_button, "stretch"))
        middle.addStretch()
        middle.setContentsMargins(0, 0, 8, 0)
        self._numbers = held(middle)
        self._scrolled = scrolling(self._numbers)
        seen = QVBoxLayout()
        seen.setSpacing(10)
        seen.addWidget(section_head("The sheet"))
        seen.addWidget(self.preview, 100)
        seen.addWidget(self._warnings)
        seen.addStretch(1)
        self._thirds = row(held(left), self._scrolled, held(seen), spacing=26)
        for place, share in enumerate((26, 44, 30)):
            self._thirds.setStretch(place, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, ABOVE, 0, BELOW)
        self._body = held(self._thirds)
        whole.addWidget(scrolling(self._body))
        self._thirds.setContentsMargins(0, 0, 8, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large text in a narrow window the three stand one under the other, and are scrolled
        as one; else the sheet stays in sight beside its numbers.
        """
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._thirds, upright=narrow)
        self.table.setMinimumHeight(theme.px(LOWEST_LIST) if narrow else 0)
        self._scrolled.setMinimumHeight(self._numbers.sizeHint().height() if narrow else 0)
        room = self.height() - ABOVE - BELOW
        self._body.setMaximumHeight(ANY_HEIGHT if narrow else max(0, room))

    def _columns(self) -> list[Column[LabelSheet]]:
        return [Column("Sheet", self._cell)]

    def _cell(self, one: LabelSheet) -> Cell:
        size = f"{one.columns} × {one.rows} of {one.width:g} × {one.height:g} mm"
        return Cell(text=one.title, kind="listname", second=f"{one.paper.title}, {size}")

    # -- what is shown

    def refresh(self) -> None:
        """Read the sheets again; what is typed stays."""
        stocks = own_stock(self._context.book)
        self.table.show_records(stocks)
        self.head.set_fact(str(len(stocks)) if stocks else "")
        self.remove_button.setVisible(self.table.chosen() is not None)
        if not self.title.value() and self.table.chosen() is not None:
            self._show_one(self.table.chosen())

    def _show_one(self, one: LabelSheet | None) -> None:
        self.remove_button.setVisible(one is not None)
        if one is None:
            return
        self.form.clear_messages()
        self.title.set_value(one.title)
        self.paper.set_value(Paper(one.paper.name))
        self.columns.set_value(one.columns)
        self.rows.set_value(one.rows)
        for name, field in self.lengths.items():
            field.set_value(f"{getattr(one, name):g}")
        self.cards.set_on(one.cards)
        self._keeper.settle()
        self._draw()

    def numbers(self) -> StockNumbers:
        """What is typed; Refused with the field that is no number, or is missing."""
        lengths = {name: read_length(one.value(), name) for name, one in self.lengths.items()}
        for name, length in lengths.items():
            if length is None and name not in MAY_BE_EMPTY:
                raise Refused(f"{LENGTHS[name]}: how many millimeters?", name)
        columns, rows = self.columns.value(), self.rows.value()
        if columns is None or rows is None:
            raise Refused("How many labels?", "columns" if columns is None else "rows")
        return StockNumbers(
            title=self.title.value(),
            paper=self.paper.value().value,
            columns=columns,
            rows=rows,
            width=lengths["width"] or 0,
            height=lengths["height"] or 0,
            left=lengths["left"] or 0,
            top=lengths["top"] or 0,
            pitch_x=lengths["pitch_x"],
            pitch_y=lengths["pitch_y"],
            corner=lengths["corner"] or 0,
            cards=self.cards.is_on(),
        )

    def _stock(self) -> LabelSheet:
        return make_stock(self.numbers())

    def _draw(self) -> None:
        """The sheet as it would lie, or the sentence that says what is wrong."""
        try:
            stock = self._stock()
        except Refused as refusal:
            self.preview.show_nothing(str(refusal))
            self._warnings.setText("")
            self.proof_button.setEnabled(False)
            return
        self.form.clear_messages()
        words = f"{stock.columns} labels across and {stock.rows} down on {stock.paper.title}"
        self.preview.show_part(Shown(pages=PdfPages(proof_of(stock))), words)
        self._warnings.setText(" ".join(stock_warnings(stock)))
        self.proof_button.setEnabled(True)

    # -- deeds

    def save(self) -> None:
        """Keep the sheet: the page of the cards offers it from then on."""
        try:
            stock = keep_stock(self._context.book, self.numbers())
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._keeper.settle()
        self._context.say(f"{stock.title} can be printed on.")
        self.refresh()
        self.table.choose(stock.name)

    def print_proof(self) -> None:
        """Every place outlined and numbered, to be held against a sheet."""
        stock = self._stock()
        title = f"Proof of {stock.title}"
        PaperOut(self._context).to_printer(
            Sheaf(
                title=title,
                pdf=proof_of(stock),
                paper=stock.paper.name,
                stock=stock.name,
                done=lambda path: note_printed(self._context.book, title, out=path),
            )
        )

    def remove(self) -> None:
        """Take the chosen sheet away."""
        one: LabelSheet | None = self.table.chosen()
        if one is not None:
            forget_stock(self._context.book, one.name)
            self._context.say(f"{one.title} taken away.")
            self.title.set_value("")
            self._keeper.settle()
            self.refresh()

    def leave(self) -> None:
        """The sheet that is half typed waits."""
        self._keeper.keep()

    def focus_first(self) -> None:
        """The list, or the name of the first sheet."""
        first = self.table if self.table.records() else self.title
        first.setFocus(Qt.FocusReason.TabFocusReason)


def proof_of(stock: LabelSheet) -> bytes:
    """The sheet with its places outlined and numbered."""
    out = io.BytesIO()
    draw_stock(out, stock)
    return out.getvalue()
