"""The few questions asked beforehand, and files to open or save; tests answer in its place.

Everything else is done at once and can be taken back. No other module shows a box of Qt's.
"""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from storebook.base.errors import Refused
from storebook.book.files import is_of_a_book
from storebook.gui import theme
from storebook.gui.drawing import text_width

# In letters; what is longer is no question any more, and is set as it is read.
LONGEST_QUESTION = 90
WIDEST = 460


def confirm(parent: QWidget | None, question: str, deed: str, *, fact: str = "") -> bool:
    """Ask before what cannot be undone; `deed` stands on the button, and Cancel is the default."""
    box = _box(parent, question, fact)
    doing = box.addButton(deed, QMessageBox.ButtonRole.DestructiveRole)
    doing.setProperty("kind", "danger")
    theme.restyle(doing)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    box.exec()
    return box.clickedButton() is doing


def choose(parent: QWidget | None, question: str, deeds: list[str]) -> int | None:
    """Ask which of two or three deeds; the index of it, or None when none was wanted."""
    box = _box(parent, question)
    buttons = [box.addButton(deed, QMessageBox.ButtonRole.ActionRole) for deed in deeds]
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(cancel)
    box.exec()
    pressed = box.clickedButton()
    return next((index for index, each in enumerate(buttons) if each is pressed), None)


def tell(parent: QWidget | None, sentence: str) -> None:
    """Say something where there is no page yet to say it on."""
    box = _box(parent, sentence)
    box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def tell_bug(parent: QWidget | None, sentence: str, details: str) -> None:
    """Our own bug, said once: Copy details keeps the box open, Go on closes it."""
    box = _box(parent, sentence)
    copy = box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    go_on = box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.exec()


def _box(parent: QWidget | None, sentence: str, fact: str = "") -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Storebook")
    # Qt would take a sentence with <b> in it for formatting.
    for line, setter in ((sentence, box.setText), (fact, box.setInformativeText)):
        setter(line)
    for part in box.findChildren(QWidget):
        _set_plain(part)
        part.ensurePolished()  # or the letters of the box would come over these later
        if part.objectName() == "qt_msgbox_label":
            kind = "heading" if len(sentence) <= LONGEST_QUESTION else "strong"
            theme.set_letters(part, kind)
            part.setMinimumWidth(min(text_width(sentence, part.font()), theme.px(WIDEST)) + 2)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(28, 22, 28, 24)
        layout.setSpacing(14)
    return box


def _set_plain(part: QWidget) -> None:
    if part.metaObject().className() == "QLabel":
        part.setProperty("textFormat", 0)


def open_file(
    parent: QWidget | None, title: str, kinds: str, start: Path | None = None
) -> Path | None:
    """A file that exists, or None. `kinds` as in “Lists (*.csv *.txt)”."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(start or Path.home()), kinds)
    return Path(name) if name else None


def open_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Files that exist, one or several; none when nothing was chosen."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), kinds)
    return [Path(name) for name in names]


def save_file(parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
    """Where to write a file, or None; the box itself asks before it replaces one.

    Refused for what is a book or belongs to one: nobody means to replace that.
    """
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    if name and is_of_a_book(Path(name)):
        raise Refused(f"“{Path(name).name}” is a book or belongs to one. Name another file.")
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """A folder, or None."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start or Path.home()))
    return Path(name) if name else None
