"""Who is looking, and what they may see: the seam through which every reading is asked."""

from dataclasses import dataclass
from datetime import date

from storebook.staff.associates import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Someone who looks at the book on a day.

    `private` is privacy mode: a screen that a shopper can see. Rights grow here with PINs and
    roles.
    """

    today: date
    role: Role = Role.OWNER
    private: bool = False

    @property
    def sees_spend(self) -> bool:
        """May prices, totals and budgets be shown?"""
        return not self.private

    @property
    def sees_owner_notes(self) -> bool:
        """May notes of the owner's class and income bands be shown?"""
        return self.role is Role.OWNER and not self.private
