"""Who is looking, and what they may see: the seam through which every reading is asked."""

from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.book.rights import PRESETS, Right, rights_of
from storebook.staff.associates import Role, associate


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Someone who looks at the book on a day.

    `private` is privacy mode: a screen that a shopper can see. `rights` are those of the role
    unless others are named.
    """

    today: date
    role: Role = Role.OWNER
    private: bool = False
    rights: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Whether this right is theirs, whoever else may be looking."""
        return right in (PRESETS[self.role.value] if self.rights is None else self.rights)

    @property
    def sees_spend(self) -> bool:
        """May prices, totals and budgets be shown, and lists be sorted by them?"""
        return self.may(Right.SEE_SPEND) and not self.private

    @property
    def sees_owner_notes(self) -> bool:
        """May notes of the owner's class and income bands be shown?"""
        return self.role is Role.OWNER and not self.private


def viewer_of(book: Book, today: date) -> Viewer:
    """The associate at work, as somebody who looks at the book."""
    return Viewer(
        today=today,
        role=associate(book, book.associate_id).role,
        rights=rights_of(book, book.associate_id),
    )


def narrowed(viewer: Viewer, role: Role) -> Viewer:
    """The same person looking as somebody of this role would: never more than their own."""
    order = list(Role)
    own = frozenset(right for right in Right if viewer.may(right))
    return Viewer(
        today=viewer.today,
        role=max(viewer.role, role, key=order.index),
        private=viewer.private,
        rights=own & PRESETS[role.value],
    )
