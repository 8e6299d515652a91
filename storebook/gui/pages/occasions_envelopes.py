"""Envelopes: which size, how it lies in the printer, and who signs as the sender."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.fields import ChoiceField
from storebook.gui.shown import plural
from storebook.gui.words import button, label, link, set_role
from storebook.printing.envelopes import ENVELOPES, Envelope

TURNS = [
    (0, "Flap up, as it lies"),
    (90, "Turned left"),
    (180, "Upside down"),
    (270, "Turned right"),
]
BEHIND_A_WINDOW = (
    "The address alone is printed onto your letters: folded in three, it is seen in the window."
)
PLAIN_SENDER = "Where a surprise is waiting, the sender does not say who writes."
WINDOW_TELLS = (
    "A surprise is waiting for some of them: take care that these envelopes do not say who writes."
)


class EnvelopesColumn(QWidget):
    """The size, the one that holds the card first, how it lies in the printer, and the button."""

    changed = Signal()
    print_wanted = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = self._neutral = 0
        self._fitting: list[str] = []
        self._turn_chosen = self._size_chosen = False
        self._kept = self._warning = ""
        self.envelope = ChoiceField(
            "Envelope", [(name, one.title) for name, one in ENVELOPES.items()]
        )
        self.turn = ChoiceField("How it lies in the printer", TURNS)
        self._fact = label("", "small", role="second", wrap=True)
        self._sender = label("", "small", role="second", wrap=True)
        self.print_button = button("Print envelopes", icon="printer")
        self.file_button = link("Save as PDF")
        self.file_button.setAccessibleName("Save envelopes as PDF")
        self.note = label("", "small", role="good", wrap=True)
        for each in (self.envelope, self.turn):
            each.hide_name()
            each.picked.connect(lambda _: self._on_picked())
        self.envelope.picked.connect(lambda _: self._on_size_picked())
        self.turn.picked.connect(lambda _: self._on_turn_picked())
        self.print_button.clicked.connect(self.print_wanted)
        self.file_button.clicked.connect(self.file_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        for each in (self.envelope, self.turn, self._fact, self._sender, self.print_button):
            whole.addWidget(each)
        whole.addWidget(self.file_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        whole.addWidget(self.note)
        self.note.hide()
        whole.addStretch()

    @property
    def size_name(self) -> str:
        """Which envelope."""
        return str(self.envelope.value())

    @property
    def degrees(self) -> int:
        """How it is turned against the clock."""
        return int(self.turn.value())

    def show_sizes(self, choices: list[Envelope], fitting: int) -> None:
        """Those that hold the card stand first; of another card another one is the first."""
        names = [one.name for one in choices]
        if names[:fitting] == self._fitting and self._fitting:
            return
        kept = self.size_name if self.size_name in names[:fitting] else names[0]
        self._fitting = names[:fitting]
        self.envelope.set_choices([(one.name, one.title) for one in choices], kept)
        self._say()

    def show_kept(self, name: str) -> None:
        """The run that waits was in envelopes of this size before; another may be chosen."""
        if name in ENVELOPES and name != self._kept and not self._size_chosen:
            self.envelope.set_value(name)
            self._say()
        self._kept = name

    def show_warning(self, sentence: str) -> None:
        """What is wrong with how the envelopes would be signed; empty where nothing is."""
        self._warning = sentence
        self._say()

    def show_turn(self, degrees: int) -> None:
        """How the printer takes them in, unless somebody chose otherwise here."""
        if not self._turn_chosen:
            self.turn.set_value(degrees)

    def show_count(self, count: int, neutral: int = 0) -> None:
        """So many are to be printed, so many of them without our name."""
        self._count, self._neutral = count, neutral
        for each in (self.print_button, self.file_button):
            each.setEnabled(count > 0)
        self._say()

    def printed(self, sentence: str) -> None:
        """Say that they are out."""
        self.note.setText(sentence)
        self.note.show()

    def _on_picked(self) -> None:
        self._say()
        self.changed.emit()

    def _on_size_picked(self) -> None:
        self._size_chosen = True

    def _on_turn_picked(self) -> None:
        self._turn_chosen = True

    def _say(self) -> None:
        one = ENVELOPES[self.size_name]
        what = "envelope" if one.window is None else "letter"
        many = plural(self._count, what, f"{what}s") if self._count else "Nobody is checked"
        self.print_button.set_words(f"Print {what}s")
        holds = "holds this card" if one.name in self._fitting else "does not hold this card well"
        size = f"{one.title}, {one.width:.0f} × {one.height:.0f} mm, {holds}."
        self.turn.setVisible(one.window is None)
        self._fact.setText(f"{many}. {size if one.window is None else BEHIND_A_WINDOW}")
        self._say_who_sends(one)

    def _say_who_sends(self, one: Envelope) -> None:
        """On envelopes with a window that stands already: here it can't be left out."""
        plain = PLAIN_SENDER if one.window is None else WINDOW_TELLS
        warning = self._warning if one.window is None else ""
        told = " ".join(filter(None, (warning, plain if self._neutral else "")))
        self._sender.setText(told)
        set_role(self._sender, "warning" if warning or one.window is not None else "second")
        self._sender.setVisible(bool(told))


__all__ = ["EnvelopesColumn"]
