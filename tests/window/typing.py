"""What `test_typing_survives.py` starts: the program itself, with somebody at the keys.

python -m tests.window.typing type BOOK WORDS   a new shopper is begun, letter by letter
python -m tests.window.typing look BOOK         the form is opened again, and says what it shows

`type` says each letter as it is typed, and never ends by itself.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from storebook.cli.terminal import write_out
from storebook.gui.app import application, run
from storebook.gui.dialogs.new_shopper import NewShopper
from storebook.gui.main_window import MainWindow

A_LETTER_MS = 60


def window() -> MainWindow:
    """The window of the book."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))


def open_form() -> NewShopper:
    """A new shopper, as Ctrl N opens it."""
    window().commands.actions["new_shopper"].trigger()
    form = window().scrim.dialog
    assert isinstance(form, NewShopper)
    return form


def type_on(words: str) -> Callable[[], None]:
    """Somebody types the words into the form's name, a letter at a time."""
    letters = iter(words)

    def begin() -> None:
        line = open_form().fields.name.line
        line.setFocus()
        clock = QTimer(line)

        def press() -> None:
            letter = next(letters, "")
            if letter:
                QTest.keyClicks(line, letter)
                write_out(letter)
                sys.stdout.flush()

        clock.timeout.connect(press)
        clock.start(A_LETTER_MS)

    return begin


def look() -> None:
    """Say what the form brings back, and end."""
    form = open_form()
    write_out(json.dumps({"name": form.fields.name.value()}))
    sys.stdout.flush()
    window().close()
    QApplication.quit()


def main(what: str, book: str, words: str = "") -> int:
    """Start the program on the book, and do it once the window is there."""
    application(["storebook"])
    QTimer.singleShot(0, type_on(words) if what == "type" else look)
    return run(Path(book))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
