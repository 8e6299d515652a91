"""Every column of a list with what is in it, and the field of the book that it goes to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.exchange.fields import OWN, Kind, fields_of
from storebook.exchange.looking import Column
from storebook.gui import theme
from storebook.gui.fields import ChoiceField
from storebook.gui.focus_chain import follow
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import scrolling
from storebook.gui.words import one_line, section_head

LEFT_OUT = "left out"
ROWS_FIRST = 14
ROWS_AT_ONCE = 4
# Where the name of a field by itself would say too little.
IN_FULL = {
    "name": "Whole name",
    "given": "Given name",
    "middle": "Middle name",
    "family": "Family name",
    "email": "E-mail",
    "shopper": "Name of the shopper",
    "customer id": "Customer number",
    "no mail": "Wants no mail",
    "no calls": "Wants no calls",
    "no texts": "Wants no texts",
    "no email": "Wants no e-mail",
    "since": "Shopper since",
}


def field_words(name: str) -> str:
    """A field as the list of choices calls it."""
    return IN_FULL.get(name) or name[:1].upper() + name[1:]


def field_choices(kind: Kind, column: Column) -> list[tuple[str, str]]:
    """What the column may be: left out, any field, or for shoppers an own field of its name."""
    known = [(one.name, field_words(one.name)) for one in fields_of(kind)]
    names = {name for name, _ in known}
    own = f"{OWN}{column.header}"
    choices = [("", LEFT_OUT), *known]
    if kind is Kind.SHOPPERS and column.header.strip() and not column.header.isdigit():
        choices.append((own, f"Own field “{column.header.strip()}”"))
    if column.field and column.field not in names | {own}:
        choices.append((column.field, field_words(column.field)))
    return choices


class ColumnsPanel(QWidget):
    """Rows of heading, samples and choice; `changed` comes when the user chose another field.

    A list of ninety columns is laid out row by row, so that the window stays alive meanwhile. Tab
    comes to the choices from `after`.
    """

    changed = Signal()

    def __init__(self, *, after: QWidget) -> None:
        super().__init__()
        self.head = section_head("Columns")
        self.choices: list[tuple[str, ChoiceField]] = []
        self._after = after
        self._kind = Kind.SHOPPERS
        self._columns: tuple[Column, ...] = ()
        self._grid = QGridLayout()
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(lambda: self._add_rows(ROWS_AT_ONCE))
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addLayout(self._holder, 1)

    def show_columns(self, kind: Kind, columns: Sequence[Column]) -> None:
        """Show these; the choices stay in place when only what they go to has changed."""
        used = sum(1 for column in columns if column.field)
        self.head.set_fact(f"{used} of {len(columns)} used")
        same = kind is self._kind and _seen(columns) == _seen(self._columns)
        self._kind, self._columns = kind, tuple(columns)
        if not same:
            self._begin()
            self._add_rows(ROWS_FIRST)
            return
        for (_, choice), column in zip(self.choices, columns, strict=False):
            choice.set_value(column.field)
            _color(choice, column)

    def mapping(self) -> dict[str, str]:
        """Heading by heading what was chosen."""
        chosen = {column.header: column.field for column in self._columns}
        return chosen | {header: str(choice.value()) for header, choice in self.choices}

    def clear(self) -> None:
        """No list is open."""
        self._columns = ()
        self._more.stop()
        self.choices = []
        self._replace(QWidget())
        self.head.set_fact("")

    def _begin(self) -> None:
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 10, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        for place, share in enumerate((4, 6, 5)):
            self._grid.setColumnStretch(place, share)
        self._grid.setRowStretch(len(self._columns), 1)
        self.choices = []
        self._replace(scrolling(body))

    def _add_rows(self, most: int) -> None:
        first = len(self.choices)
        for line in range(first, min(first + most, len(self._columns))):
            self._add_row(line, self._columns[line])
        if len(self.choices) < len(self._columns):
            self._more.start()
        else:
            self._more.stop()

    def _add_row(self, line: int, column: Column) -> None:
        name = f"“{column.header}” goes to"
        choices = field_choices(self._kind, column)
        choice = ChoiceField(name, choices, column.field, density="desk")
        choice.hide_name()
        by_length = choice.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        choice.box.setSizeAdjustPolicy(by_length)
        choice.box.setMinimumContentsLength(14)
        choice.picked.connect(lambda _: self.changed.emit())
        enter_goes_on(choice)
        _color(choice, column)
        middle = Qt.AlignmentFlag.AlignVCenter
        samples = " · ".join(column.samples)
        self._grid.addWidget(one_line(column.header, "strong"), line, 0, middle)
        self._grid.addWidget(one_line(samples, "small", role="second"), line, 1, middle)
        self._grid.addWidget(choice, line, 2)
        before = self.choices[-1][1].control if self.choices else self._after
        follow(before, [choice.control])
        self.choices.append((column.header, choice))

    def _replace(self, widget: QWidget) -> None:
        while (item := self._holder.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._holder.addWidget(widget, 1)


def _seen(columns: Sequence[Column]) -> list[tuple[str, tuple[str, ...]]]:
    """What is seen of the columns beside the choices."""
    return [(column.header, column.samples) for column in columns]


def _color(choice: ChoiceField, column: Column) -> None:
    """A column that is left out stands back."""
    pale = theme.color("ink3" if not column.field else "ink")
    dressed = choice.box.palette()
    dressed.setColor(dressed.ColorRole.Text, pale)
    choice.box.setPalette(dressed)
