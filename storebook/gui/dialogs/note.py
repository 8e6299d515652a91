"""A note about a shopper: for everybody at the counter, or for the owner alone."""

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.about import AboutSecret
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.fields import ChoiceField, ParagraphField
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label
from storebook.people.called import name_of
from storebook.people.notes import EMPTY, Note, NoteClass, add_note, edit_note, remove_note

READERS = [
    (NoteClass.COUNTER, "Everybody at the counter"),
    (NoteClass.OWNER, "The owner alone"),
]


class NoteDialog(Dialog):
    """Write a note; one of an earlier day is only read, and may be taken off."""

    def __init__(self, context: Context, shopper_id: int, *, note: Note | None = None) -> None:
        subject = f"{shopper_id} note {note.id}" if note is not None else str(shopper_id)
        super().__init__(context, "Note", width=660, draft=subject)
        self._shopper_id = shopper_id
        self._note = note
        self.about = AboutSecret(context, shopper_id)
        self.text = ParagraphField("Note", missing=EMPTY, lines=6)
        self.readers = ChoiceField("Who may read it", READERS)
        self.content.addWidget(label(self._heading(), "heading", wrap=True))
        if note is not None and note.day != context.today():
            self._show_only(note)
            return
        self.content.addWidget(self.text.hide_name())
        answers: dict[str, ParagraphField | ChoiceField] = {"note": self.text}
        if note is None and context.viewer().sees_owner_notes:
            self.content.addWidget(self.readers)
            answers["class"] = self.readers
        if note is None and self.about.offers:
            self.content.addWidget(self.about)
            answers["about"] = self.about
        if note is not None:
            self.text.set_value(note.text)
        self.ask_for(answers)
        self._set_buttons()

    def is_for_the_shop(self) -> bool:
        """What the owner alone reads, also while it is being written."""
        owners = self._note is not None and self._note.kind is NoteClass.OWNER
        return owners or self.readers.value() is NoteClass.OWNER

    def _heading(self) -> str:
        name = name_of(self.context.book, self._shopper_id)
        if self._note is None:
            return f"A note about {name}"
        day = whole_day(self._note.day, self.context.shop().locale)
        return f"{self._note.associate} wrote on {day}"

    def _show_only(self, note: Note) -> None:
        self.content.addWidget(label(note.text, wrap=True, selectable=True))
        fact = "A note of an earlier day stays as it is. Write another one beside it."
        self.content.addWidget(label(fact, "small", role="hint", wrap=True))
        remove = button("Take it off", icon="trash")
        remove.clicked.connect(lambda: do_and_close(self, self._remove))
        close = button("Close", kind="primary", key="leave")
        self.set_actions(close, remove)
        self.leave_button.hide()

    def _set_buttons(self) -> None:
        primary = button("Save note", kind="primary", icon="check", key="save")
        if self._note is None:
            self.set_actions(primary)
            return
        remove = button("Take it off", icon="trash")
        remove.clicked.connect(lambda: do_and_close(self, self._remove))
        self.set_actions(primary, remove)

    def _remove(self) -> None:
        if self._note is not None:
            remove_note(self.context.book, self._note.id)
            self.context.say("Note taken off.")

    def save(self) -> None:
        today = self.context.today()
        if self._note is None:
            kind = self.readers.value()
            add_note(
                self.context.book,
                self._shopper_id,
                self.text.value(),
                day=today,
                kind=kind,
                piece_id=self.about.piece_id(),
            )
            self.context.say("Note written down.")
        elif self._note.day == today:
            edit_note(self.context.book, self._note.id, self.text.value(), today=today)
            self.context.say("Note changed.")
