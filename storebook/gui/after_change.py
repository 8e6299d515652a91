"""What follows a change that was saved: its sentence, and that Ctrl Z means it from now on."""

from PySide6.QtWidgets import QApplication, QLineEdit


def as_sentence(what: str) -> str:
    """What was done, ended by a full stop where it has no end of its own."""
    return what if what.endswith((".", "!", "?")) else f"{what}."


def forget_typing() -> None:
    """From here on Ctrl Z means the change that was saved, not the letters typed before it."""
    line = QApplication.focusWidget()
    if isinstance(line, QLineEdit):
        at = line.cursorPosition()
        line.setText(line.text())
        line.setCursorPosition(at)
