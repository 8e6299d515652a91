"""What this computer knows of its printers: how they print both sides, and how far off they are."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from storebook.gui import local_settings
from storebook.gui.print_queue import TRAYS
from storebook.printing.calibration import EXACT, Calibration, as_text, from_text
from storebook.printing.folds import Edge


class BothSides(StrEnum):
    """Who turns the paper over."""

    AS_IT_SAYS = "as it says"
    BY_ITSELF = "by itself"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterHabits:
    """How one printer wants its paper.

    `turn_over` is the edge about which a hand turns the stack, `last_first` that the backs come in
    the other order. `upside_down`: by itself it turns over the other edge than it was told.
    `envelope_turn` is how far, in degrees to the left, an envelope is turned on its way in.
    """

    both_sides: BothSides = BothSides.AS_IT_SAYS
    turn_over: Edge = Edge.LONG
    last_first: bool = False
    upside_down: bool = False
    envelope_turn: int = 0


USUAL = PrinterHabits()
TURNS = (0, 90, 180, 270)


def habits_of(name: str) -> PrinterHabits:
    """What was said of the printer of this name, or what is usual."""
    return habits_from_text(local_settings.printer_habits(name))


def keep_habits(name: str, habits: PrinterHabits) -> None:
    """Know it from now on, on this computer."""
    local_settings.remember_printer_habits(name, json.dumps(asdict(habits)))


def habits_from_text(text: str) -> PrinterHabits:
    """What was kept; the usual for whatever of it cannot be read."""
    try:
        kept: Any = json.loads(text or "{}")
    except ValueError:
        return USUAL
    if not isinstance(kept, dict):
        return USUAL
    read: dict[str, Callable[[Any], Any]] = {
        "both_sides": lambda value: BothSides(value),
        "turn_over": lambda value: Edge(value),
        "last_first": lambda value: value is True,
        "upside_down": lambda value: value is True,
        "envelope_turn": lambda value: TURNS[TURNS.index(value)],
    }
    found: dict[str, Any] = {}
    for field in fields(PrinterHabits):
        try:
            found[field.name] = read[field.name](kept[field.name])
        except (KeyError, ValueError):
            continue
    return PrinterHabits(**found)


def turned_by_hand(name: str) -> bool:
    """Whether somebody has to turn the paper over for the second side."""
    habits = habits_of(name)
    if habits.both_sides is not BothSides.AS_IT_SAYS:
        return habits.both_sides is BothSides.BY_HAND
    info = QPrinterInfo.printerInfo(name)
    edges = {QPrinter.DuplexMode.DuplexShortSide, QPrinter.DuplexMode.DuplexLongSide}
    # One without a description says nothing of its paper either: it may well do both.
    return bool(info.supportedPageSizes()) and not edges & set(info.supportedDuplexModes())


def tray_of(printer: QPrinter) -> str:
    """The tray that was chosen; empty for whichever the printer takes."""
    return TRAYS.get(printer.paperSource(), "")


def calibration_of_printer(name: str, *, tray: str = "", stock: str = "") -> Calibration:
    """How far off it is with this tray and stock: as was measured for both, for the stock, for the
    tray, or for anything.
    """
    for one in ((tray, stock), ("", stock), (tray, ""), ("", "")):
        if text := local_settings.printer_calibration(name, *one):
            return from_text(text)
    return EXACT


def kept_calibration(name: str, *, tray: str = "", stock: str = "") -> Calibration | None:
    """What was measured for exactly these; None when nothing was."""
    text = local_settings.printer_calibration(name, tray, stock)
    return from_text(text) if text else None


def keep_calibration(
    name: str, calibration: Calibration | None, *, tray: str = "", stock: str = ""
) -> None:
    """Put everything right by it from now on; None forgets it."""
    text = as_text(calibration) if calibration is not None else ""
    local_settings.remember_printer_calibration(name, tray, stock, text)
