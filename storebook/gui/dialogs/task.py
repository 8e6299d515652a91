"""Something to do: what, for whom, by when, and who does it."""

from collections.abc import Sequence

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.about import AboutSecret
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.fields import ChoiceField, DayField, TextField
from storebook.gui.layout import held, row
from storebook.gui.words import button, label
from storebook.outreach.tasks import Task, TaskDraft, add_task, edit_task, finish_task
from storebook.people.called import name_of
from storebook.staff.associates import associates


class TaskDialog(Dialog):
    """Write a task down, or change one that is open."""

    def __init__(
        self, context: Context, shopper_id: int | None = None, *, task: Task | None = None
    ) -> None:
        subject = (
            f"{shopper_id or ''} task {task.id}" if task is not None else str(shopper_id or "")
        )
        super().__init__(context, "Follow-up", width=620, draft=subject)
        self._task = task
        self._shopper_id = task.shopper_id if task is not None else shopper_id
        self.what = TextField("What is to be done", missing="What is to be done?")
        self.due_on = DayField(
            "By when",
            context.today,
            locale=context.shop().locale,
            first_weekday=context.shop().first_weekday,
            note="empty: when there is time",
        )
        self.who = ChoiceField("Who does it", self._people())
        kept = task.piece_id if task is not None else None
        self.about = AboutSecret(context, self._shopper_id, kept)
        self._fill()
        self.content.addWidget(label(self._heading(), "heading", wrap=True))
        self.content.addWidget(self.what)
        self.content.addWidget(held(row(self.due_on, self.who, spacing=16)))
        answers = {"what": self.what, "due_on": self.due_on, "who": self.who}
        if self.about.offers:
            self.content.addWidget(self.about)
            answers["about"] = self.about
        self.ask_for(answers)
        self._set_buttons()

    def _heading(self) -> str:
        if self._shopper_id is None:
            return "Something to do"
        return f"Something to do for {name_of(self.context.book, self._shopper_id)}"

    def _people(self) -> Sequence[tuple[int | None, str]]:
        here = [(person.id, person.name) for person in associates(self.context.book)]
        return [(None, "Whoever has time"), *here]

    def _fill(self) -> None:
        if self._task is None:
            self.who.set_value(self.context.book.associate_id)
            return
        self.what.set_value(self._task.what)
        self.due_on.set_value(self._task.due_on)
        self.who.set_value(self._task.associate_id, f"{self._task.associate} (left)")

    def _set_buttons(self) -> None:
        words = "Write it down" if self._task is None else "Save"
        primary = button(words, kind="primary", icon="check", key="save")
        if self._task is None:
            self.set_actions(primary)
            return
        done = button("It is done", icon="check-circle")
        done.clicked.connect(lambda: do_and_close(self, self._finish))
        self.set_actions(primary, done)

    def _finish(self) -> None:
        if self._task is not None:
            finish_task(self.context.book, self._task.id, today=self.context.today())
            self.context.say(done_words(self.context, self._task))

    def save(self) -> None:
        draft = TaskDraft(
            what=self.what.value(),
            shopper_id=self._shopper_id,
            due_on=self.due_on.value(),
            associate_id=self.who.value(),
            piece_id=self.about.piece_id(),
        )
        if self._task is None:
            add_task(self.context.book, draft)
            self.context.say("Follow-up written down.")
        else:
            edit_task(self.context.book, self._task.id, draft)
            self.context.say("Follow-up changed.")


def done_words(context: Context, task: Task) -> str:
    """What the undo bar says; a task that is a question keeps its own mark."""
    said = f"Done: {task.what}" if task.what[-1] in ".?!" else f"Done: {task.what}."
    return context.either(said, "Follow-up done.")
