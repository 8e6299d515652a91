"""Every column of a list with what is in it, and the field of the book that it goes to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.exchange.fields import OWN, Kind, fields_of
from storebook.exchange.looking import Column
from storebook.gui import theme
from storebook.gui.fields import ChoiceField
from storebook.gui.layout import scrolling
from storebook.gui.words import one_line, section_head

LEFT_OUT = "left out"
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
    """Rows of heading, samples and choice; `changed` comes when the user chose another field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = section_head("Columns")
        self.choices: list[tuple[str, ChoiceField]] = []
        self._signature: tuple[object, ...] = ()
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
        signature = (kind, tuple((column.header, column.samples) for column in columns))
        if signature == self._signature:
            for (_, choice), column in zip(self.choices, columns, strict=True):
                choice.set_value(column.field)
                _color(choice, column)
            return
        self._signature = signature
        self._build(kind, columns)

    def mapping(self) -> dict[str, str]:
        """Heading by heading what was chosen."""
        return {header: str(choice.value()) for header, choice in self.choices}

    def clear(self) -> None:
        """No list is open."""
        self._signature = ()
        self.choices = []
        self._replace(QWidget())
        self.head.set_fact("")

    def _build(self, kind: Kind, columns: Sequence[Column]) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 6)
        grid.setColumnStretch(2, 5)
        self.choices = []
        middle = Qt.AlignmentFlag.AlignVCenter
        for line, column in enumerate(columns):
            name = f"“{column.header}” goes to"
            choice = ChoiceField(name, field_choices(kind, column), column.field, density="desk")
            choice.hide_name()
            choice.box.setSizeAdjustPolicy(
                choice.box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.box.setMinimumContentsLength(14)
            choice.picked.connect(lambda _: self.changed.emit())
            _color(choice, column)
            grid.addWidget(one_line(column.header, "strong"), line, 0, middle)
            samples = " · ".join(column.samples)
            grid.addWidget(one_line(samples, "small", role="second"), line, 1, middle)
            grid.addWidget(choice, line, 2)
            self.choices.append((column.header, choice))
        grid.setRowStretch(len(columns), 1)
        self._replace(scrolling(body))

    def _replace(self, widget: QWidget) -> None:
        while (item := self._holder.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._holder.addWidget(widget, 1)


def _color(choice: ChoiceField, column: Column) -> None:
    """A column that is left out stands back."""
    pale = theme.color("ink3" if not column.field else "ink")
    dressed = choice.box.palette()
    dressed.setColor(dressed.ColorRole.Text, pale)
    choice.box.setPalette(dressed)
