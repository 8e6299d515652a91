"""Photos of pieces, which are as secret as the piece."""

import json
from collections.abc import Sequence

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.people.photos import Subject
from storebook.people.typed import shortened
from storebook.sales.pieces import keeping, name_of, owner_of
from storebook.staff.viewer import Viewer


def of_piece(book: Book, piece_id: int, shopper_id: int, viewer: Viewer) -> Subject:
    """The photos of a piece, for the page of this shopper.

    Refused while the piece is kept from that page. The history tells of them as it tells of the
    piece: to the giver, when it ever was a secret.
    """
    if not _known_to(book, [piece_id], shopper_id, viewer):
        raise Refused("This piece is not on this page.", "photo")
    kept = keeping(book, piece_id)
    owner_id = owner_of(kept.giver_id, kept.wearer_id, kept.secret_until)
    whose = shortened(name_of(book, owner_id))
    return Subject(piece_id=piece_id, about=owner_id, called=f"a piece of {whose}")


def first_of_pieces(
    book: Book, piece_ids: Sequence[int], shopper_id: int, viewer: Viewer
) -> dict[int, int]:
    """The picture that stands for each of these pieces on the page of this shopper, by piece."""
    known = _known_to(book, piece_ids, shopper_id, viewer)
    return dict(
        book.rows(
            """
            SELECT photo.piece_id, (
                SELECT picture_id FROM photo AS first
                WHERE first.piece_id = photo.piece_id ORDER BY position, id LIMIT 1
            )
            FROM json_each(:ids) AS one JOIN photo ON photo.piece_id = one.value
            GROUP BY photo.piece_id
            ORDER BY photo.piece_id
            """,
            ids=json.dumps(known),
        )
    )


def _known_to(book: Book, piece_ids: Sequence[int], shopper_id: int, viewer: Viewer) -> list[int]:
    """Those of the pieces that are no secret from this page."""
    return book.values(
        """
        SELECT piece.id
        FROM json_each(:ids) AS one
        JOIN piece ON piece.id = one.value
        LEFT JOIN line ON line.id = piece.line_id
        LEFT JOIN purchase ON purchase.id = line.purchase_id
        WHERE coalesce(piece.secret_until, '') <= :today
           OR :shopper_id IN (piece.giver_id, purchase.shopper_id)
        ORDER BY piece.id
        """,
        ids=json.dumps(list(piece_ids)),
        shopper_id=shopper_id,
        today=viewer.today,
    )
