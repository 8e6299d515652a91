"""How one printer prints: both sides, where on the paper, and envelopes."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui.buttons import Segments
from storebook.gui.calibrating import SheetPrinting, SheetWanted
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField, TextField
from storebook.gui.layout import row
from storebook.gui.printer_habits import (
    TURNS,
    BothSides,
    habits_of,
    keep_calibration,
    keep_habits,
    kept_calibration,
    turned_by_hand,
)
from storebook.gui.stack_picture import StackPicture
from storebook.gui.words import button, label, link, section_head
from storebook.printing.calibration import EXACT, Calibration, Measured, calibration_of, in_words
from storebook.printing.folds import Edge
from storebook.printing.sheets import CARD_SHEETS, PAPERS, SHEETS, paper

SIDES = [
    (BothSides.AS_IT_SAYS, "As it says"),
    (BothSides.BY_ITSELF, "By itself"),
    (BothSides.BY_HAND, "I turn the stack"),
]
EDGES = [(Edge.LONG, "Like a book"), (Edge.SHORT, "Like a notepad")]
TRAYS = [
    ("", "Any tray"),
    ("bottom", "Lower tray"),
    ("middle", "Middle tray"),
    ("manual", "Manual feed"),
    ("envelope", "Envelope feed"),
    ("large-capacity", "Large tray"),
]
ENVELOPES = dict(
    zip(
        TURNS,
        ("As they read", "Turned to the left", "Upside down", "Turned to the right"),
        strict=True,
    )
)
LETTERS = "abcdef"
NAMES = {
    "a": "A, should be 20",
    "b": "B, should be 20",
    "c": "C, should be 170",
    "d": "D, should be 230",
    "e": "E, of the back",
    "f": "F, of the back",
}
NOT_MEASURED = "Not measured: everything goes out as the printer puts it."


def read_millimeters(text: str, letter: str) -> float | None:
    """A number as people write it; None for nothing. Refused for anything else."""
    plain = text.strip().removesuffix("mm").strip().replace(",", ".")
    if not plain:
        return None
    try:
        return float(plain)
    except ValueError:
        raise Refused("Write millimeters, such as 20.5.", letter) from None


class SetUpPrinter(Dialog):
    """Kept on this computer. Sheets print at once; the rest is kept with Save."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, f"Printer {name}", width=900, draft=f"printer {name}")
        self._name = name
        self._habits = habits_of(name)
        self.sheets = SheetPrinting(self)
        self.sheets.turn_wanted.connect(self._on_turn_wanted)
        self.sheets.printed.connect(self._on_printed)
        self._make_sides()
        self._make_place()
        self._lay_out_both()
        self.ask_for(
            {
                **self.numbers,
                "tray": self.tray,
                "stock": self.stock,
                "both_sides": self.both_sides,
                "turn_over": self.turn_over,
                "last_first": self.last_first,
                "upside_down": self.upside_down,
                "envelopes": self.envelopes,
            }
        )
        self.set_actions(
            button("Save", kind="primary", icon="check", key="save"),
            fact="Kept on this computer, for this printer.",
        )
        self._show_found()
        self._show_sides()

    def on_filled(self) -> None:
        """What was measured and chosen came back."""
        self.picture.show_turn(self.turn_over.value())
        self._show_sides()
        self._show_found()

    # -- making

    def _make_sides(self) -> None:
        habits = self._habits
        self.both_sides = Segments("Both sides", SIDES, habits.both_sides)
        self.turn_over = Segments("The stack turns over", EDGES, habits.turn_over)
        self.picture = StackPicture(habits.turn_over)
        self.last_first = CheckLine("The backs come in the other order", on=habits.last_first)
        self.upside_down = CheckLine("The backs come out upside down", on=habits.upside_down)
        self.try_sides = button("Print a test of both sides", icon="printer")
        self.go_on = button("Print the backs", icon="printer")
        self.go_on.hide()
        self.said = label("", "small", role="second", wrap=True)
        self.envelopes = ChoiceField(
            "Envelopes go in", list(ENVELOPES.items()), habits.envelope_turn
        )
        self.both_sides.chosen.connect(lambda _: self._show_sides())
        self.turn_over.chosen.connect(self.picture.show_turn)
        self.try_sides.clicked.connect(self._try_sides)
        self.go_on.clicked.connect(self._go_on)

    def _make_place(self) -> None:
        standard = self.context.shop().paper.value
        stocks = [*SHEETS.values(), *CARD_SHEETS.values()]
        self.tray = ChoiceField("Tray", TRAYS, "")
        self.stock = ChoiceField(
            "Paper or labels",
            [
                ("", "Whatever is in it"),
                *((one.name, one.title) for one in PAPERS.values()),
                *((one.name, one.title) for one in stocks),
            ],
            "",
        )
        self.sheet_size = Segments(
            "Sheet", [(one.name, one.title) for one in PAPERS.values()], standard
        )
        self.measure_button = button("Print the sheet to measure", icon="printer")
        self.look_button = link("Print it as it is put right")
        self.numbers = {letter: TextField(NAMES[letter]) for letter in LETTERS}
        self.found = label("", "strong", wrap=True)
        self.forget_button = link("Forget it")
        self.tray.picked.connect(lambda _: self._show_kept())
        self.stock.picked.connect(lambda _: self._show_kept())
        self.measure_button.clicked.connect(lambda: self._print_sheet(EXACT))
        self.look_button.clicked.connect(self._look)
        self.forget_button.clicked.connect(self._forget)
        for field in self.numbers.values():
            field.changed.connect(self._show_found)

    def _lay_out_both(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(36)
        both.addLayout(self._sides_column(), 1)
        both.addLayout(self._place_column(), 1)
        self.content.addWidget(label(self._name, "heading"))
        self.content.addLayout(both)

    def _sides_column(self) -> QVBoxLayout:
        self._by_hand = QWidget()
        by_hand = QVBoxLayout(self._by_hand)
        by_hand.setContentsMargins(0, 0, 0, 0)
        by_hand.setSpacing(8)
        by_hand.addLayout(row(self.turn_over, "stretch"))
        by_hand.addWidget(self.picture)
        by_hand.addWidget(self.last_first)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(section_head("Both sides"))
        column.addLayout(row(self.both_sides, "stretch"))
        column.addWidget(self._by_hand)
        column.addWidget(self.upside_down)
        column.addLayout(row(self.try_sides, self.go_on, "stretch"))
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addWidget(section_head("Envelopes"))
        column.addWidget(self.envelopes)
        column.addStretch()
        return column

    def _place_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(section_head("Where it prints"))
        column.addLayout(row(self.tray, self.stock))
        column.addLayout(row(self.sheet_size, self.measure_button, "stretch"))
        column.addWidget(
            label(
                "Print it, measure with a ruler, and type the millimeters.",
                "small",
                role="second",
                wrap=True,
            )
        )
        fields = list(self.numbers.values())
        column.addLayout(row(*fields[:2]))
        column.addLayout(row(*fields[2:4]))
        column.addLayout(row(*fields[4:]))
        column.addWidget(self.found)
        column.addLayout(row(self.look_button, self.forget_button, "stretch"))
        column.addStretch()
        return column

    # -- both sides

    def _show_sides(self) -> None:
        sides = self.both_sides.value()
        by_hand = sides is BothSides.BY_HAND
        if sides is BothSides.AS_IT_SAYS:
            by_hand = turned_by_hand(self._name)
            self.said.setText(
                "It says that it prints one side at a time: you turn the stack."
                if by_hand
                else "It says that it prints both sides by itself."
            )
        else:
            self.said.setText("")
        self._by_hand.setVisible(by_hand)
        self.upside_down.setVisible(not by_hand)
        self.grown.emit()

    def _try_sides(self) -> None:
        self._keep_sides()
        self.sheets.send(
            SheetWanted(printer=self._name, paper=paper(self.sheet_size.value()), both_sides=True)
        )
        self.said.setText("On its way.")

    def _on_turn_wanted(self) -> None:
        self.said.setText("Turn the stack as the picture shows, then print the backs.")
        self.go_on.show()
        self.go_on.setFocus()

    def _go_on(self) -> None:
        self.go_on.hide()
        self.sheets.go_on()

    def _on_printed(self) -> None:
        self.go_on.hide()
        self.said.setText(
            "On each sheet the numbers of front and back must be the same, and both arrows point "
            "to one edge."
        )

    def _keep_sides(self) -> None:
        self._habits = replace(
            self._habits,
            both_sides=self.both_sides.value(),
            turn_over=self.turn_over.value(),
            last_first=self.last_first.is_on(),
            upside_down=self.upside_down.is_on(),
            envelope_turn=self.envelopes.value(),
        )
        keep_habits(self._name, self._habits)

    # -- where it prints

    def _print_sheet(self, off: Calibration) -> None:
        behind = any(not self.numbers[letter].is_empty() for letter in "ef")
        self.sheets.send(
            SheetWanted(
                printer=self._name,
                paper=paper(self.sheet_size.value()),
                tray=self.tray.value(),
                both_sides=behind,
                off=off,
            )
        )

    def _look(self) -> None:
        """The lines should be where they belong now."""
        try:
            off = self._typed() or self._kept() or EXACT
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._print_sheet(off)

    def _typed(self) -> Calibration | None:
        """What the numbers say; None when there are none. Refused when one is missing or wrong."""
        numbers = {
            letter: read_millimeters(field.value(), letter)
            for letter, field in self.numbers.items()
        }
        if all(value is None for value in numbers.values()):
            return None
        for letter in "abcd":
            if numbers[letter] is None:
                raise Refused(f"{letter.upper()} is missing.", letter)
        return calibration_of(Measured(**numbers))  # type: ignore[arg-type]

    def _kept(self) -> Calibration | None:
        return kept_calibration(self._name, tray=self.tray.value(), stock=self.stock.value())

    def _show_found(self) -> None:
        """What the numbers say, as soon as there are enough of them."""
        try:
            typed = self._typed()
        except Refused:
            self.found.setText("")
            return
        if typed is None:
            self._show_kept()
        else:
            self.found.setText(in_words(typed))

    def _show_kept(self) -> None:
        kept = self._kept()
        words = f"{in_words(kept)} It is put right." if kept is not None else NOT_MEASURED
        self.found.setText(words)
        self.forget_button.setVisible(kept is not None)

    def _forget(self) -> None:
        keep_calibration(self._name, None, tray=self.tray.value(), stock=self.stock.value())
        self._show_kept()

    # -- keeping

    def save(self) -> None:
        typed = self._typed()
        self._keep_sides()
        if typed is not None:
            keep_calibration(self._name, typed, tray=self.tray.value(), stock=self.stock.value())
        self.context.say(f"Printer {self._name} is set up.")
