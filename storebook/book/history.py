"""The log of changes: who did what and when, and taking it back."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storebook.base.errors import Refused
from storebook.book import reverting
from storebook.book.binding import beginning, refuse_other_money
from storebook.book.book import Book
from storebook.book.rights import (
    Right,
    may,
    refuse_without_owner,
    require,
    require_to_take_back,
    rights_to_take_back,
)
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.book.standing import refuse_turned_staff, standings

MOST_OF_A_FAMILY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One saved step, as the history shows it. `at` is in UTC.

    `in_effect` is False once another change took this one back; what was done again shows as a
    change of its own, which is in effect.
    """

    id: int
    at: datetime
    associate: str
    what: str
    takes_back_id: int | None
    in_effect: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undos:
    """A change, the undo of it, the undo of that, and so on: each takes back the one before it."""

    members: tuple[int, ...]

    @property
    def root(self) -> int:
        return self.members[0]

    @property
    def tip(self) -> int:
        """The one that no other takes back."""
        return self.members[-1]

    @property
    def is_undone(self) -> bool:
        """Whether the book is as if the first of them had never been."""
        return len(self.members) % 2 == 0

    def has_taken_back(self, change_id: int) -> bool:
        """Whether what this member did is undone at present."""
        return (len(self.members) - self.members.index(change_id)) % 2 == 0

    def does_nothing_after(self, change_id: int) -> bool:
        """Whether those that came after another change cancel each other out."""
        return len([member for member in self.members if member > change_id]) % 2 == 0


def changes(book: Book, *, limit: int = 100) -> list[ChangeRow]:
    """The newest changes, newest first; the log is paged through by `log.read_log`."""
    return book.all(
        ChangeRow,
        """
        SELECT change.id, change.at, associate.name AS associate, change.what,
               change.takes_back_id, later.id IS NULL AS in_effect
        FROM change
        JOIN associate ON associate.id = change.associate_id
        LEFT JOIN change AS later ON later.takes_back_id = change.id
        ORDER BY change.id DESC
        LIMIT :limit
        """,
        limit=limit,
    )


def changes_of(book: Book, shopper_id: int, *, limit: int = 200) -> list[ChangeRow]:
    """The changes that name this shopper, or a file that was merged into theirs, newest first."""
    return book.all(
        ChangeRow,
        """
        SELECT change.id, change.at, associate.name AS associate, change.what,
               change.takes_back_id, later.id IS NULL AS in_effect
        FROM (
            SELECT change_id FROM change_shopper WHERE shopper_id = :shopper_id
            UNION
            SELECT change_id FROM change_shopper
            WHERE shopper_id IN (SELECT gone_id FROM merged WHERE shopper_id = :shopper_id)
        ) AS theirs
        JOIN change ON change.id = theirs.change_id
        JOIN associate ON associate.id = change.associate_id
        LEFT JOIN change AS later ON later.takes_back_id = change.id
        ORDER BY change.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        limit=limit,
    )


def of_many_shoppers(book: Book, change_ids: Collection[int]) -> set[int]:
    """Which of these changes wrote more shoppers than a family has: an import, most of all."""
    found = book.values(
        """
        SELECT value FROM json_each(:ids)
        WHERE EXISTS (
            SELECT 1 FROM change_shopper WHERE change_id = json_each.value LIMIT 1 OFFSET :most
        )
        """,
        ids=json.dumps(sorted(change_ids)),
        most=MOST_OF_A_FAMILY,
    )
    return set(found)


def one_change(book: Book, change_id: int) -> ChangeRow:
    """One change; raises LookupError when there is none."""
    return book.one(
        ChangeRow,
        """
        SELECT change.id, change.at, associate.name AS associate, change.what,
               change.takes_back_id, later.id IS NULL AS in_effect
        FROM change
        JOIN associate ON associate.id = change.associate_id
        LEFT JOIN change AS later ON later.takes_back_id = change.id
        WHERE change.id = :change_id
        """,
        change_id=change_id,
    )


def undo_last(book: Book) -> ChangeRow:
    """Undo the newest step that is done; raises Refused when there is none.

    Undoing again goes further back, until the book has just begun, and redoing comes forth again.
    To take an older change back is a step of its own, which undoing undoes.
    """
    require(book, Right.TAKE_BACK)
    step = book.value(
        """
        SELECT id FROM change AS step
        WHERE step_id IS NULL AND NOT coalesce(
            (SELECT is_undo FROM change WHERE step_id = step.id ORDER BY id DESC LIMIT 1), 0
        )
        AND NOT EXISTS (
            SELECT 1 FROM log_erasure WHERE change_id = step.id OR of_change_id = step.id
        )
        AND id IS NOT :beginning
        ORDER BY id DESC
        LIMIT 1
        """,
        beginning=beginning(book),
    )
    if step is None:
        raise Refused("There is nothing to undo.", harmless=True)
    return turn_round(book, step, step_id=step, is_undo=True)


def redo_last(book: Book) -> ChangeRow:
    """Do again what was undone last, as often as there are undos, or taken back just now.

    Raises Refused when there is none, or when something new was done since: then that stands in
    the way, and each undo can still be taken back by its number.
    """
    require(book, Right.TAKE_BACK)
    just_now = book.value(
        """
        SELECT id FROM change
        WHERE id = (SELECT max(id) FROM change) AND step_id IS NULL AND takes_back_id IS NOT NULL
        """
    )
    if just_now is not None and undos_of(book, just_now).is_undone:
        return turn_round(book, just_now)
    step = book.value(
        """
        SELECT step_id FROM change AS undo
        WHERE is_undo AND id > (SELECT max(id) FROM change WHERE step_id IS NULL)
          AND id = (SELECT max(id) FROM change WHERE step_id = undo.step_id)
        ORDER BY id DESC
        LIMIT 1
        """
    )
    if step is None:
        raise Refused("There is nothing to do again.", harmless=True)
    return turn_round(book, step, step_id=step)


def take_back(book: Book, change_id: int) -> ChangeRow:
    """Take one change back, as a change of its own, and return that new change.

    Taking back what took something back does it again. Refused, with the sentence of the later
    change, when rows of this change were changed since, when later rows stand on its rows, and when
    something new is where its rows were; and what has become binding (see `binding`).
    """
    require(book, Right.TAKE_BACK)
    if book.value("SELECT id FROM change WHERE id = :id", id=change_id) is None:
        raise Refused(f"There is no change {change_id} in this book.")
    if undos_of(book, change_id).has_taken_back(change_id):
        raise Refused(f"“{sentence_of(book, change_id)}” was taken back already.")
    return turn_round(book, change_id)


def may_take_back(book: Book, change_id: int) -> bool:
    """Whether it is for who is at work to take this back, or do it again; to be asked before it is
    offered. What stands in its way otherwise is seen when it is tried.
    """
    undos = undos_of(book, change_id)
    if not undos.is_undone and undos.root == beginning(book):
        return False
    return all(may(book, right) for right in rights_to_take_back(book, undos.members))


def turn_round(
    book: Book, change_id: int, *, step_id: int | None = None, is_undo: bool = False
) -> ChangeRow:
    """Take back the last of the undos of this change: what it did goes, or what went comes back."""
    undos = undos_of(book, change_id)
    refuse_erased(book, undos)
    refuse_beginning(book, undos)
    require_to_take_back(book, undos.members)
    begun = "Done again" if undos.is_undone else "Taken back"
    with book.change(f"{begun}: {sentence_of(book, undos.root)}") as change:
        if undos_of(book, change_id) != undos:
            raise Refused("The history has moved on just now. Look at it again.", harmless=True)
        refuse_if_changed_since(book, undos)
        shop, here = load(book, Shop), standings(book)
        try:
            reverting.revert(change, undos.tip)
        except reverting.InTheWay as obstacle:
            raise Refused(refusal(book, undos, obstacle)) from obstacle
        if "associate" in change.touched:
            refuse_without_owner(book)
            refuse_turned_staff(book, here)
        refuse_other_money(book, undos.tip, shop, touched=change.touched)
        change.takes_back(undos.tip, step_id=step_id, is_undo=is_undo)
        change.about(*shoppers_of(book, undos.tip))
    return one_change(book, change.id)


def undos_of(book: Book, change_id: int) -> Undos:
    """The change, and every undo of it, that this one belongs to."""
    root = change_id
    while (earlier := taken_back_by(book, root)) is not None:
        root = earlier
    members = [root]
    while (later := taker_back_of(book, members[-1])) is not None:
        members.append(later)
    return Undos(members=tuple(members))


def taken_back_by(book: Book, change_id: int) -> int | None:
    found: int | None = book.value(
        "SELECT takes_back_id FROM change WHERE id = :change_id", change_id=change_id
    )
    return found


def taker_back_of(book: Book, change_id: int) -> int | None:
    found: int | None = book.value(
        "SELECT id FROM change WHERE takes_back_id = :change_id", change_id=change_id
    )
    return found


def sentence_of(book: Book, change_id: int) -> str:
    return str(book.value("SELECT what FROM change WHERE id = :change_id", change_id=change_id))


def shoppers_of(book: Book, change_id: int) -> list[int]:
    return book.values(
        "SELECT shopper_id FROM change_shopper WHERE change_id = :change_id", change_id=change_id
    )


def is_for_good(book: Book, change_id: int) -> bool:
    """Whether this change can never be taken back: it began the book, or has to do with erasing."""
    return change_id == beginning(book) or has_to_do_with_erasing(book, change_id)


def has_to_do_with_erasing(book: Book, change_id: int) -> bool:
    """Whether a change erased something, or was itself erased."""
    return bool(
        book.value(
            """
            SELECT 1 FROM log_erasure
            WHERE change_id = :change_id OR of_change_id = :change_id LIMIT 1
            """,
            change_id=change_id,
        )
    )


def refuse_erased(book: Book, undos: Undos) -> None:
    """Refuse what no longer is in the log, or took it from there: it was erased for a person."""
    for change_id in undos.members:
        if has_to_do_with_erasing(book, change_id):
            raise Refused(
                f"“{sentence_of(book, change_id)}” has to do with data that were erased for good, "
                "so it can’t be taken back. Nothing was changed."
            )


def refuse_beginning(book: Book, undos: Undos) -> None:
    """Refuse to take from the book whose it is; what was taken before may come back."""
    if not undos.is_undone and undos.root == beginning(book):
        raise Refused(
            f"“{sentence_of(book, undos.root)}” is where this book begins, so it can’t be taken "
            "back. Nothing was changed. Change the shop’s own details instead."
        )


def refuse_if_changed_since(book: Book, undos: Undos) -> None:
    """Refuse when a later change, still in effect, touched one of these rows."""
    looked_at: set[int] = set()
    for span in reverting.spans(book, undos.tip):
        blocker = newest_effective(book, undos, span, looked_at)
        if blocker is not None:
            raise Refused(
                f"It was changed since: “{sentence_of(book, blocker)}”. Take that back first."
            )


def newest_effective(
    book: Book, undos: Undos, span: reverting.Span, looked_at: set[int]
) -> int | None:
    """The newest change after `undos` whose work on these rows still shows.

    A step that came later, and the undo of it, together did nothing; so did an undo and the doing
    again. `looked_at` keeps those that were found to do nothing.
    """
    for later_id in reverting.later_changes(book, span, after_id=undos.tip):
        if later_id not in looked_at:
            if not undos_of(book, later_id).does_nothing_after(undos.tip):
                return later_id
            looked_at.add(later_id)
    return None


def refusal(book: Book, undos: Undos, obstacle: reverting.InTheWay) -> str:
    """What stands in the way, by the sentence of the change that put it there."""
    blocker = None
    if obstacle.span is not None:
        blocker = newest_effective(book, undos, obstacle.span, set())
        blocker = blocker or reverting.change_that_wrote(book, obstacle.span)
    if blocker is None:
        return f"{obstacle}, so it can’t be taken back. Nothing was changed."
    return f"{obstacle}: “{sentence_of(book, blocker)}”. Take that back first."
