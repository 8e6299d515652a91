"""Saving what was looked at: whole or not at all, and taken back as one step.

What is decided where a list leaves it open:

- A shopper is the one in the book when the name is the same and a phone, an e-mail, a number of the
  other program, a home or a birthday is too. Nothing on their file is written over; what is empty
  is filled. A row with nothing but a name is taken for the one of that name. A row that is refused
  is refused whole, to be mended and imported again. A day, a phone or an e-mail that can't be read
  refuses nobody: it is told with its line and kept as a note, unless the name alone is left and
  somebody has it already. What says who has died or wants no mail must be read.
- Lines are a ticket by number, day and buyer. A ticket with a refused line waits whole. A line that
  is on a ticket of that number, day and shopper in the book already is not written again.
- A buyer who is only a number is "Customer 17850", a prospect without a name, who gets no mail; the
  number is kept in the own field "Customer number", by which the next list finds them, and gives
  them a name. Nothing that they bought lives on as a piece.
- Who wears an imported piece is not known unless the list says it. Without a column for tax there
  is none. Amounts with more decimals than the currency has are rounded half away from zero.
- A return brings back the newest earlier line of the same buyer with the same stock number and
  price of which enough is left; else it stands alone. Postage, fees, corrections and work are
  services, and so is stock that was corrected: below zero, for nothing, by nobody.
"""

from storebook.exchange.importing.results import ImportResult, Outcome
from storebook.exchange.importing.saving import Plan, plan_import, save_import

__all__ = ["ImportResult", "Outcome", "Plan", "plan_import", "save_import"]
