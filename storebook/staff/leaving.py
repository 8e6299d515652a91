"""Someone leaves: what was theirs to do and to look after, and who takes it over."""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.staff import associates
from storebook.staff.associates import associate


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What waits for an associate: tasks not done yet, and shoppers in their care."""

    tasks: int
    shoppers: int

    @property
    def is_empty(self) -> bool:
        """Nothing has to be handed over."""
        return not (self.tasks or self.shoppers)

    @property
    def sentence(self) -> str:
        """As in “3 tasks and 41 shoppers”."""
        return f"{counted(self.tasks, 'task')} and {counted(self.shoppers, 'shopper')}"


def belongings(book: Book, associate_id: int) -> Belongings:
    """What this associate has to do and whom they look after."""
    return book.one(
        Belongings,
        """
        SELECT (
            SELECT count(*) FROM task WHERE associate_id = :id AND done_on IS NULL
        ) AS tasks, (
            SELECT count(*) FROM shopper WHERE looked_after_by = :id
        ) AS shoppers
        """,
        id=associate_id,
    )


def let_go(book: Book, associate_id: int) -> Belongings:
    """Someone left: they can't be chosen any more, their PIN is gone. Returns what was theirs, so
    that it can be asked who takes over (`hand_over`).
    """
    associates.let_go(book, associate_id)
    return belongings(book, associate_id)


def hand_over(book: Book, from_id: int, to_id: int | None) -> Belongings:
    """Give all open tasks and shoppers in the care of one to another, as one change, and return how
    many there were. Without `to_id` the tasks are anybody's, and the shoppers in nobody's care.

    Done tasks, notes, contacts and purchases keep the name of who did them.
    """
    require(book, Right.STAFF)
    giver = associate(book, from_id)
    taker = associate(book, to_id) if to_id is not None else None
    if taker is not None and not taker.active:
        raise Refused(f"{taker.name} no longer works here. Choose somebody who does.", field="to")
    if from_id == to_id:
        raise Refused("Choose somebody else to take over.", field="to")
    whom = taker.name if taker is not None else "nobody in particular"
    with book.change(f"What {giver.name} looked after goes to {whom}") as change:
        theirs = belongings(book, from_id)
        for task_id in book.values(
            "SELECT id FROM task WHERE associate_id = :id AND done_on IS NULL ORDER BY id",
            id=from_id,
        ):
            change.update("task", task_id, associate_id=to_id)
        cared_for = book.values(
            "SELECT id FROM shopper WHERE looked_after_by = :id ORDER BY id", id=from_id
        )
        for shopper_id in cared_for:
            change.update("shopper", shopper_id, looked_after_by=to_id)
        change.about(*cared_for)
    return theirs
