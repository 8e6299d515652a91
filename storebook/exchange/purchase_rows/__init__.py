"""The rows of a list of purchases, read and found to be good."""

from storebook.exchange.purchase_rows.reading import AMOUNTS, DAYS, PurchaseReader
from storebook.exchange.purchase_rows.records import WALK_IN, Buyer, Head, PurchaseRow, TicketKey

__all__ = [
    "AMOUNTS",
    "DAYS",
    "WALK_IN",
    "Buyer",
    "Head",
    "PurchaseReader",
    "PurchaseRow",
    "TicketKey",
]
