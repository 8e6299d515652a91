"""What cards are for and for whom: the first choice of the page, with the days that go with it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from storebook.base.dates.partial import MONTHS
from storebook.book.drafts import draft
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, ChoiceField, DayField
from storebook.gui.form import AS_IT_WAS, DraftKeeper, Form
from storebook.gui.layout import row, stack
from storebook.gui.shown import day_of_week, short_day
from storebook.gui.words import label, link, tip
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.children import cards_for_children, set_cards_for_children
from storebook.outreach.gift_days import GiftDay
from storebook.outreach.own_gift_days import coming_gift_days
from storebook.outreach.selecting import Selection, selection_words
from storebook.staff.rights import Right

KINDS = [
    (None, "Birthdays and anniversaries"),
    (CardKind.BIRTHDAY, "Birthdays"),
    (CardKind.WEDDING, "Anniversaries"),
    (CardKind.CHILD, "Children’s birthdays"),
    (CardKind.THANKS, "Thank-you cards"),
    (CardKind.HOLIDAY, "A holiday or gift day"),
    (CardKind.MONTHLY, "The monthly card"),
]
BIRTHDAYS = (None, CardKind.BIRTHDAY)
CHILDREN = "Children’s birthdays too, to a parent"
TO_PARENTS = "Children’s birthdays make cards from now on. A parent gets them."
TO_NOBODY = "Children’s birthdays make no cards any more."
ALIKE = frozenset({CardKind.HOLIDAY, CardKind.MONTHLY})
"""Cards that everybody who is meant gets alike."""
DRAFT = "Occasions"
SEASON = "Season’s greetings"
NARROW_BELOW = 310
MOST_LETTERS = 24
MONTHS_AHEAD = 12
DAYS_AHEAD = 300
# Until so many days before it must be mailed the page says so by itself.
MAIL_SOON_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Whom the run is for and what it is called; `title` is what a holiday is called instead."""

    selection: Selection = field(default_factory=Selection)
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day that everybody gets a card for, and when it must be mailed."""

    title: str
    day: date
    mail_by: date | None = None


class AskedFor(QWidget):
    """Kind, days and people. `asked` comes when another run is asked for."""

    asked = Signal()
    whom_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._day = context.today()
        self._filled: tuple[CardKind, date] | None = None
        self.details = Details()
        shop = context.shop()
        self.kind = ChoiceField("What for", KINDS)
        self.from_day = DayField(
            "From",
            context.today,
            value=self._day,
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self.which: ChoiceField = ChoiceField("Which day", [])
        for each in (self.kind, self.from_day, self.which):
            each.hide_name()
        self.whom = link("Everybody")
        self.children_line = CheckLine(CHILDREN, on=cards_for_children(context.book))
        self._form = Form({"from": self.from_day}, self)
        self._keeper = DraftKeeper(context.book, self._form, DRAFT, "")
        self._bring_back()
        self._connect()
        self._lay_out()
        self._say()

    def _connect(self) -> None:
        self.kind.picked.connect(lambda _: self._on_kind())
        self.which.picked.connect(lambda _: self.asked.emit())
        self.from_day.left.connect(self._on_day)
        self.from_day.entered.connect(self._on_day)
        self.from_day.changed.connect(self._on_calendar)
        self.whom.clicked.connect(self.whom_wanted)
        self.children_line.changed.connect(lambda _: self._on_children())

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.kind)
        whole.addWidget(self.which)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(10)
        self._line.addWidget(self.from_day)
        self._line.addLayout(row(label("For", role="second"), self.whom, "stretch", spacing=6), 1)
        whole.addLayout(self._line)
        whole.addWidget(self.children_line)
        self._measure()
        theme.notifier().changed.connect(self._measure)

    def _measure(self) -> None:
        self.from_day.setFixedWidth(theme.px(150))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where they have no room side by side the people stand under the day."""
        stack(self._line, upright=self.width() < theme.px(NARROW_BELOW))

    # -- what is asked

    @property
    def card_kind(self) -> CardKind | None:
        """None is birthdays and anniversaries."""
        kind = self.kind.value()
        return None if kind is None else CardKind(kind.value)

    @property
    def is_alike(self) -> bool:
        """Whether everybody gets the same card, so that there is no window of days."""
        return self.card_kind in ALIKE

    @property
    def with_children(self) -> bool:
        """Whether a parent gets a card for the birthday of a child."""
        return self.children_line.is_on() and self.card_kind in BIRTHDAYS

    @property
    def first_day(self) -> date:
        """The day of the field: today, unless another was typed."""
        return self._day

    @property
    def title(self) -> str:
        """What the holiday is called; empty for other cards."""
        holiday = self.which.value()
        if self.card_kind is not CardKind.HOLIDAY or holiday is None:
            return ""
        return self.details.title or str(holiday.title)

    def days_of(self, days: int) -> tuple[date, date]:
        """From when to when; thanks are for what was bought in the days up to the field's."""
        if self.card_kind is CardKind.HOLIDAY:
            day = self.which.value().day
            return day, day
        if self.card_kind is CardKind.MONTHLY:
            return self.which.value(), self.which.value()
        if self.card_kind is CardKind.THANKS:
            return self._day - timedelta(days=days - 1), self._day
        return self._day, self._day + timedelta(days=days - 1)

    def fact(self, start: date, end: date) -> str:
        """The days of the run in words, for the head of the page."""
        today, locale = self._context.today(), self._context.shop().locale
        first, last = long_day(start, today, locale), long_day(end, today, locale)
        if self.card_kind is CardKind.MONTHLY:
            return f"The card of {MONTHS[start.month - 1]} {start.year}"
        if self.card_kind is CardKind.HOLIDAY:
            by = self.which.value().mail_by
            mail = f", mail by {short_day(by, today, locale)}" if by is not None else ""
            return f"{self.title}, {last}{mail}"
        what = "Bought" if self.card_kind is CardKind.THANKS else "Occasions"
        return f"{what} from {first} to {last}"

    # -- changing it

    def today_is(self, before: date, today: date) -> None:
        """A page lives past midnight: a window that began today begins today."""
        if self._day == before:
            self._day = today
            self.from_day.set_value(today)
            self._keeper.settle()

    def change(self, details: Details) -> None:
        """Other people, or another name."""
        self.details = details
        self._say()
        self.asked.emit()

    def forget_name(self) -> None:
        """The run of that name was made: the next one has another."""
        self.details = Details(selection=self.details.selection, title=self.details.title)
        self._say()

    def ask_for_holiday(self, one: GiftDay) -> None:
        """Cards for this gift day."""
        self.kind.set_value(CardKind.HOLIDAY)
        self._fill()
        wanted = next((each for each in self.holidays() if each.title == one.title), None)
        if wanted is not None:
            self.which.set_value(wanted)
        self._say()
        self.asked.emit()

    def holidays(self) -> list[Holiday]:
        """The gift days ahead, the soonest to be mailed first, and greetings of the season."""
        today = self._context.today()
        found = [
            Holiday(title=one.title, day=one.day, mail_by=one.mail_by)
            for one in self._coming()
            if one.day > today
        ]
        season = date(today.year, 12, 25)
        if season <= today:
            season = season.replace(year=today.year + 1)
        return [*found, Holiday(title=SEASON, day=season)]

    def soon_to_mail(self) -> list[GiftDay]:
        """The gift days for which cards should be on their way within a month."""
        today = self._context.today()
        last = today + timedelta(days=MAIL_SOON_DAYS)
        return [one for one in self._coming() if today <= one.mail_by <= last]

    def _coming(self) -> list[GiftDay]:
        today = self._context.today()
        return coming_gift_days(self._context.book, today, today + timedelta(days=DAYS_AHEAD))

    def _on_kind(self) -> None:
        self._fill()
        self._say()
        self.asked.emit()

    def _on_children(self) -> None:
        """The shop chooses it for every run from now on."""
        wanted = self.children_line.is_on()
        try:
            set_cards_for_children(self._context.book, wanted=wanted)
        finally:
            self.children_line.set_on(cards_for_children(self._context.book))
        self._context.say(TO_PARENTS if wanted else TO_NOBODY)
        self.asked.emit()

    def refresh(self) -> None:
        """The shop may keep other days by now."""
        self._filled = None
        self.children_line.set_on(cards_for_children(self._context.book))
        self._fill()
        self._say()

    def _fill(self) -> None:
        """The answers that go with the kind; the one that was chosen stays."""
        kind, today = self.card_kind, self._context.today()
        if kind not in ALIKE or kind is None or self._filled == (kind, today):
            return
        same = self._filled is None or self._filled[0] is kind
        kept = self.which.value() if same else None
        if kind is CardKind.HOLIDAY:
            days = [(one, self._holiday_words(one)) for one in self.holidays()]
            self.which.set_choices(days, kept)
        else:
            months = [(first, _month_words(first)) for first in _months(today)]
            self.which.set_choices(months, kept)
        self._filled = (kind, today)

    def _holiday_words(self, one: Holiday) -> str:
        shown = short_day(one.day, self._context.today(), self._context.shop().locale)
        return f"{one.title}, {shown}"

    def _say(self) -> None:
        self.from_day.setVisible(not self.is_alike)
        self.which.setVisible(self.is_alike)
        self.children_line.setVisible(self.card_kind in BIRTHDAYS)
        thanks = self.card_kind is CardKind.THANKS
        self.from_day.line.setAccessibleName("Bought up to" if thanks else "From")
        words = self.whom_words()
        self.whom.set_words(words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]}…")
        tip(self.whom, words)
        self.whom.setAccessibleName(f"For: {words}. Change")

    def whom_words(self) -> str:
        """ "Members in Portsmouth", with the run's name when it has one."""
        may = self._context.viewer().may(Right.SEE_SPEND)
        money = (lambda cents: self._context.money(cents)) if may else None
        today = self._context.today()
        said = selection_words(self.details.selection, today=today, money=money)
        return f"{said}, as “{self.details.name}”" if self.details.name else said

    # -- the day that is typed

    def _on_calendar(self) -> None:
        """A day out of the calendar counts at once, a typed one when it is whole."""
        if not self.from_day.line.isModified():
            self._on_day()

    def _bring_back(self) -> None:
        """What was typed before a crash counts again today, when it is a whole day."""
        kept = draft(self._context.book, DRAFT, "")
        if kept is not None and kept.body.get(AS_IT_WAS) != self._form.draft():
            self._keeper.drop()  # typed on another day
        if self._keeper.restore() is not None and not self.from_day.is_empty():
            self._day = (self.from_day.value() if self.from_day.check() else None) or self._day

    def _on_day(self) -> None:
        self._keeper.keep()
        wanted = self.from_day.value() if self.from_day.check() else None
        wanted = wanted or (self._context.today() if self.from_day.is_empty() else self._day)
        if wanted == self._context.today():
            self._keeper.drop()
        if wanted != self._day:
            self._day = wanted
            self.asked.emit()


def _months(today: date) -> list[date]:
    """The first days of this month and of those that follow."""
    months = [today.year * 12 + today.month - 1 + ahead for ahead in range(MONTHS_AHEAD)]
    return [date(number // 12, number % 12 + 1, 1) for number in months]


def _month_words(first: date) -> str:
    return f"{MONTHS[first.month - 1]} {first.year}"


def long_day(when: date, today: date, locale: str) -> str:
    """ "December 4", with its year when that is another one."""
    words = day_of_week(when, locale).partition(", ")[2]
    return words if when.year == today.year else f"{words}, {when.year}"


__all__ = ["AskedFor", "Details", "Holiday", "long_day"]
