"""Who gets a card: a box to check, the day, the name, what it is, and the town it goes to."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.dates.partial import MONTHS
from storebook.base.text import one_line as on_one_line
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.pages.occasions_asked import AskedFor, long_day
from storebook.gui.pages.occasions_pieces import Seen
from storebook.gui.pages.shoppers_rows import ticket
from storebook.gui.shown import plural, short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import area, link, one_line, say_extent, section_head
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import Chosen


class DueTable(RecordTable):
    """A click chooses whose card is shown; only Enter opens the shopper."""

    def _on_click(self, index: QModelIndex) -> None:
        self._press_cell(index.row(), index.column())


class DueColumn(QWidget):
    """The list with its boxes. What is not checked stays out of the run."""

    picked = Signal(object)
    ticked = Signal()
    asked = Signal()
    """Other days or another kind are asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._seen: Seen | None = None
        self._unticked: set[int] = set()
        self.head = section_head("Due")
        self.asked_for = AskedFor(context)
        self.kind, self.from_day = self.asked_for.kind, self.asked_for.from_day
        self.table = DueTable(
            self._columns(),
            "Due",
            headings=False,
            identity=lambda one: (one.key, one.day),
            sentence=self._sentence,
        )
        self._foot = one_line("", role="second")
        self.odd_link = link("0 to look at")
        self.odd_link.hide()
        self.all_link = link("Clear all")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.table.picked.connect(self.picked)
        self.table.toggled.connect(self._tick)
        self.table.opened.connect(lambda one: self._context.open_shopper(one.shopper_id))
        self.odd_link.clicked.connect(self._show_next_odd)
        self.all_link.clicked.connect(self._tick_all)
        self.asked_for.asked.connect(self.asked)

    def _lay_out(self) -> None:
        self._foot_area = foot = area("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 6, 10, 6)
        line.addWidget(self._foot, 1)
        line.addWidget(self.odd_link)
        line.addSpacing(8)
        line.addWidget(self.all_link)
        # One frame around the list and its foot.
        self.table.setProperty("area", "bare")
        panel = area("panel")
        stacked = QVBoxLayout(panel)
        stacked.setContentsMargins(1, 1, 1, 1)
        stacked.setSpacing(0)
        stacked.addWidget(self.table, 1)
        stacked.addWidget(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.head)
        whole.addWidget(self.asked_for)
        whole.addWidget(panel, 1)

    # -- what is shown

    def show_seen(self, seen: Seen) -> None:
        """Show who is in; boxes that were cleared stay so."""
        self._seen = seen
        self._unticked &= {one.key for one in seen.look.chosen}
        self._say_nobody(seen)
        self.table.show_records(seen.look.chosen)
        self._say()

    def _say_nobody(self, seen: Seen) -> None:
        request = seen.look.request
        days = (request.end - request.start).days + 1
        when = {
            CardKind.MONTHLY: f" for {MONTHS[request.start.month - 1]}",
            CardKind.HOLIDAY: f" for {request.title}",
        }.get(request.card_kind or CardKind.BIRTHDAY, f" in these {days} days")
        if seen.look.left_out:
            out = plural(len(seen.look.left_out), "is left out", "are left out")
            heading = f"Nobody gets a card{when}"
            self.table.set_empty(heading, f"{out}; the reasons stand beside.")
        elif not request.selection.is_everybody:
            self.table.set_empty(f"Nobody gets a card{when}", "Nobody is meant by what is asked.")
        elif request.card_kind is CardKind.THANKS:
            fact = "Whoever buys something is thanked once for it."
            self.table.set_empty(f"Nobody bought anything in these {days} days", fact)
        elif self.asked_for.is_alike:
            self.table.set_empty(f"Nobody gets a card{when}", "The book has no shoppers yet.")
        else:
            heading = f"No occasions in the next {days} days"
            self.table.set_empty(heading, self._coming(seen))

    def _coming(self, seen: Seen) -> str:
        one = seen.coming
        if one is None:
            return "Birthdays and anniversaries are written down on a shopper’s page."
        who = one.name if one.partner_name is None else f"{one.name} & {one.partner_name}"
        years = f", {plural(one.years, 'year', 'years')}" if one.years and one.partner_id else ""
        when = long_day(one.day, self._context.today(), self._context.shop().locale)
        return f"The next one is {when}: {who}{years}."

    @property
    def without(self) -> frozenset[int]:
        """The occasions whose box was cleared."""
        return frozenset(self._unticked)

    def wanted(self) -> list[Chosen]:
        """Those whose box is checked, in the order of print."""
        if self._seen is None:
            return []
        return [one for one in self._seen.look.chosen if one.key not in self._unticked]

    def _say(self) -> None:
        assert self._seen is not None
        locale = self._context.shop().locale
        wanted = self.wanted()
        people = sum(1 if one.partner_id is None else 2 for one in wanted)
        cards = plural(len(wanted), "card", "cards", locale)
        some = bool(self._seen.look.chosen)
        self.head.set_fact(f"{cards} for {plural(people, 'person', 'people', locale)}" * some)
        cleared = len(self._unticked)
        end = long_day(self._seen.look.request.end, self._context.today(), locale)
        left = f"{cleared} cleared, " if cleared else ""
        until = "" if self.asked_for.is_alike else f", to {end}"
        checked = f"{left}{plural(len(wanted), 'checked', 'checked', locale)}{until}"
        say_extent(checked, self._foot, self.table)
        odd = len(self._odd(wanted))
        self.odd_link.set_words(f"{odd} to look at")
        self.odd_link.setVisible(odd > 0)
        self.all_link.set_words("Check all" if cleared else "Clear all")
        self._foot_area.setVisible(some)

    def _odd(self, among: list[Chosen]) -> list[Chosen]:
        """Those that the press would leave out."""
        return [one for one in among if self._seen and one.key in self._seen.problems]

    def _show_next_odd(self) -> None:
        """Go on to the next that can't be printed right, from the last to the first again."""
        wanted = self.wanted()
        chosen: Chosen | None = self.table.chosen()
        here = wanted.index(chosen) + 1 if chosen in wanted else 0
        for one in self._odd([*wanted[here:], *wanted[:here]])[:1]:
            self.table.choose((one.key, one.day))
            self.table.setFocus()

    def note(self, sentence: str) -> None:
        """Say that the list is out, until something else is to be said."""
        self._foot.setText(sentence)

    def _tick(self, one: Chosen, on: bool) -> None:
        if on:
            self._unticked.discard(one.key)
        else:
            self._unticked.add(one.key)
        self.table.refresh_row((one.key, one.day))
        self._say()
        self.ticked.emit()

    def _tick_all(self) -> None:
        assert self._seen is not None
        everyone = {one.key for one in self._seen.look.chosen}
        self._unticked = set() if self._unticked else everyone
        self.table.show_records(self._seen.look.chosen)
        self._say()
        self.ticked.emit()

    # -- the columns

    def _columns(self) -> list[Column[Chosen]]:
        return [
            Column("", lambda one: Cell(checked=one.key not in self._unticked), 36),
            Column("", self._name),
        ]

    def _name(self, one: Chosen) -> Cell:
        off = one.key in self._unticked
        wrong = self._seen is not None and one.key in self._seen.problems
        return Cell(
            text=on_one_line(one.name),
            kind="listname",
            color="ink3" if off else "ink",
            second=one.occasion_text,
            ticket=self._ticket(one),
            aside="look at this" if wrong else one.town,
            aside_color="citrine" if wrong else "ink2",
            stays=wrong,
        )

    def _ticket(self, one: Chosen) -> tuple[str, str]:
        day, month = ticket(one.day, self._context.shop().locale)
        return (day if one.day_is_known else "–", month)

    def _sentence(self, one: Chosen) -> str:
        checked = "not checked" if one.key in self._unticked else "checked"
        when = short_day(one.day, self._context.today(), self._context.shop().locale)
        problem = self._seen.problems.get(one.key, "") if self._seen else ""
        parts = (on_one_line(one.name), one.occasion_text, when, one.town, problem, checked)
        return ", ".join(part for part in parts if part)
