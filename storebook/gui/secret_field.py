"""A field for a key or a passphrase: covered while it is typed, and never kept as a draft."""

from PySide6.QtWidgets import QLineEdit, QWidget

from storebook.gui.fields import TextField
from storebook.gui.layout import held, row
from storebook.gui.words import link

SHOW, COVER = "Show it", "Cover it"


class SecretField(TextField):
    """As a `TextField`; a link beside it shows what was typed."""

    def __init__(self, name: str, *, note: str = "", missing: str = "", density: str = "") -> None:
        self._show = link(SHOW, kind="small")
        self._name = name
        super().__init__(name, note=note, missing=missing, density=density)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_link(SHOW)
        self._show.clicked.connect(self._turn)

    def _dressed_control(self) -> QWidget:
        return held(row(self.line, self._show, spacing=12))

    def _turn(self) -> None:
        covered = self.line.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if covered else mode.Password)
        self._name_link(COVER if covered else SHOW)

    def _name_link(self, words: str) -> None:
        """With what it shows, for who hears several of them; as wide with either word."""
        wide = 0
        for each in (SHOW, COVER, words):
            self._show.set_words(each)
            wide = max(wide, self._show.sizeHint().width())
        self._show.setMinimumWidth(wide)
        self._show.setAccessibleName(f"{words}: {self._name}")

    def show_typed(self) -> None:
        """Show what is typed: where it has to be read once more against a paper."""
        if self.line.echoMode() is QLineEdit.EchoMode.Password:
            self._turn()

    def forget(self) -> None:
        """Nothing of it stays in the window."""
        self.line.clear()

    def draft(self) -> object:
        return ""

    def set_draft(self, kept: object) -> None:
        """There is none."""
