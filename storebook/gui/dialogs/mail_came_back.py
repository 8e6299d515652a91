"""Mail that the post brought back: whose it was, and what the post wrote on it."""

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import ChoiceField, PickField
from storebook.gui.shown import days_as_written, short_day
from storebook.gui.words import button, label
from storebook.outreach.mail_out import MailOut, mail_out
from storebook.outreach.returned import REASONS, ReturnReason, record_returned

HOW = (
    "Nothing more is mailed to the address until it is put right, and somebody is reminded to ask "
    "for it. Phone and e-mail stay as they are."
)
NOTHING_OUT = "Nothing is out that could come back: runs count once they are confirmed as sent."


class MailCameBack(Dialog):
    """By name, street or the number of the piece; a run narrows it to its own."""

    def __init__(self, context: Context, run_id: int | None = None) -> None:
        super().__init__(context, "Mail that came back", width=640)
        self._run_id = run_id
        self.piece = PickField(
            "Whose mail",
            self._find,
            placeholder="Name, street, or number of the piece",
            missing="Whose mail came back?",
        )
        reasons = [(one, words[:1].upper() + words[1:]) for one, words in REASONS.items()]
        self.reason = ChoiceField("What the post wrote on it", reasons, ReturnReason.MOVED)
        self._where = label("", role="second", wrap=True)
        self.content.addWidget(label("Which piece came back?", "heading"))
        self.content.addWidget(label(HOW, role="second", wrap=True))
        self.content.addWidget(self.piece)
        self.content.addWidget(self._where)
        self.content.addWidget(self.reason)
        self.piece.picked.connect(lambda _: self._show_where())
        self.piece.changed.connect(self._show_where)
        self.ask_for({"piece": self.piece, "reason": self.reason})
        self.set_actions(button("Mark the address", kind="primary", icon="check", key="save"))
        if not mail_out(context.book, "", limit=1):
            self.piece.hint(NOTHING_OUT)

    def is_for_the_shop(self) -> bool:
        """It says who lives where."""
        return True

    def _find(self, text: str) -> list[tuple[MailOut, str]]:
        found = mail_out(self.context.book, text, limit=200 if self._run_id else 12)
        wanted = [one for one in found if self._run_id in (None, one.run_id)]
        return [(one, self._words(one)) for one in wanted]

    def _words(self, one: MailOut) -> str:
        day = short_day(one.sent_on, self.context.today(), self.context.shop().locale)
        return f"{one.name}, sent {day}, piece {one.position}"

    def _show_where(self) -> None:
        one: MailOut | None = self.piece.value()
        lines = one.address_block.splitlines() if one is not None else []
        where = ", ".join(line for line in lines if one and line != one.name_line)
        called = one.run_name if one is not None else ""
        called = days_as_written(called, self.context.shop().locale)
        self._where.setText(f"{called}: {where}" if called else "")

    def _only_one(self) -> MailOut | None:
        """What was typed without taking it from the list, when it can mean one piece alone."""
        found = self._find(self.piece.typed())
        return found[0][0] if len(found) == 1 else None

    def save(self) -> None:
        one: MailOut | None = self.piece.value() or self._only_one()
        if one is None:
            raise Refused("Choose one from the list: whose mail came back?", "piece")
        today = self.context.today()
        done = record_returned(
            self.context.book, one.run_id, one.position, self.reason.value(), on=today
        )
        marked = "its address gets no mail" if done.address_marked else "its address has changed"
        asked = ", and a task is written" if done.task_id is not None else ""
        self.context.say(f"Mail to {one_line(done.name)} came back: {marked}{asked}.")
