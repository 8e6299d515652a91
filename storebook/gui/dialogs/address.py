"""One address on file: found to be right, mail came back, or nobody lives there any more."""

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label
from storebook.people.called import name_of
from storebook.people.contact_points import (
    Address,
    address,
    leave_address,
    mark_address_good,
    mark_address_returned,
)
from storebook.people.postal import address_block

GOOD, RETURNED, LEFT = "good", "returned", "left"
ANSWERS = [
    (GOOD, "It is right: somebody made sure"),
    (RETURNED, "Mail came back from it"),
    (LEFT, "They no longer live or work there"),
]
SAID = {
    GOOD: "The address is right.",
    RETURNED: "Nothing is mailed to that address any more.",
    LEFT: "That is a former address now.",
}


class AddressDialog(Dialog):
    """What became of it; to correct the words of it leads to the form of the shopper."""

    def __init__(self, context: Context, shopper_id: int, address_id: int) -> None:
        super().__init__(context, "Address", width=600, draft=f"{shopper_id} address {address_id}")
        self._shopper_id = shopper_id
        self._address = address(context.book, address_id)
        self.what = ChoiceField("What is known", ANSWERS)
        self.reason = TextField("What the envelope said", placeholder="Unknown, moved, refused")
        self.what.picked.connect(lambda _: self._ask())
        name = name_of(context.book, shopper_id)
        self.content.addWidget(label(f"An address of {name}", "heading", wrap=True))
        block = address_block("", self._address.postal, context.shop().country)
        self.content.addWidget(label("\n".join(block), "big", selectable=True))
        if fact := self._fact(self._address):
            self.content.addWidget(label(fact, role="second", wrap=True))
        self.content.addWidget(self.what)
        self.content.addWidget(self.reason)
        self.ask_for({"what": self.what, "reason": self.reason})
        correct = button("Correct the words", icon="pencil-line")
        correct.clicked.connect(self._correct)
        self.set_actions(button("Save", kind="primary", icon="check", key="save"), correct)
        self._ask()

    def _fact(self, one: Address) -> str:
        locale = self.context.shop().locale
        if one.left_on is not None:
            return f"A former address since {whole_day(one.left_on, locale)}."
        if one.returned_on is not None:
            why = f": {one.returned_reason}" if one.returned_reason else ""
            return f"Mail came back on {whole_day(one.returned_on, locale)}{why}."
        if one.verified_on is not None:
            return f"Somebody made sure on {whole_day(one.verified_on, locale)}."
        return ""

    def on_filled(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.reason.setVisible(self.what.value() == RETURNED)

    def _correct(self) -> None:
        do_and_close(self, lambda: None)
        form = EditShopper(self.context, self._shopper_id, start="contact")
        self.context.dialogs.open(form)

    def save(self) -> None:
        book, today, what = self.context.book, self.context.today(), self.what.value()
        if what == GOOD:
            mark_address_good(book, self._address.id, on=today)
        elif what == RETURNED:
            reason = self.reason.value()
            mark_address_returned(book, self._address.id, on=today, reason=reason)
        else:
            leave_address(book, self._address.id, on=today)
        self.context.say(SAID[what])
