"""Small tasks: what, for whom, by when, who."""

from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.book.book import Book
from storebook.book.change import Change

LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do. `what` speaks of nothing secret: see `tasks_due`."""

    id: int
    what: str
    shopper_id: int | None
    shopper: str | None
    due_on: date | None
    associate_id: int | None
    associate: str | None
    done_on: date | None

    def is_overdue(self, today: date) -> bool:
        """Is it still open after its day?"""
        return self.done_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """What somebody wants done. Nobody named means whoever has time."""

    what: str
    shopper_id: int | None = None
    due_on: date | None = None
    associate_id: int | None = None
    piece_id: int | None = None


def add_task(book: Book, draft: TaskDraft) -> int:
    """Write a task down and return its id."""
    with book.change("Task written down", shoppers=[draft.shopper_id]) as change:
        return write_task(change, draft)


def write_task(change: Change, draft: TaskDraft) -> int:
    """Write a task down as a step of something larger."""
    what = required(one_line(draft.what), "what", "What is to be done?", LONGEST)
    return change.insert(
        "task",
        what=what,
        shopper_id=draft.shopper_id,
        due_on=draft.due_on,
        associate_id=draft.associate_id,
        piece_id=draft.piece_id,
    )


def edit_task(book: Book, task_id: int, draft: TaskDraft) -> None:
    """Say anew what is to be done, for whom, by when, by whom."""
    what = required(one_line(draft.what), "what", "What is to be done?", LONGEST)
    with book.change("Task changed", shoppers=[draft.shopper_id]) as change:
        change.update(
            "task",
            task_id,
            what=what,
            shopper_id=draft.shopper_id,
            due_on=draft.due_on,
            associate_id=draft.associate_id,
        )


def finish_task(book: Book, task_id: int, *, today: date) -> None:
    """Tick a task off; the working associate did it."""
    task = open_task(book, task_id)
    with book.change("Task done", shoppers=[task.shopper_id]) as change:
        change.update("task", task_id, done_on=today, done_by=book.associate_id)


def open_task(book: Book, task_id: int) -> Task:
    """The task; Refused when it is gone or done."""
    found = book.first(
        Task,
        """
        SELECT task.id, what, shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on
        FROM task
        LEFT JOIN shopper ON shopper.id = task.shopper_id
        LEFT JOIN associate ON associate.id = task.associate_id
        WHERE task.id = :task_id
        """,
        task_id=task_id,
    )
    if found is None:
        raise Refused("That task is no longer in the book.")
    if found.done_on is not None:
        raise Refused("That task is done already.")
    return found


def tasks_due(book: Book, *, by: date, today: date, limit: int = 100) -> list[Task]:
    """Open tasks due by a day or without a day, the most overdue first, for a screen anybody may
    see.

    A task that belongs to a secret piece says nothing but until when it is kept; its words stand
    on the giver's page.
    """
    return book.all(
        Task,
        """
        SELECT task.id,
               CASE WHEN coalesce(piece.secret_until, '') <= :today THEN what
                    ELSE 'Kept secret for now: see the page' END AS what,
               task.shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on
        FROM task
        LEFT JOIN shopper ON shopper.id = task.shopper_id
        LEFT JOIN associate ON associate.id = task.associate_id
        LEFT JOIN piece ON piece.id = task.piece_id
        WHERE done_on IS NULL AND (due_on IS NULL OR due_on <= :by)
          AND shopper.deceased_on IS NULL
        ORDER BY due_on IS NULL, due_on, task.id
        LIMIT :limit
        """,
        by=by,
        today=today,
        limit=limit,
    )


def tasks_of(book: Book, shopper_id: int, *, today: date) -> list[Task]:
    """What is still to be done for a shopper, as their page shows it: the next first.

    A task that belongs to a secret piece is shown on the page of its giver alone.
    """
    return book.all(
        Task,
        """
        SELECT task.id, what, task.shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on
        FROM task
        JOIN shopper ON shopper.id = task.shopper_id
        LEFT JOIN associate ON associate.id = task.associate_id
        LEFT JOIN piece ON piece.id = task.piece_id
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        WHERE task.shopper_id = :shopper_id AND done_on IS NULL
          AND (coalesce(piece.secret_until, '') <= :today
               OR :shopper_id IN (piece.giver_id, purchase.shopper_id))
        ORDER BY due_on IS NULL, due_on, task.id
        """,
        shopper_id=shopper_id,
        today=today,
    )
