"""Finds anyone by any scrap: part of a name in any script, digits, an e-mail, a card, a serial."""

from storebook.people.search.finding import find_shoppers
from storebook.people.search.hits import Hit, Match
from storebook.people.search.rows import ShopperRow, phones_as_written, rows_for

__all__ = ["Hit", "Match", "ShopperRow", "find_shoppers", "phones_as_written", "rows_for"]
