"""Whether the book is protected, by what it opens, and what can be changed about it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.buttons import Button, LinkButton
from storebook.gui.context import Context
from storebook.gui.focus_chain import follow
from storebook.gui.layout import held, row
from storebook.gui.shown import whole_day
from storebook.gui.words import Sign, button, label, link, section_head
from storebook.staff.rights import Right

if TYPE_CHECKING:
    from storebook.book.protection.key_file import Slot

PROTECTED = "Protected: the key on the owner’s paper opens it, on any computer."
PLAIN = "Not protected: whoever steals this computer, or copies the file, reads all of it."
NO_WAYS = "Nothing else opens it: the paper is asked for at each start."
NOT_YOURS = "You may not change how the book is opened. Ask the owner."
NOT_NOW = (
    "A way that ended may still open older backups: change the key to be sure of those to come."
)


class ShopProtection(QWidget):
    """The libraries that deal with keys are loaded when there is one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._may = False
        self.sign = Sign("shield-check", "leaf")
        self.state = label("", wrap=True)
        self.protect_button = button("Protect the book…", icon="lock-simple", density="desk")
        self.prove_button = button("Test the paper…", icon="check", density="desk")
        self.passphrase_button = button("Set a passphrase…", density="desk")
        self.trust_button = button("Let this computer open it", density="desk")
        self.forget_button = button("Forget this computer", density="desk")
        self.change_button = button("Change the key…", density="desk")
        self.plain_link = link("End the protection…", kind="small")
        self._ways = QVBoxLayout()
        self._ways.setSpacing(4)
        self.note = label("", "small", role="second", wrap=True)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.protect_button.clicked.connect(lambda: self._open("protect_book"))
        self.change_button.clicked.connect(lambda: self._open("change_key"))
        self.prove_button.clicked.connect(lambda: self._open("ProvePaper"))
        self.passphrase_button.clicked.connect(lambda: self._open("SetPassphrase"))
        self.plain_link.clicked.connect(lambda: self._open("Unprotect"))
        self.trust_button.clicked.connect(self.trust)
        self.forget_button.clicked.connect(self.forget)

    def _lay_out(self) -> None:
        state = row(self.sign, self.state, spacing=10)
        state.setStretchFactor(self.state, 1)
        first = (self.protect_button, self.prove_button, self.change_button)
        second = (self.passphrase_button, self.trust_button, self.forget_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(section_head("Protection"))
        whole.addLayout(state)
        whole.addLayout(self._ways)
        whole.addLayout(row(*first, "stretch", spacing=10))
        whole.addLayout(row(*second, "stretch", spacing=10))
        whole.addWidget(self.note)
        whole.addLayout(row(self.plain_link, "stretch"))

    # -- what is shown

    def refresh(self) -> None:
        """The state, and every way in besides the paper."""
        protected = self._context.book.key is not None
        self._may = self._context.viewer().may(Right.STAFF)
        self.sign.show_sign(*(("shield-check", "leaf") if protected else ("warning", "citrine")))
        self.state.setText(PROTECTED if protected else PLAIN)
        self.protect_button.setVisible(not protected and self._may)
        self.prove_button.setVisible(protected)
        for each in (self.change_button, self.passphrase_button, self.plain_link):
            each.setVisible(protected and self._may)
        while (item := self._ways.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.trust_button.hide()
        self.forget_button.hide()
        self.note.hide()
        if not self._may:
            self._say(NOT_YOURS)
        if protected:
            self._show_ways()

    def _show_ways(self) -> None:
        from storebook.book.protection.keychain import KeychainTrouble, best_keychain
        from storebook.book.protection.protecting import slots_of

        slots = slots_of(self._context.book.path)
        ends = [self._way(slot) for slot in slots]
        follow(self.protect_button, ends)
        if not slots:
            self._ways.addWidget(label(NO_WAYS, role="second", wrap=True))
        try:
            best_keychain()
            trusted = is_trusted(slots)
        except KeychainTrouble as missing:
            self._say(str(missing))
            return
        self.trust_button.setVisible(not trusted and self._may)
        self.forget_button.setVisible(trusted)

    def _way(self, slot: "Slot") -> LinkButton:
        """Show one way in, with what ends it, which is given back."""
        from storebook.book.protection.key_file import SlotKind

        end = link("End it", kind="small")
        end.clicked.connect(lambda _=False, slot=slot: self.revoke(slot))
        when = whole_day(date.fromisoformat(slot.made), self._context.shop().locale)
        of = "Passphrase" if slot.kind is SlotKind.PASSPHRASE else f"The computer {slot.who}"
        end.setAccessibleName(f"End it: {of}")
        if not self._may:
            end.hide()
        self._ways.addWidget(held(row(label(f"{of}, since {when}"), end, "stretch")))
        return end

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.show()

    def buttons(self) -> tuple[Button, ...]:
        """What can be done about it, the likeliest first."""
        return (self.protect_button, self.prove_button, self.passphrase_button)

    # -- deeds

    def _open(self, name: str) -> None:
        from storebook.gui.dialogs import book_key

        dialog = getattr(book_key, name)(self._context)
        dialog.finished.connect(self.refresh)
        self._context.dialogs.open(dialog)

    def trust(self) -> None:
        """In the morning nothing is asked for but a PIN."""
        from storebook.book.protection.protecting import trust_this_computer

        trust_this_computer(self._context.book)
        self.refresh()

    def forget(self) -> None:
        """From the next start on the passphrase or the paper is asked for here."""
        from storebook.book.protection.protecting import forget_this_computer

        forget_this_computer(self._context.book)
        self.refresh()

    def revoke(self, slot: "Slot") -> None:
        """End this way in."""
        from storebook.book.protection.protecting import revoke

        revoke(self._context.book, slot)
        self.refresh()
        self._say(NOT_NOW)


def is_trusted(slots: "tuple[Slot, ...]") -> bool:
    """Whether this computer's keychain opens one of these. Raises KeychainTrouble."""
    from storebook.book.protection.key_file import SlotKind
    from storebook.book.protection.keychain import recall

    return any(slot.kind is SlotKind.COMPUTER and recall(slot.salt) is not None for slot in slots)
