"""The sheet of labels: which stock, and the first one that is still free on it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.drawing import CENTER
from storebook.gui.fields import ChoiceField
from storebook.gui.shown import plural
from storebook.gui.words import button, label, link
from storebook.printing.filling import Filling, first_free
from storebook.printing.sheets import Box, LabelSheet


class LabelSheetView(QAbstractSlider):
    """A sheet drawn small. A click, or the arrows, choose the first label that is free.

    To a screen reader it is a number between 1 and the places of the sheet.
    """

    def __init__(self, stock: LabelSheet) -> None:
        super().__init__()
        self._stock = stock
        self._labels = 0
        self._used: frozenset[int] = frozenset()
        self._by_column = False
        self.setAccessibleName("First free label")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_stock(stock)

    def show_stock(self, stock: LabelSheet) -> None:
        """Draw another kind of sheet; the place stays where it can."""
        self._stock = stock
        self.setRange(1, stock.places)
        self.updateGeometry()
        self.update()

    def show_labels(self, count: int, *, by_column: bool = False) -> None:
        """So many labels are to be printed, along the rows or down the columns."""
        self._labels, self._by_column = count, by_column
        self.update()

    def show_used(self, used: frozenset[int]) -> None:
        """These are gone from the sheet; the first that is free is chosen."""
        self._used = used
        self.setValue(first_free(self._stock, used))
        self.update()

    @property
    def used(self) -> frozenset[int]:
        """Those that are gone, also beyond the chosen one."""
        return self._used - {self.value()}

    def filling(self, copies: int = 1, *, by_column: bool = False) -> Filling:
        """Where labels will go."""
        return Filling(
            start=self.value(), used=self.used, by_column=by_column, copies=max(1, copies)
        )

    @property
    def stock(self) -> LabelSheet:
        """The sheet that is drawn."""
        return self._stock

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        paper = self._stock.paper
        return round(width * paper.height / paper.width)

    def sizeHint(self) -> QSize:
        wide = theme.px(152)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(96), theme.px(120))

    # -- keys and clicks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._stock.columns,
            Qt.Key.Key_Down: self._stock.columns,
        }
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: self._stock.places}
        key = Qt.Key(event.key())
        if key in steps:
            place = self.value() + steps[key]
            if 1 <= place <= self._stock.places:
                self.setValue(place)
        elif key in ends:
            self.setValue(ends[key])
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for place in range(1, self._stock.places + 1):
            if self._rect(self._stock.box(place), gap=0).contains(at):
                self.setValue(place)

    # -- painting

    def _rect(self, box: Box, gap: float = 1) -> QRectF:
        paper = self._stock.paper
        scale = self.width() / paper.width
        top = (paper.height - box.y - box.height) * scale
        found = QRectF(box.x * scale, top, box.width * scale, box.height * scale)
        return found.adjusted(gap, gap, -gap, -gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if focused else "edge"), 2 if focused else 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRect(self.rect().adjusted(1 if focused else 0, 1 if focused else 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = self.filling(by_column=self._by_column).first_places(self._stock)
        filled = set(free[: self._labels])
        for place in range(1, self._stock.places + 1):
            rect = self._rect(self._stock.box(place))
            if place == self.value():
                self._paint_first(painter, rect)
            elif place not in free:
                self._paint_used(painter, rect)
            else:
                self._paint_free(painter, rect, filled=place in filled)

    def _paint_used(self, painter: QPainter, rect: QRectF) -> None:
        """Hatched: somebody has taken it off already."""
        painter.save()
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        painter.setClipRect(rect)
        painter.setPen(QPen(theme.color("edge"), 0.6))
        at = rect.left() - rect.height()
        while at < rect.right():
            painter.drawLine(
                round(at), round(rect.bottom()), round(at + rect.height()), round(rect.top())
            )
            at += 5
        painter.restore()

    def _paint_first(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(rect, 2, 2)
        painter.setFont(theme.font("key"))
        painter.setPen(theme.color("onaccent"))
        # On low labels the number stands under the sheet alone.
        if rect.height() >= painter.fontMetrics().ascent():
            painter.drawText(rect, CENTER, str(self.value()))

    def _paint_free(self, painter: QPainter, rect: QRectF, *, filled: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if filled else "hair"), 1))
        painter.setBrush(theme.color("select" if filled else "surface"))
        painter.drawRoundedRect(rect, 2, 2)


class LabelsColumn(QWidget):
    """Stock, sheet, where it starts, and the button."""

    stock_changed = Signal()
    print_wanted = Signal()
    file_wanted = Signal()
    options_wanted = Signal()

    def __init__(self, sheets: list[LabelSheet]) -> None:
        super().__init__()
        self._count = 0
        self._stocks = {one.name: one for one in sheets}
        self.copies, self.by_column, self.outlines = 1, False, False
        self.stock = ChoiceField("Sheet of labels", [(one.name, one.title) for one in sheets])
        self.stock.hide_name()
        self.sheet = LabelSheetView(sheets[0])
        self._start = label("", "smallstrong")
        self._rest = label("", "small", role="second", wrap=True)
        self.options = link("Copies and order", kind="small")
        self.note = label("", "small", role="good", wrap=True)
        self.print_button = button("Print labels", icon="printer")
        self.file_button = link("Save as PDF")
        self.file_button.setAccessibleName("Save labels as PDF")
        self.stock.picked.connect(self._on_stock)
        self.sheet.valueChanged.connect(lambda _: self._say())
        self.print_button.clicked.connect(self.print_wanted)
        self.file_button.clicked.connect(self.file_wanted)
        self.options.clicked.connect(self.options_wanted)
        self._lay_out()
        self._say()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.stock)
        whole.addWidget(self.sheet)
        whole.addWidget(self._start)
        whole.addWidget(self._rest)
        whole.addWidget(self.options)
        whole.addWidget(self.print_button)
        whole.addWidget(self.file_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.note)
        self.note.hide()
        whole.addStretch()

    @property
    def sheet_name(self) -> str:
        """The stock that was chosen."""
        return str(self.stock.value())

    @property
    def chosen_stock(self) -> LabelSheet:
        """The same with its numbers."""
        return self._stocks[self.sheet_name]

    @property
    def start(self) -> int:
        """The first free place, from 1."""
        return self.sheet.value()

    @property
    def filling(self) -> Filling:
        """Where on the sheets the labels go."""
        return self.sheet.filling(self.copies, by_column=self.by_column)

    def show_stocks(self, sheets: list[LabelSheet]) -> None:
        """The shop may have described other sheets by now; the chosen one stays."""
        stocks = {one.name: one for one in sheets}
        if stocks == self._stocks:
            return
        kept = self.sheet_name
        self._stocks = stocks
        self.stock.set_choices([(one.name, one.title) for one in sheets], kept)
        self.sheet.show_stock(self.chosen_stock)
        self._say()

    def show_used(self, used: frozenset[int]) -> None:
        """What is gone from the sheet in the tray."""
        self.sheet.show_used(used)
        self._say()

    def lay(self, *, copies: int, by_column: bool, outlines: bool) -> None:
        """How often each is printed, in which order, and with edges for a proof."""
        self.copies, self.by_column, self.outlines = copies, by_column, outlines
        self.show_count(self._count)

    def show_count(self, count: int) -> None:
        """So many labels are to be printed."""
        self._count = count
        self.sheet.show_labels(count * self.copies, by_column=self.by_column)
        self.print_button.setEnabled(count > 0)
        self.file_button.setEnabled(count > 0)
        self._say()

    def printed(self, sentence: str, labels: int) -> frozenset[int]:
        """Say it, and go on where the sheet is still free; answers what is gone from it."""
        used = self.filling.used_after(self.chosen_stock, labels)
        self.sheet.show_used(used)
        self.say(sentence)
        self._say()
        return used

    def say(self, sentence: str) -> None:
        """What came of them."""
        self.note.setText(sentence)
        self.note.show()

    def _on_stock(self) -> None:
        self.sheet.show_stock(self.chosen_stock)
        self._say()
        self.stock_changed.emit()

    def _say(self) -> None:
        self._start.setText(f"Starts at place {self.start}")
        stock, filling = self.chosen_stock, self.filling
        needed = filling.sheets(stock, self._count)
        free = len(filling.first_places(stock)) - self._count * self.copies
        more = f" {plural(free, 'stays', 'stay')} free on this sheet." if needed == 1 else ""
        if needed > 1:
            more = f" {needed} sheets are needed."
        self._rest.setText(f"Click the first free label.{more}")
        said = [f"{self.copies} of each"] if self.copies > 1 else []
        said += ["down the columns"] if self.by_column else []
        said += ["with edges"] if self.outlines else []
        words = ", ".join(said)
        self.options.set_words(words[:1].upper() + words[1:] if words else "Copies and order")
        self.options.setAccessibleName(f"How the labels are laid: {words or 'one of each'}")
