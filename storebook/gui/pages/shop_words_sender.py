"""What stands on every card: the line under the name of who signs, and how wedding years count."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, TextField
from storebook.gui.words import section_head
from storebook.outreach.templates import set_card_line
from storebook.outreach.wording import gift_lists, sender_of, set_gift_list
from storebook.staff.associates import associate


class CardSender(QWidget):
    """The line is that of whoever is at work; both are kept when the field is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.line = TextField("Under your name", placeholder="Gemologist", density="desk")
        self.gifts = ChoiceField("Wedding years are named by", list(gift_lists().items()))
        self.line.left.connect(self.keep_line)
        self.line.entered.connect(self.keep_line)
        self.gifts.picked.connect(self._keep_gifts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(section_head("On every card"))
        whole.addWidget(self.line)
        whole.addWidget(self.gifts)

    def refresh(self) -> None:
        """As the book has them; a line that is being typed stays."""
        sender = sender_of(self._context.book)
        if not self.line.control.hasFocus():
            self.line.set_value(sender.card_line)
        self.gifts.set_value(sender.gifts)

    def keep_line(self) -> None:
        """Keep the line, when it is another one."""
        book = self._context.book
        if self.line.value() == sender_of(book).card_line:
            return
        try:
            set_card_line(book, book.associate_id, self.line.value())
        except Refused as refusal:
            self.line.error(str(refusal))
            return
        self.line.clear_message()
        name = associate(book, book.associate_id).name
        kept = self.line.value()
        stands = f"stands “{kept}”" if kept else "stands nothing"
        self._context.say(f"Under {name} {stands} on cards from now on.")

    def _keep_gifts(self, chosen: str) -> None:
        set_gift_list(self._context.book, chosen)
        self._context.say(f"Wedding years are named by: {gift_lists()[chosen]}.")


__all__ = ["CardSender"]
