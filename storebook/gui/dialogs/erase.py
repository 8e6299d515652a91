"""Erasing a person for good: asked beforehand, because nothing brings them back."""

from datetime import UTC, datetime
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import counted, possessive
from storebook.book.book import Book
from storebook.gui import ask
from storebook.gui.bars import LoadingLine
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.going_on import go_on_unseen
from storebook.gui.jobs import Progress, Ticket
from storebook.gui.layout import column, held, row
from storebook.gui.shown import whole_day
from storebook.gui.words import Sign, area, button, label, link
from storebook.people.erasing import (
    copies_beside,
    copies_in_own_folders,
    erase,
    look_at_erasure,
    out_of_sight,
    still_in_backups,
)
from storebook.staff.rights import Right, may

KINDS = "To be read (*.pdf);;For other programs (*.json)"
ONLY_A_NAME = "Only a name is on file, so a list that brings it in again will not be noticed."
MOST_NAMED = 3
ERASING = "The file is written anew, so that nothing is left in it…"
KNOWN_AGAIN = "A list or an old backup that brings this person back is noticed, and erased again."


def some_of(copies: list[Path]) -> str:
    """Their names, the first few of them."""
    more = len(copies) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return ", ".join(one.name for one in copies[:MOST_NAMED]) + rest


class EraseShopper(Dialog):
    """Tells what goes and what stays; Cancel is where the keys are."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Erase a person", width=680)
        self._shopper_id = shopper_id
        self._told = f"Shopper {shopper_id} was erased."
        self._look = look_at_erasure(context.book, shopper_id)
        self._ticket: Ticket | None = None
        self.copy = link("Write everything about this person into a file", icon="file-pdf")
        self.copy.clicked.connect(self._write_copy)
        self.erase_button = button(f"Erase {self._name()} for good", kind="danger", icon="trash")
        self.loading = LoadingLine(can_stop=False)
        self._build()

    def _name(self) -> str:
        name = self._look.name
        return name if len(name) <= 36 else f"{name[:36].rstrip()}…"

    def _build(self) -> None:
        self.content.addWidget(label(f"Erase {self._look.name}?", "heading", wrap=True))
        warning = area("trouble")
        words = label("This can’t be undone, not even by Undo.", "strong", wrap=True)
        inside = row(Sign("warning", "garnet"), words, spacing=10)
        inside.setStretchFactor(words, 1)
        inside.setContentsMargins(16, 12, 16, 12)
        warning.setLayout(inside)
        self.content.addWidget(warning)
        for title, sentences in (("Goes", self._goes()), ("Stays", self._stays())):
            lines = [label(sentence, wrap=True) for sentence in sentences]
            head = label(title, "strong")
            self.content.addWidget(held(column(head, *lines, spacing=4)))
        self.content.addWidget(held(row(self.copy, "stretch")))
        self.content.addWidget(self.loading)
        self.set_actions(self.erase_button, leave="Cancel")

    def _goes(self) -> list[str]:
        look = self._look
        counts = [
            counted(look.notes, "note") if look.notes else "",
            counted(look.contacts, "contact") if look.contacts else "",
            counted(look.photos, "photo") if look.photos else "",
            counted(look.cards, "card or label", "cards and labels") if look.cards else "",
            "the membership" if look.is_member else "",
        ]
        more = ", ".join(filter(None, counts))
        first = "The name in every form, phones, e-mails, addresses, days, family ties, tastes"
        lines = [f"{first}{', ' if more else ''}{more}."]
        lines.append("What the history says of this person, and every trace in search.")
        return lines

    def _stays(self) -> list[str]:
        look, lines = self._look, []
        if look.purchases:
            many = counted(look.purchases, "purchase")
            lines.append(f"{many} in the accounts: day and amount, without a name.")
        lines.append(KNOWN_AGAIN if look.is_known_again else ONLY_A_NAME)
        path = self.context.book.path
        still = still_in_backups(path, datetime.now(UTC))
        if still is not None:
            until = whole_day(still.until, self.context.shop().locale)
            many = counted(still.backups, "backup")
            lines.append(f"{many} made before today, until they age out: by {until} at the latest.")
        if away := out_of_sight(path):
            lines.append(away)
        if copies := copies_beside(path):
            lines.append(f"Copies beside the book, until you delete them: {some_of(copies)}.")
        if own := copies_in_own_folders(path):
            folders = ", ".join(dict.fromkeys(f"“{one.parent}”" for one in own))
            lines.append(f"Your own backups in {folders}, until you delete them: {some_of(own)}.")
        return lines

    def is_for_the_shop(self) -> bool:
        """Whom the shop erases is no other shopper's business."""
        return True

    def focus_first(self) -> None:
        self.leave_button.setFocus()

    def leave(self) -> None:
        """Not while it is being done."""
        if self._ticket is None:
            super().leave()

    def let_go_on(self) -> bool:
        """The name is not for who works next."""
        told = self._told
        return go_on_unseen(self, self._ticket, lambda _: told)

    def accept(self) -> None:
        """Erase, in the worker: the whole file is written anew."""
        self._problem.clear()
        if self._ticket is not None:
            return
        shopper_id, today = self._shopper_id, self.context.today()

        def work(book: Book, progress: Progress) -> bool:
            return erase(book, shopper_id, today=today)

        self.saving.emit()
        for each in (self.erase_button, self.copy, self.leave_button):
            each.setEnabled(False)
        self.loading.start(ERASING)
        self._ticket = self.context.jobs.write(work, self._erased, owner=self, failed=self._failed)

    def save(self) -> None:
        """Done by the worker; see `accept`."""

    def _erased(self, _: bool) -> None:
        self._ticket = None
        self.accepted.emit()
        self.finished.emit()
        self.context.say(self._told)

    def _failed(self, error: BaseException) -> None:
        self._ticket = None
        self.loading.done()
        for each in (self.erase_button, self.copy, self.leave_button):
            each.setEnabled(True)
        if not isinstance(error, Refused):
            raise error
        self.refuse(error)

    def _write_copy(self) -> None:
        """Everything about the person, to be handed to them first."""
        if not may(self.context.book, Right.EXPORT):
            self.refuse(Refused("Ask the owner to write it: you may not write lists into files."))
            return
        suggested = Path.home() / f"{possessive(self._look.name)} data.pdf"
        out = ask.save_file(self.context.window(), "Everything on file", suggested, KINDS)
        if out is not None:
            written = write_copy(self.context, self._shopper_id, out)
            self.copy.set_words(f"Written into {written.name}")


def write_copy(context: Context, shopper_id: int, out: Path) -> Path:
    """Everything about the shopper as a PDF, or as JSON where the file is called so."""
    book, viewer, shop = context.book, context.viewer(), context.shop()
    if out.suffix.lower() == ".json":
        from storebook.exchange.everything import write_everything

        write_everything(book, shopper_id, out, viewer, shop=shop)
        return out
    from storebook.printing.handed_out import write_everything_pdf

    place = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")
    write_everything_pdf(book, shopper_id, place, viewer, shop=shop)
    return place
