"""The window that is worked by ear: a book, a day; it ends when nobody listens any more.

python -m tests.window.spoken.program BOOK DAY
"""

import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.main_window import MainWindow
from storebook.gui.program import FIRST_SIZE

# No printer of this computer takes part.
os.environ["CUPS_SERVER"] = "/nowhere"


def main(path: Path, day: date) -> None:
    """Show the book as of that day until the other end of the line hangs up."""
    app = QApplication(["storebook"])
    theme.dress(app)
    with Book.open(path) as book:
        window = MainWindow(book, today=lambda: day)
        window.resize(*FIRST_SIZE)
        window.show()
        # A manager of windows gives the keys back after a box has closed; this screen has none.
        keys = QTimer(window)
        keys.timeout.connect(lambda: take_keys(app, window))
        keys.start(50)
        hung_up = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        hung_up.activated.connect(app.quit)
        app.exec()
        window.hide()
        window.let_go()
    sys.stdout.flush()
    # PySide6 can fall over while the interpreter takes it apart.
    os._exit(0)


def take_keys(app: QApplication, window: MainWindow) -> None:
    """The window has the keys unless a box or a list stands over it."""
    over = app.activeModalWidget() or app.activePopupWidget()
    if over is None and not window.isActiveWindow():
        window.activateWindow()


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
