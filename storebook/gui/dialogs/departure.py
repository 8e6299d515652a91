"""Quiet for a while, moved away, died, or put away: what keeps mail and calls from a shopper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from storebook.base.errors import Refused
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import ChoiceField, DayField, TextField
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label
from storebook.people.departures import (
    archive,
    be_quiet_until,
    mark_deceased,
    mark_moved_away,
    unarchive,
    unmark_deceased,
    unmark_moved_away,
)
from storebook.people.shoppers import Shopper, shopper


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One answer of the form: what it asks for besides, and what it does.

    `day` and `note` are the labels of the two further questions; "" asks nothing.
    """

    words: str
    day: str
    day_field: str
    note: str
    note_field: str
    fact: str
    do: Callable[[date | None, str], None]
    said: str


class DepartureDialog(Dialog):
    """Each can be taken back here too, also years later."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Quiet or gone", width=640, draft=str(shopper_id))
        self._id = shopper_id
        self._shopper = shopper(context.book, shopper_id)
        self._choices = self._offered(self._shopper)
        shop = context.shop()
        self.what = ChoiceField("What is it", [(each, each.words) for each in self._choices])
        self.day = DayField(
            "Since when", context.today, locale=shop.locale, first_weekday=shop.first_weekday
        )
        self.note = TextField("Note")
        self._fact = label("", role="second", wrap=True)
        self.what.picked.connect(lambda _: self._ask())
        heading = f"{self._shopper.name} is not to be written to or called"
        if len(self._choices) < 4 or self._is_gone():
            heading = f"How it is with {self._shopper.name}"
        self.content.addWidget(label(heading, "heading", wrap=True))
        for part in (self.what, self.day, self.note, self._fact):
            self.content.addWidget(part)
        self._ask()
        self.ask_for({"what": self.what, "day": self.day, "note": self.note})
        self.set_actions(button("Save", kind="primary", icon="check", key="save"))

    def _is_gone(self) -> bool:
        one = self._shopper
        return any((one.deceased_on, one.archived_on, one.moved_away_on, one.quiet_until))

    def _offered(self, one: Shopper) -> list[Departure]:
        return [
            *self._quiet(one),
            self._back_home() if one.moved_away_on else self._moved(),
            self._alive() if one.deceased_on else self._died(),
            self._taken_out() if one.archived_on else self._archived(),
        ]

    def _quiet(self, one: Shopper) -> list[Departure]:
        book, today = self.context.book, self.context.today()

        def quiet(day: date | None, note: str) -> None:
            be_quiet_until(book, self._id, day, note=note, today=today)

        offered = [
            Departure(
                words="Wants quiet for a while",
                day="Quiet until",
                day_field="quiet_until",
                note="Why, or what is meant",
                note_field="quiet_note",
                fact="No card and no call before that day. It ends by itself.",
                do=quiet,
                said="{name} is left in peace until then.",
            )
        ]
        if one.quiet_until is not None and one.quiet_until > today:
            until = whole_day(one.quiet_until, self.context.shop().locale)
            over = Departure(
                words="The quiet is over",
                day="",
                day_field="",
                note="",
                note_field="",
                fact=f"It was to last until {until}.",
                do=lambda _day, _note: be_quiet_until(book, self._id, None, today=today),
                said="The quiet of {name} is over.",
            )
            return [*offered, over]
        return offered

    def _moved(self) -> Departure:
        return Departure(
            words="Moved away",
            day="Since when",
            day_field="moved_away_on",
            note="",
            note_field="",
            fact="The addresses become former ones; phones and e-mails stay. Nothing is mailed.",
            do=lambda day, _: mark_moved_away(
                self.context.book, self._id, on=day or self.context.today()
            ),
            said="{name} moved away: nothing is mailed any more.",
        )

    def _back_home(self) -> Departure:
        return Departure(
            words="Is here after all",
            day="",
            day_field="",
            note="",
            note_field="",
            fact="The addresses that were left are good again.",
            do=lambda _day, _note: unmark_moved_away(self.context.book, self._id),
            said="{name} is here after all.",
        )

    def _died(self) -> Departure:
        today = self.context.today()
        return Departure(
            words="Died",
            day="On which day, or when we were told",
            day_field="deceased_on",
            note="Who told us",
            note_field="deceased_note",
            fact="Nothing goes out to them again, nor to the two as a couple. "
            "Condolences are written by hand, never by this program.",
            do=lambda day, note: mark_deceased(
                self.context.book, self._id, on=day or today, note=note, today=today
            ),
            said="{name} died. Nothing is sent any more.",
        )

    def _alive(self) -> Departure:
        return Departure(
            words="Did not die: the report was false",
            day="",
            day_field="",
            note="How this is known",
            note_field="reason",
            fact="Cards and calls are possible again.",
            do=lambda _, note: unmark_deceased(
                self.context.book, self._id, reason=note, shop=self.context.shop()
            ),
            said="{name} did not die.",
        )

    def _archived(self) -> Departure:
        return Departure(
            words="No longer a shopper of ours: archive",
            day="",
            day_field="",
            note="",
            note_field="",
            fact="Found when looked for, never written to. Purchases stay in the accounts.",
            do=lambda _day, _note: archive(self.context.book, self._id, on=self.context.today()),
            said="{name} is archived.",
        )

    def _taken_out(self) -> Departure:
        return Departure(
            words="Take out of the archive",
            day="",
            day_field="",
            note="",
            note_field="",
            fact="A shopper like all others again.",
            do=lambda _day, _note: unarchive(self.context.book, self._id),
            said="{name} is taken out again.",
        )

    def _ask(self) -> None:
        """Ask what belongs to the answer that is chosen."""
        self.on_filled()
        chosen: Departure = self.what.value()
        # Today is when most are told; only the end of a quiet lies in the future.
        self.day.set_value(None if chosen.day_field == "quiet_until" else self.context.today())

    def on_filled(self) -> None:
        chosen: Departure = self.what.value()
        self.day.setVisible(bool(chosen.day))
        self.note.setVisible(bool(chosen.note))
        self._fact.setText(chosen.fact)
        if chosen.day:
            self.day.set_name(chosen.day)
        if chosen.note:
            self.note.set_name(chosen.note)
        self.day.missing = "Until which day?" if chosen.day_field == "quiet_until" else ""

    def refuse(self, refusal: Refused) -> None:
        chosen: Departure = self.what.value()
        names = {chosen.day_field: "day", chosen.note_field: "note"}
        field = names.get(refusal.field or "", refusal.field)
        super().refuse(Refused(str(refusal), field))

    def save(self) -> None:
        chosen: Departure = self.what.value()
        chosen.do(self.day.value() if chosen.day else None, self.note.value())
        self.context.say(chosen.said.format(name=self._shopper.name))
