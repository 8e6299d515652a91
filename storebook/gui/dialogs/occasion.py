"""A day of the year: birthday, wedding or any other, as far as it is known, in either calendar."""

from dataclasses import replace

from storebook.base.dates import Calendar, LeapDayRule, PartialDate, next_occurrence
from storebook.base.dates.kept import years_completed
from storebook.base.errors import Refused
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.fields import CheckLine, ChoiceField, TextField, YearlyDayField
from storebook.gui.form import Answer
from storebook.gui.layout import held, row
from storebook.gui.shown import day, distance
from storebook.gui.words import button, label, set_role
from storebook.people.called import name_of
from storebook.people.occasions import (
    Occasion,
    OccasionKind,
    add_occasion,
    edit_occasion,
    occasions_of,
    remove_occasion,
    set_birthday,
    set_wedding_day,
)

KINDS = [
    (OccasionKind.BIRTHDAY, "Birthday"),
    (OccasionKind.WEDDING, "Wedding day"),
    (OccasionKind.OTHER, "Another day"),
]
CALENDARS = [
    (Calendar.GREGORIAN, "Our calendar"),
    (Calendar.CHINESE, "Chinese calendar"),
]
LEAP_DAYS = [
    (None, "As the shop keeps it"),
    (LeapDayRule.FEBRUARY, "On February 28"),
    (LeapDayRule.MARCH, "On March 1"),
    (LeapDayRule.LEAP_YEARS, "Only in leap years"),
]


class OccasionDialog(Dialog):
    """The day is typed as people say it; what is special about it is asked when it comes up."""

    def __init__(
        self, context: Context, shopper_id: int, *, occasion: Occasion | None = None
    ) -> None:
        subject = f"{shopper_id} day {occasion.id}" if occasion is not None else str(shopper_id)
        super().__init__(context, "Occasion", width=640, draft=subject)
        self._shopper_id = shopper_id
        self._occasion = occasion
        first = OccasionKind.BIRTHDAY if occasion is None else occasion.kind
        self.kind = ChoiceField("Which day", KINDS, first)
        self.title_field = TextField(
            "What day is it", placeholder="Name day", missing="Give the day a title."
        )
        day_first = context.shop().day_first
        self.day = YearlyDayField(
            "Day",
            context.today,
            day_first=day_first,
            note="the year or the day may be left out",
            missing="Which day is it?",
        )
        self.calendar = ChoiceField("In", CALENDARS)
        self.leap_month = CheckLine("A leap month", fact="the second month of that number")
        self.leap_day = ChoiceField("In years without February 29", LEAP_DAYS)
        self.note = TextField("Note")
        self._next = label("", "small", role="good", wrap=True)
        self._fill()
        self._connect()
        self._fill_content()

    def _fill(self) -> None:
        found = self._occasion
        if found is None:
            has = {one.kind for one in self._known()}
            free = [kind for kind, _ in KINDS if kind not in has]
            self.kind.set_value(free[0] if free else OccasionKind.OTHER)
            return
        self.title_field.set_value(found.title or "")
        self.note.set_value(found.note or "")
        self.day.set_value(replace(found.when, leap_month=False))
        self.calendar.set_value(found.when.calendar)
        self.leap_month.set_on(found.when.leap_month)
        self.leap_day.set_value(found.when.leap_day_rule)

    def _known(self) -> list[Occasion]:
        book, today = self.context.book, self.context.today()
        leap_day = self.context.shop().leap_day_rule
        return occasions_of(book, self._shopper_id, today=today, leap_day=leap_day)

    def _connect(self) -> None:
        self.kind.picked.connect(lambda _: self._ask())
        self.day.changed.connect(self._on_day)
        self.calendar.picked.connect(lambda _: self._ask())
        self.leap_month.changed.connect(lambda _: self._ask())
        self.leap_day.picked.connect(lambda _: self._ask())

    def _fill_content(self) -> None:
        name = name_of(self.context.book, self._shopper_id)
        self.content.addWidget(label(f"A day of {name}", "heading", wrap=True))
        self.content.addWidget(self.kind)
        self.content.addWidget(self.title_field)
        days = row(self.day, self.calendar, spacing=16)
        days.setStretch(0, 3)
        days.setStretch(1, 2)
        self.content.addWidget(held(days))
        for part in (self.leap_month, self.leap_day, self._next, self.note):
            self.content.addWidget(part)
        answers: dict[str, Answer] = {
            "kind": self.kind, "title": self.title_field, "birthday": self.day,
            "calendar": self.calendar, "leap_month": self.leap_month, "leap_day": self.leap_day,
            "note": self.note,
        }  # fmt: skip
        self.ask_for(answers)
        self._ask()
        primary = button("Save day", kind="primary", icon="check", key="save")
        if self._occasion is None:
            self.set_actions(primary)
            return
        self.kind.setEnabled(False)
        off = button("Take off", icon="trash")
        off.clicked.connect(lambda: do_and_close(self, self._remove))
        self.set_actions(primary, off)

    def _on_day(self) -> None:
        """What the words themselves say of the calendar counts."""
        try:
            typed = self.day.value()
        except Refused:
            typed = None
        if typed is not None and typed.calendar is Calendar.CHINESE:
            self.calendar.set_value(Calendar.CHINESE)
            if typed.leap_month:
                self.leap_month.set_on(True)
        self._ask()

    def when(self) -> PartialDate | None:
        """The day with everything that was said of it; Refused when there is no such day."""
        typed = self.day.value()
        if typed is None:
            return None
        chinese = self.calendar.value() is Calendar.CHINESE
        leap_day = not chinese and (typed.month, typed.day) == (2, 29)
        return replace(
            typed,
            calendar=self.calendar.value(),
            leap_month=chinese and self.leap_month.is_on(),
            leap_day_rule=self.leap_day.value() if leap_day else None,
        )

    def _ask(self) -> None:
        """Ask only what this day leaves open, and say when it comes next."""
        other = self.kind.value() is OccasionKind.OTHER
        self.title_field.setVisible(other)
        self.note.setVisible(other)
        self.leap_month.setVisible(self.calendar.value() is Calendar.CHINESE)
        try:
            when = self.when()
        except Refused:
            when = None
        leap_day = when is not None and (when.month, when.day) == (2, 29)
        self.leap_day.setVisible(leap_day and when is not None and self._is_ours(when))
        self._next.setText(self._next_words(when))
        self._next.setVisible(when is not None)
        set_role(self._next, "good")

    def _is_ours(self, when: PartialDate) -> bool:
        return when.calendar is Calendar.GREGORIAN

    def _next_words(self, when: PartialDate | None) -> str:
        if when is None:
            return ""
        today, shop = self.context.today(), self.context.shop()
        on = next_occurrence(when, today, leap_day=shop.leap_day_rule)
        if on is None:
            return "It does not come round again in the calendars known here."
        years = years_completed(when, on, leap_day=shop.leap_day_rule)
        makes = f", and makes {years} years" if years else ""
        return f"Next on {day(on, today, shop.locale)}, {distance(on, today)}{makes}."

    def refuse(self, refusal: Refused) -> None:
        if refusal.field in (None, "wedding", "occasion"):
            refusal = Refused(str(refusal), "birthday")
        super().refuse(refusal)

    def _remove(self) -> None:
        if self._occasion is not None:
            remove_occasion(self.context.book, self._occasion.id)
            self.context.say("Day taken off.")

    def save(self) -> None:
        book, today = self.context.book, self.context.today()
        when, kind = self.when(), self.kind.value()
        assert when is not None
        title, note = self.title_field.value(), self.note.value()
        if self._occasion is not None:
            edit_occasion(book, self._occasion.id, when, title=title, note=note, today=today)
        elif kind is OccasionKind.BIRTHDAY:
            set_birthday(book, self._shopper_id, when, today=today)
        elif kind is OccasionKind.WEDDING:
            set_wedding_day(book, self._shopper_id, when)
        else:
            add_occasion(book, self._shopper_id, title, when, note=note)
        self.context.say(f"{dict(KINDS)[kind]} written down.")
