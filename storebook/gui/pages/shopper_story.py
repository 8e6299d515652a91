"""The middle of the shopper's page: everything that happened, newest first, in five tabs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.gui import keys, theme
from storebook.gui.context import Context
from storebook.gui.layout import held, row, stack
from storebook.gui.pages.shopper_section import add_link
from storebook.gui.pages.shopper_tabs import Tabs
from storebook.gui.shown import plural, short_day
from storebook.gui.timeline import Entry, Timeline
from storebook.gui.words import label, link, rule
from storebook.people.shoppers import Shopper
from storebook.sales.timeline import (
    EVERY_KIND,
    Part,
    TimelineEntry,
    TimelineKind,
    TimelineLength,
    timeline,
    timeline_length,
)

FIRST_ENTRIES = 30
LONGEST_FIRST = 64
WIDE_ENOUGH = 570
TOO_NARROW = 420

TABS = [
    ("Everything", EVERY_KIND),
    (
        "Purchases",
        frozenset({TimelineKind.PURCHASE, TimelineKind.RETURN, TimelineKind.GIFT}),
    ),
    ("Contacts", frozenset({TimelineKind.CONTACT, TimelineKind.NOTE})),
    ("Cards", frozenset({TimelineKind.CARD})),
    ("Care", frozenset({TimelineKind.PURCHASE})),
]
CARE = len(TABS) - 1
NOTHING = [
    "Nothing has happened yet. A purchase, a call or a note will stand here.",
    "Nothing was bought or given yet.",
    "No contact and no note was written down yet.",
    "No card was sent yet.",
    "Nothing was resized, cleaned or repaired yet.",
]
MARKS = {
    TimelineKind.PURCHASE: "purchase",
    TimelineKind.RETURN: "arrow-u-up-left",
    TimelineKind.GIFT: "gift",
    TimelineKind.CONTACT: "contact",
    TimelineKind.CARD: "envelope-simple",
    TimelineKind.NOTE: "note-pencil",
}
Place = tuple[TimelineKind, int]


class Story(QWidget):
    """`opened` says which entry was clicked; `note_wanted` and `contact_wanted` what to add."""

    opened = Signal(object)
    note_wanted = Signal()
    contact_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shopper_id = 0
        self._entries: list[TimelineEntry] = []
        self._is_whole = True
        self._known: set[Place] = set()
        self._fresh: set[Place] = set()
        self.tab_bar = Tabs("What is shown", [words for words, _ in TABS])
        self.fact = label("", "small", role="second")
        self.add_note = add_link("+ Note", "Add a note", self.note_wanted.emit)
        self.timeline = Timeline("Everything that happened", fit=True)
        self.earlier = link("Earlier entries")
        self._nothing = label("", role="second", wrap=True)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.tab_bar.currentChanged.connect(lambda _: self._start())
        self.timeline.opened.connect(self._open)
        self.earlier.clicked.connect(self._read_earlier)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(26, 8, 26, 20)
        whole.setSpacing(0)
        # The tabs give way, each a little, before the link does.
        self.add_note.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        beside = held(row("stretch", self.fact, self.add_note, spacing=12))
        # A page that scrolls is as tall as it must be, which would press the link flat.
        beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self.tab_bar)
        self._head.addWidget(beside, 1)
        whole.addLayout(self._head)
        whole.addWidget(rule())
        whole.addSpacing(4)
        whole.addWidget(self.timeline)
        self._nothing.setContentsMargins(0, 16, 0, 0)
        whole.addWidget(self._nothing)
        whole.addSpacing(10)
        self._earlier_row = held(row(self.earlier, "stretch"))
        self._earlier_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._earlier_row.setContentsMargins(theme.px(84), 0, 0, 0)
        whole.addWidget(self._earlier_row)
        whole.addStretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where it is narrow the tabs matter more than how many entries there are.
        self.fact.setHidden(self.width() < theme.px(WIDE_ENOUGH))
        stack(self._head, upright=self.width() < theme.px(TOO_NARROW))

    # -- what is shown

    def refresh(self, shopper: Shopper) -> None:
        """Read as much again as was shown; what is new since then is lit up."""
        if shopper.id != self._shopper_id:
            self._shopper_id = shopper.id
            self.tab_bar.blockSignals(True)
            self.tab_bar.setCurrentIndex(0)
            self.tab_bar.blockSignals(False)
            self._start()
            return
        known = self._known
        self._read(max(FIRST_ENTRIES, len(self._entries)))
        newest = {(each.kind, each.id) for each in self._entries}
        # It stays lit when the page is read again for another reason.
        self._fresh = (newest - known) or (self._fresh & newest)
        self._known = newest | known
        self._show()

    def _start(self) -> None:
        self._fresh = set()
        self._read(FIRST_ENTRIES)
        self._known = {(each.kind, each.id) for each in self._entries}
        self._show()

    def _kinds(self) -> frozenset[TimelineKind]:
        return TABS[max(0, self.tab_bar.currentIndex())][1]

    def _is_care(self) -> bool:
        return self.tab_bar.currentIndex() == CARE

    def _read(self, limit: int) -> None:
        book, viewer = self._context.book, self._context.viewer()
        part = Part(kinds=self._kinds(), limit=limit, only_care=self._is_care())
        self._entries = timeline(book, self._shopper_id, viewer, part)
        self._is_whole = len(self._entries) < limit

    def _read_earlier(self) -> None:
        book, viewer = self._context.book, self._context.viewer()
        last = self._entries[-1] if self._entries else None
        limit, care = 3 * FIRST_ENTRIES, self._is_care()
        part = Part(kinds=self._kinds(), limit=limit, before=last, only_care=care)
        more = timeline(book, self._shopper_id, viewer, part)
        self._entries += more
        self._is_whole = len(more) < part.limit
        self._known |= {(each.kind, each.id) for each in more}
        self._show()

    def _show(self) -> None:
        self.timeline.show_entries([self._entry(each) for each in self._entries])
        self.timeline.setVisible(bool(self._entries))
        self._nothing.setText(NOTHING[max(0, self.tab_bar.currentIndex())])
        self._nothing.setVisible(not self._entries)
        length = self._length()
        self.fact.setText(self._fact(length.entries))
        left = length.entries - len(self._entries)
        self._earlier_row.setVisible(left > 0)
        if left > 0 and length.first_day is not None:
            words = plural(left, "earlier entry", "earlier entries")
            self.earlier.set_words(f"{words}, back to {length.first_day.year}")

    def _length(self) -> TimelineLength:
        """Counted only where not everything is shown."""
        if self._is_whole:
            return TimelineLength(entries=len(self._entries), first_day=None)
        book, viewer = self._context.book, self._context.viewer()
        care = self._is_care()
        return timeline_length(book, self._shopper_id, viewer, self._kinds(), only_care=care)

    def _entry(self, one: TimelineEntry) -> Entry:
        locale = self._context.shop().locale
        first, second = entry_words(one)
        color = "ink2"
        if one.secret_until is not None:
            until = short_day(one.secret_until, self._context.today(), locale)
            second, color = f"secret until {until} · {second}".strip(" ·"), "brass"
        return Entry(
            id=(one.kind, one.id),
            year=str(one.day.year),
            day=short_day(one.day, one.day, locale),
            mark="wrench" if one.is_care else MARKS[one.kind],
            first=first,
            second=second,
            second_color=color,
            amount=self._amount(one),
            fresh=(one.kind, one.id) in self._fresh,
        )

    def _fact(self, entries: int) -> str:
        if self._context.is_private():
            return f"Prices hidden, {keys.shown('privacy')} shows them"
        return plural(entries, "entry", "entries") if entries else ""

    def _amount(self, one: TimelineEntry) -> str:
        """What a purchase or a gift came to; the rest has no amount."""
        priced = one.kind in (TimelineKind.PURCHASE, TimelineKind.GIFT)
        if one.amount_cents is None and not (priced and self._context.is_private()):
            return ""
        return self._context.money(one.amount_cents)

    def _open(self, entry: Entry) -> None:
        for one in self._entries:
            if (one.kind, one.id) == entry.id:
                self.opened.emit(one)


def entry_words(one: TimelineEntry) -> tuple[str, str]:
    """The two lines of an entry; a contact says its first sentence at once, and who wrote it."""
    if one.kind not in (TimelineKind.CONTACT, TimelineKind.CARD, TimelineKind.NOTE):
        return one.title, one.detail
    said, _, rest = one.detail.partition(". ")
    if not said or len(said) > LONGEST_FIRST:
        said, rest = "", one.detail
    parts = (rest.rstrip("."), one.associate or "")
    first = f"{one.title}: {said.rstrip('.')}" if said else one.title
    return first, " · ".join(part for part in parts if part)
