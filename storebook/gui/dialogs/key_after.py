"""After a book got its key: the drill is offered at once, and plain backups are asked about."""

from dataclasses import dataclass
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book import trouble
from storebook.book.protection.drill import Proof, drill
from storebook.book.protection.plain_copies import remove_plain_copies
from storebook.gui.bars import LoadingLine
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, Message
from storebook.gui.layout import held, row
from storebook.gui.shown import time_of_day
from storebook.gui.words import button, label, section_head

MOST_NAMED = 6
PROVE = (
    "Prove now that the paper brings it back: the newest backup is opened with what you typed from "
    "the paper, as on another computer."
)
PROVEN = "The paper opens the backup of {at}: {found}, whole from end to end."
PLAIN = (
    "These backups are from before, and whoever finds one reads it all. Removed, they are "
    "overwritten; what was in them is in the book."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The backups that anybody can read; `away` says where more of them may lie."""

    copies: tuple[Path, ...] = ()
    away: str = ""


class AfterKey(Dialog):
    """`typed` is what was typed back from the paper; it is forgotten with the dialog."""

    def __init__(self, context: Context, sentence: str, typed: str, plain: Plain) -> None:
        super().__init__(context, "The key of the book", width=680)
        self._typed = typed
        self._copies = copies = list(plain.copies)
        self.prove_button = button("Prove it now", icon="check", density="desk")
        self.prove_button.clicked.connect(self.prove)
        self.loading = LoadingLine(can_stop=False)
        self.proof = Message()
        many = counted(len(copies), "backup that anybody can read", "backups that anybody can read")
        self.remove = CheckLine(f"Remove {many}", on=True)
        self.content.addWidget(label(sentence, "heading", wrap=True))
        self.content.addWidget(label(PROVE, wrap=True))
        self._prove_row = held(row(self.prove_button, "stretch"))
        self.content.addWidget(self._prove_row)
        self.content.addWidget(self.loading)
        self.content.addWidget(self.proof)
        if copies:
            self._ask_about_copies()
            self.ask_for({"remove": self.remove})
        if plain.away:
            self.content.addWidget(label(plain.away, role="warning", wrap=True))
        self.set_actions(button("Go on", kind="primary", key="save"), leave="Later")

    def _ask_about_copies(self) -> None:
        self.content.addWidget(section_head("Backups from before", str(len(self._copies))))
        self.content.addWidget(label(PLAIN, wrap=True))
        names = [path.name for path in self._copies[:MOST_NAMED]]
        if more := len(self._copies) - len(names):
            names.append(f"and {more} more")
        self.content.addWidget(label("\n".join(names), "small", role="second", wrap=True))
        self.content.addWidget(self.remove)

    def focus_first(self) -> None:
        self.prove_button.setFocus()

    def prove(self) -> None:
        """In the worker: the backup is read from end to end."""
        typed = self._typed
        if not typed:
            return
        self.proof.clear()
        self.prove_button.setEnabled(False)
        self.loading.start("Opening the backup with the paper…")
        self.context.jobs.read(
            lambda book: drill(book.path, typed), self._proven, owner=self, failed=self._failed
        )

    def _proven(self, found: Proof) -> None:
        self.loading.done()
        self._typed = ""
        at = time_of_day(found.at, self.context.shop().locale)
        self.proof.say("good", PROVEN.format(at=at, found=found.in_words))
        self._prove_row.hide()
        self.loading.hide()

    def _failed(self, error: BaseException) -> None:
        self.loading.done()
        self.prove_button.setEnabled(True)
        sentence = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if sentence is None:
            raise error
        self.proof.say("error", sentence)

    def save(self) -> None:
        """Remove the plain backups, where that is wanted."""
        self._typed = ""
        if not self._copies or not self.remove.is_on():
            return
        left = remove_plain_copies(self._copies)
        if left:
            names = ", ".join(f"“{path.name}”" for path in left)
            self._copies = left
            raise Refused(
                f"{names} could not be removed. The book and its other backups are safe. "
                "Close what has them open, and try again."
            )

    def leave(self) -> None:
        self._typed = ""
        super().leave()
