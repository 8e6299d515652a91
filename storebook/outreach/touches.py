"""The log of contacts with a shopper: visits, calls, letters, cards, messages, gifts, events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import limited
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.sales.secrets import whose_history
from storebook.staff.viewer import Viewer

LONGEST = 2_000
COLUMNS = (
    "shopper_id", "day", "kind", "direction", "associate_id", "text", "piece_id", "run_piece_id",
)  # fmt: skip


class TouchKind(StrEnum):
    VISIT = "visit"
    CALL = "call"
    LETTER = "letter"
    CARD = "card"
    MESSAGE = "message"
    EMAIL = "email"
    GIFT = "gift"
    EVENT = "event"


class Direction(StrEnum):
    """Who came to whom."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchDraft:
    """A contact as it is written down. What concerns a secret piece names it, and is as secret.

    An associate of None is whoever is working.
    """

    shopper_id: int
    day: date
    kind: TouchKind
    text: str = ""
    direction: Direction = Direction.OURS
    piece_id: int | None = None
    run_piece_id: int | None = None
    associate_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A contact that was written down."""

    id: int
    day: date
    kind: TouchKind
    direction: Direction
    text: str
    associate: str
    piece_id: int | None


def log_touch(book: Book, draft: TouchDraft, *, today: date) -> int:
    """Write down a contact, and return its id."""
    name = book.value("SELECT name FROM shopper WHERE id = :id", id=draft.shopper_id)
    if name is None:
        raise Refused(f"There is no shopper {draft.shopper_id} in this book.", "shopper")
    with book.change(f"Contact written down for {name}") as change:
        if draft.day > today:
            raise Refused("The day of a contact can’t lie after today.", "day")
        change.about(whose_history(book, draft.shopper_id, draft.piece_id))
        return write_touch(change, draft)


def write_touch(change: Change, draft: TouchDraft) -> int:
    """Write down a contact as a step of something larger."""
    return write_touches(change, [draft])[0]


def write_touches(change: Change, drafts: Iterable[TouchDraft]) -> range:
    """Write down many contacts, and return their ids in the order given."""
    return change.insert_many(
        "touch",
        COLUMNS,
        [
            (
                draft.shopper_id,
                draft.day.isoformat(),
                draft.kind.value,
                draft.direction.value,
                draft.associate_id or change.book.associate_id,
                checked_text(draft.text),
                draft.piece_id,
                draft.run_piece_id,
            )
            for draft in drafts
        ],
    )


def change_touch(book: Book, touch_id: int, text: str) -> None:
    """Put the words of a contact right."""
    found = book.rows(
        """
        SELECT shopper.id, shopper.name, piece_id
        FROM touch JOIN shopper ON shopper.id = touch.shopper_id
        WHERE touch.id = :touch_id
        """,
        touch_id=touch_id,
    )
    if not found:
        raise Refused("That contact is no longer in the book.")
    shopper_id, name, piece_id = found[0]
    with book.change(f"Contact changed for {name}") as change:
        change.about(whose_history(book, shopper_id, piece_id))
        change.update("touch", touch_id, text=checked_text(text))


def checked_text(text: str) -> str:
    return limited(text, LONGEST, "text", f"At most {LONGEST:,} letters fit here.")


def touches_of(book: Book, shopper_id: int, viewer: Viewer, *, limit: int = 50) -> list[Touch]:
    """The contacts with a shopper, newest first, without those about a piece kept from them."""
    return book.all(
        Touch,
        """
        SELECT touch.id, day, kind, direction, text, associate.name AS associate, piece_id
        FROM touch
        JOIN associate ON associate.id = touch.associate_id
        WHERE shopper_id = :shopper_id AND NOT EXISTS (
            SELECT 1 FROM secret
            WHERE secret.piece_id = touch.piece_id AND secret.secret_until > :today
              AND :shopper_id IS NOT secret.giver_id AND :shopper_id IS NOT secret.buyer_id
        )
        ORDER BY day DESC, touch.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        today=viewer.today,
        limit=limit,
    )
