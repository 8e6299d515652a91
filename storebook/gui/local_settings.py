"""What this computer remembers: window, last book, theme and text size. The shop's own are in the
book."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths
from PySide6.QtWidgets import QWidget

from storebook.gui.theme import TEXT_SIZES, Look


def _settings() -> QSettings:
    return QSettings("Storebook", "Storebook")


def last_book() -> Path | None:
    """The book that was open last, also when it is not there any more: that has to be said."""
    kept = _settings().value("last_book", "")
    return Path(str(kept)) if kept else None


def remember_book(path: Path) -> None:
    """Open this one next time."""
    _settings().setValue("last_book", str(path))


def look() -> Look:
    """System, light or dark."""
    kept = str(_settings().value("look", Look.SYSTEM.value))
    return Look(kept) if kept in [each.value for each in Look] else Look.SYSTEM


def remember_look(chosen: Look) -> None:
    """Dress like this next time."""
    _settings().setValue("look", chosen.value)


def text_size() -> int:
    """In percent: 90, 100, 115, 130 or 150."""
    kept = str(_settings().value("text_size", "100"))
    return int(kept) if kept.isdigit() and int(kept) in TEXT_SIZES else 100


def remember_text_size(percent: int) -> None:
    """Write this large next time."""
    _settings().setValue("text_size", str(percent))


def restore_window(window: QWidget) -> bool:
    """Put the window where it was; False when it was never closed here."""
    kept = _settings().value("window")
    return isinstance(kept, QByteArray) and window.restoreGeometry(kept)


def remember_window(window: QWidget) -> None:
    """Where the window is."""
    _settings().setValue("window", window.saveGeometry())


def faces_shopper() -> bool:
    """Whether a shopper can see this screen, so that the window opens with privacy on."""
    return str(_settings().value("faces_shopper", "no")) == "yes"


def remember_faces_shopper(faces: bool) -> None:
    """Open the window with privacy on next time, or not."""
    _settings().setValue("faces_shopper", "yes" if faces else "no")


def printer_name() -> str:
    """The printer that was used last; empty for the system's own."""
    return str(_settings().value("printer", ""))


def remember_printer(name: str) -> None:
    """Offer this printer first next time."""
    _settings().setValue("printer", name)


def printer_habits(name: str) -> str:
    """What was said of how this printer prints; empty when nothing was."""
    return str(_settings().value(f"printers/{_short(name)}/habits", ""))


def remember_printer_habits(name: str, text: str) -> None:
    """Know it next time."""
    _settings().setValue(f"printers/{_short(name)}/habits", text)


def printer_calibration(name: str, tray: str, stock: str) -> str:
    """What was measured of this printer with a tray and stock; empty names are any of them."""
    kept = _settings().value(f"printers/{_short(name)}/{_short(f'{tray} {stock}')}", "")
    return str(kept)


def remember_printer_calibration(name: str, tray: str, stock: str, text: str) -> None:
    """Put what is printed right by it; an empty text forgets it."""
    key = f"printers/{_short(name)}/{_short(f'{tray} {stock}')}"
    if text:
        _settings().setValue(key, text)
    else:
        _settings().remove(key)


def photo_folder() -> Path | None:
    """Where new photos arrived last time; the system's own place for pictures before that."""
    kept = str(_settings().value("photo_folder", ""))
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    found = [Path(each) for each in (kept, usual) if each and Path(each).is_dir()]
    return found[0] if found else None


def remember_photo_folder(folder: Path) -> None:
    """Offer this folder first next time."""
    _settings().setValue("photo_folder", str(folder))


def slip_printer() -> str:
    """The printer that slips went to last; empty for the one that is used else."""
    return str(_settings().value("slip/printer", ""))


def remember_slip_printer(name: str) -> None:
    """Offer this printer for slips next time."""
    _settings().setValue("slip/printer", name)


def slip_paper() -> str:
    """The paper that slips were printed on last; empty when none was yet."""
    return str(_settings().value("slip/paper", ""))


def remember_slip_paper(name: str) -> None:
    """Offer this paper for slips next time."""
    _settings().setValue("slip/paper", name)


def last_backup(book: Path) -> tuple[datetime, Path] | None:
    """When this book was last backed up from here, and into which file; None when it never was."""
    kept = str(_settings().value(f"backup/{_name_of(book)}", ""))
    when, _, where = kept.partition(" ")
    try:
        return (datetime.fromisoformat(when), Path(where)) if where else None
    except ValueError:
        return None


def remember_backup(book: Path, when: datetime, where: Path) -> None:
    """This book was backed up into this file."""
    _settings().setValue(f"backup/{_name_of(book)}", f"{when.isoformat()} {where}")


def _name_of(book: Path) -> str:
    """A path as the name of a setting."""
    return _short(str(book))


def _short(name: str) -> str:
    """Any name as the name of a setting, which may hold no slash."""
    return sha256(name.encode()).hexdigest()[:16]
