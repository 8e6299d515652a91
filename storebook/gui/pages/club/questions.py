"""The three numbered questions and the consents, as they stand on the page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from storebook.club.looking_up import Known, check_reach
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, TextField
from storebook.gui.layout import column, held, row
from storebook.gui.pages.club.birthday import BIRTHDAY_NOTE, BirthdayField
from storebook.gui.pages.club.who_is_it import WhoIsIt, fact_of
from storebook.gui.words import label, link, name_label, one_line, rule, section_head
from storebook.people.consent import Channel
from storebook.people.names import whole_name

CHANNELS = (
    (Channel.MAIL, "By mail", "birthday card, invitations to evenings"),
    (Channel.PHONE, "By phone", "birthdays, invitations, a piece that may please"),
    (Channel.TEXT, "By text", "needs a signature on the printed card"),
    (Channel.EMAIL, "By e-mail", "offers and the season letter"),
)
INDENT = 44
FACTS_FROM = 130


class NamedShopper(QWidget):
    """In place of the two names, for somebody who is in the book already."""

    not_them = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = name_label("", "heading")
        self._fact = one_line("", "small", role="second")
        other = link("Somebody else", kind="small")
        other.clicked.connect(self.not_them)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 6)
        whole.setSpacing(2)
        whole.addWidget(self._name)
        whole.addLayout(row(self._fact, other, "stretch", spacing=8))

    def show_known(self, one: Known) -> None:
        """Who it is."""
        self._name.setText(one.name)
        self._fact.setText(f"In the book already, {fact_of(one)} ·")


class Finding(QWidget):
    """What was found beside the answer, and at most two things to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = one_line("", "small", role="second")
        self.links = (link("Look", kind="small"), link("Print their card", kind="small"))
        self._deeds: list[Callable[[], None]] = []
        for place, each in enumerate(self.links):
            each.clicked.connect(partial(self._do, place))
        line = row(self.words, *self.links, "stretch", spacing=6)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.hide()

    def say(self, words: str, *deeds: tuple[str, Callable[[], None]]) -> None:
        """Say it and offer these; nothing to say takes it away."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self._deeds = [deed for _, deed in deeds]
        for place, each in enumerate(self.links):
            each.setVisible(place < len(deeds))
            if place < len(deeds):
                each.set_words(deeds[place][0])
        self.setVisible(bool(words or deeds))

    def _do(self, place: int) -> None:
        if place < len(self._deeds):
            self._deeds[place]()


class Questions(QWidget):
    """Only the answers; what follows from them is the enrolling part's business.

    As an associate asks them; the screen that is turned to the shopper has words of its own.
    """

    REACH_NOTE = "we look first whether we know it"
    BIRTHDAY_NOTE = BIRTHDAY_NOTE
    CONSENT_HEAD = ("May we write?", "off unless the shopper says yes")
    CHANNELS = CHANNELS

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.reach = TextField(
            "Phone or e-mail",
            note=self.REACH_NOTE,
            density="counter",
            icon="phone",
        )
        self.reach.rule = lambda: check_reach(self.reach.value(), context.shop())
        self.finding = Finding()
        self.who_is_it = WhoIsIt()
        self.given = TextField("Given name", density="counter")
        self.family = TextField("Family name", density="counter")
        self.known = NamedShopper()
        self.birthday = BirthdayField(context.today, note=self.BIRTHDAY_NOTE)
        self.consents = {
            channel: CheckLine(words, fact=fact, density="counter")
            for channel, words, fact in self.CHANNELS
        }
        self._lay_out()

    def _lay_out(self) -> None:
        self.known.hide()
        names = row(self.given, self.family, spacing=14)
        self.names = held(names)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(18)
        self._grid.setHorizontalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        first = held(column(self.reach, self.finding, self.who_is_it, spacing=6))
        second = held(column(self.names, self.known))
        for place, part in enumerate((first, second, self.birthday)):
            number = label(str(place + 1), "heading", role="brass")
            number.setContentsMargins(0, theme.px(32), 0, 0)
            self._grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(part, place, 1)
        self._grid.addWidget(held(self._consent_lines()), 3, 1)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _consent_lines(self) -> QVBoxLayout:
        lines = column(spacing=0)
        lines.addWidget(section_head(*self.CONSENT_HEAD))
        for line in self.consents.values():
            lines.addWidget(line)
            lines.addWidget(rule())
        return lines

    def _measure(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme.px(INDENT))
        self.reach.setMaximumWidth(theme.px(420))
        for line in self.consents.values():
            line.align_facts(FACTS_FROM)

    # -- what is answered

    def name(self) -> str:
        """The typed name, put together as people write it."""
        return whole_name(self.given.value(), self.family.value())

    def ticked(self) -> frozenset[Channel]:
        """The ways in which the shopper said yes."""
        return frozenset(channel for channel, line in self.consents.items() if line.is_on())

    def show_known(self, one: Known | None) -> None:
        """Somebody from the book, or the two names to type."""
        self.names.setVisible(one is None)
        self.known.setVisible(one is not None)
        if one is not None:
            self.known.show_known(one)

    def clear(self) -> None:
        """As for the next in the queue."""
        for field in (self.reach, self.given, self.family):
            field.set_value("")
            field.clear_message()
        self.birthday.set_known(None)
        for line in self.consents.values():
            line.set_on(False)
        self.who_is_it.hide()
        self.finding.say("")
        self.show_known(None)
