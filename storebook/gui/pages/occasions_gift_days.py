"""The gift days for which cards should soon be on their way, each with the day to mail them by."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.gui.context import Context
from storebook.gui.focus_chain import follow
from storebook.gui.shown import short_day
from storebook.gui.words import label, link, section_head
from storebook.outreach.gift_days import GiftDay

MOST = 3


class SoonToMail(QWidget):
    """`wanted` hands over the day that was clicked; with none ahead nothing is shown."""

    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.days: list[GiftDay] = []
        self.links: list[QWidget] = []
        self.after: QWidget | None = None
        """Where Tab is before it comes to them."""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(section_head("Soon to mail"))
        whole.addLayout(self._lines)

    def show_days(self, days: list[GiftDay]) -> None:
        """The soonest of them."""
        days = days[:MOST]
        self.setVisible(bool(days))
        if days == self.days:
            return
        self.days = days
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.links = []
        for one in days:
            self._lines.addWidget(self._line(one))
        if self.after is not None:
            follow(self.after, self.links)

    def _line(self, one: GiftDay) -> QWidget:
        made = QWidget()
        inside = QVBoxLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        to_it = link(one.title)
        to_it.setAccessibleName(f"Cards for {one.title}, {self._fact(one)}")
        to_it.clicked.connect(lambda: self.wanted.emit(one))
        self.links.append(to_it)
        inside.addWidget(to_it)
        inside.addWidget(label(self._fact(one), "small", role="second", wrap=True))
        return made

    def _fact(self, one: GiftDay) -> str:
        today, locale = self._context.today(), self._context.shop().locale
        day, by = short_day(one.day, today, locale), short_day(one.mail_by, today, locale)
        return f"mail by {by}, the day is {day}"


__all__ = ["SoonToMail"]
