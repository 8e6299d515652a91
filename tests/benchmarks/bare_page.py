"""The bare side of a shopper's page: what it shows, by plain statements, as plain rows.

No records, no dates made of texts, nothing counted out in Python; the surprise guard is in the
statements, because without it other rows would be read.
"""

from typing import Any

import sqlcipher3

# What an index finds of one shopper; each takes their id.
PARTS = (
    """
    SELECT shopper.*, associate.name, referrer.name, member.number, member.left_on,
           household.couple_line, household.couple_note
    FROM shopper
    LEFT JOIN associate ON associate.id = shopper.looked_after_by
    LEFT JOIN shopper AS referrer ON referrer.id = shopper.referrer_id
    LEFT JOIN member ON member.shopper_id = shopper.id
    LEFT JOIN household ON household.id = shopper.household_id
    WHERE shopper.id = ?
    """,
    "SELECT * FROM phone WHERE shopper_id = ? ORDER BY position",
    "SELECT * FROM email WHERE shopper_id = ? ORDER BY position",
    "SELECT * FROM address WHERE shopper_id = ? ORDER BY position",
    "SELECT * FROM size WHERE shopper_id = ?",
    "SELECT * FROM preference WHERE shopper_id = ?",
    "SELECT name FROM tag WHERE shopper_id = ?",
    "SELECT * FROM consent WHERE shopper_id = ? ORDER BY day, id",
    "SELECT * FROM task WHERE shopper_id = ? AND done_on IS NULL",
    "SELECT * FROM wish WHERE shopper_id = ?",
    """
    SELECT wish.*, shopper.name FROM wish_confidant
    JOIN wish ON wish.id = wish_id JOIN shopper ON shopper.id = wish.shopper_id
    WHERE wish_confidant.shopper_id = ? AND fulfilled_on IS NULL
    """,
    """
    SELECT own_field.name, value FROM own_value
    JOIN own_field ON own_field.id = own_field_id WHERE shopper_id = ?
    """,
)
KIN = """
    SELECT kin.*, other.name, other.given, occasion.year, occasion.month, occasion.day
    FROM kin JOIN shopper AS other ON other.id = iif(kin.shopper_id = ?1, other_id, kin.shopper_id)
    LEFT JOIN occasion ON occasion.shopper_id = other.id AND kind = 'birthday'
    WHERE kin.shopper_id = ?1 OR kin.other_id = ?1
    """
OCCASIONS = "SELECT * FROM occasion WHERE shopper_id = ?1 OR partner_id = ?1"
SPENT = """
    SELECT count(*), sum(net_cents) FROM purchase
    WHERE shopper_id = ? AND day BETWEEN ? AND ?
    """
# What was asked before, and whether the one they are married to bought here.
ASKED = "SELECT question, day, answered FROM asked WHERE shopper_id = ?"
SPOUSE = """
    SELECT EXISTS (
        SELECT 1 FROM purchase
        WHERE purchase.shopper_id = iif(kin.shopper_id = ?1, other_id, kin.shopper_id)
          AND coalesce(secret_until, '') <= ?2
    )
    FROM kin
    WHERE (kin.shopper_id = ?1 OR kin.other_id = ?1) AND relation = 'spouse' AND ended_on IS NULL
    """
PIECES = """
    SELECT piece.*, purchase.day, line.net_cents + line.tax_cents, giver.name, wearer.name
    FROM piece
    LEFT JOIN line ON line.id = piece.line_id
    LEFT JOIN purchase ON purchase.id = line.purchase_id
    LEFT JOIN shopper AS giver ON giver.id = piece.giver_id
    LEFT JOIN shopper AS wearer ON wearer.id = piece.wearer_id
    WHERE (piece.wearer_id = ?1 OR piece.giver_id = ?1) AND state <> 'returned'
      AND (coalesce(piece.secret_until, '') <= ?2 OR ?1 IN (piece.giver_id, purchase.shopper_id))
    ORDER BY piece.wearer_id = ?1 DESC, purchase.day DESC LIMIT 4
    """
PIECES_COUNTED = "SELECT count(*) FROM piece WHERE piece.wearer_id = ?1 OR piece.giver_id = ?1"
# The newest thirty tickets, the words of their lines and whom each was for, and how many there are.
TICKETS = """
    SELECT purchase.id, day, total_cents, associate.name, occasion_text, secret_until
    FROM purchase JOIN associate ON associate.id = purchase.associate_id
    WHERE shopper_id = ? ORDER BY day DESC, purchase.id DESC LIMIT 30
    """
LINES = """
    SELECT line.purchase_id, line.description, kind, quantity, reason, shopper.name
    FROM (SELECT id FROM purchase WHERE shopper_id = ? ORDER BY day DESC, id DESC LIMIT 30) AS new
    JOIN line ON line.purchase_id = new.id
    LEFT JOIN piece ON piece.line_id = line.id
    LEFT JOIN shopper ON shopper.id = coalesce(piece.wearer_id, line.wearer_id)
    """
TICKETS_COUNTED = "SELECT count(*), min(day) FROM purchase WHERE shopper_id = ?"
GIFTS = """
    SELECT piece.id, purchase.day, piece.description, giver.name, line.net_cents + line.tax_cents
    FROM piece
    JOIN shopper AS giver ON giver.id = piece.giver_id
    JOIN line ON line.id = piece.line_id
    JOIN purchase ON purchase.id = line.purchase_id
    WHERE piece.wearer_id = ?1 AND piece.giver_id <> ?1 AND purchase.shopper_id IS NOT ?1
      AND coalesce(piece.secret_until, '') <= ?2 AND state <> 'returned'
    """
TOUCHES = "SELECT * FROM touch WHERE shopper_id = ? ORDER BY day DESC LIMIT 30"
NOTES = "SELECT * FROM note WHERE shopper_id = ? ORDER BY day DESC LIMIT 30"

Row = tuple[Any, ...]


def page(
    connection: sqlcipher3.Connection, shopper_id: int, since: str, today: str
) -> list[list[Row]]:
    """Everything the page of this shopper shows."""
    whose = [shopper_id]
    found = [connection.execute(part, whose).fetchall() for part in PARTS]
    found += [
        connection.execute(part, whose).fetchall()
        for part in (KIN, OCCASIONS, PIECES_COUNTED, ASKED)
    ]
    found.append(connection.execute(SPENT, [shopper_id, since, today]).fetchall())
    found += [
        connection.execute(part, [shopper_id, today]).fetchall() for part in (PIECES, GIFTS, SPOUSE)
    ]
    found += [
        connection.execute(part, whose).fetchall()
        for part in (TICKETS, LINES, TICKETS_COUNTED, TOUCHES, NOTES)
    ]
    return found
