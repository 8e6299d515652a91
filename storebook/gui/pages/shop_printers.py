"""The printers of this computer: which one is used, how each prints, and setting it up."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui import local_settings
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.set_up_printer import SetUpPrinter
from storebook.gui.printer import printer_names
from storebook.gui.printer_habits import calibration_of_printer, turned_by_hand
from storebook.gui.printer_worries import trouble_of
from storebook.gui.table import RecordTable
from storebook.gui.words import section_head
from storebook.printing.calibration import in_words

SET_UP = "set up"
EMPTY = (
    "This computer has no printer",
    "Everything can be saved as a PDF. Add a printer in the settings of the computer.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterRow:
    """One printer; its name is what it is known by."""

    name: str
    fact: str
    trouble: str

    @property
    def id(self) -> str:
        return self.name


COLUMNS: list[Column[PrinterRow]] = [
    Column(
        "Printer",
        lambda one: Cell(text=one.name, second=one.trouble or one.fact, kind="rowname"),
    ),
    Column("", lambda _: Cell(text="Set up", link=True), 80, key=SET_UP),
]


def rows() -> list[PrinterRow]:
    """All of them, with what was measured and who turns their paper."""
    last = local_settings.printer_name()
    return [
        PrinterRow(name=name, fact=_fact(name, last=name == last), trouble=trouble_of(name))
        for name in printer_names()
    ]


def _fact(name: str, *, last: bool) -> str:
    off = calibration_of_printer(name)
    parts = [
        "used last" if last else "",
        "you turn the stack" if turned_by_hand(name) else "both sides by itself",
        "" if off.is_exact else f"put right: {in_words(off).removesuffix('.').lower()}",
    ]
    return ", ".join(part for part in parts if part)


class ShopPrinters(QWidget):
    """A line each; a click on it sets it up."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table = RecordTable(
            COLUMNS,
            "Printers",
            bare=True,
            fit=True,
            row_height=56,
            sentence=lambda one: f"{one.name}, {one.trouble or one.fact}",
            empty=EMPTY,
        )
        self.table.opened.connect(self._set_up)
        self.table.acted.connect(lambda one, _: self._set_up(one))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(section_head("Printers"))
        whole.addWidget(self.table)

    def refresh(self) -> None:
        """Ask the computer again."""
        self.table.show_records(rows())

    def _set_up(self, one: PrinterRow) -> None:
        dialog = SetUpPrinter(self._context, one.name)
        dialog.finished.connect(self.refresh)
        self._context.dialogs.open(dialog)
