"""A printer whose paper is a file, so that what comes out of it can be read."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from storebook.gui import printer


def print_into(monkeypatch: pytest.MonkeyPatch, path: Path, dpi: int = 72) -> Path:
    """Whoever prints in this test prints into the file, at so many dots per inch."""

    def choose(*_: object, **__: object) -> QPrinter:
        chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        chosen.setOutputFileName(str(path))
        chosen.setResolution(dpi)
        return chosen

    monkeypatch.setattr(printer, "has_printer", lambda: True)
    monkeypatch.setattr(printer, "choose_printer", choose)
    return path
