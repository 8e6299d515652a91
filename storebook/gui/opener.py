"""Opens the forms that keys and pages ask for, one at a time, over the page."""

from PySide6.QtCore import QObject, QTimer, Signal

from storebook.gui.closed_deeds import ClosedDeed
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.going_on import LongWork
from storebook.gui.places import FORMS
from storebook.gui.scrim import Scrim


class Opener(QObject):
    """The `dialogs` of the context; the forms themselves are in `places.FORMS`."""

    opened = Signal()
    enroll_wanted = Signal(object)
    closed_deed_wanted = Signal(object)

    def __init__(self, scrim: Scrim) -> None:
        super().__init__(scrim)
        self.context: Context | None = None
        self._scrim = scrim

    def open(self, dialog: Dialog) -> None:
        """Show it; the focus comes back to where it was when the dialog is left."""
        self._scrim.open(dialog)
        self.opened.emit()

    def record_purchase(self, shopper_id: int | None = None) -> None:
        """The purchase dialog, for this shopper or for a walk-in."""
        self._open_form("record_purchase", shopper_id=shopper_id)

    def new_shopper(self, typed: str = "") -> None:
        """The form of a new shopper; `typed` goes where it belongs."""
        self._open_form("new_shopper", typed=typed)

    def edit_shopper(self, shopper_id: int) -> None:
        """The same form, filled."""
        self._open_form("edit_shopper", shopper_id=shopper_id)

    def log_contact(self, shopper_id: int) -> None:
        """Write down a visit, call or letter."""
        self._open_form("log_contact", shopper_id=shopper_id)

    def enroll(self, shopper_id: int | None = None) -> None:
        """Go to the club's questions, for this shopper or for somebody new."""
        self.enroll_wanted.emit(shopper_id)

    def hand_over(self) -> None:
        """Somebody else works from here on: what is open is left, what it is doing goes on."""
        dialog = self._scrim.dialog
        if dialog is not None and not (isinstance(dialog, LongWork) and dialog.let_go_on()):
            dialog.leave()

    def while_closed(self, deed: ClosedDeed) -> None:
        """Close the book, do it, open the book again; once what asks for it has returned."""
        QTimer.singleShot(0, self, lambda: self.closed_deed_wanted.emit(deed))

    def _open_form(self, name: str, **about: object) -> None:
        if name not in FORMS:
            return
        # First, so that the draft it keeps is there for a form of the same kind.
        if self._scrim.dialog is not None:
            self._scrim.dialog.leave()
        if self.context is not None:
            self.open(FORMS[name](self.context, **about))
