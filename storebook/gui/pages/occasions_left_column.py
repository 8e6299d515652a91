"""The middle of the page: who gets nothing and why, what came back, and what is soon to mail."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.pages.occasions_gift_days import SoonToMail
from storebook.gui.pages.occasions_left import LeftOutList
from storebook.gui.shown import plural
from storebook.gui.words import label, link, section_head
from storebook.outreach.choosing import RunLook

MOST_UPRIGHT = 300
LOWEST = 120
LISTS, CALENDAR = "Call sheet, birthdays, calendar", "Calendar for the wall"
NOBODY_UNLESS = (
    "Nobody here gets a card unless what keeps them out changes on their page. "
    "The list is kept with the run."
)


class LeftColumn(QWidget):
    """The names stand under their reasons; what can be put right has a link."""

    returned_wanted = Signal()
    lists_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.head = section_head("Left out, and why")
        self.list = LeftOutList()
        self._unless = label(NOBODY_UNLESS, "small", role="second", wrap=True)
        self.soon = SoonToMail(context)
        self.soon.after = self.list
        self.returned_link = link("Mail that came back")
        self.lists_link = link(LISTS)
        self.returned_link.clicked.connect(self.returned_wanted)
        self.lists_link.clicked.connect(self.lists_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.head)
        whole.addWidget(self.list)
        whole.addSpacing(6)
        whole.addWidget(self._unless)
        whole.addWidget(self.soon)
        whole.addSpacing(8)
        whole.addWidget(self.returned_link)
        whole.addWidget(self.lists_link)
        whole.addStretch(1)
        whole.setStretch(1, 100)

    def show_look(self, look: RunLook) -> None:
        """Who is out, and how many are only to be thanked later."""
        self.list.show_people(look.left_out)
        self.head.set_fact(str(len(look.left_out)) if look.left_out else "")
        unless = NOBODY_UNLESS if look.left_out else "Nobody is left out."
        self._unless.setText(f"{unless}{_waiting_words(look.waiting)}")

    def allow_lists(self, allowed: bool) -> None:
        """Who may print no lists is offered the calendar alone."""
        self.lists_link.set_words(LISTS if allowed else CALENDAR)

    def fit(self, *, upright: bool) -> None:
        """As tall as its names, so that the sentence stands under the last of them."""
        tall = self.list.whole_height()
        most = theme.px(MOST_UPRIGHT)
        self.list.setMaximumHeight(min(tall, most) if upright else tall)
        self.list.setMinimumHeight(min(tall, most if upright else theme.px(LOWEST)))
        self.list.setVisible(bool(self.list.lines()))


def _waiting_words(waiting: int) -> str:
    """How many are thanked later: a number, so that no surprise is told."""
    if not waiting:
        return ""
    many = plural(waiting, "buyer waits", "buyers wait")
    return f" {many} for the thank-you until a surprise is over."


__all__ = ["LeftColumn"]
