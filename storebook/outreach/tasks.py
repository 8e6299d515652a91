"""Small tasks: what, for whom, by when, who."""

from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.sales.secrets import whose_history

LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, and for whom. One that is tied to a secret piece is for its giver until the
    day; `piece_id` is told where its words are.
    """

    id: int
    what: str
    shopper_id: int | None
    shopper: str | None
    due_on: date | None
    associate_id: int | None
    associate: str | None
    done_on: date | None
    piece_id: int | None = None

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
    with book.change("Task written down") as change:
        change.about(whose_history(book, draft.shopper_id, draft.piece_id))
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
    """Say anew what is to be done, for whom, by when, by whom, and about which piece."""
    what = required(one_line(draft.what), "what", "What is to be done?", LONGEST)
    with book.change("Task changed") as change:
        open_task(book, task_id)
        change.about(whose_history(book, draft.shopper_id, draft.piece_id))
        change.update(
            "task",
            task_id,
            what=what,
            shopper_id=draft.shopper_id,
            due_on=draft.due_on,
            associate_id=draft.associate_id,
            piece_id=draft.piece_id,
        )


def finish_task(book: Book, task_id: int, *, today: date) -> None:
    """Tick a task off; the working associate did it."""
    with book.change("Task done") as change:
        task = open_task(book, task_id)
        change.about(whose_history(book, task.shopper_id, task.piece_id))
        change.update("task", task_id, done_on=today, done_by=book.associate_id)


def open_task(book: Book, task_id: int) -> Task:
    """The task; Refused when it is gone or done."""
    found = book.first(
        Task,
        """
        SELECT task.id, what, shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on, piece_id
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

    A task that is tied to a secret piece says nothing and names nobody but the giver; its words
    stand on the giver's page.
    """
    return book.all(
        Task,
        """
        SELECT task.id,
               iif(secret.id IS NULL, what, 'Kept secret for now: see the page') AS what,
               shopper.id AS shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on,
               iif(secret.id IS NULL, task.piece_id, NULL) AS piece_id
        FROM task
        LEFT JOIN piece AS secret
            ON secret.id = task.piece_id AND secret.secret_until > :today
        LEFT JOIN shopper ON shopper.id = coalesce(secret.giver_id, task.shopper_id)
        LEFT JOIN associate ON associate.id = task.associate_id
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

    A task that is tied to a secret piece stands on the page of its giver, and of its buyer when it
    was written there, whoever else it is for.
    """
    return book.all(
        Task,
        """
        SELECT task.id, what, task.shopper_id, shopper.name AS shopper, due_on, task.associate_id,
               associate.name AS associate, done_on, task.piece_id
        FROM (
            SELECT id FROM task WHERE shopper_id = :shopper_id
            UNION
            SELECT task.id FROM task JOIN piece ON piece.id = task.piece_id
            WHERE piece.giver_id = :shopper_id AND piece.secret_until > :today
        ) AS theirs
        JOIN task ON task.id = theirs.id
        LEFT JOIN shopper ON shopper.id = task.shopper_id
        LEFT JOIN associate ON associate.id = task.associate_id
        WHERE done_on IS NULL AND NOT EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = task.piece_id AND secret.secret_until > :today
              AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
        )
        ORDER BY due_on IS NULL, due_on, task.id
        """,
        shopper_id=shopper_id,
        today=today,
    )
