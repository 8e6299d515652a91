"""The pieces that live on after the sale: who wears them, who gave them, what is known of them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.marks import folded_mark
from storebook.base.money import Cents
from storebook.base.text import is_blank
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.sales.drafts import refuse_open_secret, short
from storebook.sales.recording import refuse_unknown
from storebook.sales.secrets import is_secret
from storebook.staff.viewer import Viewer


class PieceState(StrEnum):
    OWNED = "owned"
    RETURNED = "returned"
    TRADED_IN = "traded in"
    SOLD = "sold"
    LOST = "lost"


class Origin(StrEnum):
    HERE = "here"
    ELSEWHERE = "elsewhere"
    INHERITED = "inherited"


class PieceRole(StrEnum):
    """What somebody is to a piece: it is theirs, or they gave it (or nobody knows who wears it)."""

    WEARS = "wears"
    GAVE = "gave"


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """A piece on somebody's page. `day` is when it came; `secret_until` stands only while it lasts.

    Only who gave or bought it has the ticket to open; hidden prices are None.
    """

    id: int
    role: PieceRole
    description: str
    category: str | None
    metal: str | None
    purity: str | None
    stones: str | None
    serial: str | None
    certificate: str | None
    size: str | None
    engraving: str | None
    day: date | None
    giver_id: int | None
    giver: str | None
    wearer_id: int | None
    wearer: str | None
    purchase_id: int | None
    price_cents: Cents | None
    secret_until: date | None
    origin: Origin
    state: PieceState


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceDraft:
    """What is written down of a piece by hand, also of one that was bought elsewhere."""

    description: str
    wearer_id: int | None
    giver_id: int | None = None
    category: str = ""
    metal: str = ""
    purity: str = ""
    stones: str = ""
    serial: str = ""
    certificate: str = ""
    size: str = ""
    engraving: str = ""
    secret_until: date | None = None
    origin: Origin = Origin.ELSEWHERE
    came_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What decides who may know of a piece."""

    giver_id: int | None
    wearer_id: int | None
    secret_until: date | None
    purchase_id: int | None
    buyer_id: int | None


# -- reading


def pieces_of(
    book: Book, shopper_id: int, viewer: Viewer, *, limit: int | None = None
) -> list[PieceRow]:
    """What they wear, gifts included once their day has come, then what they gave; newest first.

    What came back is not theirs any more and is left to the tickets.
    """
    rows = book.all(
        PieceRow,
        """
        SELECT piece.id, piece.description, piece.category, piece.metal, piece.purity, piece.stones,
               serial, certificate, size, engraving,
               CASE WHEN piece.wearer_id = :shopper_id THEN 'wears' ELSE 'gave' END AS role,
               coalesce(purchase.day, came_on) AS day, piece.giver_id, giver.name AS giver,
               piece.wearer_id, wearer.name AS wearer,
               line.net_cents + line.tax_cents AS price_cents,
               CASE WHEN :shopper_id IN (piece.giver_id, purchase.shopper_id) THEN purchase.id END
                   AS purchase_id,
               CASE WHEN piece.secret_until > :today THEN piece.secret_until END AS secret_until,
               origin, state
        FROM piece
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        LEFT JOIN shopper AS giver ON giver.id = piece.giver_id
        LEFT JOIN shopper AS wearer ON wearer.id = piece.wearer_id
        WHERE (piece.wearer_id = :shopper_id OR piece.giver_id = :shopper_id)
          AND state <> 'returned'
          AND (coalesce(piece.secret_until, '') <= :today
               OR :shopper_id IN (piece.giver_id, purchase.shopper_id))
        ORDER BY role DESC, day DESC, piece.id DESC
        LIMIT :limit
        """,
        shopper_id=shopper_id,
        today=viewer.today,
        limit=-1 if limit is None else limit,
    )
    if viewer.sees_spend:
        return rows
    return [replace(row, price_cents=None) for row in rows]


def count_pieces(book: Book, shopper_id: int, viewer: Viewer) -> int:
    """How many pieces `pieces_of` has for this page."""
    found = book.value(
        """
        SELECT count(*)
        FROM piece
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        WHERE (piece.wearer_id = :shopper_id OR piece.giver_id = :shopper_id)
          AND state <> 'returned'
          AND (coalesce(piece.secret_until, '') <= :today
               OR :shopper_id IN (piece.giver_id, purchase.shopper_id))
        """,
        shopper_id=shopper_id,
        today=viewer.today,
    )
    return int(found)


def piece(book: Book, piece_id: int) -> PieceDraft:
    """A piece as it stands, to be changed; raises LookupError when there is none.

    For the form that changes it, which is opened only from a page that shows the piece.
    """
    return book.one(
        PieceDraft,
        """
        SELECT description, wearer_id, giver_id, coalesce(category, '') AS category,
               coalesce(metal, '') AS metal, coalesce(purity, '') AS purity,
               coalesce(stones, '') AS stones, coalesce(serial, '') AS serial,
               coalesce(certificate, '') AS certificate, coalesce(size, '') AS size,
               coalesce(engraving, '') AS engraving, secret_until, origin, came_on
        FROM piece WHERE id = :piece_id
        """,
        piece_id=piece_id,
    )


# -- writing


def add_piece(book: Book, draft: PieceDraft, *, today: date) -> int:
    """Write down a piece that no ticket of ours tells of, and return its id."""
    owner_id = owner_of(draft.giver_id, draft.wearer_id, draft.secret_until)
    with book.change(f"Piece written down for {name_of(book, owner_id)}", [owner_id]) as change:
        whole = checked_piece(book, draft)
        if whole.secret_until is not None:
            refuse_open_secret(whole.giver_id, whole.wearer_id, None)
            refuse_past_secret(whole.secret_until, today)
        return change.insert("piece", **columns_of(whole))


def change_piece(
    book: Book,
    piece_id: int,
    draft: PieceDraft,
    *,
    today: date,
    state: PieceState | None = None,
) -> None:
    """Correct what is known of a piece; a secret day that is to come keeps it from its wearer.

    `state` says where it is now: lost, sold, traded in, or there after all. What was returned
    follows its ticket, and is refused here; None leaves it.
    """
    kept = keeping(book, piece_id)
    owner_id = owner_of(kept.giver_id, kept.wearer_id, kept.secret_until)
    if is_secret(draft.secret_until, today):
        owner_id = draft.giver_id or owner_id
    with book.change(f"Piece changed for {name_of(book, owner_id)}", [owner_id]) as change:
        whole = checked_piece(book, draft)
        before = keeping(book, piece_id)
        if whole.secret_until is not None and whole.secret_until != before.secret_until:
            refuse_past_secret(whole.secret_until, today)
        if is_secret(whole.secret_until, today):
            refuse_open_secret(whole.giver_id, whole.wearer_id, before.buyer_id)
        change.update("piece", piece_id, **columns_of(whole))
        if state is not None:
            write_state(change, piece_id, state)
        if before.purchase_id is not None and whole.secret_until != before.secret_until:
            cover_ticket(change, before.purchase_id)


def write_state(change: Change, piece_id: int, state: PieceState) -> None:
    now = change.book.value("SELECT state FROM piece WHERE id = :id", id=piece_id)
    if PieceState.RETURNED in {state, now}:
        raise Refused("A piece comes back by a return on its ticket.")
    change.update("piece", piece_id, state=state)


def cover_ticket(change: Change, purchase_id: int) -> None:
    """A ticket is secret as long as any piece on it, or on a ticket that it brings back from."""
    covered = change.book.values(
        """
        SELECT :purchase_id UNION
        SELECT back.purchase_id FROM line
        JOIN line AS back ON back.returns_line_id = line.id
        WHERE line.purchase_id = :purchase_id
        """,
        purchase_id=purchase_id,
    )
    for covered_id in covered:
        latest = change.book.value(
            """
            SELECT max(secret_until) FROM piece
            JOIN line ON line.id = piece.line_id
            WHERE line.purchase_id = :covered_id OR line.purchase_id IN (
                SELECT bought.purchase_id FROM line AS back
                JOIN line AS bought ON bought.id = back.returns_line_id
                WHERE back.purchase_id = :covered_id
            )
            """,
            covered_id=covered_id,
        )
        change.update("purchase", covered_id, secret_until=latest)


def checked_piece(book: Book, draft: PieceDraft) -> PieceDraft:
    if is_blank(draft.description):
        raise Refused("Say what it is in a few words.", "description")
    if draft.wearer_id is None and draft.giver_id is None:
        raise Refused("Say whose piece it is.", "wearer")
    refuse_unknown(book, {draft.giver_id: "giver", draft.wearer_id: "wearer"})
    return replace(
        draft,
        description=short(draft.description, "description", "A description"),
        category=short(draft.category, "category", "A category"),
        metal=short(draft.metal, "metal", "A metal"),
        purity=short(draft.purity, "purity", "A purity"),
        stones=short(draft.stones, "stones", "The stones"),
        serial=short(draft.serial, "serial", "A serial number"),
        certificate=short(draft.certificate, "certificate", "A certificate"),
        size=short(draft.size, "size", "A size"),
        engraving=short(draft.engraving, "engraving", "An engraving"),
    )


def refuse_past_secret(secret_until: date, today: date) -> None:
    if secret_until <= today:
        raise Refused("Choose a day after today: from that day on it is no secret.", "secret_until")


def columns_of(draft: PieceDraft) -> dict[str, object]:
    return {
        "giver_id": draft.giver_id,
        "wearer_id": draft.wearer_id,
        "description": draft.description,
        "category": draft.category or None,
        "metal": draft.metal or None,
        "purity": draft.purity or None,
        "stones": draft.stones or None,
        "serial": draft.serial or None,
        "certificate": draft.certificate or None,
        "serial_folded": folded_mark(draft.serial),
        "certificate_folded": folded_mark(draft.certificate),
        "size": draft.size or None,
        "engraving": draft.engraving or None,
        "secret_until": draft.secret_until,
        "origin": draft.origin,
        "came_on": draft.came_on,
    }


def keeping(book: Book, piece_id: int) -> Keeping:
    """Who gives, wears and bought a piece, and until when it is a secret."""
    return book.one(
        Keeping,
        """
        SELECT piece.giver_id, piece.wearer_id, piece.secret_until, line.purchase_id,
               purchase.shopper_id AS buyer_id
        FROM piece
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        WHERE piece.id = :piece_id
        """,
        piece_id=piece_id,
    )


def owner_of(giver_id: int | None, wearer_id: int | None, secret_until: date | None) -> int | None:
    """Whose history tells of a piece: the giver's when it ever was a secret, else the wearer's."""
    if secret_until is not None and giver_id is not None:
        return giver_id
    return wearer_id if wearer_id is not None else giver_id


def name_of(book: Book, shopper_id: int | None) -> str:
    """Whose piece it is, by name; Refused for nobody."""
    name = book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id)
    if name is None:
        raise Refused("Say whose piece it is.", "wearer")
    return str(name)
