"""What a dialog has begun goes on though somebody else works by then, who does not see it."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from storebook.base.errors import Refused
from storebook.book import trouble
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.jobs import Ticket

NOT_DONE = "What was being saved when somebody else signed in was not saved. {why}"


@runtime_checkable
class LongWork(Protocol):
    """A dialog that is not left while the worker does what it asked for."""

    def let_go_on(self) -> bool:
        """Close, and let it go on; False when nothing is being done."""


def go_on_unseen(dialog: Dialog, ticket: Ticket | None, told: Callable[[Any], str]) -> bool:
    """Close the dialog. What came of its work is said to whoever works then, in `told`'s words,
    which name nobody. False when there was none.
    """
    if ticket is None:
        return False
    context: Context = dialog.context
    drop = None if dialog.keeper is None else dialog.keeper.dropper()

    def done(answer: Any) -> None:
        if drop is not None:
            drop()
        context.say(told(answer))

    def failed(error: BaseException) -> None:
        why = str(error) if isinstance(error, Refused) else trouble.sentence(error)
        if why is None:
            raise error
        context.trouble(NOT_DONE.format(why=why))

    context.jobs.tell_instead(ticket, done, failed)
    dialog.finished.emit()
    return True
